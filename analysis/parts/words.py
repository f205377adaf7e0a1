"""The key words of all parts: counted by part, compared by slices of the terms, chosen for each pair and voice.

Which terms are tested, and by how many draws, hangs on how many articles hold each term of the corpus; so slices are
gone through twice, and what passes between them are numbers of terms, not terms. The few terms that the first draws
leave open are drawn on once for each pair and voice, not once more in each slice: draws cost what they cost however few
terms share them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.roles import told_of
from analysis.compare.whole import name_pairs
from analysis.compare.words.by_article import (
    Plan,
    Side,
    Trial,
    begin_test,
    count_holders,
    draw_on,
    group_sides,
    plan_tests,
)
from analysis.compare.words.keyness import (
    VOICES_ASKED,
    Asked,
    Speakers,
    choose_keys,
    counted_terms,
    keep_likely,
    measure_terms,
)
from analysis.compare.words.terms import Spoken, Usage, count_terms, count_words, kinds_of_terms
from analysis.parts.records import Groups, Made, file_name, keys_of
from analysis.parts.slices import Bounds, cut, cut_frame, load_slices, read_part
from analysis.parts.stages import Run
from analysis.study import Study

SLICE_BITS = 12
TERMS, SPOKEN, HOLDERS, KEYS = "work/terms", "work/spoken", "work/holders", "work/keys"
#: The terms that the draws of a slice leave open, their uses, and the key words of each pair and voice.
UNSETTLED, USES, CHOSEN = "work/unsettled", "work/uses", "work/chosen"
FEW = 2_000  # draws within a slice
#: The articles of the whole corpus, how much each says, the pairs that are compared, and the voices.
SPEAKERS, SAID, PAIRS = "work/speakers", "work/said", "work/compared"
VOICES, FIRSTS = "work/heard_voices", "work/firsts"
Tables = dict[str, Made]


def list_terms(told: Mapping[str, pd.DataFrame], pieces: int) -> Tables:
    """Count the terms of a part, of the articles that tell the story, in slices for so many pieces of work.

    Articles are numbered within these.
    """
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
    listed = rows.assign(**named).astype(small | {"term": "str", "voice": "str"})
    return {
        TERMS: cut_frame(listed, cut(1 << SLICE_BITS, pieces)),
        SPOKEN: pd.DataFrame(said).astype(small | {"voice": "str"}),
    }


def find_all_words(run: Run, parts: list[int], voiced: dict[int, dict[str, Any]]) -> None:
    """Make table `keyness` of all parts; a step that fails leaves none."""
    folder = str(run.folder)
    buckets = list(enumerate(cut(1 << SLICE_BITS, len(parts))))
    spoken = run.stage(SPEAKERS, [(0, keys_of(voiced.values()), speak_all, (folder, parts, run.study))])
    every = [keys_of(voiced.values()), keys_of(spoken.values()), parts]
    held = run.stage(HOLDERS, [(at, [every, one], hold_one, (folder, parts, one)) for at, one in buckets if spoken])
    numbers, depends = sorted(held), keys_of(held.values())
    if len(held) == len(buckets):
        calls = [
            (at, [every, depends, one], compare_one, (folder, parts, numbers, one, run.study)) for at, one in buckets
        ]
        compared = run.stage(KEYS, calls)
        known = [every, depends, keys_of(compared.values())]
        n_pairs = sum(one["files"][file_name(PAIRS, 0)]["rows"] for one in spoken.values())
        asked = n_pairs * len(VOICES_ASKED) if len(compared) == len(buckets) else 0
        chosen = run.stage(CHOSEN, [(one, [known, one], choose_one, (folder, numbers, one)) for one in range(asked)])
        if len(compared) == len(buckets) and len(chosen) == asked:
            run.stage("work/keyness", [(0, keys_of(chosen.values()), join_all, (folder, asked))])
            return
    (run.folder / file_name("whole/keyness", 0)).unlink(missing_ok=True)


def speak_all(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Put the articles of all parts together that tell the story, without their words; once for all slices."""
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
    speakers = Speakers.read(articles, copies, pairs, list(VOICES_ASKED), spoken)
    known = {"outlet": speakers.outlet, "cluster": speakers.cluster, "group": speakers.group}
    return {
        SPEAKERS: pd.DataFrame(known).astype({"outlet": "str"}),
        SAID: pd.DataFrame(spoken._asdict()),
        PAIRS: pd.DataFrame(pairs, columns=["unit_a", "unit_b"], dtype="str"),
        VOICES: pd.DataFrame({"voice": voices}, dtype="str"),
        FIRSTS: pd.DataFrame({"first": firsts}),
    }


def _speakers(folder: str) -> tuple[Speakers, list[int], list[str]]:
    """Give what `speak_all` put together: the speakers, the number of each part's first article, and the voices."""
    articles, said, pairs, voices, firsts = (
        read_part(folder, name, 0) for name in (SPEAKERS, SAID, PAIRS, VOICES, FIRSTS)
    )
    spoken = Spoken(*(said[name].to_numpy(np.int64) for name in Spoken._fields))
    compared = list(pairs.itertuples(index=False, name=None))
    group, cluster = (articles[name].to_numpy() for name in ("group", "cluster"))
    speakers = Speakers(articles["outlet"].to_numpy(object), cluster, group, compared, list(VOICES_ASKED), spoken)
    return speakers, firsts["first"].tolist(), voices["voice"].tolist()


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


