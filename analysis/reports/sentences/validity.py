"""Hand coding in words: who coded how much, how far coders agree, how right the measures are, what is corrected."""

from __future__ import annotations

import hashlib

import pandas as pd

from analysis.measured import UNEVEN, read_errors
from analysis.reading import Reading
from analysis.reports.sentences.english import fill, first_of, listed, paragraphs
from analysis.validity.coding import ADJUDICATED
from analysis.validity.corrected import TOO_FEW, TOO_RARE, error_expected
from analysis.validity.plan import LEAST
from analysis.validity.tables import agreement_of_coders, corrected_by_outlet, errors_by_outlet, is_coded

#: What stands in captions, passports and at the head of a page where nobody coded.
NOT_VALIDATED = "Not validated on this corpus."
_UNEVEN = (
    "A difference between outlets can be the reading’s: of labelled news of seven outlets, direct quotes with their "
    "source are read with F1 {low:.2f} to {high:.2f}."
)
MOST = 8


def describe_uneven() -> str:
    """Say how unlike outlets are in what is read of their speech: what a difference between outlets can be, too."""
    return fill(_UNEVEN, read_errors()[UNEVEN][0])


def note_validation(reading: Reading) -> str:
    """Say in a sentence whether people coded anything of this corpus, and how far they agree."""
    if not is_coded(reading):
        return NOT_VALIDATED
    agreed = reading.agreement[reading.agreement["coder_a"] == "all"].drop_duplicates("variable")
    parts = [
        fill("{variable} α {alpha:.2f}" if pd.notna(row["alpha"]) else "{variable} α undefined", row)
        for row in agreed.to_dict("records")
    ]
    return fill(
        "Hand coding: {n:unit} by {coders}, {agreed}.",
        n=reading.labels["unit_id"].nunique(),
        coders=_who_coded(reading),
        agreed=listed(parts),
    )


def note_plan(reading: Reading) -> str:
    """Give the hash of the units that a plan drew; empty where nobody coded."""
    if not is_coded(reading):
        return ""
    ids = "\n".join(reading.coding_units["unit_id"])
    return f" Plan {hashlib.sha256(ids.encode()).hexdigest()[:12]}."


def _who_coded(reading: Reading) -> str:
    """Count the coders, and call them what their plan does."""
    n = len(set(reading.labels["coder_id"]) - {ADJUDICATED})
    kinds = [kind for kind in reading.coding_units["made_by"].unique() if kind != "coders"]
    return fill("{n} {kind}", n=n, kind=listed(kinds)) if kinds else fill("{n:coder}", n=n)


def describe_coding(reading: Reading) -> str:
    """Say how the sample was drawn, and how much of it was coded."""
    if not is_coded(reading):
        if len(reading.coding_units):
            drawn = "A plan is drawn, and none of its {n:unit} answered: `narrative code sheet` and `read` go on."
            return f"{NOT_VALIDATED} {fill(drawn, n=len(reading.coding_units))}"
        return f"{NOT_VALIDATED} No hand coding stands beside the study file: `narrative code plan` draws one."
    units, labels = reading.coding_units, reading.labels
    coded = units["unit_id"].isin(set(labels["unit_id"])).sum()
    told = (
        "{coded} of {n:unit} that were drawn are coded, by {coders}, with {unsure:answer} marked unsure and "
        "{settled:unit} settled together. {drawn}"
    )
    drawn = "Units are drawn at random within strata, outlet by what the machine says; near-duplicates are one unit."
    return fill(
        told,
        coded=int(coded),
        n=len(units),
        coders=_who_coded(reading),
        unsure=int((~labels["sure"].fillna(True).astype(bool)).sum()),
        settled=int((labels["coder_id"] == ADJUDICATED).sum()),
        drawn="Every unit was read." if (units["pi"] == 1).all() else drawn,
    )


def describe_agreement(reading: Reading) -> str:
    """Say alpha of each question with its interval, and the coder who agrees least with the others."""
    if not is_coded(reading):
        return describe_coding(reading)
    table = agreement_of_coders(reading)
    parts = [describe_coding(reading)]
    for (question, level), rows in table.groupby(["question", "level"], sort=False):
        every = rows[rows["who"] == "all coders"].iloc[0]
        if not every["n_units"]:
            parts.append(fill("{q}: no unit was coded by two, so that nothing is known of agreement.", q=question))
        elif pd.isna(every["alpha"]):
            told = "{question} ({level}): all codes of {n_units:unit} are one value, so alpha is undefined."
            parts.append(fill(told, every))
        else:
            told = "{question} ({level}): α = {alpha:.2f}{range}, {share:%} of pairs agree (n = {n_units} units)"
            one = "" if pd.isna(every["lower"]) else fill(" (95 %: {lower:.2f} to {upper:.2f}, over articles)", every)
            single = rows[(rows["who"] != "all coders") & rows["alpha"].notna()].sort_values("alpha", kind="stable")
            least = ""
            if len(single) > 2:
                least = fill("; least with the others agrees {who}, {alpha:.2f}", single.iloc[0])
            parts.append(fill(told, every, question=question, level=level, range=one) + least + ".")
    return paragraphs(*parts)


