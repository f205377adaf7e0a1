"""Contrasts of events and tests of other days -> what they show, in sentences."""

from __future__ import annotations

import pandas as pd

from analysis.reading import Reading
from analysis.reports.sentences.english import capital, fill, paragraphs


def describe_events(table: pd.DataFrame, *, most: int = 4) -> str:
    """Say at which events a measure jumps; ``table`` is whole, as from `contrast_of_event`."""
    rows = table[table["copies"] == "with"]
    if rows.empty:
        return "No event of the study lies between articles."
    tested = rows[rows["q"].notna()]
    if tested.empty:
        few = (
            "{n:difference} between articles after and before events, none of them tested: too few articles of outlets "
            "that write on both sides, or too few days. They describe these texts."
        )
        return fill(few, n=len(rows))
    sure, aside = tested[tested["q"] <= 0.05], len(rows) - len(tested)
    more = "; {aside} more {aside:is|are} only described" if aside else ""
    largest = f" The {most} largest:" if len(sure) > most else ""
    head = "{n} of {m:tested jump} {verb} q ≤ .05 (family: all events on one measure)" + f"{more}.{largest}"
    verb = "has" if 1 in (len(sure), len(tested)) else "have"
    parts = [fill(head, n=len(sure), m=len(tested), verb=verb, aside=aside)]
    is_jump = table["p"].notna()  # else it is the plain difference of the sides, which is no jump
    alone = table[(table["copies"] == "without") & is_jump].set_index(["measure", "facet", "contrast"])["difference"]
    one = "{name}, {contrast}: {difference} ({lower} to {upper}; {without} without near-duplicates)."
    for row in sure.sort_values("difference", key=abs, ascending=False, kind="stable").head(most).to_dict("records"):
        without = alone.get((row["measure"], row["facet"], row["contrast"]), "not tested")
        parts.append(fill(one, row, name=capital(name_measure(row["measure"], row["facet"])), without=without))
    return paragraphs(*parts)


def describe_other_days(table: pd.DataFrame) -> str:
    """Say how often the test of events calls days on which nothing is known to have happened."""
    tried = table[table["n_days"] > 0]
    if tried.empty:
        return "No other day could be tested as the events are."
    parts = [
        fill("{name} at {found} of {days}", name=name_measure(measure, facet), found=found, days=days)
        for measure, facet, days, found in tried[["measure", "facet", "n_days", "n_found"]].to_numpy(object).tolist()
    ]
    n_days, n_found = int(tried["n_days"].sum()), int(tried["n_found"].sum())
    judged = (
        " That is more than chance gives: these measures move at other days too, and what stands at an event need not "
        "be its doing."
        if n_found > max(2, 0.1 * n_days)
        else ""
    )
    return (
        "The same test at evenly spaced days of which the study knows no event has p ≤ .05 (each alone, no family; by "
        f"chance at 1 in 20) for {'; '.join(parts)}.{judged}"
    )


def describe_days(reading: Reading) -> str:
    """Say how events are tested, where one was, and which days are drawn together, where the study names them."""
    study, contrasts = reading.study, reading.contrasts
    is_event = contrasts["p"].notna() & contrasts["unit_a"].str.startswith("after:")
    events = fill(
        "Of events the jump at the day beside a slope is tested, within outlets, over {days:day} on either side, by "
        "turning the signs of what blocks of neighbouring days leave over. ",
        days=study.event_days,
    )
    days = "one day" if study.story_days == 1 else fill("the same {n:day}", n=study.story_days)
    together = f"Articles of {days} are drawn together, since they tell of the same events. "
    return events * bool(is_event.any()) + together * bool(study.story_days)


def name_measure(measure: str, facet: str) -> str:
    """Name a measure with its voice.

    >>> name_measure("balance", "growth-harm:own")
    'balance in own words'
    """
    voice = facet.rpartition(":")[2]
    names = {"own": "own words", "agency": "agency copy", "quoted": "quoted words"}
    return measure + (" over all voices" if voice == "all" else f" in {names[voice]}" if voice in names else "")
