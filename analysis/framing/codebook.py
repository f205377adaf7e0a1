"""A codebook, the articles it reads and its own examples -> what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.framing.axes import counted_hits, with_words
from analysis.framing.hits import keep_longest
from analysis.framing.indicators import Tables, describe_codebook
from analysis.framing.masks import is_declared
from analysis.framing.matching import Entry, Match, Matcher, entries
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, map_articles

__all__ = ["FINDINGS", "check_codebook"]

#: What each finding means, and whether it is a problem or a note: the exit code speaks of problems only.
FINDINGS = {
    "include missed": ("problem", "an example that should count for the frame does not"),
    "exclude counted": ("problem", "an example that should not count for the frame does"),
    "overlap": ("problem", "two frames claim the same words"),
    "too much": ("problem", "one indicator carries more than half of what counts for its frame"),
    "never matches": ("problem", "an indicator matches nowhere, neither in the articles nor in the examples"),
    "inside others": ("note", "wherever the indicator stands a longer one of the codebook does, which counts instead"),
    "imbalance": ("problem", "one pole of an axis has more than half again as many indicators as the other"),
    "low coverage": ("problem", "fewer than 1 in 100 sentences hold anything that counts for any frame"),
    "one outlet": ("note", "an indicator of three hits or more counts in one outlet alone"),
    "one article": ("note", "one article holds more than half of what counts for an indicator of three hits or more"),
    "covered": ("note", "all that the indicator found holds a hit of another of its frame: it adds no hit"),
    "inside a title": ("note", "the indicator matches inside the title of a work, where it is masked"),
    "inside a name": ("note", "the indicator matches inside a name, where it is masked"),
}

#: With fewer hits than this no share of them is telling.
_FEW_HITS = 10
#: Hits of one indicator from which on it is told that they stand in one place.
_LEAST_HITS = 3


def check_codebook(reading: Tables, read: Callable[[Study, pd.DataFrame], Any]) -> pd.DataFrame:
    """Check a study's codebook against its articles and its own examples.

    Parameters
    ----------
    reading : Reading
        The study as read.
    read : callable
        `analysis.pipeline.read`: takes the examples, one article each, through the same steps as the articles.

    Returns
    -------
    DataFrame
        One row a finding, problems first: ``level`` (problem or note), ``finding`` (a key of `FINDINGS`), ``frame_id``,
        ``indicator`` (NA where it is about the whole frame), ``detail``. That an indicator never matches is a note as
        long as the study has fewer articles than its `minimum_articles`: a codebook should hold for articles not seen.
    """
    study = reading.study
    examples = _read_examples(study, read)
    indicators = describe_codebook(reading)
    found = [
        *_wrong_examples(study, examples),
        *_overlaps(with_words(pd.concat([one.frame_hits for one in (reading, examples) if one]))),
        *_dominant(indicators),
        *_idle(reading, examples, study),
        *_narrow(reading, indicators),
        *_covered(study, with_words(reading.frame_hits)),
        *_imbalance(study),
        *_coverage(reading, study),
        *_masked(study),
    ]
    few = reading.articles["article_id"].nunique() < study.minimum_articles
    rows = [
        ("note" if name == "never matches" and few else FINDINGS[name][0], name, frame_id, indicator, detail)
        for name, frame_id, indicator, detail in found
    ]
    table = pd.DataFrame(rows, columns=["level", "finding", "frame_id", "indicator", "detail"]).astype("str")
    return table.sort_values("level", ascending=False, kind="stable", ignore_index=True)


_Finding = tuple[str, str | None, str | None, str]


def _read_examples(study: Study, read: Callable[[Study, pd.DataFrame], Any]) -> Any | None:
    """Read every example as an article of its own, under an id that tells frame and list."""
    rows = [
        (f"{frame_id}/{kind}/{at}", sentence)
        for frame_id, frame in study.frames.items()
        for kind, sentences in (("include", frame.include), ("exclude", frame.exclude))
        for at, sentence in enumerate(sentences)
    ]
    texts = pd.DataFrame(rows, columns=["article_id", "text"], dtype="str")
    return read(study, texts.assign(outlet="codebook", published=None)) if rows else None


def _wrong_examples(study: Study, examples: Any | None) -> Iterator[_Finding]:
    if examples is None:
        return
    hits = counted_hits(examples.frame_hits, study)
    counted = {(article_id.rsplit("/", 2)[0], article_id) for article_id in hits["article_id"]}
    counted &= set(zip(hits["frame_id"], hits["article_id"], strict=True))
    texts = map_articles(examples.articles)
    for frame_id, frame in study.frames.items():
        for kind, name in (("include", "include missed"), ("exclude", "exclude counted")):
            for at in range(len(getattr(frame, kind))):
                article_id = f"{frame_id}/{kind}/{at}"
                if ((frame_id, article_id) in counted) != (kind == "include"):
                    yield name, frame_id, None, texts.get(article_id, getattr(frame, kind)[at])


def _overlaps(hits: pd.DataFrame) -> Iterator[_Finding]:
    """Find words that two frames have hits on: the shorter of two hits is dropped before, so these are equals."""
    same = hits.groupby(["article_id", "start", "end"])["frame_id"].transform("nunique") > 1
    claimed: dict[tuple[str, str], set[str]] = {}
    for frame_id, indicator, surface in hits.loc[same, ["frame_id", "indicator", "surface"]].itertuples(index=False):
        claimed.setdefault((str(frame_id), str(indicator)), set()).add(str(surface).lower())
    for (frame_id, indicator), words in claimed.items():
        yield "overlap", frame_id, indicator, f"also of another frame: {', '.join(sorted(words)[:5])}"


def _dominant(table: pd.DataFrame) -> Iterator[_Finding]:
    totals = table.groupby("frame_id")["n_counted"].transform("sum")
    for row in table[(table["share"] > 0.5) & (totals >= _FEW_HITS)].to_dict("records"):
        yield (
            "too much",
            row["frame_id"],
            row["indicator"],
            f"{row['n_counted']} hits, {row['share']:.0%} of the frame's",
        )


def _narrow(reading: Tables, table: pd.DataFrame) -> Iterator[_Finding]:
    """Find indicators that count in one outlet alone or mostly in one article, where others could hold them."""
    table = table[table["n_counted"] >= _LEAST_HITS]
    many_outlets, many = (reading.articles[name].nunique() > 1 for name in ("outlet_id", "article_id"))
    for row in table.to_dict("records"):
        where = row["frame_id"], row["indicator"]
        if many_outlets and row["n_outlets"] == 1:
            yield "one outlet", *where, f"{row['n_counted']} hits"
        if many and row["n_in_one"] > row["n_counted"] / 2:
            yield "one article", *where, f"{row['n_in_one']} of {row['n_counted']} hits"


def _covered(study: Study, hits: pd.DataFrame) -> Iterator[_Finding]:
    """Find indicators whose hits all lie on words that others of their frame find, and what they change there."""
    surfaces: dict[tuple[str, str], Counter[str]] = {}
    for frame_id, indicator, surface in zip(hits["frame_id"], hits["indicator"], hits["surface"], strict=True):
        surfaces.setdefault((frame_id, indicator), Counter())[surface] += 1
    listed = {(entry.frame_id, entry.indicator): entry for entry in entries(study.frames)}
    matcher = Matcher(listed.values(), study.study.language)
    for key, words in surfaces.items():
        within = {surface: _without(listed[key], surface, matcher) for surface in words}
        if all(within.values()):
            others = sorted({match.entry.indicator for found in within.values() for match in found})
            changed = Counter[str]()
            for surface, found in within.items():
                changed.update(dict.fromkeys(_changes(listed[key], found), words[surface]))
            told = [f"{change} ({n} of {words.total()})" for change, n in sorted(changed.items())]
            yield "covered", *key, f"lies on {', '.join(others[:3])}: {'; '.join(told) or 'changes nothing'}"


def _without(entry: Entry, surface: str, matcher: Matcher) -> list[Match]:
    """Give what would count for the frame in an indicator's words if the codebook did not have it."""
    found = matcher.find(surface, [(0, len(surface))])
    own = (entry.frame_id, entry.indicator)
    rivals = [match for match in found if (match.entry.frame_id, match.entry.indicator) != own]
    return keep_longest([match for match in rivals if match.entry.frame_id == entry.frame_id])


