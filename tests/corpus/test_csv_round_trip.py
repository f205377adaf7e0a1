"""What csv.writer writes is read back cell by cell, whatever the order of the columns and whatever the texts hold."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import read_articles
from analysis.study import read_study

#: What a text may hold that means something to a reader of tables: line breaks, marks, dates, and rows of the table.
PIECES = [
    "\n",
    "\n\n",
    "\r\n",
    "\rword",
    ",",
    ", ",
    ";",
    '"',
    '""',
    '",',
    '"\n',
    "2024-01-05",
    ",2024-01-05",
    "word",
    "“é” ",
    " ",
]
ROW = {"article_id": "9", "outlet": "Tide", "published": "2024-01-05", "headline": "No", "text": "Words"}
pieces = st.lists(st.one_of(st.sampled_from(["\n", "\nROW\n", "ROW"]), st.sampled_from(PIECES)), max_size=12)
orders = st.lists(st.sampled_from(["outlet", "headline"]), unique=True).flatmap(
    lambda more: st.permutations(["article_id", "text", "published", *more])
)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.yaml").write_text("study: {id: harbour, title: Harbour}\n")
    return read_study(folder)


@settings(deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    columns=orders,
    texts=st.lists(pieces.map("".join), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_cell_that_the_csv_module_writes_is_read_back(tmp_path, study, columns, texts, delimiter, quoting, end):
    inside = delimiter.join(ROW[name] for name in columns)
    given_cells = {"outlet": "The Tide, daily", "headline": "A, “B”\nand C"}
    table = [
        {
            "article_id": f"id {n}" if n % 2 else f"{n}",
            "published": f"2024-05-0{n + 1}",
            "text": f"w{text.replace('ROW', inside)}w",
        }
        for n, text in enumerate(texts)
    ]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(columns)
    writer.writerows([(given_cells | row)[name] for name in columns] for row in table)
    path = tmp_path / "a.csv"
    path.write_bytes(out.getvalue().encode())
    loaded = read_articles(path, study)
    assert loaded.quarantine["reason"].tolist() == []
    found = loaded.articles[["article_id", "published_evidence", "raw"]].values.tolist()
    assert found == sorted(list(row.values()) for row in table)
