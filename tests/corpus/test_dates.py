from datetime import date

import pytest

from analysis.corpus.fields.dates import Published, check_format, read_day, read_published
from analysis.errors import ArticlesError

DAY = date(2024, 1, 5)


@pytest.mark.parametrize(
    "written", ["2024-01-05", " 2024-01-05 ", "2024-01-05T10:00:00Z", "2024-01-05 10:00", "2024-01-05T10:00:00.5+01:00"]
)
def test_iso_dates_and_times_are_days(written):
    assert read_day(written) == DAY


@pytest.mark.parametrize(
    ("written", "date_format"),
    [("2024-01-05T23:30-05:00", "%Y-%m-%dT%H:%M%z"), ("2024-01-05T00:30+0200", "%Y-%m-%dT%H:%M%z")],
)
def test_a_time_with_a_zone_gives_the_day_that_is_written(written, date_format):
    assert read_day(written) == read_day(written, date_format) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "n.d.",
        "today",
        "now",
        "yesterday",
        "12",
        "2024",
        "20240105",
        "2024-W01",
        "0000-00-00",
        "2024-02-30",
        "２０２４-01-05",
    ],
)
def test_relative_impossible_and_vague_dates_are_refused(written):
    with pytest.raises(ValueError, match=r"a date must"):
        read_day(written)


def test_a_date_of_unknown_order_asks_for_its_format():
    with pytest.raises(ValueError, match=r"found '05/01/2024' \(name its order with --date-format\)"):
        read_day("05/01/2024")


def test_a_named_format_reads_what_is_ambiguous_without_it():
    assert read_day("05/01/2024", "%d/%m/%Y") == DAY
    with pytest.raises(ValueError, match=r"must match %d/%m/%Y; found '2024-01-05'"):
        read_day("2024-01-05", "%d/%m/%Y")


def test_a_single_date_is_a_stated_interval_of_one_day():
    assert read_published({"published": "2024-01-05"}) == Published(DAY, DAY, "stated", "2024-01-05")


def test_the_evening_of_the_outlet_is_no_doubt_about_the_day():
    found = read_published({"published": "2024-01-05T23:30-05:00"})
    assert found == Published(DAY, DAY, "stated", "2024-01-05T23:30-05:00")


@pytest.mark.parametrize("date_format", ["%", "", "%d/%m", "%Y", "%H:%M", "%Y-%m-%d %Q", "day", "%d/%m/%Y %"])
def test_a_format_that_reads_no_day_is_refused(date_format):
    with pytest.raises(ArticlesError, match=r"^The format of dates must be one that reads a day; "):
        check_format(date_format)


@pytest.mark.parametrize("date_format", ["%d/%m/%Y", "%Y%m%d", "%B %d, %Y", "%d.%m.%y", "%Y-%m-%dT%H:%M:%S%z", "%Y-%j"])
def test_a_format_that_reads_a_day_is_taken(date_format):
    check_format(date_format)


def test_an_interval_without_a_basis_is_inferred():
    fields = {"published_earliest": "2024-01-05", "published_latest": "2024-01-09"}
    assert read_published(fields)[:3] == (DAY, date(2024, 1, 9), "inferred")


def test_an_inferred_day_is_never_called_stated():
    fields = {"published_earliest": "2024-01-05", "published_latest": "2024-01-05", "published_basis": "inferred"}
    assert read_published(fields).basis == "inferred"
    unknown = read_published(fields | {"published_basis": "guess"})
    assert unknown.basis == "inferred"
    assert unknown.flag == "published_basis must be stated or inferred; found 'guess', taken as inferred"


def test_half_an_interval_or_one_that_runs_backwards_is_missing():
    half = read_published({"published_earliest": "2024-01-05"})
    assert half[:3] == (None, None, "missing")
    assert half.flag == "published_earliest and published_latest must both be given; one is empty"
    backwards = read_published({"published_earliest": "2024-01-09", "published_latest": "2024-01-05"})
    assert backwards[:3] == (None, None, "missing")


def test_what_was_written_is_the_evidence_even_where_it_is_no_date():
    assert read_published({"published": "yesterday"})[:4] == (None, None, "missing", "yesterday")


def test_the_date_before_a_text_is_stated_and_quoted():
    assert read_published({}, " date 2024-01-05 The harbour") == Published(DAY, DAY, "stated", "date 2024-01-05")


def test_a_date_inside_a_text_is_no_date_of_publication():
    assert read_published({}, "The update 2024-01-05 came").basis == "missing"


def test_a_column_wins_over_the_date_before_the_text_and_the_difference_is_told():
    found = read_published({"published": "2024-01-07"}, " date 2024-01-05 The harbour")
    assert found.earliest == date(2024, 1, 7)
    assert found.flag == "the document itself says 'date 2024-01-05'"


@pytest.mark.parametrize("year", [1899, 2124])
def test_an_unlikely_year_is_kept_and_flagged(year):
    found = read_published({"published": f"{year}-01-05"})
    assert (found.earliest, found.flag) == (date(year, 1, 5), f"the year {year} is unlikely")
