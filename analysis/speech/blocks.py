"""Text, sentences and quoted spans -> blocks: sentences with each quotation folded into one token, and word classes.

A block is a sentence, or several where a quotation runs over their borders. Each of its tokens has a one-letter
class, so that the grammar of attributions can be written as patterns over the string of classes:

===  =======================================  ===  ==========================================
Q    a quotation that reads like sentences    k    any other that ends as before "she said": “a mess,”
q    any other: a title, a few words          g    "to"
n    subject pronoun                          C    a capitalised word (not one of the below)
o    object pronoun                           P    a possessive ("Roe’s")
d    determiner or possessive pronoun         #    a number
p    preposition                              T    a word for a day or a time
t    "that"                                   v    a finite form of a cue verb (said, says)
s    other subordinating word                 i e  words in -ing; other words in -ed
m    quantifier that may stand alone ("many") c    "and", "or", "but"                       x    auxiliary, modal, "not"
                                         a    adverb
w    any other word
===  =======================================  ===  ==========================================

Punctuation stands for itself; dashes are all "-", brackets "(" and ")", everything else ".".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import add
from typing import NamedTuple

from analysis.speech.cues import ALSO_NOUNS, CueForm
from analysis.text.quotation import Quoted

__all__ = ["TITLES", "Block", "WordClasses", "ends_as_tagged", "read_blocks"]

_TOKEN = re.compile(r"\w+(?:[’'&./-]\w+)*|--|[^\w\s]")
_TAG = re.compile(r"(?:n|[dm]?[CPw.]{1,4})a*v")
_SIGNATURE = re.compile(r"-C[CPp.]{0,5}(?:,.{0,8})?\Z")
_MARKS = "\"“”„‟«»'`‘’"
_DOUBLED = ("''", "``", "‘‘", "’’")
# What stands in for a quotation among the words; no token has marks.
_SENTENCES, _PHRASE, _TAGGED_PHRASE, _TITLE, _TAGGED_TITLE = "“Q”", "“q”", "“k”", "“T”", "“K”"
_QUOTES = {_SENTENCES: "Q", _PHRASE: "q", _TAGGED_PHRASE: "k", _TITLE: "q", _TAGGED_TITLE: "k"}
TITLES = (_TITLE, _TAGGED_TITLE)
_DASHES = frozenset(("-", "–", "—", "--", "―"))


def _classes(**words: str) -> dict[str, str]:
    return {word: name for name, several in words.items() for word in several.split()}


_CLASS = _classes(
    n="""i he she we they it you who's everyone everybody someone somebody nobody others anyone
       he’s she’s it’s they’re we’re you’re i’m he's she's it's they're we're you're i'm he’d she’d they’d he'd she'd
       they'd i’ve we’ve they’ve i've we've they've he’ll she’ll they’ll he'll she'll they'll there""",
    o="him them me us himself herself themselves itself myself yourself ourselves",
    d="the a an his her their its my our your no every",
    m="""this these those some any each both another all several many most few more none neither either
       one two three four five six seven eight nine ten""",
    p="""of in on at by for with from about as into over after before during against between among under through
       across toward towards without within upon despite beyond amid behind beside besides near around off out up
       down like than alongside outside inside via regarding concerning following including""",
    g="to",
    t="that",
    s="""because while when if although though since until unless who whom whose which what where why how whether
       whereas whenever wherever once lest whatever whoever""",
    c="and or but nor yet &",
    x="""is was are were be been being am has have had having do does did will would can could may might must should
       shall not never isn’t wasn’t aren’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t can’t
       couldn’t shouldn’t isn't wasn't aren't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't
       couldn't shouldn't cannot ’s ’d ’ve ’re ’ll""",
    a="""also then later still even often just already again once soon now always ever earlier ago here so too
       instead perhaps maybe indeed however further furthermore moreover meanwhile afterward afterwards thus therefore
       nevertheless nonetheless once more rather quite very much well only almost simply first""",
    T="""monday tuesday wednesday thursday friday saturday sunday january february april june july august
       september october november december today yesterday tomorrow tonight morning afternoon evening night week
       weekend month year last next sept nov dec jan feb aug oct""",
)
_NOT_ADVERBS = frozenset("family rally reply july italy ally early supply daily weekly monthly only assembly".split())


class Block(NamedTuple):
    """Tokens of one block. ``classes`` has one letter for each; ``quotes`` maps the place of a Q to its quotation."""

    text: str  #: of the whole article
    words: list[str]  #: as written, quotations aside
    starts: list[int]
    ends: list[int]
    classes: str
    backwards: str  #: the classes from the last to the first
    quotes: dict[int, Quoted]
    begins_paragraph: bool


class WordClasses(dict[str, str]):
    """Class of each word as written, worked out when it is first asked for."""

    def __init__(self, cues: Mapping[str, CueForm]) -> None:
        super().__init__(_QUOTES)
        self.cues = cues

    def __missing__(self, written: str) -> str:
        word = written.lower()
        is_name = written.isupper() and len(written) > 1  # US, IT, MAY: not the small words they look like
        self[written] = name = (not is_name and _CLASS.get(word)) or _class_of(written, word, self.cues)
        return name


