"""`narrative code` from a plan to a corrected contrast; files come back as people send them."""

import csv
import json
import shutil

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from analysis.cli import main
from analysis.study import read_study
from analysis.validity.coding import read_coding
from tests.validity.conftest import STUDY, write_articles


def run(*arguments, code=0):
    found = CliRunner().invoke(main, ["code", *map(str, arguments)])
    assert found.exit_code == code, found.output
    return found.output


@pytest.fixture(scope="module")
def planned_study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study") / "harbour"
    folder.mkdir()
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    write_articles().to_csv(folder / "articles.csv", index=False)
    CliRunner().invoke(main, ["read", str(folder), "--out", str(folder.parent / "tables")])
    tables = ("--tables", folder.parent / "tables")
    said = run("plan", folder, "--measure", "frame", "--coders", "ana-k,bo", "--n", "120", *tables)
    assert "frame:growth-harm: 120 of 240 units" in said
    assert "bo.html" in run("sheet", folder, *tables)
    return folder


@pytest.fixture
def study(planned_study, tmp_path):
    shutil.copytree(planned_study, tmp_path / "harbour")
    return tmp_path / "harbour"


def answer(study, coder, seed, error=0.1):
    """Fill in a coder's sheet as somebody who is mostly right would."""
    random = np.random.default_rng(seed)
    rows = list(csv.DictReader((study / "coding" / "sheets" / f"{coder}.csv").open(encoding="utf-8-sig", newline="")))
    for row in rows:
        true = "growth" if "jobs" in row["text"] else "harm" if "poison" in row["text"] else "none"
        row["value"] = str(random.choice(["growth", "harm", "both", "none"])) if random.random() < error else true
    return rows


def write(path, rows, delimiter=",", encoding="utf-8", **options):
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter, **options)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_from_a_plan_to_a_corrected_contrast(study, planned_study, tmp_path):
    files = [write(tmp_path / f"{coder}.csv", answer(study, coder, at)) for at, coder in enumerate(("ana-k", "bo"))]
    said = run("read", study, *files)
    assert "ana-k: " in said
    tables = ("--tables", planned_study.parent / "tables")
    assert (study / "coding" / "answers" / "bo.csv").read_bytes() == files[1].read_bytes()
    listed = run("disagreements", study, *tables)
    n = int(listed.rsplit(": ", 1)[1].split()[0])
    assert n > 3
    sheet = study / "coding" / "disagreements.csv"
    rows = list(csv.DictReader(sheet.open(encoding="utf-8-sig", newline="")))
    assert {row["coder"] for row in rows} == {"adjudicated"}
    assert all(row["said_by_ana-k"] != row["said_by_bo"] for row in rows)
    for row in rows:
        row["value"] = "growth" if "jobs" in row["text"] else "harm" if "poison" in row["text"] else "none"
    run("read", study, write(tmp_path / "settled.csv", rows))
    assert ": 0 units" in run("disagreements", study, *tables)
    told = run("report", study, "--out", tmp_path / "out", *tables)
    assert "α = 0." in told
    corrected = pd.read_parquet(tmp_path / "out" / "corrected.parquet")
    row = corrected[(corrected["measure"] == "frame_difference") & (corrected["unit_b"] == "bell")].iloc[0]
    assert row["lower"] < row["machine"] < row["upper"]
    assert f"machine {row['machine']:+.2f}, corrected {row['corrected']:+.2f}".replace("-", "−") in told


def messy(rows):
    """The same sheet as programs and people make it."""
    columns = ["value", "unit_id", "coder", "note"]
    short = [{name: row[name] for name in columns} for row in rows]
    yield "reordered columns and rows, semicolons", {"delimiter": ";"}, list(reversed(short))
    yield "cp1252", {"encoding": "cp1252", "delimiter": ";"}, [row | {"note": "naïve – “so”"} for row in short]
    yield "utf-16, tabs", {"encoding": "utf-16", "delimiter": "\t"}, short
    yield (
        "labels for ids, in capitals",
        {},
        [row | {"value": row["value"].upper().replace("NONE", "Neither")} for row in short],
    )
    yield "apostrophes", {}, [row | {"value": f"'{row['value']}", "unit_id": f"’{row['unit_id']}’"} for row in short]
    yield "half of it", {}, [row | {"value": row["value"] if at % 2 else ""} for at, row in enumerate(short)]


