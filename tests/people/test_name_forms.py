"""A table of invented names and of the forms in which articles write them: nearly all are found."""

import csv
from pathlib import Path

from analysis.people.names.find import find_names
from analysis.people.names.roster import compile_roster
from analysis.study import Study

with Path(__file__).with_name("names_and_forms.csv").open(encoding="utf-8") as _file:
    ROWS = [(row["declared"], row["whole"], row["short"]) for row in csv.DictReader(_file)]


def read(text, *names, **more):
    people = {f"p{n}": {"name": name} for n, name in enumerate(names)}
    roster = compile_roster(Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people, **more))
    ends = [at + 1 for at, mark in enumerate(text) if mark == "\n"]
    return find_names(text, list(zip([0, *ends], [*ends, len(text)], strict=True)), roster)


def missed(declared, whole, short):
    """Say which of the two forms is not found; at its place stands a name that ends where it does."""
    text = f"On Monday the town met {whole} in the hall.\nLater {short} left the room."
    ends = {one.end for one in read(text, declared)}
    first = text.index(" in the hall.")
    whole_ends = {
        first,
        first - len(whole) + len(whole.rstrip(".")),
        text.find(", J", 0, first),
        text.find(" Jr", 0, first),
    }
    whole_ends |= {text.find(f" {mark}", 0, first) for mark in ("II", "III", "V", "XI")}
    return not (ends & whole_ends - {-1}), text.index(" left the room.") not in ends


def test_whole_names_and_short_names_are_found_in_the_forms_of_articles():
    results = {row: missed(*row) for row in ROWS}
    assert len(results) >= 200
    whole = [row for row, (is_missed, _) in results.items() if is_missed]
    short = [row for row, (_, is_missed) in results.items() if is_missed]
    assert len(whole) <= 0.05 * len(ROWS), whole
    assert len(short) <= 0.1 * len(ROWS), short
