"""Tables of a whole corpus -> what they show, in sentences; every number is counted here and carries its n."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.charts.style import label, plural
from analysis.compare.changes import LEAST, LEAST_BLOCKS
from analysis.compare.tables.series import Change
from analysis.reports.sentences.english import capital, first_of, listed, signed
from analysis.reports.sentences.events import name_measure

__all__ = [
    "describe_change",
    "describe_contrasts",
    "describe_copies",
    "describe_keyness",
    "describe_ledger",
    "describe_narrated",
    "describe_omissions",
]


#: The columns that tell one telling from another: an attribution, in the headline or in the body of an article.
_TELLING = ["utterance_id", "article_id", "attribution_index", "kind"]


def describe_ledger(ledger: pd.DataFrame, headlines: pd.DataFrame, *, most: int = 5) -> str:
    """Say what outlets share, what they did with it, and which headlines quote what no body holds.

    ``ledger`` is whole, not the rows of a picture.
    """
    parts = ["No utterance is told by two outlets."]
    shared = ledger[ledger.groupby("utterance_id")["outlet_id"].transform("nunique") > 1] if len(ledger) else ledger
    if len(shared):
        variants = shared.drop_duplicates(_TELLING)["variant"].value_counts()
        told = listed([f"{n:,} {variant}" for variant, n in variants.items()])
        n = shared["utterance_id"].nunique()
        parts = [f"{plural(n, 'utterance')} of two outlets or more, compared word by word; the tellings: {told}."]
        parts.append(_changes(shared))
    loose = headlines[headlines["is_supported"] == False]  # noqa: E712  NA is neither
    for outlet, words in loose[["outlet", "words"]].head(most).to_numpy(object).tolist():
        name = "an article without an outlet" if pd.isna(outlet) else outlet
        parts.append(f"A headline of {name} puts “{words}” in quotation marks; no quotation of its body holds it.")
    if len(loose) > most:
        parts.append(f"So do {plural(len(loose) - most, 'more quotation')} in headlines.")
    return " ".join(part for part in parts if part)


def _changes(shared: pd.DataFrame) -> str:
    altered = shared[shared["variant"] == "altered"]
    if altered.empty:
        return ""
    row = altered.iloc[int(altered["n_altered"].argmax())]
    words = plural(int(row["n_altered"]), "word")
    return f"Most altered: {row['outlet']} alters {words} of “{label(row['utterance'], 60, 1)}”."


def describe_omissions(coverage: pd.DataFrame, *, most: int = 6) -> str:
    """Name what two outlets or more cover and others, which were observed then, do not."""
    sentences = []
    told = coverage.groupby(["item_kind", "item_id"], sort=False)
    for _, rows in told:
        silent = rows[rows["covered"] == False]  # noqa: E712  NA: not observed, or told by fewer than two others
        if len(silent) and rows["covered"].eq(True).any():
            names = [
                f"{name} (0 of {plural(n, 'article')})"
                for name, n in silent[["outlet", "n_observed"]].to_numpy(object).tolist()
            ]
            sentences.append(f"{label(rows['item'].iloc[0], 80, 1)}: not in {first_of(names, 4)}.")
    unseen = int((coverage["n_observed"] == 0).sum())
    alone = int(coverage["covered"].isna().sum()) - unseen
    left = len(sentences) - most
    found = [
        f"{plural(len(sentences), 'item')} {'is' if len(sentences) == 1 else 'are'} told by two outlets or more and "
        f"not by another that had articles in the item's time{':' if most else '.'}"
        if sentences
        else "No item that two outlets tell is missing from another that had an article in the item's time."
    ]
    found += sentences[:most]
    found += [f"And {left:,} more."] if left > 0 and most else []
    found += [f"In {plural(unseen, 'case')} an outlet had no article then: that is no omission."] if unseen else []
    found += [f"In {plural(alone, 'case')} fewer than two others tell it then: nor is that."] if alone else []
    return "\n\n".join(found)


def describe_copies(copies: pd.DataFrame) -> str:
    """Say how many articles are near-duplicates, and how much of each outlet is its own."""
    n, alike = int(copies["n_articles"].sum()), int(copies["n_copies"].sum())
    shares = copies.dropna(subset="own_share").sort_values("own_share", kind="stable")
    ends = pd.concat([shares.head(1), shares.tail(1)]).drop_duplicates("outlet_id")
    said = [
        f"{outlet} {100 * share:.0f} %" for outlet, share in ends[["outlet", "own_share"]].to_numpy(object).tolist()
    ]
    ends_of = ", least and most" if len(said) > 1 else ""
    tail = f" Words that stand in no other article{ends_of}: {listed(said)}." if said else ""
    has = "has" if alike == 1 else "have"
    return f"{alike:,} of {plural(n, 'article')} of an outlet {has} a near-duplicate in the corpus.{tail}"


def describe_contrasts(table: pd.DataFrame, *, most: int = 4) -> str:
    """Say which differences are told apart from chance, with copies and without; ``table`` is whole."""
    rows = table[table["copies"] == "with"]
    if rows.empty:
        return "There are no two groups to contrast."
    tested = rows[rows["q"].notna()]
    if tested.empty:
        least = int(rows["n_effective"].min())
        return (
            f"{plural(len(rows), 'difference')}, none of them tested: groups have too few articles (the smallest "
            f"{least}). They describe these texts."
        )
    sure = tested[tested["q"] <= 0.05]
    aside = len(rows) - len(tested)
    why = "too few articles, or nothing differs"
    more = f"; {aside:,} more {'was' if aside == 1 else 'were'} not tested ({why})" if aside else ""
    largest = f" The {most} largest:" if len(sure) > most else ""
    has = "has" if len(sure) == 1 else "have"
    found = [
        f"{len(sure):,} of {plural(len(tested), 'tested difference')} {has} q ≤ .05{more}. {_families(tested)}"
        f"{_near(tested)}{largest}"
    ]
    alone = table[table["copies"] == "without"].set_index(["measure", "facet", "contrast"])["difference"]
    for row in sure.sort_values("difference", key=abs, ascending=False, kind="stable").head(most).to_dict("records"):
        without = alone.get((row["measure"], row["facet"], row["contrast"]), float("nan"))
        found.append(
            f"{capital(name_measure(row['measure'], row['facet']))}, {row['contrast']}: {signed(row['difference'])} "
            f"({_range(row)}; {signed(without)} without near-duplicates; n effective {row['n_effective']}; "
            f"q in the family “{row['family']}”)."
        )
    return "\n\n".join(found)


def _families(tested: pd.DataFrame) -> str:
    """Name the families over which q is a false discovery rate, with the tests that each holds."""
    sizes = tested.drop_duplicates("family").set_index("family")["n_tests"]
    named = [f"“{family}” ({plural(n, 'test')})" for family, n in sizes.items()]
    return f"q is the false discovery rate within a family of tests: {listed(named)}."


def _near(tested: pd.DataFrame) -> str:
    """Say how many of the q lie so near .05 that other draws could put them on its other side."""
    error = tested["q"] * tested["p_error"] / tested["p"]
    n = int(((tested["q"] - 0.05).abs() <= 2 * error).sum())
    return f" {n:,} of the q {'lies' if n == 1 else 'lie'} within two Monte Carlo errors of .05." if n else ""


def _range(row: Mapping[Any, Any]) -> str:
    """Say the interval, or why a difference that was tested has none."""
    if not pd.isna(row["lower"]):
        return f"{signed(row['lower'])} to {signed(row['upper'])}"
    return "no interval: no article differs from its side, or few hold what is counted; the plain difference was tested"


def describe_keyness(table: pd.DataFrame) -> str:
    """Name each outlet's strongest word, own words apart from quoted ones; ``table`` is whole."""
    if table.empty:
        return "There are no two outlets to compare."
    words = table[table["kind"] == "word"]
    sure = words[words["q"] <= 0.05]
    first = sure.drop_duplicates(["outlet", "voice"])
    columns = ["outlet", "term", "voice", "n", "articles", "n_others"]
    named = [
        f"{outlet} “{term}” ({'own words' if voice == 'own' else voice}, {n:,} in {plural(articles, 'article')}, "
        f"{m:,} elsewhere)"
        for outlet, term, voice, n, articles, m in first[columns].to_numpy(object).tolist()
    ]
    n_tested = int(words["q"].notna().sum())
    said = f"No word is told apart from chance; {n_tested:,} are in enough articles to be tested."
    if named:
        count = "word is" if len(sure) == 1 else "words are"
        said = (
            f"{len(sure):,} {count} told apart from chance (q ≤ .05 over the words of an outlet and voice); "
            f"the strongest of each outlet and voice: {first_of(named, 8)}."
        )
    return said + _others(table) + _small(table)