def test_sheets_are_read_as_they_come_back(study, tmp_path):
    rows = answer(study, "bo", 1)
    true = {row["unit_id"]: row["value"] for row in rows}
    for turn, (name, options, changed) in enumerate(messy(rows)):
        (study / "coding" / "labels.csv").unlink(missing_ok=True)
        said = run("read", study, write(tmp_path / f"m{turn}.csv", changed, **options))
        labels = read_coding(study / "coding").labels
        assert labels["value"].tolist() == [true[unit] for unit in labels["unit_id"]], name
        assert len(labels) == (len(rows) if "half" not in name else len(rows) // 2), name
        assert ("left empty" in said) == ("half" in name)
    text = write(tmp_path / "curly.csv", rows, quoting=csv.QUOTE_ALL).read_text()
    marks = iter("“”" * text.count('"'))
    (tmp_path / "curly.csv").write_text("".join(next(marks) if sign == '"' else sign for sign in text))
    (study / "coding" / "labels.csv").unlink()
    run("read", study, tmp_path / "curly.csv")
    assert len(read_coding(study / "coding").labels) == len(rows)


def test_what_is_no_answer_is_refused_by_file_and_row_and_its_neighbours_are_read(study, tmp_path):
    rows = answer(study, "bo", 1)[:8]
    rows[0]["unit_id"] = "u000"
    rows[1]["value"] = "love"
    rows[2]["coder"] = "cy"
    rows[3]["codebook"] = "another"
    path = write(tmp_path / "bo.csv", rows)
    said = run("read", study, path, code=3)
    allowed = {
        2: "`unit_id` must be one of the plan; found `u000`",
        3: "`value` must be one of growth, harm, both, none; found 'love'",
        4: "`coder` must be one of ana-k, bo; found `cy`",
    }
    for number, reason in allowed.items():
        assert f"{path} row {number}: {reason}" in said
    assert f"{path} row 5: `codebook` must be `" in said
    assert len(read_coding(study / "coding").labels) == 4
    (tmp_path / "no.csv").write_text("a,b\n1,2\n")
    assert "must have the columns unit_id and value; found a, b" in run("read", study, tmp_path / "no.csv", code=2)


def test_the_later_answer_counts_and_two_at_once_are_refused(study, planned_study, tmp_path):
    rows = answer(study, "bo", 1, error=0)
    run("read", study, write(tmp_path / "bo.csv", rows))
    other = [{**rows[0], "value": "both"}]
    assert "1 answer changed" in run("read", study, write(tmp_path / "later.csv", other))
    labels = read_coding(study / "coding").labels.set_index("unit_id")["value"]
    assert labels[rows[0]["unit_id"]] == "both"
    said = run("read", study, tmp_path / "bo.csv", tmp_path / "later.csv", code=3)
    assert f"unit `{rows[0]['unit_id']}`: bo must answer once" in said


def test_a_study_without_a_plan_and_a_plan_that_is_answered_are_refused(study, planned_study, tmp_path):
    assert "draw one with `narrative code plan`" in run(
        "read", study, study / "articles.csv", "--coding", tmp_path / "none", code=2
    )
    run("read", study, write(tmp_path / "bo.csv", answer(study, "bo", 1)))
    again = ("plan", study, "--measure", "frame", "--coders", "ana-k,bo", "--tables", planned_study.parent / "tables")
    assert "must hold no answers when another plan is drawn" in run(*again, code=2)
    assert "leave out --articles" in run(*again, "--articles", study / "articles.csv", code=2)
    assert json.loads((study / "coding" / "plan.json").read_bytes())["study"] == read_study(study).id


def lines_of(rows, mark=",", head="unit_id,value"):
    return "\n".join([head.replace(",", mark), *(f"{row['unit_id']}{mark}{row['value']}" for row in rows)])


def test_a_file_is_read_whatever_stands_around_its_table(study, tmp_path):
    rows = answer(study, "bo", 1)[:9]
    short = lines_of(rows)
    shapes = {
        "answers-bo.csv": short,
        "Bo (1) final.csv": short,
        "bo_sep.csv": "sep=;\r\n" + lines_of(rows, ";"),
        "bo_title.csv": "\n\nMy coding,\n" + short,
        "bo_twice.csv": lines_of(rows[:5]) + "\n" + lines_of(rows[5:]),
        "bo_capitals.csv": short.upper(),
        "bo_bars.csv": lines_of(rows, "|"),
        "bo_long.csv": lines_of(rows, head="unit_id,value,note") + "," + "x" * 200_000,
    }
    shapes["whole.csv"] = "\n".join(
        f"{'coder' if at == 0 else 'BO' if at == 1 else ''},{line}" for at, line in enumerate(short.splitlines())
    )
    for name, text in shapes.items():
        (study / "coding" / "labels.csv").unlink(missing_ok=True)
        (tmp_path / name).write_text(text)
        assert f"bo: {len(rows)} answers read" in run("read", study, tmp_path / name), name
    (tmp_path / "bo_mac.csv").write_bytes(
        ("unit_id,value,note\n" + f"{rows[0]['unit_id']},none,").encode() + b"\x8f\xfcx\xe9"
    )
    assert "1 answer read" in run("read", study, tmp_path / "bo_mac.csv")
    book = Workbook()
    book.active.append(["A title"])
    for row in [["unit_id", "value"], *([one["unit_id"], one["value"]] for one in rows)]:
        book.active.append(row)
    book.save(tmp_path / "bo.xlsx")
    assert f"bo: {len(rows)} answers read" in run("read", study, tmp_path / "bo.xlsx")


def test_a_file_that_may_be_somebody_elses_or_swallows_rows_is_named(study, tmp_path):
    rows = answer(study, "bo", 1, error=0)
    other = [{**row, "value": "both"} for row in rows[:9]]
    said = run("read", study, write(tmp_path / "one.csv", rows[:9]), write(tmp_path / "two.csv", other), code=3)
    assert f"{tmp_path / 'one.csv'} and {tmp_path / 'two.csv'} say that they are bo's, and differ in 9 units" in said
    assert f"bo must answer once; found {rows[0]['value']} in {tmp_path / 'one.csv'} row 2, both in" in said
    assert not (study / "coding" / "labels.csv").exists()  # nothing was answered: another plan may be drawn
    (tmp_path / "ana-k.csv").write_text(lines_of(rows))
    said = run("read", study, tmp_path / "ana-k.csv", code=3)
    assert "a unit must be on the sheet of ana-k; found one of bo" in said
    assert "answers read" not in said
    (tmp_path / "bo.csv").write_text(lines_of(rows[:2], head="unit_id,value,note") + ',"so\n' + lines_of(rows[2:9]))
    said = run("read", study, tmp_path / "bo.csv", code=3)
    assert f"{tmp_path / 'bo.csv'} row 3: a quotation mark of it must be closed" in said
    (tmp_path / "ana-k_bo.csv").write_text(lines_of(rows[:3]))
    assert "rows 2-4: `coder` must be one of ana-k, bo; found `ana-k_bo.csv`" in run(
        "read", study, tmp_path / "ana-k_bo.csv", code=3
    )
    (tmp_path / "bo.csv").write_text("unit_id,value,value\n")
    assert "must have one column `value`; found 2" in run("read", study, tmp_path / "bo.csv", code=2)
