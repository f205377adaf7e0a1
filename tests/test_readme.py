"""What the README says is what the code does."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.errors import ReportError
from analysis.reports.sentences.readme import counted_parts, fill_parts

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_counted_part_is_what_a_reading_says(shipped):
    assert fill_parts(README, counted_parts(shipped)) == README, "run `make readme`"


def test_a_part_without_its_marks_is_named():
    with pytest.raises(ReportError, match="must hold <!-- methods --> and <!-- /methods -->"):
        fill_parts("no marks", {"methods": "1."})


def test_every_command_is_shown_with_options_that_it_has():
    shown = re.findall(r"^narrative (\S+)", README, re.MULTILINE)
    assert set(shown) == set(main.commands)
    for line in re.findall(r"^narrative [^#\n]+", README, re.MULTILINE):
        words = line.split()
        inner = getattr(main.commands[words[1]], "commands", {})
        called = words[1:3] if words[2] in inner else words[1:2]  # a command of a group, such as `code plan`
        help_text = CliRunner().invoke(main, [*called, "--help"]).output
        for option in re.findall(r"--\w+", line):
            assert option in help_text, line


def test_every_make_target_is_there():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets


def test_every_file_that_it_links_to_is_there():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert len(links) > 5
    assert not [link for link in links if not (ROOT / link).exists()]


def test_a_study_of_one_s_own_is_read_as_shown(tmp_path, monkeypatch):
    study = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    folder = tmp_path / "my_study"
    folder.mkdir()
    (folder / "study.yaml").write_text(study, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "article_id,outlet,published,text\n"
        "a1,Bay Post,2024-05-01,Ana Ruiz praised the jobs of the harbour. “The spill is poison” said Ben Okafor.\n",
        encoding="utf-8",
    )
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    exec(code, names)  # the README's own lines
    assert set(names["evidence"]["frame_id"]) == {"growth", "harm"}
    assert (tmp_path / "my_tables" / "quotes.parquet").is_file()
    assert isinstance(names["reading"], analysis.Reading)
