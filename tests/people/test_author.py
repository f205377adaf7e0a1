"""Who says "I" outside quotations: the person of the study who signed the article, else nobody of it."""

import pandas as pd
import pytest

from analysis import read
from analysis.study import read_study

STUDY = """
study: {id: authors, title: Authors}
people:
  ines: {name: Ines Varga, pronouns: she}
  tomas: {name: Tomas Keller, pronouns: he}
  emil: {name: Emil Roe, pronouns: he}
relations:
  couple: {kind: spouse, members: [ines, emil]}
"""
TEXTS = {
    "By Ines Varga\n\nI left. My husband stayed. “I told you,” Tomas Keller said.": [
        ("I", "ines"), ("My husband", "emil"), ("My", "ines"), ("I", "tomas"),
    ],
    "By Tomas Keller, special to The Daily\n\nI left. He knew me.": [("I", "tomas"), ("me", "tomas")],
    "Dear editor, I left.\n\nTomas Keller, builder": [("I", "tomas")],
    "Dear editor, I left.\n\nYours sincerely, Tomas Keller": [("I", "tomas")],
    "Dear editor, I left.\n\nBest regards, Tomas Keller": [("I", "tomas")],
    "By Ines Varga and Ann Lee\n\nI left.": [],
    "By Ines Varga\n\nTomas Keller left. She saw it.": [("She", "ines")],
    "I saw Ines Varga. She hugged me.": [("She", "ines")],
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    file = tmp_path_factory.mktemp("authors") / "study.yaml"
    file.write_text(STUDY, encoding="utf-8")
    rows = [
        {"article_id": str(number), "outlet": "Daily", "published": "2025-03-12", "text": text}
        for number, text in enumerate(TEXTS)
    ]
    return read(read_study(file), pd.DataFrame(rows)).mentions


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_i_means_who_signed_the_article(found, number):
    rows = found[(found["article_id"] == str(number)) & (found["kind"] != "proper") & found["person_id"].notna()]
    assert list(zip(rows["surface"], rows["person_id"], strict=True)) == list(TEXTS.values())[number]