def describe_errors(reading: Reading) -> str:
    """Say precision and recall of each answer over all outlets, and where outlets differ in error."""
    if not is_coded(reading):
        return NOT_VALIDATED
    table = errors_by_outlet(reading)
    whole = table[table["outlet_id"].isna()]
    parts = []
    for question, rows in whole.groupby("question", sort=False):
        said = []
        for row in rows.to_dict("records"):
            if pd.isna(row["precision"]) and pd.isna(row["recall"]):
                continue
            precision, recall = (
                "none said" if pd.isna(row[name]) else fill("{x:.2f}", x=row[name]) for name in ("precision", "recall")
            )
            said.append(f"“{row['answer']}” precision {precision}, recall {recall}")
        if not said:
            continue
        told = "{question}, weighted by design (n = {n_coded} coded units): {said}."
        parts.append(fill(told, question=question, n_coded=int(rows["n_coded"].max()), said=first_of(said, MOST)))
        uneven = rows[rows["p_equal"] <= 0.05]
        if len(uneven):
            named = [fill("“{answer}” (p = {p_equal:.3f})", row) for row in uneven.to_dict("records")]
            told = "The machine errs more to one side in some outlets than in others: {named}."
            parts.append(fill(told, named=first_of(named, MOST)))
    return paragraphs(*parts)


def _more(single: pd.DataFrame) -> list[str]:
    """Say what twice as much coding would make of the largest standard error of each measure."""
    table = single[single["error"].notna() & single["n_coded"].gt(0)]
    parts = []
    for _, rows in table.groupby("measure", sort=False):
        row = rows.sort_values("error", ascending=False, kind="stable").iloc[0]
        then = error_expected(row["error"], row["coding_error"], 1, 2)
        told = (
            "{quantity}, {outlet}: standard error {error:.3f} (n = {n_coded} coded), of which coding more would leave "
        )
        told += "{then:.3f} with {twice} and {least:.3f} with all."
        least = error_expected(row["error"], row["coding_error"], 1, 10**9)
        parts.append(fill(told, row, then=then, twice=2 * row["n_coded"], least=least))
    return parts[:MOST]


def _changes(table: pd.DataFrame) -> list[str]:
    """Say what has changed since the plan, of which numbers."""
    said = table[~table["reason"].isin(["", TOO_FEW, TOO_RARE])]
    named = said.assign(reason=said["reason"].str.removeprefix("not corrected: "))
    return [
        fill("{quantities}: {reason}.", quantities=first_of(list(dict.fromkeys(rows["quantity"])), MOST), reason=reason)
        for reason, rows in named.groupby("reason", sort=False)
    ]


def describe_corrected(reading: Reading) -> str:
    """Say which contrasts of outlets remain once the measures are corrected, and which do not."""
    if not is_coded(reading):
        return NOT_VALIDATED
    if reading.corrected.empty:
        return "These codes correct nothing: every unit was read, or their plan says so."
    single, pairs = corrected_by_outlet(reading), corrected_by_outlet(reading, contrasts=True)
    known = pairs[pairs["lower"].notna()]
    leaves = known[(known["lower"] > 0) | (known["upper"] < 0)]
    head = (
        "{n} of {m:corrected contrast} of outlets {n:leaves|leave} out 0. {left} {left:value|values} of outlets "
        "{left:is|are} not corrected (fewer than {least} coded units, or frames too rare for a ratio)."
    )
    left = int(single["corrected"].isna().sum())
    parts = [fill(head, n=len(leaves), m=len(known), left=left, least=LEAST)]
    one = (
        "{quantity}, {outlet}: machine {machine}, corrected {corrected} (95 %: {lower} to {upper}; n = {n_coded} "
        "coded)."
    )
    parts += _more(single)
    parts += _changes(pd.concat([single, pairs]))
    shown = known[known["measure"].isin(["frame_difference", "sentiment", "speech_share", "told_share"])]
    for row in shown.sort_values("corrected", key=abs, ascending=False, kind="stable").head(MOST).to_dict("records"):
        parts.append(fill(one, row))
    return paragraphs(*parts)
