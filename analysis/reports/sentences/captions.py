"""What a caption says of a picture beside its whole table: how many of the things that it could show it shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from analysis.plurals import plural
from analysis.reports.sentences.english import fill


def part_of(
    shown: pd.DataFrame,
    whole: pd.DataFrame,
    columns: str | Sequence[str],
    unit: str,
    which: str = "",
    many: str | None = None,
    *,
    aside: Collection[str] = (),
) -> str:
    """Say how many of the things in a whole table a picture shows.

    Parameters
    ----------
    shown, whole : DataFrame
        The rows that are drawn, and those that they were chosen from.
    columns : str or sequence of str
        What tells one thing from another in both.
    unit, many : str
        What one thing is called, and many of them (None: with an s).
    which : str
        By what the things shown were chosen, such as ``most told``; empty where the sentence around it says so.
    aside : collection of str
        Names in `columns` that stand for no one thing, such as "other cues".

    Examples
    --------
    >>> table = pd.DataFrame({"cue": ["said", "told", "said", "no cue"]})
    >>> part_of(table[:1], table, "cue", "cue", "most frequent", aside=["no cue"])
    'the 1 most frequent of 2 cues'
    >>> part_of(table, table, "cue", "cue", aside=["no cue"])
    'all 2 cues'
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    known = set(map(tuple, whole[names].to_numpy(object).tolist())) - {(name,) for name in aside}
    n_shown = len(known & set(map(tuple, shown[names].to_numpy(object).tolist())))
    if not known:
        return f"no {unit}"
    counted = plural(len(known), unit, many)
    if n_shown == len(known):
        return f"the one {unit}" if n_shown == 1 else f"all {counted}"
    return fill("the {n} {which} of {of}" if which else "{n} of {of}", n=n_shown, which=which, of=counted)
