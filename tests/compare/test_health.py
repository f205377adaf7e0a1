"""The health of each outlet's articles: every check, its verdict, and the comparisons that it puts in doubt."""

import pandas as pd
import pytest
import yaml
from matplotlib.patches import Rectangle

import analysis
from analysis.charts import plot_health
from analysis.compare.health import CHECKS
from analysis.compare.tables.health import health_of_outlets
from analysis.pipeline import select_articles
from analysis.reports.sentences.health import describe_doubts, describe_health

LONG = "The harbour board met on the quay in the rain and spoke of the old bridge again before it left for home. " * 5
WIRE = "HOLT (AP) — " + LONG
ROWS = [
    ("a1", "Gazette", "2024-01-03", f"{LONG}\n\n“We will leave,” Ana Ruiz said."),
    (
        "a2",
        "Gazette",
        "2024-02-03",
        f"{LONG[:300]} One more word of {'it ' * 60}\n\n“We stay,” Ana Ruiz said.\n\nAdvertisement",
    ),
    ("a3", "Gazette", None, "Subscribe to continue reading."),
    ("a4", "Gazette", "2024-03-03", "Die Bürgermeisterin lobte am Freitag den Hafen und ging dann nach Hause."),
    ("b1", "Coast", "2024-02-03", "It was â€œgoodâ€\x9d in Holt, he said. " + "They went home to eat. " * 20),
]


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("health")
    content = {
        "study": {"id": "harbour", "title": "The harbour"},
        "people": {"ana": {"name": "Ana Ruiz", "pronouns": "she"}},
        "minimum_articles": 3,
        "health": {"undated": 0.25, "words": 20},
    }
    (folder / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return analysis.read(folder, pd.DataFrame(ROWS, columns=["article_id", "outlet", "published", "text"]))


def test_each_check_of_each_outlet(reading):
    table = reading.health.set_index(["outlet_id", "check"])
    gazette, coast = (table.loc[outlet] for outlet in ("gazette", "coast"))
    assert gazette["value"].drop(["words", "furniture"]).to_dict() == {
        "articles": 3,
        "months": 1.0,
        "undated": 0.25,
        "quoted": 0.5,
        "agency": 0.0,
        "copies": 0.5,
        "language": 0.25,
        "repeated": 0.0,
        "stubs": 0.25,
        "repaired": 0.0,
    }
    assert gazette.loc["furniture", "value"] * gazette.loc["furniture", "n"] == 5  # Advertisement, and the paywall's
    assert coast["value"].loc[["articles", "months", "repaired"]].tolist() == [1, pytest.approx(1 / 3), 1.0]
    assert set(gazette.query("verdict == 'doubt'").index) == {
        "copies",
        "language",
        "stubs",
    }  # undated: at the threshold
    assert set(coast.query("verdict == 'doubt'").index) == {"articles", "months", "repaired"}
    assert table.loc[("gazette", "undated"), "threshold"] == 0.25


def test_the_picture_has_a_cell_for_each_and_the_sentences_name_what_is_in_doubt(reading):
    table = health_of_outlets(reading)
    ax = plot_health(table)
    assert sum(isinstance(patch, Rectangle) for patch in ax.patches) == 2 * len(CHECKS)
    assert {text.get_text() for text in ax.texts} >= {"25 %", "33 %"}
    said = describe_health(table)
    assert said.startswith("0 of 2 outlets pass every check.")
    assert "Articles in another language (at most 10 %): Gazette 25 %." in said
    assert describe_doubts(reading, "voices") == (
        "The health of the corpus puts this comparison in doubt for Coast (articles that tell the story and articles "
        "with damaged characters) and Gazette (articles in another language and articles cut or behind a paywall); the "
        "notebook on the corpus has the values."
    ).replace(" and articles with", ", articles with").replace("language and articles", "language, articles")


def test_a_picture_of_many_outlets_without_a_doubt_says_so(reading):
    one = health_of_outlets(reading).query("outlet_id == 'coast'").assign(verdict="sound")
    many = pd.concat([one.assign(outlet=f"Coast {at}") for at in range(20)])
    doubted = many.assign(verdict=["doubt", *["sound"] * (len(many) - 1)])
    said = "no check puts any of these outlets in doubt"
    assert said in {text.get_text() for text in plot_health(many).texts}
    for with_more in (doubted, one):
        assert said not in {text.get_text() for text in plot_health(with_more).texts}


def test_a_selection_is_checked_anew_and_every_check_has_its_threshold(reading):
    one = select_articles(reading, ["a1", "a2"])
    assert one.health.query("check == 'language'")["value"].tolist() == [0.0]
    assert one.health.query("check == 'months'")["verdict"].tolist() == ["open"]
    known = {"articles", *type(reading.study.health).model_fields} - {"repeated_articles"}
    assert known == set(CHECKS)


def test_an_agency_of_which_too_much_is_printed_raises_a_doubt(reading):
    frame = pd.DataFrame({"article_id": ["x"], "outlet": ["Gazette"], "published": ["2024-01-01"], "text": [WIRE]})
    wire = analysis.read(reading.study, frame)
    assert "articles by an agency" in describe_doubts(wire, "means")
    assert "articles by an agency" not in describe_doubts(wire, "time")
