"""Marks of rows (`analysis.reports.leads`) -> links to where they stand in the reading room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import unquote

import pandas as pd

from analysis.reading import Reading
from analysis.reports.leads import MARKED
from analysis.reports.room.shelf import Shelf
from analysis.tables import rows_at, sentence_number

__all__ = ["Places", "find_pointed"]


class Places:
    """What the reading room of a Reading has an address for; rows of anything else stay plain.

    Parameters
    ----------
    reading : Reading
        The one that the room is of.
    utterances : mapping of str to str
        Utterance -> its address in the room (`analysis.reports.room.ledger.find_utterances`).
    shelf : Shelf, optional
        Which articles have a page in the room; None: all.
    """

    def __init__(self, reading: Reading, utterances: Mapping[str, str], shelf: Shelf | None = None) -> None:
        self._sentences = reading.sentences[["article_id", "start", "end"]]
        self._numbers = sentence_number(reading.sentences["sentence_index"]).tolist()
        self._known = set(zip(self._sentences["article_id"], self._numbers, strict=True))
        outlets = reading.study.outlets.values()
        self._outlets = {*reading.articles["outlet"].dropna(), *(outlet.name for outlet in outlets)}
        self._utterances = utterances
        self._shelf = shelf or Shelf({name: at for at, name in enumerate(reading.articles["article_id"].tolist())})

    def link(self, page: str, room: str) -> str:
        """Turn the marks of a page into links.

        Parameters
        ----------
        page : str
            HTML.
        room : str
            Address of the room from the page, such as ``../room/``.
        """
        at_character = iter(self._find_sentences([one for one in MARKED.finditer(page) if one["what"] == "character"]))

        def follow(cell: re.Match[str]) -> str:
            at = next(at_character) if cell["what"] == "character" else int(cell["at"] or 0)
            address, words = self._find(cell["what"], _name(cell), at)
            if not address:
                return f"<td{cell['kind']}>{cell['text']}</td>"
            return f'<td{cell["kind"]}><a href="{room}{escape(address)}" title="{words}">{cell["text"]}</a></td>'

        return MARKED.sub(follow, page)

    def _find_sentences(self, cells: list[re.Match[str]]) -> list[int]:
        """Number the sentence that holds each character; 0 where none does."""
        if not cells:
            return []
        ids, starts = pd.Series(list(map(_name, cells))), pd.Series([int(cell["at"]) for cell in cells])
        return [self._numbers[row] if row >= 0 else 0 for row in rows_at(self._sentences, ids, starts)]

    def _find(self, what: str, name: str, number: int) -> tuple[str, str]:
        """Give the address of a place in the room, and what is there in words; empty if nothing is."""
        if what == "outlet":
            return ("index.html#outlets", "outlets side by side") if name in self._outlets else ("", "")
        if what == "utterance":
            return self._utterances.get(name, ""), "its tellings"
        if name not in self._shelf.numbers:
            return "", ""
        if (name, number) not in self._known:
            return self._shelf.place(name), "the article"
        return self._shelf.place(name, number), f"sentence {number}"


def find_pointed(pages: Iterable[str]) -> list[str]:
    """Name the articles that marks of pages are of, those of most marks first."""
    marks = (mark for page in pages for mark in MARKED.finditer(page))
    counts = Counter(_name(mark) for mark in marks if mark["what"] in ("article", "sentence", "character"))
    return [name for name, _ in counts.most_common()]


def _name(cell: re.Match[str]) -> str:
    return unquote(cell["name"], errors="surrogatepass")
