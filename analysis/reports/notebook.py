"""What a notebook needs around its charts: a Reading, a passport, saved figures, tables and words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.compare.roles import select_told
from analysis.reading import Reading, open_reading
from analysis.reports.figure.passport import NOTEBOOKS, start_passport
from analysis.reports.figure.save import save_figure
from analysis.reports.parameters import check_parameters, declared_parameters
from analysis.reports.selection import Selection, rows_of
from analysis.reports.sentences.captions import part_of
from analysis.reports.sentences.english import slug
from analysis.reports.show import say, show_table
from analysis.sentiment.ladder import with_method
from analysis.sentiment.valences import choose_lexicon

__all__ = [
    "load",
    "part_of",
    "read_parameters",
    "save_figure",
    "say",
    "select",
    "show_table",
    "slug",
    "start_passport",
]


def read_parameters(notebook: str, **values: Any) -> tuple[Any, ...]:
    """Read the values of a notebook's parameters as the command reads them; give them in the order given.

    A value that papermill or a cell has as a number may be meant as text (``period = 2024``), and the other way round.

    Parameters
    ----------
    notebook : str
        Name of the notebook, without its folder and ending; what it declares says what is meant.
    **values
        Of its parameters; of those that it does not declare the values stay as they are.

    Raises
    ------
    ReportError
        A value is not of the type that is declared.

    Examples
    --------
    >>> read_parameters("06_outlets", period=2024, outlets="", words="3")
    ('2024', None, 3)
    """
    path = NOTEBOOKS / f"{notebook}.ipynb"
    declared = declared_parameters(path) if path.is_file() else {}
    known = {name: value for name, value in values.items() if name in declared}
    return tuple((values | check_parameters(path, known)).values()) if known else tuple(values.values())


def load(
    study: str | Path | None = None,
    stored: str | Path | None = None,
    *,
    method: str | None = None,
    lexicon: str = "study",
    outlets: str | None = None,
    period: str | None = None,
    every: bool = False,
) -> Reading:
    """Open the Reading that a report stored for its notebooks, or read the study.

    A stored Reading whose sentiment was measured in another way is scored anew.

    Parameters
    ----------
    study : path, optional
        A study's folder or file; None is the shipped one.
    stored : path, optional
        Folder of a Reading of that study, as `Reading.write` leaves it.
    method, lexicon
        How sentiment is measured, as in `analysis.read`.
    outlets, period : str, optional
        Only articles of these outlets, of this time: see `analysis.reports.selection.Selection.read`. A batch stores
        the Reading of each selection once.
    every : bool
        Also the articles that do not tell the story, which no measure takes.
    """
    if stored is None:
        from analysis.pipeline import read  # slow to import, and not needed for a stored Reading

        found = select(read(study, method=method, lexicon=lexicon), Selection.read(outlets, period))
    else:
        found = select(open_reading(stored, study), Selection.read(outlets, period))
        found = _as_measured(found, method, lexicon)
    return found if every else select_told(found)


def _as_measured(reading: Reading, method: str | None, lexicon: str) -> Reading:
    """Give a stored Reading with its sentiment measured as asked; anew if it was measured otherwise."""
    chosen = with_method(reading.study, method)
    methods, lexicons = set(reading.sentiments["method"]), set(reading.valences["lexicon"])
    if lexicons <= {choose_lexicon(chosen, lexicon).name} and (not methods or chosen.sentiment.method in methods):
        return reading if chosen.sentiment == reading.study.sentiment else reading.replace(study=chosen)
    from analysis.pipeline import rescore

    return rescore(reading, method=method, lexicon=lexicon)


def select(reading: Reading, selection: Selection) -> Reading:
    """Give the Reading of the articles that a selection takes; the same Reading if it takes all.

    Parameters
    ----------
    reading : Reading
    selection : Selection
    """
    if selection == Selection():
        return reading
    selection.check_outlets(reading.articles["outlet_id"].dropna())
    rows = rows_of(reading.articles)
    named = zip(reading.articles["article_id"], rows, strict=True)
    article_ids = {article_id for article_id, row in named if selection.takes(*row)}
    if len(article_ids) == len(reading.articles):
        return reading
    if not article_ids:
        selection.refuse(rows)
    from analysis.pipeline import select_articles

    return select_articles(reading, article_ids)
