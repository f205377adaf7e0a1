"""What hand coding corrects stands beside what the machine says, of the same outlet, person and voice."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.compare.tables.outlets import profile_of_outlets
from analysis.compare.tables.people import sentiment_by_person
from analysis.study import read_study
from analysis.tables import TABLES, conform
from tests.validity.conftest import STUDY, write_articles


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    reading = analysis.read(read_study(folder), write_articles(4))
    rows = [
        ("sentiment", "ana:own", "tide", None, 0.25),
        ("sentiment", "ana:own", "tide", "bell", 0.75),
        ("frame_balance", "growth-harm", "bell", None, -0.5),
    ]
    table = pd.DataFrame(rows, columns=["measure", "facet", "unit_a", "unit_b", "corrected"])
    table = table.assign(lower=table["corrected"] - 0.1, upper=table["corrected"] + 0.1, estimator="", reason="")
    table = table.reindex(columns=list(TABLES["corrected"].dtypes)).fillna({"n_coded": 30, "n_units": 90})
    return reading.replace(corrected=conform(table, "corrected"))


def test_sentiment_toward_a_person_has_the_corrected_value_of_its_outlet_and_voice(coded):
    table = sentiment_by_person(coded)
    known = table[table["corrected"].notna()]
    assert known[["person_id", "outlet_id", "voice"]].to_numpy().tolist() == [["ana", "tide", "own"]]
    assert known[["corrected", "corrected_lower", "corrected_upper"]].to_numpy()[0] == pytest.approx([0.25, 0.15, 0.35])


def test_a_profile_has_the_corrected_balance_of_all_voices_and_sentiment(coded):
    table = profile_of_outlets(coded, "growth-harm")
    known = table[table["corrected"].notna()].set_index(["measure", "outlet_id"])["corrected"].to_dict()
    assert known == {("frame balance, all voices", "bell"): -0.5, ("toward Ana Ruiz, own words", "tide"): 0.25}
    assert np.isnan(table.loc[table["measure"].str.startswith("tone"), "corrected"]).all()
