"""Articles and codebook change after a plan: what that does to its numbers is said, and too much takes them out."""

import numpy as np
import pandas as pd
import pytest

from analysis.tables import empty
from analysis.validity.answers import merge_labels
from analysis.validity.changes import changed_since, find_changes, standing_units
from analysis.validity.coding import Coding
from analysis.validity.population import find_population
from analysis.validity.sheets import disagreement_sheet
from analysis.validity.variables import variable_of


@pytest.fixture(scope="module")
def frame(harbour, planned):
    variable = variable_of(harbour.study, "frame")
    coding = Coding(None, planned[0], "", planned[1], empty("labels"))
    return find_population(harbour.tables, harbour.study, variable), coding, variable


def test_nothing_changed_and_articles_that_are_not_selected_are_no_change(frame):
    population, coding, variable = frame
    assert find_changes(population, coding, variable) == ("", frozenset())
    assert find_changes(population[population["article_id"] < "piece-12"], coding, variable).reason == ""


def test_other_words_new_units_and_another_codebook_are_said(frame):
    population, coding, variable = frame
    drawn = coding.units.query("variable == @variable.name")["unit_id"]
    words = population.assign(group=population["group"].where(~population["unit_id"].isin(drawn.head(3)), "x"))
    assert find_changes(words, coding, variable).reason == "3 drawn units of other words now"
    few = population[population["outlet_id"] == "tide"].head(4).assign(group=[f"n{at}" for at in range(4)])
    some = find_changes(pd.concat([population, few]), coding, variable)
    assert some == ("4 units came after the plan and could not be drawn", frozenset())
    many = pd.concat([few.assign(group=few["group"] + str(at)) for at in range(5)])
    assert find_changes(pd.concat([population, many]), coding, variable).outlets == {"tide"}
    plan = {**coding.plan, "variables": [{**coding.plan["variables"][0], "codebook": "other"}]}
    said = find_changes(population, coding._replace(plan=plan), variable).reason
    assert said == "coded by another codebook than the study file has now"
    assert (
        find_changes(population.assign(article_id="y"), coding, variable).reason == "no drawn unit is of these articles"
    )


def test_numbers_that_the_coded_units_do_not_stand_for_are_taken_out(frame):
    population, coding, variable = frame
    many = population.assign(group="n" + population["group"])[population["outlet_id"] == "tide"]
    changes = find_changes(pd.concat([population, many]), coding, variable)
    corrected = pd.DataFrame({"unit_a": ["tide", "bell", "tide"], "unit_b": [None, None, "bell"], "reason": ""})
    corrected = corrected.assign(corrected=0.5, lower=0.4, upper=0.6, error=0.05)
    found = changed_since(corrected, changes)
    assert np.isnan(found["corrected"]).tolist() == [True, False, True]
    assert found["reason"].str.startswith("not corrected: 120 units came after").tolist() == [True, False, True]
    assert found["reason"].str.contains("120 units came after the plan").all()


def test_a_unit_whose_words_are_gone_is_on_no_sheet(harbour, planned):
    units = planned[1]
    first = units["article_id"].iloc[0]
    is_first = harbour.articles["article_id"] == first
    loud = harbour.articles.assign(text=harbour.articles["text"].str.upper().where(is_first, harbour.articles["text"]))
    tables = {**harbour.tables, "articles": loud}
    n = int((units["article_id"] == first).sum())
    assert len(standing_units(tables, harbour.study, units)) == len(units) - n
    own = units[units["variable"] == "frame:growth-harm"]
    answers = [own[["unit_id", "variable"]].assign(coder_id=who, value=value, sure=True, note="", coded_at="")
               for who, value in (("bo", "both"), ("ana-k", "none"))]  # fmt: skip
    coding = Coding(None, planned[0], "", units, merge_labels(empty("labels"), pd.concat(answers))[0])
    variable = variable_of(harbour.study, "frame")
    gone = int((own["article_id"] == first).sum())
    assert disagreement_sheet(tables, harbour.study, coding, [variable])[1:] == (len(own) - gone, gone)
