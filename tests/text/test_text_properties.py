"""What must hold of any text whatever: offsets lead home, nothing is lost, spans are in order, the cost is linear."""

import re
import unicodedata
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.text.clean import clean_articles, clean_text, raw_offset
from analysis.text.edits import raw_position
from analysis.text.quotation import quoted_spans
from analysis.text.sections import split_sections
from analysis.text.sentences import split_sentences

PIECES = [
    *(
        "Jane Roe",
        "LeBron",
        "she said",
        "said:",
        "U.S.",
        "Dr.",
        "J.",
        "5 p.m.",
        "The",
        "iPhone",
        "Roe",
        "RoeThe",
        "2018The",
    ),
    *(
        ". ",
        "?",
        "!",
        "…",
        "...",
        ",",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "\t",
        "\u00a0",
        "-",
        " — ",
    ),
    *('"', "“", "”", "''", "``", "'", "’", "‘", "«", "»", "(", ")", "[1]", "6'2\"", "(Photo by A. Doe/Getty Images)"),
    *(
        "&amp;",
        "&quot;",
        "&#8220;",
        "&#0;",
        "&",
        "&bogus;",
        "â€œ",
        "â€™",
        "â€",
        "Ã©",
        "Ã ",
        "é",
        "e\u0301",
        "\u0301",
        "\u0316",
    ),
    *(
        "\x00",
        "\x1b[31m",
        "\x1b",
        "\x93",
        "\x99",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u202e",
        "\ufeff",
        "\ud800",
        "😍",
        "🏴",
    ),
    *("\U000e0067", "\U000e007f", "ﬁ", "Å", "각", "ᄀ", "ᅡ", "date 2021-03-04 ", "Am I the Drama?", "Source: Getty"),
]
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)
WITHOUT_SURROGATES = HOSTILE.filter(lambda raw: not re.search("[\ud800-\udfff]", raw))  # no table can hold them
many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(HOSTILE)
def test_runs_cover_every_character_in_order_and_stay_inside_the_raw_document(raw):
    cleaned = clean_text(raw)
    edges = [0, *(end for _, end, _, _ in cleaned.runs)]
    assert [start for start, _, _, _ in cleaned.runs] == edges[:-1]
    assert edges[-1] == len(cleaned.text)
    assert all(start < end and 0 <= first <= last <= len(raw) for start, end, first, last in cleaned.runs)
    assert all(before[2] <= after[2] for before, after in pairwise(cleaned.runs))


def is_repairable(character: str) -> bool:
    return character in "&\r\t\n " or not character.isascii() or unicodedata.category(character) == "Cc"


@many
@given(HOSTILE)
def test_a_kept_character_is_the_raw_one_at_its_offset(raw):
    cleaned = clean_text(raw)
    for start, end, raw_start, raw_end in cleaned.runs:
        if end - start == raw_end - raw_start:
            for kept, original in zip(cleaned.text[start:end], raw[raw_start:raw_end], strict=True):
                assert kept == original or is_repairable(original)


@many
@given(HOSTILE.filter(lambda raw: not re.search("&|\x1b|date|.[\u0300-\u036f]", raw)))
def test_no_letter_or_figure_is_lost_or_made_up(raw):
    before = re.findall("[A-Za-z0-9]", raw)
    cleaned = clean_text(raw)
    places = [place for place, character in enumerate(cleaned.text) if re.match("[A-Za-z0-9]", character)]
    after = [raw[raw_position(cleaned.runs, place)] for place in places]
    assert [character for character in after if character.isascii()] == before


@many
@given(HOSTILE)
def test_clean_text_holds_no_damage(raw):
    text = clean_text(raw).text
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2028\u2029\ud800-\udfff]", text
    )
    assert not re.search(r"  | \n|\n |(?<!\n)\n(?!\n)|\n{3}|\A\s|\s\Z", text)
    assert unicodedata.is_normalized("NFC", text)


@many
@given(HOSTILE)
def test_sentences_hold_every_character_once_and_lie_in_one_paragraph(raw):
    text = clean_text(raw).text
    spans = split_sentences(text, ["Am I the Drama?"])
    assert (
        "".join(text[start:end] for start, end in spans).split()
        == "".join(text[start:end] for start, end in spans).split()
    )
    outside = "".join(text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), len(text))]))
    assert not outside.strip()
    paragraphs = [(start, end) for start, end, _ in split_sections(text, 0)]
    assert all(any(first <= start and end <= last for first, last in paragraphs) for start, end in spans)
    assert not "".join(text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *paragraphs])).strip()


@many
@example('"\n""')
@given(HOSTILE)
def test_quotations_are_in_order_and_hold_words_of_one_paragraph(raw):
    text = clean_text(raw).text
    quotations = quoted_spans(text)
    assert all(before.end <= after.start for before, after in pairwise(quotations))
    for quoted in quotations:
        content = text[quoted.start : quoted.end]
        assert content == content.strip() != ""
        assert "\n" not in content


@settings(many, max_examples=60)
@given(WITHOUT_SURROGATES, WITHOUT_SURROGATES)
def test_every_character_of_an_article_has_a_field_and_an_offset_in_it(headline, document):
    articles = pd.DataFrame({"article_id": ["a"], "raw": [document], "headline": [headline]})
    result, offsets, _ = clean_articles(articles)
    text = result["text"].iloc[0]
    for position in range(0, len(text), 11):
        field, offset = raw_offset(offsets, "a", position)
        raw = headline if field == "headline" else document
        assert 0 <= offset <= len(raw)
        if text[position].isascii() and text[position].isalnum():
            assert raw[offset] == text[position] or is_repairable(raw[offset])


GROWING = (
    *(
        '"',
        "!",
        "(",
        "“ab ",
        "“I tried this,” she said. ",
        "U.S. ",
        "1. ",
        "The cat sat.Now it runs.",
        "a",
        "fooBar ",
        " ",
    ),
    *(
        "\n",
        "a\n",
        "&amp;",
        "â€œ",
        "e\u0301\u0316",
        "(Photo by ",
        "Ann Roe/",
        "Am I the Drama? ",
        "Jane B. ",
        "A-",
        "\x1b[",
    ),
    *("Aa Bb\n\n", "“a\n\n", 'said."I ', "'I ", "Roe Doe/Getty Images "),
)


@pytest.mark.parametrize("piece", GROWING)
def test_long_monotonous_texts_are_read_to_their_end(piece):
    """A cost that grows with the square of the length would take minutes here."""
    raw = piece * (100_000 // len(piece))
    text = clean_text(raw).text
    n_sentences = len(split_sentences(text, ["Am I the Drama?"]))
    n_quotations = len(quoted_spans(text))
    n_sections = len(split_sections(text, 0))
    assert n_sentences <= len(text) and n_quotations <= len(text) and n_sections <= len(text)


def test_five_thousand_good_quotations_are_found():
    assert len(quoted_spans("“I tried this,” she said. " * 5000)) == 5000


def test_ten_thousand_marks_that_never_close_swallow_nothing():
    quotations = quoted_spans("“ab " * 10_000)
    assert {quoted.end - quoted.start for quoted in quotations} == {2}
    assert not any(quoted.is_closed for quoted in quotations)


def test_sentences_without_blanks_between_them_are_kept():
    text = clean_text("The cat sat.Now it runs." * 8000).text
    assert len(split_sentences(text)) == 16_000
