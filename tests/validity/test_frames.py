"""What coded sentences tell of a codebook: one indicator is always wrong, one word is not listed."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.compare.candidates import suggest_terms
from analysis.framing.axes import judge
from analysis.study import read_study
from analysis.tables import conform, empty
from analysis.validity.coding import write_labels, write_plan
from analysis.validity.frames import (
    Ratio,
    coded_sentences,
    correct_axes,
    measure_ratios,
    precision_of_indicators,
)
from analysis.validity.plan import make_plan
from analysis.validity.whole import with_coding

STUDY = """\
study: {id: harbour, title: The harbour}
outlets: {tide: {name: The Tide}}
people: {ana: {name: Ana Ruiz, pronouns: she}}
frames:
  growth:
    label: Growth
    definition: Work.
    functions: {problem_definition: {indicators: [jobs, work]}}
  harm:
    label: Harm
    definition: Poison.
    functions: {problem_definition: {indicators: [poison]}}
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""
#: A sentence, what coders say: `work` is wrong every time, a sludge is harm without an indicator.
SENTENCES = {
    "There are jobs in bay {0}.": "growth",
    "Much work went on in bay {0}.": "none",
    "There is poison in bay {0}.": "harm",
    "A sludge filled bay {0} today.": "harm",
    "Rain fell on bay {0} at night.": "none",
}


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    texts = [" ".join(one.format(10 * at + n) for n, one in enumerate(SENTENCES)) for at in range(8)]
    rows = [(f"a{at}", "The Tide", f"2024-05-0{at + 1}", text) for at, text in enumerate(texts)]
    pd.DataFrame(rows, columns=["article_id", "outlet", "published", "text"]).to_csv(
        folder / "articles.csv", index=False
    )
    reading = analysis.read(read_study(folder))
    plan, units, _ = make_plan(reading.tables, reading.study, ["frame"], ["ana"], n=40)
    said = {one.partition(" bay")[0]: answer for one, answer in SENTENCES.items()}
    text_of = dict(zip(reading.articles["article_id"], reading.articles["text"], strict=True))
    labels = [
        {"unit_id": unit["unit_id"], "coder_id": "ana", "variable": unit["variable"], "value": value}
        for unit in units.to_dict("records")
        for value in [said[text_of[unit["article_id"]][unit["start"] : unit["end"]].partition(" bay")[0]]]
    ]
    (folder / "coding").mkdir()
    write_plan(folder / "coding", plan, units)
    write_labels(folder / "coding", conform(pd.DataFrame(labels).assign(sure=True, note="", coded_at=""), "labels"))
    return with_coding(reading, folder / "coding")


def test_the_precision_of_an_indicator_is_that_of_the_sentences_in_which_it_counts(coded):
    table = precision_of_indicators(coded).set_index("indicator")
    assert table["precision"].to_dict() == {"jobs": 1.0, "work": 0.0, "poison": 1.0}
    assert table["n_coded"].tolist() == [8, 8, 8]


def test_a_frame_that_is_there_more_often_than_it_is_found_moves_the_interval_its_way(coded):
    ratio = measure_ratios(coded_sentences(coded.tables, coded.study))["growth-harm"]
    assert np.exp(ratio.log) == pytest.approx(
        (8 / 16) / (16 / 8)
    )  # growth is found twice too often, harm half as often
    assert ratio.error == pytest.approx(0, abs=1e-9)  # in every article alike


def test_terms_of_sentences_coded_with_a_frame_are_candidates(coded):
    sentences = coded_sentences(coded.tables, coded.study)
    table = suggest_terms(coded, coded=sentences).query("kind == 'coded'")
    assert "sludge" in table.loc[table["frame_id"] == "harm", "indicator"].tolist()
    assert (table["q"] <= 0.05).all() and (table["q"] >= table["p"]).all()
    assert suggest_terms(coded).query("kind == 'coded'").empty


def test_nothing_coded_tells_nothing(coded):
    bare = coded.replace(**{name: empty(name) for name in ("coding_units", "labels")})
    assert coded_sentences(bare.tables, bare.study).empty and precision_of_indicators(bare).empty
    assert measure_ratios(coded_sentences(bare.tables, bare.study)) == {}


def scores(*rows):
    names = ["unit_id", "balance", "balance_without", "lower", "upper", "kind", "verdict"]
    fixed = {
        "unit_kind": "article",
        "axis_id": "x",
        "voice": "all",
        "section": "all",
        "intensity": 0.0,
        "coverage": 0.0,
    }
    fixed |= dict.fromkeys(("n", "n_positive", "n_negative", "n_sentences", "n_articles"), 9)
    return conform(pd.DataFrame([dict(zip(names, row, strict=True)) | fixed for row in rows]), "axis_scores")


