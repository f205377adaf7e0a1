"""The three shipped documents, checked against what a reader finds in them."""

from collections import Counter
from itertools import groupby
from pathlib import Path

import pandas as pd
import pytest

from analysis.text.clean import clean_articles, raw_offset
from analysis.text.quotation import quoted_spans
from analysis.text.sentences import find_sentences

HEADLINE = (
    "Offset Breaks Social Media Silence With Bold Love Confession to Cardi B Ahead of Her Album Release: "
    "“We Got to Win—That’s Family”"
)


@pytest.fixture(scope="module")
def study():
    files = sorted((Path(__file__).parents[2] / "seeds" / "articles").glob("*.txt"))
    given = pd.DataFrame(
        {
            "article_id": [file.name[:3] for file in files],
            "raw": [file.read_bytes().decode() for file in files],
            "headline": pd.Series([HEADLINE, None, None], dtype="str"),
        }
    )
    articles, offsets, repairs = clean_articles(given)
    sentences = find_sentences(articles, ["Am I the Drama?"])
    return articles.set_index("article_id"), offsets, repairs, sentences


def paragraphs(study, article_id: str) -> list[tuple[str, str, int]]:
    """Section, first three words and number of sentences of each paragraph."""
    articles, _, _, sentences = study
    text = articles.loc[article_id, "text"]
    rows = sentences[sentences["article_id"] == article_id].itertuples()
    result = []
    for _, group in groupby(rows, key=lambda row: row.paragraph_index):
        members = list(group)
        words = text[members[0].start : members[0].end].split()
        result.append((members[0].section, " ".join(words[:3]), len(members)))
    return result


def test_the_first_holds_its_headline_five_subheads_and_an_appeal(study):
    found = paragraphs(study, "000")
    assert Counter(section for section, _, _ in found) == {"headline": 1, "body": 18, "subhead": 5, "appeal": 1}
    assert [words for section, words, _ in found if section == "subhead"] == [
        "Offset’s Unexpected Show",
        "A Tale of",
        "Cardi B’s Side:",
        "Family First: Beyond",
        "What’s Next?",
    ]
    assert found[0] == ("headline", "Offset Breaks Social", 1)
    assert found[6] == ("body", "He then boldly", 1)
    assert found[-1] == ("appeal", "Stay tuned for", 1)
    assert study[0].loc["000", "text"].count("Bold Love Confession") == 1


def test_the_second_loses_its_date_prefix_and_keeps_seven_paragraphs(study):
    assert [(words, n) for _, words, n in paragraphs(study, "001")] == [
        ("Offset doesn’t mince", 2),
        ("“She always got", 4),
        ("Despite their ups", 4),
        ("He’s needed to", 3),
        ("Cardi agreed that", 5),
        ("But as he", 1),
        ("Though he was", 3),
    ]


def test_the_third_is_parted_at_its_seams_and_its_credit_set_apart(study):
    assert paragraphs(study, "002") == [
        ("body", "Offset has publicly", 4),
        ("body", '"I just want', 4),
        ("body", "The TMZ official", 4),
        ("subhead", '"I want it', 1),
        ("credit", "Kamala Harris Campaigns", 1),
        ("body", "In an interview", 5),
        ("body", "The rapper shot", 8),
        ("body", "Cardi B's upcoming", 5),
        ("body", "Since separating from", 2),
        ("body", '"It was very', 6),
        ("body", "Cardi B's upcoming", 2),
    ]


def test_repairs_are_those_that_the_documents_need(study):
    counts = {(row.article_id, row.repair): row.n for row in study[2].itertuples()}
    assert counts == {
        ("000", "blanks"): 2,
        ("001", "date prefix"): 1,
        ("002", "entities"): 13,
        ("002", "glued paragraphs"): 10,
    }


@pytest.mark.parametrize(("article_id", "n"), [("000", 6), ("001", 16), ("002", 7)])
def test_every_quotation_is_found_and_closed(study, article_id, n):
    quotations = quoted_spans(study[0].loc[article_id, "text"])
    assert len(quotations) == n
    assert all(quoted.is_closed and not quoted.continues for quoted in quotations)


@pytest.mark.parametrize("words", ["Am I The Drama?.", "tried.", "Since separating", "GettyIn"[:5], "(Laughs.)"])
def test_words_are_followed_back_to_the_untouched_document(study, words):
    articles, offsets, _, _ = study
    field, offset = raw_offset(offsets, "002", articles.loc["002", "text"].index(words))
    assert field == "document"
    assert articles.loc["002", "raw"][offset:].startswith(words)
