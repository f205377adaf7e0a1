"""A Reading -> its method in numbered steps with row counts, for the README and the pages of a report."""

from __future__ import annotations

from analysis.reading import Reading
from analysis.reports.sentences.english import fill
from analysis.reports.sentences.facts import count_facts, say_counted
from analysis.sentiment.ladder import describe_error

__all__ = ["describe_methods"]

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
    "lexicon (NA, not 0); sentiment toward a person at {n_targets:mention}, {n_valued} of them with a score. {error}",
    "**Frames.** {n_indicators:indicator} found {frames:hit} ({found}); only asserted hits enter the balance.",
)


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
        "error": describe_error(facts.method),
        "found": "; ".join(fill("{counts:,}", counts=counts) for counts in (facts.frames, facts.scopes) if counts),
    }
    return "".join(f"{at}. {fill(step, facts, **more)}\n" for at, step in enumerate(_STEPS, 1))