BEFORE = scores(
    ("a", 0.5, 0.3, 0.1, 0.8, "hits", "decided"),
    ("b", 0.2, 0.1, -0.3, 0.6, "hits", "balanced or too few"),
    ("c", 1.0, 1.0, 0.5, 1.0, "hits", "decided"),
    ("d", 0.5, 0.3, 0.1, 0.8, "articles", "decided"),
    ("e", None, None, None, None, None, None),
    ("f", 0.5, -0.2, 0.1, 0.8, "hits", "decided"),  # one indicator bears it
    ("g", 0.5, None, 0.1, 0.8, "hits", "decided"),  # and here is all there is
)


def test_a_ratio_that_is_known_shifts_the_interval_on_the_scale_of_odds():
    after = correct_axes(BEFORE, {"x": Ratio(-np.log(3), 0.0)}).set_index("unit_id")
    odds = (1 + np.array([0.1, 0.8])) / (1 - np.array([0.1, 0.8])) / 3
    assert after.loc["a", ["lower", "upper"]].tolist() == pytest.approx(((odds - 1) / (odds + 1)).tolist())
    few = "balanced or too few"
    assert after["verdict"].fillna("").tolist() == ["leaning", few, "leaning", "decided", "", few, few]
    assert after["kind"].fillna("").tolist() == [*["corrected hits"] * 3, "articles", "", *["corrected hits"] * 2]
    assert after.loc["c", "upper"] == 1.0


def test_a_ratio_that_is_not_well_known_widens_the_interval():
    after = correct_axes(BEFORE, {"x": Ratio(0.0, 0.5)}).set_index("unit_id")
    before = BEFORE.set_index("unit_id")
    for unit in "ab":
        assert after.loc[unit, "lower"] < before.loc[unit, "lower"]
        assert after.loc[unit, "upper"] > before.loc[unit, "upper"]
    assert after.loc["c", "lower"] < 0.5 and after.loc["c", "upper"] == 1.0


def test_without_a_ratio_everything_stays():
    pd.testing.assert_frame_equal(correct_axes(BEFORE, {"y": Ratio(1.0, 0.1)}), BEFORE)


def test_another_coding_does_not_correct_on_top_of_the_one_beside_the_study(tmp_path):
    """Six articles of nine hits; one coding beside the study, one elsewhere in which each sludge is growth."""
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    kinds = (
        ["There are jobs in bay {0}."] * 6
        + ["There is poison in bay {0}."] * 3
        + ["A sludge filled bay {0} today."] * 2
    )
    texts = [" ".join(one.format(20 * at + n) for n, one in enumerate(kinds)) for at in range(6)]
    rows = [(f"a{at}", "The Tide", f"2024-05-0{at + 1}", text) for at, text in enumerate(texts)]
    names = ["article_id", "outlet", "published", "text"]
    pd.DataFrame(rows, columns=names).to_csv(tmp_path / "articles.csv", index=False)
    bare = analysis.read(read_study(tmp_path))
    plan, units, _ = make_plan(bare.tables, bare.study, ["frame"], ["ana"], n=66)
    text_of = dict(zip(bare.articles["article_id"], bare.articles["text"], strict=True))
    words = [text_of[one][a:b] for one, a, b in units[["article_id", "start", "end"]].itertuples(index=False)]
    for folder, sludge in ((tmp_path / "coding", "harm"), (tmp_path / "other", "growth")):
        said = ["growth" if "jobs" in one else "harm" if "poison" in one else sludge for one in words]
        table = pd.DataFrame({"unit_id": units["unit_id"], "coder_id": "ana", "variable": units["variable"]})
        folder.mkdir()
        write_plan(folder, plan, units)
        write_labels(folder, conform(table.assign(value=said, sure=True, note="", coded_at=""), "labels"))
    own = analysis.read(read_study(tmp_path))
    assert (own.axis_scores["kind"] == "corrected hits").any()
    columns = own.axis_scores[["balance", "balance_without", "lower", "upper"]].to_numpy(float).T
    assert own.axis_scores["verdict"].fillna("").tolist() == [one or "" for one in judge(*columns)]
    other = with_coding(own, tmp_path / "other").axis_scores
    assert not other.equals(own.axis_scores)
    pd.testing.assert_frame_equal(other, with_coding(bare, tmp_path / "other").axis_scores)
    pd.testing.assert_frame_equal(with_coding(own, tmp_path / "coding").axis_scores, own.axis_scores)


def test_answers_that_a_plan_names_no_more_are_read_by_parts_as_at_once(coded, tmp_path):
    folder = tmp_path / "harbour"
    shutil.copytree(coded.study.folder, folder)
    plan = folder / "coding" / "plan.json"
    plan.write_text(json.dumps(json.loads(plan.read_text(encoding="utf-8")) | {"variables": []}), encoding="utf-8")
    parts = analysis.read_corpus(folder, None, tmp_path / "parts", 5).reading().axis_scores
    pd.testing.assert_frame_equal(parts, analysis.read(folder).axis_scores)
