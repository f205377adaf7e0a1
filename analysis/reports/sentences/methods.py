"""A Reading -> its method in numbered steps with row counts, for the README and the pages of a report."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.charts.style import plural
from analysis.compare.intervals import LEAST_COUNTED, MOST_DRAWS
from analysis.measured import read_errors
from analysis.reading import Reading
from analysis.reports.sentences.events import describe_days
from analysis.reports.sentences.facts import Facts, count_facts
from analysis.sentiment.ladder import describe_error

__all__ = ["describe_inference", "describe_methods"]


def describe_methods(reading: Reading, *, selected: str = "") -> str:
    """Describe what was done, step by step, with how many rows went in and came out.

    Parameters
    ----------
    reading : Reading
    selected : str
        Which of a study's articles the Reading is of, in words; empty: all of them.

    Returns
    -------
    str
        Markdown, a numbered list; every number is counted from the tables of this Reading.
    """
    facts = count_facts(reading)
    parts = [part(facts) for part in (_text, _people, _speech, _sentiment, _framing)]
    steps = [_articles(facts, selected), *parts]
    if told := describe_inference(reading):
        steps.append(f"**Comparison.** {told}")
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)) + "\n"


def _each(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n:,} {name}" for name, n in counts.items())


def _articles(facts: Facts, selected: str) -> str:
    read = (
        f"{plural(facts.n_articles + facts.n_aside, 'record')} read: {facts.n_articles:,} accepted, "
        f"{facts.n_aside:,} quarantined with a reason"
    )
    chosen = f"Selected: {selected}; of the source, {plural(facts.n_aside, 'record')} quarantined with a reason"
    return (
        f"**Articles.** {chosen if selected else read}; publication date stated for {facts.n_stated:,}, inferred as an "
        f"interval for {facts.n_inferred:,}, missing for {facts.n_missing:,}."
    )


def _text(facts: Facts) -> str:
    return (
        f"**Text.** {plural(sum(facts.repairs.values()), 'repair')} (entities, glued paragraphs, blanks), each "
        f"character mapped back to the untouched document; {plural(facts.n_sentences, 'sentence')}, {facts.n_silent:,} "
        "of them in credits, captions or appeals, which no score reads."
    )


def _people(facts: Facts) -> str:
    return (
        f"**People.** {plural(sum(facts.mentions.values()), 'mention')} ({_each(facts.mentions)}); "
        f"{facts.n_unresolved:,} unresolved: left open with their candidates, never guessed."
    )


def _speech(facts: Facts) -> str:
    return (
        f"**Speech.** {plural(sum(facts.quotes.values()), 'quotation')} ({_each(facts.quotes)}), "
        f"{facts.n_sourceless:,} without a source; sentences are cut into {plural(facts.n_segments, 'segment')} that "
        "each have one holder: the outlet or a source."
    )


def _sentiment(facts: Facts) -> str:
    return (
        f"**Sentiment.** {plural(facts.n_scored, 'sentence')} scored with `{facts.lexicon}`, {facts.n_without_word:,} "
        "of them without a word of the lexicon (NA, not 0); sentiment toward a person at "
        f"{plural(facts.n_targets, 'mention')}, {facts.n_valued:,} of them with a score. {describe_error(facts.method)}"
    )


def _framing(facts: Facts) -> str:
    found = "; ".join(part for part in (_each(facts.frames), _each(facts.scopes)) if part)
    return (
        f"**Frames.** {plural(facts.n_indicators, 'indicator')} found {plural(sum(facts.frames.values()), 'hit')} "
        f"({found}); only asserted hits enter the balance."
    )


def describe_inference(reading: Reading) -> str:
    """Name the tests, their families, what is drawn, the intervals, and how often they hold the truth in simulation.

    Empty where nothing was tested: of so few articles no interval says anything either.
    """
    contrasts = reading.contrasts
    tested = contrasts[(contrasts["copies"] == "with") & contrasts["p"].notna()]
    if tested.empty:
        return ""
    families = tested.drop_duplicates("family")
    errors = read_errors()
    of_two, of_one, of_none = (errors[f"coverage/{name}"][0] for name in ("contrasts", "units", "leave-one-out"))
    n, k, largest = len(tested), len(families), int(families["n_tests"].max())
    return (
        f"{plural(n, 'difference')} tested, in {plural(k, 'family', 'families')}: a family is one question (between "
        "outlets, between own and quoted words, after and before the events) and one measure; the largest holds "
        f"{plural(largest, 'test')}. q is the false discovery rate within the family (Benjamini & Hochberg 1995). Each "
        "test deals whole articles, near-duplicates as one cluster, out to the two sides at random (voices are "
        "exchanged within articles), with numerators centred and the difference over its jackknife error; p counts at "
        f"least 2,000 draws, {MOST_DRAWS:,} where it is below .05, so that none is below 1 / {MOST_DRAWS + 1:,}. An "
        "interval holds the differences that its test does not refuse at .05; it is given where something was counted "
        f"in {LEAST_COUNTED} clusters of either side. Intervals of one outlet, person or window reach as many "
        "jackknife errors as a studentized bootstrap over clusters or Student’s t asks for, the larger. Measured by "
        f"simulation: of differences, {of_two}, lowest where the rate of hits differs between sides of few articles; "
        f"of single values, {of_one}, lowest for a balance near its end. The least and greatest balance without any "
        f"one sentence is no interval ({of_none}). {describe_days(reading)}All of it takes the articles for a sample "
        "of what these outlets could have written."
    )
