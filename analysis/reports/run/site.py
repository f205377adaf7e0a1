"""What steps have made -> the folder that a reader opens: pages, figures, tables, reading room and index."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.reading import Reading, open_reading
from analysis.reports.figure.passport import open_passport
from analysis.reports.figure.save import FORMATS, SHOWN
from analysis.reports.pages import collected_table, index_page, place_page
from analysis.reports.room import write_room
from analysis.reports.room.ledger import find_fullest, find_utterances
from analysis.reports.room.places import Places, find_pointed
from analysis.reports.room.shelf import Shelf, read_asked
from analysis.reports.run.execute import title_of
from analysis.reports.run.records import STATE, Record, Step, is_of, read_record, read_records, write_record
from analysis.reports.sentences.methods import describe_methods
from analysis.study import GridRow, Study
from analysis.tables import write_bytes

#: The files that a figure may have.
PARTS = (*FORMATS, "csv", "json")
#: Those that every figure has.
_ALWAYS = (*SHOWN, "csv", "json")


@dataclass(frozen=True)
class Site:
    """What is shown: runs by name, what failed of them, the notebooks' folder, a second folder for the figures.

    ``is_all`` says that nothing else belongs to the report, so that what an earlier one left is taken away. ``tables``
    names the step whose Reading all of it is of, ``selection`` is the key of that selection of articles.
    """

    rows: Mapping[str, GridRow]
    failures: Mapping[str, str]
    notebooks: Path
    figures: Path | None
    is_all: bool
    tables: str = "tables"
    selection: str = ""


def write_all(step: Step, study: Study, site: Site) -> Record:
    """Write everything that a reader opens, file by file, each whole; record it."""
    out = step.out
    before, records = read_record(out, step.name), read_records(out)
    stored = out / STATE / "made" / records[site.tables].facts["folder"]
    reading, selected = open_reading(stored, study), step.inputs["selection"]
    files = [_put(path, out / "tables" / path.relative_to(stored)) for path in stored.rglob("*") if path.is_file()]
    runs = {name: records[name] for name in site.rows if name in records and is_of(records[name], site.selection)}
    utterances = find_utterances(reading.shared_quotes, len(reading.articles))
    shelf = _fill_shelf(reading, out, runs, utterances)
    places = Places(reading, utterances, shelf)
    drawn, delivered = _deliver(runs, out, site, study, places)
    collected = collected_table(reading, places)
    options: dict[str, Any] = {"home": "../index.html", "selected": selected, "shelf": shelf}
    files += [*delivered, *write_room(reading, out / "room", **options)]
    if site.is_all and not site.failures:
        _sweep([out / "figures", *([site.figures] if site.figures else [])], drawn)
    files.append(out / "index.html")
    if site.is_all or (before and before.facts.get("selection", "") != site.selection):
        _forget(out, before, files, {"tables", step.name, *site.rows})
    _write_index(reading, site, out, runs, selected, collected)
    _clear(out)
    facts = {
        "figures": drawn,
        "pages": list(runs),
        "steps": [site.tables, *runs],
        "selection": site.selection,
        "n_quarantined": len(reading.quarantine),
    }
    return write_record(out, step.name, step.inputs, files, facts)


def _fill_shelf(reading: Reading, out: Path, runs: Mapping[str, Record], utterances: Iterable[str]) -> Shelf:
    """Choose the articles that have a page: of many those that most rows of the runs' pages or the ledger lead to."""
    made = (out / STATE / "made" / record.facts["folder"] / f"{name}.html" for name, record in runs.items())
    by_rows = find_pointed(path.read_text(encoding="utf-8") for path in made)
    by_turns = zip_longest(by_rows, find_fullest(reading.shared_quotes, utterances))
    return Shelf.fill(reading, (one for pair in by_turns for one in pair if one), read_asked(out / "room"))


def _deliver(
    runs: Mapping[str, Record], out: Path, site: Site, study: Study, places: Places
) -> tuple[list[str], list[Path]]:
    """Put what runs made in its place; give the names of the figures, and every file."""
    drawn: list[str] = []
    files: list[Path] = []
    figures, titles = site.figures, {name: _title(name, site, study) for name in runs}
    for name, record in runs.items():
        made = out / STATE / "made" / record.facts["folder"]
        own = {made / f"{name}.html", made / f"{name}.ipynb"}
        files.append(_put(made / f"{name}.ipynb", out / "notebooks" / f"{name}.ipynb"))
        shown: dict[str, list[str]] = {}
        for stem in record.facts["figures"]:
            figure = stem if stem not in drawn else f"{stem}-{name}"
            drawn.append(figure)
            shown[stem] = [figure, *(kind for kind in PARTS if (made / "figures" / f"{stem}.{kind}").is_file())]
            parts = {kind: made / "figures" / f"{stem}.{kind}" for kind in PARTS}
            for kind, part in parts.items():
                if part.is_file():
                    files.append(_put(part, out / "figures" / f"{figure}.{kind}"))
                    files += [_copy(part, figures / f"{figure}.{kind}")] if figures else []
        page = (made / f"{name}.html").read_text(encoding="utf-8")
        title, turn = f"{titles[name]} – {study.study.title}", _neighbours(name, titles)
        svgs = {stem: _read_svgs(made / "figures", stem) for stem in shown}
        page = place_page(page, title, turn, shown, pictures=svgs, places=places, files=f"../files/{name}/")
        files.append(_write(page.encode(), out / "pages" / f"{name}.html"))
        others = [path for path in made.rglob("*") if path.is_file() and path not in own]
        files += [
            _put(path, out / "files" / name / path.relative_to(made))
            for path in others
            if path.parent != made / "figures"
        ]
    return drawn, files


