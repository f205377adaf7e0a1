"""Cases of one text: the command that runs them says what holds, what fails, and what it cannot read."""

import json

import pytest

from benchmarks.cases import main, run_cases
from benchmarks.checks import UnknownCheck, holds

PEOPLE = {"people": {"roe": {"name": "Jane Roe", "pronouns": "she"}, "doe": {"name": "John Doe", "pronouns": "he"}}}
TEXT = "“We won,” Jane Roe said. She met John Doe in March 2024."
RIGHT = [
    "quote 'We won' -> roe",
    "quote 'We won' -> roe (direct)",
    "no quote over 'in March'",
    "no quote over 'We won' by doe",
    "mention 'She' in 'She met' -> ('roe',)",
    "mention 'She' in 'She met' -> ('roe', '?')",
    "mention 'March' in 'in March' -> nobody",
    "section of 'We won' in ('body',)",
    "3 sentences",
    "quote 'We won' -> ~she",
    "narrated times (('March 2024', '2024-03-01', '2024-03-31'),)",
    "voice of 'We won' = quoted roe",
    "voice of 'She met' = own",
    "valence of 'We won' +",
    "headline 'Roe wins'",
]
WRONG = [
    "quote 'We won' -> doe",
    "quote 'We lost' -> roe",
    "quote 'We won' -> doe (indirect)",
    "no quote over 'We won' by roe",
    "no quote over 'We won'",
    "mention 'She' in 'She met' -> ('doe',)",
    "mention 'She' in 'She met' -> nobody",
    "section of 'We won' in ('caption', 'credit')",
    "2 sentences",
    "narrated times ()",
    "voice of 'We won' = own",
    "valence of 'We won' -",
    "sentiment at 'She' in 'She met' -",
    "headline 'Doe wins'",
]


@pytest.fixture
def folder(tmp_path):
    def write(**cases):
        for name, case in cases.items():
            case = {"id": name, "text": TEXT, "headline": "Roe wins", "study": PEOPLE} | case
            (tmp_path / f"{name}.json").write_text(json.dumps(case), encoding="utf-8")
        return tmp_path

    return write


def test_each_check_is_held_to_the_tables_of_the_product(folder):
    cases = folder(a2={"expected": RIGHT, "family": "all right"}, a3={"expected": WRONG, "family": "all wrong"})
    assert [(one.id, one.kind, one.failed) for one in run_cases(cases)] == [
        ("a2", "all right", []),
        ("a3", "all wrong", WRONG),
    ]


def test_the_rows_of_a_table_are_compared_whole(folder):
    quotes = {"table": "quotes", "expect": [["We won,", "roe"]]}
    names = {"table": "persons", "expect": ["Jane Roe"]}
    [first, second] = run_cases(folder(a=quotes, b=names))
    assert first.failed == []
    assert second.failed == ["['Jane Roe']; found ['Roe', 'Jane Roe', 'John Doe']"]


def test_the_command_counts_by_kind_and_takes_even_or_odd_ids(folder, capsys):
    cases = folder(
        q2={"expected": ["3 sentences"], "family": "splitting"},
        q3={"expected": ["2 sentences"], "family": "splitting"},
        q4={"expect": "two sentences, as a reader sees them", "kind": "in words"},
        q6={"expected": ["a check in no known form"], "family": "odd forms"},
    )
    main([str(cases), "--failed"])
    assert capsys.readouterr().out.splitlines() == [
        "q3: 2 sentences",
        "           right  wrong  not run",
        "in words       0      0        1",
        "odd forms      0      0        1",
        "splitting      1      1        0",
        "all            1      1        2",
    ]
    main([str(cases), "--ids", "odd"])
    assert capsys.readouterr().out.splitlines()[-1].split() == ["all", "0", "1", "0"]


def test_a_folder_without_cases_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        main([str(tmp_path)])
    assert stop.value.code == 2
    assert f"FOLDER must hold cases (*.json); {tmp_path} has none." in capsys.readouterr().err


def test_a_check_in_no_known_form_is_named(shipped):
    with pytest.raises(UnknownCheck, match="the tone is right"):
        holds("the tone is right", shipped)


def test_cases_of_files_and_exports_are_read_as_studies_read_them(tmp_path, capsys):
    for name, wanted in {"right": 1, "wrong": 2}.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.csv").write_text(
            "id,title,source,date,content\n1,Deal,Tide,2024-03-01,Jane Roe said yes.\n2,,,,\n"
        )
        expected = {
            "articles": wanted,
            "quarantine": 1,
            "ids": ["1"],
            "outlets": ["Tide"],
            "published": ["2024-03-01"],
            "headlines": ["Deal"],
            "not_in_text": ["John Doe"],
            "quarantine_reason_mentions": "no text",
            "never": "the second row as an article",
        }
        case = {"case": name, "input": ["a.csv"], "study_options": {}, "expected": expected}
        (folder / "expected.json").write_text(json.dumps(case), encoding="utf-8")
    main(["corpora", str(tmp_path), "--words"])
    assert capsys.readouterr().out.splitlines() == [
        "right  right",
        "       in words: never: the second row as an article",
        "wrong  wrong",
        "       articles: 2 are there; found 1",
        "       in words: never: the second row as an article",
        "1 of 2 right",
    ]
