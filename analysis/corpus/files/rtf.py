"""An RTF document -> its paragraphs as plain text.

Read by our own few rules and not by a library: the ones there are put the address of each link into the text, and say
nothing of where a paragraph stands. Groups that hold no text (fonts, pictures, heads and feet of pages, fields'
instructions) are passed over; characters come in the code page of their font, or as numbers of Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.limits import MAX_NESTING
from analysis.corpus.files.source import Source
from analysis.corpus.vendors.lines import Line

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<open>\{)|(?P<close>\})|[\r\n]+|(?P<text>[^\\{}\r\n]+)|(?P<rest>\\)",
    re.S,
)
#: Groups whose contents are no text of the document.
_HIDDEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf"
    b" footnote annotation atnid atnauthor fldinst themedata datastore colorschememapping latentstyles listtable"
    b" listoverridetable rsidtbl generator xmlnstbl bkmkstart bkmkend nonshppict filetbl revtbl xe tc pntext".split()
)
#: Groups that begin with ``\*`` and hold text all the same.
_SHOWN = frozenset(b"shppict shptxt fldrslt".split())
_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t",
    b"nestcell": "\t", b"nestrow": "\n", b"ldblquote": "“", b"rdblquote": "”", b"lquote": "‘", b"rquote": "’",
    b"emdash": "—", b"endash": "–", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_ESCAPED = {b"\\": "\\", b"{": "{", b"}": "}", b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n", b"\t": "\t"}
#: Code pages of the character sets that fonts name.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
#: The code page of fonts that name none.
_ANY = -1
_PAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850", b"ansi": "cp1252"}
#: Blanks and signs of control, which damage may put at the ends of a line.
_ENDS = "".join(map(chr, range(33))) + "\xa0\ufeff"
#: The part of a document by which its kind is told: tables of fonts and styles stand first.
_PEEK = 1_000_000


@dataclass(frozen=True)
class _Group:
    """What holds inside a group: whether it is text, the code page, and the bytes behind a number of Unicode."""

    is_hidden: bool = False
    is_fonts: bool = False
    is_new: bool = True
    is_starred: bool = False
    page: str = "cp1252"
    skips: int = 1


def peek_rtf(source: Source) -> str:
    """Give the text at the beginning of a document, for the marks of a database; "" for what is no RTF."""
    if not source.head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        return ""
    with source.open() as file:
        data = file.read(_PEEK)
    try:
        return "\n".join(line.text for line in _read_lines(data, is_whole=False))
    except Unreadable:
        return "{"


def read_rtf(source: Source) -> Iterator[Line]:
    """Yield the paragraphs of a document as lines, whose place is their number from 1.

    Raises
    ------
    Unreadable
        Its groups are nested too deep or it is too large; behind its last paragraph, if it is cut off or more follows.
    """
    yield from _read_lines(source.read(), is_whole=True)


def _read_lines(data: bytes, *, is_whole: bool) -> Iterator[Line]:
    reader = _Reader()
    number = 0
    text = ""
    for piece in reader.read(data):
        text += piece
        while "\n" in text:
            line, _, text = text.partition("\n")
            number += 1
            yield Line(_whole(line), number, number + 1)
    yield Line(_whole(text), number + 1, number + 2)
    if is_whole and reader.stack:
        raise Unreadable(f"must be whole; the RTF document is cut off in paragraph {number + 1:,}")
    if is_whole and data[reader.at :].strip(b"\x00 \t\r\n\x1a"):
        raise Unreadable(f"must be one RTF document; more follows behind its end, in byte {reader.at:,}")


def _whole(line: str) -> str:
    """Join the halves of characters, which RTF writes as two numbers."""
    if not line.isascii() and re.search("[\ud800-\udfff]", line):
        line = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return line.strip(_ENDS)


class _Reader:
    """Reads the tokens of a document one after the other; `stack` holds the groups that are open."""

    def __init__(self) -> None:
        self.group = _Group()
        self.stack: list[_Group] = []
        self.fonts: dict[int, str] = {}
        self.font = self.default = 0
        self.skip = 0  # characters that stand for a number of Unicode, for readers that know none
        self.at = 0

    def read(self, data: bytes) -> Iterator[str]:
        """Yield stretches of text until the first group is closed."""
        waiting = bytearray()  # bytes of a code page that takes several for a character
        while self.at < len(data):
            found = _TOKEN.match(data, self.at)
            if found is None:  # cannot be: every byte is a token
                return
            self.at = found.end()
            if found["hex"] is None and waiting:
                yield waiting.decode(self.group.page, "replace")
                waiting.clear()
            if found["open"] is not None:
                self._open()
            elif found["close"] is not None:
                if self._close():
                    return
            elif found["hex"] is not None:
                waiting += self._seen(bytes.fromhex(found["hex"].decode()))
                self._begin()
            elif found["text"] is not None:
                yield self._seen(found["text"].decode(self.group.page, "replace"))
                self._begin()
            elif found["sign"] is not None:
                yield self._sign(found["sign"])
            elif found["word"] is not None:
                yield self._word(found["word"], int(found["number"]) if found["number"] else None)

    def _open(self) -> None:
        if len(self.stack) >= MAX_NESTING:
            raise Unreadable(f"must have groups nested at most {MAX_NESTING:,} deep; the RTF document has more")
        self.stack.append(self.group)
        self.group = replace(self.group, is_new=True, is_starred=False)
        self.skip = 0

    def _close(self) -> bool:
        """Go back to the group outside; tell whether that was the document."""
        self.group = self.stack.pop() if self.stack else self.group
        self.skip = 0
        return not self.stack

    def _begin(self) -> None:
        if self.group.is_new:
            self.group = replace(self.group, is_new=False)

    def _seen(self, piece: Any) -> Any:
        """Give what is shown of text or bytes: without what stands for a number of Unicode, none of a hidden group."""
        size = len(piece)
        piece, self.skip = piece[self.skip :], max(0, self.skip - size)
        return piece[:0] if self.group.is_hidden else piece

    def _sign(self, sign: bytes) -> str:
        if sign == b"*":
            self.group = replace(self.group, is_starred=True)
            return ""
        return str(self._seen(_ESCAPED.get(sign, "")))

    def _word(self, word: bytes, value: int | None) -> str:
        if word == b"u" and value is not None:
            shown = "" if self.group.is_hidden else _character(value)
            self.skip = self.group.skips
            return shown
        if word == b"bin":
            self.at += max(0, value or 0)
        elif self.group.is_new and (word in _HIDDEN or (self.group.is_starred and word not in _SHOWN)):
            self.group = replace(self.group, is_hidden=True, is_fonts=word == b"fonttbl")
        elif word in _PAGES or value is not None:
            self._set(word, value or 0)
        elif word == b"plain":
            self._use(self.default)
        self._begin()
        return str(self._seen(_SIGNS.get(word, "")))

    def _set(self, word: bytes, value: int) -> None:
        """Follow a word that sets how characters are written."""
        if word == b"f":
            self.font = value
            self._use(value)
        elif word == b"fcharset" and self.group.is_fonts and value in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[value]
        elif word in _PAGES or word == b"ansicpg":
            self.fonts[_ANY] = _PAGES.get(word) or _known_page(value)
            self._use(self.default)
        elif word == b"uc":
            self.group = replace(self.group, skips=max(0, min(value, 8)))
        elif word == b"deff":
            self.default = value

    def _use(self, font: int) -> None:
        if not self.group.is_fonts:
            self.group = replace(self.group, page=self.fonts.get(font, self.fonts.get(_ANY, "cp1252")))


def _known_page(number: int) -> str:
    try:
        "".encode(f"cp{number}")
    except LookupError:
        return {65001: "utf-8", 10000: "mac_roman"}.get(number, "cp1252")
    return f"cp{number}"


def _character(number: int) -> str:
    """Give a character by its number, which RTF writes as a signed one of 16 bits; half of one stays."""
    number = number + 65536 if number < 0 else number
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
