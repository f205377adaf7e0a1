"""The mean toward a person has an interval within its article, and a word for how sure it is."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.people import add_intervals_within, judge_tone, score_people
from analysis.compare.tables.people import sentiment_by_person
from analysis.compare.tables.portraits import portrait_of_person
from analysis.tables import conform


def said(article_id, values, voice="own", target="ana", first=0):
    return [
        {"article_id": article_id, "mention_index": first + at, "method": "clause", "target_id": target}
        | {"voice": voice, "holder_kind": "outlet", "holder_id": "x", "start": 0, "end": 9, "value": value}
        | {"n": int(value is not None), "unsure": int(value is None), "lexicon": "plain"}
        for at, value in enumerate(values)
    ]


def mentioned(reading, rows):
    mentions = [
        {**reading.mentions.iloc[0].to_dict(), "article_id": row["article_id"], "mention_index": row["mention_index"]}
        | {"sentence_index": row["mention_index"], "person_id": row["target_id"]}
        for row in rows
    ]
    return conform(pd.DataFrame(mentions), "mentions")


@pytest.fixture
def told(reading):
    """One article of the Anchor and two of the Tide, which all praise Ana."""
    rows = [*said("a1", [0.5, 0.7, 0.6] * 3, first=1), *said("a1", [None, 0.8], "quoted", first=10)]
    rows += [*said("t1", [0.6] * 9, first=1), *said("t2", [0.6] * 9, first=1)]
    sentiments, mentions = conform(pd.DataFrame(rows), "sentiments"), mentioned(reading, rows)
    return reading.replace(
        sentiments=sentiments, mentions=mentions, person_scores=score_people(sentiments, mentions, reading.articles)
    )


def test_a_mean_within_an_article_has_an_interval_from_three_mentions_on(told):
    scores = told.person_scores.query("article_id == 'a1' and measure == 'sentiment_clause'").set_index("facet")
    assert scores.loc["own", "lower"] > 0.2
    assert scores.loc["own", "lower"] < scores.loc["own", "value"] < scores.loc["own", "upper"]
    assert pd.isna(scores.loc["quoted", "lower"]) and scores.loc["quoted", "n"] == 1
    assert told.person_scores.query("measure == 'mentions'")["lower"].isna().all()


def test_the_interval_of_an_article_depends_on_no_other(told):
    parts = (told[name].query("article_id == 't2'") for name in ("sentiments", "mentions", "articles"))
    alone = score_people(*parts)
    both = told.person_scores.query("article_id == 't2'").reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, both)


def test_only_an_outlet_with_one_article_is_given_the_interval_within_it(told):
    table = sentiment_by_person(told).query("voice == 'own'").set_index("outlet_id")
    assert table.loc["anchor", ["kind", "verdict"]].tolist() == ["mentions", "warm"]
    assert pd.isna(table.loc["tide", "kind"]) and table.loc["tide", "verdict"] == "not decided"
    (portrait,) = portrait_of_person(told, "ana").query("outlet_id == 'anchor' and voice == 'own'").to_dict("records")
    assert [portrait[end] for end in ("lower", "upper")] == table.loc["anchor", ["lower", "upper"]].tolist()


def test_an_interval_over_articles_goes_before_one_within_an_article():
    table = pd.DataFrame({"who": ["a", "b"], "value": 0.5, "n": 9, "n_articles": [12, 1], "lower": [-0.1, np.nan]})
    table["upper"] = [0.9, np.nan]
    within = pd.DataFrame({"who": ["a", "b"], "lower": [0.3, -0.9], "upper": [0.7, -0.2]})
    found = add_intervals_within(table, within, ["who"])
    assert found[["lower", "upper", "kind", "verdict"]].to_numpy().tolist() == [
        [-0.1, 0.9, "articles", "not decided"],
        [-0.9, -0.2, "mentions", "cool"],
    ]


def test_a_mean_without_an_interval_is_not_decided_and_one_of_nothing_is_no_mean():
    nothing = np.array([np.nan, np.nan])
    assert judge_tone(np.array([2, 0]), nothing, nothing).tolist() == ["not decided", None]
