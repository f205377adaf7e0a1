"""A Reading: the set of tables of one run. Notebooks, charts and reports take it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.corpus.locators import say_place
from analysis.corpus.records import Kept
from analysis.errors import TableError
from analysis.study import Study, read_study
from analysis.tables import TABLES, conform, map_articles, read_file, rows_at, write_table
from analysis.text.clean import raw_offset

if TYPE_CHECKING:
    from analysis.reports.show import Shown

__all__ = ["MANIFEST", "Reading", "open_reading", "read_manifest", "read_stored", "write_manifest"]

#: The file beside stored tables that says with which study they were read.
MANIFEST = "manifest.json"
#: Outlets that a Reading names one by one when it is shown.
_MOST_OUTLETS = 12


class Reading(Mapping[str, pd.DataFrame]):
    """Every table of one run by its name, and the study it was read with.

    ``reading["quotes"]`` and ``reading.quotes`` are the same DataFrame; columns and keys are those of
    `analysis.tables.TABLES`. A table that is stored is opened when it is first asked for, then held; nothing else of a
    Reading changes (`replace` gives another). Two are equal if their studies and all their rows are.

    Parameters
    ----------
    study : Study
    kept : sequence of bytes or of files
        The quarantined records byte for byte, in the order of the table ``quarantine``.
    **tables : DataFrame or path
        Each table of `TABLES`; a path is that of a stored one, as Parquet.

    Raises
    ------
    TableError
        A table lacks, or is none of the house.
    """

    __slots__ = ("_tables", "kept", "stored", "study")

    #: The folder that holds just these tables; None if there is none.
    stored: Path | None

    def __init__(self, study: Study, *, kept: Sequence[Kept] = (), **tables: pd.DataFrame | Path) -> None:
        wrong = [name for name in (*TABLES, *tables) if name not in tables or name not in TABLES]
        if wrong:
            raise TableError(
                f"A Reading must hold the tables {', '.join(TABLES)}, and no other; they differ in {', '.join(wrong)}."
            )
        self.study, self.kept, self.stored = study, kept, None
        self._tables = {name: tables[name] for name in TABLES}

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self._tables[name]
        if isinstance(table, Path):
            table = self._tables[name] = conform(read_stored(table), name)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(f"A Reading has no {name!r}; its tables are {', '.join(TABLES)}.")
        return self[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *TABLES]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reading):
            return NotImplemented
        same = self.study == other.study and list(self.kept) == list(other.kept)
        return self is other or (same and all(self[name].equals(other[name]) for name in self))

    __hash__ = None  # type: ignore[assignment]  # as of every mapping whose values have none

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order of the work; stored ones are opened."""
        return dict(self)

    def replace(self, **changes: Any) -> Reading:
        """Give the same Reading with another ``study`` or with other tables, by their names."""
        held: dict[str, Any] = {"study": self.study, "kept": self.kept}
        found = Reading(**(held | self._tables | changes))
        found.stored = self.stored if changes.keys() <= {"kept"} else None
        return found

    def __repr__(self) -> str:
        """Say what was read in one screen; a stored table is not opened for it."""
        rows = ", ".join(f"{name}={n:,}" for name, n in self._rows().items())
        return "\n".join([f"Reading of {self.study.id}: {self.study.study.title}", *self._head(), *wrap(rows, 100)])

    def _repr_html_(self) -> str:
        """Say the same in a notebook, a table a row."""
        rows = "".join(
            f'<tr><th scope="row">{name}</th><td class="number">{n:,}</td></tr>' for name, n in self._rows().items()
        )
        head = "<br>".join(map(escape, [f"{self.study.study.title} ({self.study.id})", *self._head()]))
        from analysis.reports.lab import in_lab
        from analysis.reports.show import in_frame

        table = (
            f'<table><caption>{head}</caption><thead><tr><th scope="col">table</th>'
            f'<th scope="col" class="number">rows</th></tr></thead><tbody>{rows}</tbody></table>'
        )
        return in_lab(in_frame(table, "Tables of this Reading"), n_rows=0)

    def _rows(self) -> dict[str, int]:
        """Count the rows of each table; those of a stored one stand in its footer."""
        from pyarrow.parquet import read_metadata  # slow to import: to open a Reading needs none of it

        return {
            name: read_metadata(table).num_rows if isinstance(table, Path) else len(table)
            for name, table in self._tables.items()
        }

    def _head(self) -> list[str]:
        """Name the outlets with their articles, as many as a line holds."""
        articles = self._tables["articles"]
        if isinstance(articles, Path):
            articles = read_file(articles, ["outlet"])
        counts = articles["outlet"].value_counts(sort=False)
        names = [f"{name} {n:,}" for name, n in counts.items()]
        more = [f"{len(names) - _MOST_OUTLETS:,} more"] if len(names) > _MOST_OUTLETS else []
        head = f"{len(articles):,} articles of {len(names):,} outlets"
        return wrap(f"{head}: {', '.join([*names[:_MOST_OUTLETS], *more])}" if names else head, 100)

    def text(self, article_id: str) -> str:
        """Give the text of an article that every offset refers to."""
        found = self.articles.loc[self.articles["article_id"] == article_id, "text"]
        if found.empty:
            known = ", ".join(self.articles["article_id"].head(20))
            raise TableError(f"`article_id` must be one of {known}; found `{article_id}`.")
        return str(found.iloc[0])

    def with_words(
        self, frame: pd.DataFrame, start: str = "start", end: str = "end", name: str = "words"
    ) -> pd.DataFrame:
        """Add the words of each row's span (columns ``start``, ``end``) from the article's text."""
        _check_places(frame, start, end)
        texts = map_articles(self.articles)
        spans = zip(frame["article_id"], frame[start].to_numpy(), frame[end].to_numpy(), strict=True)
        words = [None if pd.isna(a) else texts[i][int(a) : int(b)] for i, a, b in spans]
        return frame.assign(**{name: pd.Series(words, index=frame.index, dtype="str")})

    def with_sentences(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Add the sentence in which each row's ``start`` lies: columns ``sentence_index`` and ``sentence``."""
        _check_places(frame, "start")
        rows = rows_at(self.sentences, frame["article_id"], frame["start"])
        spans = self.sentences.iloc[rows.clip(min=0)]
        located = pd.DataFrame({"article_id": frame["article_id"].to_numpy()}).assign(
            start=spans["start"].to_numpy(), end=spans["end"].to_numpy()
        )
        words = self.with_words(located)["words"].where(rows >= 0).to_numpy()
        return frame.assign(sentence_index=spans["sentence_index"].to_numpy(), sentence=words)

    def raw_offset(self, article_id: str, position: int) -> tuple[str, int]:
        """Follow a character of an article's text to the untouched source: (headline or document, offset)."""
        return raw_offset(self.raw_offsets, article_id, position)

    def with_places(self, frame: pd.DataFrame, start: str = "start", name: str = "place") -> pd.DataFrame:
        """Add in plain words where each row's ``start`` stands in what was delivered: the file, and the place in it.

        ``exports/a.DOCX, paragraphs 12-31``. Where its reader knows no more than where the whole article stands, the
        character of its text (from 0) follows: ``articles.csv, row on line 17, character 512 of its text``; in a text
        file that is one article it is all: ``000.txt, character 512``. Missing where the text has no such character.
        """
        _check_places(frame, start)
        words = [
            None
            if offset < 0
            else say_place(file, locator, reader, field=field, offset=None if exact else offset, is_alone=alone)
            for file, locator, reader, field, offset, exact, alone in self._follow(frame["article_id"], frame[start])
        ]
        return frame.assign(**{name: pd.Series(words, index=frame.index, dtype="str")})

    def place(self, article_id: str, position: int) -> tuple[str | None, str | None]:
        """Follow a character of an article's text to what was delivered: (file, row, page, paragraph or bytes in it).

        Both are missing for an article that came in a frame; a character of a headline stands in the article's place.
        `with_places` says the same of many rows, in words.
        """
        self.raw_offset(article_id, position)  # refuses what is not there
        [(file, locator, *_)] = self._follow(pd.Series([article_id]), pd.Series([position]))
        return file, locator

    def _follow(self, article_ids: pd.Series, positions: pd.Series) -> Iterator[tuple[Any, ...]]:
        """Follow characters of texts to what was delivered, all in one pass over the tables.

        Yields (file, locator, reader, field, offset in it, whether the locator is of less than the article, whether
        the file holds no other); the offset is -1 where there is no such character.
        """
        position = positions.astype("Int64").fillna(-1).astype("int64").reset_index(drop=True)
        run = _rows(self.raw_offsets, rows_at(self.raw_offsets, article_ids, position))
        is_even = (run["end"] - run["start"] == run["raw_end"] - run["raw_start"]).to_numpy()
        offset = (run["raw_start"] + np.where(is_even, position - run["start"], 0)).fillna(-1).astype("int64")
        field = run["field"].fillna("document").to_numpy()
        rows = rows_at(self.raw_parts, article_ids, offset.where(field == "document", -1))
        part = _rows(self.raw_parts, rows)["locator"]
        articles = self.articles[["source_file", "locator", "reader"]].assign(
            is_alone=~self.articles["source_file"].duplicated(keep=False)
        )
        article = _rows(articles, pd.Index(self.articles["article_id"]).get_indexer(pd.Index(article_ids)))
        is_exact = part.notna() & (part != article["locator"])
        locator = part.where(part.notna(), article["locator"])
        found = [article["source_file"], locator, article["reader"]]
        texts = (column.astype(object).where(column.notna(), None).tolist() for column in found)
        alone = article["is_alone"].eq(True).tolist()
        return zip(*texts, field.tolist(), offset.tolist(), is_exact.tolist(), alone, strict=True)

    def find(self, query: str, **filters: Any) -> pd.DataFrame:
        """Find words, phrases, stems and wildcards in all articles, as a concordance.

        Parameters
        ----------
        query : str
            Such as ``"love"``, ``"~hope"``, ``"lov*"`` or ``"no * idea"``; see `analysis.search.query`.
        **filters : str or int, optional
            ``outlet``, ``voice``, ``speaker``, ``person``, ``section``, ``period``; ``width`` of either side.

        Returns
        -------
        DataFrame
            One row a place; see `analysis.search.find.find`.

        Raises
        ------
        StudyError
            The query or a filter says nothing; what is allowed is named.
        """
        from analysis.search import find  # who does not search needs none of it

        return find(self, query, **filters)

    def show(self, article_id: str) -> Shown:
        """Show an article in a notebook with its marks and, folded below, its evidence: plain HTML, nothing to install.

        Raises
        ------
        TableError
            The article is not in the Reading.
        """
        from analysis.reports.room import show_article  # only to be looked at: reading itself needs no pages

        return show_article(self, article_id)

    def people_by_outlet(self) -> pd.DataFrame:
        """Count the mentions of each person by outlet (`analysis.compare.tables.people.people_by_outlet`)."""
        from analysis.compare.tables.people import people_by_outlet

        return people_by_outlet(self._told())

    def quotes_by_source(self) -> pd.DataFrame:
        """Count the quotations of every source by outlet (`analysis.compare.tables.speech.quotes_by_source`)."""
        from analysis.compare.tables.speech import quotes_by_source

        return quotes_by_source(self._told())

    def quotations(self) -> pd.DataFrame:
        """List every quotation with its source, cue, sentence and place in the delivered file."""
        from analysis.compare.tables.evidence import quote_evidence

        return quote_evidence(self._told())

    def sentiment_by_person(self) -> pd.DataFrame:
        """Average the sentiment toward each person by outlet and voice."""
        from analysis.compare.tables.people import sentiment_by_person

        return sentiment_by_person(self._told())

    def tone_by_outlet(self) -> pd.DataFrame:
        """Average the valence of each outlet's own and quoted words (`analysis.compare.tables.outlets`)."""
        from analysis.compare.tables.outlets import tone_by_outlet

        return tone_by_outlet(self._told())

    def balance(self, axis: str | None = None) -> pd.DataFrame:
        """Give each outlet's balance on an axis of the study by voice.

        Parameters
        ----------
        axis : str, optional
            Its id; None: the first. Frames and axes are declared in a `study.yaml`: without one every `n` is 0.

        Raises
        ------
        StudyError
            The study has no such axis.
        """
        from analysis.compare.tables.grid import choose_axis
        from analysis.compare.tables.outlets import balance_by_outlet

        return balance_by_outlet(self._told(), choose_axis(self.study, axis).axis_id)

    def _told(self) -> Reading:
        """Keep the articles that tell the story, which alone measures take."""
        from analysis.compare.roles import select_told

        return select_told(self)

    def describe(self, table: str | None = None) -> pd.DataFrame:
        """Say what a table holds: each column's type, unit and meaning; without a name, what each table is.

        The frame shows all its rows; ``docs/tables.md`` is the same as a page.

        Raises
        ------
        TableError
            There is no such table.
        """
        from analysis.dictionary import describe_table, describe_tables
        from analysis.reports.show import WholeTable

        said = WholeTable(describe_tables() if table is None else describe_table(table))
        if table is None:
            said["rows"] = said["table"].map(self._rows())
        said.attrs["caption"] = "Tables of this Reading" if table is None else f"Columns of {table}"
        return said

    def write(self, folder: str | Path, *, csv: bool = True) -> list[Path]:
        """Write every table as Parquet, and as CSV unless told not to, under its name; each file is whole or absent."""
        return [path for name, table in self.tables.items() for path in write_table(table, Path(folder), name, csv=csv)]


def _check_places(frame: pd.DataFrame, *names: str) -> None:
    """Refuse a table that has no such column of places, and name those that it has."""
    for name in names:
        if name not in frame.columns:
            kind = name.rpartition("_")[2]
            known = ", ".join(one for one in map(str, frame.columns) if one.endswith(kind))
            more = "; `reading.quotations()` has `start` and `end`" if "quote_index" in frame else ""
            raise TableError(f"`{name}` must be a column; those of places here are {known or 'none'}{more}.")


def _rows(table: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """Take rows of a table by number; all is missing in row -1."""
    return table.reset_index(drop=True).reindex(rows).reset_index(drop=True)


def read_stored(path: Path, columns: Sequence[str] | None = None, filters: Any = None) -> pd.DataFrame:
    """Read a stored table, or some of it; refuse a file that is cut off or none."""
    from pyarrow import ArrowInvalid

    try:
        if filters is None:
            return read_file(path, columns)
        return pd.read_parquet(path, columns=None if columns is None else list(columns), filters=filters)
    except (ArrowInvalid, FileNotFoundError) as error:
        raise TableError(f"{path} must be a whole Parquet file; read the study anew. {error}") from error


def write_manifest(reading: Reading, folder: Path) -> None:
    """Write with which study file the tables in a folder were read: what opens them with another one refuses them."""
    manifest = {"study": {"id": reading.study.id, "sha256": reading.study.sha256}}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """Read the manifest beside stored tables; empty if there is none."""
    path = Path(folder) / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes()) if path.is_file() else {}
        if manifest:
            manifest["study"]["sha256"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TableError(f"{path} must be the manifest that `narrative read` writes; it is none. Read anew.") from error
    return manifest


def choose_study(folder: str | Path, manifest: dict[str, Any], study: str | Path | Study | None) -> Study:
    """Give the study of stored tables; refuse one that is not as it was when they were read."""
    chosen = study if isinstance(study, Study) else read_study(study)
    if manifest and manifest["study"]["sha256"] != chosen.sha256:
        raise TableError(
            f"The tables in {folder} must have been read with {chosen.path} as it is; it has changed since. Read anew."
        )
    return chosen


def open_reading(folder: str | Path, study: str | Path | Study | None = None) -> Reading:
    """Open the tables that `Reading.write` left in a folder; each is read when it is first asked for.

    Parameters
    ----------
    folder : path
    study : Study or path, optional
        Of the tables; None is the shipped one.

    Raises
    ------
    TableError
        A table is not there, or the study file is not the one of the tables; when one is asked for: it does not have
        its columns.
    """
    manifest = read_manifest(folder)
    if "parts" in manifest:
        raise TableError(
            f"Folder {folder} must hold whole tables; it holds a corpus in parts. Open it with `analysis.open_corpus`, "
            "or write whole tables to another folder with `read STUDY --out FOLDER`."
        )
    paths: dict[str, Any] = {name: Path(folder) / f"{name}.parquet" for name in TABLES}
    for path in paths.values():
        if not path.is_file():
            raise TableError(f"Folder {folder} must hold `{path.name}`; write it with `read STUDY --out {folder}`.")
    reading = Reading(choose_study(folder, manifest, study), **paths)
    reading.stored = Path(folder)
    return reading