def hold_one(folder: str, parts: Sequence[int], bounds: Bounds) -> Tables:
    """Count, for each pair and voice, how many terms of some slices stand in so many articles."""
    speakers, firsts, voices = _speakers(folder)
    usage = _usage(folder, parts, firsts, voices, bounds)
    found = []
    for number, (a, b) in enumerate(speakers.sides(usage, speakers.questions())):
        holders, times = np.unique(count_holders(counted_terms(a, b), a, b), return_counts=True)
        found.append(pd.DataFrame({"question": number, "holders": holders, "terms": times}, dtype="int64"))
    none = pd.DataFrame({"question": [], "holders": [], "terms": []}, dtype="int64")
    return {HOLDERS: pd.concat([none, *found], ignore_index=True)}


def compare_one(folder: str, parts: Sequence[int], buckets: Sequence[int], bounds: Bounds, study: Study) -> Tables:
    """Compare the terms of some slices, and keep those that may be key."""
    speakers, firsts, voices = _speakers(folder)
    usage = _usage(folder, parts, firsts, voices, bounds)
    kinds = kinds_of_terms(usage.terms, study.names)
    held = pd.concat(read_part(folder, HOLDERS, at) for at in buckets)
    found, left_open, uses = [], list[pd.DataFrame](), list[pd.DataFrame]()
    questions = speakers.questions()
    for number, (asked, (a, b)) in enumerate(zip(questions, speakers.sides(usage, questions), strict=True)):
        own = held[held["question"] == number]
        plan: Plan = plan_tests(np.repeat(own["holders"].to_numpy(), own["terms"].to_numpy()), a, b)
        open_here = [NONE_OPEN, NONE_USED]

        def test(
            terms: np.ndarray,
            a: Side,
            b: Side,
            seed: list[int],
            plan: Plan | None,
            open_here: list[pd.DataFrame] = open_here,
        ) -> np.ndarray:
            trial = begin_test(terms, a, b, plan)
            p, left = draw_on(trial, seed, FEW)
            open_here[:] = _list_uses(trial, left, [usage.terms[one] for one in terms[left]])
            return p

        seed = [0, asked.key]
        table = measure_terms(usage.terms, kinds, a, b, study.minimum_articles, seed, plan=plan, test=test)
        found.append(keep_likely(table).assign(question=number))
        for one, kept in zip(open_here, (left_open, uses), strict=True):
            kept.append(one.assign(question=np.int32(number)))
    if not found:
        none = pd.DataFrame({"question": []}, dtype="int64")
        return {KEYS: none, UNSETTLED: none, USES: none}
    by_question = [(number, number + 1) for number in range(len(found))]
    small = {KEYS: found, UNSETTLED: left_open}
    return {
        **{name: cut_frame(pd.concat(one, ignore_index=True), by_question, "question") for name, one in small.items()},
        USES: Groups(uses),
    }


NONE_OPEN = pd.DataFrame({"p": [], "times": [], "needed": [], "term": []}).astype(
    {"p": "float64", "times": "int64", "needed": "int64", "term": "str"}
)
NONE_USED = pd.DataFrame({"row": [], "n": []}, dtype="int32")


def _list_uses(trial: Trial, chosen: np.ndarray, terms: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List some terms of a trial and, one after the other, their uses: all that is needed to draw on them elsewhere."""
    every = np.concatenate(
        [np.zeros(0, int), *(np.arange(trial.first[one], trial.last[one]) for one in chosen.tolist())]
    )
    times = (trial.last[chosen] - trial.first[chosen]).astype(np.int64)
    left = pd.DataFrame({"p": trial.p[chosen], "times": times, "needed": np.int64(trial.needed)})
    uses = pd.DataFrame({"row": trial.row[every], "n": trial.n[every]}).astype("int32")
    return left.assign(term=pd.Series(terms, dtype="str")), uses


def choose_one(folder: str, buckets: Sequence[int], number: int) -> Tables:
    """Choose the key words of one pair and voice among those of all slices; what these leave open is drawn on."""
    speakers, _, voices = _speakers(folder)
    asked = speakers.questions()[number]
    found = pd.concat(load_slices(folder, KEYS, buckets, (number, number + 1), by="question"), ignore_index=True)
    drawn = _draw(folder, buckets, number, speakers, asked, voices)
    p = found["term"].map(drawn).astype("float64").fillna(found["p"])
    return {CHOSEN: choose_keys([found.assign(p=p, **asked.columns)])}


def _draw(
    folder: str, buckets: Sequence[int], number: int, speakers: Speakers, asked: Asked, voices: list[str]
) -> pd.Series:
    """Give the p-values, by term, of the terms of one pair and voice that the slices leave open."""
    bounds = number, number + 1
    parts = load_slices(folder, UNSETTLED, buckets, bounds, by="question")
    chosen = pd.concat(parts, ignore_index=True)
    if chosen.empty:
        return pd.Series([], dtype="float64")
    uses = pd.concat(load_slices(folder, USES, buckets, bounds, "row n", by="question"), ignore_index=True)
    last = np.cumsum(chosen["times"].to_numpy())
    first = last - chosen["times"].to_numpy()
    order = np.argsort(chosen["term"].to_numpy(object))
    none = np.zeros(0, int)
    a, b = next(speakers.sides(Usage([], voices, none, none, none, none), [asked]))
    _, words, clusters, n_a = group_sides(a, b)
    trial = Trial(
        uses["row"].to_numpy(),
        uses["n"].to_numpy(),
        first[order],
        last[order],
        words,
        clusters,
        n_a,
        chosen["p"].to_numpy(float)[order],
        int(chosen["needed"].iloc[0]),
    )
    p, _ = draw_on(trial, [0, asked.key])
    return pd.Series(p, chosen["term"].to_numpy(object)[order])


def join_all(folder: str, asked: int) -> Tables:
    """Put the key words of all pairs and voices end to end."""
    chosen = [read_part(folder, CHOSEN, number) for number in range(asked)]
    return {"whole/keyness": pd.concat(chosen, ignore_index=True) if chosen else choose_keys([])}
