"""A notebook's Reading is measured as its parameters say, whether it was stored or is read now."""

import pytest

from analysis.errors import StudyError
from analysis.pipeline import rescore
from analysis.reports import notebook
from analysis.study import SHIPPED


@pytest.fixture(scope="module")
def stored(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    rescore(shipped, method="clause").write(folder)
    return folder


def test_a_stored_reading_that_holds_the_method_is_only_opened(stored, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.rescore", None)
    reading = notebook.load(SHIPPED, stored, method="sentence")
    assert reading.study.sentiment.method == "sentence"
    assert set(reading.sentiments["method"]) == {"clause", "sentence"}


def test_one_that_does_not_hold_the_study_s_method_is_scored_anew(stored):
    reading = notebook.load(SHIPPED, stored)
    assert reading.study.sentiment.method == "small"
    assert set(reading.sentiments["method"]) == {"small", "clause", "sentence"}


def test_the_plain_lexicon_is_one_parameter_away(stored):
    plain, added = notebook.load(SHIPPED, stored, method="clause", lexicon="plain"), notebook.load(SHIPPED, stored)
    for table in ("valences", "sentiments"):
        assert set(getattr(plain, table)["lexicon"]) == {"vader-3.3.2"}
        assert all(name.startswith("vader-3.3.2+study:") for name in getattr(added, table)["lexicon"])
    assert plain.valences["compound"].sum() != added.valences["compound"].sum()


def test_an_unknown_method_is_refused(stored):
    with pytest.raises(StudyError, match="`method` must be one of sentence, clause, linear, small; found `oracle`"):
        notebook.load(SHIPPED, stored, method="oracle")
