"""Notebooks ask a question, run anywhere, and the committed figures are what they draw of the shipped study."""

import ast
import json
import re

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from analysis.reports.figure.passport import NOTEBOOKS
from analysis.reports.figure.save import SHOWN
from analysis.reports.parameters import declared_parameters
from analysis.reports.run.batch import OWN, run_report
from analysis.reports.run.grid import CODED
from analysis.study import read_study

pytestmark = pytest.mark.slow

FIGURES = NOTEBOOKS.parent / "figures"
each_notebook = pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)


def cells(path, kind):
    return ["".join(cell["source"]) for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == kind]


@each_notebook
def test_a_notebook_asks_a_question_and_ends_with_what_it_does_not_show(path):
    words = cells(path, "markdown")
    assert words[0].startswith("# ")
    assert words[0].splitlines()[0].endswith("?")
    assert words[-1].startswith("## What this does not show")


@each_notebook
def test_a_notebook_takes_a_study_a_stored_reading_and_a_folder_and_none_must_be_given(path):
    declared = declared_parameters(path)
    assert set(OWN) <= set(declared)
    assert all(declared[name].default is None for name in OWN)


@each_notebook
def test_a_notebook_reads_each_of_its_parameters_as_the_command_does(path):
    declared = list(declared_parameters(path))
    given = ", ".join(f"{name}={name}" for name in declared)
    read = ast.parse(f"({', '.join(declared)}) = read_parameters('{path.stem}', {given})")
    assert ast.unparse(ast.parse(cells(path, "code")[1]).body[-1]) == ast.unparse(read)


@each_notebook
def test_a_notebook_is_written_as_git_likes_it(path):
    text = path.read_text(encoding="utf-8")
    book = json.loads(text)
    assert text == json.dumps(book, indent=1, ensure_ascii=False) + "\n"
    assert book["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in book["cells"]]
    assert len(set(ids)) == len(ids)


@each_notebook
def test_a_cell_makes_one_thing_and_no_number_is_written_by_hand(path):
    for source in cells(path, "code")[3:]:  # after parameters, what is read of them, and loading
        body = ast.parse(source).body
        assert len(body) <= 2, source
        assert isinstance(body[-1], ast.Expr), source
        captions = [node.value for node in ast.walk(body[-1]) if isinstance(node, ast.Constant)]
        words = " ".join(value for value in captions if isinstance(value, str) and " " in value)
        assert not re.search(r"(?<![−+\w(])\b\d+\b(?! %| sentences| words)", words), words


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    return run_report(read_study(), out)


def test_every_notebook_runs_on_the_shipped_study(report):
    assert dict(report.failures) == {}
    grid = [(row.notebook, row.parameters.get("person")) for row in read_study().grid]
    pages = {f"{notebook}-{person}" if person else notebook for notebook, person in grid}
    assert {path.stem for path in report.pages} == pages
    assert {notebook for notebook, _ in grid} | {CODED} == {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    assert report.exit_code == 0


def test_two_portraits_do_not_overwrite_each_other(report):
    for person in ("offset", "cardi-b"):
        made = json.loads((report.index.parent / "figures" / f"portrait_of_{person}.json").read_bytes())
        assert made["parameters"]["person"] == person
        assert f'href="pages/05_person-{person}.html">page</a>' in report.index.read_text(encoding="utf-8")


def test_pages_load_nothing_and_link_only_to_what_is_there(report):
    for page in [report.index, *report.pages]:
        text = page.read_text(encoding="utf-8")
        assert re.findall("<script.*?>", text) == [
            f'<script src="{"../" * (page != report.index)}room/shared/script.js">'
        ]
        assert "default-src 'none'" in text
        for target in re.findall(r'href="([^"#]+)"', text):
            assert target.startswith("https://") or (page.parent / target).is_file(), target
        for source in re.findall(r'src="([^"]+)"', text):
            assert source.startswith("data:image/png;base64,") or (page.parent / source).is_file(), source[:80]


def test_pages_hold_no_code_and_no_path_of_this_machine(report):
    for page in [report.index, *report.pages]:
        text = page.read_text(encoding="utf-8")
        assert "save_figure(" not in text
        assert str(NOTEBOOKS.parent) not in text
        assert str(report.index.parent) not in text


def test_figures_say_what_they_show(report):
    assert len(report.figures) >= 6
    for name in report.figures:
        made = report.index.parent / "figures" / f"{name}.json"
        assert all(made.with_suffix(f".{kind}").is_file() for kind in (*SHOWN, "csv"))
        passport = json.loads(made.read_bytes())
        assert passport["caption"].endswith(".")
        assert str(NOTEBOOKS.parent) not in json.dumps(passport)


def test_the_committed_figures_are_those_of_the_shipped_study(report):
    stale = "figures/ is stale; run `make report`"
    made = report.index.parent / "figures"
    assert {path.name for path in FIGURES.glob("*.json")} == {path.name for path in made.glob("*.json")}, stale
    for path in made.glob("*.json"):
        new, old = json.loads(path.read_bytes()), json.loads((FIGURES / path.name).read_bytes())
        for key in ("study_sha256", "articles", "notebook_sha256", "parameters", "caption", "n"):
            assert new[key] == old[key], f"{stale}: {path.stem}, {key}"
        same_table(path.with_suffix(".csv"), FIGURES / f"{path.stem}.csv", stale)
        if new["versions"]["matplotlib"] == old["versions"]["matplotlib"]:
            same_picture(made / f"{path.stem}.png", FIGURES / f"{path.stem}.png", stale)


def same_picture(new, old, stale):
    """Compare two pictures; a processor may round a few dots another way, a changed word is more than that."""
    if new.read_bytes() == old.read_bytes():
        return
    with Image.open(new) as one, Image.open(old) as other:
        left, right = np.asarray(one, np.int16), np.asarray(other, np.int16)
    assert left.shape == right.shape, f"{stale}: the picture of {new.stem}"
    differs = (np.abs(left - right) > 25).any(axis=2).mean()
    assert differs < 5e-5, f"{stale}: the picture of {new.stem}"


def same_table(new, old, stale):
    """Compare two tables cell by cell; numbers may differ in their last digits from one machine to another."""
    if new.read_bytes() == old.read_bytes():
        return
    new, old = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in (new, old))
    assert new.columns.tolist() == old.columns.tolist(), stale
    assert len(new) == len(old), stale
    for column in new:
        left, right = (pd.to_numeric(table[column], errors="coerce") for table in (new, old))
        numbers = left.notna() & right.notna()
        assert np.allclose(left[numbers], right[numbers], rtol=1e-6, atol=1e-9), f"{stale}: {column}"
        assert new.loc[~numbers, column].tolist() == old.loc[~numbers, column].tolist(), f"{stale}: {column}"
