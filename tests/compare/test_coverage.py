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


OUTLETS = ["tide", "anchor", "gull", "other", "fog"]


def articles(**rows):
    frame = pd.DataFrame(
        [{"article_id": name, "outlet_id": outlet, "published_earliest": first, "published_latest": last}
         for name, (outlet, first, last) in rows.items()]
    )  # fmt: skip
    dates = dict.fromkeys(("published_earliest", "published_latest"), "datetime64[us]")
    return conform(frame.reindex(columns=list(TABLES["articles"].dtypes)).astype(dates), "articles")


def told(*article_ids):
    return table("shared_quotes", [{"utterance_id": "u", "article_id": name} for name in article_ids])


def coverage(ledger, frame, kind="utterance", mentions=None, times=None, study=STUDY, **options):
    found = find_coverage(
        ledger,
        empty("mentions") if mentions is None else mentions,
        empty("narrated_times") if times is None else times,
        frame,
        study,
        **options,
    )
    rows = found[found["item_kind"] == kind].sort_values("outlet_id", key=lambda ids: ids.map(OUTLETS.index))
    return [
        (row.outlet_id, None if pd.isna(row.covered) else row.covered, row.n_articles, row.n_observed)
        for row in rows.itertuples()
    ]


def clusters(**named):
    return table("copies", [{"article_id": name, "cluster_id": cluster} for name, cluster in named.items()])


FOUR = {
    "a": ("anchor", "2024-05-01", "2024-05-01"),
    "t": ("tide", "2024-05-02", "2024-05-02"),
    "g": ("gull", "2024-05-03", "2024-05-03"),
    "o": ("other", "2024-05-20", "2024-05-20"),
}


def test_an_outlet_that_was_there_and_silent_omits_and_one_that_was_not_there_does_not():
    assert coverage(told("a", "t"), articles(**FOUR)) == [
        ("tide", True, 1, 1),
        ("anchor", True, 1, 1),
        ("gull", False, 0, 1),
        ("other", None, 0, 0),
    ]


def test_what_one_outlet_alone_tells_be_it_twice_is_left_out_by_nobody():
    again = FOUR | {"b": ("anchor", "2024-05-02", "2024-05-02")}
    assert coverage(told("a", "b"), articles(**again)) == []
    mentions = table("mentions", [{"article_id": name, "person_id": "ann"} for name in "ab"])
    found = coverage(told("a"), articles(**again), "person", mentions=mentions)
    assert [covered for _, covered, *_ in found] == [None, True, None, None]


def test_a_text_that_two_outlets_print_is_one_telling():
    frame = articles(**FOUR)
    assert [row[1] for row in coverage(told("a", "t"), frame, copies=clusters(a="a", t="a"))] == [
        True,
        True,
        None,
        None,
    ]
    three = articles(**FOUR | {"x": ("fog", "2024-05-03", "2024-05-03")})
    found = coverage(told("a", "t", "g"), three, copies=clusters(a="a", t="a", g="g"))
    assert dict(row[:2] for row in found) == {"tide": True, "anchor": True, "gull": True, "other": None, "fog": False}


def test_copies_within_an_outlet_are_one_article_of_it():
    frame = articles(**FOUR | {"h": ("gull", "2024-05-04", "2024-05-04"), "u": ("tide", "2024-05-09", "2024-05-09")})
    copies = clusters(g="g", h="g", t="t", u="t")
    assert coverage(told("a", "t"), frame, copies=copies)[:3] == [
        ("tide", True, 1, 1),
        ("anchor", True, 1, 1),
        ("gull", False, 0, 1),
    ]


def test_an_utterance_is_news_for_as_long_as_the_study_says_and_no_longer_for_being_told_again():
    frame = articles(**FOUR | {"b": ("anchor", "2024-05-25", "2024-05-25")})
    assert coverage(told("a", "t", "b"), frame)[3] == ("other", None, 0, 0)
    longer = STUDY.model_copy(update={"news_days": 20})
    assert coverage(told("a", "t", "b"), frame, study=longer)[3] == ("other", False, 0, 1)


def test_an_article_that_may_lie_outside_the_window_is_not_observed():
    frame = articles(**FOUR | {"g": ("gull", "2024-05-05", "2024-05-15")})
    assert coverage(told("a", "t"), frame)[2] == ("gull", None, 0, 0)
    wide = articles(**FOUR | {"g": ("gull", "2024-04-01", "2024-07-15"), "h": ("gull", "2024-05-03", "2024-05-03")})
    assert coverage(told("a", "t"), wide)[2] == ("gull", False, 0, 1)


def test_an_undated_article_is_observed_only_where_it_tells():
    frame = articles(a=("tide", None, None), t=("anchor", None, None), g=("gull", None, None))
    assert coverage(told("a", "t"), frame) == [("tide", True, 1, 1), ("anchor", True, 1, 1), ("gull", None, 0, 0)]


def test_a_person_is_looked_for_in_every_article():
    frame = articles(**FOUR | {"g": ("gull", "2024-07-05", "2024-07-15")})
    mentions = table("mentions", [{"article_id": name, "person_id": "ann"} for name in "aat"])
    assert coverage(told("a"), frame, "person", mentions=mentions) == [
        ("tide", True, 1, 1),
        ("anchor", True, 1, 1),
        ("gull", False, 0, 1),
        ("other", False, 0, 1),
    ]


