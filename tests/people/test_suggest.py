"""Names for a new roster."""

import pandas as pd

from analysis.people.names.suggest import suggest_people
from analysis.text.sentences import find_sentences


def suggest(*texts):
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": texts, "headline": None})
    return suggest_people(articles, find_sentences(articles))


def test_names_are_counted_over_articles_the_most_named_first():
    found = suggest("On Monday Zed Okafor met Mary Poole. Okafor smiled. He sang.", "Later Zed Okafor left Paris.")
    assert found[["name", "n", "n_articles", "pronouns"]].fillna("").values.tolist() == [
        ["Zed Okafor", 3, 2, "he"],
        ["Mary Poole", 1, 1, "she"],
    ]


def test_contexts_show_the_words_around_a_name():
    assert suggest("On Monday Mary Poole sang.")["contexts"].tolist() == ["On Monday Mary Poole sang."]


def test_a_surname_alone_goes_to_the_most_named_person_who_has_it():
    assert suggest("Then Mary Poole sang. We met Mary Poole.", "Later Poole said no.")["n"].tolist() == [3]


def test_a_word_that_only_ever_begins_a_paragraph_is_no_name_whatever_ends_the_one_before():
    texts = ["A town divided\n\nHundreds marched.", "The plan (part 2)\n\nHundreds came. Okafor sang."]
    assert suggest(*texts).empty
    assert suggest(*texts, "Then Okafor left.")["name"].tolist() == ["Okafor"]


def test_no_names_give_no_rows():
    found = suggest("Nobody is here.")
    assert list(found.columns) == ["name", "n", "n_articles", "pronouns", "contexts"]
    assert found.empty
