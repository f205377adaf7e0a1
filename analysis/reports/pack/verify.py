"""A pack and who holds the texts -> what of it comes out the same, file by file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from analysis.errors import ReportError
from analysis.reading import Reading
from analysis.reports.figure.again import hold_tables, read_passport, run_cells
from analysis.reports.figure.passport import NOTEBOOKS, hash_articles
from analysis.reports.figure.save import ask_for
from analysis.reports.pack.build import table_bytes
from analysis.reports.pack.opened import open_pack
from analysis.reports.pack.runs import Runs
from analysis.reports.pack.withhold import corpus_texts, withhold_csv


class Check(NamedTuple):
    """A part of a pack, whether it came out the same, and in words how."""

    part: str
    is_same: bool
    words: str


def verify_pack(
    path: Path,
    reading: Reading,
    *,
    figures: bool = True,
    opened: tuple[dict[str, Any], dict[str, bytes]] | None = None,
) -> list[Check]:
    """Make the tables of a pack again, and the tables of its figures, and hold them to it.

    Counts, offsets, hashes and words are held to the byte, measured values to .002, as `hold_tables` does.

    Parameters
    ----------
    path : Path
        The zip, or a folder that it was unpacked to.
    reading : Reading
        Of the texts that one holds.
    figures : bool
        Run the notebooks of its figures too, which takes minutes.
    opened : tuple, optional
        What `open_pack` gave of it, if it was opened already.

    Returns
    -------
    list of Check

    Raises
    ------
    ReportError
        It is no pack, one of another study, or a path in it leaves it.
    """
    manifest, files = opened or open_pack(path)
    study, articles = manifest["study"], manifest["articles"]
    if study.get("id") != reading.study.id:
        raise ReportError(f"The study must be `{study.get('id')}`, of which {path} is; found `{reading.study.id}`.")
    checks = [
        _same("study file", study.get("sha256") == reading.study.sha256),
        _same("articles", articles.get("sha256") == hash_articles(reading.articles)),
        *_whole(manifest["files"], files),
    ]
    runs = Runs(corpus_texts(reading.articles))
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            if name.startswith("tables/"):
                table = Path(name).stem
                now = table_bytes(reading, table, runs)[0] if table in reading else None
                checks.append(_held(name, content, now, Path(folder)))
        if figures:
            checks += _figures(files, reading, runs, Path(folder))
    return checks


def _same(part: str, is_same: bool) -> Check:
    return Check(part, is_same, "equal" if is_same else "different")


def _whole(named: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterable[Check]:
    """Name the files that are missing, or not as they were packed."""
    for name, facts in named.items():
        if name not in files:
            yield Check(name, False, "missing")
        elif not isinstance(facts, dict) or sha256(files[name]).hexdigest() != facts.get("sha256"):
            yield Check(name, False, "not as it was packed")


def _held(name: str, then: bytes, now: bytes | None, folder: Path) -> Check:
    """Hold a table as it is made now to the one of the pack."""
    if now is None:
        return Check(name, False, "no longer made")
    if now == then:
        return Check(name, True, "equal")
    old, new = folder / "old.csv", folder / "new.csv"
    old.write_bytes(then)
    new.write_bytes(now)
    largest = hold_tables(old, new, sha256(then).hexdigest())
    if largest is not None:
        return Check(name, True, f"equal, measured values to .002 (largest difference {largest:.2g})")
    rows = [content.count(b"\n") - 1 for content in (then, now)]
    return Check(name, False, f"different ({rows[0]:,} rows then, {rows[1]:,} now)")


def _figures(files: Mapping[str, bytes], reading: Reading, runs: Runs, folder: Path) -> Iterable[Check]:
    """Run each notebook once for each set of parameters, and hold the tables of its figures."""
    asked: dict[str, tuple[str, dict[str, Any], list[tuple[str, str]]]] = {}
    for name, content in files.items():
        if name.startswith("figures/") and name.endswith(".json"):
            note = folder / "passport.json"
            note.write_bytes(content)
            facts = read_passport(note, reading.study)
            key = json.dumps([facts["notebook"], facts["parameters"]], sort_keys=True)
            _, _, drawn = asked.setdefault(key, (facts["notebook"], facts["parameters"], []))
            drawn.append((name.removesuffix(".json") + ".csv", str(facts["figure"])))
    stored = (reading.stored or folder / "stored").resolve()
    if asked and reading.stored is None:
        reading.write(stored, csv=False)
    for at, (notebook, parameters, drawn) in enumerate(asked.values()):
        out = folder / f"run-{at}"
        ask_for(out, ("png",))  # tables are held; a picture is no part of it
        own = {"study": str(reading.study.path), "stored": str(stored), "out": str(out)}
        try:
            run_cells(NOTEBOOKS / f"{notebook}.ipynb", {**parameters, **own}, [figure for _, figure in drawn])
        except Exception as error:  # a notebook may raise anything; what it draws is then no longer made
            for name, _ in drawn:
                yield Check(name, False, f"notebook {notebook} failed: {error}")
            continue
        for name, figure in drawn:
            table = out / f"{figure}.csv"
            now = withhold_csv(table.read_bytes(), runs)[0] if table.is_file() else None
            yield _held(name, files.get(name, b""), now, folder)
