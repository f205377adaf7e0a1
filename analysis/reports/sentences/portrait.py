"""The tables of one person's portrait -> what they show, in sentences; every number carries its n."""

from __future__ import annotations

import pandas as pd

from analysis.charts.style import plural
from analysis.reports.sentences.english import listed, signed
from analysis.sentiment.ladder import RUNGS

__all__ = ["describe_names", "describe_portrait", "describe_said"]


def describe_portrait(portrait: pd.DataFrame) -> str:
    """Say how each outlet speaks of the person in its own words, and each source that it gives words to."""
    rows = portrait[portrait["voice"] == "all"]
    sentences = []
    for outlet, holders in rows.groupby("outlet", sort=False):
        if not holders["n_mentions"].sum():
            sentences.append(f"{outlet} does not speak of the person.")
            continue
        parts = [
            f"{f'{signed(value)} ' if n else 'nothing scored '}{holder if kind == 'outlet' else f'from {holder}'} "
            f"(n = {n:,} of {plural(mentions, 'mention')})"
            for kind, holder, value, n, mentions in holders[
                ["holder_kind", "holder", "value", "n", "n_mentions"]
            ].itertuples(index=False)
            if mentions
        ]
        sentences.append(f"{outlet}: {listed(parts)}.")
    if not sentences:
        return "No outlet was read."
    return "\n\n".join([f"Mean sentiment; method: {RUNGS[portrait['method'].iloc[0]].label}.", *sentences])


def describe_names(names: pd.DataFrame, *, most: int = 4) -> str:
    """Say by which names and descriptions each outlet, with its sources, speaks of the person."""
    sentences = []
    for outlet, rows in names.groupby("outlet", sort=False):
        parts = []
        for kind, verb in (("proper", "named"), ("nominal", "described as")):
            counts = rows[rows["kind"] == kind].groupby("words", sort=False)["n"].sum()
            counts = counts.sort_values(ascending=False, kind="stable")
            if len(counts):
                shown = [f"“{words}” {n:,}" for words, n in counts.head(most).items()]
                rest = counts.iloc[most:].sum()
                parts.append(f"{verb} {listed([*shown, f'otherwise {rest:,}'] if rest else shown)}")
        sentences.append(f"{outlet}: {'; '.join(parts)} (n = {rows['n'].sum():,}).")
    return " ".join(sentences) or "Nobody names or describes the person."


def describe_said(quotes: pd.DataFrame) -> str:
    """Say how often each outlet gives the person words, of which kind, and through which cues."""
    sentences = []
    for outlet, rows in quotes.groupby("outlet", sort=False):
        kinds = [f"{n:,} {kind}" for kind, n in rows["kind"].value_counts(sort=False).items()]
        cues = rows["cue"].dropna().str.lower().value_counts().head(3)
        said = listed([f"“{cue}” {n:,}" for cue, n in cues.items()])
        through = f", most often through {said}" if len(cues) else ""
        sentences.append(f"{outlet}: {plural(len(rows), 'stretch', 'stretches')} ({listed(kinds)}){through}.")
    return " ".join(sentences) or "No outlet gives the person words."
