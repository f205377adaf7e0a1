"""A portrait says who speaks of a person and how; its parts add up, and the person's own words are not in it."""

import pandas as pd
import pytest

from analysis.compare.people import score_people
from analysis.compare.samples import measure_samples
from analysis.compare.tables.evidence import person_evidence, quote_evidence
from analysis.compare.tables.grid import choose_person, name_person
from analysis.compare.tables.people import compare_methods, sentiment_by_person
from analysis.compare.tables.portraits import names_of_person, portrait_of_person
from analysis.errors import StudyError
from analysis.study import Sentiment
from analysis.tables import conform


def judged(article_id, index, voice, kind, holder, value):
    """One mention of Ana with its sentiment; None: nothing could be scored."""
    return {"article_id": article_id, "mention_index": index, "method": "clause", "target_id": "ana"} | {
        "voice": voice, "holder_kind": kind, "holder_id": holder, "start": 0, "end": 17, "value": value,
        "n": int(value is not None), "unsure": int(value is None), "lexicon": "plain",
    }  # fmt: skip


def with_sentiments(reading, sentiments):
    scores = score_people(sentiments, reading.mentions, reading.articles)
    return reading.replace(sentiments=sentiments, person_scores=scores)


@pytest.fixture
def told(reading):
    """Ana is judged by both outlets, by Ben, by someone unknown and by herself."""
    rows = [
        judged("t1", 0, "own", "outlet", "tide", -0.5),
        judged("t2", 0, "own", "outlet", "tide", 0.1),
        judged("t2", 2, "own", "outlet", "tide", None),
        judged("t2", 3, "quoted", "person", "ben", 0.8),
        judged("t2", 4, "paraphrased", "person", "ben", 0.2),
        judged("t2", 5, "quoted", "unresolved", None, 0.4),
        judged("t2", 6, "quoted", "person", "ana", -0.9),
        judged("t2", 7, "quoted", "several", "ana|ben", -0.9),
    ]
    sentiments = conform(pd.DataFrame(rows), "sentiments")
    return with_sentiments(reading, sentiments)


def cells(table, *columns):
    return [[None if pd.isna(value) else value for value in row] for row in table[list(columns)].to_numpy().tolist()]


def test_each_outlet_speaks_in_its_own_words_and_through_the_sources_it_gives_words_to(told):
    table = portrait_of_person(told, "ana")
    whole = table[table["voice"] == "all"].round(9)
    assert cells(whole, "outlet", "holder", "holder_id", "value", "n", "n_mentions") == [
        ["The Tide", "in its own words", "tide", -0.2, 2, 3],
        ["The Tide", "Ben Okafor", "ben", 0.5, 2, 2],
        ["The Tide", "not resolved", None, 0.4, 1, 1],
        ["The Anchor", "in its own words", "anchor", None, 0, 0],
    ]
    ben = table[table["holder_id"] == "ben"].set_index("voice")["value"]
    assert ben[["quoted", "paraphrased"]].tolist() == [0.8, 0.2]


def test_those_who_speak_together_of_a_third_are_one_holder(reading):
    rows = [judged("t2", 0, "quoted", "several", "ben|cy", 0.5)]
    table = portrait_of_person(with_sentiments(reading, conform(pd.DataFrame(rows), "sentiments")), "ana")
    assert table.query("holder_kind == 'several' and voice == 'all'")["holder"].tolist() == ["Ben Okafor and Cy Never"]


def test_holders_and_voices_add_up_to_what_the_outlet_prints_of_the_person(told):
    parts = portrait_of_person(told, "ana").query("voice != 'all' and n > 0")
    sums = (parts["value"] * parts["n"]).groupby(parts["outlet"]).sum() / parts.groupby("outlet")["n"].sum()
    totals = sentiment_by_person(told).query("person_id == 'ana' and voice == 'all' and n > 0").set_index("outlet")
    assert sums.round(9).to_dict() == totals["value"].round(9).to_dict()
    assert parts.groupby("outlet")["n"].sum().to_dict() == totals["n"].to_dict()


def test_an_interval_stands_only_where_articles_are_enough(told, monkeypatch):
    monkeypatch.setattr("analysis.compare.intervals.rows.LEAST_COUNTED", 2)
    whole = portrait_of_person(told, "ana").query("voice == 'all' and n > 0")
    n_articles = whole["holder"].map({"in its own words": 2, "Ben Okafor": 1, "not resolved": 1})
    assert whole["lower"].notna().tolist() == (n_articles > 1).tolist()  # one article shows no spread
    strict = told.replace(study=told.study.model_copy(update={"minimum_articles": 3}))
    assert portrait_of_person(strict, "ana")["lower"].isna().all()


