from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from analysis.compare.contrasts import NO_INTERVAL, REST, Question, contrast_families, pairs_of
from analysis.compare.intervals import contrast_paired_ratios, contrast_ratios, ratios
from analysis.compare.intervals.resampling import adjust_p
from analysis.compare.samples import SAMPLE, measure_samples, voices_as_units
from analysis.tables import empty


def contrast_units(samples, pairs, copies, **options):
    """Contrast pairs of units as one question."""
    return contrast_families([Question("units", samples, pairs)], copies, **options)


def rows(n, mean, seed):
    random = np.random.default_rng(seed)
    return np.column_stack([random.normal(mean, 0.3, n) * 10, np.full(n, 10.0)])


class Contrast(NamedTuple):
    difference: float
    lower: float
    upper: float
    p: float
    p_error: float
    is_plain: bool


def contrast(a, b, test=contrast_ratios, **options):
    """Contrast one measure alone."""
    return Contrast(*(float(values[0]) for values in test(a[:, None], b[:, None], **options)))


def test_a_group_is_the_ratio_of_its_sums_and_nothing_without_a_denominator():
    assert ratios(np.array([[[1.0, 2.0]], [[2.0, 4.0]]])).tolist() == [0.5]
    assert np.isnan(ratios(np.zeros((3, 1, 2)))).all()


def test_exchanging_the_groups_turns_the_interval_round():
    a, b = rows(30, 0.2, 1), rows(25, 0.0, 2)
    one, two = contrast(a, b), contrast(b, a)
    assert one.difference == pytest.approx(-two.difference)
    assert one.lower < one.difference < one.upper
    assert (one.lower, one.p) == (pytest.approx(-two.upper, abs=0.05), pytest.approx(two.p, abs=0.02))


def test_the_unit_of_the_measure_scales_the_interval_and_leaves_p():
    a, b = rows(30, 0.2, 1), rows(25, 0.0, 2)
    plain, scaled = contrast(a, b), contrast(a * [100, 1], b * [100, 1])
    assert np.allclose(scaled[:3], 100 * np.array(plain[:3]))
    assert scaled.p == plain.p


def test_one_seed_gives_one_interval():
    a, b = rows(20, 0.2, 1), rows(20, 0.0, 2)
    assert contrast(a, b, seed=7) == contrast(a, b, seed=7) != contrast(a, b, seed=8)


def test_an_effect_is_found_and_none_is_not():
    assert contrast(rows(40, 0.5, 1), rows(40, 0.0, 2)).p < 0.01
    assert contrast(rows(40, 0.0, 1), rows(40, 0.0, 3)).p > 0.05


@pytest.mark.parametrize("n", [1, 5])
def test_articles_that_show_no_spread_get_no_interval(n):
    found = contrast(np.full((n, 2), 2.0), np.full((n, 2), 1.0) * [1, 2])
    assert found.difference == 0.5
    assert np.isnan(found[1:3]).all()
    assert np.isnan(found.p) if n == 1 else found.p < 0.05 and found.is_plain
    alike = contrast(np.full((n, 2), 2.0), np.full((n, 2), 2.0))
    assert alike.difference == 0 and np.isnan(alike[1:5]).all() and not alike.is_plain


def test_very_many_clusters_give_the_interval_of_the_formula():
    a, b = rows(1_000, 0.1, 1), rows(1_000, 0.0, 2)  # how near it comes hangs on the draws, not on more clusters
    error = 1.96 * np.sqrt(2 * 0.3**2 / 1_000)
    found = contrast(a, b, draws=500)
    assert (found.upper - found.lower) / 2 == pytest.approx(error, rel=0.15)


def test_a_measure_that_one_article_tells_of_gets_no_interval_from_the_other_side():
    a, b = np.zeros((20, 2)), rows(20, 0.0, 2)
    a[0] = 5.0, 10.0
    assert np.isnan(contrast(a, b)[1:5]).all()


def test_measures_together_are_as_measures_alone():
    a, b = rows(30, 0.2, 1), rows(25, 0.0, 2)
    both = contrast_ratios(np.stack([a, a * [2, 1]], axis=1), np.stack([b, b * [2, 1]], axis=1))
    alone = contrast(a, b)
    assert np.allclose([values[0] for values in both], alone)
    assert np.allclose([values[1] for values in both[:3]], 2 * np.array(alone[:3]))


def test_pairs_are_compared_within_articles():
    article = rows(30, 0.0, 1)
    shifted = article + np.random.default_rng(2).normal(0.1, 0.05, (30, 1)) * [10, 0]
    assert contrast(shifted, article, contrast_paired_ratios).p < 0.01 < contrast(shifted, article).p
    same = contrast(article, article, contrast_paired_ratios)
    assert same.difference == 0
    assert np.isnan(same.p)


