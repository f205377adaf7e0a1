"""Tellings -> pairs that tell the same words: the runs that two share, and whether these make them one utterance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.neighbours import Positions, following_words, pair_positions
from analysis.compare.quotes.alignment import Run, aligned_runs, solid_runs
from analysis.compare.quotes.stock import PERIOD, stock_phrases
from analysis.compare.quotes.tellings import Telling, Tellings, days_apart

#: How much two tellings must share, in order, to be one utterance: a content word counts 1, a function word `FUNCTION`.
#: By whether their speakers are the same, not known or different, and were published within `NEAR` days of each other.
NEEDED = {
    ("same", True): 2.0,
    ("same", False): 6.0,
    ("unknown", True): 3.5,
    ("unknown", False): 7.0,
    ("different", True): 5.0,
    ("different", False): 8.0,
}
FUNCTION = 0.3
NEAR = 7  # days: a statement goes round the outlets within a week
LEAST_CONTENT = 0.6  # share of the content words of the telling that has fewer
#: Share of the longer telling, stock phrases counted, that makes two one, by what is known of their speakers.
ALIKE = {"same": 0.75, "unknown": 0.9, "different": 0.9}
LEAST_ALIKE = 16  # words that this must be at least
LONG_RUN = 8  # words in a row that are enough where two tellings overlap by less than half
NEAR_END = 4  # words by which an overlap may miss the ends of tellings: an outlet may have altered one
PHRASES = (3, 5)  # lengths of stock phrases: the longer one is looked for in runs that are as long
DEPTH = 6  # words from each position on that are compared to find pairs
TOGETHER = 100_000  # pairs whose words are counted at a time
NEVER = 100  # words: more than are ever compared


class Overlap(NamedTuple):
    """Two tellings and the runs of words that they share."""

    left: int
    right: int
    runs: list[Run]


class Stock(NamedTuple):
    """By position, whether a stock phrase of so many words (`PHRASES`) begins there."""

    short: np.ndarray
    long: np.ndarray


def find_overlaps(tellings: Tellings) -> list[Overlap]:
    """Give the pairs of tellings that are of one utterance, as far as the two alone can say."""
    names = sorted({telling.speaker for telling in tellings.rows if telling.speaker})
    numbers = {name: number for number, name in enumerate(names)}
    positions = list_positions(tellings, numbers)
    stock = mark_stock(positions)
    pairs = choose_pairs(match_positions(positions, stock))
    return list(compare_pairs(tellings, pairs, stock))


def list_positions(tellings: Tellings, speakers: Mapping[str, int]) -> pd.DataFrame:
    """List the positions in tellings, each with the words from there on.

    Returns
    -------
    DataFrame
        One row a word of a telling, in their order: ``w0`` to ``w5``, the word there and the next ones (-1: beyond the
        end); ``telling``, its number, and ``size``, its words; ``is_start``, it begins there; ``speaker``, by number,
        -1 where nobody knows; ``month`` and ``day`` of its publication, 0 where nobody knows.
    """
    sizes = np.diff(tellings.first)
    day = np.nan_to_num([telling.earliest for telling in tellings.rows])
    speaker = np.array([speakers[row.speaker] if row.speaker else -1 for row in tellings.rows], np.int32)
    by_telling = {
        "telling": np.arange(len(sizes), dtype=np.int32),
        "size": sizes.astype(np.int32),
        "speaker": speaker,
        "month": (day // PERIOD).astype(np.int32),
        "day": day.astype(np.int32),
    }
    columns = {f"w{at}": one for at, one in enumerate(following_words(tellings.keys, tellings.first, DEPTH))}
    columns |= {name: np.repeat(one, sizes) for name, one in by_telling.items()}
    columns["is_start"] = np.arange(len(tellings.keys)) == np.repeat(tellings.first[:-1], sizes)
    return pd.DataFrame(columns)


def mark_stock(positions: pd.DataFrame) -> Stock:
    """Mark where stock phrases begin among positions, all of a corpus or those at which some words stand."""
    speaker, month = (positions[name].to_numpy(np.int64) for name in ("speaker", "month"))
    user = np.where(speaker >= 0, speaker << 20 | (month + (1 << 19)), -1)
    short, long = (stock_phrases([positions[f"w{at}"].to_numpy() for at in range(n)], user) for n in PHRASES)
    return Stock(short, long)


def match_positions(positions: pd.DataFrame, stock: Stock) -> pd.DataFrame:
    """Pair tellings that share three words in a row, and short ones of a speaker with what else that one said.

    Parameters
    ----------
    positions : DataFrame
        As from `list_positions`, all of a corpus or those at which some words stand.
    stock : Stock
        Of these positions.

    Returns
    -------
    DataFrame
        ``left`` < ``right``, tellings; ``longest``, ``n_runs``, ``is_whole`` as of `pair_positions`; ``is_said``, they
        are of one speaker. `choose_pairs` adds up what is found at several words.
    """
    columns = [positions[f"w{at}"].to_numpy() for at in range(DEPTH)]
    telling, size, speaker, day = (positions[name].to_numpy() for name in ("telling", "size", "speaker", "day"))
    at = Positions(columns, telling, size, positions["is_start"].to_numpy())
    least = np.where(stock.long, NEVER, np.where(stock.short, PHRASES[1], PHRASES[0])).astype(np.int8)
    found = pair_positions(at, least=least, after=day)
    before = np.where(speaker >= 0, speaker, -1 - telling)  # nobody known is nobody else
    said = pair_positions(at._replace(columns=columns[:4]), least=2, before=before, after=day)
    order = np.argsort(telling, kind="stable")
    known, once = np.unique(telling[order], return_index=True)
    sizes = size[order][once]
    shorter = np.minimum(*(sizes[np.searchsorted(known, side)] for side in (said.left, said.right)))
    short = shorter <= LONG_RUN
    none = np.zeros(int(short.sum()), np.int8)
    return pd.DataFrame(
        {
            "left": np.concatenate([found.left, said.left[short]]).astype(np.int32),
            "right": np.concatenate([found.right, said.right[short]]).astype(np.int32),
            "longest": np.concatenate([found.longest, none]),
            "n_runs": np.concatenate([found.n_runs, none]).astype(np.int32),
            "is_whole": np.concatenate([found.is_whole, none > 0]),
            "is_said": np.repeat([False, True], [len(found.left), len(none)]),
        }
    )


def choose_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Choose the pairs of tellings to compare, ``left`` and ``right`` in ascending order, among those that match."""
    sums = {"longest": "max", "n_runs": "sum", "is_whole": "max", "is_said": "max"}
    found = pairs.groupby(["left", "right"], sort=True).agg(sums).reset_index()
    is_likely = found["is_whole"] | found["is_said"] | (found["n_runs"] > 1) | (found["longest"] > PHRASES[0])
    return found.loc[is_likely, ["left", "right"]].reset_index(drop=True)