def test_a_person_of_whom_nobody_speaks_has_an_empty_portrait_of_every_outlet(told):
    table = portrait_of_person(told, "cy")
    assert set(table["outlet"]) == {"The Tide", "The Anchor"}
    assert table["n"].sum() == 0
    assert table["value"].isna().all()


def test_names_and_descriptions_are_counted_by_voice(reading):
    assert cells(names_of_person(reading, "ben"), "outlet", "voice", "kind", "words", "n") == [
        ["The Tide", "own", "proper", "Ben", 1],
        ["The Anchor", "own", "proper", "Ben", 1],
    ]
    mentions = reading.mentions.assign(kind="nominal", surface=["The Mayor", "x", "the mayor", "x"], article_id="t2")
    mentions.loc[2, ["start", "end"]] = [18, 27]
    assert cells(names_of_person(reading.replace(mentions=mentions), "ana"), "outlet", "voice", "words") == [
        ["The Tide", "own", "The Mayor"],
        ["The Tide", "quoted", "the mayor"],
    ]
    assert names_of_person(reading, "cy").empty


def test_evidence_of_a_person_is_what_the_numbers_rest_on(told):
    assert person_evidence(told, person="ben").empty
    told = told.replace(mentions=told.mentions.assign(mention_index=[0, 2, 3, 6], article_id="t2"))
    assert cells(person_evidence(told, person="ana"), "holder", "value") == [["The Tide", 0.1], ["Ben Okafor", 0.8]]


def test_what_a_person_says_is_listed_for_that_person_alone(reading):
    assert quote_evidence(reading, person="ben")["said_by"].tolist() == ["Ben Okafor"] * 2
    assert quote_evidence(reading, person="ana").empty


def test_methods_stand_side_by_side_and_rows_without_any_score_are_left_out(told):
    other = told.sentiments.assign(method="sentence", value=0.3, n=1)
    sentiments = pd.concat([told.sentiments, other])
    told = with_sentiments(told, sentiments)
    assert cells(
        compare_methods(told).round(9), "person", "outlet", "clause", "n_clause", "sentence", "n_sentence"
    ) == [["Ana Ruiz", "The Tide", 0.2, 5, 0.3, 6]]


def test_a_number_is_of_one_method_and_says_which(told):
    both = pd.concat([told.sentiments, told.sentiments.assign(method="sentence", value=0.3, n=1)])
    told = with_sentiments(told, both)
    for method, value, n in (("clause", 0.2, 5), ("sentence", 0.3, 6)):
        chosen = told.replace(study=told.study.model_copy(update={"sentiment": Sentiment(method=method)}))
        whole = portrait_of_person(chosen, "ana").query("voice == 'all' and n > 0")
        assert whole["n"].sum() == n
        people = sentiment_by_person(chosen).query("voice == 'all' and n > 0").round(9)
        assert cells(people, "person", "value", "n", "method") == [["Ana Ruiz", value, n, method]]
        samples = measure_samples(chosen.tables, chosen.study)
        drawn = samples[samples["facet"] == "ana:all"]
        assert set(drawn["measure"]) == {f"sentiment_{method}"}
        assert drawn["denominator"].sum() == n


def test_vader_stands_beside_the_chosen_method_at_every_mention(told):
    told = with_sentiments(told, pd.concat([told.sentiments, told.sentiments.assign(method="linear", value=0.3, n=1)]))
    told = told.replace(mentions=told.mentions.assign(mention_index=[0, 2, 3, 6], article_id="t2"))
    evidence = person_evidence(told, method="linear", person="ana")
    assert cells(evidence, "value", "vader_clause") == [[0.3, 0.1], [0.3, None], [0.3, 0.8]]


def test_a_study_without_people_has_nobody_whom_no_outlet_mentions(reading):
    study = reading.study.model_copy(update={"people": {}})
    assert (choose_person(study), name_person(study, "nobody")) == ("nobody", "nobody (the study lists no people)")
    portrait = portrait_of_person(reading.replace(study=study), "nobody")
    assert portrait["n_mentions"].sum() == 0


def test_the_first_person_of_the_study_is_chosen_and_an_unknown_one_refused_with_those_allowed(reading):
    assert choose_person(reading.study) == "ben"
    with pytest.raises(StudyError, match="`person` must be one of ben, ana, cy; found `dora`"):
        choose_person(reading.study, "dora")
    with pytest.raises(StudyError, match="`person` must be one of ben, ana, cy; found `dora`"):
        portrait_of_person(reading, "dora")
    with pytest.raises(StudyError, match="`method` must be one of clause; found `guess`"):
        portrait_of_person(reading, "ana", method="guess")
