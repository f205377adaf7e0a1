"""Table `quotes`: rows, kinds, spans and persons."""

import pandas as pd
import pytest

from analysis.speech.quotes import decide_open, find_quotes
from analysis.tables import TABLES


def rows(make, study, texts, mentions=()):
    return find_quotes(*make(texts, mentions), study)


def test_a_row_holds_the_spans_of_content_marks_cue_and_source(make, study):
    found = rows(make, study, {"a": "“We won,” Jane Roe said."}, [("a", "Jane Roe", "roe")])
    assert found["people"].isna().all()
    assert found.drop(columns="people").iloc[0].to_dict() == {
        "article_id": "a",
        "quote_index": 0,
        "attribution_index": 0,
        "kind": "direct",
        "content_start": 0,
        "content_end": 9,
        "quoted_start": 1,
        "quoted_end": 8,
        "cue": "said",
        "cue_start": 19,
        "cue_end": 23,
        "source": "Jane Roe",
        "source_start": 10,
        "source_end": 18,
        "source_kind": "person",
        "person_id": "roe",
        "is_closed": True,
        "rule": "tag",
        "scope": "asserted",
    }


def test_an_article_without_speech_gives_an_empty_table(make, study):
    found = rows(make, study, {"a": "It rained all day."})
    assert len(found) == 0
    assert list(found.columns) == list(TABLES["quotes"].dtypes)


def test_indirect_rows_have_no_words_between_marks(make, study):
    found = rows(make, study, {"a": "Jane Roe said that it rained."})
    assert found["kind"].tolist() == ["indirect"]
    assert found[["quoted_start", "quoted_end", "is_closed"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("text", "mention", "person", "kind", "person_id"),
    [
        ("“We won,” the singer Jane Roe said.", "Jane Roe", "roe", "person", "roe"),
        ("“We won,” Jane Roe, 33, said.", "Jane Roe", "roe", "person", "roe"),
        ("“We won,” Jane Roe’s lawyer said.", "Jane Roe", "roe", "other", None),
        ("“We won,” a lawyer for Jane Roe said.", "Jane Roe", "roe", "other", None),
        ("“We won,” Jane Roe’s statement said.", "Jane Roe", "roe", "person", "roe"),
        ("“We won,” she said.", "she", "roe", "person", "roe"),
        ("“We won,” she said.", "she", None, "unresolved", None),
        ("“We won,” they said.", "they", ("roe", "doe"), "several", None),
        ("“We won,” sources said.", "We", None, "other", None),
        ("“We won,” he said.", "We", None, "unresolved", None),
    ],
)
def test_the_mention_at_the_head_of_the_source_decides_who_speaks(make, study, text, mention, person, kind, person_id):
    found = rows(make, study, {"a": text}, [("a", mention, person)])
    assert found["source_kind"].tolist() == [kind]
    assert found["person_id"].fillna("").tolist() == [person_id or ""]


@pytest.mark.parametrize(("person", "changed"), [("roe", {"b"}), (None, set())])
def test_an_open_source_is_whom_the_second_reading_decides_on(make, study, person, changed):
    texts = {"a": "“We won,” John Doe said.", "b": "“We won,” she said."}
    articles, sentences, mentions = make(texts, [("a", "John Doe", "doe"), ("b", "she", None)])
    quotes = find_quotes(articles, sentences, mentions, study)
    found, articles_changed = decide_open(
        quotes, make(texts, [("a", "John Doe", None), ("b", "she", person)])[2], articles
    )
    assert found["person_id"].fillna("").tolist() == ["doe", person or ""]
    assert found["source_kind"].tolist() == ["person", "person" if person else "unresolved"]
    assert articles_changed == changed


def test_a_pronoun_that_surely_means_somebody_else_is_a_known_source(make, study):
    articles, sentences, mentions = make({"a": "“We won,” she said."}, [("a", "she", None)])
    found = find_quotes(articles, sentences, mentions.assign(rule="somebody else"), study)
    assert found["source_kind"].tolist() == ["other"]


def test_without_any_source_nobody_is_guessed(make, study):
    found = rows(make, study, {"a": "“It rained all day long.”"})
    assert found["source_kind"].tolist() == ["unresolved"]
    assert found[["source", "source_start", "cue", "person_id"]].isna().all(axis=None)


def test_pieces_of_one_attribution_share_its_index_and_stand_in_text_order(make, study):
    found = rows(make, study, {"a": "“We won,” Jane Roe said. “It was late.” John Doe said that it was not."})
    assert found["attribution_index"].tolist() == [0, 0, 1]
    assert found["content_start"].is_monotonic_increasing


def test_a_content_with_two_quotations_has_a_row_for_each(make, study):
    text = "Jane Roe said the day was “very long” and the night “very short” for her."
    found = rows(make, study, {"a": text})
    assert [text[s:e] for s, e in zip(found["content_start"], found["content_end"], strict=True)] == [
        "the day was “very long”",
        "and the night “very short” for her",
    ]
    assert set(found["kind"]) == {"mixed"}


def test_what_the_outlet_puts_in_brackets_parts_a_quotation_but_not_an_ordinary_bracket(make, study):
    text = "Jane Roe said: “I won. (Laughs.) I did. It was [so] late (for me) to win.”"
    found = rows(make, study, {"a": text})
    assert [text[s:e] for s, e in zip(found["quoted_start"], found["quoted_end"], strict=True)] == [
        "I won.",
        "I did. It was [so] late (for me) to win.",
    ]


def test_a_quotation_in_a_subhead_is_a_headline_quote(make, study):
    text = "“We Got to Win”: Jane Roe Speaks\n\nIt rained all day, and the court was closed for the night."
    found = rows(make, study, {"a": text}, [("a", "Jane Roe", "roe")])
    assert found["kind"].tolist() == ["headline"]


def test_a_headline_in_single_marks_is_quoted_too(make, study):
    text = "Jane Roe Says Storm Was 'the End of It All'\n\nIt rained, “hard” as she said, and the court was closed."
    found = rows(make, study, {"a": text}, [("a", "Jane Roe", "roe")])
    first = found.iloc[0]
    assert (first["kind"], first["person_id"]) == ("headline", "roe")
    assert text[first["quoted_start"] : first["quoted_end"]] == "the End of It All"


def test_an_unclosed_quotation_says_so_and_swallows_no_more_than_its_paragraph(make, study):
    text = "Jane Roe said: “We won the case.\n\nIt rained. John Doe left."
    found = rows(make, study, {"a": text})
    assert found["is_closed"].tolist() == [False]
    assert text[found["content_start"][0] : found["content_end"][0]] == "“We won the case."


def test_the_study_adds_cues(make, study):
    found = rows(make, study, {"a": "Jane Roe throws in that it rained."})
    assert found["cue"].tolist() == ["throws"]


def test_articles_do_not_see_each_other(make, study):
    texts = {"a": "“We won,” Jane Roe said.", "b": "“We lost the whole case.”"}
    alone = rows(make, study, {"b": texts["b"]})
    both = rows(make, study, texts)
    pd.testing.assert_frame_equal(both[both["article_id"] == "b"].reset_index(drop=True), alone)
