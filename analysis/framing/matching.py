"""Text + codebook -> where each indicator stands.

Each indicator is filed under its rarest-looking word, its anchor. One automaton of the beginnings of all forms of all
anchors passes over the text; only the words at which it stops are looked up (once), and only where an anchor
stands are the words around it compared. So the time depends on the length of the text and on the number of words that
look like anchors, hardly on the number of indicators.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from analysis.errors import StudyError
from analysis.framing.phrases import complete_phrase
from analysis.framing.syntax import WORD, Phrase, Slot, beginnings, declared_names, parse_indicator, parse_pattern
from analysis.study import Frame
from analysis.text.english.function_words import FUNCTION_WORDS
from analysis.text.stems import stem

try:
    import re2 as engine
except ImportError:  # slower, the same result
    import re as engine


#: A regular expression that matches more often than this in one sentence is counted this often, so that its time
#: is linear in the length of the text: RE2 promises that for one match, not for all of them.
MAX_PATTERN_HITS = 100

#: With more beginnings nearly every word is a stop, and the automaton outgrows the memory that RE2 gives it.
MAX_BEGINNINGS = 5_000

#: Words remembered; a corpus has no end of misspelt ones.
MAX_REMEMBERED = 200_000


#: What mostly stands before a word.
_BEFORE_WORD = frozenset(' \n"“(‘-')


@dataclass(frozen=True)
class Entry:
    """One indicator of one frame, with all that the codebook says of it."""

    frame_id: str
    indicator: str
    function: str
    weight: float = 1.0
    where: tuple[str, ...] = ("headline", "own", "quoted", "paraphrased")
    about: str | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """Words, in lower case, that the indicator declares to be names by a capital."""
        return declared_names(self.indicator)


class Match(NamedTuple):
    """Where an indicator stands, half-open, in which sentence (counted from 0), and which it is."""

    start: int
    end: int
    sentence: int
    entry: Entry


class _Filed(NamedTuple):
    """An indicator cut at its anchor: the slots before it, read backwards, the anchor and the slots after it."""

    entry: Entry
    before: tuple[Slot, ...]
    anchor: Slot
    after: tuple[Slot, ...]


def entries(frames: Mapping[str, Frame]) -> Iterator[Entry]:
    """List the indicators of a codebook, each with the target that its frame sets where it sets none itself."""
    for frame_id, frame in frames.items():
        for function, part in frame.functions.items():
            for item in part.indicators:
                yield Entry(frame_id, item.match, function, item.weight, item.where, item.about or frame.about)


class Matcher:
    """A codebook made ready to find its indicators in text.

    Examples
    --------
    >>> matcher = Matcher([Entry("strain", "divorce", "problem_definition")])
    >>> [match[:2] for match in matcher.find("They divorced. A divorce!", [(0, 14), (15, 25)])]
    [(5, 13), (17, 24)]
    """

    def __init__(self, entries: Iterable[Entry], language: str = "en") -> None:
        self._patterns: list[tuple[Entry, Any]] = []
        filed = []
        for entry in entries:
            try:
                pattern = parse_pattern(entry.indicator)
                phrases = parse_indicator(entry.indicator, language) if pattern is None else ()
            except StudyError as error:
                raise StudyError(f"Frame `{entry.frame_id}`: {error}") from error
            if pattern is not None:
                self._patterns.append((entry, pattern))
            filed += [_file(entry, phrase) for phrase in phrases]
        self._anchors = _Anchors(filed, language)

    def find(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Match]:
        """Find every indicator in every sentence, in text order; matches may overlap.

        Parameters
        ----------
        text : str
        sentences : sequence of (start, end)
            In text order, without overlaps; what stands outside of them is not looked at.
        """
        result = [*self._word_matches(text, sentences), *self._pattern_matches(text, sentences)]
        return sorted(result, key=itemgetter(0, 1))

    def _word_matches(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Match]:
        starts = [start for start, _ in sentences]
        for start, end, filed in self._anchors.find(text):
            index = bisect_right(starts, start) - 1
            if index < 0 or end > sentences[index][1]:
                continue
            for item in filed:
                if not (item.before or item.after):
                    yield Match(start, end, index, item.entry)
                elif _may_stand(text, start, end, item):
                    span = complete_phrase(text, sentences[index], (start, end), item.before, item.after)
                    if span:
                        yield Match(*span, index, item.entry)

    def _pattern_matches(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Match]:
        for index, (start, end) in enumerate(sentences if self._patterns else ()):
            data = text[start:end].encode(errors="replace")
            for entry, pattern in self._patterns:
                for _, found in zip(range(MAX_PATTERN_HITS), pattern.finditer(data), strict=False):
                    first = start + len(data[: found.start()].decode(errors="ignore"))
                    last = first + len(data[found.start() : found.end()].decode(errors="ignore"))
                    if first < last:
                        yield Match(first, last, index, entry)


class _Anchors:
    """The words that anchor indicators, ready to be found in text."""

    def __init__(self, filed: Iterable[_Filed], language: str) -> None:
        self._language = language
        self._by_form: dict[str, list[_Filed]] = defaultdict(list)
        self._by_stem: dict[str, list[_Filed]] = defaultdict(list)
        self._by_start: dict[str, list[_Filed]] = defaultdict(list)
        for item in filed:
            for form in {form.lower() for form in item.anchor.forms}:
                self._by_form[form].append(item)
            for key in item.anchor.stems:
                self._by_stem[key].append(item)
            for start in item.anchor.starts:
                self._by_start[start].append(item)
        found = {begin for key in self._by_stem for begin in beginnings(key, language)}
        found |= set(_shortest([*self._by_form, *self._by_start]))
        self._scan = None if "" in found or len(found) > MAX_BEGINNINGS else _scanner(found)
        self._known: dict[str, tuple[_Filed, ...]] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[_Filed, ...]]]:
        """Yield each anchor's span and the indicators that it anchors, in text order."""
        known, word_at = self._known, WORD.match
        for start in self._starts(text):
            found = word_at(text, start)
            if found is not None:
                word = found[0]
                filed = known[word] if word in known else self._look_up(word)
                if filed:
                    yield start, found.end(), filed

    def _starts(self, text: str) -> list[int]:
        """Find where words begin that may be anchors."""
        if self._scan is None:
            return [found.start() for found in WORD.finditer(text)]
        data = _lower(text).encode(errors="replace")
        starts = [found.start() for found in self._scan.finditer(data)]
        if len(data) > len(text):
            starts = _characters(data, starts)
        return [start for start in starts if not start or text[start - 1] in _BEFORE_WORD or _begins_word(text, start)]

    def _look_up(self, word: str) -> tuple[_Filed, ...]:
        lower = word.lower().replace("’", "'")
        filed = [*self._by_form.get(lower, ()), *self._by_form.get(lower.removesuffix("'s"), ())]
        filed += self._by_stem.get(stem(lower, self._language), ()) if self._by_stem else ()
        filed += [item for start, items in self._by_start.items() if lower.startswith(start) for item in items]
        known = tuple(item for item in dict.fromkeys(filed) if item.anchor.takes(word))
        if len(self._known) > MAX_REMEMBERED:
            self._known.clear()
        self._known[word] = known
        return known


