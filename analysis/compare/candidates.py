"""A study's own articles -> words that its codebook may lack: they stand near the hits of one frame and not of others.

Nothing is accepted by itself: each candidate comes with its articles, outlets, contexts and what it would change.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.intervals.resampling import adjust_p
from analysis.compare.roles import select_told
from analysis.compare.words.keyness import log_ratio
from analysis.compare.words.wording import is_content, read_words
from analysis.framing.axes import balance_of, counted_hits, is_told_again, signed_weights, with_words
from analysis.framing.hits import find_hits
from analysis.framing.indicators import describe_codebook
from analysis.framing.kwic import find_kwic
from analysis.framing.matching import entries
from analysis.reading import Reading
from analysis.study import Axis, FunctionIndicators, Indicator
from analysis.tables import SILENT_SECTIONS, map_articles, rows_by_article

LEVEL = 0.05  # of the q up to which a candidate stands beyond chance
LEAST_RATIO = 1.0  # binary logarithm: twice as often
CONTEXTS = 5
Usage = dict[str, dict[str, Counter[str]]]
Sides = dict[tuple[str, int], set[str]]
NONE: Counter[str] = Counter()


def suggest_terms(
    reading: Reading, *, least: int = 3, level: float = LEVEL, most: int = 20, coded: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List words and phrases that stand near the hits of a frame beyond chance, and forms of listed words.

    A candidate is a word, or two in a row, of the sentences in which only that frame has a counted hit. Of the articles
    that hold it near either frame's hits, the share in which it stands near this frame's is compared with the share of
    words that stand there (binomial, one-sided): one article counts once, however often it repeats a word. ``q`` is the
    false discovery rate over all terms tried for the frame (Benjamini & Hochberg, 1995). Where sentences are coded, the
    same is asked of terms in sentences that coders see the frame in, against all other coded sentences.

    Only articles that tell the story are asked, as the balances are of these.

    Parameters
    ----------
    reading : Reading
    least : int
        Articles near this frame's hits that hold a candidate, at least.
    level : float
        The q up to which a candidate is listed.
    most : int
        Candidates a frame and kind, at most.
    coded : DataFrame, optional
        From `analysis.validity.frames.coded_sentences`.

    Returns
    -------
    DataFrame
        One row a candidate, the surest first within its frame: ``frame_id``, ``indicator``, ``kind`` (coded, near or
        form), ``of`` (the indicator that it is akin to; NA), ``n_articles`` near this frame and ``n_others`` near other
        frames alone, ``log_ratio`` of its rates there, ``p``, ``q``; all NA for forms; ``n`` places in all articles,
        ``outlets`` (places by outlet), ``contexts`` (of five places at most), ``balances`` (by axis and outlet: before
        and after).
    """
    reading = select_told(reading)
    rows = [*_coded(reading, coded, least, level, most)] if coded is not None else []
    rows += [*_near(reading, least, level, most), *_forms(reading)]
    columns = ["frame_id", "indicator", "kind", "of", "n_articles", "n_others", "log_ratio", "p", "q"]
    table = pd.DataFrame(rows, columns=columns).drop_duplicates(["frame_id", "indicator"], ignore_index=True)
    table = table.astype({"n_articles": "Int64", "n_others": "Int64"})
    if table.empty:
        return table.assign(n=[], outlets=[], contexts=[], balances=[])
    found = _find(reading, table)
    outlet_of = dict(zip(reading.articles["article_id"], reading.articles["outlet"].fillna("none"), strict=True))
    key = list(zip(table["frame_id"], table["indicator"], strict=True))
    parts = dict(iter(found.groupby(["frame_id", "indicator"])))
    own = [parts.get(one, found.iloc[:0]) for one in key]
    shown = [find_kwic(part[:CONTEXTS], reading.articles, width=50) for part in own]
    columns_found: dict[str, list[Any]] = {
        "n": [len(part) for part in own],
        "outlets": [dict(Counter(part["article_id"].map(outlet_of).tolist()).most_common()) for part in own],
        "contexts": [
            [f"{left} [{word}] {right}".strip() for left, word, right in part[["left", "keyword", "right"]].to_numpy()]
            for part in shown
        ],
        "balances": [_balances(reading, part, outlet_of) for part in own],
    }
    table = table.assign(**columns_found)
    return table[(table["n"] > 0) | (table["kind"] != "form")].reset_index(drop=True)  # what others find is no news