def _others(table: pd.DataFrame) -> str:
    """Count what is told apart from chance besides words: names of the study's people and function words."""
    found = table[table["q"] <= 0.05]["kind"].value_counts()
    names, functions = int(found.get("name", 0)), int(found.get("function", 0))
    parts = [plural(names, "name of the study's people", "names of the study's people")] * bool(names)
    parts += [plural(functions, "function word")] * bool(functions)
    return f" So {'is' if names + functions == 1 else 'are'}, apart from them, {listed(parts)}." if parts else ""


def _small(table: pd.DataFrame) -> str:
    return " Some sides have few words: read them as a close reading." if table["is_small"].any() else ""


def describe_change(change: Change | None, points: pd.DataFrame) -> str:
    """Say whether the level moves, at once or gradually, and against what; ``points`` has a row an article."""
    if change is None:
        n = int(points["published_earliest"].notna().sum())
        return (
            f"No change of level was looked for in {plural(n, 'article')} with a date: no day has {LEAST} on either "
            f"side of outlets that write on both, copies counted once, fewer than {LEAST_BLOCKS} days have articles, "
            "or all are alike."
        )
    levels = (
        f"{signed(change.before)} before (n = {change.n_before:,}), {signed(change.after)} after "
        f"(n = {change.n_after:,}), {signed(change.step)} within outlets"
    )
    if change.kind == "none":
        return (
            f"No change of level within outlets is told apart from chance (p = {change.p:.3f} over all days; "
            f"likeliest: {levels})."
        )
    tested = f"p = {change.p:.4f} over all days, copies counted once"
    held = f"95 %: {change.first:%Y-%m-%d} to {change.last:%Y-%m-%d}"
    if change.kind == "step":
        return (
            f"The level changes at {change.day:%Y-%m-%d} ({held}): {levels}; {tested}, and p = {change.p_step:.4f} "
            "against a slope."
        )
    if change.kind == "slope":
        return (
            f"The level moves gradually: a step at any one day explains it less well than a slope; {tested}. The "
            f"likeliest step parts {levels}."
        )
    which = (
        "whether at once or gradually the articles do not tell"
        if change.kind == "open"
        else "neither one step nor one slope explains it"
    )
    return f"The level moves, {which}; {tested}. The likeliest step, {change.day:%Y-%m-%d} ({held}): {levels}."


