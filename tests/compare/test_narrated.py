import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare import calendar as days
from analysis.compare.narrated import find_narrated_times
from analysis.compare.time_phrases import find_phrases
from analysis.study import Event, Study, Work
from analysis.tables import TABLES, conform

LABELLED = list(csv.DictReader((Path(__file__).parent / "narrated_expressions.csv").open(encoding="utf-8")))


def read_times(sentence, told):
    """Give each phrase as the labelled list does."""
    found = []
    for phrase in find_phrases(sentence):
        earliest, latest, precision = phrase.resolve(told)
        found.append(
            (sentence[phrase.start : phrase.end], phrase.kind, str(earliest or ""), str(latest or ""), precision)
        )
    return found


def test_nine_in_ten_written_expressions_are_read_as_a_person_does():
    wrong = []
    for row in LABELLED:
        found = read_times(row["sentence"], date.fromisoformat(row["published"]))
        wanted = tuple(row[name] for name in ("surface", "kind", "earliest", "latest", "precision"))
        if (wanted not in found) if row["surface"] else found:
            wrong.append((row["sentence"], found))
    assert len(LABELLED) >= 150
    assert len(wrong) <= len(LABELLED) // 10, wrong


@pytest.mark.parametrize("phrase", ["last week", "Tuesday", "in July", "since March", "two years ago", "this summer"])
def test_phrases_that_count_from_the_telling_are_open_where_nobody_knows_when_it_was(phrase):
    assert [p.resolve(None)[:2] for p in find_phrases(f"They met {phrase}.")] == [(None, None)]


def test_years_need_no_telling():
    assert find_phrases("They met in 2018.")[0].resolve(None) == days.year(2018)


@given(st.text(alphabet="in 2019 May,.'s 3rd last year Tuesday\n", max_size=80))
def test_phrases_stand_in_order_without_overlap_and_in_order_of_time(text):
    phrases = find_phrases(text)
    assert all(one.end <= two.start for one, two in pairwise(phrases))
    for phrase in phrases:
        earliest, latest, _ = phrase.resolve(date(2025, 9, 10))
        assert earliest is None or latest is None or earliest <= latest


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 6), st.booleans(), st.booleans())
def test_a_weekday_lies_within_a_week_on_its_side(anchor, number, future, same):
    found = days.weekday(anchor, number, future=future, same=same)
    assert found.weekday() == number
    distance = (found - anchor) if future else (anchor - found)
    assert timedelta(0 if same else 1) <= distance <= timedelta(7)


STUDY = Study(
    path=Path("study.yaml"),
    study={"id": "harbour", "title": "The harbour"},
    works={"last-year": Work(title="Last Year in Velmora")},
    events={
        "opening": Event(
            label="The harbour opens",
            earliest="2024-05-03",
            latest="2024-05-03",
            basis="stated",
            evidence="x",
            words=("opening",),
        ),
        "flood": Event(
            label="A flood",
            earliest="2022-11-01",
            latest="2022-11-30",
            basis="stated",
            evidence="x",
            words=("flood", "harbour"),
        ),
        "repair": Event(
            label="Repairs", earliest="2031-01-01", latest="2031-01-01", basis="stated", evidence="x", words=("repair",)
        ),
    },
)


def narrated(text, earliest="2024-05-10", latest=None):
    """Read one article; each sentence ends with a full stop and a space."""
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]}).reindex(columns=list(TABLES["articles"].dtypes))
    articles[["published_earliest", "published_latest"]] = pd.Timestamp(earliest), pd.Timestamp(latest or earliest)
    rows, start = [], 0
    for index, sentence in enumerate(text.split(". ")):
        rows.append({"article_id": "a", "sentence_index": index, "start": start, "end": start + len(sentence) + 1})
        start += len(sentence) + 2
    sentences = pd.DataFrame(rows).reindex(columns=list(TABLES["sentences"].dtypes)).fillna({"paragraph_index": 0})
    table = find_narrated_times(conform(articles, "articles"), conform(sentences, "sentences"), STUDY)
    table[["earliest", "latest"]] = table[["earliest", "latest"]].apply(lambda days: days.dt.strftime("%Y-%m-%d"))
    return table.astype(object).where(table.notna(), None)


def rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_a_relative_time_is_as_wide_as_the_publication_interval():
    table = narrated("He came on Tuesday.", "2024-05-07", "2024-05-16")
    assert rows(table, "surface", "earliest", "latest", "precision") == [("Tuesday", "2024-05-07", "2024-05-14", "day")]


def test_an_undated_article_keeps_its_phrases_without_their_days():
    table = narrated("He came on Tuesday and in 2019.", None)
    assert rows(table, "surface", "earliest") == [("Tuesday", None), ("2019", "2019-01-01")]


def test_a_time_is_linked_to_the_event_whose_words_stand_beside_it():
    table = narrated("The flood came in November 2022. The opening was on May 3. It rained in November 2022.")
    assert rows(table, "sentence_index", "surface", "event_id") == [
        (0, "November 2022", "flood"),
        (1, "May 3", "opening"),
        (2, "November 2022", None),
    ]


def test_a_very_day_is_linked_without_words():
    assert rows(narrated("He left on May 3."), "event_id") == [("opening",)]


def test_words_of_an_event_alone_are_told_with_the_days_of_the_study():
    table = narrated("Nobody forgets the flood. The repair may come.")
    assert rows(table, "surface", "kind", "earliest", "latest", "event_id") == [
        ("flood", "event", "2022-11-01", "2022-11-30", "flood")
    ]


def test_words_that_two_events_share_are_linked_to_neither():
    both = STUDY.model_copy(update={"events": STUDY.events | {"second": STUDY.events["flood"]}})
    articles = pd.DataFrame({"article_id": ["a"], "text": ["The flood came."]}).reindex(
        columns=list(TABLES["articles"].dtypes)
    )
    sentences = pd.DataFrame([("a", 0, 0, None, 0, 15)], columns=list(TABLES["sentences"].dtypes))
    table = find_narrated_times(conform(articles, "articles"), conform(sentences, "sentences"), both)
    assert table.empty


def test_the_title_of_a_work_tells_no_time():
    assert narrated("She sang Last Year in Velmora.").empty


def test_the_shipped_study_recalls_its_own_past(shipped):
    table = find_narrated_times(shipped.articles, shipped.sentences, shipped.study)
    dated = table[table["kind"].isin(["date", "relative"])]
    found = set(zip(dated["article_id"], dated["surface"], dated["event_id"], strict=True))
    assert {
        ("000", "Tuesday morning", "tmz-interview"),
        ("000", "September 19", "drama-release"),
        ("001", "November", "takeoff-death"),
        ("002", "July last year", "second-divorce-filing"),
        ("002", "September 9", "tmz-interview"),
        ("002", "2018", "debut-album"),
    } <= found
