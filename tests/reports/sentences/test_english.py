"""A number is written in one place: templates say where it stands, `english` how it looks."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from analysis import reports
from analysis.measured import MeasuredError
from analysis.reports.sentences.english import fill, number, signed

ROOMS = ("sentences", "room", "figure")
FOLDER = Path(reports.__file__).parent
TELLING = [path for room in ROOMS for path in (FOLDER / room).glob("*.py")] + [FOLDER / "show.py"]


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{n} {n:is|are}", "1,200 are"),
        ("{one:hit} {one:is|are}", "1 hit is"),
        ("{tone}, {unknown}", "−0.25, not measured"),
        ("{day}", "2024-01-05"),
        ("{kinds:mention}: {kinds}", "4 mentions: 3 proper and 1 nominal"),
        ("{kinds:,}{kinds:()}{none:()}", "3 proper, 1 nominal (3 proper and 1 nominal)"),
        ("{share:%} {share:.3f}", "45 % 0.450"),
        ("{error}", "share right .950 on labelled data"),
        ("{outlet} said {n:word}", "The {n} Tide said 1,200 words"),  # a name is no template
    ],
)
def test_a_template_says_where_a_number_stands_and_its_kind_how_it_looks(template, told):
    facts = {"n": 1200, "one": 1, "tone": -0.25, "unknown": float("nan"), "day": pd.Timestamp("2024-01-05")}
    facts |= {"kinds": {"proper": 3, "nominal": 1}, "none": {}, "share": 0.45, "outlet": "The {n} Tide"}
    facts |= {"error": MeasuredError("share right", "labelled data", 0.95)}
    assert fill(template, facts) == told


def test_a_missing_number_is_said_to_be_missing():
    assert (signed(None), number(None), signed(0), number(-1234.5)) == ("not measured", "–", "+0.00", "−1,234.50")


@pytest.mark.parametrize("path", TELLING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_other_module_of_the_sentences_formats_a_number(path):
    if path.name == "english.py":
        return
    formatted = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue) and node.format_spec
    ]
    assert not formatted
