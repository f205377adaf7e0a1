"""A figure's passport hashes the code that the figure depends on: no more of it, and no less."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from analysis.reports import notebook
from analysis.reports.figure.code import files_of_figure, name_figures
from analysis.reports.figure.passport import NOTEBOOKS, PACKAGE, hash_code

BALANCE, PEOPLE, TIMES, TONE = (
    ("04_framing", "balance_by_outlet"),
    ("06_outlets", "people_by_outlet"),
    ("07_timeline", "narrated_times"),
    ("03_sentiment", "tone_by_outlet"),
)
FIGURES = (BALANCE, PEOPLE, TIMES, TONE)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    place = tmp_path_factory.mktemp("copy") / "analysis"
    ignored = shutil.ignore_patterns("shipped", "__pycache__")
    return shutil.copytree(PACKAGE, place, ignore=ignored)


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ("cli/read.py", {}),
        ("corpus/demo/story.py", {}),
        ("reports/run/batch.py", {}),
        ("reports/room/article.py", {}),
        ("reports/sentences/comparisons.py", {}),
        ("reports/sentences/findings.py", {BALANCE: "charts"}),  # its caption says what its intervals are
        ("charts/frames.py", {BALANCE: "charts"}),
        ("charts/style.py", dict.fromkeys(FIGURES, "charts")),
        ("reports/figure/save.py", dict.fromkeys(FIGURES, "charts")),
        ("compare/tables/people.py", {PEOPLE: "code"}),
        ("framing/hits.py", {BALANCE: "code"}),
        ("framing/irregular.csv", dict.fromkeys(FIGURES, "code")),
        ("times/tense.py", {TIMES: "code"}),
        ("sentiment/vader.py", {TONE: "code"}),
        ("people/pronouns/weights.csv", dict.fromkeys(FIGURES, "code")),
        ("text/sentences.py", dict.fromkeys(FIGURES, "code")),
        ("corpus/formats/delimited.py", dict.fromkeys(FIGURES, "code")),
    ],
)
def test_a_change_moves_the_hashes_of_the_figures_that_depend_on_it_and_no_other(package, changed, moved):
    before = {figure: hash_code(*figure, package) for figure in FIGURES}
    with (package / changed).open("a") as file:
        file.write("\n")
    after = {figure: hash_code(*figure, package) for figure in FIGURES}
    assert {
        figure: part for figure in FIGURES for part in ("charts", "code") if before[figure][part] != after[figure][part]
    } == moved


def test_every_figure_of_every_notebook_has_its_code_and_a_figure_of_none_has_none():
    named = [(path.stem, name) for path in sorted(NOTEBOOKS.glob("*.ipynb")) for name in name_figures(path)]
    assert len(named) > 20
    assert all(len(set(hash_code(*figure).values())) == 2 for figure in named)
    assert hash_code("05_person", "portrait_of_ana") == hash_code("05_person", "portrait_of_bo")
    assert hash_code("05_person", "balance_by_outlet") == hash_code("my_own", "balance_by_outlet") == {}


def test_no_code_runs_for_a_figure_that_its_hash_does_not_hold(shipped, monkeypatch):
    monkeypatch.setattr(notebook, "load", lambda *_, **__: shipped)
    monkeypatch.setattr(notebook, "save_figure", lambda draw, *_, **__: draw(width=7.2))
    seen, names = set(), {}

    def watch(frame, event, _):
        if event == "call" and frame.f_code.co_filename.startswith(str(PACKAGE)):
            seen.add(Path(frame.f_code.co_filename))

    path = NOTEBOOKS / "06_outlets.ipynb"
    cells = [cell for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == "code"]
    figures = name_figures(path)
    for source in map("".join, (cell["source"] for cell in cells)):
        saves = "\nsave_figure(" in source
        seen.clear()
        sys.setprofile(watch if saves else None)
        try:
            exec(source, names)
        finally:
            sys.setprofile(None)
        assert not saves or seen <= set(files_of_figure(path, figures.pop(0), PACKAGE))
    assert not figures
