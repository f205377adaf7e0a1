"""Tables of a whole corpus -> what they show, in sentences; every number is counted here and carries its n."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.charts.labels import label
from analysis.compare.intervals.changes import LEAST, LEAST_BLOCKS
from analysis.compare.tables.series import Change
from analysis.reports.sentences.english import each, fill, first_of, listed, paragraphs
from analysis.reports.sentences.events import describe_tested

#: The columns that tell one telling from another: an attribution, in the headline or in the body of an article.
_TELLING = ["utterance_id", "article_id", "attribution_index", "kind"]


def describe_ledger(ledger: pd.DataFrame, headlines: pd.DataFrame, *, most: int = 5) -> str:
    """Say what outlets share, what they did with it, and which headlines quote what no body holds.

    Parameters
    ----------
    ledger : DataFrame
        From `ledger_by_outlet`, whole: not the rows of a picture.
    headlines : DataFrame
        From `unsupported_headlines`.
    most : int
        Headlines that are named; more are counted.
    """
    parts = ["No utterance is told by two outlets."]
    shared = ledger[ledger.groupby("utterance_id")["outlet_id"].transform("nunique") > 1] if len(ledger) else ledger
    if len(shared):
        variants = shared.drop_duplicates(_TELLING)["variant"].value_counts()
        told = "{n:utterance} of two outlets or more, compared word by word; the tellings: {told}."
        parts = [fill(told, n=shared["utterance_id"].nunique(), told=variants.to_dict()), _changes(shared)]
    loose = headlines[headlines["is_supported"] == False]  # noqa: E712  NA is neither
    for outlet, words in loose[["outlet", "words"]].head(most).to_numpy(object).tolist():
        name = "an article without an outlet" if pd.isna(outlet) else outlet
        parts.append(f"A headline of {name} puts “{words}” in quotation marks; no quotation of its body holds it.")
    if len(loose) > most:
        parts.append(fill("So do {n:more quotation} in headlines.", n=len(loose) - most))
    return paragraphs(*parts, between=" ")


def _changes(shared: pd.DataFrame) -> str:
    altered = shared[shared["variant"] == "altered"]
    if altered.empty:
        return ""
    row = altered.iloc[int(altered["n_altered"].argmax())]
    told = "Most altered: {outlet} alters {n_altered:word} of “{words}”."
    return fill(told, row.to_dict(), words=label(row["utterance"], 60, 1))


def describe_omissions(coverage: pd.DataFrame, *, most: int = 6) -> str:
    """Name what two outlets or more cover and others, which were observed then, do not.

    Parameters
    ----------
    coverage : DataFrame
        From `coverage_by_outlet`, whole.
    most : int
        Items that are named; with 0 they are only counted.
    """
    sentences = []
    for _, rows in coverage.groupby(["item_kind", "item_id"], sort=False):
        silent = rows[rows["covered"] == False]  # noqa: E712  NA: not observed, or told by fewer than two others
        if len(silent) and rows["covered"].eq(True).any():
            names = [fill("{outlet} (0 of {n_observed:article})", row) for row in silent.to_dict("records")]
            sentences.append(f"{label(rows['item'].iloc[0], 80, 1)}: not in {first_of(names, 4)}.")
    unseen = int((coverage["n_observed"] == 0).sum())
    alone = int(coverage["covered"].isna().sum()) - unseen
    n_items = coverage.groupby(["item_kind", "item_id"]).ngroups
    unsaid = n_items * coverage["outlet_id"].nunique() - len(coverage)  # of very many outlets such rows are left out
    head = "No item that two outlets tell is missing from another that had an article in the item's time."
    if sentences:
        head = (
            "{n:item} {n:is|are} told by two outlets or more and not by another that had articles in the item's time"
        ) + (":" if most else ".")
    left = len(sentences) - most if most else 0
    return paragraphs(
        fill(head, n=len(sentences)),
        *sentences[:most],
        fill("And {n} more.", n=left) if left > 0 else "",
        fill("In {n:case} an outlet had no article then: that is no omission.", n=unseen) if unseen else "",
        fill("In {n:case} fewer than two others tell it then: nor is that.", n=alone) if alone else "",
        fill("In {n:case} more one of these two holds.", n=unsaid) if unsaid else "",
    )


def describe_copies(copies: pd.DataFrame) -> str:
    """Say how many articles are near-duplicates, and how much of each outlet is its own."""
    n, alike = int(copies["n_articles"].sum()), int(copies["n_copies"].sum())
    shares = copies.dropna(subset="own_share").sort_values("own_share", kind="stable")
    ends = pd.concat([shares.head(1), shares.tail(1)]).drop_duplicates("outlet_id")
    said = [fill("{outlet} {own_share:%}", row) for row in ends.to_dict("records")]
    ends_of = ", least and most" if len(said) > 1 else ""
    tail = f" Words that stand in no other article{ends_of}: {listed(said)}." if said else ""
    told = "{alike} of {n:article} of an outlet {alike:has|have} a near-duplicate in the corpus.{tail}"
    return fill(told, alike=alike, n=n, tail=tail)


def describe_contrasts(table: pd.DataFrame, *, most: int = 4) -> str:
    """Say which differences are told apart from chance, with copies and without.

    Parameters
    ----------
    table : DataFrame
        From `contrasts_of_outlets`, whole.
    most : int
        Differences that are named, the largest first.
    """
    rows = table[table["copies"] == "with"]
    if rows.empty:
        return "There are no two groups to contrast."
    tested = rows[rows["q"].notna()]
    if tested.empty:
        few = "{n:difference}, none of them tested: {reason}. They describe these texts."
        return fill(few, n=len(rows), reason=_why_untested(rows))
    aside = len(rows) - len(tested)
    more = "; {n} more {n:was|were} not tested (too few articles, or nothing differs)" if aside else ""
    tail = f"{fill(more, n=aside)}. {_families(tested)}{_near(tested)}"
    one = (
        "{name}, {contrast}: {difference} ({range}; {without} without near-duplicates; n effective {n_effective}; "
        "q in the family “{family}”)."
    )
    table = table.assign(range=[_range(row) for row in table.to_dict("records")])
    return describe_tested(table, one, noun="difference", tail=tail, missing=float("nan"), most=most)


def _why_untested(rows: pd.DataFrame) -> str:
    """Say why differences have no test: sides of few articles, articles that all say the same, or both."""
    alike = rows["method"].str.endswith("nothing differs")
    few = fill("groups have too few articles (the smallest {n})", n=int(rows["n_effective"].min()))
    same = "no article differs from another"
    return same if alike.all() else f"{few}, or {same}" if alike.any() else few


def _families(tested: pd.DataFrame) -> str:
    """Name the families over which q is a false discovery rate, with the tests that each holds."""
    sizes = tested.drop_duplicates("family").set_index("family")["n_tests"]
    named = each(sizes.to_dict(), "“{name}” ({n:test})")
    return f"q is the false discovery rate within a family of tests: {listed(named)}."


def _near(tested: pd.DataFrame) -> str:
    """Say how many of the q lie so near .05 that other draws could put them on its other side."""
    error = tested["q"] * tested["p_error"] / tested["p"]
    n = int(((tested["q"] - 0.05).abs() <= 2 * error).sum())
    return fill(" {n} of the q {n:lies|lie} within two Monte Carlo errors of .05.", n=n) if n else ""


def _range(row: Mapping[Any, Any]) -> str:
    """Say the interval, or why a difference that was tested has none."""
    if not pd.isna(row["lower"]):
        return fill("{lower} to {upper}", row)
    return "no interval: no article differs from its side, or few hold what is counted; the plain difference was tested"


def describe_keyness(table: pd.DataFrame) -> str:
    """Name each outlet's strongest word, own words apart from quoted ones; ``table`` is whole."""
    if table.empty:
        return "There are no two outlets to compare."
    words = table[table["kind"] == "word"]
    sure = words[words["q"] <= 0.05]
    first = sure.drop_duplicates(["outlet", "voice"])
    template = "{outlet} “{term}” ({words}, {n} in {articles:article}, {n_others} elsewhere)"
    named = [
        fill(template, row, words="own words" if row["voice"] == "own" else row["voice"])
        for row in first.to_dict("records")
    ]
    n_tested = int(words["q"].notna().sum())
    said = fill("No word is told apart from chance; {n} {n:was|were} in enough articles to be tested.", n=n_tested)
    if not n_tested:
        said = "No word was tested: an outlet has too few articles, or too few of them hold the same word."
    if named:
        strongest = f"the strongest of each outlet and voice: {first_of(named, 8)}"
        said = fill(
            "{n} {n:word is|words are} told apart from chance (q ≤ .05 over the words of an outlet and voice); "
            "{strongest}.",
            n=len(sure),
            strongest=strongest,
        )
    small = " Some sides have few words: read them as a close reading." if table["is_small"].any() else ""
    return said + _others(table) + small


