"""Every q is told with its family, every difference with its interval or why it has none."""

import pandas as pd
import pytest

from analysis.reports.sentences.comparisons import describe_contrasts
from analysis.reports.sentences.events import describe_events

ROW = {
    "measure": "balance",
    "facet": "growth-harm:own",
    "contrast": "Tide − Anchor",
    "copies": "with",
    "difference": 0.5,
    "lower": 0.2,
    "upper": 0.8,
    "p": 0.001,
    "p_error": 0.0002,
    "q": 0.004,
    "n_effective": 12,
    "n_tests": 9,
    "family": "outlets: balance",
}


def table(*changes):
    return pd.DataFrame([ROW | change for change in changes])


def test_a_q_is_told_with_its_family_and_how_many_tests_that_holds():
    told = describe_contrasts(table({}, {"copies": "without"}))
    assert told.startswith(
        "1 of 1 tested difference has q ≤ .05. q is the false discovery rate within a family of tests: “outlets: "
        "balance” (9 tests)."
    )
    assert "+0.50 (+0.20 to +0.80; +0.50 without near-duplicates; n effective 12; q in the family “outlets: bal" in told


def test_the_strongest_contrast_is_told_in_its_own_words():
    told = describe_contrasts(table({"difference": 2.0, "lower": float("nan"), "upper": float("nan")}))
    assert "+2.00 (no interval: no article differs from its side, or few hold what is counted; the plain" in told


def test_a_q_that_other_draws_could_put_on_the_other_side_is_told():
    sure = describe_contrasts(table({}))
    near = describe_contrasts(table({"q": 0.048, "p": 0.01, "p_error": 0.0007}))
    assert "Monte Carlo" not in sure
    assert "1 of the q lies within two Monte Carlo errors of .05." in near


@pytest.mark.parametrize(
    "methods, told",
    [
        (["difference only: nothing differs"], "none of them tested: no article differs from another."),
        (["difference only: fewer than 10 articles"], "tested: groups have too few articles (the smallest 12)."),
        (
            ["difference only: nothing differs", "difference only: fewer than 10 articles"],
            "groups have too few articles (the smallest 12), or no article differs from another.",
        ),
    ],
)
def test_why_a_difference_is_not_tested_is_told_as_it_is(methods, told):
    assert told in describe_contrasts(table(*({"q": None, "p": None, "method": method} for method in methods)))


def test_a_verb_goes_with_one_difference():
    none = table({"q": 0.5})
    assert describe_contrasts(none).startswith("0 of 1 tested difference has q")
    assert describe_events(none).startswith("0 of 1 tested jump has q")


def test_a_plain_difference_is_not_told_as_the_jump_without_near_duplicates():
    told = describe_events(table({}, {"copies": "without", "difference": -0.9, "p": None, "q": None}))
    assert "+0.50 (+0.20 to +0.80; not tested without near-duplicates)" in told
    assert "+0.40 without near-duplicates" in describe_events(table({}, {"copies": "without", "difference": 0.4}))
