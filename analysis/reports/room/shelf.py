"""Which articles of a Reading have a page with their marks; where a sentence of any other is shown.

Every article of a small corpus has one. Of a large corpus those have one that something in the report points at, some
by chance, and those that were asked for (``narrative room``); ``text.html`` shows any other as plain text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from analysis.reading import Reading
from analysis.reports.room.names import article_file
from analysis.reports.sentences.english import fill
from analysis.tables import write_bytes

#: Articles up to which each has a page of its own.
EVERY = 2_000
#: Of more articles: how many have one because something points at them, and how many by chance.
POINTED, SAMPLE = 600, 200
_SOME = (
    "Of {of:article} {n} {n:has a page with its|have a page with their} marks here: those that most rows of tables "
    "lead to, the fullest tellings of the ledger, and {sample} by chance. Links and the search lead to the plain text "
    "of any other; the command “narrative room STUDY ARTICLE” writes its page."
)
#: The script that names the articles which were asked for; `text.js` looks for it.
_ASKED = "asked.js"


def is_large(n_articles: int) -> bool:
    """Tell whether a corpus is one of which not every article has a page."""
    return n_articles > EVERY


@dataclass(frozen=True)
class Shelf:
    """The number of each article of a Reading, and which of them have a page (None: all)."""

    numbers: Mapping[str, int]
    chosen: frozenset[str] | None = None

    @classmethod
    def fill(cls, reading: Reading, pointed: Iterable[str] = (), asked: Iterable[str] = ()) -> Shelf:
        """Choose the articles that have a page.

        Parameters
        ----------
        reading : Reading
        pointed : iterable of str
            Articles that something points at, what is wanted most first.
        asked : iterable of str
            Articles that have one in any case.
        """
        numbers = {article_id: at for at, article_id in enumerate(reading.articles["article_id"].tolist())}
        if not is_large(len(numbers)):
            return cls(numbers)
        ids = list(numbers)
        drawn = {ids[at] for at in np.random.default_rng(0).choice(len(ids), SAMPLE, replace=False)}
        first = islice(dict.fromkeys(one for one in pointed if one in numbers), POINTED)
        return cls(numbers, frozenset({*drawn, *first, *(one for one in asked if one in numbers)}))

    def __contains__(self, article_id: object) -> bool:
        return article_id in (self.numbers if self.chosen is None else self.chosen)

    def place(self, article_id: str, sentence: int | None = None) -> str:
        """Give the address, in the room, of an article, or of a sentence by its number.

        Examples
        --------
        >>> shelf = Shelf({"a": 0, "b": 1}, frozenset({"a"}))
        >>> shelf.place("a"), shelf.place("a", 3), shelf.place("b"), shelf.place("b", 3)
        ('article-a.html', 'article-a.html#s3', 'text.html#1', 'text.html#1.3')
        """
        if article_id in self:
            return article_file(article_id) + ("" if sentence is None else f"#s{sentence}")
        return f"text.html#{self.numbers[article_id]}" + ("" if sentence is None else f".{sentence}")

    def describe(self) -> str:
        """Say which articles have a page, and how to get the others; empty where all have one.

        Examples
        --------
        >>> Shelf({"a": 0, "b": 1}, frozenset({"a"})).describe()[:61]
        'Of 2 articles 1 has a page with its marks here: those that mo'
        """
        if self.chosen is None:
            return ""
        return fill(_SOME, n=len(self.chosen), of=len(self.numbers), sample=SAMPLE)


def read_asked(room: Path) -> list[str]:
    """Name the articles that were asked for in a room; none where it says so in no way that is ours."""
    try:
        text = (room / _ASKED).read_text(encoding="utf-8")
        found = json.loads(text.removeprefix("asked(").rstrip().removesuffix(");"))
        return [str(article_id) for article_id in found]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def write_asked(room: Path, article_ids: Collection[str]) -> Path:
    """Name the articles that were asked for, with their pages, where ``text.html`` looks for them."""
    pages = {article_id: article_file(article_id) for article_id in sorted(article_ids)}
    return write_bytes(room / _ASKED, f"asked({json.dumps(pages)});\n".encode())


def take_articles(reading: Reading, article_ids: Collection[str]) -> Reading:
    """Keep the rows of some articles; what sees the whole corpus stays as it is."""
    columns = {name: "article_id" for name, table in reading.items() if "article_id" in table.columns}
    columns["axis_scores"] = "unit_id"
    kept = {name: reading[name][reading[name][column].isin(article_ids)] for name, column in columns.items()}
    return reading.replace(**{name: table.reset_index(drop=True) for name, table in kept.items()})
