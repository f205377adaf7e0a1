"""The shipped codebook: its own examples, and hand labels of every sentence that were written before it was run."""

import csv
from pathlib import Path

import pytest
from nltk.metrics.agreement import AnnotationTask

from analysis.framing.axes import counted_hits
from analysis.framing.codebook import check_codebook
from analysis.pipeline import read

LABELS = Path(__file__).with_name("labels.csv")
#: Krippendorff's alpha of the codebook with the labels may not fall below this; two human coders reach .94.
FLOOR = 0.65
FRAMES = {"confession": "love-confession", "difficulty": "difficult-relationship"}
PLAIN = str.maketrans("“”’‘–", "\"\"''-")


def labelled_units(reading):
    """Yield (article, start, end, label): a unit goes from its first words to those of the next."""
    with LABELS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for article_id in dict.fromkeys(row["article_id"] for row in rows):
        text = reading.text(article_id).translate(PLAIN)
        own = [row for row in rows if row["article_id"] == article_id]
        starts = []
        for row in own:
            starts.append(text.index(row["first_words"].translate(PLAIN), starts[-1] + 1 if starts else 0))
        for row, start, end in zip(own, starts, [*starts[1:], len(text)], strict=True):
            yield article_id, start, end, row["label"]


@pytest.fixture(scope="session")
def coded(shipped):
    """Hand label and codebook's label of every unit."""
    hits = counted_hits(shipped.frame_hits, shipped.study)
    result = []
    for article_id, start, end, label in labelled_units(shipped):
        inside = hits[(hits["article_id"] == article_id) & (hits["start"] >= start) & (hits["start"] < end)]
        found = [name for name, frame_id in FRAMES.items() if (inside["frame_id"] == frame_id).any()]
        result.append((f"{article_id}:{start}", label, {0: "neither", 1: found and found[0], 2: "both"}[len(found)]))
    return result


def alpha(pairs):
    return AnnotationTask(
        data=[item for unit, a, b in pairs for item in (("hand", unit, a), ("code", unit, b))]
    ).alpha()


def test_every_sentence_of_the_three_articles_is_labelled(shipped, coded):
    assert len(coded) == 106
    assert {label for _, label, _ in coded} == {"confession", "difficulty", "both", "neither"}


def test_the_codebook_agrees_with_the_hand_labels(coded):
    assert alpha(coded) >= FLOOR


@pytest.mark.parametrize("frame", FRAMES)
def test_each_frame_agrees_with_the_hand_labels(coded, frame):
    pairs = [(unit, str(a in (frame, "both")), str(b in (frame, "both"))) for unit, a, b in coded]
    assert alpha(pairs) >= FLOOR


def test_the_shipped_codebook_has_no_problems(shipped):
    found = check_codebook(shipped, read)
    assert found[found["level"] == "problem"].values.tolist() == []
