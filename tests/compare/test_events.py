"""Contrasts of events: rows of the table `contrasts`, and the same test at other days."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.compare.events import contrast_events, try_other_days
from analysis.study import Event
from analysis.tables import empty


def event(day):
    return Event(label="An event", earliest=day, latest=day, basis="stated", evidence="invented")


def corpus(level, n=200, seed=0):
    """Invent articles of two outlets on as many days, with a tone that `level` of the day's number gives."""
    random, days = np.random.default_rng(seed), pd.date_range("2024-01-01", periods=n)
    ids = [f"a{number}" for number in range(n)]
    articles = pd.DataFrame({"article_id": ids, "published_earliest": days, "published_latest": days})
    values = level(np.arange(n)) + random.normal(0, 0.2, n)
    named = {"measure": "tone", "facet": "own", "unit_id": np.where(np.arange(n) % 2, "gull", "tide")}
    samples = pd.DataFrame({"article_id": ids, "numerator": values * 10, "denominator": 10.0} | named)
    return samples, articles


EVENTS = {"opens": event(date(2024, 4, 10)), "never": event(date(2030, 1, 1))}


def test_an_event_that_raises_the_level_is_found_and_one_after_all_articles_has_no_row():
    samples, articles = corpus(lambda day: 0.5 * (day >= 100))
    found = contrast_events(samples, articles, empty("copies"), EVENTS, window=60, draws=500)
    assert found["unit_a"].unique().tolist() == ["after:opens"]
    row = found[found["copies"] == "with"].iloc[0]
    assert row["difference"] == pytest.approx(0.5, abs=0.15) and row["q"] <= 0.05
    assert row["lower"] > 0 and (row["n_a"], row["n_b"]) == (60, 60)
    assert (row["family"], row["n_tests"]) == ("events: tone", 1)


def test_articles_that_may_fall_on_the_event_are_on_neither_side():
    samples, articles = corpus(lambda day: 0.5 * (day >= 100))
    articles.loc[98, "published_latest"] = articles.loc[101, "published_latest"]
    articles.loc[102, ["published_earliest", "published_latest"]] = pd.NaT
    row = contrast_events(samples, articles, empty("copies"), EVENTS, window=60, draws=100).iloc[0]
    assert (row["n_a"], row["n_b"]) == (59, 59)


def test_a_trend_is_no_event_though_the_levels_differ():
    samples, articles = corpus(lambda day: day / 100)
    row = contrast_events(samples, articles, empty("copies"), EVENTS, window=60, draws=500).iloc[0]
    assert row["mean_a"] - row["mean_b"] > 0.5
    assert row["p"] > 0.05 and row["lower"] < 0 < row["upper"]


def test_too_few_articles_are_described_and_not_tested():
    samples, articles = corpus(lambda day: 0 * day)
    row = contrast_events(samples, articles, empty("copies"), EVENTS, window=6, minimum=10).iloc[0]
    assert row["difference"] == pytest.approx(row["mean_a"] - row["mean_b"])
    assert np.isnan(row[["lower", "p", "q"]].astype(float)).all() and row["method"].startswith("plain difference")


def test_other_days_say_how_often_the_test_calls_one():
    quiet = try_other_days(*corpus(lambda day: 0 * day), empty("copies"), EVENTS, window=60, draws=200)
    assert quiet["n_days"].item() >= 15 and quiet["n_found"].item() <= 3
    waves = try_other_days(
        *corpus(lambda day: np.sign(np.sin(day / 30))), empty("copies"), EVENTS, window=60, draws=200
    )
    assert waves["n_found"].item() > quiet["n_found"].item()
    assert try_other_days(*corpus(lambda day: 0 * day), empty("copies"), {}, window=3)["n_days"].item() == 0


def test_another_day_is_tested_from_the_least_number_of_articles_on_either_side_on():
    days = [
        try_other_days(*corpus(lambda day: day % 5), empty("copies"), {}, window=20, minimum=least, draws=50)["n_days"]
        for least in (20, 21)
    ]
    assert days[0].item() > 10 and days[1].item() == 0


def test_articles_that_both_sides_print_leave_both_without_near_duplicates():
    samples, articles = corpus(lambda day: 0 * day)
    copies = pd.DataFrame({"article_id": ["a90", "a110"], "cluster_id": ["a90", "a90"]})
    found = contrast_events(samples, articles, copies, EVENTS, window=60, draws=100).set_index("copies")
    assert found.loc["with", ["n_a", "n_b"]].tolist() == [60, 60]
    assert found.loc["without", ["n_a", "n_b"]].tolist() == [59, 59]
