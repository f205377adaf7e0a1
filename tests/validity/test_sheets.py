"""A sheet says the words and nothing else."""

import csv
import io
import json
import re

import pandas as pd
import pytest

from analysis.errors import StudyError
from analysis.tables import FORMULA_STARTS
from analysis.validity.coding import Coding, read_coding
from analysis.validity.sheets import COLUMNS, coder_page, describe_units, write_sheets
from analysis.validity.variables import variables_of


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


@pytest.mark.parametrize("ending", ["html", "csv"])
def test_nothing_in_the_bytes_tells_outlet_date_headline_article_stratum_or_machine(harbour, coding, planned, ending):
    content = (coding / "sheets" / f"bo.{ending}").read_bytes()
    content += (coding / "training.csv").read_bytes()
    articles, units = harbour.articles, planned[1]
    said = [*articles["outlet"], *articles["headline"], *articles["file"].dropna(), *units["stratum"]]
    said += [f"{day:%Y-%m-%d}" for day in articles["published_earliest"]]
    said += [*articles["sha256"], *units["group"], *articles["article_id"]]
    said += ["Secret headline", "no score", '"tide', "machine", "stratum", "outlet_id", "published"]
    assert not [one for one in set(said) if str(one).encode() in content]
    if ending == "html":
        keys = {key for one in data_of(content.decode().split("</html>")[0])["units"] for key in one}
        assert keys == {"id", "variable", "before", "text", "after", "mark", "target", "flag"}


def test_the_order_of_a_sheet_tells_no_class_and_differs_between_coders(coding, planned):
    units = planned[1].set_index("unit_id")
    orders = {}
    for coder in ("ana-k", "bo"):
        data = data_of((coding / "sheets" / f"{coder}.html").read_text())
        orders[coder] = [one["id"] for one in data["units"]]
        wanted = units[units["coders"].str.split().map(lambda names, coder=coder: coder in names)]
        assert sorted(orders[coder]) == sorted(wanted.index)
        place = units.loc[orders[coder]].assign(place=range(len(wanted)))
        means = place[place["variable"] == "frame:growth-harm"].groupby("machine")["place"].mean()
        assert (means.max() - means.min()) / len(wanted) < 0.35
    both = [one for one in orders["bo"] if one in set(orders["ana-k"])]
    assert both != [one for one in orders["ana-k"] if one in set(both)]


def test_a_unit_is_its_sentence_with_its_neighbours_in_the_body_and_marks_the_person(harbour, planned):
    units = planned[1]
    shown = {one["id"]: one for one in describe_units(harbour.tables, harbour.study, units)}
    for row in units.to_dict("records"):
        one = shown[row["unit_id"]]
        words = harbour.text(row["article_id"])[row["start"] : row["end"]]
        assert one["text"][slice(*one["mark"])] == words if one["mark"] else one["text"] == words
        assert one["target"] == {"ana": "Ana Ruiz", "ben": "Ben Okafor", "": ""}[row["target"]]
        assert "Secret" not in one["before"]
    assert any(not one["before"] for one in shown.values())  # of the first sentence nothing stands before


def test_an_outlet_that_the_words_name_is_flagged_and_not_hidden(harbour, planned):
    tables = harbour.tables
    article_id = planned[1]["article_id"].iloc[0]
    texts = tables["articles"]["text"].where(
        tables["articles"]["article_id"] != article_id, lambda old: old.str.replace("The bay was", "the bell was")
    )
    named = tables | {"articles": tables["articles"].assign(text=texts)}
    units = planned[1][planned[1]["article_id"] == article_id]
    for one in describe_units(named, harbour.study, units):
        assert one["flag"] == ("the bell" in one["before"] + one["text"] + one["after"])


def test_a_sheet_of_text_that_a_spreadsheet_or_a_browser_would_run_is_inert(harbour):
    unit = {"id": "u1", "variable": "frame:growth-harm", "before": "=1+1", "text": "</script><script>alert(1)</script>"}
    unit |= {"after": "\u2028{style}", "mark": None, "target": "", "flag": False}
    page = coder_page([unit], [], variables_of(harbour.study), "bo", "p")
    assert page.count("<script") == 2
    assert "</script><script>alert" not in page
    assert data_of(page)["units"] == [unit]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"(?:src|href)=|url\(|https?://", page)


def test_the_csv_holds_the_same_units_and_no_formula(coding):
    text = (coding / "sheets" / "bo.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["unit_id"] for row in rows] == [
        one["id"] for one in data_of((coding / "sheets" / "bo.html").read_text())["units"]
    ]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULA_STARTS)]


def test_the_training_shows_answers_of_people_alone(harbour, coding, planned):
    training = data_of((coding / "sheets" / "bo.html").read_text())["training"]
    assert len(training) == 20
    assert [one["answer"] for one in training if one["text"] == "The harbour brings jobs."] == ["growth"]
    assert {one["answer"] for one in training} == {"growth", ""}  # the example of the codebook; nobody filled in others
    assert {one["id"][1:] for one in training}.isdisjoint(planned[1]["unit_id"])
    rows = list(csv.reader(io.StringIO((coding / "training.csv").read_text(encoding="utf-8-sig"))))
    value, reason = rows[0].index("value"), rows[0].index("reason")
    rows[1][value], rows[1][reason] = "Harm", "A well is poisoned."
    with (coding / "training.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)  # as Excel saves it
    write_sheets(harbour.tables, harbour.study, read_coding(coding), ["bo"], coding / "filled")
    filled = data_of((coding / "filled" / "bo.html").read_text())["training"]
    assert [(one["answer"], one["reason"]) for one in filled if one["answer"] == "harm"] == [
        ("harm", "A well is poisoned.")
    ]
    rows[1][value] = "hramful"
    with (coding / "training.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(
        StudyError, match=r"training.csv row 2: `value` must be one of growth, harm, both, none; found 'hr"
    ):
        write_sheets(harbour.tables, harbour.study, read_coding(coding), ["bo"], coding / "filled")


def test_a_plan_of_another_codebook_or_other_articles_makes_no_sheet(harbour, coding, planned):
    plan = planned[0] | {"variables": [planned[0]["variables"][0] | {"codebook": "other"}]}
    other = Coding(coding, plan, "x" * 64, planned[1], pd.DataFrame())
    with pytest.raises(StudyError, match="codebook of `frame:growth-harm` must be the one of"):
        write_sheets(harbour.tables, harbour.study, other, ["bo"], coding / "no")
    loud = harbour.articles.assign(text=harbour.articles["text"].str.upper())
    with pytest.raises(
        StudyError, match=r"of its 226 units 226 no longer stand where they were drawn, the first in art"
    ):
        write_sheets(
            {**harbour.tables, "articles": loud}, harbour.study, other._replace(plan=planned[0]), ["bo"], coding / "no"
        )
    with pytest.raises(StudyError, match="one of ana-k, bo; found `cy`"):
        write_sheets(harbour.tables, harbour.study, other._replace(plan=planned[0]), ["cy"], coding / "no")
