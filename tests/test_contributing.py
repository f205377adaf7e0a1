"""The page for who carries on names what is there."""

import re
import tomllib
from pathlib import Path

import yaml

from analysis.reports.paper.references import WORKS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_path_of_the_page_is_there():
    named = set(re.findall(r"`([\w/.-]+(?:\.(?:py|csv|yaml|md|ipynb)|/))`", PAGE)) - {"notebooks/NN_name.ipynb"}
    assert len(named) > 40
    lost = [name for name in named if not any((top / name).exists() for top in (ROOT, ROOT / "analysis"))]
    assert lost in ([], ["study.yaml"])


def test_every_room_is_in_the_drawing():
    drawing = PAGE.split("```")[1]
    rooms = [path.name for path in (ROOT / "analysis").iterdir() if (path / "__init__.py").is_file()]
    assert [room for room in rooms if f"{room}/" not in drawing] == []


def test_the_citation_has_the_version_and_licence_of_the_package():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
    [own] = [work for work in WORKS if work.key.startswith("narrative")]
    assert own.year == citation["date-released"].year and own.key == f"narrative{own.year}"
    assert f"version {project['version']}" in own.reference and citation["authors"][0]["name"] == own.short
    assert f"version {project['version']}" in dict(own.fields)["note"]
