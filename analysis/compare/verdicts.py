"""How sure a balance or a mean is -> what to say of its mark in a picture (sizes: `analysis.charts.style.SIZES`)."""

from __future__ import annotations

import pandas as pd

_SAID = {
    "decided": "large, decided (the interval leaves out zero)",
    "leaning": "of middle size, leaning, not decided",
    "balanced or too few": "small, balanced or too few hits",
    **dict.fromkeys(("warm", "cool"), "large, warm or cool (the interval leaves out zero)"),
    "not decided": "small, not decided",
}


def say_sizes(verdicts: pd.Series) -> str:
    """Say what large and small marks mean, as far as there are any; empty where no verdict is known.

    Examples
    --------
    >>> say_sizes(pd.Series(["leaning", "decided", "leaning"]))
    'Marks: large, decided (the interval leaves out zero); of middle size, leaning, not decided.'
    """
    known = set(verdicts.dropna())
    said = dict.fromkeys(words for verdict, words in _SAID.items() if verdict in known)
    return f"Marks: {'; '.join(said)}." if said else ""
