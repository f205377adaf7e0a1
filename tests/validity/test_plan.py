"""What is drawn: exact probabilities, strata of outlet and machine class, one draw a cluster of copies."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.errors import StudyError
from analysis.study import read_study
from analysis.validity.coding import check_coders, read_coding, write_labels, write_plan
from analysis.validity.plan import TRAINING, allocate, draw_units, make_plan
from analysis.validity.population import find_population
from analysis.validity.variables import KINDS, variable_of, variables_of
from tests.validity.conftest import STUDY, write_articles


def test_a_third_of_the_units_is_what_the_machine_found():
    assert allocate({"a": 100, "b": 100, "none": 800}, 90, frozenset("ab")) == {"a": 15, "b": 15, "none": 60}
    assert allocate({"a": 4, "none": 800}, 90, frozenset("a")) == {"a": 4, "none": 86}
    assert allocate({"a": 400, "none": 10}, 90, frozenset("a")) == {"a": 80, "none": 10}
    assert allocate({"a": 1, "none": 2}, 90, frozenset("a")) == {"a": 1, "none": 2}


def test_the_probability_of_each_unit_is_drawn_by_all_in_its_stratum(harbour, planned):
    plan, units, _ = planned
    entry = plan["variables"][0]
    assert entry["variable"] == "frame:growth-harm"
    assert {(one["outlet_id"], one["machine"]) for one in entry["strata"]} == {
        (outlet, machine) for outlet in ("tide", "bell") for machine in ("growth", "harm", "none")
    }
    own = units[units["variable"] == "frame:growth-harm"]
    assert len(own) == 80
    population = find_population(harbour.tables, harbour.study, variable_of(harbour.study, "frame"))
    for stratum in entry["strata"]:
        rows = own[own["stratum"] == f"{stratum['outlet_id']} / {stratum['machine']}"]
        there = population.query("outlet_id == @stratum['outlet_id'] and machine == @stratum['machine']")
        assert len(rows) == stratum["n"]
        assert len(there) == stratum["N"]
        assert (rows["pi"] == stratum["n"] / stratum["N"]).all()


def test_drawn_many_times_each_unit_comes_as_often_as_its_probability_says(harbour):
    variable = variable_of(harbour.study, "frame")
    population = find_population(harbour.tables, harbour.study, variable)
    draws = [draw_units(population, variable, 60, seed=seed)[0] for seed in range(40)]
    weights = pd.concat(draws).groupby("unit_id")["pi"].agg(lambda pi: (1 / pi).sum() / 40)
    assert weights.reindex(population["unit_id"], fill_value=0).mean() == pytest.approx(1)
    assert (weights > 0).sum() > 0.99 * len(population)
    assert weights.max() < 3


def test_copies_are_one_draw(tmp_path):
    rows = write_articles(8)
    long = " ".join(f"Boat {at} sailed past the old pier with {at * 7} crates of fish and salt." for at in range(12))
    rows.loc[0, "text"] += " " + long
    copy = rows.iloc[[0]].assign(article_id="copy", outlet="The Bell", published="2024-06-01")
    (tmp_path / "study.yaml").write_text(STUDY)
    reading = analysis.read(read_study(tmp_path), pd.concat([rows, copy]))
    population = find_population(reading.tables, reading.study, variable_of(reading.study, "frame"))
    first, second = (population[population["article_id"] == one] for one in ("piece-00", "copy"))
    assert first["group"].tolist() == second["group"].tolist()
    assert set(first["unit_id"]).isdisjoint(second["unit_id"])
    units, _ = draw_units(population, variable_of(reading.study, "frame"), 10**6)
    assert len(units) == population["group"].nunique() == len(population) - len(second)
    assert (units["pi"] == 1).all()


def test_words_of_several_together_are_a_class_of_their_own(harbour):
    segments = harbour.segments.assign(voice="quoted", holder_kind="several", holder_id="ana|ben")
    speech = variable_of(harbour.study, "speech")
    units = find_population({**harbour.tables, "segments": segments}, harbour.study, speech)
    assert set(units["machine"]) == {"several"} <= set(speech.answers)


def test_no_headline_is_a_unit(harbour):
    for name in variables_of(harbour.study):
        if name != "membership":
            population = find_population(harbour.tables, harbour.study, variable_of(harbour.study, name))
            words = harbour.with_words(population)["words"]
            assert len(words)
            assert not words.str.contains("Secret headline").any()


def test_the_units_of_the_training_round_are_not_in_the_sample(harbour, planned):
    _, units, training = planned
    assert len(training) == TRAINING
    assert set(training["unit_id"]).isdisjoint(units["unit_id"])


def test_shared_units_go_to_all_and_the_others_are_dealt_out(planned):
    plan, units, _ = planned
    own = units[units["variable"] == "speech"]
    counts = own["coders"].value_counts()
    assert plan["variables"][2]["shared"] == 52  # for an alpha of .80 where nothing says that an answer is rare
    assert counts.to_dict() == {"ana-k bo": 52, "ana-k": 14, "bo": 14}
    assert set(KINDS) >= set(units["kind"])


def test_a_plan_is_the_same_again_and_another_by_another_seed(harbour, planned):
    again = make_plan(harbour.tables, harbour.study, ["frame", "sentiment", "speech"], ["ana-k", "bo"], n=80)
    assert again[0] == planned[0]
    assert again[1].equals(planned[1])
    other = make_plan(harbour.tables, harbour.study, ["frame"], ["ana-k", "bo"], n=80, seed=1)
    assert set(other[1]["unit_id"]) != set(planned[1]["unit_id"])


def test_a_plan_comes_back_from_its_folder_and_gives_way_to_no_other_once_it_is_answered(tmp_path, planned):
    plan, units, _ = planned
    write_plan(tmp_path, plan, units)
    coding = read_coding(tmp_path)
    assert coding.plan == plan
    pd.testing.assert_frame_equal(coding.units, units)
    assert np.array_equal(coding.units["pi"], units["pi"])
    write_labels(tmp_path, coding.labels)
    with pytest.raises(StudyError, match="must hold no answers when another plan is drawn"):
        write_plan(tmp_path, plan, units)


def test_sheets_that_coders_may_have_are_not_made_worthless_by_another_plan(tmp_path, planned):
    plan, units, _ = planned
    write_plan(tmp_path, plan, units)
    (tmp_path / "sheets").mkdir()
    write_plan(tmp_path, plan, units)
    with pytest.raises(StudyError, match=r"must hold no sheets of another plan; coders may have those in sheets/"):
        write_plan(tmp_path, plan | {"seed": 1}, units)


def test_coders_differ_by_more_than_capitals_since_their_sheets_are_files():
    assert check_coders(["ana-k", "bo"]) == ["ana-k", "bo"]
    for names in (["bo", "Bo"], ["bo", "bo"]):
        with pytest.raises(
            StudyError, match=f"differ by more than capitals, each named once; found {', '.join(names)}"
        ):
            check_coders(names)


def test_what_cannot_be_planned_is_refused(harbour):
    with pytest.raises(StudyError, match=r"`measure` must be one of frame:growth-harm, sentiment.*; found `tone`"):
        make_plan(harbour.tables, harbour.study, ["tone"], ["a"])
    with pytest.raises(StudyError, match="each once; found a, a"):
        make_plan(harbour.tables, harbour.study, ["frame"], ["a", "a"])
