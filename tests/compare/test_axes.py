"""Outlets and speakers on an axis; the tables are written out, `growth` against `harm` for nobody in particular."""

import math

import pandas as pd

from analysis.compare.axes import count_heard, score_article_axes, score_heard, score_outlet_axes
from analysis.tables import TABLES, conform


def outlet_row(table, outlet_id):
    return table[(table["unit_id"] == outlet_id) & (table["voice"] == "all") & (table["section"] == "all")].iloc[0]


def test_an_outlet_pools_the_hits_of_its_articles(reading, monkeypatch):
    monkeypatch.setattr("analysis.compare.intervals.rows.LEAST_COUNTED", 2)
    table = score_outlet_axes(reading.frame_hits, reading.sentences, reading.articles, reading.study)
    tide = outlet_row(table, "tide")
    assert tide[["n", "n_positive", "n_negative", "n_articles", "balance"]].tolist() == [2, 1, 1, 2, 0.0]
    assert (tide["lower"], tide["upper"], tide["kind"]) == (-1.0, 1.0, "articles")  # of two, as wide as can be
    assert set(table["unit_id"]) == {"tide", "anchor"}  # the article without an outlet is of no unit


def test_one_hit_decides_nothing_and_has_no_interval(reading):
    table = score_outlet_axes(reading.frame_hits, reading.sentences, reading.articles, reading.study)
    anchor = outlet_row(table, "anchor")
    assert (anchor["balance"], anchor["verdict"], math.isnan(anchor["lower"])) == (1, "balanced or too few", True)


def test_an_interval_says_over_what_it_is(reading):
    first = reading.frame_hits.iloc[[0]].assign(article_id="a1", scope="asserted")
    hits = pd.concat([first.assign(sentence_index=n, start=n, end=n + 1) for n in range(6)])
    tables = conform(hits, "frame_hits"), reading.sentences, reading.articles
    table = score_outlet_axes(*tables, reading.study)
    anchor = outlet_row(table, "anchor")
    assert anchor[["n_articles", "kind", "upper", "verdict"]].tolist() == [1, "hits", 1.0, "decided"]
    assert 0 < anchor["lower"] < anchor["balance"]
    assert (table["kind"].isna() == table["lower"].isna()).all()
    article = outlet_row(score_article_axes(*tables, reading.study), "a1")
    assert article[["lower", "kind", "verdict"]].tolist() == anchor[["lower", "kind", "verdict"]].tolist()


def test_below_the_minimum_an_outlet_has_no_interval(reading):
    study = reading.study.model_copy(update={"minimum_articles": 3})
    tide = outlet_row(score_outlet_axes(reading.frame_hits, reading.sentences, reading.articles, study), "tide")
    assert tide["n_articles"] == 2 and math.isnan(tide["lower"]) and math.isnan(tide["upper"])


def test_near_duplicates_are_drawn_together(reading):
    copies = pd.DataFrame({"article_id": ["t1", "t2"], "cluster_id": ["c", "c"]})
    table = score_outlet_axes(reading.frame_hits, reading.sentences, reading.articles, reading.study, copies=copies)
    tide = outlet_row(table, "tide")
    assert pd.isna(tide["lower"]) and pd.isna(tide["upper"])  # one cluster, always drawn whole: no spread is seen


def test_an_interval_depends_on_the_seed_and_on_no_other_outlet(reading):
    every = score_outlet_axes(reading.frame_hits, reading.sentences, reading.articles, reading.study, seed=1)
    alone = reading.articles[reading.articles["outlet_id"] == "tide"]
    one = score_outlet_axes(reading.frame_hits, reading.sentences, alone, reading.study, seed=1)
    pd.testing.assert_series_equal(outlet_row(every, "tide"), outlet_row(one, "tide"), check_names=False)


def test_a_person_is_scored_on_what_the_person_says(reading):
    hits = reading.frame_hits.iloc[[1]].assign(scope="asserted", holder_kind="person", holder_id="ben")
    heard = count_heard(reading.segments, reading.sentences)
    table = score_heard(conform(hits, "frame_hits"), heard, reading.study)
    ben = outlet_row(table, "ben")
    assert ben[["unit_kind", "n", "balance", "n_sentences", "n_articles"]].tolist() == ["person", 1, -1.0, 2, 2]
    assert set(table["unit_id"]) == {"ben"}  # nobody else is a source


def test_without_speakers_there_are_no_persons_to_score(reading):
    heard = count_heard(reading.segments.iloc[:0], reading.sentences)
    table = score_heard(reading.frame_hits, heard, reading.study)
    assert table.empty and list(table.columns) == list(TABLES["axis_scores"].dtypes)
