"""`reading.show` puts an article into a notebook: marks and evidence, in the notebook's own theme, nothing live."""

import re

import pandas as pd
import pytest

from analysis.errors import TableError
from analysis.pipeline import read
from analysis.study import read_study

STUDY = """
study: {id: harbour, title: The harbour}
people:
  ana: {name: Ana Ruiz, pronouns: she}
frames:
  growth: {label: <b>Growth</b>, definition: D., functions: {problem_definition: {indicators: [jobs]}}}
"""
TEXT = "Ana Ruiz promised jobs. “&lt;script&gt;alert(1)&lt;/script&gt; more jobs,” she said."


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    rows = [{"article_id": name, "outlet": "Daily", "published": "", "text": TEXT} for name in ("1", "2")]
    return read(read_study(folder), pd.DataFrame(rows))


def test_the_marks_and_the_tables_of_evidence_are_shown(reading):
    shown = reading.show("1")
    markup = shown._repr_html_()
    assert str(shown).strip() == reading.text("1").strip()
    assert markup.count('<mark class="hit f0') == (reading.frame_hits["article_id"] == "1").sum() == 2
    for name, table in (("Marks of frames", "frame_hits"), ("Mentions of people", "mentions"), ("Quotes", "quotes")):
        rows = getattr(reading, table)
        n = (rows["article_id"] == "1").sum()
        assert n
        assert f"<summary>{name} (n = {n} row{'s' * int(n > 1)})</summary>" in markup


def test_nothing_of_an_article_or_a_study_is_live(reading):
    markup = reading.show("1")._repr_html_()
    assert "<script" not in markup
    assert "<b>Growth" not in markup
    assert not re.search(r"\son\w+=", markup)
    assert "http" not in markup


def test_it_takes_the_theme_of_jupyterlab(reading):
    markup = reading.show("1")._repr_html_()
    assert "var(--jp-content-font-color1," in markup
    assert '[data-jp-theme-light="false"] .room.inline' in markup


def test_two_articles_in_one_notebook_share_no_id(reading):
    ids = [set(re.findall(r'\bid="([^"]+)"', reading.show(name)._repr_html_())) for name in ("1", "2")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_an_article_that_is_not_there_is_named(reading):
    with pytest.raises(TableError, match="`article_id` must be one of 1, 2; found `3`"):
        reading.show("3")
