"""Clean texts of a whole corpus -> the paragraphs that an outlet prints under many different articles: its boilerplate.

This is a pass of its own, before the articles are read in batches: a batch sees nothing outside it, and the sections of
sentences bear on every step after them. What it finds depends neither on the order of articles nor on how they are cut
into batches. It keeps a few numbers a paragraph and adds a hundredth to the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.corpus.records import Note
from analysis.text.clean import clean_articles
from analysis.text.furniture import Repeated, fold_paragraph

#: Articles of one outlet in which a paragraph stands, at least; study.yaml may say another (`health`).
LEAST = 4
#: ... or this share of the outlet's articles, if that is more, but never more than `MOST_NEEDED`.
SHARE, MOST_NEEDED = 0.1, 20
#: Words that an article has to itself if it is to count as another article than those it shares a paragraph with.
OWN_WORDS = 20
#: Articles that are made of repeated paragraphs by more than this share are versions of one text, not boilerplate's.
VERSION = 0.75

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
#: Characters of a paragraph that a note shows, and articles that are cleaned at a time.
SHOWN, CHUNK = 80, 1_000


def find_repeated(articles: pd.DataFrame, least: int = LEAST) -> Repeated:
    """Find the paragraphs that stand in many articles of one outlet that are otherwise different.

    Parameters
    ----------
    articles : DataFrame
        Table `articles` of the whole corpus; only `raw` is read, `text` may be missing still.
    least : int
        Articles in which a paragraph must stand; in an outlet of more than ten times as many articles, a tenth of them,
        but 20 always do.

    Returns
    -------
    dict of (outlet_id, number) to (articles, paragraph)
        The number is that of `fold_paragraph`. Only articles that have 20 words or more in paragraphs of their own
        count, so that a text printed several times, whole, cut or with more behind it, is no boilerplate; nor is what
        makes up three quarters of the articles it stands in, which are versions of one text. Paragraphs that are
        mostly quotation are left out: what a person said is told again. Articles without an outlet are not looked at.
    """
    sizes = articles["outlet_id"].value_counts()
    if not (sizes >= least).any():
        return {}
    return choose_repeated([read_paragraphs(articles)], sizes, least)


def read_paragraphs(articles: pd.DataFrame) -> pd.DataFrame:
    """List the paragraphs under the headlines of any articles that have an outlet.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``article_id``, ``number``, ``words``, ``is_told`` (mostly quotation) and the beginning of
        ``text`` of each paragraph, once an article.
    """
    known = articles[articles["outlet_id"].notna().to_numpy()]
    rows = [row for first in range(0, len(known), CHUNK) for row in _paragraphs(known.iloc[first : first + CHUNK])]
    names = ["outlet_id", "article_id", "number", "words", "is_told", "text"]
    dtypes = ("str", "str", "int64", "int32", "bool", "str")
    return pd.DataFrame(rows, columns=names).astype(dict(zip(names, dtypes, strict=True)))


def choose_repeated(parts: Iterable[pd.DataFrame], sizes: pd.Series, least: int = LEAST) -> Repeated:
    """Choose the paragraphs that outlets repeat among those of all parts of a corpus, in the order of its articles.

    Parameters
    ----------
    parts : iterable of DataFrame
        As from `read_paragraphs`; gone through three times. Of each a number a paragraph is kept, and a few numbers of
        those that their outlet has twice.
    sizes : Series
        Articles of each outlet.
    least : int
        As in `find_repeated`, which says what is chosen.
    """
    outlets = pd.Index(sorted(sizes.index))
    again = _twice(np.concatenate([np.zeros(0, np.uint64), *(_codes(part, outlets) for part in parts)]))
    shortened: list[pd.DataFrame] = []
    words: list[np.ndarray] = [np.zeros(0)]
    n_articles = 0
    for part in parts:
        article, ids = pd.factorize(part["article_id"])
        words.append(np.bincount(article, part["words"], len(ids)))
        outlet = outlets.get_indexer(pd.Index(part["outlet_id"]))
        columns = {"outlet": outlet.astype(np.int32), "article": (article + n_articles).astype(np.int32)}
        rows = part[["number", "words", "is_told"]].assign(**columns)
        shortened.append(rows[_is_among(_codes(part, outlets), again)])
        n_articles += len(ids)
    if not any(map(len, shortened)):
        return {}
    rows, of_all = pd.concat(shortened, ignore_index=True), np.concatenate(words)
    shared = rows.groupby(["outlet", "number"], sort=False)["article"].transform("size")
    own = of_all - np.bincount(rows["article"], rows["words"].where(shared > 1, 0), n_articles)
    share_of_all = np.ceil(SHARE * sizes.reindex(outlets).to_numpy())
    needed = np.maximum(least, np.minimum(MOST_NEEDED, share_of_all))[rows["outlet"]]
    repeated = np.bincount(rows["article"], rows["words"].where(shared >= needed, 0), n_articles)
    share = repeated / np.maximum(of_all, 1)
    rows = rows.assign(needed=needed, is_other=own[rows["article"]] >= OWN_WORDS, share=share[rows["article"]])
    found = rows[(shared >= needed) & ~rows["is_told"]].groupby(["outlet", "number"])
    sums = found.agg(n=("is_other", "sum"), needed=("needed", "first"), share=("share", "median"))
    chosen = sums[(sums["n"] >= sums["needed"]) & (sums["share"] <= VERSION)]
    counts = {
        (str(outlets[outlet]), int(number)): int(n)
        for (outlet, number), n in zip(chosen.index, chosen["n"], strict=True)
    }
    texts: dict[tuple[str, int], str] = {}
    for part in parts if counts else ():
        keys = zip(part["outlet_id"].tolist(), part["number"].tolist(), part["text"].tolist(), strict=True)
        for outlet_id, number, text in keys:
            if (outlet_id, number) in counts:
                texts.setdefault((outlet_id, number), text)
    return {key: (n, texts[key]) for key, n in counts.items()}


def _codes(part: pd.DataFrame, outlets: pd.Index) -> np.ndarray:
    """Make one number of the outlet and the number of each paragraph."""
    outlet = outlets.get_indexer(pd.Index(part["outlet_id"])).astype(np.uint64)
    codes: np.ndarray = part["number"].to_numpy(np.int64).view(np.uint64) + outlet * np.uint64(0x9E3779B97F4A7C15)
    return codes


def _twice(codes: np.ndarray) -> np.ndarray:
    """Give the codes that are there twice or more, in order; the array is sorted where it stands."""
    codes.sort()
    return np.unique(codes[1:][codes[1:] == codes[:-1]])


def _is_among(codes: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    place = np.searchsorted(ordered, codes)
    found: np.ndarray = np.append(ordered, np.uint64(0))[place] == codes
    return found & (place < len(ordered))


def note_repeated(repeated: Repeated) -> list[Note]:
    """Say of each repeated paragraph in how many articles of which outlet it stands."""
    return [
        Note(None, "repeated paragraph", f"{outlet}: in {n:,} articles, “{text}”")
        for (outlet, _), (n, text) in sorted(repeated.items(), key=lambda item: (item[0][0], -item[1][0], item[0][1]))
    ]


def _paragraphs(articles: pd.DataFrame) -> Iterator[tuple[str, str, int, int, bool, str]]:
    """Give outlet, article, number and words of each paragraph under the headline, once an article."""
    cleaned, _, _ = clean_articles(articles)
    columns = (cleaned[name].tolist() for name in ("outlet_id", "article_id", "text", "headline"))
    for outlet_id, article_id, text, headline in zip(*columns, strict=True):
        body = text[len(headline) :] if isinstance(headline, str) else text
        for number, paragraph in _numbered(body.split("\n")).items():
            quoted = sum(len(found[0]) for found in _QUOTED.finditer(paragraph))
            is_told = 2 * quoted > len(paragraph)
            yield outlet_id, article_id, number, len(paragraph.split()), is_told, paragraph[:SHOWN]


def _numbered(lines: Iterable[str]) -> dict[int, str]:
    return {fold_paragraph(line): line for line in lines if _WORD.search(line)}
