"""A small invented corpus of two outlets, read once."""

import pandas as pd
import pytest

import analysis
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour}
people: {ana: {name: Ana Ruiz, pronouns: she}, ben: {name: Ben Okafor, pronouns: he}}
outlets: {tide: {name: The Tide}, bay: {name: Bay Post}}
frames: {hope: {label: Hope, definition: h, functions: {problem_definition: {indicators: [hope]}}}}
"""
ARTICLES = [
    (
        "a",
        "The Tide",
        "2024-05-01",
        "Hopes for the old harbour",
        "Ana Ruiz hopes for jobs. She has no good idea of it.",
    ),
    ("b", "The Tide", "2024-06-09", "Ships", "“There is no hope, no idea,” Ben Okafor said. Ana Ruiz left."),
    ("c", "Bay Post", "2025-01-02", "A friendship", "The harbour’s ship is old. The ship sails. Ship after ship."),
]


@pytest.fixture(scope="session")
def harbour(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    columns = ["article_id", "outlet", "published", "headline", "text"]
    frame = pd.DataFrame(ARTICLES, columns=columns)
    frame.to_csv(folder / "articles.csv", index=False)
    return analysis.read(read_study(folder), frame)
