"""Every column of every table has a type, a unit or none, and a meaning."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.dictionary import describe_table, describe_tables
from analysis.errors import TableError
from analysis.tables import TABLES
from benchmarks.readme import write_dictionary

FILE = Path(__file__).resolve().parent.parent / "analysis" / "columns.csv"


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_table_has_a_meaning(name):
    described = describe_table(name)
    assert described["column"].tolist() == list(TABLES[name].dtypes)
    assert (described["meaning"].str.len() > 2).all()
    assert tuple(described.loc[described["is_key"], "column"]) == TABLES[name].key


def test_no_meaning_is_of_a_column_that_is_not_there():
    with FILE.open(encoding="utf-8") as file:
        rows = [(row["table"], row["column"]) for row in csv.DictReader(file)]
    assert len(set(rows)) == len(rows)
    every = {column for table in TABLES.values() for column in table.dtypes}
    lost = [
        (table, column)
        for table, column in rows
        if column and column not in (every if table == "*" else TABLES[table].dtypes)
    ]
    assert not lost


def test_every_table_says_what_its_rows_are():
    assert describe_tables()["table"].tolist() == list(TABLES)
    assert (describe_tables()["meaning"].str.len() > 5).all()


def test_a_table_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(TableError, match=r"A table must be one of articles, quarantine, .*; found `quotas`\."):
        describe_table("quotas")


def test_the_dictionary_is_a_section_a_table_and_no_cell_breaks_its_row():
    text = write_dictionary()
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == list(TABLES)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {line.count("|") for line in rows} == {6}


def test_a_reading_describes_its_tables_at_a_prompt_and_in_a_notebook(shipped):
    said = shipped.describe("quotes")
    assert "quoted_start" in repr(said) and "first character between the marks" in repr(said)
    assert "first character between the marks" in said._repr_html_()
    assert f"{len(shipped.quotes)}" in repr(shipped.describe())
    assert type(said.head(2)) is pd.DataFrame and said.loc[said["is_key"], "column"].tolist() == [
        "article_id",
        "quote_index",
    ]
