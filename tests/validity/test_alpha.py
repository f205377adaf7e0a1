"""Alpha is Krippendorff's, to the last digit of his examples; NLTK agrees where it knows the level."""

import math

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from analysis.validity.alpha import measure_agreement, units_needed

FOUR = """\
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 ."""
BINARY = "0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0"
LETTERS = "a a b b d c c c e d d a\nb a b b b c c c e d d d"


def codes_of(text):
    rows = [line.split() for line in text.splitlines()]
    columns = enumerate(zip(*rows, strict=True))
    return {unit: {f"c{at}": code for at, code in enumerate(column) if code != "."} for unit, column in columns}


def alpha(text, level="nominal", **options):
    codes = codes_of(text)
    return measure_agreement(codes, {unit: str(unit) for unit in codes}, level, draws=200, **options)


@pytest.mark.parametrize("level, expected", [("nominal", 0.743), ("interval", 0.849)])
def test_four_coders_with_gaps(level, expected):
    assert round(alpha(FOUR, level).alpha, 3) == expected


def test_two_coders():
    assert round(alpha(BINARY).alpha, 3) == 0.095
    assert round(alpha(LETTERS).alpha, 3) == 0.692
    assert round(alpha(LETTERS).share, 3) == 0.75


@pytest.mark.parametrize("distance, level", [(binary_distance, "nominal"), (interval_distance, "interval")])
def test_nltk_finds_the_same(distance, level):
    random = np.random.default_rng(1)
    truth = random.integers(1, 5, 60)
    noisy = lambda: np.where(random.random(60) < 0.3, random.integers(1, 5, 60), truth)  # noqa: E731
    coders = {name: noisy().tolist() for name in "abc"}
    task = AnnotationTask([(name, at, code) for name, row in coders.items() for at, code in enumerate(row)], distance)
    codes = {at: {name: row[at] for name, row in coders.items()} for at in range(60)}
    found = measure_agreement(codes, {at: str(at // 4) for at in codes}, level)
    assert found.alpha == pytest.approx(task.alpha(), abs=1e-9)
    assert found.lower < found.alpha < found.upper
    assert found.n_units == 60


def test_one_value_in_all_codes_is_undefined_and_not_1():
    found = alpha("1 1 1\n1 1 1")
    assert math.isnan(found.alpha)
    assert found.share == 1
    assert found.n_undefined == 200


def test_draws_that_are_undefined_are_counted():
    found = alpha("1 1 1 1 1 1 2 1\n1 1 1 1 1 1 2 1")
    assert found.alpha == 1
    assert found.n_undefined > 0


def test_the_interval_is_over_articles_not_over_units():
    codes = codes_of(" ".join("01" * 40) + "\n" + " ".join("01" * 20 + "10" * 20))
    single = measure_agreement(codes, {unit: str(unit) for unit in codes})
    joined = measure_agreement(codes, {unit: str(unit // 20) for unit in codes})
    assert joined.alpha == single.alpha
    assert joined.upper - joined.lower > 1.5 * (single.upper - single.lower)


def test_each_coder_is_set_against_the_others():
    codes = {at: {"a": v, "b": v, "c": w} for at, (v, w) in enumerate(zip("xyxyxyxy", "xxyyxyyx", strict=True))}
    articles = {at: str(at) for at in codes}
    found = {name: measure_agreement(codes, articles, coder=name, draws=50).alpha for name in "abc"}
    assert found["a"] == found["b"] > found["c"]
    two = codes_of(LETTERS)
    whole, one = (measure_agreement(two, dict.fromkeys(two, "x"), coder=name) for name in (None, "c0"))
    assert one.alpha == pytest.approx(whole.alpha)  # of two coders each is the other's other


@pytest.mark.parametrize(
    "p, alpha, expected",
    [(0.5, 0.8, 51.4), (0.25, 0.8, 69.3), (0.1, 0.8, 146.6), (0.5, 0.667, 29.8), (0.25, 0.667, 40.3), (0.1, 0.667, 86)],
)
def test_units_needed_for_a_smallest_alpha(p, alpha, expected):
    assert round(units_needed(p, alpha=alpha), 1) == expected
    assert math.ceil(2 * units_needed(0.25)) == 139
