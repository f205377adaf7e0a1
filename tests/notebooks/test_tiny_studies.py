"""Every notebook runs on studies that lack almost everything: in this process, cell by cell, without a kernel."""

import ast
import csv
import json
import shutil
from functools import cache
from itertools import cycle

import pytest

import analysis
import analysis.reports.figure.passport as passport
import analysis.reports.figure.save as figures
import analysis.reports.notebook as notebooks
from analysis.charts.style import FULL, HALF
from analysis.cli.new import TEMPLATE
from analysis.errors import ReportError
from analysis.reports.figure.again import run_cells
from analysis.reports.figure.passport import NOTEBOOKS
from analysis.reports.show import Shown

pytestmark = pytest.mark.slow

STUDY = "study: {id: harbour, title: The harbour}\n"
PEOPLE = "people:\n  ana: {name: Ana Ruiz, pronouns: she, roles: [mayor]}\n  ben: {name: Ben Okafor, pronouns: he}\n"
FRAMES = """frames:
  growth: {label: growth, definition: g, functions: {problem_definition: {indicators: [%s]}}}
  harm: {label: harm, definition: h, functions: {problem_definition: {indicators: [%s]}}}
"""
WORDS, PHRASES = FRAMES % ("jobs, work", "spill, poison"), FRAMES % ("new jobs, good * work", "oil spill, dead bay")
AXES = "axes: {growth-harm: {label: growth or harm, positive: growth, negative: harm}}\n"
EVENTS = "events: {vote: {label: The vote, earliest: 2024-05-03, latest: 2024-05-03, basis: stated, evidence: e}}\n"
ALL = STUDY + PEOPLE + WORDS + AXES + EVENTS
TOLD = [
    "Ana Ruiz wants new jobs. “We need jobs and more good work,” Ruiz said. Ben Okafor fears an oil spill.",
    "The mayor spoke of the dead bay. “We need jobs and more good work,” Ana Ruiz said on Monday. It is awful.",
    "The oil spill poisons the bay. “We need jobs and more good work,” said Ruiz. Ben Okafor praised her.",
    "Ben Okafor hates the spill. “It is a shame,” he said. Ana Ruiz thanked him for the work in May 2023.",
]
ROWS = list(
    zip("abcd", ["The Tide", "The Tide", "The Bell", "The Bell"], ["2024-05-01", "2024-06-09"] * 2, TOLD, strict=True)
)
BARE = [(*row[:3], "Ana Ruiz walked home. It was a nice day for Ben Okafor.") for row in ROWS]

#: What a study lacks -> its study file and its articles.
STUDIES = {
    "people": (STUDY + WORDS + AXES + EVENTS, ROWS),
    "frames, a second article": (STUDY + PEOPLE + EVENTS, ROWS[:1]),
    "hits, quotations": (ALL, BARE),
    "single words, dates": (STUDY + PEOPLE + PHRASES + AXES, [(*row[:2], "", row[3]) for row in ROWS]),
    "a second outlet": (ALL, ROWS[:2]),
    "everything but a word": (STUDY, [("a", "", "", "Wood.")]),
    "articles": (ALL, []),
}


@pytest.fixture(autouse=True)
def unpainted(monkeypatch):
    """Charts are drawn, but not painted, and their passports name no code."""
    monkeypatch.setattr(passport, "hash_files", lambda *_: "")
    monkeypatch.setattr(figures, "_pictures", lambda drawn, kinds, texts: {"png": b""})
    monkeypatch.setattr(figures, "hash_code", lambda notebook, figure: {})


@pytest.fixture(autouse=True)
def opened_once(monkeypatch):
    """The notebooks of a study open its tables once for all: what one of them changed, the next would show."""
    monkeypatch.setattr(notebooks, "open_reading", cache(notebooks.open_reading))


def run_shown(notebook, values):
    """Run a notebook's cells here, as `run_cells` does, and display what each of them ends with."""
    names, shown = {}, []
    for cell in json.loads(notebook.read_bytes())["cells"]:
        if cell["cell_type"] == "code":
            body = ast.parse("".join(cell["source"]))
            last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
            exec(compile(body, notebook.name, "exec"), names)
            if "parameters" in cell["metadata"].get("tags", ()):
                names.update(values)
            if last:
                shown.append(eval(compile(ast.Expression(last.value), notebook.name, "eval"), names))
    return shown


def write_study(folder, content, rows):
    """Write a study and its stored Reading; give the parameters by which a notebook opens them."""
    (folder / "study.yaml").write_text(content)
    with (folder / "articles.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("article_id", "outlet", "published", "text"), *rows])
    analysis.read(folder).write(folder / "tables")
    return {"study": str(folder), "stored": str(folder / "tables")}


@pytest.mark.parametrize(("lacks", "width"), [*zip(STUDIES, cycle((FULL, HALF)), strict=False)])
def test_every_notebook_runs_on_a_study_without(lacks, width, tmp_path, monkeypatch):
    own = write_study(tmp_path, *STUDIES[lacks])
    monkeypatch.setattr(figures, "FULL", width)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        shown = run_shown(notebook, own)
        assert len(shown) >= 4
        for one in shown:
            assert one._repr_html_().startswith("<")
            if isinstance(one, Shown):
                assert one.plain.strip(), (notebook.stem, one.markup[:200])


def test_every_notebook_runs_on_the_template_unchanged_with_its_own_defaults(tmp_path):
    shutil.copytree(TEMPLATE, tmp_path / "own")
    analysis.read(tmp_path / "own").write(tmp_path / "tables")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        run_cells(path, {"study": str(tmp_path / "own"), "stored": str(tmp_path / "tables")})


def test_a_year_typed_as_a_number_is_a_period_and_one_without_articles_is_refused(tmp_path):
    own = write_study(tmp_path, ALL, ROWS)
    corpus = NOTEBOOKS / "00_corpus.ipynb"
    assert "4 articles of 2 outlets were read" in run_shown(corpus, own | {"period": 2024, "outlets": ""})[-1].plain
    with pytest.raises(ReportError, match=r"there are 4 from 2024-05-01 to 2024-06-09; found 2031-01-01 to 2031-12-31"):
        run_shown(corpus, own | {"period": "2031"})
