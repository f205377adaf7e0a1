"""VADER over many texts at once: all tokens in one array, rules only where a lexicon word stands.

What the rules ask of a token is looked up once per distinct token (Arrow); the common rules are array operations
over the lexicon words and their neighbours (NumPy); next to words of rare rules, the reference's own code is called.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence
from itertools import repeat
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from vaderSentiment.vaderSentiment import C_INCR, N_SCALAR

from analysis.sentiment.lexicon import Lexicon
from analysis.sentiment.rules import ASKED, EXCLAIMED, name_emoji, reweigh, value_by_reference

#: From this many distinct words, Arrow looks them up faster, although it hashes the vocabulary anew each time.
MANY = 4000
#: The places that the rules look at, from three words before a lexicon word to two after it; a column.
AROUND = np.arange(-3, 3)[:, None]
_ASCII_BLANKS = " \t\n\v\f\r\x1c\x1d\x1e\x1f"


class _Tokens(NamedTuple):
    """All tokens of a batch, one after another; arrays over tokens unless said otherwise."""

    row: np.ndarray  # which text
    first: np.ndarray  # over texts: its first token
    n: np.ndarray  # over texts: how many tokens
    ids: np.ndarray  # which entry of `words`
    words: pa.StringArray  # over distinct tokens: without marks
    code: np.ndarray  # row of the lexicon's vocabulary
    is_upper: np.ndarray
    odd: list[int]  # texts to be scored apart, for their emoji or blanks outside ASCII


def score_batch(texts: Sequence[str], lexicon: Lexicon) -> np.ndarray:
    """Score many texts at once: rows neg, neu, pos, compound, n_lexicon."""
    array = _to_arrow(texts)
    tokens = _split(array, lexicon)
    hits, values = _valences_of_batch(tokens, lexicon)
    scores = _add_up(tokens, hits, values, _marks(array))
    if tokens.odd:
        plain = [" ".join(name_emoji(texts[i], lexicon).split()) for i in tokens.odd]
        scores[:, tokens.odd] = score_batch(plain, lexicon)
    return scores


def _to_arrow(texts: Sequence[str]) -> pa.StringArray:
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:  # a lone surrogate is no letter, no mark and no blank: neither is U+FFFD
        return pa.array([re.sub("[\ud800-\udfff]", "\ufffd", text) for text in texts], pa.string())


def _octets(array: pa.StringArray) -> tuple[np.ndarray, np.ndarray]:
    """Give where each text starts and the last one ends, and the UTF-8 octets of all texts."""
    _, offsets, data = array.buffers()
    return np.frombuffer(offsets, np.int32)[: len(array) + 1], np.frombuffer(data or b"", np.uint8)


def _cut(array: pa.StringArray) -> tuple[pa.StringArray, np.ndarray]:
    """Cut texts after each blank (ASCII or no-break): the pieces, and how many each text has."""
    starts, octets = _octets(array)
    octets = octets.copy()
    first = np.flatnonzero(octets == 0xC2)  # the no-break space C2 A0 is common on the web: make it two blanks
    first = first[octets[first + 1] == 0xA0]
    octets[first] = octets[first + 1] = 32
    is_end = np.zeros(len(octets) + 1, dtype=bool)
    is_end[1:] = (octets == 32) | (octets >= 9) & (octets <= 13) | (octets >= 28) & (octets <= 31)
    is_end[starts] = True
    ends = np.flatnonzero(is_end).astype(np.int32)
    pieces = pa.Array.from_buffers(pa.string(), len(ends) - 1, [None, pa.py_buffer(ends), pa.py_buffer(octets)])
    return pieces, np.diff(np.searchsorted(ends, starts))


def _split(array: pa.StringArray, lexicon: Lexicon) -> _Tokens:
    """Split texts at white space; look each distinct token up once."""
    vocabulary = lexicon.vocabulary
    pieces, n = _cut(array)
    encoded = pieces.dictionary_encode()
    ids, distinct = encoded.indices.to_numpy(), pc.ascii_rtrim(encoded.dictionary, _ASCII_BLANKS)
    row = np.repeat(np.arange(len(n), dtype=np.int32), n)
    is_empty = pc.binary_length(distinct).to_numpy() == 0
    if is_empty.any():  # before a leading and between two blanks
        keep = ~is_empty[ids]
        row, ids = row[keep], ids[keep]
        n = np.bincount(row, minlength=len(n))
    stripped = pc.ascii_trim(distinct, string.punctuation)
    words = pc.if_else(pc.greater(pc.utf8_length(stripped), 2), stripped, distinct)
    if len(words) < MANY:
        written, foreign = words.to_pylist(), np.arange(len(words))
        code, is_upper = np.empty(len(words), np.int32), np.empty(len(words), bool)
    else:  # outside ASCII, Arrow's rules of case differ from Python's
        foreign = np.flatnonzero(pc.invert(pc.string_is_ascii(words)).to_numpy(zero_copy_only=False))
        written = words.take(pa.array(foreign)).to_pylist()
        code = _look_up(pc.ascii_lower(words), vocabulary)
        is_upper = pc.ascii_is_upper(words).to_numpy(zero_copy_only=False).copy()
    is_upper[foreign] = _ask(str.isupper, written)
    code[foreign] = _look_up_each(list(map(str.lower, written)), vocabulary)
    beyond = np.flatnonzero(~_ask(str.isascii, written)).tolist()
    odd = [foreign[i] for i in beyond if not lexicon.odd_characters.isdisjoint(written[i])]
    return _Tokens(
        row=row,
        first=np.cumsum(n) - n,
        n=n,
        ids=ids,
        words=words,
        code=code[ids],
        is_upper=is_upper[ids],
        odd=np.unique(row[np.isin(ids, odd)]).tolist() if odd else [],
    )


def _ask(question: Callable[[str], bool], words: list[str]) -> np.ndarray:
    return np.fromiter(map(question, words), bool, len(words))


def _look_up(lower: pa.StringArray, vocabulary: SimpleNamespace) -> np.ndarray:
    """Row of each lower-case word in the vocabulary."""
    code = pc.index_in(lower, value_set=vocabulary.words).fill_null(vocabulary.other).to_numpy()
    has_nt = pc.match_substring(lower, "n't").to_numpy(zero_copy_only=False)
    codes: np.ndarray = np.where(has_nt & (code == vocabulary.other), vocabulary.nt, code)
    return codes


def _look_up_each(lower: list[str], vocabulary: SimpleNamespace) -> np.ndarray:
    """Do the same without Arrow."""
    code = np.fromiter(map(vocabulary.row.get, lower, repeat(vocabulary.other)), np.int32, len(lower))
    has_nt = np.fromiter(map(str.__contains__, lower, repeat("n't")), bool, len(lower))
    return np.where(has_nt & (code == vocabulary.other), vocabulary.nt, code)


def _valences_of_batch(tokens: _Tokens, lexicon: Lexicon) -> tuple[np.ndarray, np.ndarray]:
    """Find the lexicon words of a batch (as token numbers) and their valence after all rules."""
    vocabulary = lexicon.vocabulary
    hits = np.flatnonzero(vocabulary.is_scored[tokens.code])
    row = tokens.row[hits]
    place, n = hits - tokens.first[row], tokens.n[row]
    n_upper = np.bincount(tokens.row[tokens.is_upper], minlength=len(tokens.n))
    differs = ((n_upper > 0) & (n_upper < tokens.n))[row]

    padded = np.append(tokens.code, [vocabulary.pad] * 3)  # index -3..-1 and past the end read the pad
    is_upper = np.append(tokens.is_upper, [False] * 3)
    there = place + AROUND
    near = np.where((there >= 0) & (there < n), padded[hits + AROUND], vocabulary.pad)
    third, second, first, here, following, _ = near
    value = vocabulary.value[here]
    no, is_or = vocabulary.row["no"], (first == vocabulary.row["or"]) | (first == vocabulary.row["nor"])
    is_followed = vocabulary.is_known[following] & (following != vocabulary.pad)
    after_no = (first == no) | (second == no) | (third == no) & is_or
    value = np.where(after_no, value * N_SCALAR, np.where((here == no) & is_followed, 0.0, value))
    value += _emphasis(value, is_upper[hits] & differs)
    for distance, damping in ((1, 1.0), (2, 0.95), (3, 0.9)):
        code = near[3 - distance]
        boost = vocabulary.boost[code] * np.where(value < 0, -1, 1)
        boost += _emphasis(value, is_upper[hits - distance] & differs & (boost != 0))
        value = value + boost * damping
        value = np.where(vocabulary.is_negation[code], value * N_SCALAR, value)

    rare = (first == vocabulary.row["so"]) | (first == vocabulary.row["this"]) | vocabulary.is_rare[near].any(axis=0)
    value[rare] = _by_reference_in_batch(tokens, hits[rare], place[rare], n[rare], differs[rare], lexicon)
    _reweigh_batch(value, tokens, hits, row, tokens.code == vocabulary.row["but"])
    return hits, value


def _emphasis(value: np.ndarray, in_capitals: np.ndarray) -> np.ndarray:
    return np.where(in_capitals, np.where(value > 0, C_INCR, -C_INCR), 0.0)


def _by_reference_in_batch(
    tokens: _Tokens, hits: np.ndarray, place: np.ndarray, n: np.ndarray, differs: np.ndarray, lexicon: Lexicon
) -> list[float]:
    """Valence of the lexicon words near which a rare rule may hold."""
    around = np.clip(hits + AROUND, 0, len(tokens.ids) - 1)
    words = tokens.words.take(pa.array(tokens.ids[around].T.ravel())).to_pylist()
    before, after = np.minimum(place, 3).tolist(), np.minimum(n - place, 3).tolist()
    return [
        value_by_reference(words[6 * i + 3 - b : 6 * i + 3 + a], b, caps, lexicon)
        for i, (b, a, caps) in enumerate(zip(before, after, differs.tolist(), strict=True))
    ]


def _reweigh_batch(value: np.ndarray, tokens: _Tokens, hits: np.ndarray, row: np.ndarray, is_but: np.ndarray) -> None:
    """Apply the rule of the first "but" to each text that has one, in place."""
    buts = np.flatnonzero(is_but)
    rows, which = np.unique(tokens.row[buts], return_index=True)
    starts, ends = np.searchsorted(row, rows), np.searchsorted(row, rows, side="right")
    for but, start, end in zip(buts[which].tolist(), starts.tolist(), ends.tolist(), strict=True):
        values = value[start:end].tolist()
        reweigh(values, hits[start:end].tolist(), but)
        value[start:end] = values


def _marks(array: pa.StringArray) -> np.ndarray:
    """Emphasis of each text by its exclamation and question marks."""
    starts, octets = _octets(array)

    def count(mark: str) -> np.ndarray:  # in UTF-8, no octet of another character equals a mark
        texts = np.searchsorted(starts[:-1], np.flatnonzero(octets == ord(mark)), side="right") - 1
        return np.bincount(texts, minlength=len(array))

    marks: np.ndarray = np.array(EXCLAIMED)[np.minimum(count("!"), 4)] + np.array(ASKED)[np.minimum(count("?"), 4)]
    return marks


def _add_up(tokens: _Tokens, hits: np.ndarray, values: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Add the valences of each text up, left to right (as `bincount` does), to rows neg, neu, pos, compound, n."""
    row = tokens.row[hits]

    def add(weights: np.ndarray) -> np.ndarray:
        return np.bincount(row, weights=weights, minlength=len(tokens.n)).astype(float)  # of nothing: whole numbers

    total = add(values)
    positive = add(np.where(values > 0, values + 1, 0))
    negative = add(np.where(values < 0, 1 - values, 0))
    n_lexicon = add(values != 0)
    total += np.sign(total) * marks
    more, less = positive > negative, positive < negative
    positive += more * marks
    negative += less * marks
    neutral = tokens.n - n_lexicon
    whole = np.maximum(positive + negative + neutral, 1)  # 0 only where there is no token
    compound = np.clip(total / np.sqrt(total * total + 15), -1, 1)
    shares = _round(np.stack([negative, neutral, positive]) / whole, 3)
    return np.vstack([shares, _round(compound, 4), n_lexicon])


def _round(values: np.ndarray, digits: int) -> np.ndarray:
    """Round as Python does: like NumPy but next to a tie, where only Python looks at the exact number."""
    scaled = values * 10**digits
    rounded: np.ndarray = np.rint(scaled) / 10**digits
    ties = np.nonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6)
    rounded[ties] = [round(value, digits) for value in values[ties].tolist()]
    return rounded
