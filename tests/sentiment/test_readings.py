"""Readings by hand that rungs are correlated with: every unit read once by each, or refused."""

import numpy as np
import pytest

from benchmarks.readings import compare, read_units

KEY = "unit_id,article_id,start,end,target_id\ns0,000,0,10,ana\ns1,000,20,30,ana\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("key", KEY), ("sheet", "unit_id\ns0\n"), ("a", "unit_id,value\ns1,2\ns0,-1\n")):
        (tmp_path / f"sentiment_{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_units_have_the_value_of_each_reading_by_their_id(folder):
    (folder / "sentiment_b.csv").write_text("unit_id,value\ns0,0\ns1,1\n", encoding="utf-8")
    units = read_units(folder)
    assert units[["sentiment_a", "sentiment_b"]].to_numpy().tolist() == [[-1, 0], [2, 1]]
    assert units["article_id"].tolist() == ["000", "000"]


def test_one_reading_alone_or_one_that_leaves_a_unit_out_is_refused(folder):
    with pytest.raises(SystemExit, match="two readings or more"):
        read_units(folder)
    (folder / "sentiment_b.csv").write_text("unit_id,value\ns0,0\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="every unit"):
        read_units(folder)


def test_the_interval_of_a_paired_difference_holds_nothing_where_two_methods_say_the_same():
    random = np.random.default_rng(1)
    read = random.normal(size=60)
    near, far = read + random.normal(size=60) / 3, random.normal(size=60)
    found = compare(read, {"near": near, "same": near, "far": far}, "near", draws=100).set_index("method")
    assert found.loc["same", ["less", "lower", "upper"]].tolist() == [0, 0, 0]
    assert found.loc["far", "lower"] > 0
