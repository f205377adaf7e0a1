"""Corrected estimates and errors: reference values, identities, and what is not corrected."""

import numpy as np
import pandas as pd
import pytest

from analysis.validity.coding import Coding
from analysis.validity.corrected import TOO_FEW, add_up, correct, error_expected, estimate
from analysis.validity.errors import find_errors
from analysis.validity.sample import coded_population, probabilities
from analysis.validity.variables import Quantity, Variable, variable_of

YES_NO = Variable(
    "frame:x", "frame", "?", {"yes": "yes", "no": "no"}, "nominal", frozenset({"yes"}),
    (Quantity("frame_share", "x:yes", {"yes": 1.0}),), (),
)  # fmt: skip


def population_of(machine, coded, pi, outlets=None, clusters=None):
    n = len(machine)
    clusters = clusters or [f"c{at}" for at in range(n)]
    frame = pd.DataFrame({"machine": machine, "pi": pi, "coded": pd.Series(coded, dtype=object)})
    return frame.assign(
        unit_id=[f"u{at}" for at in range(n)],
        article_id=clusters,
        cluster_id=clusters,
        group=[f"g{at}" for at in range(n)],
        outlet_id=outlets or ["o"] * n,
        side=frame["machine"] == "yes",
        stratum=frame["machine"],
        value=np.nan,
        target="",
        voice="",
        is_scored=True,
    )


@pytest.fixture
def reference():
    """300 units that the machine found and 700 that it did not, 60 coded of either, of which 48 and 3 are true."""
    said = (
        [{"yes": 1.0}] * 48 + [{"no": 1.0}] * 12 + [None] * 240 + [{"yes": 1.0}] * 3 + [{"no": 1.0}] * 57 + [None] * 640
    )
    pi = [0.2] * 60 + [np.nan] * 240 + [60 / 700] * 60 + [np.nan] * 640
    return population_of(["yes"] * 300 + ["no"] * 700, said, pi)


def test_the_share_of_the_reference_is_corrected(reference):
    row = correct(reference, YES_NO, ["o"]).iloc[0]
    assert row["machine"] == pytest.approx(0.3)
    assert row["corrected"] == pytest.approx(0.275)
    assert (row["n_coded"], row["n_units"], row["df"]) == (120, 1000, 59)
    assert row["lower"] < 0.275 < row["upper"]


def test_the_error_that_comes_from_coding_is_that_of_the_reference(reference):
    row = correct(reference, YES_NO, ["o"]).iloc[0]
    assert round(row["coding_error"], 5) == 0.02527
    strata = [(300, 60, 0.16), (700, 60, 0.0475)]
    finite = sum(N**2 * (1 / n - 1 / N) * v * n / (n - 1) for N, n, v in strata) ** 0.5 / 1000
    assert round(finite, 5) == 0.02358
    assert row["error"] > row["coding_error"]
    then = error_expected(row["error"], row["coding_error"], 120, 480)
    assert then == pytest.approx((row["error"] ** 2 - 0.75 * row["coding_error"] ** 2) ** 0.5)
    assert error_expected(row["error"], row["coding_error"], 120, 120) == pytest.approx(row["error"])


def test_copies_are_one_draw_of_the_error_from_coding_and_a_ratio_has_that_of_both_its_parts(reference):
    copies = pd.concat([reference, reference.assign(unit_id=reference["unit_id"] + "b")], ignore_index=True)
    assert correct(copies, YES_NO, ["o"])["coding_error"].iloc[0] == pytest.approx(0.02527, abs=5e-6)
    ratio = YES_NO.quantities[0]._replace(below={"yes": 1.0, "no": 1.0})
    part, added = add_up(reference, ratio)
    found = estimate(part, added, ratio, [np.ones(len(part), bool)])
    assert found["coding_error"] == pytest.approx(0.02527, abs=5e-6)  # a denominator without error


def test_precision_and_recall_are_those_of_all_units_and_lead_to_the_same_share(reference):
    errors = find_errors(reference, YES_NO).set_index(["outlet_id", "class"])
    yes, no = errors.loc[("o", "yes")], errors.loc[("o", "no")]
    assert yes["precision"] == pytest.approx(0.8)
    assert yes["recall"] == pytest.approx(0.873, abs=5e-4)
    assert yes["recall"] != pytest.approx(48 / 51, abs=0.01)  # .941: what the sample alone would say
    assert no["recall"] == pytest.approx(0.9172, abs=5e-5)
    rogan_gladen = (0.3 + no["recall"] - 1) / (yes["recall"] + no["recall"] - 1)
    assert rogan_gladen == pytest.approx(0.275)
    assert yes["bias"] == pytest.approx(0.025)
    assert yes["recall_lower"] < yes["recall"] < yes["recall_upper"] <= 1


