"""Outlets side by side -> what a reader should know first, in a sentence or two with every n, and what limits it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.reading import Reading
from analysis.reports.room.overview import AxisTable, Outlet, Outlets
from analysis.reports.sentences.english import fill, listed
from analysis.reports.sentences.facts import count_corpus
from analysis.reports.sentences.findings import ENOUGH, say_verdict
from analysis.tables import VERDICTS

#: Outlets that a sentence names one by one.
MOST_NAMED = 6

_UNSTATED = "{n} of {of} dates of publication are not stated by the article: an interval, or missing."
_OPEN = "{n} of {of} mentions are left open: the rules do not know who is meant."
_UNSEEN = "In {n} of {of} cases an outlet was not observed when something was news: its silence then counts as nothing."


class _Scored(NamedTuple):
    outlet: Outlet
    balance: float
    n: int
    verdict: str | None = None

    @property
    def words(self) -> str:
        return fill("{name} ({balance}, n\u00a0=\u00a0{n})", self, name=self.outlet.name)

    @property
    def told(self) -> str:
        return f"{self.words[:-1]}, {self.verdict})"


def find_first(outlets: Outlets) -> list[str]:
    """Say how the outlets differ on the first axis of the study; without an axis, how they speak of a person.

    Returns
    -------
    list of str
        One to three sentences. Nothing is said that was not measured.
    """
    if outlets.axes:
        return _on_axis(outlets.axes[0])
    return _on_person(outlets) or ["Nothing was measured that outlets could differ in."]


def _on_axis(axis: AxisTable) -> list[str]:
    every, own = (_scored(axis, voice) for voice in ("all", "own"))
    if not every:
        return [f"No outlet has a mark that counts for “{axis.positive[0]}” or “{axis.negative[0]}”."]
    poles = {True: axis.positive[0], False: axis.negative[0]}
    groups: dict[tuple[int, bool], list[_Scored]] = {}
    for one in every:
        at = VERDICTS.index(one.verdict or VERDICTS[-1])
        groups.setdefault((at, at == len(VERDICTS) - 1 or one.balance < 0), []).append(one)
    parts = [
        f"{_who(found)} {say_verdict(VERDICTS[at], poles[not is_negative], len(found))}"
        for (at, is_negative), found in sorted(groups.items())
    ]
    sentences = [f"{'; '.join(parts)}."]
    if own != every and 0 < len(own) <= MOST_NAMED:
        sentences.append(f"In their own words alone: {listed([one.told for one in own])}.")
    elif len(every) > MOST_NAMED and len(firm := [one for one in every if one.n >= ENOUGH]) > 1:
        ends = min(firm, key=lambda one: one.balance), max(firm, key=lambda one: one.balance)
        sentences.append(f"Furthest apart are {ends[0].words} and {ends[1].words}.")
    return sentences


def _scored(axis: AxisTable, voice: str) -> list[_Scored]:
    rows = [(outlet, by_voice.get(voice)) for outlet, by_voice in axis.rows]
    return [
        _Scored(outlet, row["balance"], row["n"], row["verdict"])
        for outlet, row in rows
        if row and row["balance"] is not None
    ]


def _who(found: Sequence[_Scored]) -> str:
    if len(found) <= MOST_NAMED:
        return listed([one.words for one in found])
    return fill("{n:outlet} (n\u00a0=\u00a0{m})", n=len(found), m=sum(one.n for one in found))


def _on_person(outlets: Outlets) -> list[str]:
    """Tell how outlets speak of the person with the most scored mentions."""
    person = max(outlets.people, key=lambda row: sum(mean["n"] for _, mean in row.cells), default=None)
    if person is None:
        return []
    cells = zip(outlets.columns, person.cells, strict=True)
    found = [_Scored(outlet, one["value"], one["n"], one["verdict"]) for outlet, (_, one) in cells if one["n"]]
    found = sorted(found, key=lambda one: -one.balance)
    if not found:
        mentions = sum(n for n, _ in person.cells)
        return [fill("{name} is mentioned most ({n:mention}), never with a score.", person, n=mentions)]
    head = f"Sentiment toward {person.name}, who is spoken of most"
    if len(found) <= MOST_NAMED:
        return [f"{head}: {listed([one.told for one in found])}."]
    firm = [one for one in found if one.n >= ENOUGH]
    if len(firm) < 2:
        enough = f"in {len(firm) or 'none'} of them at n\u00a0=\u00a0{ENOUGH} or more"
        return [fill("{head}, was measured in {n:outlet}, {enough}.", head=head, n=len(found), enough=enough)]
    high, low = (
        listed([one.told for one in ends]) for ends in (firm[: len(firm) // 2][:3], firm[len(firm) // 2 :][-3:])
    )
    enough = "the {m} with n\u00a0=\u00a0{least} or more of " if len(firm) < len(found) else ""
    told = "{head}, of " + enough + "{n:outlet}: highest in {high}, lowest in {low}."
    return [fill(told, head=head, m=len(firm), least=ENOUGH, n=len(found), high=high, low=low)]


def find_limits(reading: Reading) -> list[str]:
    """List what the numbers of this Reading do not show, counted where it can be."""
    facts, mentions, coverage = count_corpus(reading), reading.mentions, reading.coverage
    few = (
        "{n} of the outlets {n:has|have} fewer than {of} articles: what is said of such an outlet is a close reading "
        "of these texts, and says nothing of its others."
    )
    unseen = int((coverage["n_observed"] == 0).sum())
    pairs = coverage.groupby(["item_kind", "item_id"]).ngroups * coverage["outlet_id"].nunique()
    counted = [
        (facts.n_articles - facts.n_stated, facts.n_articles, _UNSTATED),
        (int(mentions["person_id"].isna().sum()), len(mentions), _OPEN),
        (unseen if len(coverage) == pairs else 0, pairs, _UNSEEN),  # of very many outlets rows are left out: no count
    ]
    return [
        *([fill(few, n=facts.n_few, of=facts.least)] if facts.n_few else []),
        "Rules read these texts, not people. Follow any number to its sentences before you rest on it.",
        "A codebook finds what it lists; a lexicon knows no irony.",
        *(fill(template, n=n, of=of) for n, of, template in counted if n),
    ]