def _near(reading: Reading, least: int, level: float, most: int) -> Iterator[tuple[object, ...]]:
    """Yield the terms near the hits of each frame."""
    usage = _usage(reading, _frames_found(reading))
    for frame_id in reading.study.frames:
        others = _joined(by_article for other, by_article in usage.items() if other != frame_id)
        yield from _beyond_chance((frame_id, "near"), usage.get(frame_id, {}), others, least, level)[:most]


def _coded(reading: Reading, coded: pd.DataFrame, least: int, level: float, most: int) -> Iterator[tuple[object, ...]]:
    """Yield the terms that set sentences coded with a frame apart from the other coded ones."""
    firsts = reading.sentences.set_index(["article_id", "start"])["sentence_index"].to_dict()
    for axis_id, part in coded.groupby("axis_id"):
        axis = reading.study.axes[str(axis_id)]
        for side, frame_id in (("positive", axis.positive), ("negative", axis.negative)):
            places = zip(part["article_id"], part["start"], part[f"is_{side}"], strict=True)
            sides: Sides = {
                (str(at), int(firsts[at, start])): {"with" if share > 0.5 else "without"} for at, start, share in places
            }
            usage = _usage(reading, sides)
            own, others = usage.get("with", {}), usage.get("without", {})
            yield from _beyond_chance((frame_id, "coded"), own, others, least, level)[:most]


def _joined(parts: Iterable[Mapping[str, Counter[str]]]) -> dict[str, Counter[str]]:
    joined: dict[str, Counter[str]] = defaultdict(Counter)
    for by_article in parts:
        for article_id, words in by_article.items():
            joined[article_id] += words
    return joined


def _beyond_chance(
    name: tuple[str, str],
    own: Mapping[str, Counter[str]],
    others: Mapping[str, Counter[str]],
    least: int,
    level: float,
) -> list[tuple[object, ...]]:
    """List the terms that stand in more articles' own sentences than chance gives, the surest first."""
    sizes = [sum(sum(words.values()) for words in side.values()) for side in (own, others)]
    if not all(sizes):
        return []
    chance = sizes[0] / sum(sizes)
    counts = [sum(side.values(), Counter()) for side in (own, others)]
    tried = []
    for term, n_articles in Counter(term for words in own.values() for term in words).items():
        if n_articles >= least:  # what stands in fewer is never listed, and is no test
            alone = sum(words[term] > 0 and not own.get(at, NONE)[term] for at, words in others.items())
            ratio = log_ratio(counts[0][term], counts[1][term], *sizes)
            p = _tail(n_articles, n_articles + alone, chance)
            tried.append((*name[:1], term, name[1], None, n_articles, alone, ratio, p))
    q = adjust_p(np.array([row[-1] for row in tried], float)).tolist()
    ranked = [(*row, one) for row, one in zip(tried, q, strict=True) if one <= level and row[-2] >= LEAST_RATIO]
    return _without_parts(sorted(ranked, key=lambda row: (row[-2], -row[-3], row[1])))


def _without_parts(ranked: list[tuple[str, str, str, None, int, int, float, float, float]]) -> list[tuple[object, ...]]:
    """Leave out a phrase that says no more than a word of it, further up in the list."""
    kept: list[tuple[object, ...]] = []
    seen: set[str] = set()
    for row in ranked:
        if seen.isdisjoint(row[1].split()):
            kept.append(row)
            seen.add(row[1])
    return kept


def _frames_found(reading: Reading) -> Sides:
    """Give the frames of which each sentence has a counted hit."""
    hits = counted_hits(reading.frame_hits, reading.study)
    found: Sides = defaultdict(set)
    for at, index, frame_id in zip(hits["article_id"], hits["sentence_index"], hits["frame_id"], strict=True):
        found[at, index].add(frame_id)
    return found


def _usage(reading: Reading, sides: Sides) -> Usage:
    """Count, by side and article, the terms of sentences that are of that side alone."""
    taken = {
        key: list(zip(part["start"], part["end"], strict=True))
        for key, part in with_words(reading.frame_hits).groupby(["article_id", "sentence_index"])
    }
    for key, part in reading.mentions.groupby(["article_id", "sentence_index"]):
        taken.setdefault(key, []).extend(zip(part["start"], part["end"], strict=True))
    names = {
        word.casefold() for person in reading.study.people.values() for name in person.names for word in name.split()
    }
    texts = map_articles(reading.articles)
    usage: Usage = {}
    rows = reading.sentences[~reading.sentences["section"].isin(SILENT_SECTIONS)]
    for at, index, start, end in rows[["article_id", "sentence_index", "start", "end"]].itertuples(index=False):
        found = sides.get((at, index), set())
        if len(found) == 1:
            counter = usage.setdefault(next(iter(found)), {}).setdefault(at, Counter())
            counter.update(_terms(texts[at], start, end, taken.get((at, index), []), names))
    return usage


