"""What an agency wrote has a voice of its own, in every table, and so do its near-duplicates."""

import pandas as pd
import pytest
import yaml

import analysis
from analysis.compare.tables.outlets import balance_by_outlet, tone_by_outlet

WIRE = (
    "HOLT (AP) — Ana Ruiz praised the new trade of the old harbour on Friday. The board of the county welcomed the jobs"
    " and the trade that the bridge would bring to every town of the coast in the spring of next year.\n\n“I love this"
    " trade,” Ruiz said. Nobody else spoke, and the rain fell on the quay until the lamps of the market went out."
)
STAFF = "Ana Ruiz did harm to the bay, and the poison of the harbour spreads.\n\n“I hate this,” Ruiz said on Monday."


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wire")
    frames = {
        name: {"label": name, "definition": name, "functions": {"problem_definition": {"indicators": words}}}
        for name, words in (("growth", ["trade", "jobs"]), ("harm", ["harm", "poison"]))
    }
    content = {
        "study": {"id": "harbour", "title": "The harbour"},
        "people": {"ana": {"name": "Ana Ruiz", "aliases": ["Ruiz"], "pronouns": "she"}},
        "frames": frames,
        "axes": {"growth-harm": {"label": "g", "positive": "growth", "negative": "harm"}},
    }
    (folder / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    unmarked = WIRE.replace("HOLT (AP) — ", "")
    rows = [("a1", "Gazette", WIRE), ("a2", "Gazette", STAFF), ("b1", "Coast", unmarked), ("b2", "Coast", STAFF[:70])]
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "text"]).assign(published="2024-03-01")
    return analysis.read(folder, frame)


def test_near_duplicates_of_agency_copy_are_agency_copy(reading):
    rows = reading.articles.set_index("article_id")
    assert rows["agency"].fillna("").to_dict() == {"a1": "AP", "a2": "", "b1": "AP", "b2": ""}
    assert rows.loc["b1", "agency_evidence"] == "near-duplicate of a1"


def test_every_table_with_a_voice_has_the_agencys(reading):
    wire = {"a1", "b1"}
    for name in ("segments", "sentiments", "frame_hits"):
        table = reading.tables[name]
        of_wire = table["article_id"].isin(wire)
        assert set(table.loc[of_wire, "voice"]) <= {"agency", "quoted", "paraphrased"}
        assert "agency" not in set(table.loc[~of_wire, "voice"])
        assert set(table.loc[table["voice"] == "agency", "holder_kind"]) == {"agency"}
        assert set(table.loc[table["voice"] == "agency", "holder_id"]) == {"AP"}
    scores = reading.person_scores.query("measure == 'sentiment_linear' and article_id == 'a1'")
    assert set(scores["facet"]) >= {"agency", "all"} and "own" not in set(scores["facet"])


def test_an_outlets_own_words_are_its_staffs_and_voices_add_up(reading):
    balance = balance_by_outlet(reading, "growth-harm").set_index(["outlet_id", "voice"])
    assert balance.loc[("gazette", "own"), "balance"] == -1.0
    assert balance.loc[("gazette", "agency"), "balance"] == 1.0
    for outlet in ("gazette", "coast"):
        parts = balance.loc[outlet]["n"].drop("all")
        assert parts.sum() == balance.loc[(outlet, "all"), "n"]
    articles = reading.axis_scores.query("unit_kind == 'article' and unit_id == 'b1' and section == 'all'")
    assert articles.set_index("voice")["n"].loc[["own", "agency"]].tolist() == [0, 3]
    tone = tone_by_outlet(reading).set_index(["outlet_id", "voice"])
    assert tone.loc[("gazette", "own"), "tone"] < 0 < tone.loc[("gazette", "agency"), "tone"]


def test_a_selection_keeps_the_agency_and_scoring_anew_keeps_its_voice(reading):
    from analysis.pipeline import rescore, select_articles

    one = select_articles(reading, ["b1", "b2"])
    assert one.articles["agency"].fillna("").tolist() == ["AP", ""]
    assert (one.segments.query("article_id == 'b1'")["voice"] != "own").all()
    assert set(rescore(reading, method="clause").sentiments["voice"]) >= {"agency", "own"}
