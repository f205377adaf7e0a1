"""A figure is made again from its passport alone, and what differs since is named."""

import hashlib
import json
import shutil

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.reports.figure.again import compare_figures, hold_tables, make_figure, read_passport
from analysis.reports.run.articles import list_articles, study_of_report
from analysis.study import read_study

STUDY = """
study: {id: harbour, title: The harbour}
people:
  ana: {name: Ana Ruiz, pronouns: she}
  ben: {name: Ben Okafor, pronouns: he}
"""
ARTICLES = (
    "article_id,outlet,published,text\n"
    "1,Daily,2024-01-05,Ana Ruiz praised the pilots. “Good” she said.\n"
    "2,Bay Post,2024-02-05,Ben Okafor thanked Ana Ruiz for her great help.\n"
)
PERSON = {"person": "ben", "method": "clause"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a study and, in ``figures``, one figure of it."""
    folder = tmp_path_factory.mktemp("made")
    write_study(folder / "study")
    draw(folder / "study", folder / "figures", "05_person", "mentions_of_ben", PERSON)
    return folder


def write_study(folder, study=STUDY, articles=ARTICLES):
    folder.mkdir(exist_ok=True)
    (folder / "study.yaml").write_text(study, encoding="utf-8")
    (folder / "articles.csv").write_text(articles, encoding="utf-8")


def draw(study, out, notebook, figure, parameters):
    from analysis.pipeline import read

    return make_figure({"notebook": notebook, "figure": figure, "parameters": parameters}, read(study), out)


def again(made, study, out, *more):
    passport = made / "figures" / "mentions_of_ben.json"
    arguments = ["figure", passport, "--study", study, "--out", out, *more]
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_figure_made_again_is_the_same_to_the_byte_and_leaves_with_zero(made, tmp_path):
    done = again(made, made / "study", tmp_path)
    assert (done.exit_code, done.output) == (
        0,
        f"{tmp_path / 'mentions_of_ben'}.png: the table is identical (8 rows)\n",
    )
    assert len(list(tmp_path.iterdir())) == 8
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (made / "figures" / path.name).read_bytes(), path.name


def test_the_study_of_a_figure_in_a_report_need_not_be_named(made, tmp_path):
    study = read_study(made / "study")
    list_articles(study, None, {}, tmp_path, keep=True)
    shutil.copytree(made / "figures", tmp_path / "figures")
    passport = tmp_path / "figures" / "mentions_of_ben.json"
    done = CliRunner().invoke(main, ["figure", str(passport), "--out", str(tmp_path / "out")])
    assert (done.exit_code, done.output.count("identical")) == (0, 1), done.output
    study.path.rename(made / "moved.yaml")
    try:
        assert study_of_report(tmp_path) is None
    finally:
        (made / "moved.yaml").rename(study.path)


@pytest.mark.parametrize(
    ("now", "held"),
    [
        ("a,0.5,3,10,0\nb,0.25,4,20,1.5\n", 0),
        ("a,0.5,3,10,0.001\nb,0.2515,4,20,1.5\n", 0.0015),
        ("a,0.5,3,10,0\nb,0.2521,4,20,1.5\n", None),  # further than a machine rounds
        ("a,0.5,3,10,0\nb,0.25,5,20,1.5\n", None),  # a count
        ("a,0.5,3,11,0\nb,0.25,4,20,1.5\n", None),  # an offset
        ("c,0.5,3,10,0\nb,0.25,4,20,1.5\n", None),  # a word
        ("a,,3,10,0\nb,0.25,4,20,1.5\n", None),  # no value
        ("a,0.5,3,10,0\n", None),
    ],
)
def test_measured_values_are_held_to_what_a_machine_rounds_and_all_else_to_the_byte(tmp_path, now, held):
    head, then = "name,value,n_mentions,start,lower\n", "a,0.5,3,10,0\nb,0.25,4,20,1.5\n"
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(head + then, encoding="utf-8")
    new.write_text(head + now, encoding="utf-8")
    sha256 = hashlib.sha256((head + then).encode()).hexdigest()
    found = hold_tables(old, new, sha256)
    assert found == (held if held is None else pytest.approx(held))
    old.write_text(head + now + "\n", encoding="utf-8")  # no longer the passport's table: nothing to hold it to
    assert hold_tables(old, new, sha256) == (0 if held == 0 else None)


def test_other_articles_leave_with_three_and_name_the_rows(made, tmp_path):
    write_study(tmp_path / "study", articles=ARTICLES + "3,Daily,2024-03-01,Ben Okafor spoke.\n")
    done = again(made, tmp_path / "study", tmp_path / "out")
    assert done.exit_code == 3
    lines = done.output.splitlines()
    assert lines[0].endswith("mentions_of_ben.png: the table is different (8 rows)")
    assert lines[1:] == [
        "  the articles changed",
        "  articles: 2 then, 3 now",
        "  - ben, Ben Okafor, daily, Daily, proper, 0",
        "  + ben, Ben Okafor, daily, Daily, proper, 1",
    ]


def test_a_study_file_that_changed_is_named_though_the_table_is_identical(made, tmp_path):
    write_study(tmp_path / "study", study=STUDY + "# a remark\n")
    done = again(made, tmp_path / "study", tmp_path / "out")
    assert (done.exit_code, done.output.splitlines()[1:]) == (0, ["  the study file changed"])


def test_versions_and_code_that_changed_are_named_and_a_table_that_is_not_beside_it_too(made, tmp_path):
    now = json.loads((made / "figures" / "mentions_of_ben.json").read_bytes())
    then = now | {"code": "0", "table_sha256": "0", "versions": now["versions"] | {"pandas": "3.0.0"}}
    lines = compare_figures(then, now, tmp_path / "gone.csv", made / "figures" / "mentions_of_ben.csv")
    assert lines == [
        "the code that makes its table changed",
        f"pandas: 3.0.0 then, {pd.__version__} now",
        "which rows differ is not known: the table of the passport is not beside it as gone.csv",
    ]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"study": "other"}, "The study must be `other`, as {} says; found `harbour` (name it with --study)."),
        ({"table_sha256": None}, "{} must be a figure's passport; `table_sha256` is missing or no str."),
        ({"notebook": "../../etc"}, "The notebook of {} must be one of 00_corpus, "),
        ({"parameters": {"out": "/tmp/x"}}, "{} must not set `out`: no path is part of a passport."),
        ({"parameters": {"persn": "ben"}}, "Parameter `persn` must be one of 05_person's: "),
        ({"parameters": {"person": "carla"}}, "`person` must be one of ana, ben; found `carla`."),
        ({"figure": "../../x"}, "Notebook 05_person must draw `../../x`; it draws mentions_of_*, portrait_of_*."),
    ],
)
def test_a_passport_that_cannot_be_followed_is_refused_in_one_line_and_nothing_is_left(made, tmp_path, change, error):
    passport = tmp_path / "mentions_of_ben.json"
    known = json.loads((made / "figures" / "mentions_of_ben.json").read_bytes())
    passport.write_text(json.dumps(known | change))
    arguments = ["figure", str(passport), "--study", str(made / "study"), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("error: " + error.format(passport))
    assert not list(tmp_path.glob("out/*"))


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000, b"{}", b"1" * 2_000_000])
def test_what_is_no_passport_is_refused(made, tmp_path, content):
    passport = tmp_path / "x.json"
    passport.write_bytes(content)
    done = CliRunner().invoke(main, ["figure", str(passport), "--study", str(made / "study")])
    assert (done.exit_code, done.stderr.startswith(f"error: {passport} must be a figure's passport")) == (2, True)


def test_an_absent_passport_study_or_a_folder_that_would_overwrite_the_old_table_is_refused(made, tmp_path):
    gone = CliRunner().invoke(main, ["figure", str(tmp_path / "gone.json"), "--study", str(made / "study")])
    assert (gone.exit_code, "No such file" in gone.stderr) == (2, True)
    assert again(made, tmp_path / "gone", tmp_path).exit_code == 2
    over = again(made, made / "study", made / "figures")
    assert (over.exit_code, "must not be the folder of the passport" in over.stderr) == (2, True)


def test_the_passport_of_a_copied_figure_still_works(made, tmp_path):
    shutil.copytree(made / "figures", tmp_path / "copied")
    from analysis.study import read_study

    passport = read_passport(tmp_path / "copied" / "mentions_of_ben.json", read_study(made / "study"))
    assert passport["parameters"] == {**PERSON, "lexicon": "study", "outlets": None, "period": None}
