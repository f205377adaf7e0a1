"""Stretches of text -> their words as numbers, read once: uses of words and phrases in any choice of the stretches."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from analysis.compare.words.terms import Usage, read_terms
from analysis.compare.words.wording import is_content

#: What ends a phrase: any mark but a hyphen or an apostrophe, a number, a line end.
_BREAK = re.compile(r"[^\w'’ -]|[\d_]")
#: Words of a phrase, at most.
LONGEST = 4
#: Uses in all below which a phrase is not kept: most of all phrases stand once.
_LEAST = 5


class Stretches(NamedTuple):
    """Words of stretches: ``terms`` in the order of the alphabet, and the number of the term at each place.

    Stretch ``k`` has the places ``first[k]`` to ``first[k + 1]``. ``opens`` tells of each place whether a phrase that
    goes on before it ends there: at the beginning of a stretch, after a mark, at a function word and after one.
    """

    terms: list[str]
    term: np.ndarray
    opens: np.ndarray
    first: np.ndarray

    def chosen(self, stretches: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the places of some stretches, in their order, and of each place which of these it is of."""
        sizes = np.diff(self.first)[stretches]
        begin = np.cumsum(sizes) - sizes
        places = np.arange(sizes.sum()) + np.repeat(self.first[stretches] - begin, sizes)
        return places, np.repeat(np.arange(len(stretches)), sizes)


def read_stretches(texts: Iterable[str]) -> Stretches:
    """Read the words of texts; words are those of `analysis.compare.words.terms.read_terms`.

    >>> found = read_stretches(["The old harbour, new jobs", "harbour jobs"])
    >>> found.terms, found.term.tolist(), found.first.tolist()
    (['harbour', 'jobs', 'new', 'old', 'the'], [4, 3, 0, 2, 1, 0, 1], [0, 5, 7])
    """
    number: dict[str, int] = {}
    codes = array("i")
    parts, first = [0], [0]
    for text in texts:
        for part in _BREAK.split(text):
            codes.extend(number.setdefault(word, len(number)) for word in read_terms(part))
            parts.append(len(codes))
        first.append(len(codes))
    terms = sorted(number)
    place = np.empty(len(terms), np.int64)
    place[[number[term] for term in terms]] = np.arange(len(terms))
    term = place[np.array(codes, np.int64)]
    is_light = ~np.array([is_content(one) for one in terms], bool)[term]
    opens = np.zeros(len(term) + 1, bool)
    opens[parts] = True
    opens[:-1] |= is_light
    opens[1:] |= is_light
    return Stretches(terms, term.astype(np.int32), opens[:-1], np.array(first, np.int64))


def count_words_in(told: Stretches, stretches: np.ndarray, article: np.ndarray) -> Usage:
    """Count the words of articles, in one voice ``all``.

    Parameters
    ----------
    told : Stretches
    stretches, article : array of int, of one length
        Which stretches count, one as often as it is named, and the number of the article for which each counts.
    """
    places, of = told.chosen(stretches)
    return _usage(told.terms, article[of], told.term[places].astype(np.int64))


def count_phrases_in(told: Stretches, stretches: np.ndarray, article: np.ndarray) -> Usage:
    """Count the phrases of two to four words of content that no mark parts, as `count_words_in` counts words.

    Those with fewer than five uses in all are left out, and those that are said in a longer phrase alone, which then
    stands for them.
    """
    places, of = told.chosen(stretches)
    code = told.term[places].astype(np.int64)
    names: list[tuple[int, ...]] = [(one,) for one in range(len(told.terms))]
    at = np.flatnonzero(~told.opens[places])  # where what stands there and before it make a longer phrase
    found: list[_Found] = []
    while len(found) < LONGEST - 1:
        size = len(names) + 1
        known, place, n = np.unique(code[at - 1] * size + code[at], return_inverse=True, return_counts=True)
        is_often = n >= _LEAST
        parts, n = np.array(np.divmod(known[is_often], size)), n[is_often]
        for part in parts if found else ():  # a part that stands as often as the whole stands in it alone
            found[-1].is_kept[part[found[-1].n[part] == n]] = False
        names = [(*names[a], names[b][-1]) for a, b in parts.T.tolist()]
        number = np.where(is_often, np.cumsum(is_often) - 1, -1)[place]
        code = np.full(len(places), -1)
        code[at] = number
        at, number = at[number >= 0], number[number >= 0]
        found.append(_Found(names, at, number, n, np.ones(len(names), bool)))
        at = at[code[at - 1] >= 0]
    return _phrases(told, found, article, of)


class _Found(NamedTuple):
    """Phrases of one length: the terms of each, the places at which one ends and which, uses, and if it is kept."""

    names: list[tuple[int, ...]]
    at: np.ndarray
    code: np.ndarray
    n: np.ndarray
    is_kept: np.ndarray


def _phrases(told: Stretches, found: list[_Found], article: np.ndarray, of: np.ndarray) -> Usage:
    """Number the phrases that are kept in the order of the alphabet."""
    kept = [(length, code) for length, one in enumerate(found) for code in np.flatnonzero(one.is_kept).tolist()]
    written = {one: " ".join(told.terms[term] for term in found[one[0]].names[one[1]]) for one in kept}
    terms = sorted(written.values())
    number = {term: at for at, term in enumerate(terms)}
    articles, numbers = [], []
    for length, one in enumerate(found):
        place = np.full(len(one.names), -1)
        own = np.flatnonzero(one.is_kept)
        place[own] = [number[written[length, code]] for code in own.tolist()]
        is_kept = one.is_kept[one.code]
        articles.append(article[of[one.at[is_kept]]])
        numbers.append(place[one.code[is_kept]])
    return _usage(terms, np.concatenate(articles), np.concatenate(numbers))


def _usage(terms: list[str], article: np.ndarray, term: np.ndarray) -> Usage:
    """Count each term of each article."""
    n_terms = max(len(terms), 1)
    code, n = np.unique(article.astype(np.int64) * n_terms + term, return_counts=True)
    article, term = np.divmod(code, n_terms)
    return Usage(terms, ["all"], article, np.zeros(len(code), np.int64), term, n)
