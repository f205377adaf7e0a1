"""Every measure says what it is and how well it was measured; the errors are those of the benchmarks."""

import inspect
from pathlib import Path

import pytest

from analysis.compare import axes, intervals
from analysis.compare.tables import series
from analysis.measured import read_errors
from analysis.measures import MEASURES, errors_of
from analysis.reports.figure.passport import Passport

BENCHMARKS = (Path(__file__).resolve().parent.parent / "benchmarks" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", read_errors())
def test_a_measured_error_stands_in_the_benchmarks_with_its_interval(step):
    for error in read_errors()[step]:
        for value in (error.value, error.low, error.high):
            assert value is None or f"{value:.3f}".removeprefix("0") in BENCHMARKS, error


def test_every_step_that_a_measure_rests_on_was_measured():
    for name, measure in MEASURES.items():
        keys = [step + "clause" if step.endswith("/") else step for step in measure.steps]
        assert set(keys) <= set(read_errors()), name


def test_a_step_behind_two_measures_is_named_once():
    steps = [(error["step"], error["data"], error["statistic"]) for error in errors_of(["balance", "intensity"])]
    assert len(steps) == len(set(steps)) > 0


def test_the_error_of_sentiment_is_that_of_the_method():
    steps = {method: {error["step"] for error in errors_of(["sentiment"], method)} for method in ("clause", "sentence")}
    assert steps["clause"] ^ steps["sentence"] == {"sentiment/clause", "sentiment/sentence"}
    assert {error["step"] for error in errors_of(["sentiment"], "unheard-of")} == steps["clause"] & steps["sentence"]


def test_the_seed_of_passports_is_that_of_every_interval():
    for function in (
        axes.score_outlet_axes,
        intervals.interval_of_ratios,
        intervals.contrast_ratios,
        series.series_of_measure,
    ):
        assert inspect.signature(function).parameters["seed"].default == Passport.seed
