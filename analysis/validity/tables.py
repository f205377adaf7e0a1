"""Tables of a coding -> tidy tables that charts and pages show, outlets in the order of the study."""

from __future__ import annotations

import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.tables.differences import name_units
from analysis.reading import Reading
from analysis.validity.changes import standing_units
from analysis.validity.variables import SIDES, variables_of

__all__ = [
    "agreement_of_coders",
    "corrected_by_outlet",
    "errors_by_outlet",
    "is_coded",
    "name_quantity",
    "parted_units",
]

_LABELS = {
    "frame_difference": "Frames, difference per 100 sentences",
    "frame_balance": "Frame balance by sentence",
    "told_share": "Articles that tell the story",
}


def is_coded(reading: Reading) -> bool:
    """Tell whether anybody coded anything of a Reading by hand."""
    return bool(len(reading.labels))


def name_quantity(reading: Reading, measure: str, facet: str) -> str:
    """Name a corrected measure as charts do."""
    study = reading.study
    head, _, tail = facet.partition(":")
    people = study.person_names
    if measure == "frame_share":
        return f"Sentences with “{study.frames[tail].label}”"
    if measure == "sentiment":
        return f"Toward {people[head]}, {'all voices' if tail == 'all' else tail + ' words'}"
    if measure == "speech_share":
        return "Sentences that report speech" + ("" if facet == "all" else f" of {people[facet]}")
    if measure == "mention_share":
        return f"Mentions that mean {people[facet]}"
    axis = f" ({study.axes[facet].label})" if facet in study.axes and len(study.axes) > 1 else ""
    return _LABELS[measure] + axis


def agreement_of_coders(reading: Reading) -> pd.DataFrame:
    """Give alpha of all coders together and of each against the others, named.

    Returns
    -------
    DataFrame
        ``question``, ``who``, ``level``, ``alpha`` (NA: undefined), ``lower``, ``upper``, ``share`` that agrees,
        ``n_units``.
    """
    table = reading.agreement
    everyone = table["coder_a"] == "all"
    names = {name: _name_variable(reading, name) for name in table["variable"].unique()}
    who = table["coder_a"].where(~everyone, "all coders")
    table = table.assign(question=table["variable"].map(names).astype("str"), who=who.astype("str"))
    table = table.assign(first=everyone).sort_values(["variable", "level", "first"], ascending=[True, True, False])
    columns = ["question", "who", "level", "alpha", "lower", "upper", "share", "n_units"]
    return table[columns].reset_index(drop=True)


def _name_variable(reading: Reading, name: str) -> str:
    kind, _, axis = name.partition(":")
    labels = {"sentiment": "sentiment toward a person", "speech": "whose speech", "mention": "who is meant"}
    labels |= {"membership": "tells the story"}
    return f"frames, {reading.study.axes[axis].label}" if kind == "frame" else labels[kind]


def errors_by_outlet(reading: Reading) -> pd.DataFrame:
    """Give precision, recall and F1 of each answer in each outlet, all outlets together first.

    Returns
    -------
    DataFrame
        ``question``, ``answer``, ``outlet_id``, ``outlet`` ("all outlets"), the columns of table `errors`.
    """
    table, names = reading.errors, name_units(reading)
    variables = variables_of(reading.study)
    order = {outlet: turn for turn, outlet in enumerate(names)}
    answers = {(name, key): text for name, variable in variables.items() for key, text in variable.answers.items()}
    keys = zip(table["measure"].tolist(), table["class"].tolist(), strict=True)
    table = table.assign(
        question=[_name_variable(reading, name) for name in table["measure"]],
        answer=[answers.get(key, key[1]) for key in keys],
        outlet=[names.get(one, "all outlets") for one in table["outlet_id"]],
        place=[order.get(one, -1) for one in table["outlet_id"]],
        turn=[list(variables[m].answers).index(c) if c in variables[m].answers else 0 for m, c in
              zip(table["measure"], table["class"], strict=True)],
    ).sort_values(["measure", "turn", "class", "place"], kind="stable", ignore_index=True)  # fmt: skip
    first = ["question", "answer", "outlet_id", "outlet"]
    return table[first + [name for name in table.columns if name not in (*first, "place", "turn", "measure", "class")]]


