import math
from math import prod

import pandas as pd
import pytest

from analysis.errors import StudyError
from analysis.framing.robustness import (
    CHOICES,
    Signs,
    contrast_specifications,
    count_signs,
    find_choices_that_matter,
    score_influence,
    score_specifications,
)

AXIS, NAN = "warm-cold", math.nan
OURS = {name: values[0] for name, values in CHOICES.items()}


def value(table, unit="a0", **choice):
    """Give the balance of a unit under our choices but those named."""
    for name, wanted in (OURS | choice).items():
        table = table[table[name] == wanted]
    return table.loc[table["unit_id"] == unit, "balance"].item()


@pytest.fixture
def specifications(make_study, make_tables):
    study = make_study(warm=["love", {"match": "strong love", "weight": 3}], cold=["feud"])
    text = "Ana has a strong love for Ben. Ana and Ben feud and feud. “Love for Ben,” Ana said. No feud of Ana and Ben."
    return score_specifications(*make_tables(text, "Ana.", source=("person", "ana")), study, AXIS)


def test_every_combination_is_there_once_for_each_unit(specifications):
    assert len(specifications) == 2 * prod(map(len, CHOICES.values()))
    assert not specifications.duplicated([*CHOICES, "unit_id"]).any()


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, (4 - 2) / 6),
        ({"lexicon": "single words"}, (2 - 2) / 4),
        ({"weights": "equal"}, (2 - 2) / 4),
        ({"denials": "neutral"}, (4 - 2) / 7),
        ({"denials": "flipped"}, (5 - 2) / 7),
        ({"quotes": "out"}, (3 - 2) / 5),
        ({"headline": "out"}, (4 - 2) / 6),
        ({"counting": "once a sentence"}, (4 - 1) / 5),
    ],
)
def test_each_choice_changes_what_it_says(specifications, choice, expected):
    assert value(specifications, **choice) == pytest.approx(expected)


def test_a_unit_without_hits_has_no_balance_under_any_choice(specifications):
    assert specifications.loc[specifications["unit_id"] == "a1", "balance"].isna().all()


def test_a_headline_may_be_left_out(make_study, make_tables):
    tables = make_tables("Ana loves Ben.", section="headline")
    table = score_specifications(*tables, make_study(), AXIS)
    assert value(table) == 1 and math.isnan(value(table, headline="out"))


def by_hand(**balances):
    """Build specifications in which only the weights differ."""
    rows = [
        OURS | {"weights": weights, "unit_id": unit, "balance": balance, "n": 1}
        for unit, pair in balances.items()
        for weights, balance in zip(CHOICES["weights"], pair, strict=True)
    ]
    return pd.DataFrame(rows)


def test_a_contrast_orders_the_combinations_and_marks_ours():
    contrast = contrast_specifications(by_hand(one=(0.5, 0.1), two=(0.1, 0.3)), "one", "two")
    assert contrast[["difference", "rank", "is_main"]].values.tolist() == [
        [pytest.approx(-0.2), 1, False],
        [pytest.approx(0.4), 2, True],
    ]
    assert count_signs(contrast) == Signs(same=1, other=1, none=0, unknown=0)


def test_a_sign_is_needed_to_count_signs():
    assert count_signs(contrast_specifications(by_hand(one=(0.5, 0.1), two=(0.5, 0.3)), "one", "two")) is None


def by_denials(one, two):
    """Build specifications in which only denials differ; the other choices give the same results again."""
    rows = [
        OURS | {"denials": denials, "headline": headline, "unit_id": unit, "balance": balance, "n": 1}
        for headline in CHOICES["headline"]
        for unit, values in (("one", one), ("two", two))
        for denials, balance in zip(CHOICES["denials"], values, strict=True)
    ]
    return pd.DataFrame(rows)


def test_combinations_with_one_result_are_one_and_stand_under_the_study_s_own_choices():
    table = by_denials((0.5, 0.3, 0.5), (0.1, 0.1, 0.1))
    contrast = contrast_specifications(table, "one", "two")
    assert contrast[["denials", "headline", "n_combinations", "is_main"]].to_numpy().tolist() == [
        ["neutral", "in", 2, False],
        ["out", "in", 4, True],
    ]
    assert contrast["rank"].tolist() == [1, 2]
    assert find_choices_that_matter(table, ["one", "two"]) == ["denials"]
    assert find_choices_that_matter(table, ["two"]) == []


def test_no_difference_is_not_the_other_sign_and_no_evidence_is_no_disagreement():
    contrast = contrast_specifications(by_denials((0.5, 0.1, NAN), (0.1, 0.1, 0.1)), "one", "two")
    assert count_signs(contrast) == Signs(same=1, other=0, none=1, unknown=1)
    assert count_signs(contrast).known == 2


def test_an_unknown_unit_is_refused():
    with pytest.raises(StudyError) as caught:
        contrast_specifications(by_hand(one=(0.5, 0.1)), "one", "three")
    assert str(caught.value) == "A unit must be one of one; found `three`."


def test_leaving_out_an_indicator_tells_what_hangs_on_it(make_study, make_hits):
    hits = make_hits(
        ("a", 0, "warm", "asserted", "own", 2.0),
        ("a", 1, "cold", "asserted", "own", 1.0),
        ("a", 2, "warm", "asserted", "own", 1.0),
    )
    hits.loc[2, "indicator"] = "praise"
    table = score_influence(hits, make_study(), AXIS)
    expected = {"love": (2 / 3, (1 - 1) / 2), "feud": (1.0, 1.0), "praise": (1 / 3, (2 - 1) / 3)}
    found = table.set_index("indicator")
    assert (table["balance"] == 0.5).all() and table["indicator"].tolist()[-1] == "praise"
    for indicator, (share, without) in expected.items():
        assert found.loc[indicator, ["share", "balance_without", "change"]].tolist() == pytest.approx(
            [share, without, without - 0.5]
        )


def test_without_its_only_indicator_nothing_is_left(make_study, make_hits):
    table = score_influence(make_hits(("a", 0, "warm", "asserted", "own", 1.0)), make_study(), AXIS)
    assert table["balance_without"].isna().all()


def test_without_hits_nothing_has_influence(make_study, make_hits):
    assert score_influence(make_hits(), make_study(), AXIS).empty


def test_words_that_name_a_relation_may_count_once_an_article(make_study, make_tables):
    text = "Ana loves Ben. Ben met his estranged wife Ana. Ana left. His estranged wife Ana spoke to Ben."
    tables = make_tables(text, people={"his": ("ben",), "His": ("ben",)})
    study = make_study(warm=["love"], cold=["estranged"])
    table = score_specifications(*tables, study, "warm-cold").set_index(list(CHOICES))
    found = {value: table.loc[tuple({**OURS, "background": value}.values())] for value in CHOICES["background"]}
    assert [(row["n"], round(row["balance"], 2)) for row in found.values()] == [(2, 0.0), (3, -0.33)]


def test_what_only_goes_on_with_a_turn_may_be_left_out(make_study, make_tables):
    text = "“I love Ben. He sings to me well.” Ana left Ben. A feud of Ana and Ben."
    tables = make_tables(text, people={"He": ("ben",), "I": ("ana",), "me": ("ana",)}, source=("person", "ana"))
    table = score_specifications(*tables, make_study(), AXIS).set_index(list(CHOICES))
    found = {value: table.loc[tuple({**OURS, "lexicon": value}.values())] for value in CHOICES["lexicon"]}
    assert [(row["n"], round(row["balance"], 2)) for row in found.values()] == [(3, 0.2), (2, 0.0), (2, 0.0)]
