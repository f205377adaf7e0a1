"""A figure is saved whole at both widths, the same every time and everywhere, with its table and its passport."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image

from analysis.charts import plot_quoted_words
from analysis.errors import ReportError
from analysis.measured import read_errors
from analysis.reports.figure import save as figures
from analysis.reports.figure.save import SHOWN, ask_for, save_figure

TABLE = pd.DataFrame(
    {
        "outlet": ["The Tide", "=cmd"],
        "source": ["Ana", "Ana"],
        "source_kind": ["person", "person"],
        "n_words": [3, 1],
        "n_quotes": [1, 1],
        "n_words_outlet": [10, 10],
        "per_100": [30.0, 10.0],
    }
)
SAVE = f"""
import sys
from dataclasses import replace
from functools import partial
import pandas as pd
from analysis.charts import plot_quoted_words
from analysis.reports.figure.save import SHOWN, ask_for, save_figure
from analysis.reports.figure.passport import Passport
table = pd.DataFrame({TABLE.to_dict("list")!r})
passport = Passport(**eval(sys.argv[2]))
draw = partial(plot_quoted_words, table)
save_figure(draw, table, "quoted", sys.argv[1], passport, measure="quoted_words", caption="Quoted <words> & more.")
"""


def save(folder, passport, table=TABLE, **more):
    options = {"measure": "quoted_words", "caption": "Quoted <words> & more."} | more
    return save_figure(partial(plot_quoted_words, table), table, "quoted", folder, passport, **options)


def facts(folder):
    return json.loads((folder / "quoted.json").read_bytes())


@pytest.fixture(scope="module")
def saved(tmp_path_factory, passport):
    """A folder with one saved figure, which tests only look at."""
    folder = tmp_path_factory.mktemp("saved")
    save(folder, passport)
    return folder


def test_a_figure_has_three_formats_at_two_widths_its_table_and_its_passport_flat_in_its_folder(saved):
    kinds = ["csv", "half.pdf", "half.png", "half.svg", "json", "pdf", "png", "svg"]
    assert sorted(path.name for path in saved.iterdir()) == [f"quoted.{kind}" for kind in kinds]


def test_a_figure_saved_twice_is_the_same_to_the_byte(tmp_path, passport, saved):
    save(tmp_path, passport)
    for path in saved.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_a_figure_is_the_same_to_the_byte_in_another_process_folder_time_zone_and_style(tmp_path, passport, saved):
    (tmp_path / "matplotlibrc").write_text("font.size: 19\nlines.markersize: 40\naxes.facecolor: red\n")
    odd = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", SAVE, "two", repr(passport.as_dict())]
    subprocess.run(command, cwd=tmp_path, env=os.environ | odd, check=True)
    for path in saved.iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(("part", "inches"), [("", 7.2), ("half.", 3.5)])
def test_the_pictures_are_as_wide_as_the_columns_of_a_journal(saved, part, inches):
    with Image.open(saved / f"quoted.{part}png") as picture:
        assert (picture.width, round(picture.info["dpi"][0])) == (round(300 * inches), 300)
    assert f'width="{72 * inches:g}pt"' in (saved / f"quoted.{part}svg").read_text()
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+)", (saved / f"quoted.{part}pdf").read_bytes())
    assert float(box[1]) == pytest.approx(72 * inches)


def test_a_pdf_embeds_its_font_and_an_svg_needs_none(saved):
    pdf = (saved / "quoted.pdf").read_bytes()
    assert b"/FontFile2" in pdf
    assert b"/Type3" not in pdf
    assert "<text" not in (saved / "quoted.svg").read_text()


def test_every_picture_holds_the_passport_and_the_words_for_those_who_cannot_see_it(saved):
    known = facts(saved)
    with Image.open(saved / "quoted.png") as picture:
        assert json.loads(picture.text["Passport"]) == known
        assert picture.text["Description"] == known["alt"]
    dublin = "{http://purl.org/dc/elements/1.1/}"
    svg = ElementTree.parse(saved / "quoted.svg")
    assert json.loads(svg.find(f".//{dublin}source").text) == known
    assert svg.find(f".//{dublin}description").text == known["alt"]
    keywords = re.search(rb"/Keywords \((.*?[^\\])\)\s", (saved / "quoted.pdf").read_bytes(), re.DOTALL)[1]
    assert json.loads(re.sub(rb"\\(.)", rb"\1", keywords)) == known


def test_the_table_beside_it_runs_no_formula(saved):
    assert (saved / "quoted.csv").read_text().splitlines()[2] == "'=cmd,Ana,person,1,1,10,10"


def test_the_passport_says_what_the_figure_was_made_from_and_how_to_make_it_again(saved):
    known = facts(saved)
    assert known["parameters"] == {"axis": "growth-harm"}
    assert (known["figure"], known["n"], known["seed"]) == ("quoted", {"rows": 2, "n": 4}, 0)
    assert known["command"] == "python -m analysis figure quoted.json"
    assert known["measures"] == {"quoted_words": "words in quotation marks (per 100 words of the outlet); this project"}
    measured = {(error["step"], error["value"]) for error in known["measured_error"]}
    steps = ("quotes", "sources", "speech/outlets")
    assert measured == {(step, error.value) for step in steps for error in read_errors()[step]}
    assert str(saved) not in json.dumps(known)


def test_the_caption_says_n_and_the_alternative_text_the_ends_of_the_scale(tmp_path, passport):
    shown = save(tmp_path, passport)
    assert shown.caption == "Quoted <words> & more. n = 4 words in quotation marks; 2 articles were read."
    assert shown.alt == (
        "Words in quotation marks (per 100 words of the outlet) by outlet (The Tide and =cmd) and source (Ana): "
        "2 values, from 10 (=cmd; n = 1) to 30 (The Tide; n = 3). n = 4 words in quotation marks."
    )


def test_a_caption_that_holds_outlets_against_each_other_says_how_unevenly_their_speech_is_read(tmp_path, passport):
    two = replace(passport, outlets={"tide": 1, "cmd": 1})
    told = "of labelled news of seven outlets, direct quotes with their source are read with F1 0.80 to 0.98."
    assert told in save(tmp_path / "two", two).caption
    assert told not in save(tmp_path / "one", replace(passport, outlets={"tide": 2})).caption
    assert told not in save(tmp_path / "place", two, TABLE.assign(position=0.5), measure="position").caption


def test_n_is_not_counted_once_more_by_voice(tmp_path, passport):
    table = pd.DataFrame({"voice": ["all", "own", "quoted"], "n": [5, 3, 2], "balance": [0.2, 1.0, None]})
    draw = partial(plot_quoted_words, TABLE)
    shown = save_figure(draw, table, "quoted", tmp_path, passport, measure="balance", caption="")
    assert facts(tmp_path)["n"] == {"rows": 3, "n": 5}
    assert "2 values, from +0.20 (all; n = 5) to +1.00 (own; n = 3). Not measured: 1. n = 5 asserted hits." in shown.alt


def test_a_table_of_several_measures_has_no_n_of_its_own(tmp_path, passport):
    table = pd.DataFrame({"measure": ["tone", "balance"], "value": [0.5, None], "n": [5, 0]})
    draw = partial(plot_quoted_words, TABLE)
    shown = save_figure(draw, table, "quoted", tmp_path, passport, measure=("balance", "tone"), caption="Two.")
    assert (facts(tmp_path)["n"], shown.caption) == ({"rows": 2}, "Two. 2 articles.")


def test_nothing_to_measure_is_said(passport):
    assert save(None, passport, table=TABLE.iloc[:0]).alt == (
        "Words in quotation marks (per 100 words of the outlet): nothing was measured."
    )


def test_names_that_no_xml_may_hold_leave_pictures_that_open(tmp_path, passport):
    save(tmp_path, passport, table=TABLE.assign(source="a\x1b[31m]]>\ufffe"), caption="\x00\u202e")
    for part in ("", "half."):
        ElementTree.parse(tmp_path / f"quoted.{part}svg")
    assert "a\ufffd[31m]]>" in facts(tmp_path)["alt"]


def test_without_a_folder_nothing_is_written_and_the_figure_is_shown(passport, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = save(None, passport)
    assert list(tmp_path.iterdir()) == []
    assert shown.png.startswith(b"\x89PNG")


def test_captions_and_alternative_texts_are_inert(passport):
    markup = save(None, passport, table=TABLE.assign(source='"><script>'))._repr_html_()
    assert "Quoted &lt;words&gt; &amp; more" in markup
    assert "<script>" not in markup


@pytest.mark.parametrize("name", ["../up", "a/b", "", "naïve", "a.b"])
def test_a_name_that_is_no_plain_file_name_is_refused(name, passport, tmp_path):
    with pytest.raises(ReportError) as caught:
        save_figure(partial(plot_quoted_words, TABLE), TABLE, name, tmp_path, passport, measure="words", caption="")
    assert str(caught.value) == f"`name` of a figure must be letters, digits, - and _; found {name!r}."


def test_a_chart_that_is_already_drawn_and_a_measure_that_is_not_known_are_refused(passport, tmp_path):
    with pytest.raises(ReportError, match="must take a width, such as partial"):
        save_figure(plot_quoted_words(TABLE), TABLE, "x", tmp_path, passport, measure="words", caption="")
    with pytest.raises(ReportError, match=r"`measure` must be one of valence, tone, .*; found 'mood'"):
        save(tmp_path, passport, measure="mood")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("table", "measure", "said"),
    [
        (
            {"article_id": ["a", "a", None], "balance": [0.1, 0.2, 0.3], "n": 1},
            "balance",
            "n = 3 asserted hits in 1 of the 9 articles read.",
        ),
        (
            {"article_id": ["a", "b", "c"], "earliest": [1, None, 3]},
            "narrated_time",
            "n = 2 times told in 2 of the 9 articles read.",
        ),
        (
            {"outlet_id": ["tide", "tide", "bell"], "n": 2},
            "mentions",
            "n = 6 mentions of people in 7 of the 9 articles read.",
        ),
        ({"unit_a": ["tide"], "unit_b": ["salt"], "difference": [0.5]}, "difference", "n = 1 contrast in 9 articles."),
        (
            {"first": [1, 2], "last": [1, 2], "n_articles": [3, 1], "balance": [0, 1], "n": 4},
            "balance",
            "n = 8 asserted hits in 4 of the 9 articles read.",
        ),
        (
            {"unit_a": ["after:x"], "unit_b": ["before:x"], "difference": [0.5]},
            "difference",
            "n = 1 contrast; 9 articles were read.",
        ),
        (
            {"copies": ["with", "without"], "difference": [0.5, 0.4]},
            "difference",
            "n = 1 contrast; 9 articles were read.",
        ),
    ],
)
def test_a_caption_says_of_how_many_of_the_articles_its_picture_is(passport, table, measure, said):
    read = replace(passport, n_articles=9, outlets={"tide": 5, "bell": 2, "salt": 4})
    facts = figures._facts(pd.DataFrame(table), "x", read, (measure,), "Drawn.")
    assert facts["caption"] == f"Drawn. {said}"


def test_a_folder_may_ask_for_what_pages_show_and_then_nothing_else_is_drawn(tmp_path, passport, saved):
    ask_for(tmp_path, SHOWN)
    save(tmp_path, passport)
    made = sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("."))
    assert made == ["quoted.csv", "quoted.half.svg", "quoted.json", "quoted.png", "quoted.svg"]
    assert all((tmp_path / name).read_bytes() == (saved / name).read_bytes() for name in made)


def test_what_a_picture_leaves_out_stands_in_its_caption(tmp_path, passport):
    rows = [(f"Outlet {n}", "Ana", "person", 10, 1, 100, 10.0) for n in range(90)]
    table = pd.DataFrame(rows, columns="outlet source source_kind n_words n_quotes n_words_outlet per_100".split())
    saved = save_figure(
        partial(plot_quoted_words, table), table, "many", None, passport, measure="quoted_words", caption="Words."
    )
    assert saved.caption.startswith(
        "Words. Drawn are the 26 of 90 outlets with the most words; the data table holds all."
    )


def test_a_figure_with_the_same_passport_is_taken_from_where_it_was_drawn(tmp_path, passport, saved, monkeypatch):
    ask_for(tmp_path / "same", SHOWN, saved)
    ask_for(tmp_path / "other", SHOWN, saved)
    drawn = []
    pictures = figures._pictures
    monkeypatch.setattr(figures, "_pictures", lambda *what: drawn.append(what) or pictures(*what))
    save(tmp_path / "same", passport)
    assert drawn == []
    assert (tmp_path / "same" / "quoted.svg").read_bytes() == (saved / "quoted.svg").read_bytes()
    save(tmp_path / "other", passport, TABLE.assign(per_100=[20.0, 10.0]))
    assert len(drawn) == 2  # the two widths that pages show
    assert (tmp_path / "other" / "quoted.svg").read_bytes() != (saved / "quoted.svg").read_bytes()


def test_marks_too_many_for_shapes_are_one_picture_in_a_vector_file(tmp_path, passport, monkeypatch):
    monkeypatch.setattr("analysis.reports.figure.save.MOST_SHAPES", 2)
    found = []
    for points in (2, 3):
        ask_for(tmp_path / str(points), SHOWN)
        save_figure(
            partial(_scatter, points), TABLE, "many", tmp_path / str(points), passport, measure="words", caption="c"
        )
        found.append((tmp_path / str(points) / "many.svg").read_text().count("<image"))
    assert found == [0, 1]


def _scatter(points, *, width):
    ax = plt.figure(figsize=(width, 2)).subplots()
    ax.scatter(range(points), range(points))
    return ax
