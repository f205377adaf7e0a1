"""A passport names what a figure was made from by hash; what changes the figure changes the passport."""

from types import SimpleNamespace

import pandas as pd

from analysis.reports.figure.passport import start_passport
from analysis.reports.figure.save import _facts


def reading(**articles):
    table = pd.DataFrame({"article_id": list(articles), "sha256": list(articles.values()), "outlet_id": "tide"})
    return SimpleNamespace(
        articles=table, labels=table[:0], study=SimpleNamespace(id="harbour", sha256="s", folder=None)
    )


def test_another_article_or_order_is_another_hash():
    hashes = [
        start_passport(reading(**given), "00_corpus").articles
        for given in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, {"a": "1"}, {"a": "1", "b": "3"})
    ]
    assert len(set(hashes)) == 4


def test_the_notebook_is_hashed_and_an_unknown_one_left_empty():
    assert len(start_passport(reading(a="1"), "00_corpus").notebook_sha256) == 64
    assert start_passport(reading(a="1"), "my_own").notebook_sha256 == ""


def test_parameters_and_versions_are_kept():
    made = start_passport(reading(a="1"), "04_framing", axis="growth-harm").as_dict()
    assert made["parameters"] == {"axis": "growth-harm"}
    assert {"python", "matplotlib", "pandas"} <= set(made["versions"])
    assert made["outlets"] == {"tide": 1}


def test_a_figure_of_a_selection_says_of_which_articles(shipped):
    values = {"outlets": "billboard,us-today", "period": "2023/2025-09"}
    chosen = start_passport(shipped, "00_corpus", **values)
    said = "of Billboard and US Today, published from 2023-01-01 to 2025-09-30"
    assert chosen.as_dict()["selection"] == said
    table = pd.DataFrame({"article_id": ["000", "001"], "n_words": [3, 4]})
    caption = _facts(table, "lengths", chosen, ("words",), "Words.")["caption"]
    assert caption.endswith(f". Selected are articles {said}.")
    whole = start_passport(shipped, "00_corpus", outlets=None, period=None)
    assert "selection" not in whole.as_dict()
    assert "Selected" not in _facts(table, "lengths", whole, ("words",), "Words.")["caption"]


def test_the_command_names_the_study_unless_it_is_the_shipped_one(shipped):
    assert start_passport(shipped, "00_corpus").command == "python -m analysis figure FIGURE.json"
    assert start_passport(reading(a="1"), "00_corpus").command.endswith(" FIGURE.json --study STUDY")
