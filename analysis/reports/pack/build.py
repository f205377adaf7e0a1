"""A Reading and its figures -> a replication pack: a zip with a manifest and without a text."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.compare.roles import told_of
from analysis.errors import ReportError
from analysis.reading import Reading
from analysis.reports.figure.passport import PACKAGE, hash_articles, hash_files, library_versions, open_passport
from analysis.reports.pack.runs import RUN, Runs
from analysis.reports.pack.withhold import WORDS, corpus_texts, text_of, withhold_csv, withhold_json, withhold_table
from analysis.reports.selection import Selection, rows_of
from analysis.tables import csv_text

#: Which kind of pack this is; another kind is refused.
FORMAT = 1
PACK_MANIFEST, README = "manifest.json", "README.md"
#: Why a file that the study names is left out.
OUTSIDE = "it is not named by a path inside the folder of the study, so that a study elsewhere would not find it"
OWN = "the pack has a file or a folder of its own of that name"
#: Why a picture is left out that is drawn of such words: who holds the texts makes it again.
SHOWS_WORDS = "it shows words of articles"
#: Of a picture, what a pack takes: PDF and the half width are made again from the passport.
_PICTURES = ("png", "svg")
_ABOUT = """\
# Replication pack of the study {study}

Made of {n:,} articles, whose texts are not in it: `tables/` holds every table of the reading, with hashes (`sha256:…`,
the first 16 digits of the SHA-256 of the words in UTF-8) in the place of words of articles, and offsets; `figures/`
pictures, their tables and passports; `study.yaml` is the study file, and beside it lies what a reading of the study
rests on, under the names that it has there: learned and adapted files, corrections, hand coding. In these what an
article says in {run} words or more is withheld the same way. `manifest.json` names the hash of each file, the versions,
what is withheld and what is left out.

Who holds the texts checks it with

    narrative pack --verify PACK STUDY

which reads them again with the study file of {sha256} (SHA-256) and says what is equal.
"""


def build_pack(reading: Reading, figures: Path | None = None) -> tuple[bytes, dict[str, Any]]:
    """Build a pack; the same Reading and figures give the same bytes.

    Parameters
    ----------
    reading : Reading
    figures : path, optional
        Folder of a report's figures: those of other articles or of another study file are left out.

    Returns
    -------
    pack : bytes
        A zip.
    manifest : dict
        Also in it: ``study``, ``articles``, ``versions``, ``code``, ``files`` with the SHA-256 and size of each,
        ``withheld`` columns by file, ``left_out`` files with the reason.
    """
    runs = Runs(corpus_texts(reading.articles))
    files: dict[str, bytes] = {}
    withheld: dict[str, list[str]] = {}
    left_out: dict[str, str] = {}
    for name in reading:
        files[f"tables/{name}.csv"], columns = table_bytes(reading, name, runs)
        if columns:
            withheld[f"tables/{name}.csv"] = columns
    for name, content, columns in _figures(reading, figures, runs, left_out):
        files[name] = content
        if columns:
            withheld[name] = columns
    about = {"study": reading.study.id, "n": len(reading.articles), "run": RUN, "sha256": reading.study.sha256}
    files[README] = _ABOUT.format(**about).encode()
    for name, path in reading.study.files.items():
        if reason := _refuse(name):
            left_out[name] = reason
        else:
            files[name] = _without_runs(path.read_bytes(), runs)
    for name in [name for name, content in files.items() if runs.hold(text_of(name, content))]:
        left_out[name] = "it would hold words of an article"
        del files[name]
    manifest = {
        "format": FORMAT,
        "study": {"id": reading.study.id, "sha256": reading.study.sha256},
        "articles": {"n": len(reading.articles), "sha256": hash_articles(reading.articles)},
        "versions": {"narrative-analysis": version("narrative-analysis"), **library_versions()},
        "code": hash_files([PACKAGE]),
        "files": {
            name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in sorted(files.items())
        },
        "withheld": dict(sorted(withheld.items())),
        "left_out": dict(sorted(left_out.items())),
    }
    note = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    return _zipped({PACK_MANIFEST: note.encode(), **dict(sorted(files.items()))}), manifest


def stays_inside(name: str) -> bool:
    """Tell whether a path stays in the folder that it is read from, on every system."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and not re.search(r"[\\:\x00-\x1f]", name)


def _refuse(name: str) -> str | None:
    """Say why a file that a study names cannot lie in a pack under that name; None where it can."""
    if not stays_inside(name):
        return OUTSIDE
    return OWN if PurePosixPath(name).parts[0] in (PACK_MANIFEST, README, "tables", "figures") else None


def _without_runs(content: bytes, runs: Runs) -> bytes:
    """Withhold what runs on as an article does; without any the bytes stay, and so does their hash."""
    text = content.decode("utf-8")
    told = runs.withhold(text)
    return content if told == text else told.encode()


def table_bytes(reading: Reading, name: str, runs: Runs) -> tuple[bytes, list[str]]:
    """Write a table of the Reading as the pack holds it: CSV without words of articles, and which columns those are."""
    table, withheld = withhold_table(reading[name], runs, WORDS.get(name, ()))
    return csv_text(table).encode(), withheld


def _figures(
    reading: Reading, folder: Path | None, runs: Runs, left_out: dict[str, str]
) -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield the passport, the table and the pictures of each figure; say why one, or its pictures, are left out."""
    for path in sorted(folder.glob("*.json")) if folder else ():
        facts, stem = _passport(path), f"figures/{path.stem}"
        if facts is None:
            continue
        if facts.get("study_sha256") != reading.study.sha256 or facts.get("articles") not in _hashes(reading, facts):
            left_out[stem] = "it is of other articles or of another study file; run the report again"
            continue
        told = withhold_json(facts, runs)
        table, columns = withhold_csv(path.with_suffix(".csv").read_bytes(), runs)
        yield f"{stem}.csv", table, columns
        yield f"{stem}.json", (json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode(), []
        for kind in _PICTURES:
            if columns or told != facts:  # what is written in it might be drawn too
                left_out[f"{stem}.{kind}"] = SHOWS_WORDS
            elif path.with_suffix(f".{kind}").is_file():
                yield f"{stem}.{kind}", path.with_suffix(f".{kind}").read_bytes(), []


def _hashes(reading: Reading, facts: Mapping[str, Any]) -> set[str]:
    """Hash the articles that a figure may be of: those that its parameters select, or of them those told."""
    parameters = facts.get("parameters", {})
    chosen = Selection.read(parameters.get("outlets"), parameters.get("period"))
    articles = reading.articles
    if chosen.key:
        articles = articles[[chosen.takes(*row) for row in rows_of(articles)]]
    return {hash_articles(articles), hash_articles(told_of(articles))}


def _passport(path: Path) -> dict[str, Any] | None:
    """Read the passport of a figure; None if a JSON file beside the figures is none."""
    with suppress(ReportError):
        facts = open_passport(path, {"table_sha256": str, "parameters": dict})
        return facts if path.with_suffix(".csv").is_file() else None
    return None


def _zipped(files: dict[str, bytes]) -> bytes:
    """Zip files in their order, with no clock and no owner in it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            pack.writestr(entry, content)
    return buffer.getvalue()
