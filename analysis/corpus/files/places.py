"""The text of a whole file, and where each of its characters stands in the bytes."""

from __future__ import annotations

import codecs
from itertools import accumulate

from analysis.corpus.files.decode import decode_text
from analysis.corpus.files.source import Source

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
#: Characters between two that are looked up.
_STEP = 4096


class Places:
    """Leads positions in a decoded text to bytes of its file.

    Examples
    --------
    >>> Places("é: yes".encode(), "é: yes").locate(3, 6)
    'bytes=4-7'
    """

    def __init__(self, data: bytes, text: str) -> None:
        self.text = text
        self.size = len(data)
        self.mark = next((len(mark) for mark in _MARKS if data.startswith(mark)), 0)
        self.encoding = next((name for name in _ENCODINGS if self._fits(name)), "")
        steps = (len(self._encode(at, at + _STEP)) for at in range(0, len(text), _STEP)) if self.encoding else iter(())
        self.starts = [0, *accumulate(steps)]

    def _fits(self, encoding: str) -> bool:
        try:
            return len(self.text.encode(encoding)) + self.mark == self.size
        except UnicodeEncodeError:
            return False

    def _encode(self, start: int, end: int) -> bytes:
        return self.text[start:end].encode(self.encoding)

    def byte(self, at: int) -> int:
        """Give the byte at which a character begins."""
        step = min(at // _STEP, len(self.starts) - 1)
        return self.mark + self.starts[step] + len(self._encode(step * _STEP, at))

    def locate(self, start: int, end: int) -> str:
        """Write a stretch of the text as bytes; as the whole file where damage hides which they are."""
        if not self.encoding:
            return f"bytes=0-{self.size}"
        return f"bytes={self.byte(start)}-{self.byte(end)}"


def read_placed(source: Source, repairs: list[str]) -> tuple[bytes, Places]:
    """Read a file as text with its places; what had to be repaired is added to `repairs`."""
    data = source.read()
    decoded = decode_text(data)
    repairs += [decoded.repair] if decoded.repair else []
    return data, Places(data, decoded.text)