def _count_open(table: pd.DataFrame) -> int:
    """Count the times whose words do not say whether they lie before the publication or after it."""
    around = (table["earliest"] <= table["published_latest"]) & (table["latest"] >= table["published_earliest"])
    return int(((table["precision"] == "open") & around & table["event"].isna()).sum())


def describe_narrated(table: pd.DataFrame, *, most: int = 6) -> str:
    """Say which past each outlet recalls: the events of the study that its articles tell of."""
    if table.empty:
        return "No time that is told could be resolved."
    ahead = int((table["earliest"] > table["published_latest"]).sum())
    back = int((table["latest"] < table["published_earliest"]).sum())
    unsure = _count_open(table)
    left_open = f", {unsure:,} left open" if unsure else ""
    n = table["article_id"].nunique()
    found = [
        f"{plural(n, 'article')} {'tells' if n == 1 else 'tell'} of {plural(len(table), 'time')}: {back:,} before the "
        f"publication, {ahead:,} after it{left_open}."
    ]
    linked = table.dropna(subset="event")
    outlets = linked["outlet"].dropna().drop_duplicates()
    for outlet in outlets.head(most):
        events = linked[linked["outlet"] == outlet].groupby("event", sort=False)["article_id"].nunique()
        events = events.sort_values(ascending=False, kind="stable")
        named = [f"“{event}” ({plural(n, 'article')})" for event, n in events.head(3).items()]
        more = [plural(len(events) - 3, "more event")] if len(events) > 3 else []
        found.append(f"{outlet} tells of {listed(named + more)}.")
    if len(outlets) > most and most:
        found.append(f"So {'does' if len(outlets) == most + 1 else 'do'} {plural(len(outlets) - most, 'more outlet')}.")
    return "\n\n".join(found)
