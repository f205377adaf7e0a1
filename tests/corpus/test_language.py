import numpy as np
import pandas as pd
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from analysis.corpus.language import find_languages

SENTENCES = (
    "The captain said on Monday that she would stay with the club.",
    "Le maire a dit lundi que le port serait ouvert au printemps.",
    "Der Trainer sagte am Montag, dass die Mannschaft gut gespielt habe.",
)


def languages(*texts):
    return find_languages(pd.Series(texts, dtype="str")).fillna("missing").tolist()


def test_languages_of_plain_sentences_are_told():
    assert languages(*SENTENCES) == ["en", "fr", "de"]


def test_the_language_of_short_texts_and_lists_of_names_is_missing():
    assert (
        languages("Ja.", "12 3456 " * 50, "Roma Milano Napoli Torino Genova Bari Paris Lyon Lille") == ["missing"] * 3
    )


def test_a_language_is_told_as_the_package_tells_it_whatever_stands_beside_it():
    model = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    texts = [
        *SENTENCES,
        *(2 * text + "…" for text in SENTENCES),
        "港の市長は月曜日に港を開くと言った。" * 3,
        " ".join(SENTENCES),
    ]
    told = [code if certainty >= 0.9 else "missing" for code, certainty in map(model.classify, texts)]
    assert languages(*texts) == [language for text in texts for language in languages(text)] == told


def test_no_product_over_the_whole_model_is_handed_to_threads(monkeypatch):
    def refuse(*_):
        raise AssertionError("a product over all that the model knows")

    monkeypatch.setattr(np, "dot", refuse)
    assert languages(*SENTENCES) == ["en", "fr", "de"]


def test_progress_counts_texts():
    told = []
    find_languages(pd.Series(SENTENCES), told.append)
    assert sum(told) == 3