def compare_pairs(tellings: Tellings, pairs: pd.DataFrame, stock: Stock) -> Iterator[Overlap]:
    """Keep the pairs (rows of `tellings`) that are of one utterance, with the runs that they share."""
    evidence = _Evidence(tellings, stock)
    likely = pairs[may_be_same(tellings, pairs)]
    words = {row: tellings.words(tellings.rows[row]) for row in np.unique(likely[["left", "right"]]).tolist()}
    for left, right in zip(likely["left"].tolist(), likely["right"].tolist(), strict=True):
        one, two = tellings.rows[left], tellings.rows[right]
        runs = _solid(aligned_runs(words[left], words[right]), len(words[left]), len(words[right]))
        if runs and evidence.is_same(one, two, runs):
            yield Overlap(left, right, runs)


def may_be_same(tellings: Tellings, pairs: pd.DataFrame) -> np.ndarray:
    """Tell which pairs share words enough, in whatever order, to be one utterance if the order were the same.

    Most pairs of a large corpus share a turn of phrase and nothing else; to align each would take longer than all else.
    """
    n, width = len(tellings.rows), int(tellings.keys.max(initial=0)) + 1
    size = np.diff(tellings.first)
    code = np.repeat(np.arange(n), size) * width + tellings.keys
    known, place, times = np.unique(code, return_inverse=True, return_counts=True)
    is_content = np.bincount(place, weights=tellings.is_content, minlength=len(known)) > 0
    edges = np.searchsorted(known, np.arange(n + 1) * width)
    left, right = (pairs[side].to_numpy(np.int64) for side in ("left", "right"))
    n_same, n_content = np.zeros(len(pairs)), np.zeros(len(pairs))
    for begin in range(0, len(pairs), TOGETHER):
        one, two = left[begin : begin + TOGETHER], right[begin : begin + TOGETHER]
        sizes = edges[one + 1] - edges[one]
        at = np.arange(sizes.sum()) + np.repeat(edges[one] - np.cumsum(sizes) + sizes, sizes)
        asked = known[at] + np.repeat((two - one) * width, sizes)
        found = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        shared = np.where(known[found] == asked, np.minimum(times[at], times[found]), 0)
        pair = np.repeat(np.arange(len(one)), sizes)
        for sums, values in ((n_same, shared), (n_content, shared * is_content[at])):
            sums[begin : begin + TOGETHER] = np.bincount(pair, values, len(one))
    names = {None: -1} | {name: at for at, name in enumerate({row.speaker for row in tellings.rows} - {None})}
    speaker = np.array([names[row.speaker] for row in tellings.rows], np.int64)
    days = np.array([row.days for row in tellings.rows], float).reshape(-1, 2)
    is_known = (speaker[left] >= 0) & (speaker[right] >= 0)
    kind = np.where(is_known, np.where(speaker[left] == speaker[right], "same", "different"), "unknown")
    is_near = ~(np.maximum(days[right, 0] - days[left, 1], days[left, 0] - days[right, 1]) > NEAR)
    shorter, longer = (which(size[left], size[right]) for which in (np.minimum, np.maximum))
    may_be: np.ndarray = (kind == "same") & is_near & (n_same >= shorter)
    for name, share in ALIKE.items():
        own = kind == name
        may_be |= own & is_near & (n_same >= np.maximum(LEAST_ALIKE, share * longer))
        needed = np.where(is_near, NEEDED[name, True], NEEDED[name, False])
        may_be |= own & (n_content + FUNCTION * (n_same - n_content) >= needed - 1e-9)
    return may_be


