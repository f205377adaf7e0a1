"""Two parts of a corpus -> every word and phrase with its rate in each: what sets outlets, voices or frames apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.intervals import clusters_of, groups_of
from analysis.compare.intervals.log_ratios import Counts, interval_of_log_ratios
from analysis.compare.roles import select_told
from analysis.compare.words.by_article import Side, hear, side_of
from analysis.compare.words.keyness import compare_terms, counted_terms
from analysis.compare.words.stretches import Stretches, count_phrases_in, count_words_in, read_stretches
from analysis.compare.words.terms import Usage, count_words, kinds_of_terms
from analysis.errors import StudyError
from analysis.reading import Reading
from analysis.search.selection import Filters, select_segments

By = Literal["outlet", "voice", "period", "frame"]
BY: tuple[By, ...] = get_args(By)
COLUMNS = (
    "term kind is_phrase n_a n_b total_a total_b rate_a rate_b articles_a articles_b dispersion g2 effect lower upper"
    " p q largest_share"
).split()
#: Uses of a term in both units together below which it is no point.
LEAST = 5


def explore(
    reading: Reading, unit_a: str, unit_b: str, *, by: By = "outlet", voice: str | None = None, seed: int = 0
) -> pd.DataFrame:
    """Compare how often two parts of the articles that tell the story use each word and each phrase of 2 to 4 words.

    Parameters
    ----------
    reading : Reading
    unit_a, unit_b : str
        By ``outlet``, an id, several with commas (a group), or `analysis.compare.contrasts.REST`, all but the other;
        by ``voice``, one of `analysis.tables.VOICES`; by ``period``, as in `Filters`; by ``frame``, the id of a frame:
        the sentences with a hit of it that is asserted.
    by : {"outlet", "voice", "period", "frame"}
    voice : str, optional
        Only words of this voice.
    seed : int
        Of the draws behind p.

    Returns
    -------
    DataFrame
        One row a term with five uses or more, the largest absolute `g2` first. ``kind`` {word, name, function},
        ``rate`` in 10,000 words, ``dispersion`` over the articles of both units as in `disperse`; ``effect`` the log
        ratio (1: twice as often in unit_a) with its interval over articles ``lower`` to ``upper`` (NA: too few hold the
        term); ``p`` over articles and ``q`` over the terms of a kind, words and phrases apart, as in table `keyness`.
        By voice, period and frame an article may be in both units; the test takes its two parts for two articles.

    Raises
    ------
    StudyError
        A unit is not known.
    """
    return next(explore_each(reading, [(unit_a, unit_b, by)], voice=voice, seed=seed))


def explore_each(
    reading: Reading, asked: Sequence[tuple[str, str, By]], *, voice: str | None = None, seed: int = 0
) -> Iterator[pd.DataFrame]:
    """Compare several pairs of units, each as `explore` does; texts are read once for all of them.

    Parameters
    ----------
    reading : Reading
    asked : sequence of (unit_a, unit_b, by)
    voice, seed
        As in `explore`.
    """
    for _, _, by in asked:
        if by not in BY:
            raise StudyError(f"`by` must be one of {', '.join(BY)}; found `{by}`.")
    reading = select_told(reading)
    reading = reading.replace(segments=reading.segments.assign(row=np.arange(len(reading.segments))))
    units = [
        [_segments(reading, one, other, by, voice)["row"].to_numpy() for one, other in ((a, b), (b, a))]
        for a, b, by in asked
    ]
    corpus = _Corpus.read(reading, np.unique(np.concatenate([rows for pair in units for rows in pair])))
    for (unit_a, unit_b, by), pair in zip(asked, units, strict=True):
        key = [seed, crc32("\x1f".join((by, unit_a, unit_b, voice or "all")).encode())]
        yield corpus.compare(pair, key)


class _Corpus(NamedTuple):
    """The stretches that are asked about, in the order of their rows: words, articles, and what is known of these."""

    told: Stretches
    rows: np.ndarray
    article: np.ndarray
    cluster: np.ndarray
    group: np.ndarray
    kinds: list[str]
    minimum: int

    @staticmethod
    def read(reading: Reading, rows: np.ndarray) -> _Corpus:
        """Read the words of some rows of the table of segments, and number the articles."""
        ids = reading.articles["article_id"].tolist()
        number, texts = {one: at for at, one in enumerate(ids)}, reading.articles["text"].tolist()
        spans = reading.segments[["article_id", "start", "end"]].take(rows)
        article = np.array([number[one] for one in spans["article_id"].tolist()], np.int64)
        places = zip(article.tolist(), spans["start"].tolist(), spans["end"].tolist(), strict=True)
        told = read_stretches(texts[at][start:end] for at, start, end in places)
        names = clusters_of(ids, reading.copies)
        cluster = pd.factorize(np.array(names, object), sort=True)[0]
        kinds = kinds_of_terms(told.terms, reading.study.names)
        return _Corpus(told, rows, article, cluster, groups_of(names), kinds, reading.study.minimum_articles)

    def compare(self, units: list[np.ndarray], key: list[int]) -> pd.DataFrame:
        """Compare two units, each the rows of its stretches: an article of which both have some is one in either."""
        n = len(self.cluster)
        chosen = [np.searchsorted(self.rows, unit) for unit in units]
        stretches = np.concatenate(chosen)
        article = np.concatenate([self.article[unit] + n * side for side, unit in enumerate(chosen)])
        words = count_words_in(self.told, stretches, article)
        phrases = count_phrases_in(self.told, stretches, article)
        kind_of = dict(zip(words.terms, self.kinds, strict=True))
        named = ["name" if "name" in {kind_of.get(word) for word in term.split()} else "word" for term in phrases.terms]
        numbers = np.tile(self.cluster, 2), np.tile(self.group, 2)
        are_units = [np.arange(2 * n) // n == side for side in (0, 1)]
        heard = hear(words, count_words(words), "all", numbers[0])
        sides = [side_of(heard, is_unit, *numbers) for is_unit in are_units]
        pairs = [
            _side_of_phrases(phrases, side, words, is_unit, numbers)
            for side, is_unit in zip(sides, are_units, strict=True)
        ]
        found = [
            _compare(words.terms, self.kinds, sides, self.minimum, key).assign(is_phrase=False),
            _compare(phrases.terms, named, pairs, self.minimum, key).assign(is_phrase=True),
        ]
        table = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
        order = np.lexsort((table["term"].to_numpy(object), -table["g2"].abs().to_numpy(float)))
        return table.iloc[order].reset_index(drop=True)[COLUMNS]


def _segments(reading: Reading, unit: str, other: str, by: By, voice: str | None) -> pd.DataFrame:
    """Take the stretches of a unit."""
    if by == "frame":
        if unit not in reading.study.frames:
            raise StudyError(f"`frame` must be one of {', '.join(reading.study.frames) or 'none'}; found `{unit}`.")
        hits = reading.frame_hits
        hits = hits[((hits["frame_id"] == unit) & (hits["scope"] == "asserted")).to_numpy(bool)]
        held = hits[["article_id", "sentence_index"]].drop_duplicates()
        return select_segments(reading, Filters(voice=voice)).merge(held, on=["article_id", "sentence_index"])
    if by == "outlet":
        every = select_segments(reading, Filters(voice=voice))
        ids = reading.articles.set_index("article_id")["outlet_id"]
        outlet = ids.reindex(every["article_id"]).to_numpy(object)
        names = set((other if unit == REST else unit).split(","))
        for name in names:
            Filters(outlet=name).check(reading)
        is_named = np.array([one in names for one in outlet], bool)
        is_known = np.array([isinstance(one, str) for one in outlet], bool)
        return every[~is_named & is_known if unit == REST else is_named]
    if by == "voice":
        return select_segments(reading, Filters(voice=unit))
    return select_segments(reading, Filters(voice=voice, period=unit))


def _side_of_phrases(
    phrases: Usage, side: Side, words: Usage, is_unit: np.ndarray, numbers: tuple[np.ndarray, np.ndarray]
) -> Side:
    """Add up the phrases of a unit over its articles with words, those without a phrase too."""
    found = side_of(hear(phrases, count_words(phrases), "all", numbers[0]), is_unit, *numbers)
    every, held = (np.unique(numbers[0][usage.article[is_unit[usage.article]]]) for usage in (words, phrases))
    return found._replace(row=np.searchsorted(every, held)[found.row], words=side.words, group=side.group)


def _compare(terms: list[str], kinds: list[str], sides: list[Side], minimum: int, key: list[int]) -> pd.DataFrame:
    """Compare the terms of both sides."""
    side_a, side_b = sides
    table = compare_terms(terms, kinds, side_a, side_b, minimum, key, least=LEAST)
    chosen = counted_terms(side_a, side_b, LEAST)
    a, b = (Counts(side.row, side.term, side.n, side.words) for side in sides)
    half = interval_of_log_ratios(a, b, chosen)[:, 0] if len(chosen) else np.zeros(0)
    return table.astype({"n_a": int, "n_b": int, "articles_a": int, "articles_b": int}).assign(
        rate_a=table["n_a"] / table["total_a"] * 10_000,
        rate_b=table["n_b"] / table["total_b"] * 10_000,
        lower=table["effect"] - half,
        upper=table["effect"] + half,
        dispersion=_dispersions(sides, len(terms))[chosen],
    )


def _dispersions(sides: list[Side], size: int) -> np.ndarray:
    """Give `deviation_of_proportions` of every term over the clusters of both sides."""
    words = np.concatenate([side.words for side in sides])
    shift = len(sides[0].words)
    row = np.concatenate([sides[0].row, sides[1].row + shift])
    term = np.concatenate([side.term for side in sides])
    code, place = np.unique(term * max(len(words), 1) + row, return_inverse=True)
    n = np.bincount(place, weights=np.concatenate([side.n for side in sides]), minlength=len(code))
    term, row = np.divmod(code, max(len(words), 1))
    uses = np.bincount(term, weights=n, minlength=size)
    share = words / words.sum() if words.sum() else words
    with np.errstate(divide="ignore", invalid="ignore"):
        over = np.maximum(n / uses[term] - share[row], 0)  # what is over in some articles others lack: half of both
        found = np.bincount(term, weights=over, minlength=size) / (1 - share[share > 0].min(initial=1.0))
    return np.where((uses > 0) & (len(words) > 1), found, np.nan)
