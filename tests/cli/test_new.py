"""A study of one's own: the template is whole, and the commands find no fault in it; tests/notebooks draws it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.cli.new import TEMPLATE
from analysis.study import Study, read_study


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "my_study"
    done = run("new", folder)
    assert (done.exit_code, done.output) == (0, f"{folder} holds a study that runs: narrative report {folder}\n")
    return folder


def test_the_template_is_written_whole_and_a_folder_that_holds_something_is_refused(written):
    assert {path.name for path in written.iterdir()} == {"README.md", "articles.csv", "study.yaml"}
    before = (written / "study.yaml").read_bytes()
    again = run("new", written)
    assert (again.exit_code, again.stderr) == (2, f"error: DIR must be empty or not exist; {written} holds files.\n")
    a_file = run("new", written / "study.yaml")
    assert (a_file.exit_code, "must be a folder" in a_file.stderr) == (2, True)
    assert (written / "study.yaml").read_bytes() == before


def test_an_empty_folder_is_filled(tmp_path):
    assert run("new", tmp_path).exit_code == 0
    assert read_study(tmp_path).id == "harbour"


def test_check_and_codebook_find_no_fault_in_it(written):
    checked = run("check", written)
    assert (checked.exit_code, "0 quarantined" in checked.output) == (0, True)
    assert "no article names" not in checked.output
    assert run("codebook", written).exit_code == 0


def test_it_shows_every_section_of_a_study_file_and_every_row_is_explained(written):
    text = (written / "study.yaml").read_text(encoding="utf-8")
    for section in set(Study.model_fields) - {"path"}:
        assert f"\n{section}:" in text or f"\n# {section}:" in text, section
    assert text.count("#") > 30


def test_it_holds_what_each_notebook_asks_about(written):
    reading = analysis.read(written)
    assert set(reading.frame_hits["frame_id"]) == {"growth", "harm"}
    assert set(reading.quotes["person_id"].dropna()) == {"ruiz", "okafor", "lund"}
    assert reading.frame_hits["scope"].eq("denied").any()
    assert not set(reading.with_sentences(reading.frame_hits)["surface"]) & {"Poison"}


def test_the_template_ships_with_the_package():
    pyproject = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"cli/template/*"' in pyproject
    assert TEMPLATE.parent.name == "cli"
