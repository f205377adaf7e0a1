"""A Reading -> its method in numbered steps with row counts, for the README and the methods section of a paper."""

from __future__ import annotations

from analysis.compare.grid import choose_method
from analysis.reading import Reading
from analysis.sentiment.ladder import describe_error

__all__ = ["describe_methods"]


def describe_methods(reading: Reading) -> str:
    """Describe what was done, step by step, with how many rows went in and came out.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    str
        Markdown, a numbered list; every number is counted from the tables of this Reading.
    """
    steps = [
        _articles(reading),
        _text(reading),
        _people(reading),
        _speech(reading),
        _sentiment(reading),
        _framing(reading),
    ]
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)) + "\n"


def _count(n: int, singular: str, plural: str = "") -> str:
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def _articles(reading: Reading) -> str:
    n, aside = len(reading.articles), len(reading.quarantine)
    stated = int((reading.articles["published_basis"] == "stated").sum())
    inferred = int((reading.articles["published_basis"] == "inferred").sum())
    return (
        f"**Articles.** {_count(n + aside, 'record')} read: {n:,} accepted, {aside:,} quarantined with a reason; "
        f"publication date stated for {stated:,}, inferred as an interval for {inferred:,}, "
        f"missing for {n - stated - inferred:,}."
    )


def _text(reading: Reading) -> str:
    repairs, sentences = int(reading.repairs["n"].sum()), reading.sentences
    silent = int(sentences["section"].isin(["credit", "caption"]).sum())
    return (
        f"**Text.** {_count(repairs, 'repair')} (entities, glued paragraphs, blanks), each character mapped back to "
        f"the untouched document; {_count(len(sentences), 'sentence')}, {silent:,} of them in credits or captions, "
        "which no score counts."
    )


def _people(reading: Reading) -> str:
    mentions = reading.mentions
    kinds = ", ".join(f"{n:,} {str(kind).replace('_', ' ')}" for kind, n in mentions["kind"].value_counts().items())
    unresolved = int(mentions["person_id"].isna().sum())
    return (
        f"**People.** {_count(len(mentions), 'mention')} ({kinds}); {unresolved:,} unresolved: "
        "left open with their candidates, never guessed."
    )


def _speech(reading: Reading) -> str:
    quotes = reading.quotes
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in quotes["kind"].value_counts().items())
    unresolved = int((quotes["source_kind"] == "unresolved").sum())
    return (
        f"**Speech.** {_count(len(quotes), 'quotation')} ({kinds}), {unresolved:,} without a source; sentences are cut "
        f"into {_count(len(reading.segments), 'segment')} that each have one holder: the outlet or a source."
    )


def _sentiment(reading: Reading) -> str:
    scored = reading.valences[reading.valences["unit"] == "sentence"]
    silent = int((scored["n_lexicon"] == 0).sum())
    method = choose_method(reading)
    toward = reading.sentiments[reading.sentiments["method"] == method]
    lexicon = ", ".join(scored["lexicon"].unique())
    return (
        f"**Sentiment.** {_count(len(scored), 'sentence')} scored with `{lexicon}`, {silent:,} of them without a word "
        f"of the lexicon (NA, not 0); sentiment toward a person at {_count(len(toward), 'mention')}, "
        f"{int(toward['n'].sum()):,} of them with a score. {describe_error(method)}"
    )


def _framing(reading: Reading) -> str:
    hits, study = reading.frame_hits, reading.study
    indicators = sum(len(part.indicators) for frame in study.frames.values() for part in frame.functions.values())
    frames = ", ".join(
        f"{int((hits['frame_id'] == frame_id).sum()):,} {frame.label}" for frame_id, frame in study.frames.items()
    )
    scopes = ", ".join(f"{n:,} {scope}" for scope, n in hits["scope"].value_counts().items())
    return (
        f"**Frames.** {_count(indicators, 'indicator')} found {_count(len(hits), 'hit')} ({frames}; {scopes}); "
        "only asserted hits enter the balance."
    )