def _characters(data: bytes, offsets: Sequence[int]) -> list[int]:
    """Turn offsets in UTF-8 into offsets in characters."""
    pieces = [data[start:end] for start, end in pairwise([0, *offsets])]
    return list(accumulate(len(piece.decode(errors="ignore")) for piece in pieces))


def _begins_word(text: str, start: int) -> bool:
    """Tell whether a word may begin here: not inside a word, nor after an apostrophe inside one."""
    return not re.search(r"(?:\w|\w['’])\Z", text[max(0, start - 2) : start])


def _shortest(words: Sequence[str]) -> Iterator[str]:
    """Leave out words that begin like another one: who looks for that one finds them."""
    last = None
    for word in sorted(words):
        if last is None or not word.startswith(last):
            yield word
            last = word


def _scanner(beginnings: set[str]) -> Any:
    ascii_ones = sorted(map(re.escape, filter(str.isascii, beginnings)))
    others = sorted(re.escape(begin) for begin in beginnings if not begin.isascii())
    pattern = "|".join([rf"\b(?:{'|'.join(ascii_ones)})"] * bool(ascii_ones) + others)
    return engine.compile(pattern.encode())


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _may_stand(text: str, start: int, end: int, item: _Filed) -> bool:
    """Tell by the first letter of the next word, fast, whether a phrase may stand here; False is certain."""
    initials = item.after[0].initials if item.after else None
    if initials and text[end : end + 1] == " ":
        letter = text[end + 1 : end + 2].lower()
        if letter.isalpha() and letter not in initials:
            return False
    initials = item.before[0].initials if item.before else None
    if initials and text[start - 1 : start] == " ":
        word = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
        return not word.isalpha() or word[0].lower() in initials
    return True


def _file(entry: Entry, slots: Phrase) -> _Filed:
    """Cut a phrase at its anchor; a comma before a word is, read leftwards, one after the word before it."""
    at = max(range(len(slots)), key=lambda index: _rarity(slots[index]))
    before = [replace(slots[n], after_comma=slots[n + 1].after_comma) for n in reversed(range(at))]
    return _Filed(entry, tuple(before), slots[at], slots[at + 1 :])


def _rarity(slot: Slot) -> tuple[bool, int]:
    """Order slots by how seldom their words may stand in text: no function word, then the longest."""
    words = [*slot.stems, *(form.lower() for form in slot.forms), *slot.starts]
    return (bool(words) and not FUNCTION_WORDS.intersection(words), min(map(len, words), default=0))
