"""A source of articles -> one file a part of the corpus, in the order of their ids, without ever holding them all."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.accept import accept_records
from analysis.corpus.flags import digest_text, flag_outlets, flag_same, flag_texts
from analysis.corpus.read import (
    find_records,
    join_named,
    list_parts,
    long_fields,
    make_articles,
    name_outlets,
    refuse_foreign,
    set_aside,
)
from analysis.corpus.records import Kept, Note, Record
from analysis.hashing import hash_file
from analysis.parts.records import file_name, write_file
from analysis.reading import MANIFEST
from analysis.study import Study
from analysis.tables import from_rows, read_file

#: Articles that are held until they are written as a run, sorted by id.
RUN = 10_000
#: Articles of a run that are read together when a part is picked out of it.
GROUP = 250
INPUT = "work/input"


@dataclass
class Delivered:
    """What a source held: a file a part, and what is known of all articles together.

    `parts` are the ids of each part's first and last article with the number of its articles; `hashes` those of its
    files; `sizes` the articles of each outlet; `sources` the hash of each delivered file.
    `notes`, `quarantine`, `kept` as of `analysis.corpus.read.Loaded`.
    """

    folder: Path
    parts: list[tuple[str, str, int]] = field(default_factory=list)
    hashes: list[list[str]] = field(default_factory=list)
    sizes: pd.Series = field(default_factory=lambda: pd.Series(dtype="int64"))
    notes: list[Note] = field(default_factory=list)
    quarantine: pd.DataFrame = field(default_factory=pd.DataFrame)
    kept: list[Kept] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def path(self, part: int) -> Path:
        """Name the file with the articles of a part."""
        return self.folder / file_name(INPUT, part)


def deliver(source: Any, study: Study, folder: Path, part: int, date_format: str | None = None) -> Delivered:
    """Write the articles of a source as parts.

    Parameters
    ----------
    source, study, date_format
        As in `analysis.corpus.read.read_articles`.
    folder : Path
        Of the tables; parts are written to ``work/input`` and, where the characters of each stand in what was
        delivered, to ``raw_parts``.
    part : int
        Articles a part; an empty source has one part without any.

    Raises
    ------
    ArticlesError
        As `read_articles`.
    """
    runs = folder / "work" / "runs"
    shutil.rmtree(runs, ignore_errors=True)
    found = Delivered(folder)
    taken = _write_runs(source, study, runs, found, date_format)
    (folder / MANIFEST).unlink(missing_ok=True)  # from here to its end a run that is cut off leaves no corpus
    ids = sorted(taken.digests)
    found.notes += flag_same((article_id, taken.digests[article_id]) for article_id in ids)
    outlets = name_outlets(list(taken.names.elements()), taken.stated, study, found.notes)
    found.notes += flag_outlets(sorted(set(outlets.names.values())))
    sizes: Counter[str] = Counter()
    slices = [tuple(ids[first : first + part]) for first in range(0, max(len(ids), 1), part)]
    for number, members in enumerate(slices):
        articles = join_named(_pick(runs, "articles", members), outlets)
        sizes.update(articles["outlet_id"].dropna().tolist())
        files = [
            write_file(articles, found.path(number)),
            write_file(_pick(runs, "raw_parts", members), folder / file_name("raw_parts", number)),
        ]
        found.parts.append((members[0] if members else "", members[-1] if members else "", len(members)))
        found.hashes.append([hash_file(file) for file in files])
    found.sizes = pd.Series(sizes, dtype="int64")
    shutil.rmtree(runs)
    return found


@dataclass
class _Taken:
    """What is kept of each article while the source is read."""

    digests: dict[str, bytes] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    stated: set[str] = field(default_factory=set)


def _write_runs(source: Any, study: Study, runs: Path, found: Delivered, date_format: str | None) -> _Taken:
    """Read the source once, and write its articles as sorted runs."""
    taken, aside = _Taken(), list[Record]()
    rows: list[dict[str, Any]] = []
    parts: list[tuple[str, int, int, str | None]] = []

    def write_run(number: int) -> None:
        for name, table in (("articles", make_articles(rows)), ("raw_parts", from_rows(parts, "raw_parts"))):
            path = runs / name / f"{number:05}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            table.to_parquet(path, index=False, compression="zstd", row_group_size=GROUP)
        rows.clear()
        parts.clear()

    n_runs = 0
    with long_fields():
        for record, row in accept_records(find_records(source, study, found.notes, date_format), found.notes):
            if row is None:
                aside.append(record)
                continue
            rows.append(row)
            parts += ((row["article_id"], *place) for place in list_parts(record, row["raw"]))
            found.notes += flag_texts([row["article_id"]], [row["raw"]])
            taken.digests[row["article_id"]] = digest_text(row["raw"])
            taken.names.update(filter(None, [row["outlet"]]))
            if row["source_file"]:
                found.sources[row["source_file"]] = row["source_sha256"]
            taken.stated |= {row["outlet_id"]} if row["outlet_id"] else set()
            if len(rows) == RUN:
                write_run(n_runs)
                n_runs += 1
    if not taken.digests:
        refuse_foreign(aside)
    if rows or not n_runs:
        write_run(n_runs)
    found.quarantine, found.kept = set_aside(aside), [record.kept for record in aside]
    return taken


def _pick(runs: Path, name: str, members: tuple[str, ...]) -> pd.DataFrame:
    """Take the rows of some neighbouring ids out of all runs."""
    files = sorted((runs / name).iterdir())
    if members:
        bounds = [("article_id", ">=", members[0]), ("article_id", "<=", members[-1])]
        picked = pd.concat([pd.read_parquet(file, filters=bounds) for file in files])
    else:
        picked = read_file(files[0])
    keys = ["article_id"] if name == "articles" else ["article_id", "start"]
    return picked.sort_values(keys, kind="stable", ignore_index=True)
