"""Outlets stand side by side in the order of the study, each cell with its n, also where nothing was found."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.tables.grid import choose_axis, outlets_of
from analysis.compare.tables.outlets import (
    balance_by_outlet,
    evidence_by_outlet,
    profile_of_outlets,
    tone_by_outlet,
    tone_of_segments,
)
from analysis.compare.tables.people import (
    descriptions_of_people,
    kinds_of_mentions,
    people_by_outlet,
    sentiment_by_person,
)
from analysis.compare.tables.speech import cues_by_outlet, quoted_words, quotes_by_source, voices_by_outlet
from analysis.compare.tables.timeline import publication_windows
from analysis.errors import StudyError
from analysis.reading import Reading
from analysis.tables import empty


def records(table, *columns):
    return [
        tuple(None if pd.isna(value) else value for value in row) for row in table[list(columns)].to_numpy().tolist()
    ]


def without_rows(reading):
    tables = {name: empty(name) for name in reading.tables}
    return Reading(study=reading.study, **tables)


def test_outlets_stand_in_the_order_of_the_study_file_with_its_names(reading):
    named = outlets_of(reading.articles, reading.study)
    assert records(named, "article_id", "outlet") == [("t1", "The Tide"), ("t2", "The Tide"), ("a1", "The Anchor")]


def test_an_outlet_that_the_study_does_not_list_follows_under_its_own_name(reading):
    articles = reading.articles.assign(
        outlet_id=["new", "tide", "tide", "anchor"], outlet=["New & Co", "tide", "tide", "anchor"]
    )
    assert outlets_of(articles, reading.study)["outlet"].tolist() == ["The Tide", "The Tide", "The Anchor", "New & Co"]


def test_the_tone_of_an_outlet_is_the_mean_of_its_scored_segments_by_voice(reading):
    tone = tone_by_outlet(reading).set_index(["outlet_id", "voice"])
    assert tone.loc[("anchor", "own"), ["tone", "n", "n_units"]].tolist() == [0.6, 1, 2]
    assert tone.loc[("anchor", "quoted"), ["tone", "n", "n_units"]].tolist() == [-0.5, 1, 1]
    assert tone.loc[("tide", "own"), "tone"] == pytest.approx((-0.5 + 0.6) / 2)
    assert pd.isna(tone.loc[("tide", "paraphrased"), "tone"])
    assert tone.loc[("tide", "paraphrased"), ["n", "n_units"]].tolist() == [0, 0]


def test_the_tone_of_all_voices_is_the_weighted_sum_of_the_voices(reading):
    for _, rows in tone_by_outlet(reading).groupby("outlet"):
        whole, parts = rows[rows["voice"] == "all"].iloc[0], rows[rows["voice"] != "all"]
        assert (parts["tone"] * parts["n"]).sum() / parts["n"].sum() == pytest.approx(whole["tone"])
        assert parts[["n", "n_units"]].sum().tolist() == whole[["n", "n_units"]].tolist()


def test_an_outlet_with_too_few_articles_has_no_interval(reading, monkeypatch):
    assert tone_by_outlet(reading)["lower"].isna().all()  # nowhere do five articles hold a score
    monkeypatch.setattr("analysis.compare.intervals.rows.LEAST_COUNTED", 2)
    tone = tone_by_outlet(reading).set_index(["outlet_id", "voice"])
    assert tone.loc[("anchor", "own"), ["lower", "upper"]].isna().all()
    assert tone.loc[("tide", "own"), ["lower", "upper"]].tolist() == [-1.0, 1.0]  # cut where tone ends


def test_credits_and_captions_have_no_tone(reading):
    sentences = reading.sentences.assign(section="credit")
    changed = Reading(study=reading.study, **(reading.tables | {"sentences": sentences}))
    assert tone_of_segments(changed).empty
    assert tone_by_outlet(changed)["n_units"].sum() == 0


def test_sentiment_toward_a_person_weighs_articles_by_their_scored_mentions(reading):
    people = sentiment_by_person(reading).set_index(["person_id", "outlet_id", "voice"])
    assert people.loc[("ana", "tide", "own"), "value"] == pytest.approx((-0.2 * 1 + 0.6 * 3) / 4)
    assert people.loc[("ana", "tide", "own"), "n"] == 4
    assert pd.isna(people.loc[("ana", "tide", "quoted"), "value"])
    assert "cy" not in people.index.get_level_values("person_id")


def test_a_method_that_was_not_run_is_refused_with_those_that_were(reading):
    with pytest.raises(StudyError) as caught:
        sentiment_by_person(reading, method="oracle")
    assert str(caught.value) == "`method` must be one of clause; found `oracle`."


def test_mentions_are_counted_per_hundred_sentences_of_the_outlet(reading):
    people = people_by_outlet(reading)
    assert records(people, "person", "outlet", "n", "n_sentences", "per_100") == [
        ("Ben Okafor", "The Tide", 1, 3, pytest.approx(100 / 3)),
        ("Ben Okafor", "The Anchor", 1, 2, 50.0),
        ("Ana Ruiz", "The Tide", 1, 3, pytest.approx(100 / 3)),
        ("Ana Ruiz", "The Anchor", 1, 2, 50.0),
    ]


def test_mentions_are_counted_by_kind_and_those_of_nobody_apart(reading):
    mentions = reading.mentions.assign(person_id=["ana", None, "ana", "ben"], kind=["proper", "pronoun"] * 2)
    changed = Reading(study=reading.study, **(reading.tables | {"mentions": mentions}))
    kinds = kinds_of_mentions(changed)
    found = kinds[kinds["n"] > 0]
    assert records(found, "person", "outlet", "kind", "n") == [
        ("Ben Okafor", "The Tide", "pronoun", 1),
        ("Ana Ruiz", "The Tide", "proper", 1),
        ("Ana Ruiz", "The Anchor", "proper", 1),
        ("not resolved", "The Anchor", "pronoun", 1),
    ]
    assert len(kinds) == 3 * 2 * 4


def test_descriptions_are_counted_whatever_their_capitals_the_most_used_first(reading):
    mentions = reading.mentions.assign(article_id="a1", mention_index=range(4), person_id="ana", kind="nominal").assign(
        surface=["her wife", "The mayor", "the mayor", "The Mayor"]
    )
    changed = Reading(study=reading.study, **(reading.tables | {"mentions": mentions}))
    assert records(descriptions_of_people(changed), "person", "outlet", "words", "n") == [
        ("Ana Ruiz", "The Anchor", "The mayor", 3),
        ("Ana Ruiz", "The Anchor", "her wife", 1),
    ]


def test_the_words_of_an_outlet_are_shared_out_between_its_voices(reading):
    voices = voices_by_outlet(reading)
    assert records(voices, "outlet", "voice", "n_words") == [
        ("The Tide", "own", 7),
        ("The Tide", "quoted", 2),
        ("The Tide", "paraphrased", 0),
        ("The Anchor", "own", 5),
        ("The Anchor", "quoted", 2),
        ("The Anchor", "paraphrased", 0),
    ]
    assert voices.groupby("outlet")["share"].sum().tolist() == [1.0, 1.0]


def test_voices_add_up_to_the_words_of_the_articles_where_marks_stand_between_them(shipped):
    counted = voices_by_outlet(shipped).groupby("outlet")["n_words"].sum().to_dict()
    words = publication_windows(shipped).groupby("outlet")["n_words"].sum().to_dict()
    assert counted == words


def test_cues_are_counted_once_an_attribution_and_rare_ones_together(reading):
    again = reading.quotes.assign(quote_index=1, attribution_index=[1, 0], cue=["Denied", "said"])
    quotes = pd.concat([reading.quotes, again], ignore_index=True)
    changed = Reading(study=reading.study, **(reading.tables | {"quotes": quotes}))
    assert records(cues_by_outlet(changed, most=1), "cue", "outlet", "n") == [
        ("said", "The Tide", 1),
        ("said", "The Anchor", 1),
        ("other cues", "The Tide", 0),
        ("other cues", "The Anchor", 1),
    ]


def test_quoted_words_are_counted_by_source_and_outlet(reading):
    words = quoted_words(reading)
    assert records(words, "outlet", "source", "n_words", "n_quotes", "n_words_outlet") == [
        ("The Tide", "Ben Okafor", 2, 1, 9),
        ("The Anchor", "Ben Okafor", 2, 1, 7),
    ]


def test_the_people_beyond_the_most_quoted_are_counted_together(reading):
    shorter = reading.quotes.assign(quote_index=1, person_id="ana", quoted_end=21)
    quotes = pd.concat([reading.quotes, shorter], ignore_index=True)
    changed = Reading(study=reading.study, **(reading.tables | {"quotes": quotes}))
    assert set(quoted_words(changed, most=1)["source"]) == {"Ben Okafor", "others of the study"}


def test_a_source_that_is_not_resolved_is_nobody(reading):
    quotes = reading.quotes.assign(source_kind="unresolved", person_id=None)
    changed = Reading(study=reading.study, **(reading.tables | {"quotes": quotes}))
    assert set(quoted_words(changed)["source"]) == {"source not resolved"}


def test_people_who_speak_together_are_a_class_of_their_own(together):
    words = quoted_words(together, most=1)
    assert records(words, "outlet", "source", "source_kind", "n_words") == [
        ("The Tide", "several together", "several", 2),
        ("The Anchor", "several together", "several", 2),
    ]
    named = records(quotes_by_source(together), "source", "source_kind", "person_id", "n")
    assert named == [("Ben Okafor and Ana Ruiz", "several", "", 1)] * 2


def test_the_balance_says_over_what_its_interval_is(reading):
    balance = balance_by_outlet(reading, "growth-harm").set_index(["outlet_id", "voice"])
    assert balance["kind"].loc[:, "all"].to_dict() == {"anchor": "hits", "tide": "articles"}
    assert balance.loc[("tide", "all"), "lower"] == -1.0
    assert balance.loc[("tide", "all"), ["n", "n_with_hit", "n_sentences"]].tolist() == [2, 2, 4]
    assert pd.isna(balance.loc[("tide", "quoted"), "balance"])
    assert balance.loc[("tide", "quoted"), "n"] == 0


def test_evidence_is_counted_for_either_pole_by_voice(reading):
    evidence = evidence_by_outlet(reading, "growth-harm")
    own = evidence[evidence["voice"] == "own"]
    assert records(own, "outlet_id", "pole", "frame_id", "n", "per_100") == [
        ("tide", 1, "growth", 1, 25.0),
        ("anchor", 1, "growth", 1, 50.0),
        ("tide", -1, "harm", 1, 25.0),
        ("anchor", -1, "harm", 0, 0.0),
    ]


def test_a_profile_holds_every_signed_measure_of_every_outlet(reading):
    profile = profile_of_outlets(reading, "growth-harm")
    assert profile["measure"].unique().tolist() == [
        "frame balance, all voices",
        "frame balance, own words",
        "frame balance, quoted",
        "tone, own words",
        "tone, quoted",
        "toward Ana Ruiz, own words",
    ]
    assert profile.groupby("measure")["outlet_id"].apply(list).map(tuple).unique().tolist() == [("tide", "anchor")]
    assert profile["value"].dropna().between(-1, 1).all()
    has_none = profile["measure"].str.startswith("tone") | (profile["n"] == 0)
    assert profile["verdict"].isna().tolist() == has_none.tolist()


def test_a_corpus_without_articles_gives_tables_without_rows(reading):
    none = without_rows(reading)
    for make in (
        tone_by_outlet,
        sentiment_by_person,
        people_by_outlet,
        quoted_words,
        kinds_of_mentions,
        cues_by_outlet,
    ):
        assert make(none).empty
    for make in (balance_by_outlet, evidence_by_outlet, profile_of_outlets):
        assert make(none, "growth-harm").empty


def test_the_first_axis_is_chosen_and_an_unknown_one_refused(reading):
    assert choose_axis(reading.study) == ("growth-harm", "growth or harm", "Growth", "Harm")
    with pytest.raises(StudyError) as caught:
        choose_axis(reading.study, "up-down")
    assert str(caught.value) == "`axis` must be one of growth-harm; found `up-down`."


def test_a_study_without_an_axis_has_one_on_which_nothing_counts(reading):
    poles = choose_axis(reading.study.model_copy(update={"axes": {}}))
    assert poles == ("", "no axis", "no frame", "no other frame")
    assert evidence_by_outlet(reading, poles.axis_id)["n"].sum() == 0


def test_an_interval_holds_the_mean_and_is_the_same_every_time(reading):
    first, second = tone_by_outlet(reading), tone_by_outlet(reading)
    pd.testing.assert_frame_equal(first, second)
    known = first.dropna(subset=["lower"])
    assert np.all((known["lower"] <= known["tone"]) & (known["tone"] <= known["upper"]))
