"""A report runs each notebook by itself: a bad one is named with its cell, the others still run."""

import json

import pytest

import analysis.reports.batch as batch
import analysis.reports.site as site
from analysis.errors import ReportError
from analysis.reports.batch import run_report
from analysis.reports.grid import expand_grid
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour}
articles: articles.csv
people: {ana: {name: Ana Ruiz}}
frames:
  growth: {label: growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: growth or harm, positive: growth, negative: harm}}
"""
ARTICLES = "article_id,outlet,published,text\na,The Tide,2024-05-01,Ana Ruiz wants jobs.\nb,The Tide,2024-05-02,\n"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "articles.csv").write_text(ARTICLES)

    def write(grid=""):
        (folder / "study.yaml").write_text(STUDY + grid)
        return read_study(folder)

    return write


@pytest.fixture
def notebooks(tmp_path, monkeypatch, write_notebook):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setattr(batch, "NOTEBOOKS", folder)
    declared = "study = None\nstored = None\nout = None\nmost = 3"
    return lambda name, *sources: write_notebook(folder / f"{name}.ipynb", *sources, parameters=declared)


def test_the_good_notebooks_run_and_the_bad_ones_are_named_with_their_cell(study, notebooks, tmp_path):
    notebooks(
        "00_good", "import os", "most, os.path.basename(os.getcwd()), os.path.isfile(stored + '/articles.parquet')"
    )
    notebooks("01_raises", "1", "{}['lost']")
    notebooks("02_leaves", "import os; os._exit(0)", "2")
    notebooks("03_stops", "raise SystemExit(0)", "2")
    result = run_report(study(), tmp_path / "out", parameters={"most": "5"})
    assert dict(result.failures) == {
        "01_raises": "cell 4: KeyError: 'lost'",
        "02_leaves": "kernel died, cell 3",
        "03_stops": "cell 3: SystemExit: 0",
    }
    assert [page.name for page in result.pages] == ["00_good.html"]
    assert "(5, &#39;00_good&#39;, True)" in result.pages[0].read_text().replace("'", "&#39;")
    index = result.index.read_text()
    assert "<strong>01_raises</strong> failed: cell 4: KeyError" in index
    assert "1 article read, 1 record set aside" in index
    assert result.exit_code == 3
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".part")]


def test_nothing_starts_when_a_notebook_or_a_parameter_is_not_known(study, notebooks, tmp_path):
    notebooks("00_good", "1")
    cases = [
        ({"only": ["9_lost"]}, "", "A notebook must be one of 00_good; found `9_lost`."),
        ({"parameters": {"mots": 1}}, "", "Parameter `mots` must be one of most."),
        ({"parameters": {"most": "x"}}, "", "Parameter `most` of 00_good must be int; found 'x'."),
        ({}, "grid: [{notebook: 00_lost}]", "A notebook must be one of 00_good; found `00_lost`."),
        ({}, "grid: [{notebook: 00_good, parameters: {out: x}}]", "Parameter `out` must be one of most."),
    ]
    for options, grid, message in cases:
        with pytest.raises(ReportError) as caught:
            run_report(study(grid), tmp_path / "out", **options)
        assert str(caught.value) == message
    assert not (tmp_path / "out").exists()


def test_runs_of_one_notebook_are_named_by_their_values(study, notebooks):
    notebooks("00_good", "1")
    grid = "grid:\n- {notebook: 00_good, parameters: {most: 3}}\n- {notebook: 00_good, parameters: {most: 4}}\n"
    rows = expand_grid(study(grid), batch.NOTEBOOKS, {})
    assert {name: row.parameters for name, row in rows.items()} == {"00_good-3": {"most": 3}, "00_good-4": {"most": 4}}


def test_a_figure_leads_to_the_page_of_the_run_that_drew_it(study, notebooks):
    notebooks("00_good", "1")
    grid = "grid:\n- {notebook: 00_good, parameters: {most: 3}}\n- {notebook: 00_good, parameters: {most: 4}}\n"
    rows = expand_grid(study(grid), batch.NOTEBOOKS, {})
    assert site._page_of({"notebook": "00_good", "parameters": {"most": 4}}, rows) == "00_good-4"
    assert site._page_of({"notebook": "00_good", "parameters": {}}, rows) == "00_good-3"
    assert site._page_of({"notebook": "01_gone", "parameters": {}}, rows) == ""


def test_figures_that_are_no_longer_made_are_taken_away_and_other_files_stay(tmp_path):
    for name in ("old", "new"):
        for kind in site.PARTS:
            (tmp_path / f"{name}.{kind}").write_text(json.dumps({}))
    (tmp_path / "mine.png").write_text("")
    (tmp_path / "notes.json").write_text("{}")
    site._sweep([tmp_path], ["new"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine.png",
        *sorted(f"new.{kind}" for kind in site.PARTS),
        "notes.json",
    ]
