"""The key words of all parts: counted by part, compared by slices of the terms, chosen for each pair and voice.

Which terms are tested, and by how many draws, hangs on how many articles hold each term of the corpus; so slices are
gone through twice, and what passes between them are numbers of terms, not terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.roles import told_of
from analysis.compare.whole import name_pairs
from analysis.compare.words.by_article import Plan, count_holders, plan_tests
from analysis.compare.words.keyness import (
    VOICES_ASKED,
    Speakers,
    choose_keys,
    counted_terms,
    keep_likely,
    measure_terms,
)
from analysis.compare.words.terms import Spoken, Usage, count_terms, count_words, kinds_of_terms
from analysis.parts.records import file_name, keys_of
from analysis.parts.slices import Bounds, cut, load_slices, read_part
from analysis.parts.stages import Run
from analysis.study import Study

__all__ = ["find_all_words", "list_terms"]

SLICE_BITS = 12
TERMS, SPOKEN, HOLDERS, KEYS = "work/terms", "work/spoken", "work/holders", "work/keys"
Tables = dict[str, pd.DataFrame]


def list_terms(told: Tables) -> Tables:
    """Count the terms of a part, of the articles that tell the story; articles are numbered within these."""
    usage = count_terms(told["articles"], told["segments"])
    spoken = count_words(usage)
    slices = np.array([crc32(term.encode()) >> (32 - SLICE_BITS) for term in usage.terms], np.uint16)
    terms, voices = (pd.Series(names, dtype="str") for names in (usage.terms, usage.voices))
    columns = {"slice": slices[usage.term], "term": usage.term, "article": usage.article, "voice": usage.voice}
    rows = pd.DataFrame(columns | {"n": usage.n}).sort_values(["slice", "term", "article"], kind="stable")
    named = {
        "term": terms.take(rows["term"].to_numpy()).to_numpy(),
        "voice": voices.take(rows["voice"].to_numpy()).to_numpy(),
    }
    small = {"article": "int32", "n": "int32"}
    said = {"article": spoken.article, "voice": voices.take(spoken.voice).to_numpy(), "n": spoken.n}
    return {TERMS: rows.assign(**named).astype(small | {"term": "str", "voice": "str"}),
            SPOKEN: pd.DataFrame(said).astype(small | {"voice": "str"})}  # fmt: skip


def find_all_words(run: Run, parts: list[int], voiced: dict[int, dict[str, Any]]) -> None:
    """Make table `keyness` of all parts; a step that fails leaves none."""
    folder = str(run.folder)
    buckets = list(enumerate(cut(1 << SLICE_BITS, len(parts))))
    every = keys_of(voiced.values())
    held = run.stage(HOLDERS, [(at, [every, one], hold_one, (folder, parts, one, run.study)) for at, one in buckets])
    numbers, depends = sorted(held), keys_of(held.values())
    if len(held) == len(buckets):
        calls = [
            (at, [every, depends, one], compare_one, (folder, parts, numbers, one, run.study)) for at, one in buckets
        ]
        compared = run.stage(KEYS, calls)
        if len(compared) == len(buckets):
            run.stage(
                "work/keyness",
                [(0, [depends, keys_of(compared.values())], choose_all, (folder, parts, numbers, run.study))],
            )
            return
    (run.folder / file_name("whole/keyness", 0)).unlink(missing_ok=True)


def _speakers(folder: str, parts: Sequence[int], study: Study) -> tuple[Speakers, list[int], list[str]]:
    """Give the articles of all parts that tell the story, the number of each part's first one, and the voices."""
    columns = "article_id outlet_id outlet role"
    told = [told_of(read_part(folder, "articles", part, columns)) for part in parts]
    firsts = np.concatenate([[0], np.cumsum([len(one) for one in told])]).tolist()
    articles = pd.concat(told, ignore_index=True)
    copies = pd.concat(read_part(folder, "copies", part, "article_id cluster_id drawn_id") for part in parts)
    said = pd.concat(
        read_part(folder, SPOKEN, part).assign(first=first) for part, first in zip(parts, firsts, strict=False)
    )
    voice, voices = pd.factorize(said["voice"].to_numpy(object), sort=True)
    article = (said["article"] + said["first"]).to_numpy(np.int64)
    spoken = Spoken(article, voice, said["n"].to_numpy(np.int64))
    pairs = name_pairs(articles, study)
    return Speakers.read(articles, copies, pairs, list(VOICES_ASKED), spoken), firsts, list(voices)


def _usage(folder: str, parts: Sequence[int], firsts: Sequence[int], voices: list[str], bounds: Bounds) -> Usage:
    """Give the usage of the terms of some slices."""
    frames = [
        frame.assign(article=frame["article"].astype("int64") + first)
        for frame, first in zip(load_slices(folder, TERMS, parts, bounds), firsts, strict=False)
    ]
    rows = pd.concat(frames, ignore_index=True)
    term, terms = pd.factorize(rows["term"].to_numpy(object), sort=True)
    voice = pd.Index(voices).get_indexer(pd.Index(rows["voice"]))
    return Usage(list(terms), voices, rows["article"].to_numpy(), voice, term, rows["n"].to_numpy(np.int64))


def hold_one(folder: str, parts: Sequence[int], bounds: Bounds, study: Study) -> Tables:
    """Count, for each pair and voice, how many terms of some slices stand in so many articles."""
    speakers, firsts, voices = _speakers(folder, parts, study)
    usage = _usage(folder, parts, firsts, voices, bounds)
    found = []
    for number, asked in enumerate(speakers.questions()):
        a, b = speakers.sides(usage, asked)
        holders, times = np.unique(count_holders(counted_terms(a, b), a, b), return_counts=True)
        found.append(pd.DataFrame({"question": number, "holders": holders, "terms": times}, dtype="int64"))
    none = pd.DataFrame({"question": [], "holders": [], "terms": []}, dtype="int64")
    return {HOLDERS: pd.concat([none, *found], ignore_index=True)}


def compare_one(folder: str, parts: Sequence[int], buckets: Sequence[int], bounds: Bounds, study: Study) -> Tables:
    """Compare the terms of some slices, and keep those that may be key."""
    speakers, firsts, voices = _speakers(folder, parts, study)
    usage = _usage(folder, parts, firsts, voices, bounds)
    kinds = kinds_of_terms(usage.terms, study.names)
    held = pd.concat(read_part(folder, HOLDERS, at) for at in buckets)
    found = []
    for number, asked in enumerate(speakers.questions()):
        a, b = speakers.sides(usage, asked)
        own = held[held["question"] == number]
        plan: Plan = plan_tests(np.repeat(own["holders"].to_numpy(), own["terms"].to_numpy()), a, b)
        table = measure_terms(usage.terms, kinds, a, b, study.minimum_articles, [0, asked.key], plan=plan)
        found.append(keep_likely(table).assign(question=number))
    return {KEYS: pd.concat(found, ignore_index=True) if found else pd.DataFrame({"question": []}, dtype="int64")}


def choose_all(folder: str, parts: Sequence[int], buckets: Sequence[int], study: Study) -> Tables:
    """Choose the key words of each pair and voice among those of all slices."""
    speakers, _, _ = _speakers(folder, parts, study)
    chosen = [
        choose_keys([pd.concat(load_slices(folder, KEYS, buckets, (number, number + 1), by="question")).assign(
            **asked.columns
        )])
        for number, asked in enumerate(speakers.questions())
    ]  # fmt: skip
    return {"whole/keyness": pd.concat(chosen, ignore_index=True) if chosen else choose_keys([])}
