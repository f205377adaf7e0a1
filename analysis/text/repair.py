"""Damaged characters -> the characters that were meant.

Each repair looks first whether there is anything to do, so that clean text costs a few scans. The order matters:
entities may hide mojibake, mojibake holds control characters, and composition wants the invisible ones gone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import combining, is_normalized, normalize

from analysis.text.edits import Draft, Edit

__all__ = ["repair_characters"]

MAX_MARKS = 30  # Unicode's stream-safe limit (UAX 15); longer runs make normalising quadratic (CPython 149079)

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUSPECT = re.compile(r"[^\x00-\x7f‘’“”–—…][^\x00-\x7f]|Ã ")
_LOST_CLOSING_MARK = re.compile("â€(?=[\ufffd\\s.,;:!?)]|\\Z)\ufffd?")  # ”, whose last byte has no cp1252 character
_ASCII_OR_NOT = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_NEXT_LINE = re.compile("(?<![\x80-\x84\x86-\xff])\x85")  # alone; behind another such character it may be mojibake
_CP1252_MARK = re.compile("[\x91-\x94\x96\x97]")
_ODD = re.compile(r"[^\n -~‘’“”–—…]")
_ESCAPE = re.compile("\x1b(?:\\[[0-?]{0,32}[ -/]{0,8}[@-~]|\\][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\\\))")
_TAGS_OF_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]{1,8}|[\U000e0000-\U000e007f]+")
_UNCOMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

#: What is replaced or removed, in this order: name of the repair, pattern, replacement.
_CHARACTERS = (
    ("lone surrogates", re.compile("[\ud800-\udfff]"), "\ufffd"),
    ("control sequences", _ESCAPE, ""),
    ("line ends", re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]"), "\n"),
    ("control characters", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"), ""),
    ("invisible characters", re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"), ""),
    ("blanks", re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"), " "),
)


def repair_characters(draft: Draft) -> None:
    """Decode entities, mend mojibake, drop what cannot be seen, compose accents (NFC); count each.

    Entities are decoded once and only with their semicolon, so that ``?a=1&copy=2`` stays. Mojibake is mended by
    ftfy in lines where it finds damage; the C1 characters that cp1252 uses for marks and dashes count as mojibake.
    Joiners (U+200C, U+200D) and the marks of direction (U+200E, U+200F) stay: Persian and emoji need them.
    """
    if "&" in draft.text:
        draft.apply(_entities(draft.text), "entities")
    if not _ODD.search(draft.text):
        return
    if "\x85" in draft.text:
        draft.apply((Edit(*found.span(), "\n") for found in _NEXT_LINE.finditer(draft.text)), "line ends")
    draft.apply(_mojibake(draft.text), "mojibake")
    draft.apply(_marks_in_c1(draft.text), "mojibake")
    odd = "".join(set(_ODD.findall(draft.text)))
    for name, pattern, to in _CHARACTERS:
        if pattern.search(odd) or (pattern is _ESCAPE and "\x1b" in odd):
            draft.apply((Edit(*found.span(), to) for found in pattern.finditer(draft.text)), name)
    if _TAGS_OF_FLAG.search(odd):
        draft.apply(_tag_characters(draft.text), "tag characters")
    if any(map(combining, odd)):
        draft.apply(_surplus_marks(draft.text), "surplus marks")
    if not is_normalized("NFC", draft.text):
        draft.apply(_composed(draft.text), "composed characters")


def _entities(text: str) -> Iterator[Edit]:
    for found in _ENTITY.finditer(text):
        decoded = html.unescape(found[0])
        if decoded != found[0]:
            yield Edit(*found.span(), decoded)


def _mojibake(text: str) -> Iterator[Edit]:
    """Mend the lines in which two foreign characters stand together, as all mojibake does."""
    done = 0
    for found in _SUSPECT.finditer(text):
        if found.start() >= done:
            start = text.rfind("\n", 0, found.start()) + 1
            done = text.find("\n", found.end()) % (len(text) + 1)
            yield from _mend_line(text[start:done], start)


def _mend_line(line: str, offset: int) -> Iterator[Edit]:
    """Mend one line; ASCII characters are the same before and after, so what stands between them is paired."""
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(line):
        return
    closed = _LOST_CLOSING_MARK.sub("â€\x9d", line)
    config = TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False)
    mended = fix_encoding(closed, config)
    before, after = _ASCII_OR_NOT.findall(line), _ASCII_OR_NOT.findall(mended)
    if [part for part in before if part.isascii()] != [part for part in after if part.isascii()]:
        if mended != line:
            yield Edit(offset, offset + len(line), mended)
        return
    for old, new in zip(before, after, strict=True):
        if old != new:
            yield Edit(offset, offset + len(old), new)
        offset += len(old)


def _marks_in_c1(text: str) -> Iterator[Edit]:
    for found in _CP1252_MARK.finditer(text):
        yield Edit(*found.span(), found[0].encode("latin-1").decode("cp1252"))


def _tag_characters(text: str) -> Iterator[Edit]:
    """Drop invisible tag characters, but those that spell the flag of a region behind a black flag."""
    for found in _TAGS_OF_FLAG.finditer(text):
        if found[0][0] != "\U0001f3f4":
            yield Edit(*found.span(), "")


def _surplus_marks(text: str) -> Iterator[Edit]:
    for found in re.finditer(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}", text):
        position = found.start()
        for is_mark, run in groupby(found[0], key=lambda character: combining(character) != 0):
            length = sum(1 for _ in run)
            if is_mark and length > MAX_MARKS:
                yield Edit(position + MAX_MARKS, position + length, "")
            position += length


def _composed(text: str) -> Iterator[Edit]:
    for found in _UNCOMPOSED.finditer(text):
        composed = normalize("NFC", found[0])
        if composed != found[0]:
            yield Edit(*found.span(), composed)
