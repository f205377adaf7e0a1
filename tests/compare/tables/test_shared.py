"""What outlets share, leave out, copy and say themselves: tidy tables of the whole corpus."""

import pandas as pd
import pytest

import analysis
from analysis.compare.tables.differences import contrast_of_event, contrasts_of_outlets, name_units, shown_measures
from analysis.compare.tables.shared import (
    choose_utterance,
    contexts_of_shared_words,
    copies_by_outlet,
    coverage_by_outlet,
    keyness_of_outlets,
    ledger_by_outlet,
    strongest_words,
    unsupported_headlines,
)

STUDY = """\
study: {id: harbour, title: The harbour}
outlets:
  tide: {name: Tide}
  anchor: {name: Anchor}
  gull: {name: Gull}
people:
  ana: {name: Ana Ruiz, aliases: [Ruiz], pronouns: she}
  ben: {name: Ben Okafor, pronouns: he}
frames:
  growth: {label: growth, definition: It brings work., functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: harm, definition: It harms the bay., functions: {problem_definition: {indicators: [poison]}}}
axes:
  growth-harm: {label: growth or harm, positive: growth, negative: harm}
events:
  opening:
    {label: The harbour opens, earliest: 2024-03-04, latest: 2024-03-04, basis: stated, evidence: x, words: [opening]}
"""
WORDS = "We will build a harbour for every child of this town,"
ARTICLES = [
    ("t1", "Tide", "2024-03-01", f"It brings jobs. “{WORDS}” Ana Ruiz proudly declared. The bay is calm."),
    ("a1", "Anchor", "2024-03-02", "“We will build a harbour for every child,” Ana Ruiz said. It is poison."),
    ("a2", "Anchor", "2024-03-09", "Ben Okafor spoke at the opening of the harbour. It brings jobs."),
    ("g1", "Gull", "2024-06-01", "Ben Okafor slept on the quay all day long, and nobody spoke to him there at all."),
    ("x1", "", "2024-03-02", f"“{WORDS}” Ana Ruiz said."),
]


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return read(tmp_path_factory.mktemp("harbour"), ARTICLES)


def read(folder, articles):
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    frame = pd.DataFrame(articles, columns=["article_id", "outlet", "published", "text"])
    frame.to_csv(folder / "articles.csv", index=False)
    return analysis.read(folder)


def test_the_ledger_says_who_told_what_and_articles_without_an_outlet_are_left_out(reading):
    ledger = ledger_by_outlet(reading)
    told = ledger[["outlet", "article_id", "variant", "lag_earliest", "speaker"]].to_numpy().tolist()
    assert told == [["Tide", "t1", "verbatim", 0.0, "Ana Ruiz"], ["Anchor", "a1", "trimmed", 1.0, "Ana Ruiz"]]


def test_the_utterance_to_show_is_the_one_named_or_that_with_most_changes(reading):
    ledger = ledger_by_outlet(reading)
    assert choose_utterance(ledger) == ledger["utterance_id"].iloc[0]
    assert choose_utterance(ledger, "x:0") == "x:0"
    assert choose_utterance(ledger.iloc[:0]) is None


def test_the_same_words_stand_in_another_place_with_another_cue_and_frame(reading):
    contexts = contexts_of_shared_words(reading).set_index("outlet")
    assert contexts["cue_colour"].to_dict() == {"Tide": "firm", "Anchor": "plain"}
    assert contexts.loc["Tide", "adverbs"] == "proudly"
    assert contexts["frames"].to_dict() == {"Tide": "growth", "Anchor": "harm"}
    assert contexts.loc["Tide", ["before", "after"]].tolist() == ["It brings jobs.", "The bay is calm."]
    assert contexts.loc["Anchor", "position"] < contexts.loc["Tide", "position"]


def test_silence_is_an_omission_only_where_the_outlet_was_observed(reading):
    coverage = coverage_by_outlet(reading).set_index(["item_kind", "outlet"])
    utterance = coverage.loc["utterance", "covered"]
    assert utterance["Tide"] and utterance["Anchor"]
    assert pd.isna(utterance["Gull"])
    event = coverage.loc["event"]
    assert event["item"].iloc[0] == "2024: The harbour opens"
    assert event["covered"].astype(object).where(event["covered"].notna(), None).to_dict() == {
        "Tide": None,
        "Anchor": True,
        "Gull": None,
    }
    assert event.loc["Tide", ["n_articles", "n_observed", "n_others"]].tolist() == [0, 0, 1]
    person = reading.coverage.query("item_kind == 'person' and item_id == 'ben'").set_index("outlet_id")
    assert person["n_others"].to_dict() == {"tide": 2, "anchor": 1, "gull": 1}
    assert not person.loc["tide", "covered"]  # two others tell of him, and it published


def test_own_words_are_those_that_stand_in_no_other_article(reading):
    copies = copies_by_outlet(reading).set_index("outlet")
    assert copies["n_articles"].to_dict() == {"Tide": 1, "Anchor": 2, "Gull": 1}
    assert copies.loc["Gull", "own_share"] == 1
    assert copies.loc["Tide", "own_share"] < 1


def test_keyness_sets_each_outlet_against_all_others_and_flags_few_words(reading):
    keyness = keyness_of_outlets(reading)
    assert set(keyness["outlet"]) <= {"Tide", "Anchor", "Gull"}
    assert (keyness["g2"] > 0).all()
    assert keyness["is_small"].all()
    assert keyness["p"].isna().all()
    assert strongest_words(keyness.assign(kind="word"), 2).groupby(["outlet", "voice"]).size().max() == 2
    assert strongest_words(keyness.assign(kind="name"), 2).empty


def test_differences_are_named_in_the_words_of_the_study(reading):
    measures = shown_measures("growth-harm")
    found = contrasts_of_outlets(reading, measures)
    assert found[found["facet"] == "growth-harm:own"]["contrast"].drop_duplicates().tolist() == ["Tide − Anchor"]
    assert found[["lower", "q"]].isna().all(axis=None)
    event = contrast_of_event(reading, measures)
    assert set(event["contrast"]) <= {"at 2024-03-04: The harbour opens"}
    assert name_units(reading)["tide"] == "Tide"


@pytest.fixture(scope="module", params=[["t1"], ["x1"], ["t1", "a2"]])
def some(request, tmp_path_factory):
    """The Reading of some of the articles, none of them dated."""
    rows = [(*row[:2], "", row[3]) for row in ARTICLES if row[0] in request.param]
    return read(tmp_path_factory.mktemp("some"), rows)


@pytest.mark.parametrize(
    "make",
    [
        ledger_by_outlet,
        contexts_of_shared_words,
        coverage_by_outlet,
        copies_by_outlet,
        keyness_of_outlets,
        lambda reading: contrasts_of_outlets(reading, shown_measures("growth-harm")),
    ],
)
def test_a_corpus_of_one_outlet_or_none_or_nothing_shared_is_told_without_complaint(some, make):
    assert isinstance(make(some), pd.DataFrame)


def test_a_headline_that_no_body_holds_comes_first(shipped):
    headlines = unsupported_headlines(shipped)
    assert headlines["is_supported"].tolist() == [False, True]
