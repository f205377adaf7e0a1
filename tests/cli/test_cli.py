"""The commands, on small invented studies: what they print, write and refuse, and their exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.reports.run.records import write_record
from analysis.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent.parent
HEAD = "article_id,outlet,published,text\n"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def study(tmp_path):
    """A study of two people with one good article and one that is set aside."""
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "study.yaml").write_text(
        "study: {id: harbour, title: The harbour}\n"
        "people:\n  ana: {name: Ana Ruiz, pronouns: she}\n  ben: {name: Ben Okafor, pronouns: he}\n"
    )
    (folder / "articles.csv").write_text(HEAD + "1,Daily,2024-01-05,Ana Ruiz praised the pilots.\n2,Daily,,\n")
    return folder


#: Every command as it is typed.
COMMANDS = [
    f"{name} {inner}".strip() for name, command in main.commands.items() for inner in getattr(command, "commands", [""])
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command):
    shown = run(*command.split(), "--help")
    assert shown.exit_code == 0
    assert f"narrative {command} " in shown.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_docs(command):
    pages = (ROOT / "docs" / name for name in ("commands.md", "coding.md"))
    assert f"narrative {command} " in "".join(page.read_text(encoding="utf-8") for page in pages)


def test_each_command_is_told_in_a_whole_line():
    listed = run("--help").stdout.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == sorted(main.commands)
    assert not [line for line in listed if line.endswith("...")]


def test_the_module_runs_as_a_program():
    done = subprocess.run([sys.executable, "-m", "analysis", "--help"], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in main.commands)
    assert done.stderr == ""


def test_read_writes_every_table_and_says_what_it_set_aside(study, tmp_path):
    out = tmp_path / "out"
    done = run("read", study, "--out", out)
    assert done.exit_code == 3
    assert "1 record quarantined:\n  articles.csv line 3: the record must have text; no text was found." in done.stdout
    manifest = json.loads((out / "manifest.json").read_text())
    names = [*manifest["tables"], "samples"]
    assert {f"{name}.{kind}" for name in names for kind in ("csv", "parquet")} == set(manifest["files"])
    assert set(manifest["tables"]) <= set(TABLES)
    assert (
        manifest["articles"]["records"] == manifest["articles"]["accepted"] + manifest["articles"]["quarantined"] == 2
    )
    assert pd.read_parquet(out / "articles.parquet")["article_id"].tolist() == ["1"]
    assert (out / "quarantine" / "0000-articles-csv-3").read_text() == "2,Daily,,\n"


def test_sentiment_is_measured_as_asked_and_an_unknown_method_is_refused(study, tmp_path):
    run("read", study, "--out", tmp_path / "a", "--method", "clause")
    assert json.loads((tmp_path / "a" / "manifest.json").read_text())["parameters"]["method"] == "clause"
    refused = run("read", study, "--out", tmp_path / "b", "--method", "oracle")
    assert refused.exit_code == 2
    assert "`method` must be one of sentence, clause, linear, small; found `oracle`." in refused.output
    assert not (tmp_path / "b").exists()


def test_reading_again_writes_the_same_bytes(study, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        run("read", study, "--out", folder)
    first, second = ({p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()} for folder in folders)
    assert first == second


def test_other_articles_are_read_in_place_of_the_study_s_own(study, tmp_path):
    other = tmp_path / "more.jsonl"
    other.write_text('{"article_id": "x", "published": "05/01/2024", "text": "Ben Okafor spoke."}')
    done = run("read", study, "--articles", other, "--out", tmp_path / "out", "--date-format", "%d/%m/%Y")
    assert done.exit_code == 0
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert articles["published_earliest"].astype(str).tolist() == ["2024-01-05"]


def test_check_tells_what_is_there_and_what_is_missing(study, tmp_path):
    other = tmp_path / "more.csv"
    other.write_text(
        HEAD + "1,Daily,2024-01-05,Ana Ruiz praised the pilots of the harbour on Monday.\n"
        "2,,yesterday,Le maire a dit lundi que le port serait ouvert au printemps prochain.\n"
    )
    done = run("check", study, "--articles", other)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "harbour: The harbour"
    assert lines[2:6] == [
        "  more.csv: a table (by a header of 4 columns)",
        "  Read as delimited: 2 articles",
        "  From more.csv (delimited): 2 articles",
        "  2 records: 2 articles, 0 quarantined",
    ]
    assert "Not in the study's language (1): 2 (fr)" in lines
    assert "People of the study whom no article names (1): ben" in lines
    assert lines[-2:] == ["  ana: Ana Ruiz (adds Ana, Ruiz)", "  ben: Ben Okafor (adds Ben, Okafor)"]
    assert "Date missing (1): 2: a date must be written as YYYY-MM-DD or as archives do; found 'yesterday'" in lines
    assert any(line.split() == ["(not", "known)", "1", "13", "0", "0", "0", "0", "1"] for line in lines)


def test_check_leaves_with_three_where_a_record_is_bad(study):
    assert run("check", study).exit_code == 3


def test_check_of_a_source_without_records_sets_it_aside_and_says_so(study):
    (study / "articles.csv").write_text(HEAD)
    done = run("check", study)
    assert (done.exit_code, "1 record: 0 articles, 1 quarantined" in done.stdout) == (3, True)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("kaggle.csv", "id,title,mood\n1,Deal,glad\n", "must have a column of text; columns found: id, title, mood"),
        ("two.csv", "id,body,content\n1,Words,Words\n", "which column is text; columns found: id, body, content"),
        ("lines.jsonl", '{"id": 1, "source": "A", "site": "B", "body": "Words"}\n', "say which column is outlet"),
        ("pages/1.png", "<p>Words</p>", "pages holds 1 file of a kind that is not read: 1.png (1 .png)."),
        ("texts/1.txt", "SQLite format 3\0", "1.txt: the record must be of a format that is read; it is an SQLite"),
    ],
)
@pytest.mark.parametrize("command", ["check", "read", "report"])
def test_articles_of_which_nothing_can_be_read_are_refused(study, tmp_path, command, name, content, error):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    if command == "report":
        (study / "study.yaml").write_text(f"study: {{id: harbour, title: H}}\narticles: ../{name.split('/')[0]}\n")
    source = ["--articles", path if path.suffix in (".csv", ".jsonl") else path.parent] if command != "report" else []
    done = run(command, study, *source, *(["--out", tmp_path / "out"] if command != "check" else []))
    assert done.exit_code == 2
    assert error in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_a_format_of_dates_that_reads_no_day_is_refused(study):
    done = run("check", study, "--date-format", "%")
    assert (done.exit_code, "must be one that reads a day; '%' does not" in done.stderr) == (2, True)


def test_a_codebook_that_its_own_examples_contradict_is_a_problem(study):
    frames = (
        "frames:\n  praise:\n    label: Praise\n    definition: Words of praise.\n"
        "    functions: {moral_evaluation: {indicators: [praise]}}\n    include: [%s]\n"
    )
    text = (study / "study.yaml").read_text()
    (study / "study.yaml").write_text(text + frames % "Ana Ruiz praised the pilots.")
    good = run("codebook", study)
    assert (good.exit_code, good.stdout.splitlines()[-1][:24]) == (0, "1 indicator, 0 problems,")
    (study / "study.yaml").write_text(text + frames % "Ana Ruiz thanked the pilots.")
    bad = run("codebook", study)
    assert bad.exit_code == 3
    lines = bad.stdout.splitlines()
    at = lines.index("problem: include missed, praise (1): an example that should count for the frame does not")
    assert lines[at + 1] == "  Ana Ruiz thanked the pilots."


def test_a_problem_of_the_codebook_names_its_indicator(study):
    frames = (
        "minimum_articles: 2\nframes:\n  praise:\n    label: Praise\n    definition: Words of praise.\n"
        "    functions: {moral_evaluation: {indicators: [praise, glory]}}\n"
    )
    (study / "study.yaml").write_text((study / "study.yaml").read_text() + frames)
    (study / "articles.csv").write_text(HEAD + "1,Daily,,Ana Ruiz praised the pilots.\n2,Daily,,Ben Okafor did not.\n")
    lines = run("codebook", study).stdout.splitlines()
    at = [line.startswith("problem: never matches, praise (1): an indicator matches nowhere") for line in lines].index(
        True
    )
    assert lines[at + 1] == "  glory"
    assert "1 more indicator of the codebook hit nothing." in lines


def test_people_are_suggested_as_lines_of_a_study_file(study):
    (study / "articles.csv").write_text(
        HEAD + "1,Daily,,Ana Ruiz met Carla Dorn in May. Ana Ruiz praised Carla Dorn. She thanked her.\n"
    )
    done = run("suggest", "people", study)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "people:"
    assert any(line.startswith("  #ana-ruiz: {") for line in lines)
    (carla,) = [line for line in lines if line.startswith("  carla-dorn: {")]
    assert yaml.safe_load(carla)["carla-dorn"]["name"] == "Carla Dorn"


def test_a_methods_section_can_be_sent_to_a_file_what_was_set_aside_is_said_beside_it(study):
    done = run("methods", study)
    assert done.exit_code == 3
    assert done.stdout.startswith("The corpus holds 1 article")
    assert "quarantined" not in done.stdout
    assert done.stderr.startswith("1 record quarantined:\n  articles.csv line 3: ")


def test_a_report_is_refused_before_it_starts_where_a_parameter_or_notebook_is_not_known(study, tmp_path):
    for arguments, error in (
        (["-p", "persn=ana"], "error: Parameter `persn` must be one of "),
        (["-p", "persn"], "error: A parameter must be written name=value; found 'persn'."),
        (["--only", "99_none"], "error: A notebook must be one of 00_corpus, "),
    ):
        done = run("report", study, "--out", tmp_path / "out", *arguments)
        assert (done.exit_code, done.stderr.startswith(error)) == (2, True)
    assert not list(tmp_path.glob("out/*"))


def test_why_a_report_would_run_is_said_and_nothing_is_written(study, tmp_path):
    done = run(
        "report",
        study,
        "--out",
        tmp_path / "out",
        "--why",
        "--only",
        "05_person",
        "-p",
        "person=ana",
        "-p",
        "person=ben",
    )
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        ["tables: not done yet", "05_person-ana: not done yet", "05_person-ben: not done yet", "3 to make"],
    )
    assert not (tmp_path / "out").exists()


def test_verify_names_what_is_not_as_it_was_made(tmp_path):
    (tmp_path / "page").write_text("made")
    write_record(tmp_path, "run", {}, [tmp_path / "page"], {})
    write_record(tmp_path, "site", {}, [], {"steps": ["run"]})
    assert (run("verify", tmp_path).exit_code, run("verify", tmp_path).stdout) == (
        0,
        "1 file, 0 not as they were made\n",
    )
    (tmp_path / "page").write_text("else")
    done = run("verify", tmp_path)
    assert (done.exit_code, done.stdout) == (3, "page is edited\n1 file, 1 not as they were made\n")
    assert run("verify", tmp_path / "none").exit_code == 2


def test_a_report_with_nothing_to_do_imports_nothing_that_is_slow(tmp_path):
    code = (
        "import sys, analysis.cli.report, analysis.reports.run.batch; from analysis.study import read_study; "
        "read_study(); "
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'papermill', 'nbformat'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", ["check", "read"])
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "is not there."),
        ("study: {id: harbour, title: T}\npeopel: {}\n", "`peopel` is not a known key"),
        ("study: {id: harbour, title: T}\narticles: gone.csv\n", "gone.csv is not."),
    ],
)
def test_a_study_that_is_refused_is_one_line_and_exit_code_two(tmp_path, command, content, error):
    path = tmp_path / "study.yaml"
    if content:
        path.write_text(content)
    done = run(command, path, *(["--out", tmp_path / "out"] if command == "read" else []))
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ")
    assert error in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("out/*"))


def test_an_output_folder_inside_the_articles_is_refused(study, tmp_path):
    texts = study / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Ana Ruiz spoke.")
    inside = f"error: The output folder must not lie inside the articles; {texts / 'out'} does.\n"
    given = ("--articles", texts)
    own = study / "study.yaml"
    own.write_text(own.read_text() + "articles: texts\n")
    listed = tmp_path / "listed"
    shutil.copytree(study, listed)
    (listed / "articles.csv").write_text("article_id,file\na,texts/a.txt\n")
    (listed / "study.yaml").write_text(own.read_text().replace("articles: texts", "articles: articles.csv"))
    there = inside.replace(str(study), str(listed))
    for command, folder, options, error in [
        ("read", study, given, inside),
        ("read", study, (), inside),
        ("report", study, (), inside),
        ("report", study, ("--why",), inside),
        ("read", listed, (), there),
    ]:
        done = run(command, folder, *options, "--out", folder / "texts" / "out")
        assert (done.exit_code, done.stderr) == (2, error), (command, folder, options)
    done = run("report", study, "--out", tmp_path / "out", "--figures", texts / "out")
    assert (done.exit_code, done.stderr) == (2, inside)
    assert list(texts.iterdir()) == [texts / "a.txt"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["read", "report"])
def test_files_of_the_study_are_never_written_over(study, command):
    before = (study / "articles.csv").read_bytes()
    done = run(command, study, "--out", study)
    assert (done.exit_code, done.stderr) == (
        2,
        f"error: The output folder must not be that of the study or of its articles; {study} is.\n",
    )
    tables = study / "tables"
    tables.mkdir()
    (study / "articles.csv").rename(tables / "articles.csv")
    (study / "study.yaml").write_text((study / "study.yaml").read_text() + "articles: tables/articles.csv\n")
    assert run("report", study, "--out", study / "x" / "..").exit_code == 2
    assert (tables / "articles.csv").read_bytes() == before


def test_a_demo_is_not_written_over_a_study(study):
    done = run("demo", study)
    assert (done.exit_code, "must not hold a study that is no demo" in done.stderr) == (2, True)


@pytest.mark.parametrize("options", [("read",), ("report",), ("report", "--why")])
def test_an_output_that_is_a_file_or_lies_in_one_is_refused(study, tmp_path, options):
    command, *more = options
    file = tmp_path / "file"
    file.write_text("")
    for out in (file, file / "out"):
        done = run(command, study, *more, "--out", out)
        assert (done.exit_code, done.stderr) == (2, f"error: The output must be a folder; {file} is a file.\n")


def test_nothing_that_a_terminal_obeys_is_printed(study):
    (study / "articles.csv").write_bytes(
        HEAD.encode() + b"\x1b[31mred,Daily\xe2\x80\xae,n.d.,Words of it\nb\x1b]0;x\x07,D,,\n"
    )
    done = run("check", study)
    assert "\\x1b[31mred: a date must be" in done.stdout
    assert not set("\x1b\x07\u202e") & set(done.output)


def test_import_writes_what_it_read_with_its_provenance_and_reading_it_gives_the_same(tmp_path, study):
    (tmp_path / "more.csv").write_text("id,title,source,date,content\n1,Deal,Tide,3/25/2024,Ana said yes.\n2,,,,\n")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "3.txt").write_text("Title: Vote\nSource: Tide\n\nBen said no.")
    out = tmp_path / "articles.jsonl"
    done = run("import", tmp_path / "more.csv", tmp_path / "texts", "--out", out)
    assert done.exit_code == 3
    assert done.stdout.splitlines()[0] == f"2 articles written to {out}"
    assert "more.csv line 3: the record must have text" in done.stdout
    assert (tmp_path / "articles-aside" / "quarantine" / "quarantine.csv").is_file()
    from analysis.corpus import read_articles
    from analysis.study import read_study

    loaded = read_articles(out, read_study(study))
    columns = ["article_id", "outlet", "headline", "raw", "source_file", "locator", "reader"]
    assert loaded.articles[columns].values.tolist() == [
        ["1", "Tide", "Deal", "Ana said yes.", "more.csv", "row=2", "delimited"],
        ["3", "Tide", "Vote", "Ben said no.", "3.txt", "bytes=26-38", "text"],
    ]
    assert str(loaded.articles["published_earliest"][0].date()) == "2024-03-25"
    assert ("3", "header block taken", "headline, outlet") in loaded.notes


def test_import_of_nothing_and_into_its_own_source_is_refused(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "1.txt").write_text(" ")
    for arguments in (
        [tmp_path / "texts", "--out", tmp_path / "a.jsonl"],
        [tmp_path / "texts", "--out", tmp_path / "texts" / "a.jsonl"],
        ["--out", tmp_path / "a.jsonl"],
    ):
        done = run("import", *arguments)
        assert (done.exit_code, done.stderr.startswith("error: ")) == (2, True)
        assert not (tmp_path / "a.jsonl").exists()


def test_what_is_printed_into_a_file_is_utf_8_on_a_system_that_would_say_otherwise():
    env = os.environ | {"PYTHONIOENCODING": "cp1252"}
    code = "from analysis.cli import main; main.callback(); print('−1')"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert done.stdout.decode("utf-8").strip() == "−1", done.stderr


def test_a_folder_that_hides_the_toolkit_is_named_before_a_command_runs(tmp_path, monkeypatch):
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "__init__.py").write_text("")
    monkeypatch.chdir(tmp_path)
    done = run("check", tmp_path / "none")
    assert done.stderr.startswith(f"note: {tmp_path / 'analysis'} hides this toolkit")


def test_a_count_that_an_export_announces_and_does_not_hold_leaves_with_three(tmp_path, study):
    answer = '{"totalResults": 9, "articles": [{"url": "https://x.example/1", "content": "Ana Ruiz said yes."}]}'
    (tmp_path / "a.json").write_text(answer)
    done = run("check", study, "--articles", tmp_path / "a.json")
    assert done.exit_code == 3
    assert "Count differs: a.json announces 9 results, 1 was read" in done.stdout


def test_what_is_written_beside_files_of_a_pattern_is_not_among_them(tmp_path, study):
    (tmp_path / "1.txt").write_text("Ana Ruiz said yes.")
    assert run("import", f"{tmp_path}/*.txt", "--out", tmp_path / "a.jsonl").exit_code == 0
    assert run("import", f"{tmp_path}/*.txt", "--out", tmp_path / "b.txt").exit_code == 2
    done = run("read", study, "--articles", f"{tmp_path}/*.txt", "--out", tmp_path / "tables")
    assert (done.exit_code, (tmp_path / "tables" / "articles.csv").is_file()) == (0, True)
    assert run("read", study, "--articles", f"{tmp_path}/**/*.txt", "--out", tmp_path / "more").exit_code == 2


def test_read_by_parts_says_what_it_read_and_opens_as_a_corpus(study, tmp_path):
    done = run("read", study, "--out", tmp_path / "out", "--jobs", 1)
    assert done.exit_code == 3
    assert done.stdout.startswith(f"1 article in 1 part written to {tmp_path / 'out'}\n1 record quarantined:\n")
    assert (tmp_path / "out" / "quarantine" / "0000-articles-csv-3").read_text() == "2,Daily,,\n"
    corpus = analysis.open_corpus(tmp_path / "out", study)
    assert corpus.reading() == analysis.read(study)
    refused = run("read", study, "--out", tmp_path / "b", "--cluster", "nowhere")
    assert refused.exit_code == 2
    assert "`cluster` must be the address of" in refused.output or "Dask, which is not installed" in refused.output
