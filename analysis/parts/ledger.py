"""The ledger of quotations of all parts: words by part, matches by slices of words, utterances by what hangs together.

No step holds the texts or the quotations of more than a part and of what is like them. What the whole is put together
by is a few numbers a quotation, and its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.compare.headlines import list_headlines
from analysis.compare.neighbours import connected
from analysis.compare.quotes.alignment import Run as Shared
from analysis.compare.quotes.joints import MOST_ALIKE, Alike, find_joints
from analysis.compare.quotes.ledger import close_utterances, list_supported, tell_utterances
from analysis.compare.quotes.overlaps import (
    Overlap,
    Stock,
    choose_pairs,
    compare_pairs,
    list_positions,
    mark_stock,
    match_positions,
)
from analysis.compare.quotes.paraphrases import find_paraphrases, list_indirect, stems_of_sentences
from analysis.compare.quotes.speakers import list_names
from analysis.compare.quotes.tellings import read_tellings
from analysis.compare.quotes.utterances import Part, join_parts
from analysis.compare.roles import told_tables
from analysis.compare.words.by_article import begins
from analysis.parts.merged import split_rows
from analysis.parts.records import OPEN, Groups, Made, file_name, keys_of
from analysis.parts.slices import Bounds, cut, cut_frame, load_slices, open_rows, read_part
from analysis.parts.stages import Call, Run
from analysis.parts.tellings import gather, pack, renumber, unpack, wordings
from analysis.tables import conform, map_articles

SLICE_BITS = 12
TOGETHER = 10_000  # tellings of several utterances that are told of at a time
PAIRS_TOGETHER = 20_000  # pairs of tellings that are compared at a time
NAMES, KNOWN, SAID, WORDS, INDIRECT = (
    "work/{}/names",
    "work/{}/known",
    OPEN + "{}/said",
    "work/{}/words",
    "work/{}/indirect",
)
NUMBERS, ALONE, SPEAKERS = "work/{}/numbers", "work/{}/alone", "work/{}/speakers"
POSITIONS = "work/{}/positions"
MATCHES, STOCK, TELLINGS = "work/{}/matches", "work/{}/stock", OPEN + "{}/tellings"
OVERLAPS, GROUPS, ALIKE = OPEN + "{}/overlaps", "work/{}/groups", "work/{}/alike"
UTTERANCES, SENTENCES, RETOLD, ROWS = "work/{}/utterances", "work/{}/sentences", "work/{}/retold", OPEN + "{}/rows"
HEADLINES, REFERENCES = "work/{}/headlines", "work/{}/references"
Tables = dict[str, Made]


def find_ledger(
    run: Run, parts: list[int], voiced: dict[int, dict[str, Any]], roles: tuple[str, ...], name: str
) -> dict[int, dict[str, Any]] | None:
    """Find the rows of table `shared_quotes` of all parts, in pieces (`ROWS`); None where a step failed.

    Parameters
    ----------
    run : Run
    parts : list of int
    voiced : dict of int to dict
        The records of the parts.
    roles : tuple of str
        Of the articles whose quotations are taken.
    name : str
        Of this ledger among the files.

    Returns
    -------
    dict of int to dict
        The records of the pieces.
    """
    folder = str(run.folder)
    buckets = list(enumerate(cut(1 << SLICE_BITS, len(parts))))
    pieces = [bounds for _, bounds in buckets]
    every = [at for at, _ in buckets]

    def stage(step: str, calls: Sequence[Call]) -> dict[int, dict[str, Any]]:
        found = run.stage(f"work/{name}/{step}", calls)
        if len(found) < len(calls):
            raise _Failed
        return found

    try:
        own = {part: keys_of([voiced[part]]) for part in parts}
        named = stage("names", [(one, own[one], names_one, (folder, one, roles, name)) for one in parts])
        known = stage("known", [(0, keys_of(named.values()), known_all, (folder, parts, name))])
        names = keys_of(known.values())
        said = stage("said", [(one, [own[one], names], said_one, (folder, one, roles, name, pieces)) for one in parts])
        sizes = [said[one]["files"][file_name(SAID.format(name), one)]["rows"] for one in parts]
        firsts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
        words = keys_of(said.values())
        numbered = stage("numbers", [(0, words, number_all, (folder, parts, name))])
        numbers = [words, keys_of(numbered.values())]
        placed = stage(
            "positions",
            [(one, numbers, place_one, (folder, one, firsts[at], name, pieces)) for at, one in enumerate(parts)],
        )
        where = keys_of(placed.values())
        matched = stage(
            "matches", [(at, [where, one], match_one, (folder, parts, firsts, one, name)) for at, one in buckets]
        )
        found = keys_of(matched.values())
        marked = stage(
            "tellings",
            [(one, [numbers, found], mark_one, (folder, at, one, every, name)) for at, one in enumerate(parts)],
        )
        tellings = keys_of(marked.values())
        compared = stage(
            "overlaps",
            [
                (one, [found, tellings], compare_one, (folder, at, parts, every, firsts, name))
                for at, one in enumerate(parts)
            ],
        )
        overlaps = [tellings, keys_of(compared.values())]
        grouped = stage("groups", [(0, overlaps, group_all, (folder, parts, firsts, name))])
        groups = [overlaps, keys_of(grouped.values())]
        told = stage(
            "utterances",
            [(one, groups, tell_one, (folder, at, parts, firsts, name, pieces)) for at, one in enumerate(parts)],
        )
        sources = [keys_of(told.values()), words]
        retold = stage("retold", [(at, [sources, one], retell_one, (folder, parts, one, name)) for at, one in buckets])
        again = keys_of(retold.values())
        return stage(
            "rows", [(one, [sources, again], close_one, (folder, at, one, every, name)) for at, one in enumerate(parts)]
        )
    except _Failed:
        return None


class _Failed(Exception):
    """A step failed, and is named in the run."""


def _tables(folder: str, part: int, roles: tuple[str, ...], **columns: str) -> dict[str, pd.DataFrame]:
    tables = {table: read_part(folder, table, part, names) for table, names in columns.items()}
    return told_tables(tables, roles)


QUOTES = (
    "article_id quote_index attribution_index kind content_start content_end quoted_start quoted_end source source_kind"
    " person_id people rule scope"
)
ARTICLES = "article_id role published_earliest published_latest text"


def names_one(folder: str, part: int, roles: tuple[str, ...], name: str) -> Tables:
    """List the names of the sources of a part."""
    tables = _tables(folder, part, roles, articles="article_id role", quotes="article_id source source_kind person_id")
    return {NAMES.format(name): list_names(tables["quotes"])}


def known_all(folder: str, parts: Sequence[int], name: str) -> Tables:
    """List the names of the sources of all parts, each once."""
    found = pd.concat(read_part(folder, NAMES.format(name), part) for part in parts)
    return {KNOWN.format(name): found.drop_duplicates(ignore_index=True)}


def said_one(folder: str, part: int, roles: tuple[str, ...], name: str, pieces: Sequence[Bounds]) -> Tables:
    """Read the tellings, the indirect quotes and the headlines of a part."""
    tables = _tables(folder, part, roles, articles=ARTICLES, quotes=QUOTES, sentences="article_id section start end")
    articles, quotes, known = tables["articles"], tables["quotes"], read_part(folder, KNOWN.format(name), 0)
    tellings = read_tellings(quotes, articles, known)
    texts = map_articles(articles)
    indirect = list_indirect(quotes, articles, known)
    return {
        SAID.format(name): pack(tellings, texts, list_supported(tellings)),
        WORDS.format(name): pd.DataFrame({"word": tellings.vocabulary}, dtype="str"),
        INDIRECT.format(name): cut_frame(_by_speaker(indirect), pieces),
        HEADLINES.format(name): list_headlines(articles, tables["sentences"]),
    }


def _by_speaker(rows: pd.DataFrame) -> pd.DataFrame:
    """Order rows by a slice of the speaker."""
    slices = [crc32(speaker.encode()) >> (32 - SLICE_BITS) for speaker in rows["speaker"].tolist()]
    return rows.assign(slice=np.array(slices, np.int64)).sort_values("slice", kind="stable", ignore_index=True)


def number_all(folder: str, parts: Sequence[int], name: str) -> Tables:
    """Number words in the order in which the corpus has them first, and speakers by name; list words said alone."""
    vocabulary: dict[str, int] = {}
    speakers, alone = set[str](), set[int]()
    numbers = []
    for part in parts:
        words = read_part(folder, WORDS.format(name), part)["word"].tolist()
        own = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
        numbers.append(pd.DataFrame({"part": np.int32(part), "number": np.array(own, np.int32)}))
        with open_rows(folder, SAID.format(name), part) as batch:
            speakers.update(one for one in pc.unique(batch["speaker"]).to_pylist() if one)
            said = batch["words"]
            first = said.offsets.to_numpy()[:-1][said.value_lengths().to_numpy() == 1]
            alone.update(own[word] for word in np.unique(said.values.to_numpy()[first]).tolist())
    return {
        NUMBERS.format(name): Groups(numbers),
        ALONE.format(name): pd.DataFrame({"word": np.array(sorted(alone), np.int32)}),
        SPEAKERS.format(name): pd.DataFrame({"speaker": sorted(speakers)}, dtype="str"),
    }


def _numbered(folder: str, part: int, name: str, stock: Stock | None = None) -> pa.Table:
    """Open the tellings of a part, words numbered as in the corpus."""
    own = next(load_slices(folder, NUMBERS.format(name), [0], (part, part + 1), by="part"))
    with open_rows(folder, SAID.format(name), part) as batch:
        table = pa.Table.from_batches([batch])
        return renumber(table, own["number"].to_numpy(np.int64), stock)


def place_one(folder: str, part: int, first: int, name: str, pieces: Sequence[Bounds]) -> Tables:
    """List the positions in the tellings of a part, by slices of the words that stand there."""
    speakers = read_part(folder, SPEAKERS.format(name), 0)["speaker"].tolist()
    numbers = {speaker: number for number, speaker in enumerate(speakers)}
    rows = list_positions(unpack(_numbered(folder, part, name)), numbers)
    slices = slices_of(rows, read_part(folder, ALONE.format(name), 0)["word"].to_numpy())
    place = np.arange(len(rows), dtype=np.int32)
    rows = rows.assign(telling=rows["telling"] + np.int32(first), place=place, slice=slices)
    rows = rows.sort_values("slice", kind="stable", ignore_index=True)
    return {POSITIONS.format(name): cut_frame(rows, pieces)}


def slices_of(positions: pd.DataFrame, alone: np.ndarray) -> np.ndarray:
    """Give the slice of each position, by two words: what is matched there shares two or more, or one said alone.

    A word that somebody says alone is compared with all places where it stands, whatever follows; these are one slice.
    By one word alone, a common one would fill a slice that grows with the corpus.
    """
    first, second = positions["w0"].to_numpy(), positions["w1"].to_numpy()
    second = np.where(np.isin(first, alone), 0, second + 1).astype(np.uint32)
    # multiplied by odd numbers, neighbours in number fall far apart
    spread: np.ndarray = first.astype(np.uint32) * np.uint32(2654435761) + second * np.uint32(2246822519)
    slices: np.ndarray = (spread >> np.uint32(32 - SLICE_BITS)).astype(np.int32)
    return slices


def match_one(folder: str, parts: Sequence[int], firsts: Sequence[int], bounds: Bounds, name: str) -> Tables:
    """Find stock phrases, and pairs of tellings, among the positions of some words."""
    positions = pd.concat(load_slices(folder, POSITIONS.format(name), parts, bounds), ignore_index=True)
    stock = mark_stock(positions)
    pairs = match_positions(positions, stock)
    is_stock = stock.short | stock.long
    marks = positions.loc[is_stock, ["telling", "place"]].assign(
        is_short=stock.short[is_stock], is_long=stock.long[is_stock]
    )
    by_part = [(at, at + 1) for at in range(len(parts))]
    return {
        MATCHES.format(name): cut_frame(_by_part(pairs, "left", firsts), by_part),
        STOCK.format(name): cut_frame(_by_part(marks, "telling", firsts), by_part),
    }


def _by_part(rows: pd.DataFrame, column: str, firsts: Sequence[int]) -> pd.DataFrame:
    """Order rows by the part in which a telling stands."""
    slices = np.searchsorted(firsts, rows[column].to_numpy(), side="right") - 1
    return rows.assign(slice=slices.astype(np.int32)).sort_values("slice", kind="stable", ignore_index=True)


def mark_one(folder: str, at: int, part: int, buckets: Sequence[int], name: str) -> Tables:
    """Mark stock phrases in the tellings of a part."""
    marks = pd.concat(load_slices(folder, STOCK.format(name), buckets, (at, at + 1)), ignore_index=True)
    with open_rows(folder, SAID.format(name), part) as batch:
        n_words = len(batch["words"].values)
    stock = Stock(np.zeros(n_words, bool), np.zeros(n_words, bool))
    place = marks["place"].to_numpy(np.int64)
    stock.short[place], stock.long[place] = marks["is_short"].to_numpy(bool), marks["is_long"].to_numpy(bool)
    table = _numbered(folder, part, name, stock)
    hashed = pa.array(wordings(table["words"].combine_chunks()), pa.uint64())
    return {TELLINGS.format(name): table.append_column("wording", hashed)}


def compare_one(
    folder: str, at: int, parts: Sequence[int], buckets: Sequence[int], firsts: Sequence[int], name: str
) -> Tables:
    """Compare the pairs of tellings of which the first stands in a part."""
    matches = pd.concat(load_slices(folder, MATCHES.format(name), buckets, (at, at + 1)), ignore_index=True)
    pairs = choose_pairs(matches)
    found = [np.zeros((0, 5), np.int32)]
    for begin in range(0, len(pairs), PAIRS_TOGETHER):
        some = pairs[begin : begin + PAIRS_TOGETHER]
        rows = np.unique(some.to_numpy(np.int64))
        tellings = gather(folder, TELLINGS.format(name), parts, firsts, rows)
        tellings.rows = list(tellings.rows)  # each is asked for many times
        local = pd.DataFrame({side: np.searchsorted(rows, some[side].to_numpy()) for side in ("left", "right")})
        runs = [
            (rows[overlap.left], rows[overlap.right], *run)
            for overlap in compare_pairs(tellings, local, tellings.stock)
            for run in overlap.runs
        ]
        found.append(np.array(runs, np.int32).reshape(-1, 5))
    return {OVERLAPS.format(name): pd.DataFrame(np.concatenate(found), columns=["left", "right", "a", "b", "n"])}


def group_all(folder: str, parts: Sequence[int], firsts: Sequence[int], name: str) -> Tables:
    """Find which tellings hang together, and which say the same words; a few numbers each."""
    lefts, rights, hashes, articles, n_articles = [], [], [], [], 0
    for part in parts:
        with open_rows(folder, OVERLAPS.format(name), part) as batch:
            left, right = batch["left"].to_numpy(), batch["right"].to_numpy()
            is_first = begins(left, right)  # the runs of a pair stand together
            lefts.append(left[is_first])
            rights.append(right[is_first])
        with open_rows(folder, TELLINGS.format(name), part) as batch:
            hashes.append(batch["wording"].to_numpy().copy())
            own, known = pd.factorize(np.array(batch["article_id"].to_pylist(), object))
        articles.append((own + n_articles).astype(np.int32))
        n_articles += len(known)
    component = connected(firsts[-1], np.concatenate(lefts), np.concatenate(rights))
    article = np.concatenate(articles)
    alike, wording = _alike(np.concatenate(hashes), article)
    groups = pd.DataFrame({"telling": np.arange(firsts[-1], dtype=np.int32), "article": article, "wording": wording})
    groups = _by_part(groups.assign(component=component.astype(np.int32)), "component", firsts)
    asked = groups.loc[groups["wording"] >= 0, ["slice", "wording"]].drop_duplicates()
    by_part = [(at, at + 1) for at in range(len(parts))]
    known_by = (_known_by(asked[asked["slice"] == at], alike) for at in range(len(parts)))
    return {GROUPS.format(name): cut_frame(groups, by_part), ALIKE.format(name): Groups(known_by)}


def _alike(hashes: np.ndarray, article: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """Give the first articles of each wording that several have, and the wording of each telling, or -1.

    The tellings of an article stand together.
    """
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    number = np.cumsum(begins(hashes[order]), dtype=np.int32) - np.int32(1)
    once = begins(number, article[order])
    rows = pd.DataFrame({"wording": number[once], "article": article[order][once]})
    first = np.flatnonzero(begins(rows["wording"].to_numpy()))
    place = np.arange(len(rows)) - first[rows["wording"].to_numpy()]
    is_several = np.zeros(len(first), bool)
    is_several[rows["wording"].to_numpy()[place == 1]] = True
    wording = np.full(len(hashes), -1, np.int32)
    wording[order] = np.where(is_several[number], number, -1)
    return rows[(place < MOST_ALIKE) & is_several[rows["wording"].to_numpy()]], wording


def _known_by(asked: pd.DataFrame, alike: pd.DataFrame) -> pd.DataFrame:
    """Give the articles of each wording that is asked for; those of `alike` ascend by it."""
    low, high = (np.searchsorted(alike["wording"], asked["wording"], side=side) for side in ("left", "right"))
    found = asked.loc[asked.index.repeat(high - low)]
    return found.assign(article=alike["article"].to_numpy()[_ranges(low, high)])


def _ranges(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Give the whole numbers from each of `low` to before that of `high`, end to end."""
    n = high - low
    ranges: np.ndarray = np.repeat(low - np.cumsum(n) + n, n) + np.arange(n.sum())
    return ranges


