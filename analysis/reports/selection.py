"""Which articles a report is of: those of some outlets, of a period of publication, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from analysis.errors import ReportError
from analysis.periods import days_of
from analysis.reports.sentences.english import listed

if TYPE_CHECKING:
    import pandas as pd

#: Parameters of a notebook that select articles; any notebook may declare them.
SELECTING = ("outlets", "period")


@dataclass(frozen=True)
class Selection:
    """Outlets by id (none given: all), and the first and last day of publication ("": open), as YYYY-MM-DD."""

    outlets: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""

    @classmethod
    def read(cls, outlets: str | None = None, period: str | None = None) -> Selection:
        """Read the values of the parameters.

        Parameters
        ----------
        outlets : str, optional
            Ids of outlets with commas between.
        period : str, optional
            A year, month or day (``2024``, ``2024-09``, ``2024-09-05``), or two of them: ``2024-09/2025-02``. Either
            side of ``/`` may be empty.

        Raises
        ------
        ReportError
            The period is none of these.

        Examples
        --------
        >>> Selection.read(period="2024-09/2025")
        Selection(outlets=frozenset(), first='2024-09-01', last='2025-12-31')
        """
        for name, value in (("outlets", outlets), ("period", period)):
            if not isinstance(value, str | None):
                raise ReportError(f"`{name}` must be text or None; found {value!r}.")
        ids = frozenset(part.strip() for part in (outlets or "").split(",") if part.strip())
        try:
            return cls(ids, *days_of(period))
        except ValueError as error:
            raise ReportError(f"`period` {error}; found {period!r}.") from error

    def takes(self, outlet_id: str | None, earliest: str | None, latest: str | None) -> bool:
        """Tell whether an article is one of them: its outlet, and its whole interval of publication ("": not known).

        Examples
        --------
        >>> Selection.read(period="2024").takes("tide", "2024-12-30", "2025-01-02")
        False
        """
        if self.outlets and outlet_id not in self.outlets:
            return False
        if self.first and not (earliest and earliest >= self.first):
            return False
        return not self.last or bool(latest and latest <= self.last)

    def describe(self, names: Mapping[str, str]) -> str:
        """Say which articles it takes; ``names`` are those of outlets by id. Empty if it takes all.

        Examples
        --------
        >>> Selection.read("tide", "2024-09/2025-02").describe({"tide": "The Tide"})
        'of The Tide, published from 2024-09-01 to 2025-02-28'
        """
        outlets = listed([names.get(one, one) for one in sorted(self.outlets)])
        first, last = self.first and f"from {self.first}", self.last and f"to {self.last}"
        days = f"on {self.first}" if self.first == self.last else " ".join(part for part in (first, last) if part)
        return ", ".join([f"of {outlets}"] * bool(outlets) + [f"published {days}"] * bool(first or last))

    @property
    def key(self) -> str:
        """The same text for the same selection; empty if it takes all."""
        return "" if self == Selection() else f"{','.join(sorted(self.outlets))} {self.first}/{self.last}"

    def check_outlets(self, known: Iterable[str | None]) -> None:
        """Refuse an outlet that no article has."""
        present = sorted({outlet for outlet in known if outlet})
        for outlet in sorted(self.outlets - set(present)):
            raise ReportError(f"`outlets` must be among {', '.join(present) or 'none'}; found `{outlet}`.")

    def refuse(self, articles: Iterable[tuple[str | None, str, str]]) -> NoReturn:
        """Say which articles there are where none is taken: of each its outlet, first and last day ("": not known).

        Raises
        ------
        ReportError
            Always.
        """
        asked = [days for outlet_id, *days in articles if not self.outlets or outlet_id in self.outlets]
        dated = [(earliest, latest) for earliest, latest in asked if earliest and latest]
        of = f" of {', '.join(sorted(self.outlets))}" if self.outlets else ""
        there = [
            *([f"{len(dated):,} from {min(dated)[0]} to {max(last for _, last in dated)}"] if dated else []),
            *([f"{len(asked) - len(dated):,} without a date"] if len(asked) > len(dated) else []),
        ]
        raise ReportError(
            f"`period` must hold an article{of}; there are {' and '.join(there)}; "
            f"found {self.first or 'any day'} to {self.last or 'any day'}."
        )


def rows_of(articles: pd.DataFrame) -> list[tuple[str | None, str, str]]:
    """Give what a selection goes by: of each article its outlet, first and last day ("": not known)."""
    days = [articles[f"published_{end}"].dt.strftime("%Y-%m-%d").fillna("") for end in ("earliest", "latest")]
    return list(zip(articles["outlet_id"], *days, strict=True))
