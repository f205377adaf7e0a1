"""A date as an archive writes it -> its day or interval: a closed list of forms, and nothing is guessed.

Programs that read any date invent days ("2025, 4 of them" is one to them). What is in no form of the list is missing,
and said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analysis.corpus.fields.day_words import MONTHS, WEEKDAYS
from analysis.errors import ArticlesError
from analysis.patterns import later
from analysis.study import DateRule

#: The format of study.yaml for seconds (or thousandths) since 1970: such numbers are no dates by themselves.
EPOCH = "epoch"
_ORDERS = ("dmy", "mdy", "ymd")

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?"
_YEAR = r"(?P<year>\d{4})"
_ZONE = r"(?P<zone>z|[+-]\d{2}:?\d{2}|[+-]\d{2}|[a-z]{2,5})(?: ?\([a-z ]{1,40}\))?"
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d{1,9})?)?)?"
_TIME = rf"{_CLOCK} ?(?P<half>[ap]\.?m\.?)?(?: ?uhr)?(?: ?{_ZONE})?"
_BEHIND = rf"(?:,? {_WEEKDAY})?(?:(?:,|t| -| –| \|)? ?(?:at |um |à |om |a las |alle )?{_TIME})?,?(?: {_WEEKDAY})?\Z"
_BEFORE = rf"(?:{_WEEKDAY},? )?(?:le |am |den |el |il |op |on )?"
_SPLIT = r"(?: |[-/])"

_FORMS = tuple(
    later(form, re.ASCII)
    for form in (
        rf"{_YEAR}[-/](?P<number>\d{{2}})[-/](?P<day>\d{{2}}){_BEHIND}",
        rf"{_BEFORE}{_DAY}{_SPLIT}(?:de |d['’])?{_MONTH},?{_SPLIT}(?:de |del )?{_YEAR}{_BEHIND}",
        rf"{_BEFORE}{_MONTH} {_DAY},? {_YEAR}{_BEHIND}",
        r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?:t?(?P<hour>\d\d)(?P<minute>\d\d)\d\d(?P<zone>z)?)?\Z",
    )
)
_MONTH_ALONE = tuple(
    later(form, re.ASCII)
    for form in (rf"{_YEAR}-(?P<number>\d{{2}})\Z", rf"{_MONTH},? (?:de |del )?{_YEAR}\Z", rf"{_YEAR}\Z")
)
_NUMBERS = later(rf"(?P<a>\d{{1,4}})(?P<mark>[./-])(?P<b>\d{{1,2}})(?P=mark)(?P<c>\d{{1,4}}){_BEHIND}", re.ASCII)
_STAMP = later(r"-?\d{1,11}(?:\d{3})?(?:\.\d{1,9})?\Z", re.ASCII)


class Days(NamedTuple):
    """The first and the last day that a date may mean; `moved` is the day as written, if another zone moved it."""

    earliest: date
    latest: date
    moved: date | None = None


def read_days(written: str, rule: DateRule | None = None, order: Callable[[], str] | None = None) -> Days:
    """Read a date: the day that is written, whatever the zone of its time, unless the source is in UTC.

    Parameters
    ----------
    written : str
        As delivered.
    rule : DateRule, optional
        What study.yaml says of the source: a format that is tried first, the order of numbers, a zone.
    order : callable, optional
        Gives the order that the other dates of the source leave, "" for none; asked where it matters.

    Raises
    ------
    ValueError
        It is in no form of the list, or no day of the calendar.

    Examples
    --------
    >>> read_days("March 1, 2024 Friday 9:33 AM GMT").earliest
    datetime.date(2024, 3, 1)
    >>> read_days("le 1er mars 2024").earliest == read_days("Fri, 01 Mar 2024 23:30:00 -0500").latest
    True
    >>> str(read_days("2024-02").latest)
    '2024-02-29'
    """
    rule = rule or DateRule()
    text = " ".join(written.replace("\u00a0", " ").split()).casefold()
    if rule.format == EPOCH and _STAMP.match(text):
        return _moved(_since_1970(text), rule, has_zone=True)
    if rule.format and rule.format != EPOCH:
        try:
            moment = datetime.strptime(written.strip(), rule.format)
            return _moved(moment, rule, has_zone=moment.tzinfo is not None)
        except ValueError:
            pass  # the list is tried too
    for form in _FORMS:
        if found := form.match(text):
            return _read_form(found, written, rule)
    for form in _MONTH_ALONE:
        if found := form.match(text):
            return _read_interval(found, written)
    if found := _NUMBERS.match(text):
        return _read_numbers(found, written, rule, order)
    also = f"match {rule.format}, or " if rule.format else ""
    raise ValueError(f"a date must {also}be written as YYYY-MM-DD or as archives do; found {written[:40]!r}")


def looks_like_date(written: str) -> bool:
    """Tell whether a cell holds a date of some form, numbers in any order.

    Examples
    --------
    >>> looks_like_date("13/04/2024"), looks_like_date("Ana Ruiz said yes.")
    (True, False)
    """
    text = " ".join(written[:80].split()).casefold()
    found = _NUMBERS.match(text)
    if found:
        return any(_in_order(found, order) for order in _ORDERS)
    try:
        return bool(read_days(text))
    except ValueError:
        return False


def check_rule(rule: DateRule) -> None:
    """Refuse a format by which no day can be read, and a zone that there is not.

    Raises
    ------
    ArticlesError
        A day written by the format is not read back, or the zone is not known.
    """
    if rule.format is not None and rule.format != EPOCH:
        for day in (datetime(2003, 12, 31, tzinfo=UTC), datetime(2004, 1, 2, tzinfo=UTC)):
            try:
                is_day = datetime.strptime(day.strftime(rule.format), rule.format).date() == day.date()
            except (ValueError, re.error):
                is_day = False
            if not is_day:
                hint = "it must name day, month and year, as %d/%m/%Y does"
                shown = repr(rule.format[:40])
                raise ArticlesError(f"The format of dates must be one that reads a day; {shown} does not: {hint}.")
    if rule.time_zone is not None:
        try:
            ZoneInfo(rule.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            shown = repr(rule.time_zone[:40])
            raise ArticlesError(
                f"`time_zone` must name a zone such as America/New_York or Europe/London; found {shown}."
            ) from None


def find_order(dates: Iterable[str]) -> str:
    """Find the one order of day, month and year that every date of a column admits; "" where not just one is left.

    Examples
    --------
    >>> find_order(["03/04/2024", "13/04/2024"]), find_order(["03/04/2024"]), find_order(["13/04/2024", "04/13/2024"])
    ('dmy', '', '')
    """
    left = set(_ORDERS)
    for written in dates:
        found = _NUMBERS.match(" ".join(written.split()).casefold())
        if found:
            left = {order for order in left if _in_order(found, order)}
    return left.pop() if len(left) == 1 else ""


def _read_form(found: re.Match[str], written: str, rule: DateRule) -> Days:
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"]]
    day = _calendar(int(parts["year"]), month, int(parts["day"]), written)
    if not rule.time_zone or not parts.get("hour"):
        return Days(day, day)
    zone = _zone(parts.get("zone"))
    hour = int(parts["hour"]) % 12 + 12 * (parts["half"][0] == "p") if parts.get("half") else int(parts["hour"])
    if zone is None or hour > 23:
        return Days(day, day)
    moment = datetime(day.year, day.month, day.day, hour, int(parts.get("minute") or 0) % 60, tzinfo=zone)
    return _moved(moment, rule, has_zone=True)


def _zone(written: str | None) -> timezone | None:
    """Give the zone of a time: UTC where none stands, None for letters that name no one zone."""
    if not written or written in ("z", "utc", "gmt", "ut"):
        return UTC
    if written[0] not in "+-":
        return None
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if written[0] == "+" else -offset) if offset < timedelta(hours=24) else None


def _moved(moment: datetime, rule: DateRule, *, has_zone: bool) -> Days:
    day = moment.date()
    if not rule.time_zone or not has_zone:
        return Days(day, day)
    local = moment.astimezone(ZoneInfo(rule.time_zone)).date()
    return Days(local, local, day if local != day else None)


def _since_1970(text: str) -> datetime:
    number = float(text)
    seconds = number / 1000 if abs(number) >= 1e11 else number
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _read_interval(found: re.Match[str], written: str) -> Days:
    parts = found.groupdict()
    year = int(parts["year"])
    month = int(parts["number"]) if parts.get("number") else MONTHS.get(parts.get("month") or "", 0)
    if not month and "number" in parts:
        raise ValueError(f"a date must be a day of the calendar; found {written[:40]!r}")
    first = _calendar(year, month or 1, 1, written)
    last = _calendar(year, month or 12, 28, written)
    while (last + timedelta(days=1)).month == last.month:
        last += timedelta(days=1)
    return Days(first, last)


def _read_numbers(found: re.Match[str], written: str, rule: DateRule, order: Callable[[], str] | None) -> Days:
    """Read three numbers by the order that is stated, or that the column leaves."""
    chosen = rule.order or (order() if order else "")
    if not chosen:
        hint = "say its order in study.yaml (`published: {order: dmy}`) or with --date-format"
        raise ValueError(f"a date must be written YYYY-MM-DD; found {written[:40]!r} ({hint})")
    day = _in_order(found, chosen)
    if day is None:
        raise ValueError(f"a date must be a day of the calendar in the order {chosen}; found {written[:40]!r}")
    return Days(day, day)


def _in_order(found: re.Match[str], order: str) -> date | None:
    """Give the day that numbers mean in an order; None if they mean none: years have four digits."""
    parts = dict(zip(order, (found["a"], found["b"], found["c"]), strict=True))
    if len(parts["y"]) != 4 or max(len(parts["d"]), len(parts["m"])) > 2:
        return None
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def _calendar(year: int, month: int, day: int, written: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"a date must be a day of the calendar; found {written[:40]!r}") from None
