"""Texts that are not the whole article are kept, and flagged."""

import pandas as pd
import pytest

from analysis.corpus import read_articles
from analysis.corpus.flags import find_stub

LONG = "Ana Ruiz praised the harbour deal on Friday and said that it would bring jobs to every street. " * 8


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (LONG + "Ben Okafor called it a… [+1834 chars]", [("text cut", "it ends with [+1834 chars]")]),
        ((LONG * 50)[:32_767], [("text cut", "it has 32,767 characters, the most that a cell of a spreadsheet holds")]),
        (LONG + "\n\nSubscribe to continue reading.", [("paywall", "Subscribe to continue reading.")]),
        ("To keep reading, please log in.", [("paywall", "To keep reading, please log in.")]),
        ("This article is for subscribers only.", [("paywall", "This article is for subscribers only.")]),
        ("You have reached your limit of free articles", [("paywall", "You have reached your limit of free articles")]),
        ("Der Rat stimmte zu. Weiterlesen", [("summary only", "it has 5 words and ends with Weiterlesen")]),
        ("Ana praised the deal […]", [("summary only", "it has 5 words and ends with […]")]),
        (LONG + "So it went on...", []),
        ("Ana Ruiz praised the deal.", []),
        ("Voters must register by Friday if they want to read the full story of the vote, Ana said.", []),
        (LONG + " Subscribe to continue reading, said the page, and she closed it at once and left the house.", []),
        ((LONG * 50)[:32_766], []),
    ],
)
def test_a_text_that_is_not_whole_is_told(text, flags):
    assert find_stub(text) == flags


def test_a_flagged_article_is_kept(study):
    loaded = read_articles(pd.DataFrame({"article_id": ["a"], "text": ["Sign in to read the full story"]}), study)
    assert loaded.articles["article_id"].tolist() == ["a"]
    assert ("a", "paywall", "Sign in to read the full story") in loaded.notes
