"""Planned contrasts: groups, equal weight beside pooled words, equivalence, and the measures that they may take."""

import re

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.compare.planned import _verdict, contrast_planned, plan_of
from analysis.compare.shares import equal_weights, measure_shares
from analysis.errors import StudyError
from analysis.reports.sentences.methods import describe_inference
from analysis.reports.sentences.planned import describe_planned
from analysis.study import read_study

STUDY = """
study: {id: plan, title: A plan}
minimum_articles: 5
outlets:
  tide: {name: The Tide, groups: {place: sea}}
  gull: {name: The Gull, groups: {place: sea}}
  anchor: {name: The Anchor, groups: {owner: trust}}
people: {velm: {name: Rufus Velm, pronouns: he}}
plan:
  - {measure: mention_rate, facet: velm, a: sea, b: anchor}
  - {measure: mention_rate, facet: velm, a: sea, b: anchor, weight: words}
  - {measure: mention_rate, facet: velm, a: tide, b: gull, smallest: 40}
  - {measure: tone, facet: quoted, a: tide, b: gull}
"""


def write(folder, text=STUDY):
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    random, rows = np.random.default_rng(0), []
    streets = "north south east west upper lower old new long short".split()
    for number in range(36):
        outlet = ("The Tide", "The Gull", "The Anchor")[number % 3]
        said = random.integers(2, 5) if outlet == "The Anchor" else random.integers(5, 9)
        sentences = [f"Rufus Velm saw the {random.choice(streets)} gate {number} of {k}." for k in range(said)]
        sentences += [f"The {random.choice(streets)} pier {number} has {k} steps." for k in range(12 - said)]
        sentences *= 4 if outlet == "The Anchor" and number < 6 else 1  # a long article or two
        rows.append(
            {"article_id": f"a{number}", "outlet": outlet, "published": "2024-05-01", "text": " ".join(sentences)}
        )
    folder = write(tmp_path_factory.mktemp("planned"))
    return analysis.read(folder, articles=pd.DataFrame(rows))


@pytest.fixture(scope="module")
def planned(reading):
    return contrast_planned(reading.tables, reading.study, draws=500)


def test_a_plan_is_a_table_without_results(tmp_path):
    plan = plan_of(read_study(write(tmp_path)))
    assert plan["a"].tolist()[0] == "sea (The Tide, The Gull)"
    assert plan[["measure", "b", "weight"]].iloc[1].tolist() == ["mention_rate", "The Anchor", "words"]
    assert plan["smallest"].tolist()[2] == 40 and plan["smallest"].isna().sum() == 3


def test_groups_are_contrasted_as_one_and_planned_contrasts_are_a_family_of_their_own(planned):
    rows = planned[planned["copies"] == "with"]
    assert rows["verdict"].tolist() == ["different", "different", "equivalent", "not tested"]
    assert rows["n_a"].tolist() == [24, 24, 12, 0]
    assert rows["q"].iloc[0] == pytest.approx(rows["p"].iloc[0] * 3 / 2, rel=0.6) and rows["effect"].iloc[0] > 1
    assert (rows["within_lower"] > rows["lower"]).head(3).all()


def test_equal_weight_takes_each_article_alike_and_pooled_words_the_long_ones_more(reading, planned):
    shares = measure_shares(reading.tables, reading.study)
    rate = shares[shares["measure"] == "mention_rate"].assign(
        value=lambda rows: rows["numerator"] / rows["denominator"]
    )
    means = rate.assign(sea=rate["unit_id"] != "anchor").groupby("sea")["value"].mean()
    assert planned["difference"].iloc[0] == pytest.approx(means[True] - means[False])
    sums = rate.assign(sea=rate["unit_id"] != "anchor").groupby("sea")[["numerator", "denominator"]].sum()
    pooled = sums["numerator"] / sums["denominator"]
    assert planned["difference"].iloc[2] == pytest.approx(pooled[True] - pooled[False])
    assert pooled[False] != pytest.approx(means[False])
    assert equal_weights(rate)["denominator"].eq(1).all()


