import numpy as np
import pandas as pd

from analysis.corpus.language import _identifier, find_languages

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


def test_a_language_is_told_as_the_model_tells_it():
    model = _identifier()
    for text in SENTENCES:
        counts = model.instance2fv(text)
        assert np.allclose(model.nb_classprobs(counts), super(type(model), model).nb_classprobs(counts))


def test_no_product_over_the_whole_model_is_handed_to_threads(monkeypatch):
    def refuse(*_):
        raise AssertionError("a product over all that the model knows")

    monkeypatch.setattr(np, "dot", refuse)
    assert languages(*SENTENCES) == ["en", "fr", "de"]


def test_progress_is_told_text_by_text():
    told = []
    find_languages(pd.Series(SENTENCES), told.append)
    assert told == [1, 1, 1]
