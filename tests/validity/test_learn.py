"""Readers learned from coded sentences gain where there is something to learn, and by articles not seen."""

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.errors import StudyError
from analysis.framing.learned import LEARNED
from analysis.study import read_study
from analysis.tables import conform
from analysis.validity.coding import write_labels, write_plan
from analysis.validity.learn import FILE, Coded, coded_frames, cross_validate, describe_learned, fit, learn, predict
from analysis.validity.plan import make_plan
from tests.validity.conftest import STUDY, write_articles


def simulate(seed, slope, n=400, articles=40, width=12):
    """Simulate coded sentences whose frame hangs on the first input by a slope; the codebook finds a tenth."""
    random = np.random.default_rng(seed)
    inputs = random.normal(0, 1, (n, width))
    there = (random.random(n) < 1 / (1 + np.exp(-slope * inputs[:, 0]))).astype(float)
    found = (random.random(n) < 0.2) & (there > 0)
    names = np.array([f"a{one % articles:02}" for one in range(n)])
    return Coded(inputs, there, np.ones(n), names, names, found, ~found)


def test_a_reader_that_learned_something_gains_on_the_codebook_in_articles_not_seen():
    reader, gain = learn(simulate(1, 3.0), draws=300)
    assert gain.lower > 0.2
    assert reader.f1.lower < reader.f1.value < reader.f1.upper
    assert (reader.n_sentences, reader.n_articles, len(reader.weights)) == (400, 40, 12)
    assert "learned from 400 coded sentences" in describe_learned(reader, gain)


def test_no_sentence_is_scored_by_a_layer_that_saw_its_article_or_a_near_duplicate():
    coded = simulate(2, 0.0, n=200, articles=20)
    # Each article has a mark of its own that tells all of its sentences: learned by heart it would be right everywhere.
    marks = np.eye(20)[np.unique(coded.clusters, return_inverse=True)[1]]
    there = (np.arange(20) % 2)[np.unique(coded.clusters, return_inverse=True)[1]].astype(float)
    marked = coded._replace(inputs=np.concatenate([marks * 5, coded.inputs], axis=1), there=there)
    seen = predict(marked.inputs, fit(marked, 1.0))
    unseen = cross_validate(marked)
    assert ((seen > 0.5) == (there > 0.5)).all()
    assert ((unseen > 0.5) == (there > 0.5)).mean() < 0.7


def test_weights_count_as_so_many_sentences():
    coded = simulate(3, 2.0, n=60)
    twice = coded.take(np.r_[0:60, 0:20])
    heavy = coded._replace(weights=np.r_[np.full(20, 2.0), np.ones(40)])
    # The penalty stands against the mean weight: 80 sentences of one are 60 of 4/3.
    assert fit(twice, 40.0) == pytest.approx(fit(heavy, 30.0), abs=1e-9)


@pytest.mark.parametrize(
    ("coded", "told"),
    [
        (simulate(4, 2.0, n=50), r"it holds \d+ with and \d+ without"),
        (simulate(4, 2.0, articles=9), "in 9"),
    ],
)
def test_too_little_is_refused(coded, told):
    with pytest.raises(StudyError, match=told):
        learn(coded, draws=20)


def test_where_there_is_nothing_to_learn_nothing_is_gained():
    coded = simulate(5, 0.0)
    rare = coded._replace(there=((coded.there > 0) & (np.arange(400) % 4 == 0)).astype(float))
    rare = rare._replace(found=rare.found & (rare.there > 0))
    _, gain = learn(rare._replace(silent=~rare.found), draws=300)
    assert gain.lower <= 0


#: What a coder says of a sentence by a word of it: `quiet` is harm too, which no indicator says.
SAID = {"jobs": "growth", "poison": "harm", "quiet": "harm", "walked": "none", "Rain": "none"}


def test_the_command_keeps_the_reader_that_gains_and_a_study_that_names_it_is_read_with_it(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    write_articles(20).to_csv(tmp_path / "articles.csv", index=False)
    bare = analysis.read(read_study(tmp_path))
    plan, units, _ = make_plan(bare.tables, bare.study, ["frame"], ["ana"], n=400)
    text_of = dict(zip(bare.articles["article_id"], bare.articles["text"], strict=True))
    words = [text_of[one][a:b] for one, a, b in units[["article_id", "start", "end"]].itertuples(index=False)]
    said = [next((told for word, told in SAID.items() if word in one), "none") for one in words]
    table = pd.DataFrame({"unit_id": units["unit_id"], "coder_id": "ana", "variable": units["variable"], "value": said})
    (tmp_path / "coding").mkdir()
    write_plan(tmp_path / "coding", plan, units)
    write_labels(tmp_path / "coding", conform(table.assign(sure=True, note="", coded_at=""), "labels"))

    told = CliRunner().invoke(main, ["code", "adapt", str(tmp_path), "--measure", "frame"])
    assert told.exit_code == 0, told.output
    assert "growth: learned from" in told.output
    assert f"To read with it, write in study.yaml, at harm: learned: coding/{FILE}" in told.output
    named = STUDY.replace("    label: Harm\n", f"    label: Harm\n    learned: coding/{FILE}\n")
    (tmp_path / "study.yaml").write_text(named, encoding="utf-8")
    reading = analysis.read(read_study(tmp_path))
    hits = reading.frame_hits
    learned = hits[hits["indicator"] == LEARNED]
    assert learned["surface"].str.contains("quiet").mean() > 0.9
    assert len(learned) > 0.8 * sum("quiet" in one for one in words)
    harm = coded_frames(reading)["harm"]
    assert harm.found.sum() == sum("poison" in one for one in words), (
        "what a reader finds is no finding of the codebook"
    )
