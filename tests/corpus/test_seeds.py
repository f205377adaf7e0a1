"""The shipped documents are untouched, and what is said of them agrees with them."""

import csv
import hashlib
import re

import pytest

from analysis.corpus import read_articles
from analysis.study import SHIPPED, read_study

DOCUMENTS = {
    "000_69af431e6ccc7184.txt": "01bf49ea76e317a41b89e69db4ce1a076aeb6bf86f4f5f6714bbf53cf0d86247",
    "001_c2f0f5e8921239a9.txt": "bd41ba857aef898f81238c9b0bb3aabf253c627cedcaa56e6c761c93e3d50072",
    "002_18f62c2dfa6f69a7.txt": "bfbf0341960554b808133c55c0d9a8051b2e48c2b56ed7f93b39c3ab05793dec",
}


@pytest.fixture(scope="module")
def loaded():
    return read_articles(None, read_study())


def test_the_documents_are_those_that_were_collected():
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (SHIPPED / "articles").iterdir()}
    assert found == DOCUMENTS


def test_every_document_is_accepted_without_a_remark(loaded):
    assert loaded.articles["sha256"].tolist() == list(DOCUMENTS.values())
    assert (len(loaded.quarantine), loaded.n_records, loaded.notes) == (0, 3, [])


def test_what_is_known_of_the_articles_stands_with_its_basis(loaded):
    columns = ["article_id", "outlet_id", "published_earliest", "published_latest", "published_basis", "headline_basis"]
    found = loaded.articles[columns].astype(str).values.tolist()
    assert found == [
        ["000", "us-today", "2025-09-09", "2025-09-18", "inferred", "stated"],
        ["001", "billboard", "2023-05-24", "2023-05-24", "stated", "missing"],
        ["002", "sportskeeda", "2025-09-09", "2025-09-18", "inferred", "missing"],
    ]


def test_the_headline_is_the_first_line_of_its_document_and_else_missing(loaded):
    first = loaded.articles.iloc[0]
    assert first["raw"].startswith(first["headline"] + "\n")
    assert loaded.articles["headline"].isna().tolist() == [False, True, True]


def test_quoted_evidence_stands_in_its_document(loaded):
    with (SHIPPED / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    quoted = [
        (words, raw)
        for row, raw in zip(rows, loaded.articles["raw"], strict=True)
        for name, value in row.items()
        if name.endswith("_evidence")
        for words in re.findall("“(.*?)”", value)
    ]
    assert len(quoted) == 5
    assert all(words in raw for words, raw in quoted)