def _others(table: pd.DataFrame) -> str:
    """Count what is told apart from chance besides words: names of the study's people and function words."""
    found = table[table["q"] <= 0.05]["kind"].value_counts()
    names, functions = int(found.get("name", 0)), int(found.get("function", 0))
    parts = [fill("{n} {n:name|names} of the study's people", n=names)] * bool(names)
    parts += [fill("{n:function word}", n=functions)] * bool(functions)
    template = " So {n:is|are}, apart from them, {said}."
    return fill(template, n=names + functions, said=listed(parts)) if parts else ""


_LEVELS = "{before} before (n = {n_before}), {after} after (n = {n_after}), {step} within outlets"
_MOVES = "The level moves, %s; {tested}. The likeliest step, {day} ({held}): {levels}."
_CHANGES = {
    "none": "No change of level within outlets is told apart from chance (p = {p:.3f} over all days; likeliest: "
    "{levels}).",
    "step": "The level changes at {day} ({held}): {levels}; {tested}, and p = {p_step:.4f} against a slope.",
    "slope": "The level moves gradually: a step at any one day explains it less well than a slope; {tested}. The "
    "likeliest step parts {levels}.",
    "open": _MOVES % "whether at once or gradually the articles do not tell",
    "both": _MOVES % "neither one step nor one slope explains it",
}


