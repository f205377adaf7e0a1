import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from dateutil.easter import easter as easter_of_dateutil
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.study import Event, Study, Work
from analysis.tables import TABLES, conform
from analysis.times import calendar as days
from analysis.times.holidays import easter, holiday
from analysis.times.narrated import find_narrated_times
from analysis.times.phrases import find_phrases

HERE = Path(__file__).parent
#: Sentences with one expression each, written before the rules: kind, publication, tense, words, first and last day.
#: No days: the expression must be left open; no words: nothing in the sentence is a time.
WRITTEN = list(csv.DictReader((HERE / "time_expressions.csv").open(encoding="utf-8")))
LABELLED = list(csv.DictReader((HERE / "narrated_expressions.csv").open(encoding="utf-8")))


def read_times(sentence, told):
    """Give each phrase as the labelled list does."""
    found = []
    for phrase in find_phrases(sentence):
        earliest, latest, precision = phrase.resolve(told)
        found.append(
            (sentence[phrase.start : phrase.end], phrase.kind, str(earliest or ""), str(latest or ""), precision)
        )
    return found


def test_labelled_expressions_are_read_to_the_letter():
    wrong = []
    for row in LABELLED:
        found = read_times(row["sentence"], date.fromisoformat(row["published"]))
        wanted = tuple(row[name] for name in ("surface", "kind", "earliest", "latest", "precision"))
        if (wanted not in found) if row["surface"] else found:
            wrong.append((row["sentence"], found))
    assert len(LABELLED) >= 150
    assert wrong == []


def judge(row):
    """Compare what is read with what a person reads: right, wrong, open (no days are claimed) or missed."""
    sentence, told = row["sentence"], date.fromisoformat(row["published"])
    start = sentence.index(row["surface"])
    end = start + len(row["surface"]) if row["surface"] else len(sentence)
    spans = [p.resolve(told) for p in find_phrases(sentence) if p.start < end and start < p.end]
    wanted = (row["earliest"], row["latest"])
    claimed = [span for span in spans if span.earliest and span.precision != "open"]
    if not row["surface"]:
        return "wrong" if claimed else "open" if spans else "right"
    if not spans:
        return "missed"
    exact = any((str(span.earliest or ""), str(span.latest or "")) == wanted for span in spans)
    if exact and len(claimed) <= 1:
        return "right"
    if not row["earliest"]:
        return "wrong" if claimed else "right"
    return "wrong" if claimed else "open"


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in WRITTEN}))
def test_written_expressions_of_each_kind_are_read_as_a_person_does(kind):
    judged = [(judge(row), row["sentence"]) for row in WRITTEN if row["kind"] == kind]
    assert [found for found in judged if found[0] != "right"] == []


def test_the_written_expressions_are_many_and_of_both_tenses():
    assert len(WRITTEN) >= 300
    assert {row["tense"] for row in WRITTEN} == {"past", "future", "none"}


@pytest.mark.parametrize(
    "opening", ["In", "By", "Since", "Until", "From", "During", "Before", "After", "Around", "Throughout", "Back in"]
)
@pytest.mark.parametrize("time", ["2019", "June", "June 2019", "early 2019", "mid-June", "the summer of 2019"])
def test_a_phrase_is_read_at_the_beginning_of_a_sentence_as_inside_it(opening, time):
    told = date(2025, 9, 10)
    inside = find_phrases(f"It began {opening.lower()} {time}, they said.")
    opened = find_phrases(f"{opening} {time}, they said, it began.")
    assert [p.resolve(told) for p in inside] == [p.resolve(told) for p in opened] != []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In March, April and May 2019 it rained.", ["2019-03-01 2019-03-31", "2019-04-01 2019-05-31"]),
        ("In March or April 2019 he left.", ["2019-03-01 2019-03-31", "2019-04-01 2019-04-30"]),
        ("On May 3, 4 and 5, 2019, the court sat.", ["2019-05-03 2019-05-05"]),
        ("On March 3 and in April 2019 she wept.", ["2019-03-03 2019-03-03", "2019-04-01 2019-04-30"]),
        ("In January and again in June 2022 she wept.", ["2022-01-01 2022-01-31", "2022-06-01 2022-06-30"]),
        ("On Monday or Tuesday of last week he left.", ["2025-09-01 2025-09-01", "2025-09-02 2025-09-02"]),
        ("In May and for three weeks she wept.", ["2025-05-01 2025-05-31", " "]),
        ("In March and April, it rained.", ["2025-03-01 2025-03-31", "2025-04-01 2025-04-30"]),
        ("They will meet in November and December.", ["2025-11-01 2025-11-30", "2025-12-01 2025-12-31"]),
        ("In 2016 and 2017 he led.", ["2016-01-01 2016-12-31", "2017-01-01 2017-12-31"]),
    ],
)
def test_all_that_stands_in_a_list_is_read_and_shares_the_year_that_ends_it(sentence, expected):
    spans = [phrase.resolve(date(2025, 9, 10)) for phrase in find_phrases(sentence)]
    assert [f"{span.earliest or ''} {span.latest or ''}" for span in spans] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The shop is open from Monday to Friday.", ""),
        ("From Monday to Friday he works.", ""),
        ("They met from Monday to Friday.", "2025-09-01"),
        ("They will meet from Monday to Friday.", "2025-09-08"),
    ],
)
def test_days_of_every_week_are_those_of_no_week(sentence, expected):
    assert str(find_phrases(sentence)[0].resolve(date(2025, 9, 7)).earliest or "") == expected


def test_a_day_that_is_a_name_ends_with_its_last_word():
    assert read_times("After the Sept. 11 attacks, he left.", date(2025, 9, 10))[0][0] == "Sept. 11"


