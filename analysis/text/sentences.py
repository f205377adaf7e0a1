"""Clean text -> sentences.

One pass over the marks that may end a sentence; each is judged by the word before it, the word after it and, for a
few, by what the text does elsewhere. Every pattern is bounded, so the cost is linear in the length of any text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from analysis.tables import from_rows
from analysis.text.english import sentence_ends as words
from analysis.text.english.calendar import DAYS, MONTHS, MONTHS_CUT
from analysis.text.english.cues import cue_forms
from analysis.text.furniture import Repeated, fold_paragraph
from analysis.text.sections import split_sections

Span = tuple[int, int]

# A blank line, or end marks ("?!", ". . ."), closing marks and what hangs on behind: notes ("[17]", "[…]") and emoji.
# The pattern begins with one set of characters because only then does `re` skip what lies between fast.
_STOP = re.compile(
    r"[.!?…\n](?:(?<=\n)\n|(?<!\n)(?P<more>(?: ?[.!?…])*+)(?P<close>(?:[)\]}\"”’'»›*]| [»›])*+)"
    r"(?: ?\[(?:\d{1,3}|…|\.\.\.|citation needed)\]| ?[\u2600-\u27bf\ufe0f\u200d\U0001f300-\U0001faff])*+)"
)
_NEXT = re.compile(
    r"\s*+(?P<opening>[\"“‘'`(\[«‹„]*+)\s?(?P<dash>[-–—]*+)\s?(?P<word>[\w$€£#@&][\w'’-]{0,30})?(?P<mark>[^\w\s])?"
)
_TAG = re.compile(
    r"\s?(?:[A-Z][\w.'’-]{0,30}\s){1,3}(\w{3,12})(?:[,.;:\n]|\Z|"
    r"\s(?:in|on|at|to|of|with|as|when|while|after|before|about|during|the|a|his|her|today|yesterday|later|[A-Z]\w{2,8}day)\b)"
)
_NAME_WITH_LETTER = re.compile(r"\b[A-Z][\w'’-]{1,30} [A-Z](?!\w|\.?[ -][A-Z])(?!\.[^\n])")
_HANGING = re.compile(
    r"(?:With|In|On|At|After|Before|For|Of|As|When|While|Since|From|By|During|Through|Like|Besides)\b[^,]{0,200}\Z"
)
_NICKNAME = re.compile(r"\s[\"“][\w.-]{1,30}[\"”] [A-Z]")
_ELLIPSIS = re.compile(r"(?:…|\. ?\. ?\.)+\Z")
#: The number of the first item of a list within its sentence, and how an item begins.
_ITEM = re.compile(r": (?P<number>(?:1|a|A|i|I)\.)\Z")
_CAPITAL = re.compile(r"\s[A-Z]")
_CLOCK = re.compile(r"\s*\d{1,2}(?:[:.]\d\d)? ?[ap]\.m\Z", re.IGNORECASE)
_HALF_DAY = re.compile(r"[ap]\.m\Z", re.IGNORECASE)
_ZONE = re.compile(r"[A-Z]{2,4}\Z")
_OF_A_TIME = frozenset((*DAYS, *MONTHS, *MONTHS_CUT, *"Eastern Central Mountain Pacific Greenwich British".split()))
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]{1,5}|[A-Z])\Z")
_LETTERS_WITH_STOPS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")


def split_sentences(text: str, titles: Sequence[str] = ()) -> list[Span]:
    """Split a text into sentences.

    Parameters
    ----------
    text : str
        Clean text; a blank line ends a sentence whatever stands before it.
    titles : sequence of str
        Titles of works. An end mark in a title does not end a sentence ("Am I Next?, her album"), unless a
        capitalised word shows that one begins. Case and the style of the marks do not matter.

    Returns
    -------
    list of (start, end)
        In text order, without blanks at either end. Together they hold every character that is not blank.

    Notes
    -----
    A question or exclamation mark before a small letter or a comma does not end a sentence; nor does one before a
    dialogue tag (“Why?” Jane asked). Known failures: an abbreviation of a place or state before a capitalised name
    ("moved to Trenton, N.J. Roger said"), an interjected dash ("I thought — You did?"), headings without any mark
    inside a paragraph.

    Examples
    --------
    >>> text = "Dr. Jane Roe saw “Who?” at 5 p.m. Friday. “Why? I like it,” she said."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Dr. Jane Roe saw “Who?” at 5 p.m. Friday.', '“Why?', 'I like it,” she said.']
    """
    judge = _Judge(text, tuple(titles))
    spans: list[Span] = []
    start = 0
    for found in _STOP.finditer(text):
        if found["more"] is None:
            _append(spans, text, start, found.start())
            start = found.end()
        elif found.end() == len(text) or text[found.end()].isspace():
            item = _ITEM.match(text, max(start, found.start() - 3), found.start() + 1)
            if item and _CAPITAL.match(text, found.end()):  # aims: 1. Open the port.
                _append(spans, text, start, item.start("number"))
                start = item.start("number")
            elif judge.ends(start, found):
                _append(spans, text, start, found.end())
                start = found.end()
    _append(spans, text, start, len(text))
    return spans


def begins_dialogue_tag(text: str, position: int) -> bool:
    """Tell whether a name and a verb of speech stand at the position, as behind “Why?” in “Why?” Jane asked."""
    tag = _TAG.match(text, position)
    return tag is not None and tag[1] in _saying()


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    """Give the finite forms of verbs that may tag a quotation."""
    forms = cue_forms().items()
    return words.SPEECH_VERBS | {
        word for word, cue in forms if cue.kind in ("say", "ask") and cue.form in ("past", "s") and not cue.then
    }


class _Judge:
    """Says of each end mark of one text whether a sentence ends there."""

    def __init__(self, text: str, titles: tuple[str, ...]) -> None:
        self.text = text
        self.inside_title, self.title_ends = _title_marks(text, titles)
        self._names: dict[str, bool] = {}

    def ends(self, start: int, found: re.Match[str]) -> bool:
        """Judge the mark; the sentence so far begins at `start`."""
        at = found.start()
        stop = self.text[at] + found["more"]
        if at in self.inside_title:
            return False
        following = _NEXT.match(self.text, found.end())
        assert following is not None  # every part of the pattern may be empty
        word = following["word"]
        if word is None:
            return (following["mark"] or " ") not in ",;:%)"
        if word[0].islower() and not any(letter.isupper() for letter in word[1:3]):  # iPhone, eBay
            return stop == "." and not (found["close"] or following["dash"]) and self._is_careless(start, at)
        if at in self.title_ends:
            return len(stop) > 1 or word in words.OPENERS or not _HANGING.match(self.text, start, at)
        if stop == ".":
            return self._ends_at_full_stop(start, at, following)
        if _ELLIPSIS.match(stop) and not found["close"]:
            return word not in ("I", "I'm", "I’m")
        if stop[0] in "!?" and found["close"]:
            return not begins_dialogue_tag(self.text, found.end())
        return True

    def _is_careless(self, start: int, at: int) -> bool:
        """Tell whether a full stop before a small letter ends a sentence all the same, as in careless typing."""
        before = self._word_before(start, at)
        is_plain = len(before) > 2 and before.isalpha() and before.islower()
        return is_plain and before not in words.SOMETIMES_LAST | words.BEFORE_NUMBERS | words.NEVER_LAST

    def _ends_at_full_stop(self, start: int, at: int, following: re.Match[str]) -> bool:
        word, opening = following["word"].replace("’", "'"), following["opening"]
        before = self._word_before(start, at)
        form = before.capitalize() if len(before) > 1 and before.isupper() else before
        begins = not following["dash"] and (word in words.OPENERS or opening.startswith(('"', "“", "‘", "''", "``")))
        if form in words.NEVER_LAST:
            return False
        if form in words.BEFORE_NAMES:
            return begins and not opening
        if form in words.BEFORE_NUMBERS:
            return not (word[0].isdigit() or (form not in ("No", "no") and _ROMAN_OR_LETTER.match(word)))
        if _HALF_DAY.match(before):
            if _CLOCK.match(self.text, start, at):
                return False  # 3:15 p.m. Roe is called.
            return begins or not (_ZONE.match(word) or word in _OF_A_TIME or word[0].isdigit())
        if form in words.SOMETIMES_LAST or _LETTERS_WITH_STOPS.match(before):
            return begins or (word in words.CIVIL_TITLES and following["mark"] == "." and not following["dash"])
        if len(before) == 1 and before.isupper() and before != "I":
            is_nickname = _NICKNAME.match(self.text, at + 1)
            return (begins and not is_nickname) or self._is_name_with_letter(start, at)
        is_number_of_item = before.isdigit() and len(before) < 3 and at - len(before) - start < 3
        return not is_number_of_item

    def _word_before(self, start: int, at: int) -> str:
        """Give the word that the full stop at `at` follows, its opening marks and the parts before a dash left out."""
        near = self.text[max(start, at - 24) : at]
        word = near.split()[-1] if near and not near[-1].isspace() else ""
        for dash in "-–—":
            word = word.rpartition(dash)[2]
        return word.lstrip("\"“‘'([*")

    def _is_name_with_letter(self, start: int, at: int) -> bool:
        """Tell whether the text has this name with its last letter ("Plan B") elsewhere without a full stop."""
        name = " ".join(self.text[max(start, at - 34) : at].split(" ")[-2:])
        if name not in self._names:
            self._names[name] = self._has_without_stop(name)
        return self._names[name]

    def _has_without_stop(self, name: str) -> bool:
        at = self.text.find(name)
        while at >= 0:
            found = _NAME_WITH_LETTER.match(self.text, at)
            if found and found[0] == name:
                return True
            at = self.text.find(name, at + 1)
        return False


@lru_cache(maxsize=64)
def _title_pattern(titles: tuple[str, ...]) -> re.Pattern[str] | None:
    """Compile the titles that hold an end mark."""
    forms = [re.escape(title.strip()) for title in titles if re.search(r"[.!?…]", title)]
    if not forms:
        return None
    either = "|".join(sorted(forms, key=len, reverse=True))
    either = re.sub('["“”]', '["“”]', re.sub("['‘’]", "['‘’]", either))
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)


def _title_marks(text: str, titles: tuple[str, ...]) -> tuple[set[int], set[int]]:
    """Give the positions of end marks inside titles, and of those that are a title's last character."""
    pattern = _title_pattern(titles) if titles else None
    inside: set[int] = set()
    last: set[int] = set()
    for title in pattern.finditer(text) if pattern else ():
        marks = {title.start() + mark.start() for mark in re.finditer("[.!?…]", title[0])}
        last |= marks & {title.end() - 1}
        inside |= marks - last
    return inside, last


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(bare)))


