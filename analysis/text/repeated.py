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

__all__ = ["LEAST", "find_repeated", "note_repeated"]

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
    known = articles[articles["outlet_id"].notna().to_numpy()]
    outlets, names = pd.factorize(known["outlet_id"], sort=True)
    sizes = np.bincount(outlets, minlength=len(names))
    if not (sizes >= least).any():
        return {}
    rows = pd.DataFrame(
        _paragraphs(known, outlets), columns=["outlet", "article", "number", "words", "is_told", "text"]
    )
    shared = rows.groupby(["outlet", "number"], sort=False)["article"].transform("size")
    own = np.bincount(rows["article"], rows["words"].where(shared == 1, 0), len(known))
    needed = np.maximum(least, np.minimum(MOST_NEEDED, np.ceil(SHARE * sizes)))[rows["outlet"]]
    repeated = np.bincount(rows["article"], rows["words"].where(shared >= needed, 0), len(known))
    share = repeated / np.maximum(np.bincount(rows["article"], rows["words"], len(known)), 1)
    rows = rows.assign(needed=needed, is_other=own[rows["article"]] >= OWN_WORDS, share=share[rows["article"]])
    found = rows[(shared >= needed) & ~rows["is_told"]].groupby(["outlet", "number"])
    sums = found.agg(n=("is_other", "sum"), needed=("needed", "first"), share=("share", "median"))
    chosen = sums[(sums["n"] >= sums["needed"]) & (sums["share"] <= VERSION)]
    first = rows.drop_duplicates(["outlet", "number"]).set_index(["outlet", "number"])["text"]
    return {
        (str(names[key[0]]), int(key[1])): (int(n), str(first[key]))
        for key, n in zip(chosen.index, chosen["n"], strict=True)
    }


def note_repeated(repeated: Repeated) -> list[Note]:
    """Say of each repeated paragraph in how many articles of which outlet it stands."""
    return [
        Note(None, "repeated paragraph", f"{outlet}: in {n:,} articles, “{text}”")
        for (outlet, _), (n, text) in sorted(repeated.items(), key=lambda item: (item[0][0], -item[1][0], item[0][1]))
    ]


def _paragraphs(articles: pd.DataFrame, outlets: np.ndarray) -> Iterator[tuple[int, int, int, int, bool, str]]:
    """Give outlet, article, number and words of each paragraph under the headline, once an article."""
    for first in range(0, len(articles), CHUNK):
        cleaned, _, _ = clean_articles(articles.iloc[first : first + CHUNK])
        columns = zip(cleaned["text"].tolist(), cleaned["headline"].tolist(), strict=True)
        for at, (text, headline) in enumerate(columns, start=first):
            body = text[len(headline) :] if isinstance(headline, str) else text
            for number, paragraph in _numbered(body.split("\n")).items():
                quoted = sum(len(found[0]) for found in _QUOTED.finditer(paragraph))
                yield (
                    int(outlets[at]),
                    at,
                    number,
                    len(paragraph.split()),
                    2 * quoted > len(paragraph),
                    paragraph[:SHOWN],
                )


def _numbered(lines: Iterable[str]) -> dict[int, str]:
    return {fold_paragraph(line): line for line in lines if _WORD.search(line)}
