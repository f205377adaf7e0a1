"""Along time: publication as an interval, and the sentences of an article in their order."""

import warnings

import pandas as pd

from analysis.compare.tables.timeline import course_of_articles, publication_windows, scores_over_time
from analysis.reading import Reading


def test_every_article_has_its_window_by_outlet_and_date_and_one_without_an_outlet_comes_last(reading):
    windows = publication_windows(reading)
    assert windows["article"].tolist() == ["t2 The Tide", "t1 The Tide", "a1 The Anchor", "x1 outlet missing"]
    assert windows["published_basis"].tolist() == ["stated", "stated", "stated", "missing"]
    assert windows.loc[3, ["published_earliest", "outlet"]].isna().all()
    assert windows[["n_words", "n_sentences"]].to_numpy().tolist() == [[7, 2], [2, 1], [7, 2], [2, 1]]


def test_articles_that_all_lack_an_outlet_keep_their_order(reading):
    articles = reading.articles.assign(outlet_id=pd.NA, outlet=pd.NA).astype({"outlet_id": "str", "outlet": "str"})
    changed = Reading(study=reading.study, **(reading.tables | {"articles": articles}))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        windows = publication_windows(changed)
    assert set(windows["article"]) == {f"{name} outlet missing" for name in ("t1", "t2", "a1", "x1")}


def test_each_article_has_its_balance_and_its_mean_over_sentences(reading):
    scores = scores_over_time(reading, "growth-harm").set_index("article_id")
    assert scores.loc["a1", ["balance", "n_hits", "n_scored"]].tolist() == [1.0, 1, 2]
    assert scores["balance_verdict"].dropna().to_dict() == dict.fromkeys(["a1", "t1", "t2"], "balanced or too few")
    assert round(scores.loc["a1", "tone"], 9) == 0.05
    assert pd.isna(scores.loc["x1", "balance"])
    assert scores.loc["x1", "n_hits"] == 0


def test_the_course_counts_asserted_hits_in_each_sentence(reading):
    course = course_of_articles(reading, "growth-harm").set_index(["article_id", "sentence_number"])
    columns = ["compound", "n_positive", "n_negative"]
    assert course.loc[("a1", 1), columns].tolist() == [0.6, 1, 0]
    assert course.loc[("a1", 2), columns].tolist() == [-0.5, 0, 0]  # the denied hit does not count
    assert course.loc[("t1", 1), columns].tolist() == [-0.5, 0, 1]


def test_the_course_says_how_much_of_a_sentence_is_quoted(reading):
    course = course_of_articles(reading, "growth-harm").set_index(["article_id", "sentence_number"])
    assert course.loc[("a1", 1), "quoted_share"] == 0
    assert course.loc[("a1", 2), "quoted_share"] == 0.5


def test_a_course_of_some_articles_takes_the_earliest_of_each_outlet_before_the_next_of_any(reading):
    def shown(most):
        return course_of_articles(reading, "growth-harm", most=most)["article_id"].unique().tolist()

    assert shown(1) == ["t2"]
    assert shown(2) == ["t2", "a1"]  # not both of the first outlet
    assert shown(None) == shown(99) == ["t2", "t1", "a1", "x1"]
