"""Any text -> LaTeX that sets it as it is: nothing of an article is a command in it."""

from __future__ import annotations

import re

from analysis.reports.sentences.english import printable

#: Characters that LaTeX obeys, and signs that its default fonts or encoding lack.
_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
    "[": "{[}",  # after the end of a row it would be a length, and a star an option
    "]": "{]}",
    "*": "{*}",
    "`": r"\textasciigrave{}",
    "−": "$-$",
    "×": r"$\times$",
    "±": r"$\pm$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "→": r"$\rightarrow$",
    "↔": r"$\leftrightarrow$",
    "\u00a0": "~",
    "\ufffd": "?",
}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))


def escape(text: str) -> str:
    """Escape a text for LaTeX; line ends are blanks, other controls are shown as lost.

    Examples
    --------
    >>> print(escape("50 % of A_b & C, −1 \\\\input{x}"))
    50 \\% of A\\_b \\& C, $-$1 \\textbackslash{}input\\{x\\}
    """
    return _SIGN.sub(lambda found: _SIGNS[found[0]], printable(" ".join(text.split(" ")).replace("\n", " ")))


def label_of(kind: str, name: str) -> str:
    """Give the label of a table or figure, the same for the same name.

    >>> label_of("tab", "balance_by_outlet")
    'tab:balance-by-outlet'
    """
    return f"{kind}:{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}"
