"""A passport names what a figure was made from by hash; what changes the figure changes the passport."""

from types import SimpleNamespace

import pandas as pd

from analysis.reports.passport import start_passport


def reading(**articles):
    table = pd.DataFrame({"article_id": list(articles), "sha256": list(articles.values()), "outlet_id": "tide"})
    return SimpleNamespace(articles=table, study=SimpleNamespace(id="harbour", sha256="s", folder=None))


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


def test_the_command_names_the_study_unless_it_is_the_shipped_one(shipped):
    assert start_passport(shipped, "00_corpus").command == "python -m analysis figure FIGURE.json"
    assert start_passport(reading(a="1"), "00_corpus").command.endswith(" FIGURE.json --study STUDY")
