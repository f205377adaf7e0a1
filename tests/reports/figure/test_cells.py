"""For one figure of a notebook only what it needs is run."""

import ast
import builtins
import json

import pytest

from analysis.reports.figure import again
from analysis.reports.figure.again import run_cells
from analysis.reports.figure.code import name_figures
from analysis.reports.figure.passport import NOTEBOOKS


@pytest.fixture
def book(tmp_path, write_notebook):
    return write_notebook(
        tmp_path / "book.ipynb",
        "from builtins import print as save_figure, list as made",
        "seen = into\ntable, other = made('a'), made('b')",
        "seen.append('one')\nother = 1 / 0",
        "words = table + made('c')\nsave_figure(seen.append(words), None, 'wanted')",
        "save_figure(seen.append(other), None, 'unwanted')\nseen.append('shown')",
        parameters="study = None\ninto = None",
    )


def test_what_a_figure_does_not_need_is_passed_over(book):
    assert name_figures(book) == ["wanted", "unwanted"]
    seen = []
    run_cells(book, {"into": seen}, ["wanted"])
    assert seen == [["a", "c"]]


def test_without_figures_every_cell_runs(book):
    seen = []
    with pytest.raises(ZeroDivisionError):
        run_cells(book, {"into": seen})
    assert seen == ["one"]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_figure_of_a_notebook_keeps_the_names_that_it_needs(path):
    codes = [
        ast.parse("".join(cell["source"]) if cell["cell_type"] == "code" else "")
        for cell in json.loads(path.read_bytes())["cells"]
    ]
    for figure in name_figures(path):
        kept = [ast.Module(list(code.body), []) for code in codes]
        again._keep_needed(kept, [figure.replace("*", "ana")])
        known = set(dir(builtins)) | {"study", "stored", "out"}
        for node in (node for code in kept for node in code.body):
            names = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
            bound = {one.id for one in names if isinstance(one.ctx, ast.Store)}
            assert {one.id for one in names} - known - bound == set(), figure
            known |= bound | {one.asname or one.name for one in ast.walk(node) if isinstance(one, ast.alias)}
        assert sum(bool(again.saving_call(node)) for code in kept for node in code.body) == 1
