"""The methods section of a paper says what the README says, with errors, versions and references."""

import re

import pandas as pd
import pytest

from analysis.measured import read_errors
from analysis.pipeline import read, rescore
from analysis.reports.sentences.methods import describe_methods
from analysis.reports.sentences.paper import write_methods
from analysis.study import read_study


@pytest.fixture(scope="module")
def text(shipped):
    return write_methods(shipped)


def bare_reading(tmp_path, **columns):
    (tmp_path / "study.yaml").write_text("study: {id: bare, title: Bare}\n")
    row = {"article_id": "1", "outlet": "", "published": "", "text": "Nothing much."} | columns
    return read(read_study(tmp_path), pd.DataFrame([row]))


def test_every_count_of_the_readme_stands_in_it_too(shipped, text):
    number = r"\b\d+(?:,\d{3})*\b"
    known = set(re.findall(number, text)) | {"0"}  # nothing is not always worth a word here
    known |= {str(shipped.repairs["n"].sum())}  # which are counted by kind here
    for line in describe_methods(shipped).splitlines():
        counted = line.split("**")[2].split(" Method: ")[0]  # errors are told in other words
        assert set(re.findall(number, counted)) <= known, line


def test_every_measured_error_of_a_step_that_was_used_is_told(text):
    for step in ("sentences", "pronouns", "quotes", "sources", "scope", "tone", "sentiment/small"):
        for error in read_errors()[step]:
            assert str(error) in text
    assert str(read_errors()["sentiment/sentence"][0]) not in text


def test_every_work_that_is_cited_is_in_the_references(text):
    body, references = text.split("References\n")
    cited = set(re.findall(r"([A-Z]\w+)(?: &[^()]*| et al\.)? \(?((?:19|20)\d\d)\)", body))
    assert len(cited) >= 6
    for author, year in cited:
        assert re.search(rf"^{author}, .*\({year}\)", references, re.MULTILINE), author


def test_the_method_and_the_agreement_are_those_given(shipped):
    told = write_methods(rescore(shipped, method="sentence"), agreement="Alpha was .79.")
    assert f"by the method “sentence” ({read_errors()['sentiment/sentence'][0]}" in told
    assert "Alpha was .79." in told
    assert "is not given here" not in told


def test_what_a_study_does_not_have_is_said_in_words(tmp_path):
    told = write_methods(bare_reading(tmp_path))
    assert "1 article (2 words in 1 sentence) of unnamed outlets. No date of publication is known." in told
    assert "We followed 0 people. Rules found 0 mentions, resolving" in told
    assert "No frames were coded." in told


def test_intervals_are_claimed_only_where_an_outlet_has_articles_enough(tmp_path, text):
    assert "No outlet has 10 articles or more" in text
    (tmp_path / "study.yaml").write_text("study: {id: bare, title: Bare}\nminimum_articles: 2\n")
    rows = [{"article_id": str(i), "outlet": "Daily", "published": "", "text": f"Word {i}."} for i in range(2)]
    told = write_methods(read(read_study(tmp_path), pd.DataFrame(rows)))
    assert (
        "(95 %, seed 0) are given where 2 clusters of near-duplicates or more tell of a measure; 1 of 1 outlet" in told
    )
