from pathlib import Path

import pandas as pd

from analysis.compare.coverage import find_coverage
from analysis.study import Event, Outlet, Person, Study
from analysis.tables import TABLES, conform, empty

STUDY = Study(
    path=Path("study.yaml"),
    study={"id": "harbour", "title": "The harbour"},
    outlets={"tide": Outlet(name="The Tide"), "anchor": Outlet(name="The Anchor")},
    people={"ann": Person(name="Ann Poe")},
    events={
        "opening": Event(
            label="x", earliest="2024-05-04", latest="2024-05-04", basis="stated", evidence="x", words=("opening",)
        )
    },
)


def table(name, rows):
    """Build a table without its choices and dtypes where a test names only some columns."""
    return pd.DataFrame(rows).reindex(columns=list(TABLES[name].dtypes))


def articles(**rows):
    frame = pd.DataFrame(
        [{"article_id": name, "outlet_id": outlet, "published_earliest": first, "published_latest": last}
         for name, (outlet, first, last) in rows.items()]
    )  # fmt: skip
    dates = dict.fromkeys(("published_earliest", "published_latest"), "datetime64[us]")
    return conform(frame.reindex(columns=list(TABLES["articles"].dtypes)).astype(dates), "articles")


def told(*article_ids):
    return table("shared_quotes", [{"utterance_id": "u", "article_id": name} for name in article_ids])


def coverage(ledger, frame, kind="utterance", mentions=None, times=None, **options):
    found = find_coverage(
        ledger,
        empty("mentions") if mentions is None else mentions,
        empty("narrated_times") if times is None else times,
        frame,
        STUDY,
        **options,
    )
    rows = found[found["item_kind"] == kind]
    return [
        (row.outlet_id, None if pd.isna(row.covered) else row.covered, row.n_articles, row.n_observed)
        for row in rows.itertuples()
    ]


def test_an_outlet_that_was_there_and_silent_omits_and_one_that_was_not_there_does_not():
    frame = articles(
        a=("anchor", "2024-05-01", "2024-05-01"),
        b=("tide", "2024-05-03", "2024-05-03"),
        c=("other", "2024-05-20", "2024-05-20"),
    )
    assert coverage(told("a"), frame) == [("anchor", True, 1, 1), ("other", None, 0, 0), ("tide", False, 0, 1)]


def test_the_window_of_an_utterance_is_a_week_or_lasts_until_it_is_told_again():
    frame = articles(
        a=("tide", "2024-05-01", "2024-05-01"),
        b=("tide", "2024-05-20", "2024-05-20"),
        c=("anchor", "2024-05-10", "2024-05-10"),
    )
    assert coverage(told("a"), frame)[0] == ("anchor", None, 0, 0)
    assert coverage(told("a", "b"), frame) == [("anchor", False, 0, 1), ("tide", True, 2, 2)]


def test_an_article_that_may_lie_outside_the_window_is_not_observed():
    frame = articles(a=("tide", "2024-05-01", "2024-05-01"), b=("anchor", "2024-05-05", "2024-05-15"))
    assert coverage(told("a"), frame)[0] == ("anchor", None, 0, 0)


def test_an_undated_article_is_observed_only_where_it_tells():
    frame = articles(a=("tide", None, None), b=("anchor", None, None))
    assert coverage(told("a"), frame) == [("anchor", None, 0, 0), ("tide", True, 1, 1)]


def test_a_person_is_looked_for_in_every_article():
    frame = articles(a=("tide", "2024-05-01", "2024-05-01"), b=("anchor", "2024-07-05", "2024-07-15"))
    mentions = table("mentions", [{"article_id": "a", "person_id": "ann"}, {"article_id": "a", "person_id": "ann"}])
    found = coverage(told("a"), frame, "person", mentions=mentions)
    assert found == [("anchor", False, 0, 1), ("tide", True, 1, 1)]


def test_an_event_can_be_told_from_its_day_on_or_from_when_somebody_told_of_it():
    frame = articles(
        a=("tide", "2024-05-01", "2024-05-01"),
        b=("anchor", "2024-05-02", "2024-05-02"),
        c=("other", "2024-05-09", "2024-05-09"),
    )
    assert coverage(told("a"), frame, "event")[::2] == [("anchor", None, 0, 0), ("tide", None, 0, 0)]
    times = table("narrated_times", [{"article_id": "a", "event_id": "opening"}])
    found = coverage(told("a"), frame, "event", times=times)
    assert found == [("anchor", False, 0, 1), ("other", False, 0, 1), ("tide", True, 1, 1)]


def test_utterances_of_few_articles_can_be_left_out():
    frame = articles(a=("tide", "2024-05-01", "2024-05-01"))
    assert coverage(told("a"), frame, least_articles=2) == []


def test_articles_without_outlets_cover_nothing():
    assert coverage(told("a"), articles(a=(None, "2024-05-01", "2024-05-01"))) == []