def tell_one(
    folder: str, at: int, parts: Sequence[int], firsts: Sequence[int], name: str, pieces: Sequence[Bounds]
) -> Tables:
    """Tell of the utterances whose tellings hang together with one of a part, and with none of an earlier part."""
    members = next(load_slices(folder, GROUPS.format(name), [0], (at, at + 1)))
    known: dict[int, set[int]] = defaultdict(set)
    alike = next(load_slices(folder, ALIKE.format(name), [0], (at, at + 1), "wording article"))
    for wording, article in alike.itertuples(index=False, name=None):
        known[wording].add(article)
    same = {wording: frozenset(articles) for wording, articles in known.items()}
    found: list[tuple[pd.DataFrame, ...]] = []
    n_told = 0
    for some in _together(members):
        told_by = _find_parts(folder, parts, firsts, name, some, same)
        rows = some["telling"].to_numpy(np.int64)
        for own in _by_utterance(told_by):
            told, *others = _tell_some(folder, parts, firsts, name, rows, own)
            for frame in (told, others[0]):
                frame["utterance"] += n_told
            n_told = int(told["utterance"].max()) + 1
            found.append((told, *others))
    if not found:
        none = np.zeros(0, np.int64)
        found.append(_tell_some(folder, parts, firsts, name, none, none.reshape(0, 4)))
    told, sentences, references = (pd.concat(frames, ignore_index=True) for frames in zip(*found, strict=True))
    return {
        UTTERANCES.format(name): told,
        SENTENCES.format(name): cut_frame(_by_speaker(sentences.assign(piece=at)), pieces),
        REFERENCES.format(name): references,
    }