def _terms(text: str, start: int, end: int, taken: list[tuple[int, int]], names: Collection[str]) -> Iterator[str]:
    """Yield the content words of a sentence, and each two in a row, that no hit and no mention holds."""
    words = [
        (word.key if _is_candidate(word.key, names) and is_free else "", word.start, word.end)
        for word in read_words(text, start, end)
        for is_free in [not any(first < word.end and word.start < last for first, last in taken)]
    ]
    yield from (one for one, _, _ in words if one)
    yield from (
        f"{one} {two}"
        for (one, _, end), (two, begin, _) in pairwise(words)
        if one and two and text[end:begin].isspace()
    )


def _is_candidate(word: str, names: Collection[str]) -> bool:
    return word.isalpha() and len(word) > 1 and word not in names and is_content(word)


def _tail(n: int, of: int, chance: float) -> float:
    """Give the chance of so many of so many articles, or more."""
    return sum(math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(n, of + 1))


def _forms(reading: Reading) -> Iterator[tuple[object, ...]]:
    """Yield words of the articles that share the stem of an indicator and are none of its forms."""
    listed = {(entry.frame_id, entry.indicator) for entry in entries(reading.study.frames)}
    for row in describe_codebook(reading).to_dict("records"):
        for one in filter(None, row["passed_over"].split(", ")):
            word = one.rsplit(" ", 1)[0]
            if (row["frame_id"], word) not in listed:
                yield row["frame_id"], word, "form", row["indicator"], *[None] * 5


def _find(reading: Reading, table: pd.DataFrame) -> pd.DataFrame:
    """Find the places of candidates as if the codebook listed them alone; those that it has already drop out.

    ``counts`` tells which would count as evidence.
    """
    frames = {}
    for frame_id, part in table.groupby("frame_id"):
        listed = tuple(Indicator(match=word if " " in word else f"={word}") for word in part["indicator"])
        functions = {"problem_definition": FunctionIndicators(indicators=listed)}
        frames[str(frame_id)] = reading.study.frames[str(frame_id)].model_copy(update={"functions": functions})
    study = reading.study.model_copy(update={"frames": frames})
    tables = (reading.articles, reading.sentences, reading.segments, reading.mentions)
    hits = with_words(find_hits(*tables, study, learned="out"))
    known = rows_by_article(with_words(reading.frame_hits), "start end")
    spans = zip(hits["article_id"], hits["start"], hits["end"], strict=True)
    is_new = [not any(a < end and start < b for a, b in known.get(at, ())) for at, start, end in spans]
    counts = hits.index.isin(counted_hits(hits, study).index)
    return hits.assign(counts=counts, indicator=hits["indicator"].str.removeprefix("="))[is_new]


def _weighed(hits: pd.DataFrame) -> pd.DataFrame:
    """Keep what enters a balance: of background the first of its frame in an article."""
    hits = hits.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    return hits[~is_told_again(hits)]


def _balances(
    reading: Reading, more: pd.DataFrame, outlet_of: Mapping[str, str]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Give the balance of each outlet on each axis before and after a candidate is accepted, where it changes."""
    hits = counted_hits(reading.frame_hits, reading.study)
    tables = _weighed(hits), _weighed(pd.concat([hits, more[more["counts"]]]))
    changes: dict[tuple[str, str], tuple[float, float]] = {}
    for axis_id, axis in reading.study.axes.items():
        before, after = (_by_outlet(table, axis, outlet_of) for table in tables)
        for outlet, balance in after.items():
            if before.get(outlet, math.nan) != balance:
                changes[axis_id, outlet] = before.get(outlet, math.nan), balance
    return changes


def _by_outlet(hits: pd.DataFrame, axis: Axis, outlet_of: Mapping[str, str]) -> dict[str, float]:
    """Give the balance of each outlet that has a hit on an axis."""
    signed = signed_weights(hits, axis)
    weights = pd.DataFrame({"signed": signed, "total": np.abs(signed)})[signed != 0]
    sums = weights.groupby(hits["article_id"][signed != 0].map(outlet_of).to_numpy(object)).sum()
    balance = balance_of(sums["signed"].to_numpy(), sums["total"].to_numpy())
    return dict(zip(map(str, sums.index), balance.tolist(), strict=True))
