"""Lines before a text that tell of it (``Title: …``, or front matter between hyphens) -> fields, and the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.corpus.fields.columns import guess_columns
from analysis.corpus.records import COLUMNS

_LABEL = re.compile(r"(?P<name>[^\W\d_][\w -]{0,29}?)[ \t]*:[ \t]*(?P<value>\S.*)?")
_FENCE = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<lines>(?:.*\n){1,60}?)(?P=fence)[ \t]*(?:\r?\n|\Z)")
#: A label is one line of at most so many characters.
_LONGEST = 1_000


class HeaderBlock(NamedTuple):
    """The fields that were told, the labels that mean nothing here, and where the text begins."""

    fields: dict[str, str]
    labels: list[str]
    end: int


def read_header_block(text: str) -> HeaderBlock | None:
    """Read front matter, or two or more labels that we know, up to a blank line; None where a text begins at once.

    Examples
    --------
    >>> read_header_block("Title: Harbour deal\\nDate: 2024-03-01\\nSection: News\\n\\nAna Ruiz said yes.")
    HeaderBlock(fields={'headline': 'Harbour deal', 'published': '2024-03-01'}, labels=['Section'], end=52)
    >>> read_header_block("Source: nobody.\\n\\nAna Ruiz said yes.")
    """
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    fenced = _FENCE.match(text, start)
    if fenced:
        pairs = _pairs(fenced["lines"].splitlines(), mark="=" if fenced["fence"] == "+++" else ":")
        end = fenced.end()
    else:
        lines, end = _lines_before_a_blank(text, start)
        pairs = _pairs(lines, mark=":")
    if not pairs:
        return None
    names = dict(pairs)
    guesses = {names[0]: ours for ours, names in guess_columns(names).items() if len(names) == 1}
    fields = {
        (name if name in COLUMNS else guesses[name]): value
        for name, value in pairs
        if name in COLUMNS or name in guesses
    }
    fields.pop("text", None)
    fields.pop("file", None)
    if len(fields) < (1 if fenced else 2):
        return None
    return HeaderBlock(
        {name: value for name, value in fields.items() if value},
        [name for name in names if name not in COLUMNS and name not in guesses],
        end,
    )


def _lines_before_a_blank(text: str, start: int) -> tuple[list[str], int]:
    lines: list[str] = []
    at = start
    while at < len(text) and len(lines) < 60:
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if not line.strip():
            return lines, end + 1
        if end < 0 or len(line) > _LONGEST:
            break
        lines.append(line)
        at = end + 1
    return [], 0


def _pairs(lines: list[str], mark: str) -> list[tuple[str, str]]:
    """Part lines into labels and values; a line that is indented goes on; none where one has no label."""
    pairs: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] in " \t-" and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}".strip())
            continue
        found = _LABEL.fullmatch(line.rstrip().replace(mark, ":", 1))
        if not found:
            return []
        pairs.append((found["name"].strip(), (found["value"] or "").strip().strip("\"'")))
    return pairs
