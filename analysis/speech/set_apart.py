"""Paragraphs that are quotations without marks: announced (a statement, a letter, a caption), or behind a dash.

Who speaks is read as of quotations in marks: from the words that announce or tag them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis.text.english.cues import VESSELS, cue_forms
from analysis.text.english.interviews import (
    DASHED_TAG,
    FIRST_PERSON,
    GREETING,
    OUTLETS_OWN,
    SECOND_PERSON,
    SUNG,
    WRITER,
)
from analysis.text.quotation import Quoted

Span = tuple[int, int]

#: Characters before a colon in which a word says that somebody's words follow.
NEAR = 120
#: What announces words to be read.
_ANNOUNCING = VESSELS | {word for word, form in cue_forms().items() if form.kind in ("say", "write") and not form.then}
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’']?\s")
_MARKS = re.compile(r"[\"“”„«»]|''|``|(?<!\w)['‘]")
_LISTED = re.compile(r"[-–—•*·\d]+[.)]?\s")
_MARKUP = ">*_ "
_DASH, _PAUSE = re.compile(r"[—–-]{1,2} ?(?=[^\W\d])"), re.compile(r"[,?!…] (?=\w)")
#: Verbs that tag what stands before them.
_SAYING = frozenset(
    word for word, form in cue_forms().items() if form.kind in ("say", "ask") and form.form in ("past", "s")
)


def find_set_apart(text: str, paragraphs: Sequence[Span], taken: Sequence[Span]) -> list[Quoted]:
    """Find paragraphs without marks that are quotations because a colon announces them.

    Parameters
    ----------
    text : str
    paragraphs : sequence of (start, end)
        Those that may hold speech.
    taken : sequence of (start, end)
        Words that are known to be somebody's, in order.

    Returns
    -------
    list of Quoted
        One a paragraph; what goes on with the one before `continues`. The first speaks of me, us or you, or greets;
        those behind it go on as long as they do, without the outlet's own word that it asked for comment.

    Examples
    --------
    >>> text = "Roe posted a statement:\\n\\nI am leaving.\\n\\nThank you all.\\n\\nThe yard is closed."
    >>> [text[one.start : one.end] for one in find_set_apart(text, [(0, 23), (25, 38), (40, 54), (56, 75)], [])]
    ['I am leaving.', 'Thank you all.']
    """
    found: list[Quoted] = []
    ends = [end for _, end in taken]
    is_announced = goes_on = is_mine = False
    for start, end in paragraphs:
        begins, is_announced = is_announced, _announces(text, start, end)
        at, words = bisect_left(ends, start + 1), text[start:end]
        is_taken = at < len(taken) and taken[at][0] < end
        is_plain = not (is_taken or _MARKS.search(words) or _LISTED.match(words))
        begins = begins and is_plain and _is_said(words)
        goes_on = goes_on and is_plain and _goes_on(words, is_mine=is_mine)
        if begins or goes_on:
            start += len(words) - len(words.lstrip(_MARKUP))
            found.append(Quoted(start, start + len(words.strip(_MARKUP)), continues=not begins))
            is_mine = bool(WRITER.search(words)) or (is_mine and not begins)
            goes_on, is_announced = True, False
    return found


def _announces(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph ends in a colon behind words that somebody writes or says: She posted this message:

    What an article is about is not what it announces: What we know about the letter:
    """
    if text[end - 1] != ":":
        return False
    before = text[max(start, end - NEAR) : end]
    words = {word.lower() for word in _WORD.findall(_ENDS_SENTENCE.split(before)[-1].split(" about ")[0])}
    return not words.isdisjoint(_ANNOUNCING) and words.isdisjoint(SUNG)


def _is_said(words: str) -> bool:
    return bool(FIRST_PERSON.search(words) or SECOND_PERSON.search(words) or GREETING.match(words))


def _goes_on(words: str, *, is_mine: bool) -> bool:
    """Tell whether a paragraph goes on with words of me, of us or to you, and is not the outlet’s own."""
    if OUTLETS_OWN.search(words):
        return False
    return bool((WRITER if is_mine else FIRST_PERSON).search(words) or SECOND_PERSON.search(words))


def find_dashed(text: str, paragraphs: Sequence[Span], taken: Sequence[Span]) -> tuple[list[Quoted], list[Span]]:
    """Find dialogue behind dashes: — Yes, she said. I left.

    Parameters
    ----------
    text, paragraphs, taken
        As in `find_set_apart`.

    Returns
    -------
    tagged : list of Quoted
        What stands before and behind the words that say who speaks.
    alone : list of (start, end)
        Lines that nobody is named for.

    Notes
    -----
    Lines behind dashes are mostly lists. They are dialogue where none has quotation marks, one at least is tagged, and
    as many speak of me or to you.

    Examples
    --------
    >>> text = "— I left, she said. It rained.\\n\\n— And you?"
    >>> tagged, alone = find_dashed(text, [(0, 30), (32, 42)], [])
    >>> [text[one.start : one.end] for one in tagged], [text[slice(*one)] for one in alone]
    (['I left,', 'It rained.'], ['And you?'])
    """
    lines = [(found.end(), end) for start, end in paragraphs if (found := _DASH.match(text, start, end))]
    spoken = [line for line in lines if _speaks(text[slice(*line)])]
    if len(lines) < 2 or 2 * len(spoken) < len(lines) or any(_MARKS.search(text, *line) for line in lines):
        return [], []
    tags = [_find_tag(text, *line) for line in lines]
    if taken or not any(tags):
        return [], []
    tagged = []
    for (start, end), tag in zip(lines, tags, strict=True):
        if tag:
            tagged.append(Quoted(start, tag[0]))
            if tag[1] < end:
                tagged.append(Quoted(tag[1], end))
    return tagged, [line for line, tag in zip(lines, tags, strict=True) if not tag]


def _speaks(words: str) -> bool:
    return bool(FIRST_PERSON.search(words) or SECOND_PERSON.search(words) or "?" in words)


def _find_tag(text: str, start: int, end: int) -> Span | None:
    """Give where the words that say who speaks begin, if a line has any, and where speech goes on."""
    for pause in _PAUSE.finditer(text, start, end):
        tag = DASHED_TAG.match(text, pause.end(), end)
        if tag and (tag["before"] or tag["after"]) in _SAYING:
            return pause.start() + 1, tag.end()
    return None