def test_an_event_is_news_around_its_day_and_not_since_somebody_spoke_of_it_first():
    frame = articles(
        early=("tide", "2024-01-01", "2024-01-01"),
        a=("tide", "2024-05-05", "2024-05-05"),
        b=("anchor", "2024-05-06", "2024-05-06"),
        c=("gull", "2024-03-09", "2024-03-09"),
        d=("other", "2024-05-09", "2024-05-09"),
        late=("other", "2024-08-09", "2024-08-09"),
    )
    times = table("narrated_times", [{"article_id": name, "event_id": "opening"} for name in ("early", "a", "b")])
    assert coverage(told(), frame, "event", times=times) == [
        ("tide", True, 2, 2),
        ("anchor", True, 1, 1),
        ("gull", None, 0, 0),
        ("other", False, 0, 1),
    ]


def test_headlines_are_read_for_what_they_tell_without_marks():
    words = "I shall never sell the old lighthouse to a stranger."
    heads = {"a": "x", "t": "x", "g": "Velm will not sell old lighthouse", "o": "The opening: what to know",
             "p": "Velm will never sell the old lighthouse"}  # fmt: skip
    frame = articles(
        **FOUR
        | {
            "o": ("other", "2024-05-05", "2024-05-05"),
            "p": ("fog", "2024-05-25", "2024-05-25"),
            "q": ("fog", "2024-05-05", "2024-05-05"),
        }
    )
    texts = {name: f"{heads.get(name, 'Rain again')}\n\n{words}" for name in frame["article_id"]}
    frame = frame.assign(text=frame["article_id"].map(texts))
    spans = [
        {"article_id": name, "section": "headline", "start": 0, "end": text.index("\n")} for name, text in texts.items()
    ]
    start = texts["a"].index(words)
    place = {"utterance_id": "u", "start": start, "end": start + len(words)}
    rows = [{"article_id": name, "is_reference": name == "a"} | place for name in "at"]
    found = coverage(table("shared_quotes", rows), frame, sentences=table("sentences", spans))
    assert dict(row[:2] for row in found) == {"tide": True, "anchor": True, "gull": True, "other": False, "fog": False}
    times = table("narrated_times", [{"article_id": name, "event_id": "opening"} for name in "at"])
    found = coverage(told(), frame, "event", times=times, sentences=table("sentences", spans))
    assert dict(row[:2] for row in found)["other"] and not dict(row[:2] for row in found)["fog"]


def test_articles_without_outlets_cover_nothing():
    assert coverage(told("a"), articles(a=(None, "2024-05-01", "2024-05-01"))) == []


def test_what_others_tell_at_another_time_is_left_out_by_nobody():
    late = articles(
        a=("tide", "2024-01-02", "2024-01-02"),
        b=("gull", "2024-05-05", "2024-05-05"),
        c=("other", "2025-06-01", "2025-06-01"),
        d=("anchor", "2024-05-06", "2024-05-06"),
    )
    times = table("narrated_times", [{"article_id": name, "event_id": "opening"} for name in "abc"])
    found = coverage(told(), late, "event", times=times)
    assert found == [("tide", True, 1, 1), ("anchor", None, 0, 1), ("gull", True, 1, 1), ("other", True, 1, 1)]
    first = articles(
        a=("tide", "2024-05-04", "2024-05-04"),
        b=("gull", "2024-05-05", "2024-05-05"),
        c=("other", "2024-07-01", "2024-07-01"),
        d=("anchor", "2024-05-06", "2024-05-06"),
    )
    assert coverage(told("a", "c"), first)[1] == ("anchor", None, 0, 1)
    assert coverage(told("a", "b"), first)[1] == ("anchor", False, 0, 1)


def test_of_very_many_outlets_an_utterance_has_no_row_where_nothing_can_be_said(monkeypatch):
    every = coverage(told("a", "t"), articles(**FOUR))
    monkeypatch.setattr("analysis.compare.coverage.MOST_OUTLETS", 3)
    assert coverage(told("a", "t"), articles(**FOUR)) == [row for row in every if row[0] != "other"]
    mentions = table("mentions", [{"article_id": "a", "person_id": "ann"}])
    assert len(coverage(told("a"), articles(**FOUR), "person", mentions=mentions)) == 4


def test_however_many_items_are_worked_on_at_a_time_the_table_is_the_same(monkeypatch):
    days = ("2024-05-01", "2024-05-01")
    frame = articles(**{f"a{at}": (OUTLETS[at % 4], *days) for at in range(12)})
    rows = [{"utterance_id": f"u{at % 5}", "article_id": f"a{at}"} for at in range(12)]
    mentions = table("mentions", [{"article_id": "a3", "person_id": "ann"}])
    tables = table("shared_quotes", rows), mentions, empty("narrated_times"), frame, STUDY
    at_once = find_coverage(*tables)
    assert at_once["item_id"].nunique() == 7
    for block in (1, 9, 12):
        monkeypatch.setattr("analysis.compare.coverage.BLOCK", block)
        pd.testing.assert_frame_equal(find_coverage(*tables), at_once)
