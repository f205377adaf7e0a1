"""A Reading -> what its search page looks up: texts with their voices, words with the articles that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

import pandas as pd

from analysis.compare.tables.grid import outlet_names
from analysis.compare.words.wording import is_content
from analysis.reading import Reading
from analysis.reports.room.shelf import Shelf
from analysis.search.dispersion import deviation_of_proportions
from analysis.search.selection import name_speakers, people_of_sentences
from analysis.search.tokens import read_tokens
from analysis.tables import SECTIONS, VOICES, rows_by_article, sentence_number
from analysis.text.stems import stem

#: Frequent words that the page lists.
TERMS = 200


@dataclass
class Index:
    """What is known of a corpus: ``holders`` numbers the articles of each word."""

    shelf: Shelf
    outlets: list[str]
    people: list[str]
    speakers: list[str]
    holders: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    n_words: list[int] = field(default_factory=list)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    facts: list[list[Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def words(self, language: str) -> Iterator[tuple[str, list[Any]]]:
        """Yield each word with its stem and its articles, as steps from one to the next, in the order of UTF-16."""
        for word in sorted(self.holders, key=lambda word: word.encode("utf-16-be", "surrogatepass")):
            holders = self.holders[word]
            steps = [holders[0], *(b - a for a, b in pairwise(holders))]
            yield word, [word, stem(word, language), steps]

    def terms(self) -> list[dict[str, Any]]:
        """List the words of content that most articles hold: uses, articles, dispersion, and the first sentence."""
        chosen = [word for word in self.holders if is_content(word) and not word.isdigit()]
        chosen.sort(key=lambda word: (-len(self.holders[word]), -sum(self.counts[word]), word))
        return [
            {
                "word": word,
                "n": sum(self.counts[word]),
                "n_articles": len(self.holders[word]),
                "dispersion": self._dispersion(word),
                "place": self.shelf.place(self.ids[self.first[word][0]], sentence_number(self.first[word][1])),
            }
            for word in chosen[:TERMS]
        ]

    def _dispersion(self, word: str) -> float:
        uses = [0] * len(self.n_words)
        for article, n in zip(self.holders[word], self.counts[word], strict=True):
            uses[article] = n
        return deviation_of_proportions(uses, self.n_words)


def read_index(reading: Reading, shelf: Shelf) -> tuple[Index, Iterator[tuple[int, list[Any]]]]:
    """Index the words of a Reading.

    Returns
    -------
    index : Index
        Filled as the texts are taken.
    texts : iterator of (number, value)
        Of each article its address, text, sentences (start, end, section, people) and segments (start, end, voice,
        speaker), offsets counted as scripts count: in units of UTF-16; its id too, where it has no page of its own.
    """
    people = [person.name for person in reading.study.people.values()]
    outlets = outlet_names(reading.articles, reading.study, every=True)
    index = Index(shelf, list(outlets.values()), people, [])
    return index, _texts(reading, index, {outlet_id: at for at, outlet_id in enumerate(outlets)})


def _texts(reading: Reading, index: Index, outlet_number: dict[str, int]) -> Iterator[tuple[int, list[Any]]]:
    names = name_speakers(reading.segments, reading)
    index.speakers = sorted({name for name in names if name is not None})
    number_of = {name: at for at, name in enumerate(index.speakers)}
    speaker = [-1 if name is None else number_of[name] for name in names]
    named = people_of_sentences(reading)
    sentences = rows_by_article(reading.sentences, "start end section")
    segments = rows_by_article(reading.segments.assign(speaker=speaker), "start end voice speaker")
    rows = reading.articles[["article_id", "text", "outlet_id", "published_earliest", "published_latest"]]
    for at, (article_id, text, outlet_id, *days) in enumerate(rows.itertuples(index=False, name=None)):
        place = _units(text)
        spans = sentences.get(article_id, [])
        told = [
            [place(start), place(end), SECTIONS.index(section), named.get((article_id, n), [])]
            for n, (start, end, section) in enumerate(spans)
        ]
        heard = [
            [place(start), place(end), VOICES.index(voice), who]
            for start, end, voice, who in segments.get(article_id, [])
        ]
        index.ids.append(article_id)
        _count(index, at, text, [(start, end) for start, end, _ in spans])
        dates = ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days]
        index.facts.append([outlet_number.get(outlet_id, -1), *dates, index.n_words[-1]])
        known = [] if article_id in index.shelf else [article_id]
        yield at, [index.shelf.place(article_id), text, told, heard, *known]


def _units(text: str) -> Any:
    """Make a function from a place in a text to the same place counted in units of UTF-16."""
    if max(text, default="") <= "\uffff":
        return int
    places = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    return places.__getitem__


def _count(index: Index, at: int, text: str, spans: list[tuple[int, int]]) -> None:
    counts: Counter[str] = Counter()
    for n, (start, end) in enumerate(spans):
        keys = [token.key for token in read_tokens(text, start, end)]
        for key in keys:
            if key not in index.first:
                index.first[key] = at, n
        counts.update(keys)
    for word, n in counts.items():
        index.holders.setdefault(word, []).append(at)
        index.counts.setdefault(word, []).append(n)
    index.n_words.append(counts.total())
