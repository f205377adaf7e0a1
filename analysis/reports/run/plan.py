"""What a report has to make: its steps, what each is made from, and which of them are not done, and why.

The steps: ``tables`` (the Reading of all articles, stored), ``tables-…`` (that of the selected ones, if the report is
of a selection), a run for each notebook and its parameters, and ``site``, what a reader opens. A report is of one
selection of articles: every run, the front page, the reading room and the tables are of the same ones. Each step is
done while its record holds (`analysis.reports.run.records`). Nothing that deciding this needs is slow to import.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.hashing import hash_file
from analysis.plurals import plural
from analysis.reports.parameters import declared_parameters
from analysis.reports.run.articles import ArticleList, list_articles
from analysis.reports.run.grid import expand_grid, selection_of
from analysis.reports.run.records import STATE, Step, find_reasons, is_of, read_record, read_records
from analysis.reports.run.stored import reading_inputs, tables_step
from analysis.reports.selection import SELECTING, Selection
from analysis.study import CODED, GridRow, Study

#: Up to so many articles the record of a run lists them, so that the one that changed can be named.
_MOST_LISTED = 2_000
_MOST_NAMED = 20


@dataclass(frozen=True)
class Plan:
    """What a report is asked for: ``rows`` are to run, ``grid`` is all that the study and the parameters name.

    ``selection`` is that of all its runs; ``articles`` lists all articles of the source, selected or not; ``exported``
    says that figures are wanted in every format.
    """

    study: Study
    out: Path
    notebooks: Path
    rows: Mapping[str, GridRow]
    grid: Mapping[str, GridRow]
    source: Any
    options: Mapping[str, Any]
    articles: ArticleList
    selection: Selection
    exported: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the whole grid is asked for, so that nothing else belongs to the report."""
        return len(self.rows) == len(self.grid)

    def notebook(self, row: GridRow) -> Path:
        """Give the file of a run's notebook."""
        return self.notebooks / f"{row.notebook}.ipynb"

    @cached_property
    def shared(self) -> dict[str, str]:
        """The inputs of every step that no article and no notebook is."""
        return reading_inputs(self.study, self.options)

    @cached_property
    def tables(self) -> Step:
        """The stored Reading of all articles."""
        return tables_step(self.shared, self.articles.sha256, self.out)

    @cached_property
    def chosen(self) -> ArticleList:
        """The articles that the report is of."""
        return self.articles.choose(self.selection)

    @cached_property
    def reading(self) -> Step:
        """The stored Reading that everything is made from: the selected articles, and no other, are an input of it."""
        if self.chosen.articles == self.articles.articles:
            return self.tables
        ids = [one.article_id for one in self.chosen.articles]
        facts = {"selected": ids}
        sha256 = self.chosen.sha256
        return Step(f"tables-{sha256[:12]}", self.shared | {"articles": sha256}, self.out, facts)

    @cached_property
    def readings(self) -> dict[str, Step]:
        """The stored Readings by name, that of all articles first."""
        return {step.name: step for step in (self.tables, self.reading)}

    @property
    def selected(self) -> str:
        """The selection in words, with the number of its articles; empty where the report is of all."""
        words = self.selection.describe({name: outlet.name for name, outlet in self.study.outlets.items()})
        return f"{words}; {plural(len(self.chosen.articles), 'article')}" if words else ""

    @cached_property
    def runs(self) -> dict[str, Step]:
        """The runs by name."""
        return {name: self._run(name, row) for name, row in self.rows.items()}

    def _run(self, name: str, row: GridRow) -> Step:
        articles = self.chosen.articles
        facts: dict[str, Any] = {"notebook": row.notebook, "parameters": row.parameters}
        facts["selection"] = self.selection.key
        if len(articles) <= _MOST_LISTED:
            facts["articles"] = {one.article_id: one.sha256 for one in articles}
        own = {
            "notebook": hash_file(self.notebook(row)),
            "parameters": json.dumps(row.parameters, sort_keys=True, ensure_ascii=False),
            "pictures": "all" if self.exported or _has_all(self.out, name) else "shown",
        }
        if elsewhere := row.parameters.get("coding"):
            files = (Path(elsewhere) / name for name in CODED)
            own["coding elsewhere"] = " ".join(hash_file(file) for file in files if file.is_file())
        return Step(name, {**own, **self.reading.inputs}, self.out, facts)

    def shown(self) -> dict[str, GridRow]:
        """The runs that a reader is shown: the grid; where a part of it is asked for, also what was done before.

        Runs of another selection of articles are not shown: what is shown beside each other is of the same ones.
        """
        rows = {name: row for name, row in self.grid.items() if name in self.rows or self._is_selected(row)}
        for record in () if self.is_whole else read_records(self.out).values():
            if "notebook" in record.facts and is_of(record, self.selection.key):
                row = GridRow(notebook=record.facts["notebook"], parameters=record.facts["parameters"])
                rows.setdefault(record.name, row)
        return rows

    def _is_selected(self, row: GridRow) -> bool:
        found = _selection(row, self.notebook(row))
        return found is None or found == self.selection

    def site(self, failures: Mapping[str, str], figures: Path | None) -> Step:
        """What a reader opens: made from every record, and from what failed."""
        places = {name: self.out / STATE / "done" / f"{name}.json" for name in [self.reading.name, *self.shown()]}
        inputs = {f"step {name}": hash_file(place) for name, place in places.items() if place.is_file()}
        failed = json.dumps(dict(failures), sort_keys=True)
        shared = {"code": self.shared["code"], "figures": str(figures or ""), "failures": failed}
        shared["selection"] = f"{self.selected} of {len(self.articles.articles):,}" if self.selected else ""
        return Step("site", inputs | shared, self.out)

    def reasons(self) -> dict[str, list[str]]:
        """Say why each stored Reading and each run that is not done has to be made."""
        found = {name: self.reasons_of(step) for name, step in {**self.readings, **self.runs}.items()}
        return {name: reasons for name, reasons in found.items() if reasons}

    def reasons_of(self, step: Step) -> list[str]:
        """Say why a step has to be made; nothing if it is done."""
        record = read_record(self.out, step.name)
        reasons = find_reasons(record, step.inputs, self.out)
        if record and "articles changed" in reasons and {"articles"} <= set(record.facts) & set(step.facts):
            named = _compare(record.facts["articles"], step.facts["articles"])
            reasons[reasons.index("articles changed")] = f"articles changed: {named}"
        return reasons


