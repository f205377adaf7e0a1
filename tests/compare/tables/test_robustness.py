"""How far the contrast of outlets hangs on choices of method: tables, words and the specification curve."""

from math import prod

import pandas as pd
import pytest

import analysis
from analysis.charts import plot_specifications
from analysis.compare.tables.grid import choose_axis
from analysis.compare.tables.robustness import (
    contrast_of_outlets,
    influence_of_indicators,
)
from analysis.framing.robustness import CHOICES
from analysis.reports.sentences.robustness import describe_influence, describe_robustness


@pytest.fixture(scope="module")
def contrast(shipped):
    return contrast_of_outlets(shipped, choose_axis(shipped.study))


def test_every_pair_of_outlets_is_set_side_by_side_with_the_larger_balance_first(contrast):
    assert len(contrast.pairs) == 3
    assert (contrast.pairs["difference"] >= 0).all()
    assert contrast.pairs["difference"].is_monotonic_decreasing
    assert (contrast.outlet_a, contrast.outlet_b) == tuple(contrast.pairs.loc[0, ["outlet_a", "outlet_b"]])


def test_the_table_holds_every_result_once_and_the_study_s_own_among_them(contrast):
    assert contrast.table["n_combinations"].sum() == prod(map(len, CHOICES.values())) > len(contrast.table)
    assert not contrast.table[["balance_a", "balance_b", *CHOICES]].duplicated().any()
    assert contrast.table["is_main"].sum() == 1
    own = contrast.table.loc[contrast.table["is_main"], "difference"].iloc[0]
    assert own == pytest.approx(contrast.pairs.loc[0, "difference"])


def test_the_words_give_each_pair_its_results(contrast):
    words = describe_robustness(contrast)
    for pair in contrast.pairs.itertuples():
        assert f"{pair.outlet_a} minus {pair.outlet_b}" in words
        assert f"{pair.n_same} of {pair.n} different results" in words
        assert f"{pair.n_choices} of {len(CHOICES)} choices" in words
    assert "nan" not in words


def test_a_study_s_own_choices_without_a_difference_have_no_share(contrast):
    equal = contrast.pairs.assign(difference=0.0, n_same=pd.NA)
    words = describe_robustness(contrast._replace(pairs=equal))
    assert "by the study's own choices, which show no difference" in words and "nan" not in words.lower()
    alike = contrast.pairs.assign(n_choices=0)
    assert f"none of the {len(CHOICES)} choices matters" in describe_robustness(contrast._replace(pairs=alike))
    ax = plot_specifications(contrast.table.head(1), {}, contrast="one")
    (said,) = (text.get_text() for text in ax.texts)
    assert "no choice changes it: +" in said and "(n = 1 result)" in said
    assert not ax.child_axes and not len(ax.get_xticks())


def test_many_pairs_are_counted_and_one_result_is_one(contrast):
    pairs = pd.concat([contrast.pairs] * 4, ignore_index=True)
    words = describe_robustness(contrast._replace(pairs=pairs.assign(n_same=[*pairs["n"][:-1], 0])))
    assert words.count(" minus ") == 6
    assert words.endswith("Of 6 more pairs, 5 keep their sign in every different result.")
    one = contrast.pairs.head(1).assign(n=1, n_same=1, n_choices=1)
    assert "1 of 1 different result has the same sign" in describe_robustness(contrast._replace(pairs=one))


def test_the_curve_marks_each_combination_and_the_study_s_own(contrast):
    ax = plot_specifications(contrast.table, contrast.choices, contrast=contrast.label)
    points, own, _ = ax.child_axes[0].get_lines()
    assert len(points.get_xdata()) == contrast.table["difference"].notna().sum()
    assert list(own.get_ydata()) == contrast.table.loc[contrast.table["is_main"], "difference"].tolist()
    first = next(iter(contrast.choices))
    assert next(label.get_text() for label in ax.get_yticklabels()) == f"{first}: {CHOICES[first][0]}"


def test_one_outlet_has_nothing_to_stand_beside(shipped):
    rows = shipped.articles.iloc[[0]][["article_id", "outlet", "raw", "headline"]].rename(columns={"raw": "text"})
    alone = analysis.read(articles=rows)
    contrast = contrast_of_outlets(alone, choose_axis(alone.study))
    assert contrast.pairs.empty
    assert describe_robustness(contrast).startswith("Fewer than two outlets")
    texts = [text.get_text() for text in plot_specifications(contrast.table, CHOICES, contrast="none").texts]
    assert texts == ["no data (n = 0): no two outlets hold evidence"]


def test_the_most_influential_indicator_of_each_outlet_is_named(shipped):
    table = influence_of_indicators(shipped, choose_axis(shipped.study))
    words = describe_influence(table)
    for _, rows in table.groupby("outlet"):
        assert f"“{rows.iloc[0]['indicator']}”" in words
    assert describe_influence(table.iloc[:0]) == "No indicator counts."
