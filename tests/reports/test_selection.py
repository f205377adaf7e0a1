"""A run may read the articles of some outlets and of a period; what it takes is what reading those alone gives."""

import pandas as pd
import pytest

from analysis.errors import ReportError
from analysis.pipeline import read, select_articles
from analysis.reports.notebook import load
from analysis.reports.selection import Selection

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "outlet": ["The Tide", "The Bell", "The Tide"],
        "published": ["2024-05-01", "2024-06-02", "n.d."],
        "text": [
            "Ana Ruiz wants jobs. “We need jobs,” she said.",
            "The spill came late. “We need jobs,” Ana Ruiz said.",
            "Ana Ruiz fears a spill.",
        ],
    }
)
STUDY = """\
study: {id: harbour, title: The harbour}
articles: articles.csv
people: {ana: {name: Ana Ruiz, pronouns: she}}
frames:
  growth: {label: growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: growth or harm, positive: growth, negative: harm}}
"""


@pytest.fixture
def study(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY)
    ARTICLES.to_csv(tmp_path / "articles.csv", index=False)
    return tmp_path


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-09/2025-02", "2024-09-01", "2025-02-28"),
        ("2024/", "2024-01-01", ""),
        ("/2024-05-01", "", "2024-05-01"),
        (None, "", ""),
    ],
)
def test_a_period_is_a_year_a_month_a_day_or_two_of_them(period, first, last):
    assert Selection.read(period=period) == Selection(frozenset(), first, last)


@pytest.mark.parametrize(
    "period", ["last year", "2024-13", "24", "2024-1-1", "2024/2025/2026", "2024-02-30", "2025/2024"]
)
def test_a_period_that_is_none_is_refused(period):
    with pytest.raises(
        ReportError, match="`period` must be a year, month or day, or two with / between, the earlier first; found "
    ):
        Selection.read(period=period)


def test_an_article_whose_date_is_not_known_is_in_no_period():
    assert not Selection.read(period="2024").takes("tide", "", "")
    assert Selection.read(outlets="tide").takes("tide", "", "")


def test_the_reading_of_some_articles_is_that_of_reading_them_alone(study):
    some = select_articles(read(study), ["a", "c"])
    alone = read(study, ARTICLES.iloc[[0, 2]].reset_index(drop=True))
    for name, table in alone.tables.items():
        if name not in ("articles", "notes", "raw_parts"):  # they name the source
            pd.testing.assert_frame_equal(some.tables[name], table, obj=name)
    assert some.articles["article_id"].tolist() == ["a", "c"]


def test_a_notebook_opens_only_the_articles_that_it_asks_for(study, tmp_path):
    read(study).write(tmp_path / "stored")
    for stored in (None, tmp_path / "stored"):
        assert load(study, stored, outlets="the-tide").articles["article_id"].tolist() == ["a", "c"]
        assert load(study, stored, period="2024").articles["article_id"].tolist() == ["a", "b"]
        assert load(study, stored).articles["article_id"].tolist() == ["a", "b", "c"]
    with pytest.raises(ReportError) as caught:
        load(study, outlets="the-tide,the-sun")
    assert str(caught.value) == "`outlets` must be among the-bell, the-tide; found `the-sun`."


def test_a_period_without_an_article_is_refused_with_the_days_that_there_are(study, tmp_path):
    read(study).write(tmp_path / "stored")
    days = "there are 2 from 2024-05-01 to 2024-06-02 and 1 without a date; found 2031-01-01 to 2031-12-31."
    for stored in (None, tmp_path / "stored"):
        with pytest.raises(ReportError) as caught:
            load(study, stored, period="2031")
        assert str(caught.value) == f"`period` must hold an article; {days}"
    with pytest.raises(ReportError) as caught:
        load(study, outlets="the-bell", period="2024-07/")
    there = "there are 1 from 2024-06-02 to 2024-06-02; found 2024-07-01 to any day."
    assert str(caught.value) == f"`period` must hold an article of the-bell; {there}"


def test_a_stored_reading_reads_a_table_when_it_is_asked_for_and_holds_it(study, tmp_path):
    whole = read(study)
    whole.write(tmp_path / "stored")
    stored = load(study, tmp_path / "stored")
    held = {name for name, table in stored._tables.items() if isinstance(table, pd.DataFrame)}
    assert held <= {"articles", "sentiments", "valences"}  # which tell the story, and how they were measured
    pd.testing.assert_frame_equal(stored.sentences, whole.sentences)
    assert stored.sentences is stored.sentences
    with pytest.raises(AttributeError, match="A Reading has no 'sentence'"):
        stored.sentence  # noqa: B018
