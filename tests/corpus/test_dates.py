from datetime import date

import pytest

from analysis.corpus.fields.dates import Published, read_published
from analysis.corpus.fields.written_dates import check_rule, read_days
from analysis.errors import ArticlesError
from analysis.study import DateRule

DAY = date(2024, 1, 5)


def day(written, **rule):
    found = read_days(written, DateRule(**rule))
    assert found.earliest == found.latest
    return found.earliest


@pytest.mark.parametrize(
    "written",
    [
        "2024-01-05",
        " 2024-01-05 ",
        "2024-01-05T10:00:00Z",
        "2024-01-05 10:00",
        "2024-01-05T10:00:00.5+01:00",
        "2024-01-05 10:00:00.1",
        "2024-01-05 10:00:00 UTC",
        "2024/01/05",
        "20240105",
        "20240105T101500Z",
        "20240105101500",
        "Fri, 05 Jan 2024 23:30:00 -0500",
        "Fri, 5 Jan 2024 10:00:00 GMT",
        "January 5, 2024",
        "January 5, 2024 Friday",
        "January 5, 2024 Friday 9:33 AM GMT",
        "Jan. 5, 2024, 9:33 a.m. ET",
        "JANUARY 5, 2024",
        "Friday, January 5th, 2024",
        "Friday 5 January 2024",
        "5 January 2024 05:32 PM",
        "05-Jan-2024",
        "5. Januar 2024",
        "Freitag, 5. Jänner 2024, 10:15 Uhr",
        "le 5 janvier 2024",
        "vendredi 5 janvier 2024 à 10h15",
        "5 januari 2024",
        "vrijdag 5 januari 2024 om 10:15",
        "5 de enero de 2024",
        "viernes, 5 de enero de 2024",
        "venerdì 5 gennaio 2024",
    ],
)
def test_dates_as_archives_write_them_are_days(written):
    assert day(written) == DAY


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 März 2024", 3),
        ("1er août 2024", 8),
        ("1 mei 2024", 5),
        ("1 de diciembre de 2024", 12),
        ("1° agosto 2024", 8),
        ("Sept. 1, 2024", 9),
        ("1 févr. 2024", 2),
    ],
)
def test_months_are_known_in_six_languages(written, number):
    assert day(written) == date(2024, number, 1)


@pytest.mark.parametrize("written", ["2024-01-05T23:30-05:00", "2024-01-05T00:30+0200"])
def test_a_time_with_a_zone_gives_the_day_that_is_written(written):
    assert day(written) == day(written, format="%Y-%m-%dT%H:%M%z") == DAY


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("2024-01-06T04:30:00Z", True),
        ("2024-01-06 04:30", True),
        ("Sat, 06 Jan 2024 04:30:00 +0000", True),
        ("20240106043000", True),
        ("2024-01-05T23:30-05:00", False),
        ("2024-01-05", False),
        ("January 5, 2024 11:30 PM EST", False),
    ],
)
def test_the_zone_of_a_source_in_utc_moves_the_day_and_says_so(written, moved):
    found = read_days(written, DateRule(time_zone="America/New_York"))
    assert (found.earliest, found.moved) == (DAY, date(2024, 1, 6) if moved else None)
    flag = read_published({"published": written}, rule=DateRule(time_zone="America/New_York")).flag
    assert flag == ("the day is 2024-01-05 in the zone of the outlet; 2024-01-06 as written" if moved else "")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_month_and_a_year_are_intervals_and_inferred(written, first, last):
    assert read_published({"published": written})[:3] == (first, last, "inferred")


@pytest.mark.parametrize(
    "written",
    [
        "n.d.",
        "today",
        "now",
        "yesterday",
        "12",
        "2024-W01",
        "2024-13",
        "20241301",
        "0000-00-00",
        "2024-02-30",
        "February 30, 2024",
        "２０２４-01-05",
        "1704448800",
        "2025, 4,500 of them",
        "jobs in 2025, 4,500 of them",
        "Maybe 5, 2024",
        "5/2024",
        "05.01.24",
    ],
)
def test_relative_impossible_and_vague_dates_are_refused(written):
    with pytest.raises(ValueError, match=r"a date must"):
        read_days(written)


def test_seconds_since_1970_are_a_date_only_where_a_column_is_said_to_hold_them():
    assert day("1704448800", format="epoch") == day("1704448800000", format="epoch") == DAY


def test_a_date_of_unknown_order_asks_for_its_order():
    with pytest.raises(
        ValueError, match=r"found '05/01/2024' \(say its order in study.yaml \(`published: \{order: dmy\}`"
    ):
        read_days("05/01/2024")


@pytest.mark.parametrize(("order", "written"), [("dmy", "05/01/2024 10:15"), ("mdy", "1.5.2024"), ("ymd", "2024/1/5")])
def test_the_order_that_is_stated_is_used(order, written):
    assert day(written, order=order) == DAY
    with pytest.raises(ValueError, match=r"a day of the calendar in the order"):
        day("31/31/2024", order=order)


def test_a_named_format_is_tried_before_the_list():
    assert day("05/01/2024", format="%d/%m/%Y") == day("2024-01-05", format="%d/%m/%Y") == DAY
    assert day("20240105", format="%Y%d%m") == date(2024, 5, 1)
    with pytest.raises(ValueError, match=r"must match %d/%m/%Y, or be written .* found 'n.d.'"):
        day("n.d.", format="%d/%m/%Y")


def test_a_single_date_is_a_stated_interval_of_one_day():
    assert read_published({"published": "2024-01-05"}) == Published(DAY, DAY, "stated", "2024-01-05")


def test_the_evening_of_the_outlet_is_no_doubt_about_the_day():
    found = read_published({"published": "2024-01-05T23:30-05:00"})
    assert found == Published(DAY, DAY, "stated", "2024-01-05T23:30-05:00")


@pytest.mark.parametrize("date_format", ["%", "", "%d/%m", "%Y", "%H:%M", "%Y-%m-%d %Q", "day", "%d/%m/%Y %"])
def test_a_format_that_reads_no_day_is_refused(date_format):
    with pytest.raises(ArticlesError, match=r"^The format of dates must be one that reads a day; "):
        check_rule(DateRule(format=date_format))


@pytest.mark.parametrize("date_format", ["%d/%m/%Y", "%Y%m%d", "%B %d, %Y", "%d.%m.%y", "%Y-%m-%dT%H:%M:%S%z", "%Y-%j"])
def test_a_format_that_reads_a_day_is_taken(date_format):
    check_rule(DateRule(format=date_format))


def test_a_zone_that_there_is_not_is_refused():
    with pytest.raises(ArticlesError, match=r"`time_zone` must name a zone such as .*; found 'Mars/Base'"):
        check_rule(DateRule(time_zone="Mars/Base"))


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
