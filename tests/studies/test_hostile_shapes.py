"""Small articles in bad shapes are read whole, and what is read for one place has a bound."""

import pandas as pd
import pytest

import analysis
from analysis.sentiment.targets import WINDOW
from analysis.speech.linking import MOST_PIECES

STUDY = """
study: {id: shapes, title: Shapes}
people:
  ana: {name: Ana Ruiz, aliases: [Ruiz], pronouns: she, roles: [singer]}
  ben: {name: Ben Okafor, pronouns: he, roles: [drummer]}
relations:
  couple: {kind: spouse, members: [ana, ben]}
"""
LEAD = "Ana Ruiz told the council that the figures were wrong. "
SHAPES = {
    "names": "Ana Ruiz, Ben Okafor, ",
    "roles": "the singer, the drummer, ",
    "pronouns": "she met him and ",
    "never closed": "“Ab cd. I love ",
    "quotations": "“I was never loyal,” Ana Ruiz said, “and he knew,” ",
    "quotations alone": "“I love us,” ",
}
SIZE = 8_000


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    texts = [LEAD + unit * (SIZE // len(unit)) for unit in SHAPES.values()]
    return analysis.read(folder, pd.DataFrame({"article_id": list(SHAPES), "outlet": "The Mill", "text": texts}))


def test_each_is_read_whole(reading):
    assert reading.articles["article_id"].tolist() == sorted(SHAPES)
    ends = reading.sentences.groupby("article_id")["end"].max()
    assert (ends > SIZE - 50).all()


def test_a_learned_rung_reads_no_more_than_its_window_around_a_mention(reading):
    rows = reading.sentiments.merge(reading.mentions, on=["article_id", "mention_index"], suffixes=("", "_mention"))
    rows = rows[rows["method"] == "linear"]
    assert len(rows) > 800
    assert (rows["start_mention"] - rows["start"]).max() <= WINDOW
    assert (rows["end"] - rows["end_mention"]).max() <= WINDOW
    words = reading.with_words(rows)["words"]
    assert not words.str.startswith(("na ", "uiz", "en ", "kafor")).any()  # no word is cut


def test_a_place_is_read_once_though_several_attributions_hold_it(reading):
    places = reading.mentions[["article_id", "start", "end", "kind", "group_index"]]
    assert not places.duplicated().any()


def test_a_cue_takes_no_more_than_so_many_quotations(reading):
    quotes = reading.quotes[reading.quotes["article_id"] == "quotations"]
    assert 1 < quotes.groupby("attribution_index").size().max() <= MOST_PIECES


def test_what_is_found_grows_no_faster_than_the_text(reading):
    lengths = reading.articles.set_index("article_id")["text"].str.len()
    for name in ("mentions", "segments", "quotes", "sentiments"):
        n = reading.tables[name].groupby("article_id").size()
        assert (n <= lengths[n.index]).all(), name
