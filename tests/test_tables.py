"""Tables keep to their columns, dtypes, values and key, on paper and on disk."""

import pandas as pd
import pytest

from analysis.errors import TableError
from analysis.tables import (
    TABLES,
    by_article,
    conform,
    empty,
    from_rows,
    guard_formulas,
    read_file,
    rows_at,
    write_table,
    write_whole,
)


def repairs(**changes):
    return pd.DataFrame({"article_id": ["007"], "repair": ["marks"], "n": [2]} | changes)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_every_column_with_its_dtype(name):
    frame = empty(name)
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == TABLES[name].dtypes


def test_a_missing_and_a_surplus_column_are_named():
    with pytest.raises(TableError) as caught:
        conform(repairs().rename(columns={"n": "count"}), "repairs")
    assert str(caught.value) == (
        "Table `repairs` must have the columns article_id, repair, n; missing: n, not known: count."
    )


def test_a_value_outside_the_choices_is_named():
    offsets = pd.DataFrame(
        {"article_id": ["a"], "start": [0], "end": [1], "field": ["footer"], "raw_start": [0], "raw_end": [1]}
    )
    with pytest.raises(TableError, match="Column `field` of table `raw_offsets` must be one of headline, document"):
        conform(offsets, "raw_offsets")


def test_a_key_that_stands_twice_is_named():
    with pytest.raises(TableError, match="must have one row for each article_id, repair"):
        conform(pd.concat([repairs(), repairs()]), "repairs")


def test_a_value_of_the_wrong_type_is_refused():
    with pytest.raises(TableError, match="Table `repairs` must hold"):
        conform(repairs(n=["two"]), "repairs")


def test_ids_stay_text():
    assert conform(repairs(), "repairs")["article_id"].tolist() == ["007"]


def test_articles_are_walked_in_order_and_an_empty_frame_has_none():
    assert list(by_article(pd.DataFrame({"article_id": []}))) == []
    assert [name for name, _ in by_article(pd.DataFrame({"article_id": ["b", "a", "a"]}))] == ["b", "a"]


def test_rows_are_found_however_the_spans_are_ordered():
    spans = pd.DataFrame({"article_id": ["b", "a", "a"], "start": [0, 7, 0], "end": [3, 9, 5]})
    rows = rows_at(spans, pd.Series(["a", "a", "a", "b", "z"]), pd.Series([8, 4, 5, 0, 0]))
    assert rows.tolist() == [1, 2, -1, 0, -1]
    assert rows_at(spans.iloc[:0], pd.Series(["a"]), pd.Series([0])).tolist() == [-1]


def test_cells_that_a_spreadsheet_would_run_are_guarded_and_numbers_are_not():
    frame = pd.DataFrame({"text": ["=1+1", "- a dash", "-0.5", "fine", None], "value": [-0.5, 1, 2, 3, 4]})
    guarded = guard_formulas(frame)
    assert guarded["text"].tolist()[:4] == ["'=1+1", "'- a dash", "'-0.5", "fine"]
    assert guarded["value"].tolist() == frame["value"].tolist()


def test_a_column_of_nothing_or_of_anything_is_guarded_cell_by_cell():
    frame = pd.DataFrame({"none": [None, float("nan")], "any": ["=1", -2]}, dtype=object)
    guarded = guard_formulas(frame)
    assert (guarded["none"].isna().all(), guarded["any"].tolist()) == (True, ["'=1", -2])


def test_a_file_is_read_as_pandas_reads_it_and_a_column_that_it_lacks_is_named(tmp_path):
    frame = pd.DataFrame({"when": pd.to_datetime(["2024-05-01", None]), "text": pd.Series(["a", None], dtype="str")})
    frame = frame.assign(n=pd.array([1, None], "Int64"), share=[0.5, None], kind=pd.Categorical(["x", "y"]))
    path = tmp_path / "table.parquet"
    frame.to_parquet(path, index=False)
    pd.testing.assert_frame_equal(read_file(path), pd.read_parquet(path), check_exact=True)
    pd.testing.assert_frame_equal(read_file(path, ["n", "when"]), frame[["n", "when"]])
    with pytest.raises(KeyError, match="there is no lost"):
        read_file(path, ["n", "lost"])


def test_a_table_on_disk_is_exact_in_parquet_and_guarded_in_csv(tmp_path):
    frame = conform(repairs(article_id=["=1"]), "repairs")
    parquet, csv = write_table(frame, tmp_path, "repairs")
    pd.testing.assert_frame_equal(conform(pd.read_parquet(parquet), "repairs"), frame)
    assert csv.read_text(encoding="utf-8") == "article_id,repair,n\n'=1,marks,2\n"


def test_a_write_that_fails_leaves_the_old_file_and_no_part(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, lambda file: file.write(b"old"))

    def fail(file):
        file.write(b"ne")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_whole(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_made_of_rows_is_what_conform_makes_of_them():
    row = ("a", 0, 0, 0, 3, "Ann", "proper", "ann", None, None, None, "name")
    frame = pd.DataFrame([row], columns=list(TABLES["mentions"].dtypes))
    pd.testing.assert_frame_equal(from_rows([row], "mentions"), conform(frame, "mentions"))
    pd.testing.assert_frame_equal(from_rows([], "mentions"), empty("mentions"))


def test_rows_that_share_a_key_or_hold_a_wrong_type_are_refused():
    with pytest.raises(TableError, match="stands twice"):
        from_rows([("a", "marks", 1), ("a", "marks", 2)], "repairs")
    with pytest.raises(TableError, match="must hold"):
        from_rows([("a", "marks", "many")], "repairs")
