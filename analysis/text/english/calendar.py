"""Names of months and days."""

from __future__ import annotations

MONTHS = tuple("January February March April May June July August September October November December".split())
MONTHS_CUT = tuple("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
#: Months that are other words too, or names.
AMBIGUOUS = frozenset("March April May June August Jan".split())