def _together(members: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Part tellings so that those that hang together stay together, some `TOGETHER` at a time, or as many as must."""
    component, size = np.unique(members["component"].to_numpy(), return_inverse=True, return_counts=True)[1:]
    chunk = ((np.cumsum(size) - size) // TOGETHER)[component]
    for _, some in members.groupby(chunk, sort=True):
        yield some.reset_index(drop=True)


def _find_parts(
    folder: str,
    parts: Sequence[int],
    firsts: Sequence[int],
    name: str,
    members: pd.DataFrame,
    same: Mapping[int, Alike],
) -> np.ndarray:
    """Give the columns of `Part`, by places among tellings that hang together with no others.

    Where tellings are cut is found for `TOGETHER` at a time, and what they are part of for all, as numbers.
    """
    rows = members["telling"].to_numpy(np.int64)
    runs = np.concatenate([np.zeros((0, 5), np.int32), *_runs(folder, name, parts, firsts, rows)])
    by_right = np.argsort(runs[:, 1], kind="stable").astype(np.int32)
    begin = np.arange(0, len(rows) + TOGETHER, TOGETHER)
    edges = np.searchsorted(runs[:, 0], begin), np.searchsorted(runs[by_right, 1], begin)
    sizes = np.zeros(len(rows), np.int32)
    cuts: dict[int, list[int]] = {}
    for low, (left, right) in zip(begin[:-1].tolist(), pairwise(np.column_stack(edges).tolist()), strict=True):
        high = min(low + TOGETHER, len(rows))
        at = np.union1d(np.arange(left[0], right[0]), by_right[left[1] : right[1]])
        near = np.union1d(np.arange(low, high), runs[at, :2])
        tellings = gather(folder, TELLINGS.format(name), parts, firsts, rows[near])
        own = runs[at]
        own[:, :2] = np.searchsorted(near, own[:, :2])
        first, last = np.searchsorted(near, [low, high]).tolist()
        sizes[low:high] = np.diff(tellings.first)[first:last]
        columns = (members[column].to_numpy()[near].tolist() for column in ("wording", "article"))
        alike = [same[one] if one >= 0 else frozenset([article]) for one, article in zip(*columns, strict=True)]
        joints = find_joints(tellings, _overlaps(own), alike, range(first, last))
        cuts |= {int(near[place]): found for place, found in joints.items()}
    return join_parts(sizes, runs, cuts)


def _by_utterance(told_by: np.ndarray) -> Iterator[np.ndarray]:
    """Part the parts of tellings by utterance, in the order in which these come first, some `TOGETHER` at a time."""
    first, number, times = np.unique(told_by[:, 3], return_index=True, return_inverse=True, return_counts=True)[1:]
    order = np.argsort(first)
    before = np.zeros(len(times), np.int64)
    before[order] = np.cumsum(times[order]) - times[order]
    chunk = (before // TOGETHER)[number]
    by_chunk = np.argsort(chunk, kind="stable")
    for own in np.split(by_chunk, np.flatnonzero(np.diff(chunk[by_chunk])) + 1):
        yield told_by[own]


def _tell_some(
    folder: str, parts: Sequence[int], firsts: Sequence[int], name: str, rows: np.ndarray, told_by: np.ndarray
) -> tuple[pd.DataFrame, ...]:
    """Give whole utterances, their sentences and references, by the parts of the tellings in these rows."""
    places, told_by[:, 0] = np.unique(told_by[:, 0], return_inverse=True)
    rows = rows[places]
    tellings = gather(folder, TELLINGS.format(name), parts, firsts, rows)
    told, sentences = tell_utterances(
        tellings, list(map(Part._make, zip(*told_by.T.tolist(), strict=True))), tellings.supported, tellings.text_of
    )
    sentences["telling"] = rows[sentences["telling"].to_numpy(np.int64)]
    of = {(row.article_id, row.attribution_index, row.is_headline): place for place, row in enumerate(tellings.rows)}
    chosen = told.loc[
        told["is_reference"].astype(bool), "utterance_id article_id attribution_index kind start end".split()
    ]
    references = [
        (utterance_id, " ".join(sorted(stems)))
        for utterance_id, article_id, index, kind, start, end in chosen.itertuples(index=False, name=None)
        for stems in stems_of_sentences(tellings.text_of(of[article_id, index, kind == "headline"], start, end))
    ]
    return told, sentences, pd.DataFrame(references, columns=["utterance_id", "stems"], dtype="str")


def _runs(
    folder: str, name: str, parts: Sequence[int], firsts: Sequence[int], rows: np.ndarray
) -> Iterator[np.ndarray]:
    """Give the runs that tellings share, ordered by these, by their places among `rows`."""
    for place, own in split_rows(firsts, rows):
        with open_rows(folder, OVERLAPS.format(name), parts[place]) as batch:
            left = batch["left"].to_numpy()
            low, high = (np.searchsorted(left, own + firsts[place], side=side) for side in ("left", "right"))
            at = _ranges(low, high)
            found = np.column_stack([batch[column].to_numpy()[at] for column in ("left", "right", "a", "b", "n")])
        found[:, :2] = np.searchsorted(rows, found[:, :2])
        yield found


def _overlaps(runs: np.ndarray) -> list[Overlap]:
    """Put the runs of each two tellings together."""
    shared: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for one, two, *run in runs.tolist():
        shared[one, two].append(Shared(*run))
    return [Overlap(*pair, found) for pair, found in shared.items()]


def retell_one(folder: str, parts: Sequence[int], bounds: Bounds, name: str) -> Tables:
    """Find what the indirect quotes of some speakers retell."""
    told = pd.concat(load_slices(folder, SENTENCES.format(name), parts, bounds), ignore_index=True)
    told = told.sort_values(["telling", "low", "piece", "utterance", "n"], kind="stable", ignore_index=True)
    indirect = pd.concat(load_slices(folder, INDIRECT.format(name), parts, bounds), ignore_index=True)
    place = told["piece"].to_numpy(np.int64)
    number = told["utterance"].to_numpy(np.int64)
    found = find_paraphrases(indirect.drop(columns="slice"), told.assign(utterance=place << 32 | number))
    code = found["utterance"].to_numpy(np.int64)
    found = found.assign(slice=(code >> 32).astype(np.int32), utterance=code & 0xFFFFFFFF)
    by_part = [(at, at + 1) for at in range(len(parts))]
    return {RETOLD.format(name): cut_frame(found.sort_values("slice", kind="stable", ignore_index=True), by_part)}


def close_one(folder: str, at: int, part: int, buckets: Sequence[int], name: str) -> Tables:
    """Make the rows of the utterances of a part."""
    found = [one for one in load_slices(folder, RETOLD.format(name), buckets, (at, at + 1)) if len(one)]
    none = read_part(folder, RETOLD.format(name), buckets[0]).iloc[:0]
    retold = pd.concat(found or [none], ignore_index=True).drop(columns="slice")
    rows = close_utterances(read_part(folder, UTTERANCES.format(name), part), retold)
    return {ROWS.format(name): conform(rows, "shared_quotes")}
