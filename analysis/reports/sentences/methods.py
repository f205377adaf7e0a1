"""A Reading -> its method in numbered steps with row counts, for the README and the pages of a report."""

from __future__ import annotations

from analysis.compare.intervals import LEAST_COUNTED, MOST_DRAWS
from analysis.measured import read_errors
from analysis.reading import Reading
from analysis.reports.sentences.english import fill
from analysis.reports.sentences.events import describe_days
from analysis.reports.sentences.facts import Facts, count_facts, say_counted
from analysis.reports.sentences.sentiment import describe_sentiment_error

_READ = "{n_records:record} read: {n_articles} accepted, {n_aside} quarantined with a reason"
_SELECTED = "Selected: {selected}; of the source, {n_aside:record} quarantined with a reason"
_STEPS = (
    "**Articles.** {read}; publication date stated for {n_stated}, inferred as an interval for {n_inferred}, missing "
    "for {n_missing}.{counted}",
    "**Text.** {n_repairs:repair} (entities, glued paragraphs, blanks), each character mapped back to the untouched "
    "document; {n_sentences:sentence}, {n_silent} of them in credits, captions or appeals, which no score reads.",
    "**People.** {mentions:mention} ({mentions:,}); {n_unresolved} unresolved: left open with their candidates, never "
    "guessed.",
    "**Speech.** {quotes:quotation} ({quotes:,}), {n_sourceless} without a source; sentences are cut into "
    "{n_segments:segment} that each have one holder: the outlet or a source.",
    "**Sentiment.** {n_scored:sentence} scored with `{lexicon}`, {n_without_word} of them without a word of the "
    "lexicon (NA, not 0); sentiment toward a person at {n_targets:mention}, {n_valued} of them with a score, "
    "{n_unsure} of which no class is likely (in no mean). {error}",
    "**Frames.** {n_indicators:indicator} found {frames:hit} ({found}); only asserted hits enter the "
    "balance{standing}.",
)
_INFERENCE = (
    "{n:difference} tested, in {families} {families:family|families}: a family is one question (between outlets, "
    "between own and quoted words, after and before the events) and one measure; the largest holds {largest:test}. q "
    "is the false discovery rate within the family (Benjamini & Hochberg 1995). Each test deals whole articles, "
    "near-duplicates as one cluster, out to the two sides at random (voices are exchanged within articles), with "
    "numerators centred and the difference over its jackknife error; p counts at least 2,000 draws, {draws} where it "
    "is below .05, so that none is below 1 / {floor}. An interval holds the differences that its test does not refuse "
    "at .05; it is given where something was counted in {least} clusters of either side. Intervals of one outlet, "
    "person or window reach as many jackknife errors as a studentized bootstrap over clusters or Student’s t asks "
    "for, the larger. Measured by simulation: of differences, {of_two}, lowest where the rate of hits differs between "
    "sides of few articles; of single values, {of_one}, lowest for a balance near its end. The interval within one "
    "article, over its hits, is Jeffreys’ (Brown, Cai & DasGupta 2001) of as many hits as weights and likeness within "
    "sentences leave ({of_hits}); that of the mean toward a person, over its mentions, is Student’s t over sentences "
    "whose spread is known in part (Gelman et al. 2013; {of_mentions}). {of_events}{of_words}{of_plan}All of it takes "
    "the articles for a sample of what these outlets could have written."
)
_WORDS = (
    "Which words an outlet uses more is tested over articles too, near-duplicates as one, by uses among words and by "
    "uses among articles, the larger p of both ({n:word} tested); a family of q is the words of two sides and a voice. "
)
_PLAN = "{n:contrast} {n:was|were} planned before looking; {n:it is|they are} a family of {n:its|their} own. "


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
    more = {
        "read": fill(_SELECTED if selected else _READ, facts, selected=selected),
        "counted": f" {counted}" if (counted := say_counted(facts)) else "",
        "n_repairs": sum(facts.repairs.values()),
        "error": describe_sentiment_error(reading, facts.method),
        "found": "; ".join(fill("{counts:,}", counts=counts) for counts in (facts.frames, facts.scopes) if counts),
    }
    more["standing"] = _say_standing(facts)
    steps = [fill(step, facts, **more) for step in _STEPS]
    if told := describe_inference(reading):
        steps.append(f"**Comparison.** {told}")
    return "\n".join(f"{at}. {step}" for at, step in enumerate(steps, 1)) + "\n"


def _say_standing(facts: Facts) -> str:
    """Say what hits do not rest on words that tell something, and how those count."""
    found = facts.standings
    told = (
        ("background", "{n} of them {n:says|say} who is who and {n:counts|count} once an article"),
        ("context", "{n:sentence} {n:goes|go} on with what a source said before, at half weight at most"),
        (
            "learned",
            "in {n:sentence} of which the codebook says nothing a reader learned from coded sentences sees the frame, "
            "each weighing its score",
        ),
    )
    return "".join(f"; {fill(words, n=found[name])}" for name, words in told if found.get(name))


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
    of_two, of_one, of_hits, of_mentions = (
        str(errors[f"coverage/{name}"][0]) for name in ("contrasts", "units", "hits", "mentions")
    )
    return fill(
        _INFERENCE,
        n=len(tested),
        families=len(families),
        largest=int(families["n_tests"].max()),
        draws=MOST_DRAWS,
        floor=MOST_DRAWS + 1,
        least=LEAST_COUNTED,
        of_two=of_two,
        of_one=of_one,
        of_hits=of_hits,
        of_mentions=of_mentions,
        of_events=describe_days(reading),
        of_words=fill(_WORDS, n=n_words) if (n_words := int(reading.keyness["p"].notna().sum())) else "",
        of_plan=fill(_PLAN, n=len(reading.study.plan)) if reading.study.plan else "",
    )
