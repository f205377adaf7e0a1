"""Series over publication time: windows, gaps, intervals, and changes only against a null."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.tables.series import choose_period, find_change, series_of_measure


def points(values, first="2024-01-01", width=0):
    """One article a day, each with ten units of the measure."""
    days = pd.date_range(first, periods=len(values), freq="D")
    ids = [f"a{n}" for n in range(len(values))]
    frame = pd.DataFrame({"article_id": ids, "outlet": "Tide", "value": values, "n": 10.0})
    return frame.assign(
        numerator=frame["value"] * 10, published_earliest=days, published_latest=days + pd.Timedelta(days=width)
    )


def alone(table):
    return pd.DataFrame({"article_id": table["article_id"], "cluster_id": table["article_id"]})


def test_a_change_that_is_there_is_found_on_its_day():
    random = np.random.default_rng(0)
    table = points(np.concatenate([random.normal(0.3, 0.1, 30), random.normal(-0.3, 0.1, 30)]))
    change = find_change(table, alone(table), draws=500)
    assert change.day == pd.Timestamp("2024-01-31")
    assert (change.n_before, change.n_after) == (30, 30)
    assert change.before == pytest.approx(0.3, abs=0.1)
    assert change.p < 0.01
    assert change.kind == "step" and change.first <= change.day <= change.last
    assert change.step == pytest.approx(-0.6, abs=0.1)


def test_without_a_change_the_search_over_days_is_paid_for():
    p = []
    for seed in range(100):
        table = points(np.random.default_rng(seed).normal(0, 0.3, 40))
        p.append(find_change(table, alone(table), draws=100, seed=seed).p)
    assert np.mean(np.array(p) <= 0.05) <= 0.12


def test_copies_are_counted_once():
    table = points(np.repeat([0.5, -0.5], 12))
    one = pd.DataFrame({"article_id": table["article_id"], "cluster_id": "a0"})
    assert find_change(table, one) is None
    assert find_change(table, alone(table)) is not None


@pytest.mark.parametrize("values", [[0.1] * 19, [0.2] * 30])
def test_few_articles_or_equal_ones_have_no_change(values):
    table = points(values)
    assert find_change(table, alone(table)) is None


def test_articles_without_a_date_are_left_out():
    table = points(np.repeat([0.5, -0.5], 12)).assign(published_earliest=pd.NaT, published_latest=pd.NaT)
    assert find_change(table, alone(table)) is None


def test_windows_are_the_finest_that_a_chart_can_show():
    day = {"published_earliest": pd.Timestamp("2024-01-01")}
    spans = {"day": "2024-02-05", "week": "2024-08-01", "month": "2025-08-01"}
    for period, last in spans.items():
        articles = pd.DataFrame([day | {"published_latest": pd.Timestamp(last)}])
        assert choose_period(articles) == period
    assert choose_period(articles, "day") == "day"
    assert choose_period(articles.assign(published_earliest=pd.NaT, published_latest=pd.NaT)) == "day"


def test_a_window_without_an_article_has_no_row_and_one_with_few_no_interval(reading):
    found, windows = series_of_measure(reading, "tone", "own", period="month")
    assert found["article_id"].tolist() == ["t2", "t1", "a1"]
    assert windows["first"].dt.strftime("%Y-%m-%d").tolist() == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert windows["last"].dt.strftime("%Y-%m-%d").tolist() == ["2024-01-31", "2024-02-29", "2024-03-31"]
    assert windows["value"].tolist() == [0.6, -0.5, 0.6]
    assert windows["lower"].isna().all()


def test_an_article_that_may_fall_into_two_windows_is_in_none(reading):
    articles = reading.articles
    articles.loc[articles["article_id"] == "t1", "published_latest"] = pd.Timestamp("2024-03-02")
    found, windows = series_of_measure(reading, "tone", "own", period="month")
    assert found.set_index("article_id")["window"].isna().to_dict() == {"t2": False, "t1": True, "a1": False}
    assert windows["n_articles"].tolist() == [1, 1]


def test_from_the_minimum_of_articles_on_a_window_has_an_interval(reading, monkeypatch):
    monkeypatch.setattr("analysis.compare.intervals.rows.LEAST_COUNTED", 2)
    days = pd.Series(pd.to_datetime(["2024-01-02"] * len(reading.articles)), dtype="datetime64[us]")
    reading.articles["published_earliest"] = reading.articles["published_latest"] = days
    _, windows = series_of_measure(reading, "tone", "own", period="week")
    assert windows["n_articles"].tolist() == [3]
    assert windows["lower"].iloc[0] <= windows["value"].iloc[0] <= windows["upper"].iloc[0]


def test_a_balance_says_how_sure_it_is_and_another_measure_does_not(reading):
    found, _ = series_of_measure(reading, "balance", "growth-harm:all", period="month")
    assert found["verdict"].tolist() == ["balanced or too few"] * len(found) and len(found)
    assert series_of_measure(reading, "tone", "own", period="month")[0]["verdict"].isna().all()


def test_a_measure_that_nothing_has_gives_empty_tables(reading):
    found, windows = series_of_measure(reading, "tone", "paraphrased", period="day")
    assert found.empty and windows.empty