def read_blocks(
    text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quoted], classes_of: WordClasses
) -> list[Block]:
    """Read the blocks of a text, in order."""
    words, starts, ends, folded = _read_tokens(text, quotes)
    classes = "".join(map(classes_of.__getitem__, words))
    spans: list[tuple[int, int, bool]] = []
    last = 0
    for start, end, begins in _merge(text, sentences, quotes):
        first = bisect_left(starts, start, last)
        last = bisect_left(starts, end, first)
        if spans and not begins and _is_tag(text, classes, first, last, folded):
            spans[-1] = (spans[-1][0], last, spans[-1][2])
        elif first < last:
            spans.append((first, last, begins))
    blocks, places, at = [], sorted(folded), 0
    for first, last, begins in spans:
        inside = {}
        while at < len(places) and places[at] < last:
            inside[places[at] - first] = folded[places[at]]
            at += 1
        line = classes[first:last]
        block = Block(text, words[first:last], starts[first:last], ends[first:last], line, line[::-1], inside, begins)
        blocks.append(block)
    return blocks


def _is_tag(text: str, classes: str, first: int, last: int, folded: Mapping[int, Quoted]) -> bool:
    """Tell whether a sentence only says who spoke the quotation before it: “Why?” Roe wondered. “Why?” — Jane Roe"""
    if not first or classes[first - 1] not in "Qqk":
        return False
    if _SIGNATURE.match(classes, first, last):
        return True
    if not ends_as_tagged(text[slice(*folded[first - 1][:2])]):
        return False
    return bool(_TAG.match(classes, first, last))


def _read_tokens(text: str, quotes: Sequence[Quoted]) -> tuple[list[str], list[int], list[int], dict[int, Quoted]]:
    words: list[str] = []
    starts: list[int] = []
    folded: dict[int, Quoted] = {}
    ends_of_quotes: list[int] = []
    position = 0
    for quote in quotes:
        before, after = _with_marks(text, quote, position)
        words += _TOKEN.findall(text, position, before)
        starts += [found.start() for found in _TOKEN.finditer(text, position, before)]
        folded[len(words)] = quote
        words.append(_stand_in(text[quote.start : quote.end]))
        starts.append(before)
        ends_of_quotes.append(after)
        position = after
    words += _TOKEN.findall(text, position)
    starts += [found.start() for found in _TOKEN.finditer(text, position)]
    ends = list(map(add, starts, map(len, words)))
    for place, end in zip(folded, ends_of_quotes, strict=True):
        ends[place] = end
    return words, starts, ends, folded


def _merge(
    text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quoted]
) -> Iterator[tuple[int, int, bool]]:
    """Join sentences that one quotation runs through; tell which begin a paragraph."""
    at, number, begins = 0, 0, True
    while number < len(sentences):
        start, end = sentences[number]
        number += 1
        while at < len(quotes) and quotes[at].start < end:
            while number < len(sentences) and quotes[at].end > sentences[number][0]:
                end = sentences[number][1]
                number += 1
            at += 1
        yield start, end, begins
        begins = number < len(sentences) and "\n\n" in text[end : sentences[number][0]]


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


def _stand_in(content: str) -> str:
    """Tell what a quotation reads like: sentences (a capital first, or the end of a clause), a title, a phrase.

    Examples
    --------
    >>> [_stand_in(quote) for quote in ("We did it,", "a great man", "a mess,", "Am I the Drama?", "Fox & Friends")]
    ['“Q”', '“q”', '“k”', '“K”', '“T”']
    """
    words = content.split(None, 12)
    is_tagged = ends_as_tagged(content)
    capitals = sum(word[0].isupper() for word in words)
    if 2 <= len(words) <= 12 and 2 * capitals > len(words) and all(w[0].isupper() for w in words if len(w) > 4):
        return _TAGGED_TITLE if is_tagged else _TITLE
    if content[0].islower() or not (content[-1] in ",.?!…—–-" or any(w[0].islower() and len(w) > 4 for w in words)):
        return _TAGGED_PHRASE if is_tagged else _PHRASE
    return _SENTENCES


def ends_as_tagged(content: str) -> bool:
    """Tell whether a quotation ends as one does before the words that tag it: “Yes,” she said."""
    return content.rstrip("'’ ").endswith((",", "?", "!", "…", "—", "–", "-"))


def _class_of(written: str, word: str, cues: Mapping[str, CueForm]) -> str:
    """Give the class of a token that is in no closed list."""
    first = written[0]
    if not (first.isalnum() or first == "_"):
        return "-" if written in _DASHES else written if written in ",:;()" else "(" if first == "[" else "."
    if word.endswith(("’s", "'s", "s’", "s'")):
        return "P"
    if first.isupper():
        return "C"
    if first.isdigit():
        return "#"
    cue = cues.get(word)
    if cue is not None and (cue.form in ("past", "participle") or (cue.form == "s" and cue.lemma not in ALSO_NOUNS)):
        return "v"
    if word.endswith("ly") and word not in _NOT_ADVERBS:
        return "a"
    return "i" if word.endswith("ing") else "e" if word.endswith("ed") else "w"