def _changes(entry: Entry, found: Sequence[Match]) -> Iterator[str]:
    """Say what an indicator changes where others of its frame would count."""
    if len(found) > 1:
        yield f"makes one hit of {len(found)}"
    others = [match.entry for match in found]
    if any(other.weight != entry.weight for other in others):
        yield f"weighs {entry.weight:g}, not {max(other.weight for other in others):g}"
    if any(other.function != entry.function for other in others):
        yield "serves another function"
    if any((other.about, other.where) != (entry.about, entry.where) for other in others):
        yield "concerns others or stands elsewhere"


def _idle(reading: Tables, examples: Any | None, study: Study) -> Iterator[_Finding]:
    tables = [reading.frame_hits] + ([examples.frame_hits] if examples is not None else [])
    seen = {pair for table in tables for pair in zip(table["frame_id"], table["indicator"], strict=True)}
    idle = [entry for entry in entries(study.frames) if (entry.frame_id, entry.indicator) not in seen]
    within: dict[Entry, set[str]] = {}
    matcher = Matcher(idle, study.study.language)
    hits = pd.concat([with_words(table)[["indicator", "surface"]] for table in tables]).drop_duplicates()
    for indicator, surface in hits.itertuples(index=False, name=None):
        for match in matcher.find(surface, [(0, len(surface))]):
            within.setdefault(match.entry, set()).add(indicator)
    for entry in idle:
        if entry in within:
            yield "inside others", entry.frame_id, entry.indicator, f"inside {', '.join(sorted(within[entry])[:3])}"
        else:
            yield (
                "never matches",
                entry.frame_id,
                entry.indicator,
                f"in {len(reading.articles)} article{'' if len(reading.articles) == 1 else 's'} and the examples",
            )