def test_the_false_discovery_rate_of_the_example_of_its_authors():
    # Benjamini & Hochberg (1995), section 4.1: fifteen p-values, of which the first four are kept at .05
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1.0,
    ]
    q = adjust_p(np.array(p))
    assert (q <= 0.05).sum() == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4)
    assert adjust_p(np.array([])).size == 0


def sample(unit, values, facet="all", first=0):
    ids = [f"{unit}{first + number}" for number in range(len(values))]
    return pd.DataFrame(
        {"measure": "tone", "facet": facet, "unit_id": unit, "article_id": ids, "numerator": values, "denominator": 1.0}
    )


COPIES = empty("copies")


def copies(**clusters):
    return pd.DataFrame({"article_id": list(clusters), "cluster_id": list(clusters.values())})


def test_units_with_too_few_articles_get_a_difference_and_nothing_more():
    samples = pd.concat([sample("a", [1.0, 0.0]), sample("b", [0.25] * 20)])
    found = contrast_units(samples, [("a", "b")], COPIES, minimum=10)
    assert (
        found[["mean_a", "mean_b", "difference", "n_a", "n_b", "n_effective"]].to_numpy().tolist()
        == [[0.5, 0.25, 0.25, 2, 20, 2]] * 2
    )
    assert found[["lower", "upper", "p", "q"]].isna().all(axis=None)
    assert found["method"].unique().tolist() == ["difference only: fewer than 10 articles"]


def test_the_strongest_contrast_is_tested_and_says_how():
    samples = pd.concat([sample("a", [1.0] * 15), sample("b", [-1.0] * 15)])
    found = contrast_units(samples, [("a", "b")], COPIES).iloc[0]
    assert (found["difference"], found["method"], found["n_tests"]) == (2.0, NO_INTERVAL, 1)
    assert found["p"] <= 1 / 20_000 and pd.isna(found["lower"])
    alike = contrast_units(pd.concat([sample("a", [1.0] * 15), sample("b", [1.0] * 15)]), [("a", "b")], COPIES).iloc[0]
    assert (alike["n_tests"], alike["method"]) == (0, "difference only: nothing differs")


def test_each_question_has_a_family_of_its_own():
    random = np.random.default_rng(2)
    strong = pd.concat([sample("own", random.normal(1, 0.2, 12)), sample("quoted", random.normal(0, 0.2, 12))])
    many = pd.concat([strong.assign(facet=str(n)) for n in range(30)])
    null = pd.concat([sample(unit, random.normal(0, 1, 12)) for unit in "abc"])
    asked = [Question("voices", many, [("own", "quoted")]), Question("outlets", null, pairs_of(list("abc")))]
    found = contrast_families(asked, COPIES, draws=500)
    alone = contrast_families(asked[1:], COPIES, draws=500)
    rows = found[found["family"] == "outlets: tone"].reset_index(drop=True)
    pd.testing.assert_frame_equal(rows, alone)  # what is plain between voices says nothing of outlets
    assert rows["n_tests"].tolist() == [3] * 6
    assert found.loc[found["family"] == "voices: tone", "n_tests"].tolist() == [30] * 60


def test_a_difference_ends_where_two_values_can_differ_no_more():
    values = [1.0] * 14 + [-1.0]
    found = contrast_units(pd.concat([sample("a", values), sample("b", np.negative(values))]), [("a", "b")], COPIES)
    assert found["upper"].tolist() == [2.0, 2.0]


def test_copies_count_with_all_their_words_or_once():
    samples = pd.concat([sample("a", [1.0, 1.0, 0.0]), sample("b", [0.0])])
    found = contrast_units(samples, [("a", "b")], copies(a0="a0", a1="a0", a2="a2"))
    assert found[["copies", "mean_a", "n_a"]].to_numpy().tolist() == [["with", 2 / 3, 3], ["without", 0.5, 2]]


def test_a_cluster_is_drawn_as_one():
    values = np.random.default_rng(0).normal(size=12).tolist()
    samples = pd.concat([sample("a", values * 5), sample("b", values)])
    clusters = copies(**{f"a{number}": f"a{number % 12}" for number in range(60)})
    found = contrast_units(samples, [("a", "b")], clusters)
    alone = contrast_units(samples, [("a", "b")], COPIES)
    assert found["n_effective"].tolist() == [12, 12]
    width = (found["upper"] - found["lower"])[0] / (alone["upper"] - alone["lower"])[0]
    assert width > 1.2


