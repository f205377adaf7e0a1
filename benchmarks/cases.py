"""Cases of one text each, read as any article is: ``python -m benchmarks.cases FOLDER`` prints right and wrong by kind.

A case is a JSON file with ``text``, ``study`` (its people, relations and frames), ``published`` and ``headline`` where
they matter, and what a careful reader finds in it, in one of two forms:

``expected``
    A list of checks (see `benchmarks.checks`); the kind of the case is ``family``.
``table`` and ``expect``
    The rows of one table, in order: quotes (words between marks, person_id), sentences, persons (names of people of the
    study), times (surface, first and last day), hits (indicators) or text. The kind of the case is ``table``.

A case is right if the tables that `analysis.read` makes of it hold all that is expected. A case whose expectation is
written in no such form is not run, and counted as such.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from analysis import read
from analysis.reading import Reading
from analysis.study import read_study
from benchmarks.checks import UnknownCheck, find_times, holds
from benchmarks.corpora import run_corpora

__all__ = ["Outcome", "main", "read_case", "run_cases"]

#: The day of publication of a case that states none.
PUBLISHED = "2025-03-12"


class Outcome(NamedTuple):
    """What came of one case: its kind, the checks that fail, and whether it was run at all."""

    id: str
    kind: str
    failed: list[str]
    was_run: bool = True


def run_cases(folder: Path, ids: str = "all") -> Iterator[Outcome]:
    """Run the cases of a folder, in the order of their names.

    Parameters
    ----------
    folder : Path
        Holds one JSON file a case.
    ids : {"all", "even", "odd"}
        Which cases: all, or those whose id (if that has no number, whose file) ends in an even or an odd number.
    """
    for file in sorted(folder.glob("*.json")):
        case = json.loads(file.read_text(encoding="utf-8"))
        number = re.search(r"\d+\Z", case["id"]) or re.match(r"\d+", file.name)
        if ids == "all" or (number and int(number[0]) % 2 == (ids == "odd")):
            yield _run(case)


def _run(case: dict[str, Any]) -> Outcome:
    name, kind = case["id"], case.get("family") or case.get("table") or case.get("kind", "")
    if "expected" not in case and "table" not in case:
        return Outcome(name, kind, [], was_run=False)
    reading = read_case(case)
    if "table" in case:
        found = _rows(reading, case["table"])
        return Outcome(name, kind, [] if found == _plain(case["expect"]) else [f"{case['expect']}; found {found}"])
    try:
        return Outcome(name, kind, [check for check in case["expected"] if not holds(check, reading)])
    except UnknownCheck:
        return Outcome(name, kind, [], was_run=False)


def read_case(case: dict[str, Any]) -> Reading:
    """Read the text of a case as the only article of its study."""
    known = dict(case.get("study", {}))
    published = case.get("published") or known.pop("published", PUBLISHED)
    indicators = known.pop("indicators", None)
    if indicators:
        functions = {"problem_definition": {"indicators": indicators}}
        known["frames"] = {"frame": {"label": "Frame", "definition": "x", "functions": functions}}
    row = {"article_id": "case", "outlet": case.get("outlet") or "Daily", "published": published, "text": case["text"]}
    if case.get("headline"):
        row["headline"] = case["headline"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "study.yaml"
        file.write_text(yaml.safe_dump({"study": {"id": "case", "title": "Case"}, **known}), encoding="utf-8")
        return read(read_study(file), pd.DataFrame([row]))


def _rows(reading: Reading, table: str) -> Any:
    """Give the rows of a table as ``expect`` writes them."""
    text = str(reading.articles["text"].iloc[0])
    if table == "text":
        return text
    if table == "sentences":
        return _words(text, reading.sentences)
    if table == "persons":
        mentions = reading.mentions
        return _words(text, mentions[(mentions["kind"] == "proper") & mentions["person_id"].notna()])
    if table == "times":
        return [list(row) for row in find_times(reading)]
    if table == "hits":
        return sorted(set(reading.frame_hits["indicator"]))
    quotes = reading.quotes[reading.quotes["quoted_start"].notna()]
    people = [person if isinstance(person, str) else None for person in quotes["person_id"]]
    words = _words(text, quotes, "quoted_start", "quoted_end")
    return [list(pair) for pair in zip(words, people, strict=True)]


def _words(text: str, table: pd.DataFrame, start: str = "start", end: str = "end") -> list[str]:
    return [text[int(a) : int(b)] for a, b in zip(table[start], table[end], strict=True)]


def _plain(expect: Any) -> Any:
    return sorted(expect) if expect and isinstance(expect[0], list) and len(expect[0]) == 3 else expect


def count_by_kind(outcomes: Iterable[Outcome]) -> str:
    """Write a line for each kind: how many cases are right, wrong and not run; the sum stands last."""
    counts: dict[str, Counter[str]] = {}
    for one in outcomes:
        verdict = "not run" if not one.was_run else "wrong" if one.failed else "right"
        for kind in (one.kind, "all"):
            counts.setdefault(kind, Counter())[verdict] += 1
    everything = {"all": counts.pop("all", Counter())}
    width = max(map(len, [*counts, "all"]))
    lines = [f"{'':{width}}  right  wrong  not run"]
    for kind, found in (dict(sorted(counts.items())) | everything).items():
        lines.append(f"{kind:{width}}  {found['right']:5}  {found['wrong']:5}  {found['not run']:7}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Run the cases of a folder and print the counts; after the word ``corpora`` those that are folders of files."""
    if arguments[:1] == ["corpora"]:
        _run_corpora(arguments[1:])
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description="Right and wrong cases by kind.")
    parser.add_argument("folder", type=Path, help="one JSON file a case")
    parser.add_argument("--ids", choices=("all", "even", "odd"), default="all", help="which numbers at the end of ids")
    parser.add_argument("--failed", action="store_true", help="name the checks that fail")
    options = parser.parse_args(arguments)
    outcomes = list(run_cases(options.folder, options.ids))
    if not outcomes:
        parser.error(f"FOLDER must hold cases (*.json); {options.folder} has none.")
    if options.failed:
        for one in outcomes:
            print(*(f"{one.id}: {check}" for check in one.failed), sep="\n", end="\n" * bool(one.failed))
    print(count_by_kind(outcomes))


def _run_corpora(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases corpora", description="Files and exports.")
    parser.add_argument("folder", type=Path, help="one folder a case, with its expected.json")
    parser.add_argument("--words", action="store_true", help="print what is written in words, for a reader to check")
    options = parser.parse_args(arguments)
    checked = list(run_corpora(options.folder))
    if not checked:
        parser.error(f"FOLDER must hold cases (*/expected.json); {options.folder} has none.")
    for one in checked:
        print(f"{'wrong' if one.failed else 'right'}  {one.id}")
        print(*(f"       {check}" for check in one.failed), sep="\n", end="\n" * bool(one.failed))
        if options.words:
            print(*(f"       in words: {check}" for check in one.in_words), sep="\n", end="\n" * bool(one.in_words))
    print(f"{sum(not one.failed for one in checked)} of {len(checked)} right")


if __name__ == "__main__":
    main(sys.argv[1:])
