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
    tail = " (family: all events on one measure)"
    if len(rows) > len(tested):
        tail += fill("; {n} more {n:is|are} only described", n=len(rows) - len(tested))
    sides = table[table["p"].notna()]  # else it is the plain difference of the sides, which is no jump
    one = "{name}, {contrast}: {difference} ({lower} to {upper}; {without} without near-duplicates)."
    return describe_tested(sides, one, noun="jump", tail=f"{tail}.", missing="not tested", most=most)


def describe_tested(table: pd.DataFrame, one: str, *, noun: str, tail: str, missing: object, most: int) -> str:
    """Count the tested differences whose q is at most .05, and name the largest.

    Parameters
    ----------
    table : DataFrame
        As from `contrasts_of_outlets` or `contrast_of_event`, with copies and without.
    one : str
        What is said of each, filled with its row, ``name`` of the measure, and ``without``: the difference without
        near-duplicates, or `missing`.
    noun : str
        What is counted.
    tail : str
        Stands behind the count, up to the end of the sentence and beyond.
    missing : object
        See `one`.
    most : int
        How many are named.
    """
    key = ["measure", "facet", "contrast"]
    tested = table[(table["copies"] == "with") & table["q"].notna()]
    sure = tested[tested["q"] <= 0.05].sort_values("difference", key=abs, ascending=False, kind="stable")
    alone = table[table["copies"] == "without"].set_index(key)["difference"]
    verb = "has" if 1 in (len(sure), len(tested)) else "have"
    parts = [fill(f"{{n}} of {{m:tested {noun}}} {verb} q ≤ .05", n=len(sure), m=len(tested)) + tail]
    parts[0] += f" The {most} largest:" if len(sure) > most else ""
    for row in sure.head(most).to_dict("records"):
        name, without = name_measure(row["measure"], row["facet"]), alone.get(tuple(row[at] for at in key), missing)
        parts.append(fill(one, row, name=capital(name), without=without))
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
