"""Bytes -> text, where that is certain; else a flagged repair or a refusal, never a dropped byte.

The order is: not text at all, a byte order mark, UTF-16 without a mark, UTF-8, UTF-8 with a few damaged bytes,
Windows-1252. Statistical guessing is not used: it names an encoding even for bytes that are damaged.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

MAX_CHARACTERS = 2_000_000
#: No encoding of Unicode takes more than four bytes a character.
MAX_BYTES = 4 * MAX_CHARACTERS + 4


class Unreadable(ValueError):
    """A record that cannot become an article; the message says what it must be and what was found."""


class Decoded(NamedTuple):
    """A text and, where bytes had to be repaired, what was done."""

    text: str
    repair: str = ""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a zip archive (or an Office document)",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"%PDF-": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "an SQLite file",
    b"\x7fELF": "a program",
    b"\x80\x02": "a Python pickle",
    b"\x80\x03": "a Python pickle",
    b"\x80\x04": "a Python pickle",
    b"\x80\x05": "a Python pickle",
}
#: Longer ways to write a character that has a shorter one, and surrogates: UTF-8 forbids both (RFC 3629).
_FORBIDDEN = re.compile(rb"[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]|\xf0[\x80-\x8f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3}")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: What a Windows-1252 text holds outside ASCII: marks that stand anywhere, signs that stand between words, letters.
_MARKS_1252 = frozenset("‘’“”‚„–—…\xa0\xad™®")
_SIGNS_1252 = frozenset("€•‹›«»£¥§©°±²³´µ·ªº¹¼½¾¡¿×†‡‰")
_LETTERS_1252 = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýŠšŒœŽžŸ")
_WIDE = re.compile(r"[^\x00-\x7f]")


def decode_text(data: bytes) -> Decoded:
    """Decode one document.

    Raises
    ------
    Unreadable
        The bytes are no text, or not certainly that of one encoding.

    Examples
    --------
    >>> decode_text("“Café”".encode("cp1252"))
    Decoded(text='“Café”', repair='read as Windows-1252')
    >>> decode_text(b"plain")
    Decoded(text='plain', repair='')
    """
    refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    wide = wide_encoding(data)
    if wide:
        return Decoded(_decode_marked(data, wide).text, f"read as {wide.upper()} without a byte order mark")
    return decode_part(data)


def decode_part(data: bytes) -> Decoded:
    """Decode a row or line of a file, which has no mark of its own: UTF-8, or what is left to do if it is not."""
    try:
        return Decoded(_check_text(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        return _decode_damaged(data, error)


def refuse_binary(data: bytes) -> None:
    """Raise `Unreadable` for what begins like a well-known kind of file that is no text."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"must be text; it is {kind} (not text)")


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_check_text(data.decode(encoding)))
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _decode_damaged(data, error)
        raise Unreadable(f"must be {encoding.upper()} throughout; byte {error.start} is not") from error


def _check_text(text: str) -> str:
    """Refuse what decodes but is no text: more than eight control characters, a tenth of all."""
    if len(_BINARY.findall(text[:10_000])) > max(8, min(len(text), 10_000) // 10):
        raise Unreadable("must be text; every tenth character is a control character (not text)")
    return text


def wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs, which stand at every other byte of Latin text."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def _decode_damaged(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Decide between Windows-1252, UTF-8 with few damaged bytes, and neither."""
    forbidden = _FORBIDDEN.search(data)
    if forbidden:
        raise Unreadable(f"must be UTF-8; byte {forbidden.start()} begins an overlong or surrogate sequence")
    is_cut = error.reason == "unexpected end of data" and error.end == len(data)
    is_mixed = _MULTIBYTE.search(data) is not None
    western = None if is_cut else _windows_1252(_MULTIBYTE.sub(b" ", data) if is_mixed else data)
    if western is not None and is_mixed:
        raise Unreadable(f"must be in one encoding; it is UTF-8 in part, and byte {error.start} is not")
    if western is not None:
        return Decoded(western, "read as Windows-1252")
    return _replace_damaged(data)


def _windows_1252(data: bytes) -> str | None:
    """Read Windows-1252 if each character outside ASCII stands where texts in that encoding have it."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if _BINARY.search(text) or any(_is_odd(text, found.start()) for found in _WIDE.finditer(text)):
        return None
    return text


def _is_odd(text: str, at: int) -> bool:
    """Tell a character that other encodings leave behind: a sign inside a word, a lone or misplaced capital letter."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character in _SIGNS_1252:
        return before.isalpha() and after.isalpha()
    if character in _LETTERS_1252:
        is_alone = not before.isalpha() and not after.isalpha() and character not in "àÀ"
        return is_alone or (character.isupper() and before.islower())
    return character not in _MARKS_1252


def _replace_damaged(data: bytes) -> Decoded:
    """Put U+FFFD for damaged bytes if they are at most one in a thousand."""
    allowed, places, at, pieces = max(1, len(data) // 1000), [], 0, []
    while at < len(data):
        try:
            pieces.append(data[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces += [data[at : at + error.start].decode("utf-8"), "\ufffd"]
            places.append(at + error.start)
            at += error.end
        if len(places) > min(allowed, 100):
            raise Unreadable(f"must be UTF-8 or Windows-1252; byte {places[0]} and others are neither")
    text = _check_text("".join(pieces))
    return Decoded(text, f"U+FFFD put for damaged bytes at {', '.join(map(str, places))}")
