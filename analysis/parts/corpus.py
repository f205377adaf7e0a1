"""A folder of tables by parts -> any table, some of its rows, or the Reading of some articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.records import Kept
from analysis.errors import TableError
from analysis.parts.records import file_name
from analysis.reading import Reading, choose_study, read_manifest, read_stored
from analysis.study import Study
from analysis.tables import TABLES, conform, empty

#: The tables whose rows are of single articles, and stand in parts; `axis_scores` has rows of either kind.
BY_PART = (
    "articles raw_parts repairs raw_offsets sentences segments mentions quotes valences sentiments frame_hits"
    " axis_scores person_scores narrated_times copies samples"
).split()


class Corpus:
    """A corpus on disk, as `analysis.read_corpus` leaves it; nothing is opened before it is asked for.

    Parameters
    ----------
    folder : Path
    study : Study
        With which it was read.
    manifest : dict
        The content of ``manifest.json``.
    """

    def __init__(self, folder: Path, study: Study, manifest: dict[str, Any]) -> None:
        self.folder, self.study, self.manifest = folder, study, manifest
        self._parts = [row for row in manifest["parts"] if row["is_read"]]

    @property
    def failed(self) -> dict[str, str]:
        """What could not be done in the last run, by stage and part, and why; the next run tries it again."""
        found: dict[str, str] = self.manifest["failed"]
        return found

    @property
    def notes(self) -> pd.DataFrame:
        """Table `notes`."""
        return self.table("notes")

    @property
    def quarantine(self) -> pd.DataFrame:
        """Table `quarantine`: the records that are no articles, and why."""
        return self.table("quarantine")

    def __repr__(self) -> str:
        n = self.manifest["articles"]["accepted"]
        return f"Corpus of {self.study.id}: {n:,} articles in {len(self._parts):,} parts"

    def table(
        self,
        name: str,
        *,
        outlets: Collection[str] | None = None,
        period: tuple[object, object] | None = None,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Open a table, or a part of it.

        Parameters
        ----------
        name : str
            Of `analysis.tables.TABLES`, or ``samples``.
        outlets : collection of str, optional
            Ids of the outlets whose rows are wanted.
        period : pair of dates, optional
            First and last day: rows of articles that were surely published then.
        columns : sequence of str, optional
            All, if they are not named.

        Raises
        ------
        TableError
            There is no such table or column, or its rows are neither of articles nor, for `outlets`, of outlets.
        """
        if name not in (*TABLES, "samples"):
            raise TableError(f"`name` must be one of {', '.join(TABLES)} or samples; found `{name}`.")
        if isinstance(outlets, str):
            raise TableError(f"`outlets` must be a list of ids, such as [{outlets!r}]; found a text.")
        if isinstance(columns, str):
            raise TableError(f"`columns` must be a list of names, such as [{columns!r}]; found a text.")
        if outlets is None and period is None:
            return self._load(name, None, columns)
        known = [*TABLES[name].dtypes] if name in TABLES else ["article_id"]
        if period is None and "article_id" not in known and "outlet_id" in known:
            table = self._load(name, None, None)
            found = table[table["outlet_id"].isin(outlets or ())].reset_index(drop=True)
            return found if columns is None else found[list(columns)]
        if "article_id" not in known and name != "axis_scores":
            raise TableError(
                f"Table `{name}` must be opened whole: its rows are of no article, which `outlets` and `period` choose."
            )
        return self._load(name, self._choose(outlets, period), columns)

    def reading(
        self, article_ids: Collection[str] | None = None, *, sample: int | None = None, seed: int = 0
    ) -> Reading:
        """Give the Reading of some articles, or of all: what the notebooks and the reading room take.

        Parameters
        ----------
        article_ids : collection of str, optional
            Ids that are not there are no error.
        sample : int, optional
            So many articles at random, in their order, in place of ids.
        seed : int
            Of the sample.

        Returns
        -------
        Reading
            Tables of single articles hold these alone. Those that see the whole corpus are as they were made of it;
            `copies`, `shared_quotes` and `quote_contexts` have the rows of these articles.
        """
        if isinstance(article_ids, str):
            raise TableError(f"`article_ids` must be a list of ids, such as [{article_ids!r}]; found a text.")
        if sample is not None:
            if article_ids is not None:
                raise TableError("Articles must be chosen by `article_ids` or by `sample`, not by both.")
            if not isinstance(sample, int) or sample < 0:
                raise TableError(f"`sample` must be a number of articles, 0 or more; found {sample!r}.")
            every = self._load("articles", None, ["article_id"])["article_id"]
            chosen = np.random.default_rng(seed).choice(len(every), min(sample, len(every)), replace=False)
            article_ids = every.iloc[np.sort(chosen)].tolist()
        ids = None if article_ids is None else sorted(set(article_ids))
        tables = {name: self._load(name, ids, None) for name in TABLES}
        return Reading(self.study, kept=self._kept(len(tables["quarantine"])), **tables)

    def _choose(self, outlets: Collection[str] | None, period: tuple[object, object] | None) -> list[str]:
        columns = ["article_id", "outlet_id", "published_earliest", "published_latest"]
        articles = self._load("articles", None, columns)
        if outlets is not None:
            articles = articles[articles["outlet_id"].isin(outlets)]
        if period is not None:
            try:
                first, last = (pd.Timestamp(str(day)) for day in period)
                if first > last:
                    raise ValueError
            except ValueError as error:
                raise TableError(
                    f"`period` must be a first and a last day, the earlier first; found {period!r}."
                ) from error
            is_in = (articles["published_earliest"] >= first) & (articles["published_latest"] <= last)
            articles = articles[is_in]
        return articles["article_id"].tolist()

    def _load(self, name: str, ids: list[str] | None, columns: Sequence[str] | None) -> pd.DataFrame:
        """Open the rows of some articles, in the order of the key."""
        key = "unit_id" if name == "axis_scores" else "article_id"
        files = []
        if name in BY_PART:
            files += [self.folder / file_name(name, one["part"]) for one in self._parts if _holds(one, ids)]
        has_ids = name in BY_PART or key in (TABLES[name].dtypes if name in TABLES else ())
        filters = [(key, "in", ids)] if ids is not None and has_ids and name not in ("quarantine", "notes") else None
        frames = [_read(file, name, columns, filters) for file in files]
        whole = self.folder / file_name(f"whole/{name}", 0)
        if name not in BY_PART or name == "axis_scores":
            if not whole.is_file():
                raise TableError(f"Table `{name}` must have been made; {whole} is not there. {self.failed or ''}")
            frames.append(_read(whole, name, columns, filters if name != "axis_scores" else None))
        if name == "notes" and ids is not None:
            frames = [frame[frame["article_id"].isin(ids) | frame["article_id"].isna()] for frame in frames]
        if name == "samples" or columns is not None:
            return pd.concat(frames, ignore_index=True)
        return conform(pd.concat(frames, ignore_index=True), name) if frames else empty(name)

    def _kept(self, n: int) -> list[Kept]:
        files = {int(file.name[:4]): file for file in (self.folder / "quarantine").glob("[0-9][0-9][0-9][0-9]*-*")}
        return [files[number].read_bytes() if number in files else None for number in range(n)]


def _holds(part: dict[str, Any], ids: list[str] | None) -> bool:
    return ids is None or any(part["first"] <= one <= part["last"] for one in ids)


def _read(file: Path, name: str, columns: Sequence[str] | None, filters: Any) -> pd.DataFrame:
    try:
        return read_stored(file, columns, filters)
    except (KeyError, ValueError) as error:
        known = ", ".join(TABLES[name].dtypes) if name in TABLES else "those of the file"
        raise TableError(f"`columns` of `{name}` must be of {known}; {error}.") from error


def open_corpus(folder: str | Path, study: str | Path | Study | None = None) -> Corpus:
    """Open the folder that `analysis.read_corpus` or ``narrative read --jobs`` left.

    Parameters
    ----------
    folder : path
    study : Study or path, optional
        Of the tables; None is the shipped one.

    Raises
    ------
    TableError
        The folder holds no corpus, or the study file is not the one that it was read with.
    """
    manifest = read_manifest(folder)
    if "parts" not in manifest:
        raise TableError(
            f"Folder {folder} must hold a corpus in parts; write it with `read STUDY --jobs 0 --out {folder}`."
        )
    return Corpus(Path(folder), choose_study(folder, manifest, study), manifest)
