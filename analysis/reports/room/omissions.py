"""A Reading -> what each outlet tells and leaves out, of what it could have told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from analysis.compare.tables.grid import outlet_names
from analysis.reading import Reading
from analysis.reports.room.ledger import Utterance
from analysis.reports.room.marks import Row, row_dicts
from analysis.reports.room.names import Names
from analysis.reports.sentences.english import fill

#: Items of a kind that the page shows: those that most outlets leave out. The table `coverage` holds all.
MOST_ITEMS = 60
_KINDS = {"utterance": "Utterances", "person": "People", "event": "Events"}


#: The rows of table `coverage` of an item, one an outlet.
Cells = tuple[Row | None, ...]


def count_silent(cells: Cells) -> int:
    """Count the outlets that leave an item out: observed when two others told it, and silent."""
    return sum(cell is not None and cell["covered"] is not None and not cell["covered"] for cell in cells)


class Item(NamedTuple):
    """An utterance, a person or an event: its label, the utterance's number, its window, and a cell an outlet."""

    label: str
    utterance: int | None
    window: str
    cells: Cells

    @property
    def n_silent(self) -> int:
        """Outlets that leave it out."""
        return count_silent(self.cells)


class Kind(NamedTuple):
    """Items of a kind that some outlet tells: those shown, how many, and each outlet's (told, told or left out)."""

    name: str
    items: list[Item]
    n_items: int
    totals: list[tuple[int, int]]


class Omissions(NamedTuple):
    """The outlets (id, name) and the kinds of items."""

    outlets: list[tuple[str, str]]
    kinds: list[Kind]


def read_omissions(reading: Reading, names: Names, ledger: Sequence[Utterance]) -> Omissions:
    """Gather the table `coverage` by item; items that no outlet tells are no omission of anyone and left out."""
    outlets = list(outlet_names(reading.articles, names.study))
    spoken = {one.utterance_id: one for one in ledger}
    kinds = []
    rows_of = sorted(row_dicts(reading.coverage), key=lambda row: list(_KINDS).index(row["item_kind"]))
    for kind, grouped in groupby(rows_of, key=lambda row: row["item_kind"]):
        told: dict[str, Cells] = {}
        for item_id, own in groupby(grouped, key=lambda row: row["item_id"]):
            by_outlet = {row["outlet_id"]: row for row in own}
            cells = tuple(by_outlet.get(one) for one in outlets)
            if any(cell and cell["covered"] for cell in cells):
                told[item_id] = cells
        known = [
            [cell for own in told.values() if (cell := own[at]) is not None and cell["covered"] is not None]
            for at in range(len(outlets))
        ]
        totals = [(sum(bool(cell and cell["covered"]) for cell in column), len(column)) for column in known]
        ids = sorted(told, key=lambda item_id: -count_silent(told[item_id]))[:MOST_ITEMS]
        unshown = _words_of(reading, ids, spoken) if kind == "utterance" else {}
        shown = [_item(kind, item_id, told[item_id], names, spoken, unshown) for item_id in ids]
        kinds.append(Kind(_KINDS[kind], shown, len(told), totals))
    return Omissions([(one, names.name(one)) for one in outlets], kinds)


def _words_of(reading: Reading, ids: Sequence[str], spoken: dict[str, Utterance]) -> dict[str, str]:
    """Give the words of those utterances that no page of the ledger shows, as their fullest telling has them."""
    shared = reading.shared_quotes
    unshown = [one for one in ids if one not in spoken]
    rest = shared[shared["utterance_id"].isin(unshown) & shared["is_reference"].fillna(False).astype(bool)]
    rest = reading.with_words(rest.drop_duplicates("utterance_id"))
    return dict(zip(rest["utterance_id"].tolist(), rest["words"].tolist(), strict=True))


def _item(
    kind: str,
    item_id: str,
    cells: Cells,
    names: Names,
    spoken: dict[str, Utterance],
    unshown: dict[str, str],
) -> Item:
    first = next(cell for cell in cells if cell)
    days = [first["window_earliest"], first["window_latest"]]
    window = "not dated" if None in days else " to ".join(dict.fromkeys(fill("{day}", day=day) for day in days))
    utterance = spoken.get(item_id) if kind == "utterance" else None
    words = utterance.words if utterance else unshown.get(item_id, "") if kind == "utterance" else ""
    if words:
        short = words if len(words) <= 110 else words[:108].rsplit(" ", 1)[0] + " …"
        label = f"{utterance.speaker}: “{short}”" if utterance else f"“{short}”"
    else:
        label = names.study.events[item_id].label if item_id in names.study.events else names.name(item_id)
    return Item(label, utterance.number if utterance else None, window, cells)