def find_sentences(
    articles: pd.DataFrame, titles: Sequence[str] = (), repeated: Repeated | None = None
) -> pd.DataFrame:
    """Find the sentences of each article, with the paragraph and the section that each stands in.

    Parameters
    ----------
    articles : DataFrame
        `article_id`, `text` and `headline` as `clean_articles` returns them: the headline, where there is one, is the
        beginning of the text.
    titles : sequence of str
        Titles of works; see `split_sentences`.
    repeated : mapping, optional
        Paragraphs that the outlet prints under many articles, from `find_repeated`: they are appeals.

    Returns
    -------
    DataFrame
        Table `sentences`, key article_id, sentence_index. An article without text has no row.
    """
    rows: list[tuple[str, int, int, str, int, int]] = []
    columns = (articles[name].tolist() for name in ("article_id", "text", "headline"))
    outlets = articles["outlet_id"].tolist() if repeated else [None] * len(articles)

    def is_repeated(paragraph: str, outlet: str) -> bool:
        return repeated is not None and (outlet, fold_paragraph(paragraph)) in repeated

    printing = {outlet for outlet, _ in repeated or ()}
    for article_id, text, headline, outlet in zip(*columns, outlets, strict=True):
        paragraphs = split_sections(text, len(headline) if isinstance(headline, str) else 0)
        if outlet in printing:
            paragraphs = [
                (start, end, "appeal" if kind != "headline" and is_repeated(text[start:end], outlet) else kind)
                for start, end, kind in paragraphs
            ]
        paragraph = 0
        for index, (start, end) in enumerate(split_sentences(text, titles)):
            while paragraphs[paragraph][1] <= start:
                paragraph += 1
            rows.append((article_id, index, paragraph, paragraphs[paragraph][2], start, end))
    return from_rows(rows, "sentences")