def test_a_contrast_does_not_depend_on_what_else_is_asked():
    values = np.random.default_rng(0).normal(size=(3, 12))
    samples = pd.concat([sample(unit, row.tolist()) for unit, row in zip("abc", values, strict=True)])
    alone = contrast_units(samples, [("a", "c")], COPIES, draws=200)
    among = contrast_units(samples, pairs_of(["a", "b", "c"]), COPIES, draws=200)
    among = among[(among["unit_a"] == "a") & (among["unit_b"] == "c")].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.drop(columns=["q", "n_tests"]), among.drop(columns=["q", "n_tests"]))


def test_many_units_are_contrasted_with_all_others():
    assert pairs_of(list("abcdefg"))[0] == ("a", REST)
    samples = pd.concat([sample("a", [1.0]), sample("b", [0.0]), sample("c", [0.5])])
    found = contrast_units(samples, [("a", REST)], COPIES)
    assert found[["mean_b", "n_b"]].iloc[0].tolist() == [0.25, 2]


def test_the_order_of_units_moves_no_last_digit_of_all_others():
    samples = [sample(unit, [value]) for unit, value in zip("abcd", (1.0, 0.1, 0.2, 0.3), strict=True)]
    clusters = copies(b0="b0", c0="b0", d0="b0")
    found = contrast_units(pd.concat(samples), [("a", REST)], clusters)
    turned = contrast_units(pd.concat(samples[::-1]), [("a", REST)], clusters)
    pd.testing.assert_frame_equal(turned, found, check_exact=True)


def test_a_unit_without_a_value_has_no_difference_and_no_articles():
    found = contrast_units(sample("a", [1.0]), [("a", "b")], COPIES)
    assert found[["n_a", "n_b"]].iloc[0].tolist() == [1, 0]
    assert np.isnan(found["difference"]).all()


def test_voices_become_units_that_are_paired_within_articles():
    samples = pd.concat(
        [sample("a", [0.1 * n for n in range(12)], "own"), sample("a", [0.1 * n + 0.5 for n in range(12)], "quoted")]
    )
    found = contrast_units(voices_as_units(samples), [("own", "quoted")], COPIES)
    assert found["facet"].unique().tolist() == ["all"]
    assert found["difference"].round(6).tolist() == [-0.5, -0.5]
    assert voices_as_units(sample("a", [1.0], "axis:own"))["facet"].tolist() == ["axis"]


def test_what_an_article_adds_does_not_depend_on_the_others(shipped):
    tables, keys = shipped.tables, ["article_id", "measure", "facet"]
    whole = measure_samples(tables, shipped.study).set_index(keys).sort_index()
    for one in tables["articles"]["article_id"].tolist():
        own = {name: table[table["article_id"] == one] for name, table in tables.items() if "article_id" in table}
        alone = measure_samples(own, shipped.study, has_agency=False).set_index(keys).sort_index()
        pd.testing.assert_frame_equal(alone, whole.loc[[one]].loc[alone.index], check_exact=True)


def test_samples_of_the_shipped_study_add_up_to_its_scores(shipped):
    samples = measure_samples(shipped.tables, shipped.study)
    assert list(samples.columns) == SAMPLE
    sums = samples.groupby(["measure", "facet", "unit_id"])[["numerator", "denominator"]].sum()
    scores = shipped.axis_scores
    scores = scores[(scores["unit_kind"] == "outlet") & (scores["section"] == "all") & scores["balance"].notna()]
    for row in scores.itertuples():
        for measure in ("balance", "intensity", "coverage"):
            numerator, denominator = sums.loc[(measure, f"{row.axis_id}:{row.voice}", row.unit_id)]
            assert numerator / denominator == pytest.approx(getattr(row, measure)), (measure, row.unit_id, row.voice)


def test_parts_by_voice_add_up_to_all(shipped):
    samples = measure_samples(shipped.tables, shipped.study)
    sums = samples.assign(is_all=samples["facet"].str.endswith("all")).groupby(["measure", "is_all"])["numerator"].sum()
    for measure in ("tone", f"sentiment_{shipped.study.sentiment.method}", "balance", "intensity"):
        assert sums[measure, True] == pytest.approx(sums[measure, False])


def test_no_samples_give_no_contrasts():
    study = SimpleNamespace(axes={}, sentiment=SimpleNamespace(method="linear"))
    tables = {
        name: empty(name) for name in ("articles", "sentences", "segments", "valences", "sentiments", "frame_hits")
    }
    samples = measure_samples(tables, study)
    assert contrast_units(samples, [("a", "b")], COPIES).empty
