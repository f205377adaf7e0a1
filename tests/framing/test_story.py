"""Which articles tell the story: by sentences that speak of it; the others stay in every table and in no measure."""

import pandas as pd
import pytest
import yaml

import analysis
from analysis.compare.roles import count_roles, select_told
from analysis.compare.tables.grid import choose_axis
from analysis.compare.tables.outlets import balance_by_outlet
from analysis.compare.tables.robustness import contrast_of_outlets
from analysis.errors import StudyError
from analysis.reports.sentences.findings import describe_roles
from analysis.reports.sentences.methods import describe_methods
from analysis.reports.sentences.paper import write_methods

TOLD = "Ana Ruiz praised the trade of the harbour. Ruiz spoke of jobs. She said it would bring trade to the coast."
PASSING = "The ferry did harm to the bay. Poison was found in the well. Among the guests of the ball was Ana Ruiz."
ELSE = "The ferry did harm to the bay. Poison was found in the old well behind the church of the town."
GERMAN = "Die Bürgermeisterin Ana Ruiz lobte am Freitag den Hafen. Ruiz sprach über Arbeit. Ruiz ging dann nach Hause."
PERIOD = "a period must be a year, month or day, or two with / between, the earlier first"
STORY = {"people": ["ana"], "words": ["harbour"], "not": ["regatta"], "minimum_sentences": 2, "period": 2024}


def make_study(folder, **more):
    frames = {
        name: {"label": name, "definition": name, "functions": {"problem_definition": {"indicators": words}}}
        for name, words in (("growth", ["trade", "jobs"]), ("harm", ["harm", "poison"]))
    }
    content = {
        "study": {"id": "harbour", "title": "The harbour"},
        "people": {"ana": {"name": "Ana Ruiz", "aliases": ["Ruiz"], "pronouns": "she"}},
        "frames": frames,
        "axes": {"growth-harm": {"label": "g", "positive": "growth", "negative": "harm"}},
        "minimum_articles": 2,
    } | more
    (folder / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return analysis.read_study(folder)


ROWS = [
    ("a1", "Gazette", "2024-03-01", TOLD),
    ("a2", "Gazette", "2024-03-02", PASSING),
    ("a3", "Gazette", "2024-03-02", ELSE),
    ("a4", "Gazette", "2023-03-02", TOLD),
    ("a5", "Gazette", "2024-03-02", TOLD + " He won the regatta."),
    ("a6", "Gazette", "2024-03-02", GERMAN),
    ("b1", "Coast", "2024-03-01", TOLD + " Poison was found in the harbour."),
    ("b2", "Coast", None, TOLD),
    ("b3", "Coast", "2024-03-02", PASSING),
]
FRAME = pd.DataFrame(ROWS, columns=["article_id", "outlet", "published", "text"])


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return analysis.read(make_study(tmp_path_factory.mktemp("story"), story=STORY), FRAME)


def test_roles_and_their_reasons(reading):
    rows = reading.articles.set_index("article_id")
    assert rows["role"].to_dict() == {
        "a1": "told",
        "a2": "touched",
        "a3": "other",
        "a4": "other",
        "a5": "other",
        "a6": "other",
        "b1": "told",
        "b2": "told",
        "b3": "touched",
    }
    assert rows["role_evidence"].loc[["a1", "a2", "a3", "a4", "a5", "a6"]].tolist() == [
        "3 of 3 sentences",
        "1 of 3 sentences, none with its words",
        "0 of 2 sentences",
        "published outside of 2024",
        "holds “regatta”",
        "language: de, the study reads en",
    ]


def test_no_article_is_dropped_and_measures_take_those_that_tell(reading):
    assert len(reading.articles) == len(FRAME)
    assert set(reading.frame_hits["article_id"]) >= {"a2", "a3", "b3"}
    balance = balance_by_outlet(reading, "growth-harm").query("voice == 'all'").set_index("outlet_id")
    assert balance["n_articles"].to_dict() == {"coast": 2, "gazette": 1}
    assert balance["balance"].to_dict() == {"coast": pytest.approx(5 / 7), "gazette": 1.0}
    rows = reading.contrasts.query("measure == 'balance' and facet == 'growth-harm:all' and copies == 'with'")
    assert rows[["n_a", "n_b"]].to_numpy().tolist() == [[2, 1]]
    told = select_told(reading)
    assert told.articles["article_id"].tolist() == ["a1", "b1", "b2"]
    assert set(told.sentences["article_id"]) == {"a1", "b1", "b2"}
    for name in ("contrasts", "coverage", "keyness"):
        assert told.tables[name].equals(reading.tables[name])


def test_coverage_counts_what_only_touches_the_story_apart(reading):
    rows = reading.coverage.query("item_kind == 'person'").set_index("outlet_id")
    assert rows[["n_articles", "n_touched"]].loc["gazette"].tolist() == [1, 1]
    assert rows[["n_articles", "n_touched"]].loc["coast"].tolist() == [2, 1]


def test_the_panel_of_robustness_shows_both(reading):
    contrast = contrast_of_outlets(reading, choose_axis(reading.study))
    main = contrast.table[contrast.table["is_main"]]
    assert main["articles"].tolist() == ["told"]
    ours = main.drop(columns=["articles", "balance_a", "balance_b", "difference", "rank", "is_main"]).columns.tolist()
    both = contrast.table.merge(main[ours], on=ours).set_index("articles")["balance_a"]
    assert both.loc["told"] == 1.0 and both.loc["told and touched"] < both.loc["told"]


def test_roles_are_counted_by_outlet_and_said(reading):
    counted = count_roles(reading.articles).set_index("outlet_id")
    assert counted.loc["gazette"].drop("outlet").to_dict() == {
        "articles": 6,
        "told": 1,
        "touched": 1,
        "other": 4,
        "other_language": 1,
        "agency": 0,
    }
    said = describe_roles(reading)
    assert said.startswith("3 of 9 articles tell the story, and measures take these; 2 only touch it")
    told = "3 of 9 articles tell the story in the study's language, and measures take these."
    assert told in describe_methods(reading)
    assert told in write_methods(reading)


def test_without_a_story_all_in_the_language_are_told_and_it_is_said(tmp_path):
    reading = analysis.read(make_study(tmp_path), FRAME)
    assert set(reading.articles.query("role != 'told'")["article_id"]) == {"a6"}
    assert describe_roles(reading) == (
        "The study names no `story`: every article in its language (8) counts as telling it. 1 article in another "
        "language was read, and no measure takes it."
    )
    also = make_study(tmp_path, study={"id": "h", "title": "H", "other_languages": ["de"]})
    assert set(analysis.read(also, FRAME).articles["role"]) == {"told"}


@pytest.mark.parametrize(
    ("story", "message"),
    [
        ({"people": ["zoe"]}, "must name people of the study; `zoe` is not one of ana"),
        ({"minimum_sentences": 2}, "must name `people` or `words`"),
        *(
            ({"people": ["ana"], "period": period}, f"`story.period` must be right; {PERIOD}; found '{period}'.")
            for period in ("spring", "2024-02-30", "2025/2024", "2024-03/2024-02-29")
        ),
        ({"people": ["ana"], "until": 3}, "`story.until` is not a known key; allowed: people, words, not"),
    ],
)
def test_a_story_that_is_written_wrongly_is_refused(tmp_path, story, message):
    with pytest.raises(StudyError, match="(?s)" + message.replace("`", ".")):
        make_study(tmp_path, story=story)
