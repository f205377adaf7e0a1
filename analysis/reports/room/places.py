"""Marks of rows and charts (`analysis.reports.leads`) -> links to where they stand in the reading room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import unquote, urlencode

import pandas as pd

from analysis.reading import Reading
from analysis.reports.leads import MARKED
from analysis.reports.room.shelf import Shelf
from analysis.tables import rows_at, sentence_number


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
        named = reading.articles.dropna(subset="outlet").groupby("outlet")["article_id"]
        self._only = {str(outlet): str(ids.iloc[0]) for outlet, ids in named if len(ids) == 1}
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

    def lead(self, marks: Sequence[tuple[str, Mapping[str, str]]], table: tuple[str, str] = ("", "")) -> list[str]:
        """Give the address of each mark of a chart from the room, or of a place on the page (with its ``#``).

        A mark of one sentence, character, utterance or article leads there; one of an outlet with a single article to
        what that article holds of the same person, voice and frame; any other to the rows of the page's table with the
        sentences that it is made of, where it has one that names the outlet, else to the outlets side by side, where a
        difference of outlets leads too.

        Parameters
        ----------
        marks : sequence of (at, of)
            Places as `analysis.reports.leads.mark_rows` writes them, and what else each is of: ``outlet`` (its name),
            ``person``, ``frame`` (their ids), ``voice``, ``contrast``.
        table : tuple of str
            The address of the page's table of sentences, and its text; empty: it has none.

        Returns
        -------
        list of str
            Empty where the room knows nothing of it.
        """
        parts = [at.split(" ") for at, _ in marks]
        rows = [(part[1], part[2]) for part in parts if part[0] == "character"]
        sentences = iter(self._number([(_plain(name), int(at)) for name, at in rows]))
        found = []
        for part, (_, of) in zip(parts, marks, strict=True):
            what, name, at = [*part, "", "0"][:3] if part[0] else ("", "", "0")
            number = next(sentences) if what == "character" else int(at or 0)
            outlet = of.get("outlet", "")
            if what in ("", "outlet"):
                found.append(self._of_outlet(outlet, of, table))
            else:
                found.append(self._find(what, _plain(name), number)[0])
        return found

    def _of_outlet(self, outlet: str, of: Mapping[str, str], table: tuple[str, str]) -> str:
        if outlet in self._only:
            chosen = urlencode(
                {name: of[name] for name in ("person", "frame", "voice") if of.get(name, "all") != "all"}
            )
            article_id = self._only[outlet]
            return self._shelf.place(article_id) + (f"#{chosen}" if chosen and article_id in self._shelf else "")
        address, words = table
        if "contrast" in of:
            return "index.html#outlets"
        if address and (not outlet or outlet in words):
            return address
        return "index.html#outlets" if outlet in self._outlets else ""

    def _find_sentences(self, cells: list[re.Match[str]]) -> list[int]:
        """Number the sentence that holds the character of each cell; 0 where none does."""
        return self._number([(_name(cell), int(cell["at"])) for cell in cells])

    def _number(self, places: Sequence[tuple[str, int]]) -> list[int]:
        if not places:
            return []
        ids, starts = (pd.Series(list(column)) for column in zip(*places, strict=True))
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
    return _plain(cell["name"])


def _plain(name: str) -> str:
    return unquote(name, errors="surrogatepass")
