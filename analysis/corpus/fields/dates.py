"""Dates as written -> an interval of days, with its basis and evidence; what is not certain is missing and said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from analysis.errors import ArticlesError

__all__ = ["DATE_PREFIX", "Published", "check_format", "read_day", "read_published"]

#: A date that a collector put before the text of a document: `` date 2023-05-24 ``.
DATE_PREFIX = re.compile(r"\A\s*(date (\d{4}-\d{2}-\d{2}))(?:\s+|\Z)")
#: Years outside are kept, and flagged: no news outlet is older, and none publishes from the future.
PLAUSIBLE_YEARS = range(1900, 2101)

_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\Z"
)
_NUMBERS = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\Z")


class Published(NamedTuple):
    """When an article was published: both days inclusive; `flag` says what was wrong, if anything."""

    earliest: date | None
    latest: date | None
    basis: str
    evidence: str | None
    flag: str = ""


def check_format(date_format: str) -> None:
    """Refuse a format by which no day can be read.

    Raises
    ------
    ArticlesError
        A day written by the format is not read back.
    """
    for day in (datetime(2003, 12, 31, tzinfo=UTC), datetime(2004, 1, 2, tzinfo=UTC)):
        try:
            is_day = datetime.strptime(day.strftime(date_format), date_format).date() == day.date()
        except (ValueError, re.error):
            is_day = False
        if not is_day:
            hint = "it must name day, month and year, as %d/%m/%Y does"
            raise ArticlesError(
                f"The format of dates must be one that reads a day; {date_format[:40]!r} does not: {hint}."
            )


def read_day(written: str, date_format: str | None = None) -> date:
    """Read one day from an ISO 8601 date or date-time: the day that is written, whatever the zone of its time.

    Half past eleven at night is that day for the readers of the outlet, though a clock elsewhere shows the next.

    Parameters
    ----------
    written : str
        The date as written.
    date_format : str, optional
        A `strptime` format to read it by instead.

    Raises
    ------
    ValueError
        Says what the date must be.

    Examples
    --------
    >>> read_day("2024-01-05T23:30-05:00")
    datetime.date(2024, 1, 5)
    """
    text = written.strip()
    if date_format is None and not _ISO.match(text):
        hint = " (name its order with --date-format)" if _NUMBERS.match(text) else ""
        raise ValueError(f"a date must be written YYYY-MM-DD; found {written[:40]!r}{hint}")
    try:
        moment = datetime.strptime(text, date_format) if date_format else datetime.fromisoformat(text.replace(",", "."))
    except ValueError:
        wanted = f"match {date_format}" if date_format else "be a day of the calendar"
        raise ValueError(f"a date must {wanted}; found {written[:40]!r}") from None
    return moment.date()


def read_published(fields: dict[str, str], raw: str = "", date_format: str | None = None) -> Published:
    """Read the interval of publication from a record's columns, else from the date put before the text.

    `published` is one day. `published_earliest` and `published_latest` are both needed. Without
    `published_basis` a single day counts as stated and a longer interval as inferred.

    Parameters
    ----------
    fields : dict
        Column to value as written; missing columns and empty values are not given.
    raw : str
        The document, for its date prefix; leave empty where documents have none.
    date_format : str, optional
        See `read_day`.
    """
    basis, evidence = fields.get("published_basis", ""), fields.get("published_evidence") or None
    prefix = DATE_PREFIX.match(raw)
    try:
        ends = _ends(fields, date_format)
        if ends is None and prefix:
            ends, basis, evidence = (read_day(prefix[2]),) * 2, "stated", evidence or prefix[1]
    except ValueError as error:
        return Published(None, None, "missing", evidence or _as_written(fields), str(error))
    if ends is None:
        return Published(None, None, "missing", evidence, "no date is given")
    basis, flag = _basis(basis, ends)
    flag = flag or _doubt(ends, prefix)
    return Published(*ends, basis, evidence or _as_written(fields), flag)


def _ends(fields: dict[str, str], date_format: str | None) -> tuple[date, date] | None:
    earliest, latest = fields.get("published_earliest"), fields.get("published_latest")
    if not earliest and not latest:
        single = fields.get("published")
        return (read_day(single, date_format),) * 2 if single else None
    if not earliest or not latest:
        raise ValueError("published_earliest and published_latest must both be given; one is empty")
    ends = read_day(earliest, date_format), read_day(latest, date_format)
    if ends[0] > ends[1]:
        raise ValueError(f"published_earliest must not lie after published_latest; found {ends[0]} and {ends[1]}")
    return ends


def _basis(basis: str, ends: tuple[date, date]) -> tuple[str, str]:
    if basis in ("stated", "inferred"):
        return basis, ""
    if basis:
        return "inferred", f"published_basis must be stated or inferred; found {basis[:40]!r}, taken as inferred"
    return ("stated" if ends[0] == ends[1] else "inferred"), ""


def _doubt(ends: tuple[date, date], prefix: re.Match[str] | None) -> str:
    for day in ends:
        if day.year not in PLAUSIBLE_YEARS:
            return f"the year {day.year} is unlikely"
    if prefix and not ends[0].isoformat() <= prefix[2] <= ends[1].isoformat():
        return f"the document itself says {prefix[1]!r}"
    return ""


def _as_written(fields: dict[str, str]) -> str | None:
    written = [fields[name] for name in ("published", "published_earliest", "published_latest") if fields.get(name)]
    return " to ".join(written) or None