@pytest.mark.parametrize("sentence", ["He died after the Oct. 4 parade.", "Two days after the Oct. 4 parade, he died."])
def test_a_day_after_which_something_happened_is_not_put_ahead(sentence):
    span = find_phrases(sentence)[-1].resolve(date(2025, 9, 10))
    assert (str(span.earliest), span.precision) == ("2024-10-04", "open")


@given(
    month=st.sampled_from(
        "January February March April May June July August September October November December".split()
    ),
    told=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
@settings(max_examples=40)
def test_a_bare_month_lies_behind_ahead_or_on_both_sides(month, told):
    past = find_phrases(f"She was arrested in {month}.")[0].resolve(told)
    future = find_phrases(f"She is due in court in {month}.")[0].resolve(told)
    unsaid = find_phrases(f"The winner in {month}")[0].resolve(told)
    assert past.earliest <= told
    assert future.latest >= told
    assert unsaid in (past, days.hull(past, future))


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The trial begins Monday.", "2025-09-15"),
        ("Her trial, which had been delayed, is to begin Monday.", "2025-09-15"),
        ("They will sing on Monday.", "2025-09-15"),
        ("On Monday, the album will be out.", "2025-09-15"),
        ("They said Monday the album will be out.", "2025-09-08"),
        ("On Monday, the mayor, who will retire, resigned.", "2025-09-08"),
        ("After Monday’s vote, nobody slept.", "2025-09-08"),
        ("Ahead of Monday’s vote, nobody sleeps.", "2025-09-15"),
        ("She has until Monday to answer.", "2025-09-15"),
    ],
)
def test_a_weekday_looks_the_way_its_verb_does(sentence, day):
    phrase = find_phrases(sentence)[0]
    assert str(phrase.resolve(date(2025, 9, 10)).earliest) == day


def test_a_weekday_of_a_plan_of_the_past_is_left_open():
    assert find_phrases("He was due to sing Monday.")[0].resolve(date(2025, 9, 10)) == (
        date(2025, 9, 8),
        date(2025, 9, 15),
        "open",
    )


def test_easter_is_that_of_another_reckoning():
    years = range(1800, 2100)
    assert [easter(year) for year in years] == [easter_of_dateutil(year) for year in years]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", "2024-11-28"),
        ("Election Day", "2024-11-05"),
        ("Memorial Day", "2024-05-27"),
        ("Martin Luther King Jr. Day", "2024-01-15"),
        ("Mother’s Day", "2024-05-12"),
        ("Ash Wednesday", "2024-02-14"),
    ],
)
def test_a_holiday_has_its_day_in_a_year(name, day):
    assert str(holiday(name, 2024).earliest) == day


def test_no_year_has_a_holiday_that_does_not_come_in_it():
    assert holiday("Election Day", 2023) == days.OPEN


@pytest.mark.parametrize(
    "text", ["99 centuries before 1900", "In 1900, and 999 decades earlier", "900 centuries ago", "since 2099"]
)
def test_what_lies_outside_the_calendar_is_open(text):
    assert find_phrases(text)[-1].resolve(date(2025, 9, 10)) == days.OPEN


def test_times_that_count_from_each_other_make_no_chain():
    phrases = find_phrases("They met on Monday, " + "the next day, " * 2000)
    told = [phrase.resolve(date(2025, 9, 10)) for phrase in phrases]
    assert [str(span.earliest) for span in told[:3]] == ["2025-09-08", "2025-09-09", "None"]
    assert len(told) == 2001


@pytest.mark.parametrize("phrase", ["last week", "Tuesday", "in July", "since March", "two years ago", "this summer"])
def test_phrases_that_count_from_the_telling_are_open_where_nobody_knows_when_it_was(phrase):
    assert [p.resolve(None)[:2] for p in find_phrases(f"They met {phrase}.")] == [(None, None)]


def test_years_need_no_telling():
    assert find_phrases("They met in 2018.")[0].resolve(None) == days.year(2018)


_WORDS = st.sampled_from(
    "in on the a of to and from before after since two three first last next this 2019 1926 4-9 May June, March 4"
    " Monday Friday's week month years ago later year quarter summer Christmas will was begins said that same .".split()
)


@given(st.text("in 2019 May,.'s 3rd last year Tuesday\n", max_size=80) | st.lists(_WORDS, max_size=14).map(" ".join))
@settings(max_examples=60)
def test_phrases_stand_in_order_without_overlap_and_in_order_of_time(text):
    phrases = find_phrases(text)
    assert all(one.end <= two.start for one, two in pairwise(phrases))
    for phrase in phrases:
        for earliest, latest, precision in phrase.readings(date(2025, 9, 10)):
            assert earliest is None or latest is None or earliest <= latest
            assert precision in days.PRECISIONS


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


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "event_id"),
    [
        ("A flood in November", "2022-11-01", "2022-11-30", "flood"),
        ("A quarrel in November", "2021-11-01", "2022-11-30", None),
        ("The flood was feared in November.", "2022-11-01", "2022-11-30", "flood"),
    ],
)
def test_an_event_of_the_study_says_which_of_two_times_is_meant(text, earliest, latest, event_id):
    table = narrated(text, "2022-09-10")
    (found,) = rows(table[table["surface"] == "November"], "earliest", "latest", "event_id")
    assert found == (earliest, latest, event_id)


def test_a_time_left_open_is_not_that_of_an_event_between_its_two_readings():
    table = narrated("The opening in November", "2024-08-10")
    assert rows(table, "surface", "earliest", "latest", "event_id") == [
        ("opening", "2024-05-03", "2024-05-03", "opening"),
        ("November", "2023-11-01", "2024-11-30", None),
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
