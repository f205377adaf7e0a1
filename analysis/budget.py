"""What one article may take: one that takes more is set aside, and the others of its batch are read without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pandas as pd

from analysis.corpus.records import Kept
from analysis.tables import conform

_Made = TypeVar("_Made")


class OverBudget(Exception):
    """An article takes more work than one article may; `read` sets it aside."""

    def __init__(self, article_id: str, reason: str) -> None:
        super().__init__(f"Article `{article_id}` {reason}.")
        self.article_id, self.reason = article_id, reason


def read_apart(batch: pd.DataFrame, step: Callable[[pd.DataFrame], _Made]) -> tuple[list[_Made], dict[str, str]]:
    """Read a batch; where an article takes too much, read the others without it, and give its id with the reason."""
    found: list[_Made] = []
    aside: dict[str, str] = {}
    waiting = [batch]
    while waiting:
        batch, lacking = waiting.pop(), ""
        try:
            found.append(step(batch))
        except OverBudget as error:
            aside[error.article_id] = error.reason
            waiting.append(batch[batch["article_id"] != error.article_id])
        except MemoryError:
            lacking = "memory"
        except RecursionError:
            lacking = "depth of calls"
        if lacking and len(batch) > 1:  # outside of the handler, which holds on to what filled the memory
            waiting += [batch.iloc[len(batch) // 2 :], batch.iloc[: len(batch) // 2]]
        elif lacking:
            aside[batch["article_id"].iloc[0]] = f"must be read within the {lacking} that there is; it does not do"
            waiting.append(batch.iloc[:0])
    return found, aside


def set_aside(quarantine: pd.DataFrame, kept: Sequence[Kept], rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Kept]]:
    """Add articles that took too much to the quarantine; of their records the text as decoded is kept.

    Parameters
    ----------
    quarantine : DataFrame
        Table of that name.
    kept : sequence
        The bytes of each of its rows.
    rows : DataFrame
        Of table `articles`, with the ``reason`` of each.
    """
    reasons = [f"Article `{article_id}` {reason}." for article_id, reason in rows[["article_id", "reason"]].to_numpy()]
    added = rows[["file", "article_id", "sha256"]].assign(row=None, reason=reasons)
    every = conform(pd.concat([quarantine, added]) if reasons else quarantine, "quarantine")
    everything = [*kept, *(raw.encode("utf-8", "surrogatepass") for raw in rows["raw"].tolist())]
    order = every.sort_values(["file", "row"], kind="stable", na_position="first").index
    return every.loc[order].reset_index(drop=True), [everything[at] for at in order]