def test_shares_are_those_of_the_texts(reading):
    shares = measure_shares(reading.tables, reading.study).set_index(["measure", "facet", "article_id"])
    first = reading.articles["text"].iloc[0]
    row = shares.loc[("mention_rate", "velm", reading.articles["article_id"].iloc[0])]
    assert row["numerator"] / 100 == first.count("Rufus Velm") and row["denominator"] == first.count(".")
    assert shares.loc["voice_share"]["numerator"].sum() == sum(len(text.split()) for text in reading.articles["text"])
    assert shares.loc["quoted_words"]["numerator"].sum() == 0


def test_an_absent_difference_is_said_only_within_the_smallest_that_matters(planned):
    words = describe_planned(planned)
    assert "equivalent: no difference as large as 40" in words
    assert "over the planned contrasts alone" in words and "no article of one side tells of it" in words
    loose = planned.assign(verdict="open")
    assert "neither a difference nor its absence is shown" in describe_planned(loose)
    assert describe_planned(planned.iloc[:0]) == "The study plans no contrasts."


@pytest.mark.parametrize(
    "wrong, told",
    [
        ("a: sea, b: anchor}", "plan.0` must not set `tide` against itself"),
        ("facet: velm, a: sea", "plan.0.measure` must be right"),
        (
            "a: sea, b: anchor}",
            "`plan.0` must name outlets of the study or values of their `groups`; `lake` is not one",
        ),
        ("groups: {place: sea}", "`plan.0` must not name `anchor`, which is several outlets or groups"),
        ("groups: {owner: trust}", "`plan.0` must not name `sea`, which is several outlets or groups"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(tmp_path, wrong, told):
    changed = {
        "a: sea, b: anchor}": "a: sea, b: tide}" if "itself" in told else "a: lake, b: anchor}",
        "groups: {place: sea}": "groups: {place: sea, owner: anchor}",
        "groups: {owner: trust}": "groups: {owner: sea}",
    }
    text = STUDY.replace(wrong, changed.get(wrong, wrong), 1)
    text = text.replace("mention_rate", "mood", 1) if "measure" in told else text
    with pytest.raises(StudyError, match=re.escape(told)):
        read_study(write(tmp_path, text))


def test_outlets_that_print_the_same_articles_are_compared_within_them(tmp_path, reading):
    own = reading.articles[reading.articles["outlet"] == "The Tide"][["article_id", "text"]].assign(outlet="The Tide")
    same = own.assign(article_id="g" + own["article_id"], outlet="The Gull")
    folder = write(tmp_path, STUDY.replace("a: sea, b: anchor", "a: tide, b: gull"))
    alike = analysis.read(folder, articles=pd.concat([own, same]))
    rows = contrast_planned(alike.tables, alike.study, draws=200)
    assert rows[rows["copies"] == "with"]["verdict"].tolist() == ["all alike"] * 3 + ["not tested"]


def test_sides_that_all_say_the_same_are_not_called_few(planned):
    row = planned.iloc[:2].assign(q=np.nan, lower=np.nan, difference=0.0, verdict="all alike")
    assert "n = 24 − 12: not tested: no article differs from another." in describe_planned(row)
    untested = dict.fromkeys(["q", "within_lower", "within_upper", "smallest"], np.nan)
    assert _verdict(untested | {"n_effective": 12}, 5) == "all alike"
    assert _verdict(untested | {"n_effective": 4}, 5) == "not tested"
    plain = planned.iloc[:2].assign(q=0.001, lower=np.nan, upper=np.nan)
    assert "(no interval; the plain difference was tested)" in describe_planned(plain)


def test_the_methods_name_the_plan_and_the_tests_of_words(reading):
    told = describe_inference(reading)
    assert "4 contrasts were planned before looking; they are a family of their own." in told
    n_words = int(reading.keyness["p"].notna().sum())
    assert n_words and f"({n_words:,} words tested); a family of q is the words of two sides and a voice." in told
