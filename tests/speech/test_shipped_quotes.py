"""Every quotation of the shipped articles against a table made by reading, before any output was seen."""

from pathlib import Path

import pandas as pd
import pytest

EXPECTED = pd.read_csv(Path(__file__).with_name("shipped_quotes.csv"), dtype=str, keep_default_na=False)


def _plain(text: str) -> str:
    return text.replace("’", "'").strip("“”\"' .")


@pytest.fixture(scope="module")
def found(shipped):
    texts = dict(zip(shipped.articles["article_id"], shipped.articles["text"], strict=True))
    quotes = shipped.quotes.copy()
    quotes["content"] = [
        _plain(texts[article_id][start:end])
        for article_id, start, end in zip(
            quotes["article_id"], quotes["content_start"], quotes["content_end"], strict=True
        )
    ]
    return quotes


@pytest.mark.parametrize(
    "row", EXPECTED[EXPECTED["required"] == "yes"].to_dict("records"), ids=lambda r: r["first_words"]
)
def test_each_quotation_has_the_cue_source_and_person_that_a_reader_gives_it(found, row):
    match = found[
        (found["article_id"] == row["article_id"])
        & found["content"].str.startswith(_plain(row["first_words"]))
        & (found["kind"] == row["kind"])
    ]
    assert len(match) == 1
    quote = match.iloc[0].fillna("")
    assert quote["cue"] == row["cue"]
    assert row["source"] in (quote["source"], "")
    assert quote["person_id"] == row["person_id"]
    assert quote["source_kind"] == ("person" if row["person_id"] else "other")


def test_nothing_else_is_a_quotation_but_the_words_after_an_aside(found):
    starts = [(row["article_id"], _plain(row["first_words"])) for row in EXPECTED.to_dict("records")]
    surplus = [
        content
        for article_id, content in zip(found["article_id"], found["content"], strict=True)
        if not any(article_id == a and content.startswith(words) for a, words in starts)
    ]
    assert [content[:44] for content in surplus] == ["I was always scared of dating people [becaus"]


def test_no_source_is_left_open(found):
    assert (found["source_kind"] != "unresolved").all()


def test_an_aside_of_the_outlet_stays_its_own_words(shipped):
    text = shipped.articles.set_index("article_id").loc["002", "text"]
    segments = shipped.segments[shipped.segments["article_id"] == "002"]
    place = text.index("(Laughs.)")
    aside = segments[(segments["start"] <= place) & (place < segments["end"])]
    assert aside["voice"].tolist() == ["own"]
