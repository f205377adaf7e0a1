"""A second study, invented, goes through the same steps: nothing but its own file says what it is."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main

CAPTAIN = Path(__file__).parent / "captain"


@pytest.fixture(scope="module")
def reading():
    return analysis.read(CAPTAIN)


def test_all_articles_are_accepted_under_the_ids_written(reading):
    assert reading.articles["article_id"].tolist() == ["007", "1e5", "NA", "p-2", "p-3", "r1", "r2"]
    assert len(reading.quarantine) == 0


def test_dates_are_the_days_written_or_missing_and_noted(reading):
    days = reading.articles.set_index("article_id")["published_earliest"]
    assert days["p-2"].date() == date(2024, 5, 9)
    assert days.isna().sum() == 1
    assert reading.notes[["article_id", "kind"]].values.tolist() == [["r2", "date missing"]]


def test_pronouns_and_surnames_lead_to_the_people_of_this_study(reading):
    found = reading.with_words(reading.mentions)
    opening = found[found["article_id"] == "007"]
    people = dict(zip(opening["words"], opening["person_id"], strict=True))
    assert people["He"] == people["Okonjo"] == "tobias-okonjo"
    assert people["Lindqvist"] == people["she"] == "maren-lindqvist"


def test_a_quotation_speaks_for_its_source(reading):
    quotes = reading.with_words(reading.quotes, "quoted_start", "quoted_end")
    humiliated = quotes[quotes["words"].str.contains("humiliated", na=False)].iloc[0]
    assert (humiliated["person_id"], humiliated["cue"]) == ("ivy-castellan", "said")


def test_titles_are_no_evidence_and_a_denial_is_not_asserted(reading):
    hits = reading.frame_hits
    assert not set(hits["surface"].str.lower()) & {"bitter glory", "glory"}
    documentary = reading.text("p-2").index("Bitter Glory")
    line = reading.text("1e5").index("The Loyal Line")
    starts = set(zip(hits["article_id"], hits["start"], strict=True))
    assert not starts & {("p-2", documentary), ("1e5", line + len("The "))}
    assert hits.loc[hits["surface"] == "quarrel", "scope"].tolist() == ["denied"]


def test_the_outlets_tell_opposite_stories_and_the_chart_would_show_it(reading):
    scores = reading.axis_scores
    total = scores[(scores["unit_kind"] == "outlet") & (scores["voice"] == "all") & (scores["section"] == "all")]
    balance = dict(zip(total["unit_id"], total["balance"], strict=True))
    assert balance["northern-post"] < 0 < balance["final-whistle"]
    assert total["lower"].isna().all()


def test_every_person_is_scored_by_voice_and_the_voices_add_up(reading):
    scores = reading.person_scores
    measured = scores[(scores["measure"] == "sentiment_sentence") & (scores["facet"] != "all")]
    parts = measured.groupby(["article_id", "person_id"])["n"].sum()
    totals = scores[(scores["measure"] == "sentiment_sentence") & (scores["facet"] == "all")]
    assert totals.set_index(["article_id", "person_id"])["n"].sort_index().to_dict() == parts.sort_index().to_dict()


def test_its_own_codebook_has_no_problem():
    assert CliRunner().invoke(main, ["codebook", str(CAPTAIN)]).exit_code == 0
