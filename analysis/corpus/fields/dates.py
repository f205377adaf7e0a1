"""What a record says of its day of publication -> an interval of days, its basis and evidence; or missing, and said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from analysis.corpus.fields.written_dates import Days, read_days
from analysis.study import DateRule

#: A date that a collector put before the text of a document: `` date 2023-05-24 ``.
DATE_PREFIX = re.compile(r"\A\s*(date (\d{4}-\d{2}-\d{2}))(?:\s+|\Z)")
#: Years outside are kept, and flagged: no news outlet is older, and none publishes from the future.
PLAUSIBLE_YEARS = range(1900, 2101)


class Published(NamedTuple):
    """When an article was published: both days inclusive; `flag` says what was wrong, if anything."""

    earliest: date | None
    latest: date | None
    basis: str
    evidence: str | None
    flag: str = ""


def read_published(
    fields: dict[str, str], raw: str = "", rule: DateRule | None = None, order: Callable[[], str] | None = None
) -> Published:
    """Read the interval of publication from a record's columns, else from the date put before the text.

    `published` is one day, or a month or year (``2024-03``). `published_earliest` and `published_latest` are both
    needed. Without `published_basis` a single day counts as stated and a longer interval as inferred.

    Parameters
    ----------
    fields : dict
        Column to value as written; missing columns and empty values are not given.
    raw : str
        The document, for its date prefix; leave empty where documents have none.
    rule, order : optional
        See `read_days`.
    """
    basis, evidence = fields.get("published_basis", ""), fields.get("published_evidence") or None
    prefix = DATE_PREFIX.match(raw)
    try:
        ends = _ends(fields, rule, order)
        if ends is None and prefix:
            ends, basis, evidence = read_days(prefix[2]), "stated", evidence or prefix[1]
    except ValueError as error:
        return Published(None, None, "missing", evidence or _as_written(fields), str(error))
    if ends is None:
        return Published(None, None, "missing", evidence, "no date is given")
    basis, flag = _basis(basis, ends)
    flag = flag or _doubt(ends, prefix)
    return Published(ends.earliest, ends.latest, basis, evidence or _as_written(fields), flag)


def _ends(fields: dict[str, str], rule: DateRule | None, order: Callable[[], str] | None) -> Days | None:
    earliest, latest = fields.get("published_earliest"), fields.get("published_latest")
    if not earliest and not latest:
        single = fields.get("published")
        return read_days(single, rule, order) if single else None
    if not earliest or not latest:
        raise ValueError("published_earliest and published_latest must both be given; one is empty")
    ends = Days(read_days(earliest, rule, order).earliest, read_days(latest, rule, order).latest)
    if ends.earliest > ends.latest:
        raise ValueError(
            f"published_earliest must not lie after published_latest; found {ends.earliest} and {ends.latest}"
        )
    return ends


def _basis(basis: str, ends: Days) -> tuple[str, str]:
    if basis in ("stated", "inferred"):
        return basis, ""
    if basis:
        return "inferred", f"published_basis must be stated or inferred; found {basis[:40]!r}, taken as inferred"
    return ("stated" if ends.earliest == ends.latest else "inferred"), ""


def _doubt(ends: Days, prefix: re.Match[str] | None) -> str:
    if ends.moved:
        return f"the day is {ends.earliest} in the zone of the outlet; {ends.moved} as written"
    for day in (ends.earliest, ends.latest):
        if day.year not in PLAUSIBLE_YEARS:
            return f"the year {day.year} is unlikely"
    if prefix and not ends.earliest.isoformat() <= prefix[2] <= ends.latest.isoformat():
        return f"the document itself says {prefix[1]!r}"
    return ""


def _as_written(fields: dict[str, str]) -> str | None:
    written = [fields[name] for name in ("published", "published_earliest", "published_latest") if fields.get(name)]
    return " to ".join(written) or None
