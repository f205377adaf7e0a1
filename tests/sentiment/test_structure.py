"""What a sentence does with a name and not which words stand in it: sixty invented pairs, a table a kind and rung."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from analysis.sentiment.ladder import RUNGS
from analysis.sentiment.lexicon import mask_spans, read_lexicon

FILE = Path(__file__).with_name("minimal_pairs.csv")
KINDS = ("contrast", "nobody", "acquittal", "denial", "third")
#: Pairs of twelve that each rung gets right, by kind: where the better of two sentences has the higher value.
#: Known failures: no rung hears that charges dropped or a case thrown out clear somebody.
RIGHT = {
    "sentence": (1, 6, 6, 5, 0),
    "clause": (1, 6, 6, 5, 0),
    "linear": (9, 8, 6, 6, 10),
    "small": (10, 11, 9, 8, 10),
}


def stretch(sentence):
    """Names are masked as in an article; the target stands between braces."""
    start = sentence.index("{")
    text = sentence.replace("{", "").replace("}", "")
    return mask_spans(text, [found.span() for found in re.finditer("Ana Ruiz|Ben Holt", text)]), (start, start + 8)


@pytest.fixture(scope="module")
def pairs():
    with FILE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_there_are_sixty_pairs(pairs):
    assert [sum(pair["kind"] == kind for pair in pairs) for kind in KINDS] == [12] * 5
    assert len({pair[side] for pair in pairs for side in ("better", "worse")}) == 120


@pytest.mark.parametrize("name", RUNGS)
def test_each_rung_tells_as_many_pairs_as_is_stated(pairs, name):
    values = []
    for side in ("better", "worse"):
        texts, spans = zip(*(stretch(pair[side]) for pair in pairs), strict=True)
        values.append(np.nan_to_num(RUNGS[name].score(texts, spans, read_lexicon())))
    right = [sum(values[0][row] > values[1][row] + 0.002 for row in rows(pairs, kind)) for kind in KINDS]
    assert tuple(right) == RIGHT[name]


def rows(pairs, kind):
    return [row for row, pair in enumerate(pairs) if pair["kind"] == kind]