def _has_all(out: Path, name: str) -> bool:
    """Tell whether a run was made with all formats of its figures: then it keeps them."""
    record = read_record(out, name)
    return record is not None and record.inputs.get("pictures") == "all"


def _selection(row: GridRow, notebook: Path) -> Selection | None:
    """Give the selection that a run asks for; None if its notebook takes none, so that it reads what the others do."""
    return selection_of(row.parameters) if set(SELECTING) & set(declared_parameters(notebook)) else None


def one_selection(rows: Mapping[str, GridRow], notebooks: Path) -> Selection:
    """Give the one selection of articles that some runs ask for.

    Raises
    ------
    ReportError
        They ask for several: a report would set numbers of different articles beside each other.
    """
    found: dict[Selection, list[str]] = {}
    for name, row in rows.items():
        selection = _selection(row, notebooks / f"{row.notebook}.ipynb")
        if selection is not None:
            found.setdefault(selection, []).append(name)
    if len(found) > 1:
        asked = "; ".join(f"{one.describe({}) or 'all'} ({', '.join(names)})" for one, names in found.items())
        raise ReportError(
            f"A report must be of one selection of articles; its runs ask for {len(found)}: {asked}. Make a report of "
            "each in a folder of its own (--out), with `outlets` and `period` given once."
        )
    return next(iter(found), Selection())


def _compare(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Name the first articles that were changed, added or removed."""
    names = [name for name in dict.fromkeys([*before, *now]) if before.get(name) != now.get(name)]
    kinds = [
        f"{name} {'added' if name not in before else 'removed' if name not in now else 'changed'}" for name in names
    ]
    more = f" and {len(kinds) - 10:,} more" if len(kinds) > 10 else ""
    return (", ".join(kinds[:10]) or "their order, or what was set aside") + more


def make_plan(
    study: Study,
    out: Path,
    notebooks: Path,
    asked: tuple[Mapping[str, Any], Sequence[str] | None],
    source: tuple[Any, Mapping[str, Any]],
    *,
    keep: bool,
    exported: bool = False,
) -> Plan:
    """Plan a report.

    Parameters
    ----------
    study : Study
    out, notebooks : Path
        The report's folder, and that of the notebooks.
    asked : tuple
        Parameters over those of the grid, and the notebooks to keep (None: all).
    source : tuple
        Articles, and options of reading them.
    keep : bool
        Whether the list of the articles is kept in the report's folder.
    exported : bool
        Whether figures are wanted in every format.

    Raises
    ------
    ReportError
        What is asked for is not known, or not of the right type, or is of several selections of articles.
    """
    parameters, only = asked
    grid = expand_grid(study, notebooks, parameters)
    rows = expand_grid(study, notebooks, parameters, only)
    selection = one_selection(rows, notebooks)
    articles = list_articles(study, *source, out, keep=keep)
    plan = Plan(study, out, notebooks, rows, grid, *source, articles, selection, exported)
    for row in rows.values():  # an outlet that no article has is refused here, too
        _check_article(row.parameters.get("article"), plan.chosen)
    return plan


def _check_article(article_id: str | None, chosen: ArticleList) -> None:
    """Refuse an article that a run would not read."""
    known = [one.article_id for one in chosen.articles]
    if article_id is not None and article_id not in known:
        more = f" and {len(known) - _MOST_NAMED:,} more" if len(known) > _MOST_NAMED else ""
        names = ", ".join(known[:_MOST_NAMED]) or "none"
        raise ReportError(f"Parameter `article` must be one of {names}{more}; found {article_id!r}.")