def test_all_coded_is_the_coded_value_and_a_machine_that_is_right_stays(harbour, planned):
    plan, _, _ = planned
    for name in ("frame", "sentiment", "speech"):
        variable = variable_of(harbour.study, name)
        empty = Coding(None, plan, "", planned[1], pd.DataFrame({"unit_id": [], "coder_id": [], "variable": []}))
        population = coded_population(harbour.tables, harbour.study, empty, variable)
        random = np.random.default_rng(0)
        answers = random.choice(list(variable.answers), len(population))
        every = population.assign(pi=1.0, coded=[{one: 1.0} for one in answers])
        found = correct(every, variable, ["tide", "bell"]).query("unit_b.isna()")
        assert found["corrected"].notna().sum() >= 2
        for row in found.dropna(subset="corrected").to_dict("records"):
            quantity = next(
                one for one in variable.quantities if one.facet == row["facet"] and one.measure == row["measure"]
            )
            if quantity.below is not None:
                continue
            part = every[every["outlet_id"] == row["unit_a"]]
            part = part[part["is_scored"].astype(bool)] if quantity.is_scored else part
            part = part[part["target"] == quantity.target] if quantity.target else part
            part = part[part["voice"] == quantity.voice] if quantity.voice else part
            said = [quantity.adds.get(next(iter(one)), 0.0) for one in part["coded"]]
            assert row["corrected"] == pytest.approx(np.mean(said)), row
        if name != "sentiment":
            right = population.assign(pi=0.5, coded=[{one: 1.0} for one in population["machine"]])
            same = correct(right, variable, ["tide", "bell"]).dropna(subset="corrected")
            assert len(same)
            assert np.allclose(same["corrected"], same["machine"])


def test_voices_add_up_to_the_total(harbour, planned):
    variable = variable_of(harbour.study, "sentiment")
    population = coded_population(harbour.tables, harbour.study, _coded_by_chance(harbour, planned), variable)
    sums = {}
    for voice in (None, "own", "agency", "quoted", "paraphrased"):
        _, added = add_up(population, variable.quantities[0]._replace(voice=voice))
        sums[voice] = np.array([added.corrected.sum(), added.below.sum()])
    total = sums.pop(None)
    assert total[1] > 0
    assert sum(sums.values()) == pytest.approx(total)


def _coded_by_chance(harbour, planned):
    plan, units, _ = planned
    random = np.random.default_rng(5)
    own = units[units["variable"] == "sentiment"]
    rows = own[["unit_id", "variable"]].assign(
        coder_id="bo", value=random.choice(["-2", "-1", "0", "1", "2"], len(own)), sure=True, note="", coded_at=""
    )
    return Coding(None, plan, "", units, rows)


def test_an_outlet_of_few_coded_units_is_not_corrected():
    said = [{"yes": 1.0}] * 10 + [{"no": 1.0}] * 9 + [None] * 10
    population = population_of(["yes", "no"] * 14 + ["yes"], said, [0.5] * 19 + [np.nan] * 10)
    row = correct(population, YES_NO, ["o"]).iloc[0]
    assert np.isnan(row["corrected"])
    assert row["reason"] == TOO_FEW
    assert row["n_coded"] == 19


def test_a_contrast_is_the_difference_and_counts_what_outlets_share_once(reference):
    other = reference.assign(outlet_id="p", group=reference["group"] + "p")  # the same articles, word for word
    both = pd.concat([reference, other], ignore_index=True)
    rows = correct(both, YES_NO, ["o", "p"]).set_index("unit_b", append=True).reset_index()
    contrast = rows[rows["unit_b"] == "p"].iloc[0]
    assert contrast["corrected"] == pytest.approx(0)
    assert np.isnan(contrast["lower"])  # no spread at all: what is not seen is not zero
    apart = pd.concat([reference, other.assign(cluster_id=other["cluster_id"] + "p")], ignore_index=True)
    contrast = correct(apart, YES_NO, ["o", "p"]).query("unit_b == 'p'").iloc[0]
    one = correct(reference, YES_NO, ["o"]).iloc[0]
    assert contrast["error"] == pytest.approx(one["error"] * np.sqrt(2))
    assert contrast["df"] == 118


def test_a_sheet_that_came_back_in_part_stands_for_the_whole_stratum():
    units = pd.DataFrame({"unit_id": list("abcdef"), "stratum": list("xxxxyz"), "outlet_id": "o"})
    units["pi"] = [0.4] * 4 + [0.5, 1.0]  # 10 in x, 2 in y, 1 in z
    assert probabilities(units, {"a", "b", "e", "f"}) == pytest.approx({"a": 0.2, "b": 0.2, "e": 0.5, "f": 1.0})
    assert probabilities(units, {"a", "b"}) == pytest.approx({"a": 2 / 13, "b": 2 / 13})  # with all that nobody coded


def test_the_same_error_in_every_outlet_is_not_refused_and_another_is(reference):
    swap = {"yes": "no", "no": "yes"}
    same = pd.concat([reference, reference.assign(outlet_id="p", cluster_id=reference["cluster_id"] + "p")])
    wrong = reference.assign(outlet_id="p", cluster_id=reference["cluster_id"] + "p")
    wrong["coded"] = [one and {swap[next(iter(one))]: 1.0} for one in wrong["coded"]]
    worse = pd.concat([reference, wrong])
    p_same, p_worse = (find_errors(both, YES_NO).query("outlet_id.isna()")["p_equal"].iloc[0] for both in (same, worse))
    assert p_same == pytest.approx(1)
    assert p_worse < 1e-6
