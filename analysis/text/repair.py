"""Damaged characters -> the characters that were meant: entities, mojibake, controls, line ends, composition."""

from __future__ import annotations

import html
import re

from analysis.text.edits import Draft, Edit

__all__ = ["repair_characters"]

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e]")
_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def repair_characters(draft: Draft) -> None:
    """Repair characters; each repair looks first whether there is anything to do."""
    if "&" in draft.text:
        draft.apply(
            [Edit(*m.span(), html.unescape(m[0])) for m in _ENTITY.finditer(draft.text) if html.unescape(m[0]) != m[0]],
            "entities",
        )
    for pattern, to, name in (
        (_LINE_END, "\n", "line ends"),
        (_CONTROL, "", "control characters"),
        (_INVISIBLE, "", "invisible characters"),
        (_BLANK, " ", "blanks"),
    ):
        draft.apply([Edit(*m.span(), to) for m in pattern.finditer(draft.text)], name)
