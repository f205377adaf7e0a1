"""The near-duplicates of all parts: shingles by part, matches by slices of their hashes, own words by part, one table.

No step holds the texts of more than a part. What the last one holds is a few numbers an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.copies import group_copies, keep_copied
from analysis.compare.shingles import SLICE_BITS, choose_pairs, counting, list_shingles, match_shingles, share_own
from analysis.compare.whole import without_appeals
from analysis.errors import StudyError
from analysis.parts.records import Groups, Made, hash_all, keys_of
from analysis.parts.slices import Bounds, cut, cut_frame, load_slices, read_part
from analysis.parts.stages import Call, Run
from analysis.parts.steps import READ
from analysis.parts.whole import load
from analysis.study import Study

TEXTS, SHINGLES, MATCHES, SHARED = "work/texts", "work/shingles", "work/matches", "work/shared"
PAIRS, OWN, SAME, COPIED, COPIES = "work/pairs", "work/own", "work/same", "work/copied", "work/copies"
Tables = dict[str, Made]


def find_all_copies(run: Run, parts: list[int], read: dict[int, dict[str, Any]]) -> pd.DataFrame:
    """Make table `copies` of all parts.

    Parameters
    ----------
    run : Run
    parts : list of int
    read : dict of int to dict
        The records of the parts as they were read.

    Raises
    ------
    StudyError
        A step failed.
    """
    folder = str(run.folder)
    listed = _stage(run, SHINGLES, [(one, keys_of([read[one]]), list_one, (folder, one, len(parts))) for one in parts])
    sizes = [len(read_part(folder, TEXTS, one, "n_words")) for one in parts]
    firsts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
    buckets = list(enumerate(cut(1 << SLICE_BITS, len(parts))))
    shingles = hash_all(keys_of(listed.values()))
    matched = _stage(
        run, MATCHES, [(at, [shingles, one], match_one, (folder, parts, firsts, one)) for at, one in buckets]
    )
    every = [at for at, _ in buckets]
    found = hash_all(shingles, keys_of(matched.values()))
    own: list[Call] = [
        (part, [found, firsts[at : at + 2]], own_one, (folder, part, every, (firsts[at], firsts[at + 1])))
        for at, part in enumerate(parts)
    ]
    chosen = _stage(run, PAIRS, own)
    pairs = hash_all(keys_of(chosen.values()))
    counted = _stage(
        run, SAME, [(at, [pairs, shingles, one], count_one, (folder, parts, firsts, one)) for at, one in buckets]
    )
    same = hash_all(pairs, keys_of(counted.values()))
    copied = _stage(
        run, COPIED, [(part, same, copied_one, (folder, parts, every, at)) for at, part in enumerate(parts)]
    )
    depends = [keys_of(chosen.values()), keys_of(copied.values()), keys_of(read.values())]
    _stage(run, COPIES, [(0, depends, group_all, (folder, parts, run.study))])
    return read_part(folder, COPIES, 0)


def _stage(run: Run, name: str, calls: Sequence[Call]) -> dict[int, dict[str, Any]]:
    records = run.stage(name, calls)
    if len(records) < len(calls):
        reasons = [reason for stage, reason in run.failed.items() if stage.startswith(f"{name} ")]
        raise StudyError(f"Near-duplicates must be found; {'; '.join(reasons)}.")
    return records


def list_one(folder: str, part: int, pieces: int) -> Tables:
    """List the shingles of a part, in slices for so many pieces of work."""
    articles = read_part(folder, f"{READ}/articles", part, "article_id text")
    sentences = read_part(folder, "sentences", part, "article_id section start end")
    quotes = read_part(folder, "quotes", part, "article_id quoted_start quoted_end")
    texts, shingles = list_shingles(without_appeals(articles, sentences), quotes)
    return {TEXTS: texts, SHINGLES: cut_frame(shingles, cut(1 << SLICE_BITS, pieces))}


def _shingles(folder: str, parts: Sequence[int], firsts: Sequence[int], bounds: Bounds, columns: str) -> pd.DataFrame:
    """Give the shingles of some slices, texts numbered over the whole corpus."""
    frames = load_slices(folder, SHINGLES, parts, bounds, columns)
    numbered = [
        frame.assign(text=frame["text"] + np.int32(first)) for frame, first in zip(frames, firsts, strict=False)
    ]
    return pd.concat(numbered, ignore_index=True).sort_values("shingle", kind="stable", ignore_index=True)


def match_one(folder: str, parts: Sequence[int], firsts: Sequence[int], bounds: Bounds) -> Tables:
    """Find what texts share among some slices of the shingles."""
    matches, shared = match_shingles(_shingles(folder, parts, firsts, bounds, "shingle text place is_told"))
    by_part = list(pairwise(firsts))
    return {MATCHES: cut_frame(matches, by_part, "left"), SHARED: cut_frame(shared, by_part, "text")}


def own_one(folder: str, part: int, buckets: Sequence[int], bounds: Bounds) -> Tables:
    """Choose the pairs whose first text is of a part, and say how much of its texts is their own."""
    matches = pd.concat(load_slices(folder, MATCHES, buckets, bounds, by="left"))
    shared = pd.concat(load_slices(folder, SHARED, buckets, bounds, by="text"))
    n_words = read_part(folder, TEXTS, part, "n_words")["n_words"].to_numpy()
    own = share_own(n_words, shared.assign(text=shared["text"] - bounds[0]))
    return {PAIRS: choose_pairs(matches), OWN: pd.DataFrame({"own_share": own})}


def count_one(folder: str, parts: Sequence[int], firsts: Sequence[int], bounds: Bounds) -> Tables:
    """Count what the chosen pairs of each part share among some slices of the shingles."""
    shingles = _shingles(folder, parts, firsts, bounds, "shingle text is_told")

    def count() -> Iterator[pd.DataFrame]:
        count_pairs = counting(shingles)
        for at, part in enumerate(parts):
            n_same = count_pairs(read_part(folder, PAIRS, part)).astype(np.int32)
            yield pd.DataFrame({"slice": np.full(len(n_same), at, np.int32), "n_same": n_same})

    return {SAME: Groups(count())}


def copied_one(folder: str, parts: Sequence[int], buckets: Sequence[int], at: int) -> Tables:
    """Keep the pairs of a part of which one is a copy of the other."""
    pairs = read_part(folder, PAIRS, parts[at])
    n_same = np.zeros(len(pairs), np.int64)
    for own in load_slices(folder, SAME, buckets, (at, at + 1), "n_same"):
        n_same += own["n_same"].to_numpy()
    return {COPIED: keep_copied(pairs.assign(n_same=n_same), load(folder, TEXTS, parts, "n_told"))}


def group_all(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Group the near-duplicates."""
    columns = "article_id published_earliest published_latest"
    articles, texts, copied = (
        load(folder, name, parts, wanted)
        for name, wanted in ((f"{READ}/articles", columns), (TEXTS, None), (COPIED, None))
    )
    own = load(folder, OWN, parts)["own_share"].to_numpy()
    return {COPIES: group_copies(articles, texts, copied, own, story_days=study.story_days)}
