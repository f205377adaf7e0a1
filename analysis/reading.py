"""A Reading: the set of tables of one run. Notebooks, charts and reports take it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corpus.records import Kept
from analysis.errors import TableError
from analysis.study import Study, read_study
from analysis.tables import TABLES, conform, rows_at, write_table
from analysis.text.clean import raw_offset

if TYPE_CHECKING:
    from analysis.reports.show import Shown

__all__ = ["MANIFEST", "Reading", "open_reading"]

#: The file beside stored tables that says with which study they were read.
MANIFEST = "manifest.json"


@dataclass(frozen=True, repr=False)
class Reading:
    """Every table of one run (columns and keys: `analysis.tables.TABLES`), and the study it was read with.

    ``notes`` holds what the loader flagged: dates that are missing, columns that it ignored, texts that stand twice.
    ``kept`` are the quarantined records byte for byte, in the order of ``quarantine``.
    """

    study: Study
    articles: pd.DataFrame
    quarantine: pd.DataFrame
    notes: pd.DataFrame
    repairs: pd.DataFrame
    raw_offsets: pd.DataFrame
    sentences: pd.DataFrame
    segments: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    valences: pd.DataFrame
    sentiments: pd.DataFrame
    frame_hits: pd.DataFrame
    axis_scores: pd.DataFrame
    person_scores: pd.DataFrame
    shared_quotes: pd.DataFrame
    quote_contexts: pd.DataFrame
    copies: pd.DataFrame
    narrated_times: pd.DataFrame
    coverage: pd.DataFrame
    contrasts: pd.DataFrame
    keyness: pd.DataFrame
    health: pd.DataFrame
    kept: Sequence[Kept] = ()

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order of the work."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name in TABLES}

    def __repr__(self) -> str:
        """Say what was read, and the rows of each table that is held; a stored table is not opened for it."""
        held = [f"{name}={len(self.__dict__[name]):,}" if name in self.__dict__ else name for name in TABLES]
        return "\n".join([f"Reading of {self.study.id}: {self.study.study.title}", *wrap(", ".join(held), 100)])

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Read a table of a stored Reading when it is first asked for; then it is held."""
        if name not in TABLES or "_folder" not in self.__dict__:
            raise AttributeError(f"A Reading has no {name!r}.")
        table = conform(pd.read_parquet(self.__dict__["_folder"] / f"{name}.parquet"), name)
        self.__dict__[name] = table
        return table

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
        texts = dict(zip(self.articles["article_id"], self.articles["text"], strict=True))
        spans = zip(frame["article_id"], frame[start].to_numpy(), frame[end].to_numpy(), strict=True)
        words = [None if pd.isna(a) else texts[i][int(a) : int(b)] for i, a, b in spans]
        return frame.assign(**{name: pd.Series(words, index=frame.index, dtype="str")})

    def with_sentences(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Add the sentence in which each row's ``start`` lies: columns ``sentence_index`` and ``sentence``."""
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

    def show(self, article_id: str) -> Shown:
        """Show an article in a notebook with its marks and, folded below, its evidence: plain HTML, nothing to install.

        Raises
        ------
        TableError
            The article is not in the Reading.
        """
        from analysis.reports.room import show_article  # only to be looked at: reading itself needs no pages

        return show_article(self, article_id)

    def write(self, folder: str | Path) -> list[Path]:
        """Write every table as Parquet and CSV under its name, each file whole or absent."""
        return [path for name, table in self.tables.items() for path in write_table(table, Path(folder), name)]


def open_reading(folder: str | Path, study: str | Path | Study | None = None) -> Reading:
    """Open the tables that `Reading.write` left in a folder; each is read when it is first asked for.

    Raises
    ------
    TableError
        A table is not there, or the study file is not the one of the tables; when one is asked for: it does not have
        its columns.
    """
    for field in fields(Reading):
        path = Path(folder) / f"{field.name}.parquet"
        if field.name in TABLES and not path.is_file():
            raise TableError(f"Folder {folder} must hold `{path.name}`; write it with `read STUDY --out {folder}`.")
    reading = object.__new__(Reading)
    chosen = study if isinstance(study, Study) else read_study(study)
    manifest = Path(folder) / MANIFEST
    if manifest.is_file() and json.loads(manifest.read_bytes())["study"]["sha256"] != chosen.sha256:
        raise TableError(
            f"The tables in {folder} must have been read with {chosen.path} as it is; it has changed since. Read anew."
        )
    reading.__dict__.update(study=chosen, kept=(), _folder=Path(folder))
    return reading
