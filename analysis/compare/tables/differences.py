"""Table `contrasts` -> the differences that a chart or a page shows: chosen, named, and in the order of the study."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.events import try_other_days
from analysis.compare.samples import measure_samples
from analysis.compare.tables.grid import outlet_names
from analysis.reading import Reading

__all__ = [
    "contrast_of_event",
    "contrasts_of_outlets",
    "days_of_events",
    "name_units",
    "other_days_of_events",
    "shown_measures",
]

_COLUMNS = "copies mean_a mean_b difference lower upper p p_error q n_a n_b n_effective n_tests family method".split()


def name_units(reading: Reading) -> dict[str, str]:
    """Give the name that charts show for each unit of the table `contrasts`."""
    names = outlet_names(reading.articles, reading.study)
    return names | {REST: "all others", "own": "outlet's own words", "quoted": "quoted words"}


def contrasts_of_outlets(
    reading: Reading, measures: Iterable[tuple[str, str]], *, most: int | None = None
) -> pd.DataFrame:
    """Give the contrasts of outlets on some measures.

    Parameters
    ----------
    measures : iterable of (measure, facet)
        As in the table `contrasts`.
    most : int, optional
        As many pairs of each measure as a picture has room for: those that lie furthest apart; None: all.

    Returns
    -------
    DataFrame
        One row a measure, pair and kind of `copies` {with, without}: ``measure``, ``facet``, ``unit_a``, ``unit_b``,
        ``contrast`` (both names), the columns of `contrasts` but the seed.
    """
    names = name_units(reading)
    outlets = {*names} - {"own", "quoted"}
    table = reading.contrasts
    table = table[table["unit_a"].isin(outlets) & table["unit_b"].isin(outlets) & table["difference"].notna()]
    table = table.sort_values(["unit_a", "unit_b"], key=_places(names), kind="stable")
    parts = []
    for measure, facet in measures:
        part = table[(table["measure"] == measure) & (table["facet"] == facet)]
        size = part["difference"].abs().groupby([part["unit_a"], part["unit_b"]], sort=False).max()
        kept = set(size.sort_values(ascending=False, kind="stable").index[:most])
        is_kept = [pair in kept for pair in zip(part["unit_a"], part["unit_b"], strict=True)]
        parts.append(part[np.array(is_kept, bool)])
    chosen = pd.concat(parts, ignore_index=True) if parts else table.iloc[:0]
    contrast = [f"{names[a]} − {names[b]}" for a, b in zip(chosen["unit_a"], chosen["unit_b"], strict=True)]
    chosen = chosen.assign(contrast=pd.Series(contrast, dtype="str"))
    return chosen[["measure", "facet", "unit_a", "unit_b", "contrast", *_COLUMNS]]


def _places(units: Iterable[str]) -> Callable[[pd.Series], pd.Series]:
    """Sort a column of units in the order given."""
    place = {unit: number for number, unit in enumerate(units)}
    return lambda column: column.map(place)


def contrast_of_event(reading: Reading, measures: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Give the jump of each measure at each event of the study (`analysis.compare.events.contrast_events`).

    Returns
    -------
    DataFrame
        Columns as from `contrasts_of_outlets`; ``contrast`` names the event and its day. Events that do not lie between
        articles have no row.
    """
    table = reading.contrasts[reading.contrasts["unit_a"].str.startswith("after:")]
    table = table[table["difference"].notna()]
    order = [f"after:{event_id}" for event_id in reading.study.events]
    table = table.sort_values("unit_a", key=_places(order), kind="stable")
    wanted = set(measures)
    is_wanted = [key in wanted for key in zip(table["measure"], table["facet"], strict=True)]
    chosen = table[np.array(is_wanted, bool)]  # an empty list would choose columns
    events = reading.study.events
    ids = [unit.removeprefix("after:") for unit in chosen["unit_a"]]
    contrast = [f"at {events[one].earliest:%Y-%m-%d}: {events[one].label}" for one in ids]
    chosen = chosen.assign(contrast=pd.Series(contrast, index=chosen.index, dtype="str")).reset_index(drop=True)
    return chosen[["measure", "facet", "unit_a", "unit_b", "contrast", *_COLUMNS]]


def other_days_of_events(reading: Reading, measures: Iterable[tuple[str, str]], *, seed: int = 0) -> pd.DataFrame:
    """Try days on which the study knows of no event: table of `analysis.compare.events.try_other_days`."""
    study, wanted = reading.study, set(measures)
    if not study.events:
        return pd.DataFrame(columns=["measure", "facet", "n_days", "n_found"])
    samples = measure_samples(reading, study)
    is_wanted = [key in wanted for key in zip(samples["measure"], samples["facet"], strict=True)]
    chosen, days = samples[np.array(is_wanted, bool)], study.event_days
    articles, copies = reading.articles, reading.copies
    minimum = study.minimum_articles
    return try_other_days(chosen, articles, copies, study.events, window=days, minimum=minimum, seed=seed)


def shown_measures(axis: str) -> dict[tuple[str, str], str]:
    """Name the measures that pages contrast, by (measure, facet).

    >>> list(shown_measures("growth-harm"))
    [('balance', 'growth-harm:own'), ('balance', 'growth-harm:all'), ('tone', 'own'), ('tone', 'quoted')]
    """
    return {
        ("balance", f"{axis}:own"): "Frame balance, own words",
        ("balance", f"{axis}:all"): "Frame balance, all voices",
        ("tone", "own"): "Tone, own words",
        ("tone", "quoted"): "Tone, quoted words",
    }


def days_of_events(reading: Reading) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """Give the first and last possible day of each event of the study, by its label."""
    return {
        event.label: (pd.Timestamp(event.earliest), pd.Timestamp(event.latest))
        for event in reading.study.events.values()
    }