def _imbalance(study: Study) -> Iterator[_Finding]:
    sizes = pd.Series([entry.frame_id for entry in entries(study.frames)], dtype="str").value_counts()
    for axis_id, axis in study.axes.items():
        n_positive, n_negative = int(sizes.get(axis.positive, 0)), int(sizes.get(axis.negative, 0))
        if max(n_positive, n_negative) > 1.5 * min(n_positive, n_negative):
            larger = axis.positive if n_positive > n_negative else axis.negative
            yield "imbalance", larger, None, f"axis {axis_id}: {n_positive} indicators against {n_negative}"


def _coverage(reading: Tables, study: Study) -> Iterator[_Finding]:
    sentences = reading.sentences[~reading.sentences["section"].isin(SILENT_SECTIONS)]
    hits = counted_hits(reading.frame_hits, study)
    covered = len(hits[["article_id", "sentence_index"]].drop_duplicates())
    if len(sentences) and covered < len(sentences) / 100:
        yield "low coverage", None, None, f"{covered} of {len(sentences)} sentences"


def _masked(study: Study) -> Iterator[_Finding]:
    """Find indicators that match inside titles and names, as if these were ordinary words."""
    matcher = Matcher(entries(study.frames), study.study.language)
    names = [name for person in study.people.values() for name in person.names]
    for finding, texts in (("inside a title", study.titles), ("inside a name", names)):
        for text in dict.fromkeys(texts):
            for match in matcher.find(text, [(0, len(text))]):
                if finding == "inside a name" and is_declared(text[match.start : match.end], match.entry.names):
                    continue
                yield finding, match.entry.frame_id, match.entry.indicator, text
