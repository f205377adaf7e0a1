"""One command keeps what it read for the next, and nothing is trusted that changed since."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.reports.run import articles, kept
from analysis.reports.run.kept import clear_kept, find_kept_readings, keep_reading, kept_folder, open_kept
from analysis.study import read_study

STUDY = "study: {id: harbour, title: The harbour}\npeople:\n  ana: {name: Ana Ruiz, pronouns: she}\n"
ARTICLES = (
    "article_id,outlet,published,text\n1,Daily,2024-01-05,Ana Ruiz praised the pilots. “Good” she said.\n2,Daily,,\n"
)


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory):
    """A folder with a study, and what a command kept of it."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "study").mkdir()
    (folder / "study" / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "study" / "articles.csv").write_text(ARTICLES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        patched.delenv("NARRATIVE_READINGS")
        study = read_study("study")
        reading = keep_reading(lambda: analysis.read(study), study, None, {})
    return folder, study, reading


@pytest.fixture
def here(kept_once, monkeypatch):
    """The same folder, in which the test runs."""
    folder, study, reading = kept_once
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NARRATIVE_READINGS")
    return folder, study, reading


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def refuse():
    raise AssertionError("it was read again")


def test_what_was_kept_is_what_reading_gives_with_the_bytes_of_what_was_set_aside(here):
    folder, study, reading = here
    opened = open_kept(study, None, {"date_format": None})
    assert all(opened[name].equals(reading[name]) for name in reading)
    assert opened.kept[0].path.read_bytes() == reading.kept[0]
    assert opened.replace(kept=()).stored == opened.stored
    assert opened.replace(quotes=opened.quotes).stored is None
    [(entry, n_bytes)] = find_kept_readings()
    assert entry.parent.resolve() == folder / "reports" / ".readings"
    assert n_bytes > 1000
    assert (entry / ".gitignore").read_text() == "*\n"
    assert not (entry.parent / ".gitignore").exists()  # the folder may be one of the user's own


def test_every_command_opens_it_and_says_what_reading_again_says(here, monkeypatch):
    commands = [
        ("methods",),
        ("codebook",),
        ("suggest", "people"),
        ("suggest", "terms"),
        ("check",),
        ("find", "pilots"),
    ]
    with monkeypatch.context() as patched:
        patched.setenv("NARRATIVE_READINGS", "")
        read = [run(*command, "study").output for command in commands]
    for name in ("read_batch", "survey"):
        monkeypatch.setattr(f"analysis.pipeline.{name}", lambda *_, **__: refuse())
    assert [run(*command, "study").output for command in commands] == read
    assert "1 record quarantined" in read[0]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("study/study.yaml", STUDY + "# a remark\n"),
        ("study/articles.csv", ARTICLES.replace("praised", "thanked")),
        ("study/corrections.csv", "article_id,start,end,surface,person_id,coder\n"),
        ("study/coding/labels.csv", "unit_id\n"),
    ],
)
def test_nothing_is_opened_once_something_changed(here, file, content):
    folder, *_ = here
    path = folder / file
    before = path.read_bytes() if path.is_file() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    try:
        assert open_kept(read_study("study"), None, {}) is None
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert open_kept(read_study("study"), None, {}) is not None


def test_another_source_method_or_code_is_another_reading(here, monkeypatch):
    folder, study, _ = here
    assert open_kept(study, folder / "study" / "articles.csv", {}) is None
    assert open_kept(study, None, {"method": "clause"}) is None
    monkeypatch.setattr("analysis.reports.run.stored.hash_files", lambda places: "other code")
    assert open_kept(study, None, {}) is None


