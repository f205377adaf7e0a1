import pandas as pd

from analysis.corpus.language import find_languages


def languages(*texts):
    return find_languages(pd.Series(texts, dtype="str")).fillna("missing").tolist()


def test_languages_of_plain_sentences_are_told():
    assert languages(
        "The captain said on Monday that she would stay with the club.",
        "Le maire a dit lundi que le port serait ouvert au printemps.",
        "Der Trainer sagte am Montag, dass die Mannschaft gut gespielt habe.",
    ) == ["en", "fr", "de"]


def test_the_language_of_short_texts_and_lists_of_names_is_missing():
    assert (
        languages("Ja.", "12 3456 " * 50, "Roma Milano Napoli Torino Genova Bari Paris Lyon Lille") == ["missing"] * 3
    )
