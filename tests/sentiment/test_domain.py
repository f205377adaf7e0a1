"""How far a study is from what the learned methods were trained on, and which measured error is told."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.measured import read_measured
from analysis.sentiment.domain import (
    DOMAINS,
    FEWEST,
    FILE,
    MOST,
    Centres,
    describe_domain,
    find_distances,
    find_domain,
    find_vectors,
    read_centres,
)

NEWS = [
    f"The {who} told reporters that the White House would {what} the bill, officials said."
    for who in ("senator", "governor", "prosecutor", "congressman")
    for what in ("veto", "sign", "fight")
]
TWEETS = [
    f"omg i {verb} {who} so much lol, gonna watch her tonight :) can't wait!"
    for verb in ("love", "miss", "hate")
    for who in ("katy", "rihanna", "miley", "taylor")
]


def test_two_hundred_and_fifty_six_centres_ship_in_a_small_file():
    centres = read_centres()
    assert centres.centres.shape == (2, 128, 384)
    assert np.linalg.norm(centres.centres, axis=2) == pytest.approx(1, abs=0.05)
    assert FILE.stat().st_size < 100_000


@pytest.mark.parametrize(("texts", "nearest"), [(NEWS, "political news"), (TWEETS, "tweets about people")])
def test_sentences_are_nearest_to_what_is_written_like_them(texts, nearest):
    domain = find_domain(texts)
    assert (domain.n, domain.nearest) == (12, nearest)
    assert domain.share > 0.9
    assert domain.beyond < 0.6


def test_sentences_of_another_world_are_far_from_both():
    recipe = [f"Whisk {n} eggs with flour and butter, then bake the dough until golden." for n in range(2, 14)]
    assert find_domain(recipe).beyond > 0.7
    assert find_domain(recipe[: FEWEST - 1]) is None


def test_a_distance_is_one_less_the_cosine_to_the_nearest_centre():
    vectors = find_vectors(["vote", "song", "…", ""])
    units = vectors[:2] / np.linalg.norm(vectors[:2], axis=1, keepdims=True)
    centres = Centres(np.stack([units[:1], -units[:1]]), np.zeros(384, np.float32), np.empty(0))
    found = find_distances(["vote", "song", ""], centres)
    assert found[0] == pytest.approx([0, 2], abs=1e-6)
    assert found[1, 0] == pytest.approx(1 - units[0] @ units[1], abs=1e-6)
    assert found[2].tolist() == [1, 1]


def test_the_error_told_is_that_of_the_nearest_domain_and_captions_do_not_count():
    text = " ".join([*TWEETS, *NEWS])
    starts = np.cumsum([0, *(len(one) + 1 for one in [*TWEETS, *NEWS])])
    sentences = pd.DataFrame({"article_id": "a", "start": starts[:-1], "end": starts[1:] - 1})
    sentences["section"] = ["body"] * len(TWEETS) + ["caption"] * len(NEWS)
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    said = describe_domain(articles, sentences, "small")
    assert said.startswith("Of 12 sentences 100 % are nearer to tweets about people")
    assert f"than {find_domain(TWEETS).beyond:.0%}".replace("%", " %") in said
    (row,) = (row for row in read_measured()["small"] if row.data.startswith(DOMAINS["tweets about people"]))
    assert re.search(rf"macro-F1 {row.macro_f1:.2f} on {row.data}".replace("0.", r"\."), said)
    assert "NewsMTSC" not in said
    assert describe_domain(articles, sentences[:3], "small") == ""
    many = pd.concat([sentences[:12]] * 300)
    assert describe_domain(articles, many, "small").startswith(f"Of {MOST:,} sentences")