def test_a_package_that_was_installed_since_reads_what_was_set_aside(here, monkeypatch):
    _, study, _ = here
    project = tomllib.loads((Path(analysis.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [re.match(r"[\w-]+", line)[0] for line in project["project"]["optional-dependencies"]["import"]]
    assert articles._READERS.split() == needed
    with monkeypatch.context() as patched:
        patched.setattr(articles, "_version", lambda name: "not installed" if name == "pypdf" else "1")
        assert articles.known_articles(study, None, {}, next(find_kept_readings())[0]) is None
        assert open_kept(study, None, {}) is None
    assert open_kept(study, None, {}) is not None


def test_a_file_of_it_that_was_cut_or_edited_is_not_trusted(here):
    _, study, _ = here
    [(entry, _)] = find_kept_readings()
    [table] = entry.rglob("quotes.parquet")
    whole = table.read_bytes()
    for damaged in (whole[:-1], whole[:-1] + b"?"):
        table.write_bytes(damaged)
        assert open_kept(study, None, {}) is None
    table.write_bytes(whole)
    assert open_kept(study, None, {}) is not None


def test_what_changes_while_it_is_read_is_not_kept(here):
    folder, study, reading = here

    def change():
        source.write_text(ARTICLES.replace("praised", "blamed"), encoding="utf-8")
        return reading

    source = folder / "more.csv"
    source.write_text(ARTICLES, encoding="utf-8")
    assert keep_reading(change, study, source, {}) is reading
    assert open_kept(study, source, {}) is None
    assert keep_reading(lambda: reading, study, source, {}) is reading
    assert open_kept(study, source, {}) is not None


def test_what_another_command_kept_since_is_opened_and_not_made_again(here):
    _, study, _ = here
    assert keep_reading(refuse, study, None, {}).stored is not None


def test_a_source_that_cannot_be_read_and_a_frame_leave_nothing_behind(here, monkeypatch, tmp_path):
    _, study, reading = here
    monkeypatch.chdir(tmp_path)
    with pytest.raises(analysis.errors.StudyError):
        keep_reading(refuse, study, tmp_path / "none.csv", {})
    assert keep_reading(lambda: reading, study, reading.articles, {}) is reading
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_nothing_stops_no_command(here, monkeypatch, tmp_path):
    _, study, reading = here
    monkeypatch.setenv("NARRATIVE_READINGS", str(tmp_path / "readings"))
    monkeypatch.setattr(kept, "_store", lambda *_: (_ for _ in ()).throw(OSError("full")))
    assert keep_reading(lambda: reading, study, None, {}) is reading
    assert open_kept(study, None, {}) is None


def test_the_report_takes_what_a_command_kept(here, monkeypatch, tmp_path):
    from analysis.reports.run.articles import list_articles
    from analysis.reports.run.steps import store_reading
    from analysis.reports.run.stored import find_stored, reading_inputs, tables_step

    _, study, reading = here
    monkeypatch.setattr("analysis.pipeline.read", lambda *_, **__: refuse())
    options = {"date_format": None}
    listed = list_articles(study, None, options, tmp_path, keep=True)
    store_reading(tables_step(reading_inputs(study, options), listed.sha256, tmp_path), study, None, options)
    assert (next(tmp_path.rglob("quarantine")) / "0000-articles-csv-3").read_bytes() == reading.kept[0]
    assert find_stored(study, None, options, tmp_path) is not None
    monkeypatch.setenv("NARRATIVE_READINGS", str(tmp_path / "empty"))
    assert open_kept(study, None, options, tmp_path) is not None  # and a command takes the report's


def test_the_command_lists_and_clears(here, monkeypatch, tmp_path):
    _, study, reading = here
    monkeypatch.setenv("NARRATIVE_READINGS", str(tmp_path / "readings"))
    keep_reading(lambda: reading, study, None, {})
    (tmp_path / "readings" / "mine.txt").write_text("kept")
    report = tmp_path / "readings" / "harbour" / ".batch"
    report.mkdir(parents=True)
    listed = run("kept").output
    assert "harbour-" in listed
    assert listed.endswith(f"1 reading in {tmp_path / 'readings'}\n")
    assert run("kept", "--clear").output.endswith(f"1 reading taken away from {tmp_path / 'readings'}\n")
    assert (list(find_kept_readings()), clear_kept()) == ([], 0)
    assert (tmp_path / "readings" / "mine.txt").is_file() and report.is_dir()
    monkeypatch.setenv("NARRATIVE_READINGS", "")
    assert kept_folder() is None
    assert run("kept").output == "NARRATIVE_READINGS is empty: nothing is kept\n"
