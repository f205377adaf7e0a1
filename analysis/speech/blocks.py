"""Text, sentences and quoted spans -> blocks: sentences with each quotation folded into one token, and word classes.

A block is a sentence, or several where a quotation runs over their borders or a sentence only tags the quotation
before it. Its string of classes (see `text.english.classes`) is what the grammar reads.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from analysis.speech.stand_ins import ends_as_tagged, stand_in
from analysis.text.english.calendar import AMBIGUOUS
from analysis.text.english.cues import CueForm
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.vocabulary import TOKEN, Vocabulary
from analysis.text.quotation import Quoted

Span = tuple[int, int]

_TOKEN = re.compile(rf"\s*+(?:(?:[A-Z]\.)++(?= ?[A-Z])|{TOKEN}|\Z)")
_TAG = pattern(r"""
    (?:<subject>|<specifier>?[<name><possessive><common><mark>]{1,6}(?:,[^<sentences><tagged>,]{1,14},)?)
    <adverb>{0,2}<cue>
""")
_SIGNATURE = pattern(r"<dash><name>[<name><possessive><preposition><mark>]{0,5}(?:,.{0,8})?\Z")
#: Given names that are words of time, or modals, where no name follows them; and the classes behind which none stands.
_GIVEN_NAMES = AMBIGUOUS | {"Will"}
_NO_NAME_AFTER = letters("preposition to time number specifier")
#: Verbs that no modal stands before.
_NO_INFINITIVES = frozenset("is was has had did does isn’t wasn’t says said tells told adds added".split())
_NAME, _QUOTATION, _LOWER = letters("name"), letters("quotation"), letters("common cue participle subject")
_STOP, _NUMBER = letters("stop"), letters("number")
_INTRODUCING, _FINITE = tuple(":,"), frozenset(letters("auxiliary cue took takes"))
_MARKS = "\"“”„‟«»‹›'`‘’"
_DOUBLED = ("''", "``", "‘‘", "’’")


class Block(NamedTuple):
    """Tokens of one block: places count from its first token."""

    text: str  #: of the whole article
    words: list[str]  #: as written, quotations aside
    starts: list[int]
    ends: list[int]
    classes: str  #: a letter for each token
    backwards: str  #: the classes from the last to the first
    cues: list[tuple[int, CueForm]]  #: the words that may attribute, with their places
    quotes: dict[int, Quoted]  #: the quotations, by place
    begins_paragraph: bool

    def ends_in_comma(self, place: int) -> bool:
        """Tell whether a token is a quotation with a comma before its closing mark."""
        quote = self.quotes.get(place)
        return quote is not None and self.text[quote.end - 1] == ","


class _Tokens(NamedTuple):
    words: list[str]
    starts: list[int]
    ends: list[int]
    quotes: dict[int, Quoted]


def read_blocks(
    text: str, sentences: Sequence[Span], quotes: Sequence[Quoted], vocabulary: Vocabulary
) -> Iterator[Block]:
    """Read the blocks of a text, in order."""
    tokens = _read_tokens(text, quotes)
    classes = _with_given_names(tokens.words, "".join(map(vocabulary.__getitem__, tokens.words)))
    find_cue = vocabulary.cues.get
    cues = [(place, form) for place, form in enumerate(map(find_cue, tokens.words)) if form is not None]
    places = list(tokens.quotes)
    at_cue = at_quote = 0
    for first, last, begins in _spans(text, sentences, quotes, tokens, classes):
        to_cue, to_quote = at_cue, at_quote
        while to_cue < len(cues) and cues[to_cue][0] < last:
            to_cue += 1
        while to_quote < len(places) and places[to_quote] < last:
            to_quote += 1
        line = classes[first:last]
        yield Block(
            text,
            tokens.words[first:last],
            tokens.starts[first:last],
            tokens.ends[first:last],
            line,
            line[::-1],
            [
                (place - first, form)
                for place, form in cues[at_cue:to_cue]
                if place == first or (place > first and (classes[place] != _NAME or is_capitalised(line)))
            ],
            {place - first: tokens.quotes[place] for place in places[at_quote:to_quote] if place >= first},
            begins,
        )
        at_cue, at_quote = to_cue, to_quote


@lru_cache(maxsize=256)
def is_capitalised(classes: str) -> bool:
    """Tell by its classes whether a line is capitalised throughout, as headlines are."""
    names = classes.count(_NAME)
    return names > 2 and names > 3 * sum(map(classes.count, _LOWER))


def _read_tokens(text: str, quotes: Sequence[Quoted]) -> _Tokens:
    """Part a text into words and punctuation, each quotation one token."""
    words: list[str] = []
    ends: list[int] = []
    folded: dict[int, Quoted] = {}
    starts_of_quotes: list[int] = []
    position = 0
    for quote in (*quotes, None):
        before, after = (len(text), 0) if quote is None else _with_marks(text, quote, position)
        found = _TOKEN.findall(text, position, before)  # blanks in front belong to a token, so that lengths add up
        while found and not found[-1].strip():  # what is left at the end: blanks, nothing
            found.pop()
        words += map(str.lstrip, found)
        ends += list(accumulate(map(len, found), initial=position))[1:]
        if quote is not None:
            folded[len(words)] = quote
            words.append(stand_in(text[quote.start : quote.end]))
            ends.append(after)
            starts_of_quotes.append(before)
            position = after
    starts = list(map(sub, ends, map(len, words)))
    for place, start in zip(folded, starts_of_quotes, strict=True):
        starts[place] = start
    return _Tokens(words, starts, ends, folded)


def _with_given_names(words: Sequence[str], classes: str) -> str:
    """Class a month or a modal as a name where it begins one: June Carter, but not in “in June Carter …”."""
    for place, word in enumerate(words):
        if word in _GIVEN_NAMES and classes[place] != _NAME and classes[place + 1 : place + 2] == _NAME:
            before = classes[place - 1] if place else ","
            is_time = before in _NO_NAME_AFTER or words[place - 1].lower() in ("early", "mid", "late")
            if not is_time and not words[place + 1].isupper():
                classes = classes[:place] + _NAME + classes[place + 1 :]
        elif word == "Will" and words[place + 1 : place + 2] and words[place + 1].lower() in _NO_INFINITIVES:
            classes = classes[:place] + _NAME + classes[place + 1 :]  # Will was blunter: “…”
        elif word == "No" and classes[place + 1 : place + 3].lstrip(_STOP)[:1] == _NUMBER:
            classes = classes[:place] + _NAME + classes[place + 1 :]  # The world No 7 said
    return classes


def _spans(
    text: str, sentences: Sequence[Span], quotes: Sequence[Quoted], tokens: _Tokens, classes: str
) -> list[tuple[int, int, bool]]:
    """Give the tokens of each block, and whether it begins a paragraph."""
    spans: list[tuple[int, int, bool]] = []
    last = 0
    for start, end, begins in _merge(text, sentences, quotes):
        first = bisect_left(tokens.starts, start, last)
        last = bisect_left(tokens.starts, end, first)
        if spans and spans[-1][1] == first and _is_tag(text, classes, first, last, tokens.quotes, begins):
            spans[-1] = (spans[-1][0], last, spans[-1][2])
        elif first < last:
            spans.append((first, last, begins))
    return spans


def _merge(text: str, sentences: Sequence[Span], quotes: Sequence[Quoted]) -> Iterator[tuple[int, int, bool]]:
    """Join sentences that one quotation runs through; tell which begin a paragraph."""
    at, number, begins = 0, 0, True
    n_sentences, n_quotes = len(sentences), len(quotes)
    while number < n_sentences:
        start, end = sentences[number]
        number += 1
        while at < n_quotes and quotes[at].start < end:
            while number < n_sentences and quotes[at].end > sentences[number][0]:
                end = sentences[number][1]
                number += 1
            at += 1
        yield start, end, begins
        begins = number < n_sentences and "\n\n" in text[end : sentences[number][0]]


def _is_tag(
    text: str, classes: str, first: int, last: int, quotes: Mapping[int, Quoted], begins_paragraph: bool
) -> bool:
    """Tell whether a sentence only says who spoke the quotation before it: “Why?” Roe wondered. “Why?” — Jane Roe."""
    if not first or classes[first - 1] not in _QUOTATION:
        return False
    if _SIGNATURE.match(classes, first, last):
        return True
    if begins_paragraph:
        return False
    tag = _TAG.match(classes, first, last) if ends_as_tagged(text[slice(*quotes[first - 1][:2])]) else None
    if tag and classes[first - 2 : first - 1] in _INTRODUCING:
        return _FINITE.isdisjoint(classes[tag.end() : last])  # Roe was blunt: “Why?” Doe said that he was not.
    return tag is not None


def _with_marks(text: str, quote: Quoted, floor: int) -> tuple[int, int]:
    """Widen a quotation to its marks, of one or two characters."""
    before, after = quote[:2]
    while before > floor and text[before - 1].isspace():
        before -= 1
    if before > floor and text[before - 1] in _MARKS:
        before -= 2 if text[before - 2 : before] in _DOUBLED and before - 2 >= floor else 1
    else:
        before = quote.start
    while after < len(text) and text[after] == " ":
        after += 1
    if after < len(text) and text[after] in _MARKS:
        after += 2 if text[after : after + 2] in _DOUBLED else 1
    else:
        after = quote.end
    return before, after
