"""Whatever bytes come, reading ends, loses no record, and harms no neighbour."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import read_articles
from analysis.errors import ArticlesError
from analysis.study import read_study

#: Pieces that mean something to a reader, mixed with any bytes.
PIECES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b'""',
    b'"\n',
    b"article_id",
    b"text",
    b"2024-01-05",
    b"{",
    b"}",
    b"\xff",
    b"\xe2\x80",
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=30).map(b"".join)
relaxed = settings(
    deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20).map(lambda s: f"w{s}")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.yaml").write_text("study: {id: harbour, title: Harbour}\n")
    return read_study(folder)


def read(tmp_path, study, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return read_articles(path, study)


@relaxed
@given(data=hostile, name=st.sampled_from(["a.csv", "a.jsonl"]), head=st.booleans())
def test_every_record_is_accepted_or_set_aside(tmp_path, study, data, name, head):
    try:
        loaded = read(tmp_path, study, name, (b"article_id,published,text\n" if head else b"") + data)
    except ArticlesError as error:  # refused by the names of its columns, before any row
        assert (head, name) == (False, "a.csv"), error
        return
    assert len(loaded.articles) + len(loaded.quarantine) == loaded.n_records
    assert len(loaded.kept) == len(loaded.quarantine)


@relaxed
@given(data=hostile)
def test_a_document_of_any_bytes_is_accepted_or_set_aside_whole(tmp_path, study, data):
    folder = tmp_path / "docs"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_bytes(data)
    loaded = read_articles(folder, study)
    assert len(loaded.articles) + len(loaded.quarantine) == 1
    assert loaded.kept in ([], [data])


@relaxed
@given(texts=st.lists(words, min_size=1, max_size=5))
def test_a_well_formed_csv_gives_back_every_cell(tmp_path, study, texts):
    out = io.StringIO()
    csv.writer(out).writerows([("article_id", "published", "text"), *((f"{n}", "", t) for n, t in enumerate(texts))])
    loaded = read(tmp_path, study, "a.csv", out.getvalue().encode())
    assert loaded.articles["raw"].tolist() == texts


@relaxed
@given(texts=st.lists(words, min_size=1, max_size=5))
def test_well_formed_json_lines_give_back_every_string(tmp_path, study, texts):
    lines = [json.dumps({"article_id": f"{n}", "text": t}, ensure_ascii=n % 2 == 0) for n, t in enumerate(texts)]
    assert read(tmp_path, study, "a.jsonl", "\n".join(lines).encode()).articles["raw"].tolist() == texts


@relaxed
@given(bad=st.text('ab",;2 -', min_size=1, max_size=20), places=st.sets(st.integers(0, 4), min_size=1, max_size=3))
def test_a_damaged_line_never_takes_a_dated_row_with_it(tmp_path, study, bad, places):
    rows = [f'{n},2024-01-0{n + 1},"Words, and ""more"" of {n}"' for n in range(5)]
    lines = [line for n, row in enumerate(rows) for line in ([bad, row] if n in places else [row])]
    loaded = read(tmp_path, study, "a.csv", ("article_id,published,text\n" + "\n".join(lines) + "\n").encode())
    assert set(loaded.articles["article_id"]) >= set("01234")
