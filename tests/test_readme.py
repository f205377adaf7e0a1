"""What README and docs say is what the code does."""

import ast
import builtins
import re
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from matplotlib.figure import Figure

import analysis
from analysis import charts
from analysis.cli import main
from analysis.errors import ReportError
from analysis.glossary import read_glossary
from analysis.reports.figure.passport import NOTEBOOKS
from analysis.tables import SCOPES, TABLES, VERDICTS, VOICES
from benchmarks.gallery import HEAD, find_calls
from benchmarks.readme import PARTS, counted_parts, fill_parts, write_pages

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]}
ALL = "\n".join(PAGES.values())


def test_every_counted_part_is_what_a_reading_says(shipped):
    parts = counted_parts(shipped)
    assert {part for names in PARTS.values() for part in names} == set(parts)
    for name, names in PARTS.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert fill_parts(text, {part: parts[part] for part in names}) == text, "run `make readme`"


@pytest.mark.parametrize("name", ["tables", "reference", "gallery", "glossary"])
def test_a_page_that_is_made_of_the_code_is_as_the_code_is(name):
    page = f"docs/{name}.md"
    assert write_pages(ROOT / "figures")[page] == (ROOT / page).read_text(encoding="utf-8"), "run `make readme`"


def test_a_part_without_its_marks_is_named():
    with pytest.raises(ReportError, match="must hold <!-- methods --> and <!-- /methods -->"):
        fill_parts("no marks", {"methods": "1."})


def test_every_command_is_shown_with_options_that_it_has():
    shown = re.findall(r"^narrative (\S+)", ALL, re.MULTILINE)
    assert set(shown) - {"--version"} == set(main.commands)
    for line in re.findall(r"^narrative [^#\n]+", ALL, re.MULTILINE):
        words = line.split()
        if words[1] == "--version":
            continue
        inner = getattr(main.commands[words[1]], "commands", {})
        called = words[1:3] if words[2:] and words[2] in inner else words[1:2]  # of a group, such as `code plan`
        help_text = CliRunner().invoke(main, [*called, "--help"]).output
        for option in re.findall(r"--\w+", line):
            assert option in help_text, line


def test_every_make_target_is_there():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", ALL, re.MULTILINE)) <= {
        pair for target in targets for pair in ((target, ""), ("", target))
    }


def test_every_file_that_a_page_links_to_is_there():
    links = [
        (page, link)
        for page, text in PAGES.items()
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)", text)
    ]
    assert len(links) > 40
    assert not [(page.name, link) for page, link in links if not (page.parent / link).exists()]


def test_the_readme_leads_to_every_page_and_is_short():
    assert not [page.name for page in PAGES if page.parent.name == "docs" and f"docs/{page.name}" not in README]
    assert len(README.splitlines()) < 160


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder as a reader of the README has it after it: articles, and the study beside them."""
    folder = tmp_path_factory.mktemp("first") / "my_study"
    folder.mkdir()
    (folder / "study.yaml").write_text(re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1], encoding="utf-8")
    (folder / "articles.csv").write_text(
        "article_id,outlet,published,text\n"
        "a1,Bay Post,2024-05-01,Ana Ruiz praised the jobs of the harbour. “The spill is poison” said Ben Okafor.\n",
        encoding="utf-8",
    )
    return folder


def test_three_lines_without_a_study_are_read_as_shown(place, monkeypatch):
    monkeypatch.chdir(place)
    names: dict = {}
    exec(re.search(r"```python\n(.*?)```", README, re.DOTALL)[1], names)  # the README's own lines
    assert names["reading"].people_by_outlet()["n"].tolist() == [1, 1]
    assert names["reading"].quotes_by_source()["source"].tolist() == ["Ben Okafor"]


def test_a_study_of_one_s_own_is_read_as_shown(place, monkeypatch):
    monkeypatch.chdir(place.parent)
    code = re.search(r"```python\n(.*?)```", PAGES[ROOT / "docs" / "articles.md"], re.DOTALL)[1]
    names: dict = {}
    exec(code, names)  # the page's own lines
    assert set(names["evidence"]["frame_id"]) == {"growth", "harm"}
    assert (place.parent / "my_tables" / "quotes.parquet").is_file()
    assert isinstance(names["reading"], analysis.Reading)


def calls():
    return {name: code for path in sorted(NOTEBOOKS.glob("*.ipynb")) for name, code in find_calls(path).items()}


def test_the_gallery_shows_every_chart_with_a_call_whose_names_are_there():
    code = calls()
    drawn = {text.splitlines()[-1].partition("(")[0] for text in code.values()}
    assert drawn == set(charts.__all__) - {"plot_explorer"}  # of any two units: no notebook chooses them
    assert "plot_explorer(" in (ROOT / "docs" / "explorer.md").read_text(encoding="utf-8")
    for name, text in code.items():
        tree = ast.parse(HEAD.strip("`\n").removeprefix("python") + "\n" + text)
        bound = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
        known = set(dir(builtins))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert all(hasattr(import_module(node.module), one.name) for one in node.names), name
                known |= {one.name for one in node.names}
            elif isinstance(node, ast.Import):
                known |= {one.name for one in node.names}
            elif isinstance(node, ast.Assign):
                known |= {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
            elif isinstance(node, ast.comprehension):
                known |= {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
        assert not bound - known, (name, bound - known)


@pytest.mark.parametrize("name", ["quoted_words", "balance_by_outlet", "portrait_of_*"])
def test_a_call_of_the_gallery_draws(name, shipped):
    lines = calls()[name].splitlines()
    names: dict = {"reading": shipped, "everything": shipped}
    exec("\n".join([*lines[:-1], f"figure = {lines[-1]}"]), names)
    assert isinstance(names["figure"], Figure)
    assert names["figure"]._repr_png_()[0].startswith(b"\x89PNG")  # as a notebook shows it
    assert names["figure"].axes[0].has_data()


def test_the_glossary_has_the_words_that_tables_and_pages_say():
    told = " ".join(f"{entry.term} {entry.meaning}" for entry in read_glossary()).lower()
    kinds = [
        *VERDICTS,
        *VOICES,
        *SCOPES,
        *TABLES["shared_quotes"].choices["variant"],
        *TABLES["articles"].choices["role"],
    ]
    kinds += [
        *TABLES["quotes"].choices["kind"],
        "hearsay",
        "in focus",
        "joined",
        "facet",
        "passport",
        "unsure",
        "observed",
    ]
    assert not [kind for kind in kinds if kind.replace("touched", "touches").replace("told", "tells") not in told]
    assert len({entry.term for entry in read_glossary()}) == len(read_glossary())
