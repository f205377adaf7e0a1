"""Marks of rows (`analysis.reports.leads`) -> links to where they stand in the reading room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import unquote

import pandas as pd

from analysis.reading import Reading
from analysis.reports.leads import MARKED
from analysis.reports.room.names import article_file
from analysis.tables import rows_at, sentence_number

__all__ = ["Places"]


class Places:
    """What the reading room of a Reading has an address for; rows of anything else stay plain.

    Parameters
    ----------
    reading : Reading
        The one that the room is of.
    utterances : mapping of str to str
        Utterance -> its address in the room (`analysis.reports.room.ledger.find_utterances`).
    """

    def __init__(self, reading: Reading, utterances: Mapping[str, str]) -> None:
        self._sentences = reading.sentences[["article_id", "start", "end"]]
        self._numbers = sentence_number(reading.sentences["sentence_index"]).tolist()
        self._known = set(zip(self._sentences["article_id"], self._numbers, strict=True))
        self._articles = set(reading.articles["article_id"])
        outlets = reading.study.outlets.values()
        self._outlets = {*reading.articles["outlet"].dropna(), *(outlet.name for outlet in outlets)}
        self._utterances = utterances

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
        if name not in self._articles:
            return "", ""
        if (name, number) not in self._known:
            return article_file(name), "the article"
        return f"{article_file(name)}#s{number}", f"sentence {number}"


def _name(cell: re.Match[str]) -> str:
    return unquote(cell["name"], errors="surrogatepass")
