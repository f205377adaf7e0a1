"""How many names of public lists are found: ``python -m benchmarks.names LIST … [--failed]``.

Each person is declared alone, by the name as the list writes it, and an article gives the whole name and, two
sentences on, the surname; it goes the product's own path. A LIST is

- a CSV file with the columns ``name`` and ``surname``;
- a ``.tsv`` of GAP (Webster et al. 2018): titles of the encyclopedia's pages of two words or more, where a text of it
  calls somebody by the title or by its last word. A few are no people ("Late works of Franz Liszt");
- a folder of the tests of the library `nameparser`: names that its tests hold and the surname that they expect.

Printed are, for each list, how many names it has, the share whose whole name is found (a mention of the person that
holds it), and the share whose surname is. With ``--failed`` each name that is missed follows.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from analysis.study import Person
from analysis.text.english.names import NAME_SUFFIXES
from benchmarks.validity.product import read_texts

__all__ = ["find_missed", "main", "read_list"]

Names = list[tuple[str, str]]


def read_list(path: Path) -> Names:
    """Give the names of a list with their surnames, each once."""
    read = _of_tests if path.is_dir() else _of_gap if path.suffix == ".tsv" else _of_csv
    return sorted(dict(read(path)).items())


def _of_csv(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["name"], row["surname"]


def _of_gap(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            title = re.sub(r" \(.*\)$", "", unquote(row["URL"].rsplit("/", 1)[1]).replace("_", " "))
            *given, surname = [word.strip(",") for word in title.split() if word.strip(".") not in NAME_SUFFIXES]
            if given and {row["A"], row["B"]} & {title, surname}:
                yield title, surname


def _of_tests(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names that tests take apart, and the ``last`` that they expect."""
    taken = re.compile(r"hn = HumanName\((['\"].*['\"])\)$")
    for path in sorted(folder.glob("test_*.py")):
        for test in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ""
            for line in map(ast.unparse, test.body) if isinstance(test, ast.FunctionDef) else ():
                if line.startswith("hn = "):
                    found = taken.match(line)
                    name = ast.literal_eval(found[1]) if found and "=" not in found[1] else ""
                if " " in name and name[0].isupper() and (last := re.match(r"self\.m\(hn\.last, (.+), hn\)$", line)):
                    yield from [(name, surname)] if (surname := ast.literal_eval(last[1])) else []


def find_missed(names: Names) -> list[tuple[str, str, bool, bool]]:
    """Read an article of each name; give those of which the whole name or the surname is no mention of the person.

    Returns
    -------
    list of tuple
        Name, surname, whether the whole name is missed, and whether the surname is.
    """
    people = [{"one": Person(name=name, pronouns="they")} for name, _ in names]
    first = "Reporters waited outside. On Monday {} sang at the town hall."
    texts = [f"{first.format(name)} It rained all day. Later {surname} sang again." for name, surname in names]
    missed = []
    for (name, surname), read in zip(names, read_texts(texts, people), strict=True):
        mine = read.mentions[read.mentions["person_id"] == "one"]
        spans = list(zip(mine["start"].tolist(), mine["end"].tolist(), strict=True))
        whole, short = read.text.find(name), read.text.rfind(surname)
        no_whole = not any(start <= whole and end >= whole + len(name.rstrip(" .")) for start, end in spans)
        no_short = not any(start <= short and end >= short + len(surname) for start, end in spans)
        if no_whole or no_short:
            missed.append((name, surname, no_whole, no_short))
    return missed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description="Find names of public lists.")
    parser.add_argument("lists", nargs="+", type=Path, metavar="LIST")
    parser.add_argument("--failed", action="store_true", help="each name that is missed, too")
    given = parser.parse_args(arguments)
    for path in given.lists:
        names = read_list(path)
        missed = find_missed(names)
        lost = sum(no_whole for _, _, no_whole, _ in missed), sum(no_short for *_, no_short in missed)
        whole, short = (1 - n / max(1, len(names)) for n in lost)
        print(f"{path.name}: {len(names)} names, whole name found {whole:.3f}, surname alone found {short:.3f}")
        for name, surname, no_whole, no_short in missed if given.failed else ():
            print("  missed:", ", ".join([repr(name)] * no_whole + [repr(surname) + f" of {name!r}"] * no_short))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
