"""The error told beside sentiment is that of the study's own coding, where enough of it is coded."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.reports.sentences.methods import describe_methods
from analysis.reports.sentences.sentiment import describe_sentiment_error
from analysis.sentiment.ladder import describe_error
from analysis.tables import conform
from analysis.validity.coding import read_coding, write_labels, write_plan
from analysis.validity.own import LEAST, OwnError, measure_own_error
from analysis.validity.plan import make_plan
from analysis.validity.sample import coded_population
from analysis.validity.variables import variable_of
from analysis.validity.whole import with_coding


def code(reading, folder, answers, n=1000):
    """Code the mentions that are drawn, the answers in turn."""
    plan, units, _ = make_plan(reading.tables, reading.study, ["sentiment"], ["ana"], n=n)
    said = [answers[at % len(answers)] for at in range(len(units))]
    table = pd.DataFrame({"unit_id": units["unit_id"], "coder_id": "ana", "variable": "sentiment", "value": said})
    write_plan(folder, plan, units)
    write_labels(folder, conform(table.assign(sure=True, note="", coded_at=""), "labels"))
    return with_coding(reading, folder)


@pytest.fixture(scope="module")
def coded(harbour, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    return code(harbour, folder, ("-2", "0", "1", "0")), folder


def test_the_error_is_that_of_the_mentions_with_a_score(coded):
    reading, folder = coded
    found = measure_own_error(reading)
    variable = variable_of(reading.study, "sentiment")
    units = coded_population(reading.tables, reading.study, read_coding(folder), variable)
    units = units[units["is_scored"]]
    said = np.array([int(next(iter(one))) for one in units["coded"]])
    classes = np.select([said < 0, said > 0], ["negative", "positive"], "neutral")
    f1 = [
        2 * ((classes == name) & (units["machine"] == name)).sum()
        / max((classes == name).sum() + (units["machine"] == name).sum(), 1)
        for name in ("negative", "neutral", "positive")
    ]  # fmt: skip
    assert found.macro_f1[0] == pytest.approx(np.mean(f1))
    assert found.mean_error[0] == pytest.approx(np.abs(units["value"] - said / 2).mean())
    assert (found.n, found.n_clusters) == (units["group"].nunique(), units["cluster_id"].nunique())
    for value, lower, upper in found[2:]:
        assert lower < value < upper
    assert found.is_enough


def test_a_coded_corpus_is_told_its_own_error_and_no_longer_that_of_the_nearest_domain(coded, harbour):
    reading, _ = coded
    found = measure_own_error(reading)
    told = describe_sentiment_error(reading)
    assert told.startswith(describe_error(reading.study.sentiment.method))
    numbers = [f"{x:.2f}".replace("0.", ".", 1) for x in (*found.macro_f1, *found.mean_error)]
    assert re.search(r"{} \(95 %: {} to {}, over articles\).* {} \({} to {}\)".format(*map(re.escape, numbers)), told)
    assert f"{found.n} mentions with a score in {found.n_clusters} articles" in told
    assert "nearest measured error" not in told
    assert told in describe_methods(reading)
    assert describe_sentiment_error(reading, domain=False) == told
    assert "On this corpus" not in describe_sentiment_error(reading, "clause")  # another method was not measured there
    assert "corpus" not in describe_sentiment_error(harbour)


def test_too_little_coding_is_named_and_the_nearest_domain_is_told(harbour, tmp_path):
    reading = code(harbour, tmp_path, ("0", "1"))
    assert not measure_own_error(reading).is_enough  # nobody ever said negative
    told = describe_sentiment_error(reading)
    assert "too few for an error of its own (50 in 10 articles" in told
    assert "On this corpus itself" not in told
    fine = (0.5, 0.4, 0.6)
    assert OwnError(LEAST, 10, fine, fine).is_enough
    assert not OwnError(LEAST - 1, 10, fine, fine).is_enough
    assert not OwnError(LEAST, 9, fine, fine).is_enough


def test_nothing_is_measured_where_no_mention_is_coded(harbour):
    assert measure_own_error(harbour) is None
