"""Tags and damaged characters -> the characters that were meant.

Each repair looks first whether there is anything to do, so that clean text costs a few scans. The order matters:
entities may hide mojibake, mojibake holds control characters, and composition wants the invisible ones gone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import combining, is_normalized, normalize

from analysis.corpus.markup import find_markup
from analysis.text.edits import Draft, Edit

MAX_MARKS = 30  # Unicode's stream-safe limit (UAX 15); longer runs make normalising quadratic (CPython 149079)

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUSPECT = re.compile(r"[^\x00-\x7f‘’“”–—…][^\x00-\x7f]|Ã ")
_LOST_CLOSING_MARK = re.compile("â€(?=[\ufffd\\s.,;:!?)]|\\Z)\ufffd?")  # ”, whose last byte has no cp1252 character
_ASCII_OR_NOT = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_NEXT_LINE = re.compile("(?<![\x80-\x84\x86-\xff])\x85")  # alone; behind another such character it may be mojibake
_SURE_NEXT_LINE = re.compile('[.!?…"”’)]\x85(?![ a-z])')  # behind the end of a sentence, before a new one or nothing
_LONE_CP1252 = re.compile("(?<![\x80-\xff])[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f](?![\x80-\xff])")
_CP1252 = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
_ODD = re.compile(r"[^\n -~‘’“”–—…]")
_ESCAPE = re.compile(
    "\x9b[0-9;]{1,32}[A-Km]|\x1b(?:\\[[0-?]{0,32}[ -/]{0,8}[@-~]|\\][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\\\))"
)
_ESCAPED_BLOCK = re.compile(r"&(?:lt|#60|#x3c);(?:p|div|br)\b", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "br"})
#: Letters that stand for other letters and hide words: ligatures, full-width and mathematical ones (on social media).
_LETTER_FORM = re.compile(
    "[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128"
    "\u212c\u212d\u212f-\u2131\u2133\u2134\U0001d400-\U0001d7ff]"
)
#: Links, bold type and set-off quotations of Markdown: [Jane Roe](https://…), **Jane Roe**, *"Yes."*
_MARKDOWN = re.compile(
    r"(?<![\w!\]])\[(?P<words>[^\[\]\n]{1,300})(?P<target>\]\((?:https?://|/)[^\s()]{1,500}(?:\s\"[^\"\n]{0,200}\")?\))"
    r"|(?<![\w*_])(?P<first>[*_]{1,3})[\"“][^\"”\n]{1,2000}[\"”](?P<last>[*_]{1,3})(?![\w*_])"
    r"|(?<![\w*])(?P<open>\*\*)(?=[^\s*])[^*\n]{1,300}(?<=\S)(?P<close>\*\*)(?![\w*])"
)
#: Two commas that open a quotation, as typewriters set „.
_TWO_COMMAS = re.compile(r"(?<![^\s(\[—–]),,(?=[\w…])")
_TAGS_OF_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]{1,8}|[\U000e0000-\U000e007f]+")
_UNCOMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

#: What is replaced or removed, in this order: name of the repair, pattern, replacement.
_CHARACTERS = (
    ("lone surrogates", re.compile("[\ud800-\udfff]"), "\ufffd"),
    ("line ends", re.compile("\r\n?|[\x0b\x0c\u2028\u2029]"), "\n"),
    ("control characters", re.compile("[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]"), ""),
    ("invisible characters", re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"), ""),
    ("blanks", re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"), " "),
)


def remove_markup(draft: Draft) -> None:
    """Take the tags of HTML out of a text that is marked up, scripts and styles with their contents; count them.

    A text that is escaped as a whole (``&lt;p&gt;…&lt;/p&gt;``, as feeds deliver it) is unescaped first; what is
    escaped once in a text with tags, or in prose, is what the text speaks of, and stays.
    """
    edits = find_markup(draft.text)
    if not edits and _ESCAPED_BLOCK.search(draft.text):
        decoded = Draft(draft.text, draft.runs)
        decoded.apply(_entities(decoded.text))
        edits = find_markup(decoded.text, _BLOCKS)
        if edits:
            draft.text, draft.runs = decoded.text, decoded.runs
    n_tags = sum(draft.text[edit.start] not in "\r\n" for edit in edits)
    draft.apply(Edit(*edit) for edit in edits)
    if n_tags:
        draft.repairs["HTML tags"] = n_tags


def remove_markdown(draft: Draft) -> None:
    """Take the signs of links and bold type of Markdown off the words that they mark; count the marked words."""
    if "](" not in draft.text and "*" not in draft.text and "_" not in draft.text:
        return
    found = list(_MARKDOWN.finditer(draft.text))
    cuts = [
        (match.start("words") - 1, match.start("words"), match.span("target"))
        if match["words"]
        else (*match.span("open"), match.span("close"))
        if match["open"]
        else (*match.span("first"), match.span("last"))
        for match in found
    ]
    draft.apply(Edit(*span, "") for first, last, end in cuts for span in ((first, last), end))
    if found:
        draft.repairs["Markdown"] = len(found)


def repair_characters(draft: Draft) -> None:
    """Decode entities, mend mojibake, drop what cannot be seen, compose accents (NFC); count each.

    Entities are decoded once and only with their semicolon, so that ``?a=1&copy=2`` stays. Mojibake is mended by
    ftfy in lines where it finds damage; accents are composed before, since mojibake hides behind decomposed ones. The
    C1 control characters that Windows-1252 uses for letters, marks and signs are those: no text has the controls.
    U+0085 alone may be a line end or an ellipsis, see `_ends_lines`. Ligatures and letters of mathematics or full
    width become the letters that are read. Joiners (U+200C, U+200D) and the marks of direction (U+200E, U+200F) stay:
    Persian and emoji need them.
    """
    if "&" in draft.text:
        draft.apply(_entities(draft.text), "entities")
    if ",," in draft.text:
        draft.apply((Edit(*found.span(), "„") for found in _TWO_COMMAS.finditer(draft.text)), "doubled commas")
    if not _ODD.search(draft.text):
        return
    _compose(draft)
    if "\x85" in draft.text and _ends_lines(draft.text):
        draft.apply((Edit(*found.span(), "\n") for found in _NEXT_LINE.finditer(draft.text)), "line ends")
    if "\x1b" in draft.text or "\x9b" in draft.text:
        draft.apply((Edit(*found.span(), "") for found in _ESCAPE.finditer(draft.text)), "control sequences")
    draft.apply(_mojibake(draft.text), "mojibake")
    odd = "".join(set(_ODD.findall(draft.text)))
    for name, pattern, to in _CHARACTERS:
        if pattern.search(odd):
            draft.apply((Edit(*found.span(), to) for found in pattern.finditer(draft.text)), name)
    draft.apply(_windows_1252(draft.text), "mojibake")
    if _TAGS_OF_FLAG.search(odd):
        draft.apply(_tag_characters(draft.text), "tag characters")
    if _LETTER_FORM.search(odd):
        draft.apply(_letters(draft.text), "letter forms")
    _compose(draft)


def _ends_lines(text: str) -> bool:
    """Tell whether U+0085 ends lines: once surely, in a text without characters of Windows-1252, where it is “…”."""
    return bool(_SURE_NEXT_LINE.search(text)) and not _LONE_CP1252.search(text)


def _compose(draft: Draft) -> None:
    """Compose accents, after towers of them were cut to what Unicode's stream-safe form allows."""
    if any(map(combining, set(draft.text))):
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


def _windows_1252(text: str) -> Iterator[Edit]:
    for found in _CP1252.finditer(text):
        yield Edit(*found.span(), found[0].encode("latin-1").decode("cp1252"))


def _letters(text: str) -> Iterator[Edit]:
    for found in _LETTER_FORM.finditer(text):
        yield Edit(*found.span(), normalize("NFKC", found[0]))


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
        position = found.start()
        for written in _composable(found[0]) if not is_normalized("NFC", found[0]) else ():
            composed = normalize("NFC", written)
            if composed != written:
                yield Edit(position, position + len(written), composed)
            position += len(written)


def _composable(text: str) -> Iterator[str]:
    """Cut a text where no character composes with the one before, so that each keeps its own place in the raw text."""
    piece = ""
    for character in text:
        if piece and not combining(character):
            parts = normalize("NFC", piece) + normalize("NFC", character)
            if normalize("NFC", piece + character) == parts:
                yield piece
                piece = ""
        piece += character
    yield piece
