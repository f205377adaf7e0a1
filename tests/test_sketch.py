"""Three lines without a study file: articles and names of people -> a Reading, and methods that lead to its tables."""

import subprocess
import sys

import pandas as pd
import pytest

import analysis
from analysis.compare.tables.speech import cues_by_outlet
from analysis.errors import StudyError
from analysis.reports.room.evidence import evidence_tables
from analysis.sketch import sketch_study

FRAME = pd.DataFrame(
    {
        "outlet": ["Bay Post", "The Gull"],
        "published": ["2024-05-01", "2024-05-02"],
        "text": [
            "Ana Ruiz praised the harbour. “The spill is poison,” said Ben Okafor. Ruiz said she was glad.",
            "“The spill is poison,” said Ben Okafor. “No,” a spokesman said. “Yes,” said a man who was not named.",
        ],
    }
)


@pytest.fixture(scope="module")
def reading():
    return analysis.read(FRAME, people={"Ana Ruiz": "she", "Ben Okafor": None})


def test_people_are_counted_by_outlet(reading):
    table = reading.people_by_outlet().set_index(["person", "outlet"])["n"]
    assert table.to_dict() == {
        ("Ana Ruiz", "Bay Post"): 3,
        ("Ana Ruiz", "The Gull"): 0,
        ("Ben Okafor", "Bay Post"): 1,
        ("Ben Okafor", "The Gull"): 1,
    }


def test_quotations_are_counted_by_source_and_strangers_keep_their_words(reading):
    table = reading.quotes_by_source()
    gull = table[table["outlet"] == "The Gull"].set_index("source")
    assert gull.loc["Ben Okafor", ["source_kind", "person_id", "direct", "n_words"]].tolist() == [
        "person", "ben-okafor", 1, 4,
    ]  # fmt: skip
    assert gull.loc["a spokesman", ["source_kind", "n"]].tolist() == ["other", 1]
    bay = table[table["outlet"] == "Bay Post"].set_index("source")
    assert bay.loc["Ana Ruiz", ["indirect", "n_words"]].tolist() == [1, 0]
    assert reading.quotations()["said_by"].tolist()[0] == "Ben Okafor"


def test_whom_or_what_one_only_praises_is_not_counted_as_said(reading):
    assert "topic" in set(reading.quotes["rule"])  # Ana Ruiz praised the harbour
    assert "praised" not in set(cues_by_outlet(reading)["cue"])
    table = reading.quotes_by_source()
    assert table.loc[table["source"] == "Ana Ruiz", ["n", "summary"]].to_numpy().tolist() == [[1, 0]]
    assert "praised" not in set(reading.quotations()["cue"])
    assert "praised" not in set(evidence_tables(reading)["quotes"]["cue"])


def test_without_a_codebook_a_balance_is_of_no_hit(reading):
    assert reading.balance()["n"].sum() == 0
    assert set(reading.tone_by_outlet()["outlet"]) == {"Bay Post", "The Gull"}


def test_methods_say_what_the_tables_of_the_notebooks_do(shipped):
    from analysis.compare.roles import select_told
    from analysis.compare.tables.grid import choose_axis
    from analysis.compare.tables.outlets import balance_by_outlet
    from analysis.compare.tables.people import sentiment_by_person

    told = select_told(shipped)
    axis = choose_axis(shipped.study).axis_id
    pd.testing.assert_frame_equal(shipped.balance(), balance_by_outlet(told, axis))
    pd.testing.assert_frame_equal(shipped.sentiment_by_person(), sentiment_by_person(told))
    said = told.quotes.query("scope == 'asserted' and rule != 'topic'")
    assert shipped.quotes_by_source()["n"].sum() == len(said.drop_duplicates(["article_id", "attribution_index"]))


def test_the_scores_of_people_name_the_outlet(reading):
    scores = reading.person_scores.merge(reading.articles[["article_id", "outlet"]], on="article_id")
    assert len(scores) and (scores["outlet_x"] == scores["outlet_y"]).all()
    assert scores["outlet_id"].notna().all()


def test_a_file_of_articles_is_read_with_people_alone(tmp_path):
    FRAME.to_csv(tmp_path / "some.csv", index=False)
    found = analysis.read(tmp_path / "some.csv", people=["Ana Ruiz"])
    assert found.people_by_outlet()["n"].tolist() == [3, 0]
    assert not (tmp_path / "study.yaml").exists()


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("Ana", "must be a list of names, such as ['Ana']; found a text."),
        (["Ana", "Ana"], "must name each person once; found Ana, Ana."),
        (["Ana", " "], "must be names; found ' '."),
        ({"Ana": "her"}, "must say of Ana a pronoun (he, she, they) or what a study says (aliases, pronouns, roles); "),
        ({"Ana": {"aliases": ["Ruiz"]}, "Eva": {"aliases": ["ruiz"]}}, "must not share a name; `ruiz` is Ana and Eva."),
    ],
)
def test_people_that_are_not_meant_so_are_refused(people, said):
    with pytest.raises(StudyError) as caught:
        sketch_study(people)
    assert said in str(caught.value)


def test_people_beside_a_study_are_refused():
    with pytest.raises(StudyError, match="a study names its own"):
        analysis.read(None, FRAME, people=["Ana"])


def test_what_there_is_can_be_listed_and_all_of_it_is_there():
    assert set(dir(analysis)) == {*analysis.__all__, "__version__"}
    assert all(getattr(analysis, name) is not None for name in dir(analysis))
    with pytest.raises(AttributeError, match="it offers MEASURES, Corpus, Reading"):
        analysis.raed  # noqa: B018


@pytest.mark.parametrize("made", ["analysis/__init__.py", "analysis.py"])
def test_a_folder_of_one_s_own_that_hides_the_toolkit_is_named(tmp_path, made):
    (tmp_path / made).parent.mkdir(exist_ok=True)
    (tmp_path / made).write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import narrative_analysis"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    own = tmp_path / made.removesuffix("/__init__.py")
    assert f"ImportError: {own} hides this toolkit" in done.stderr


def test_a_folder_of_data_named_so_hides_nothing(tmp_path):
    (tmp_path / "analysis").mkdir()
    code = "import narrative_analysis as na; print(na.read.__module__)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "analysis.pipeline", done.stderr


@pytest.mark.parametrize(
    "people", [5, [["Ana"]], [5], ["Ana ", " Ana"], {"Ana": {"name": "Bo"}}, ["Ana  Ruiz", "Ana Ruiz"]]
)
def test_people_that_are_none_are_refused_in_words(people):
    with pytest.raises(StudyError, match="`people` must"):
        sketch_study(people)


def test_blanks_of_a_cell_are_no_part_of_a_name():
    assert [one.name for one in sketch_study(name for name in [" Ana  Ruiz\n"]).people.values()] == ["Ana Ruiz"]