def _read_svgs(folder: Path, stem: str) -> dict[str, str]:
    """Read the pictures of a figure whose marks say their numbers."""
    paths = {kind: folder / f"{stem}.{kind}" for kind in FORMATS if kind.endswith("svg")}
    return {kind: path.read_text(encoding="utf-8") for kind, path in paths.items() if path.is_file()}


def _put(source: Path, target: Path) -> Path:
    """Let what was made stand in its place too, whole and without a second copy where the disk can do so."""
    if target.is_file() and target.samefile(source):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.link(source, part)
        part.replace(target)
    except OSError:  # a disk without links, or a folder in the way
        return _copy(source, target)
    return target


def _copy(source: Path, target: Path) -> Path:
    """Copy a file whole, unless it stands there already."""
    return _write(source.read_bytes(), target)


def _neighbours(name: str, titles: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Name the questions before and after one."""
    names = list(titles)
    at = names.index(name)
    before = [("prev", f"{one}.html", titles[one]) for one in names[max(at - 1, 0) : at]]
    return before + [("next", f"{one}.html", titles[one]) for one in names[at + 1 : at + 2]]


def _write(content: bytes, target: Path) -> Path:
    if not (target.is_file() and target.read_bytes() == content):
        write_bytes(target, content)
    return target


def _sweep(folders: Iterable[Path], drawn: Sequence[str]) -> None:
    """Take away figures of an earlier report that this one no longer makes; other files are left alone."""
    for folder in folders:
        for passport in folder.glob("*.json"):
            if passport.stem not in drawn and all(passport.with_suffix(f".{kind}").is_file() for kind in _ALWAYS):
                for kind in PARTS:
                    passport.with_suffix(f".{kind}").unlink(missing_ok=True)


def _forget(out: Path, before: Record | None, files: Iterable[Path], steps: set[str]) -> None:
    """Take away what the report before delivered and this one does not, and records of steps that are no more."""
    kept = {path.resolve() for path in files}
    for name in before.outputs if before else ():
        path = (out / name).resolve()
        if path not in kept and path.is_relative_to(out.resolve()):
            path.unlink(missing_ok=True)
    for path in (out / STATE / "done").glob("*.json"):
        if path.stem not in steps and not path.stem.startswith("tables-"):
            path.unlink()


def _clear(out: Path) -> None:
    """Take away made folders that no record speaks of."""
    spoken = {record.facts.get("folder") for record in read_records(out).values()}
    for folder in (out / STATE / "made").iterdir():
        if folder.is_dir() and folder.name not in spoken:
            shutil.rmtree(folder)


def _page_of(facts: Mapping[str, Any], rows: Mapping[str, GridRow]) -> str:
    """Name the run that drew a figure: of the runs of its notebook, the one whose parameters its passport holds."""

    def agreement(name: str) -> int:
        return sum(facts["parameters"].get(key) == value for key, value in rows[name].parameters.items())

    return max((name for name, row in rows.items() if row.notebook == facts["notebook"]), key=agreement, default="")


def _title(name: str, site: Site, study: Study) -> str:
    """Give the question of a run's notebook; where it runs more than once, with what it is asked of."""
    row = site.rows[name]
    title = title_of(site.notebooks / f"{row.notebook}.ipynb")
    if sum(other.notebook == row.notebook for other in site.rows.values()) == 1:
        return title
    names = study.person_names
    names |= {one: axis.label for one, axis in study.axes.items()} | {o: out.name for o, out in study.outlets.items()}
    asked = ", ".join(names.get(str(value), str(value)) for value in row.parameters.values() if value is not None)
    return f"{title} {asked}" if asked else title


def _read_passport(path: Path) -> dict[str, Any] | None:
    """Read the passport of a figure with its name; None if a JSON file that lies beside the figures is none."""
    with suppress(ReportError):
        return open_passport(path, {"parameters": dict, "caption": str, "notebook": str}) | {"name": path.stem}
    return None


def _write_index(reading: Reading, site: Site, out: Path, runs: Collection[str], selected: str, collected: str) -> Path:
    """Write the front page of what stands in the folder."""
    pages = [
        {
            "name": name,
            "title": _title(name, site, reading.study),
            "error": site.failures.get(name, ""),
        }
        for name, row in site.rows.items()
        if name in site.failures or name in runs
    ]
    found = [_read_passport(path) for path in (out / "figures").glob("*.json")]
    passports = [facts for facts in found if facts]
    figures = [
        {
            "name": facts["name"],
            "caption": facts["caption"],
            "page": _page_of(facts, {page["name"]: site.rows[page["name"]] for page in pages}),
            "alt": facts.get("alt", ""),
            "files": [kind for kind in PARTS if (out / "figures" / f"{facts['name']}.{kind}").is_file()],
        }
        for facts in sorted(passports, key=lambda facts: (facts["notebook"], facts["name"]))
    ]
    tables = sorted(path.stem for path in (out / "tables").glob("*.parquet"))
    shown: dict[str, Any] = {"tables": tables, "selected": selected, "collected": collected}
    shown["bare"] = [name for name in tables if not (out / "tables" / f"{name}.csv").is_file()]
    page = index_page(reading, pages, figures, methods=describe_methods(reading, selected=selected), **shown)
    return write_bytes(out / "index.html", page.encode())