def corrected_by_outlet(reading: Reading, *, contrasts: bool = False, scale: str = "all") -> pd.DataFrame:
    """Give what the machine says of each outlet and what it is once corrected, or the same of contrasts.

    Parameters
    ----------
    reading : Reading
    contrasts : bool
        Of outlets with each other, not single ones.
    scale : {"all", "shares", "per 100"}
        All quantities, those between -1 and 1, or those per hundred sentences.

    Returns
    -------
    DataFrame
        ``quantity``, ``outlet`` (or both names of a contrast), ``measure``, ``facet``, ``unit_a``, ``unit_b``,
        ``machine``, ``corrected``, ``lower``, ``upper`` (NA: not corrected), ``error``, ``coding_error``, ``n_coded``,
        ``n_units``, ``reason``.
    """
    table, names = reading.corrected, name_units(reading)
    is_rate = table["measure"] == "frame_difference"
    wanted = {"all": is_rate | ~is_rate, "shares": ~is_rate, "per 100": is_rate}[scale]
    table = table[(table["unit_b"].notna() == contrasts) & wanted].reset_index(drop=True)
    order = {outlet: turn for turn, outlet in enumerate([*names, REST])}
    pairs = zip(table["unit_a"].tolist(), table["unit_b"].tolist(), strict=True)
    outlet = [names[a] if pd.isna(b) else f"{names[a]} − {names[b]}" for a, b in pairs]
    kinds = zip(table["measure"].tolist(), table["facet"].tolist(), strict=True)
    quantity = [name_quantity(reading, measure, facet) for measure, facet in kinds]
    quantities = {
        (one.measure, one.facet): turn
        for turn, one in enumerate(q for variable in variables_of(reading.study).values() for q in variable.quantities)
    }
    turns = [quantities[key] for key in zip(table["measure"], table["facet"], strict=True)]
    table = table.assign(quantity=pd.Series(quantity, dtype="str"), outlet=pd.Series(outlet, dtype="str"), turn=turns)
    table = table.assign(place=[order[one] for one in table["unit_a"]])
    table = table.sort_values(["turn", "place"], kind="stable", ignore_index=True)
    names_of = "quantity outlet measure facet unit_a unit_b machine corrected lower upper error coding_error"
    return table[f"{names_of} n_coded n_units reason".split()]


def parted_units(reading: Reading) -> pd.DataFrame:
    """List the coded units on which the machine, as it was when they were drawn, and most coders part.

    Returns
    -------
    DataFrame
        ``question``, ``article_id``, ``start``, ``end``, ``words``, ``target``, ``machine``, and ``coders``: each
        answer with how many gave it. Left out are units that the machine does not read, and those whose words no
        longer stand where they were drawn.
    """
    labels = reading.labels
    said = labels.groupby(["unit_id", "value"]).size().rename("n").reset_index()
    most = said.sort_values("n", ascending=False, kind="stable").drop_duplicates("unit_id").set_index("unit_id")
    every = said.assign(text=said["value"] + " " + said["n"].astype(str)).groupby("unit_id")["text"].agg(", ".join)
    units = reading.coding_units[reading.coding_units["unit_id"].isin(most.index)]
    units = units[~units["machine"].isin(["not read", "no score"])]
    units = standing_units(reading, reading.study, units)
    answer = most["value"].reindex(units["unit_id"]).tolist()
    is_tone = (units["kind"] == "sentiment").to_numpy()
    classed = [SIDES.get(str(one), one) if tone else one for one, tone in zip(answer, is_tone, strict=True)]
    kept = units[(units["machine"] != pd.Series(classed, index=units.index, dtype=object)).to_numpy()]
    names = {name: _name_variable(reading, name) for name in kept["variable"].unique()}
    kept = kept.assign(question=kept["variable"].map(names).astype("str"), coders=kept["unit_id"].map(every))
    columns = ["question", "article_id", "start", "end", "words", "target", "machine", "coders"]
    shown = reading.with_words(kept)[columns].sort_values(["question", "article_id", "start"], ignore_index=True)
    return shown.astype({"coders": "str"})