def _solid(runs: list[Run], len_a: int, len_b: int) -> list[Run]:
    """Keep runs of three words, or of two in a short telling, or a run that is the whole of a telling."""
    shorter = min(len_a, len_b)
    return solid_runs(runs, least=min(shorter, 2 if shorter <= LONG_RUN else 3))


def tells(a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether two wordings share most words of the shorter one, in runs of three, or a long run.

    >>> tells([1, 2, 3, 4], [3, 4, 9]), tells([1, 2, 3, 4], [4, 8, 9])
    (True, False)
    """
    runs = _solid(aligned_runs(a, b), len(a), len(b))
    if 2 * sum(run.length for run in runs) >= min(len(a), len(b)):
        return True
    return any(run.length >= LONG_RUN for run in runs) and _overlap_at_ends(runs, len(a), len(b))


def _overlap_at_ends(runs: Sequence[Run], len_a: int, len_b: int) -> bool:
    """Tell whether what two tellings share begins where one of them begins, and ends where one of them ends.

    So do two stretches of one speech that overlap. What stands in the middle of both, between other words, is a phrase.
    """
    first, last = runs[0], runs[-1]
    after = min(len_a - last.a - last.length, len_b - last.b - last.length)
    return min(first.a, first.b) <= NEAR_END and after <= NEAR_END


class _Evidence:
    """Decides whether the runs that two tellings share make them one utterance."""

    def __init__(self, tellings: Tellings, stock: Stock) -> None:
        self.opens = tellings.opens
        self.is_content = tellings.is_content
        self.stock = dict(zip(PHRASES, stock, strict=True))
        self.n_stock = {length: [0, *np.cumsum(marks).tolist()] for length, marks in self.stock.items()}
        self.n_content = [0, *np.cumsum(tellings.is_content).tolist()]

    def is_same(self, one: Telling, two: Telling, runs: list[Run]) -> bool:
        length = one.last - one.first, two.last - two.first
        n_same = sum(run.length for run in runs)
        counts = [self._count(one.first + run.a, run.length) for run in runs]
        n_content, n_function = (sum(count) for count in zip(*counts, strict=True))
        speakers, is_near = _speakers(one, two), days_apart(one.days, two.days) <= NEAR
        if n_same == min(length) and speakers == "same" and is_near:
            if n_content >= 2 or n_same == max(length) or (n_content and n_same >= max(length) / 5):
                return True
            return self._is_sentence(one, two, runs)
        if is_near and n_same >= max(LEAST_ALIKE, ALIKE[speakers] * max(length)):
            return True  # stock phrases are pieces: nearly the whole of two long tellings is none
        least = min(
            self.n_content[one.last] - self.n_content[one.first], self.n_content[two.last] - self.n_content[two.first]
        )
        enough = n_content + n_function >= min(length) / 2 and n_content >= LEAST_CONTENT * least
        is_long = any(sum(count) >= LONG_RUN for count in counts) and _overlap_at_ends(runs, *length)
        return n_content + FUNCTION * n_function >= NEEDED[speakers, is_near] and (enough or is_long)

    def _count(self, start: int, length: int) -> tuple[int, int]:
        """Count the content and function words of a run, those of stock phrases left out."""
        end = start + length
        width = PHRASES[length >= PHRASES[1]]
        n_stock = self.n_stock[width]
        if length < width or n_stock[end - width + 1] == n_stock[start]:
            n_content = self.n_content[end] - self.n_content[start]
            return n_content, length - n_content
        telling = ~self.stock[width][start : end - width + 1]
        counts = np.zeros(length, bool)
        for shift in range(width):
            counts[shift : length - width + 1 + shift] |= telling
        n_content = int(counts[self.is_content[start:end]].sum())
        return n_content, int(counts.sum()) - n_content

    def _is_sentence(self, one: Telling, two: Telling, runs: list[Run]) -> bool:
        """Tell whether a telling that stands whole in the other is a whole sentence there."""
        if len(runs) != 1:
            return False
        longer, start = (one, runs[0].a) if one.last - one.first > two.last - two.first else (two, runs[0].b)
        first, last = longer.first + start, longer.first + start + runs[0].length
        return bool(self.opens[first]) and (last == longer.last or bool(self.opens[last]))


def _speakers(one: Telling, two: Telling) -> str:
    if one.speaker is None or two.speaker is None:
        return "unknown"
    return "same" if one.speaker == two.speaker else "different"
