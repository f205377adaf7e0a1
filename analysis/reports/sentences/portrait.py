"""The tables of one person's portrait -> what they show, in sentences; every number carries its n."""

from __future__ import annotations

import pandas as pd

from analysis.reports.sentences.english import each, fill, listed, paragraphs
from analysis.reports.sentences.findings import TONES, by_outlet, name_method, often


def describe_portrait(portrait: pd.DataFrame) -> str:
    """Say how each outlet speaks of the person in its own words, and each source that it gives words to."""

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        parts = [
            fill(
                f"{'{value} ' if row['n'] else 'nothing scored '}{of}{{holder}} (n = {{n}} of {{n_mentions:mention}}"
                f"{', {verdict}' if row['n'] else ''})",
                row,
            )
            for row in rows[rows["n_mentions"] > 0].to_dict("records")
            for of in ["" if row["holder_kind"] == "outlet" else "from "]
        ]
        return f"{outlet}: {listed(parts)}." if parts else f"{outlet} does not speak of the person."

    sentences = by_outlet(portrait[portrait["voice"] == "all"], tell)
    return paragraphs(f"{name_method(portrait)} {TONES}", *sentences) if sentences else "No outlet was read."


def describe_names(names: pd.DataFrame, *, most: int = 4) -> str:
    """Say by which names and descriptions each outlet, with its sources, speaks of the person.

    Parameters
    ----------
    names : DataFrame
        From `names_of_person`.
    most : int
        Names of each kind that are listed; the others are summed.
    """

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        parts = []
        for kind, verb in (("proper", "named"), ("nominal", "described as")):
            counts = rows[rows["kind"] == kind].groupby("words", sort=False)["n"].sum()
            counts = counts.sort_values(ascending=False, kind="stable")
            rest = each({"otherwise": counts.iloc[most:].sum()}, "{name} {n}") if len(counts) > most else []
            parts += [f"{verb} {listed([*each(counts.head(most)), *rest])}"] if len(counts) else []
        return fill("{outlet}: {parts} (n = {n}).", outlet=outlet, parts="; ".join(parts), n=int(rows["n"].sum()))

    return " ".join(by_outlet(names, tell)) or "Nobody names or describes the person."


def describe_said(quotes: pd.DataFrame, name: str) -> str:
    """Say how often each outlet gives the person words, of which kind, and through which cues.

    Parameters
    ----------
    quotes : DataFrame
        From `quote_evidence` of the person.
    name : str
        Of the person; what is said together with others is counted apart.
    """

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        alone = rows[rows["said_by"] == name]
        kinds = alone["kind"].value_counts(sort=False).to_dict()
        through = often(each(alone["cue"].dropna().str.lower().value_counts().head(3)), "through ")
        own, together = "{n} {n:stretch|stretches} ({kinds}){through}", "{m} {m:stretch|stretches} together with others"
        told = "; ".join(part for part, some in ((own, len(alone)), (together, len(rows) - len(alone))) if some)
        return fill(
            f"{{outlet}}: {told}.", outlet=outlet, n=len(alone), m=len(rows) - len(alone), kinds=kinds, through=through
        )

    return " ".join(by_outlet(quotes, tell)) or "No outlet gives the person words."