def describe_change(change: Change | None, points: pd.DataFrame) -> str:
    """Say whether the level moves, at once or gradually, and against what it was tested.

    Parameters
    ----------
    change : Change or None
        From `find_change`.
    points : DataFrame
        A row an article.
    """
    if change is None:
        return fill(
            "No change of level was looked for in {n:article} with a date: no day has {least} on either side of "
            "outlets that write on both, copies counted once, fewer than {blocks} days have articles, or all alike.",
            n=int(points["published_earliest"].notna().sum()),
            least=LEAST,
            blocks=LEAST_BLOCKS,
        )
    return fill(
        _CHANGES[change.kind],
        change,
        levels=fill(_LEVELS, change),
        tested=fill("p = {p:.4f} over all days, copies counted once", change),
        held=fill("95 %: {first} to {last}", change),
    )


def _count_open(table: pd.DataFrame) -> int:
    """Count the times whose words do not say whether they lie before the publication or after it."""
    around = (table["earliest"] <= table["published_latest"]) & (table["latest"] >= table["published_earliest"])
    return int(((table["precision"] == "open") & around & table["event"].isna()).sum())


def describe_narrated(table: pd.DataFrame, *, most: int = 6) -> str:
    """Say which past each outlet recalls: the events of the study that its articles tell of.

    Parameters
    ----------
    table : DataFrame
        From `narrated_over_time`.
    most : int
        Outlets that are named; with 0 they are only counted.
    """
    if table.empty:
        return "No time that is told could be resolved."
    ahead = int((table["earliest"] > table["published_latest"]).sum())
    back = int((table["latest"] < table["published_earliest"]).sum())
    unsure, n = _count_open(table), table["article_id"].nunique()
    unclear = ", {unsure} left open" if unsure else ""
    head = "{n:article} {n:tells|tell} of {m:time}: {back} before the publication, {ahead} after it" + unclear + "."
    parts = [fill(head, n=n, m=len(table), back=back, ahead=ahead, unsure=unsure)]
    linked = table.dropna(subset="event")
    outlets = linked["outlet"].dropna().drop_duplicates()
    for outlet in outlets.head(most):
        events = linked[linked["outlet"] == outlet].groupby("event", sort=False)["article_id"].nunique()
        events = events.sort_values(ascending=False, kind="stable")
        more = [fill("{n:more event}", n=len(events) - 3)] if len(events) > 3 else []
        parts.append(f"{outlet} tells of {listed([*each(events.head(3), '“{name}” ({n:article})'), *more])}.")
    left = len(outlets) - most
    parts += [fill("So {n:does|do} {n:more outlet}.", n=left)] if left > 0 and most else []
    return paragraphs(*parts)
