"""Readings by hand that rungs are correlated with: every unit read once by each, or refused."""

import numpy as np
import pytest

from benchmarks.readings import FOLDER, compare, read_units

UNITS = "unit_id,article_id,start,end,variable,target\ns0,000,0,10,sentiment,ana\ns1,000,20,30,sentiment,ana\n"
LABELS = "unit_id,coder_id,variable,value\ns1,a,sentiment,2\ns0,a,sentiment,-1\n"


@pytest.fixture
def folder(tmp_path):
    units = UNITS + "s2,000,0,30,frame,\n"
    for name, text in (("coding_units", units), ("labels", LABELS + "s2,a,frame,neither\n")):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def add_labels(folder, rows):
    with (folder / "labels.csv").open("a", encoding="utf-8") as file:
        file.write(rows)


def test_units_have_the_value_of_each_reading_by_their_id(folder):
    add_labels(folder, "s0,b,sentiment,0\ns1,b,sentiment,1\n")
    units = read_units(folder)
    assert units[["sentiment_a", "sentiment_b"]].to_numpy().tolist() == [[-1, 0], [2, 1]]
    assert units["article_id"].tolist() == ["000", "000"]


def test_one_reading_alone_or_one_that_leaves_a_unit_out_is_refused(folder):
    with pytest.raises(SystemExit, match="two readings or more"):
        read_units(folder)
    add_labels(folder, "s0,b,sentiment,0\n")
    with pytest.raises(SystemExit, match="every unit"):
        read_units(folder)


def test_the_readings_of_the_shipped_study_are_there():
    assert len(read_units(FOLDER)) == 121


def test_the_interval_of_a_paired_difference_holds_nothing_where_two_methods_say_the_same():
    random = np.random.default_rng(1)
    read = random.normal(size=60)
    near, far = read + random.normal(size=60) / 3, random.normal(size=60)
    found = compare(read, {"near": near, "same": near, "far": far}, "near", draws=100).set_index("method")
    assert found.loc["same", ["less", "lower", "upper"]].tolist() == [0, 0, 0]
    assert found.loc["far", "lower"] > 0
