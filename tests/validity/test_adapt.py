"""Coded mentions adapt a method whose priors are wrong, and change nothing where they are right."""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.errors import StudyError
from analysis.reports.sentences.paper import write_methods
from analysis.sentiment.calibration import Calibration, calibrate, read_calibration
from analysis.sentiment.ladder import with_method
from analysis.study import read_study
from analysis.tables import conform
from analysis.validity.adapt import FILE, RIDGE, Mentions, adapt, coded_mentions, cross_fit, fit, note_labels
from analysis.validity.coding import read_coding, write_labels, write_plan
from analysis.validity.plan import make_plan
from tests.validity.conftest import STUDY, write_articles

SHIPPED = read_calibration("small")
HASH = "0" * 64


def draw(random, p):
    """Draw one class of each row."""
    return (random.random(len(p))[:, None] > p.cumsum(axis=1)[:, :2]).sum(axis=1)


def simulate(seed, added=(0.0, 0.0, 0.0), scale=1.0, n=240, articles=48):
    """Simulate coders whose answers follow the machine's probabilities, but for what is added to its logits."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 2, (n, 3)) + random.normal(0, 0.5, (articles, 3))[np.arange(n) % articles]
    true = Calibration(SHIPPED.temperature / scale, tuple(np.add(SHIPPED.shift, added)))
    shares = np.eye(3)[draw(random, calibrate(logits, true))]
    names = np.array([f"a{one % articles:02}" for one in range(n)])
    return Mentions(logits, shares, np.ones(n), names, names)


def test_priors_that_are_wrong_on_purpose_are_found_and_the_gain_is_kept():
    adapted, is_kept = adapt(simulate(1, added=(1.2, -1.2, 0.0)), "small", HASH, draws=400)
    assert is_kept
    assert adapted.log_loss.lower > 0.05
    assert adapted.macro_f1.gain > 0
    moved = np.subtract(adapted.shift, SHIPPED.shift)
    assert moved[0] - moved[1] == pytest.approx(2.4, abs=0.6)
    assert (adapted.n_mentions, adapted.n_articles) == (240, 48)
    assert sum(adapted.priors) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("seed", range(4))
def test_where_priors_are_right_nothing_is_kept(seed):
    adapted, is_kept = adapt(simulate(seed), "small", HASH, draws=400)
    assert not is_kept
    assert adapted.log_loss.gain < 0.02


def test_no_mention_is_judged_by_a_fit_to_its_own_article_or_its_near_duplicates():
    mentions = simulate(2, added=(1.0, 0.0, 0.0))
    clusters = np.where(mentions.articles == "a01", "a00", mentions.articles)  # the second is a copy of the first
    mentions = mentions._replace(clusters=clusters)
    own = clusters == "a00"
    assert set(mentions.articles[own]) == {"a00", "a01"}
    other = mentions._replace(shares=np.where(own[:, None], np.roll(mentions.shares, 1, axis=1), mentions.shares))
    before, after = cross_fit(mentions, SHIPPED), cross_fit(other, SHIPPED)
    assert (before[own] == after[own]).all()
    assert (before[~own] != after[~own]).any()


def test_many_codes_find_the_temperature_and_few_leave_what_is_shipped():
    many = fit(simulate(3, scale=0.5, n=6000, articles=60), SHIPPED)
    assert many.temperature == pytest.approx(2 * SHIPPED.temperature, rel=0.08)
    few = fit(simulate(3, scale=0.5, n=3, articles=3), SHIPPED)
    assert SHIPPED.temperature / few.temperature == pytest.approx(1, abs=RIDGE**-0.5)  # a standard error
    assert np.allclose(few.shift, SHIPPED.shift, atol=3 / RIDGE)


def test_the_fit_is_the_lowest_point_of_its_loss():
    mentions = simulate(4, added=(0.5, 0.0, -0.5), scale=0.7)
    base = mentions.logits / SHIPPED.temperature
    base -= base.mean(axis=1, keepdims=True)

    def loss(x):
        p = calibrate(base * x[0], Calibration(1.0, tuple(x[1:])))
        return (
            -np.log((p * mentions.shares).sum(axis=1)).sum()
            + RIDGE / 2 * ((x - np.array([1.0, *SHIPPED.shift])) ** 2).sum()
        )

    found = fit(mentions, SHIPPED)
    x = np.array([SHIPPED.temperature / found.temperature, *found.shift])
    assert all(loss(x) < loss(x + step) for step in np.vstack([np.eye(4), -np.eye(4)]) * 0.02)


def test_too_few_mentions_or_articles_are_refused():
    with pytest.raises(StudyError, match=r"must hold 50 coded mentions in 20 articles.*it holds 40 in 30"):
        adapt(simulate(1, n=40, articles=30), "small", HASH)
    with pytest.raises(StudyError, match="it holds 90 in 9"):
        adapt(simulate(1, n=90, articles=9), "small", HASH)


def run(*arguments, code=0):
    found = CliRunner().invoke(main, ["code", "adapt", *map(str, arguments)])
    assert found.exit_code == code, found.output
    return found.output


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """Code every mention of a study as coders would to whom it is darker than the machine expects."""
    folder = tmp_path_factory.mktemp("adapted")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    write_articles(32).to_csv(folder / "articles.csv", index=False)
    reading = analysis.read(read_study(folder))
    plan, units, _ = make_plan(reading.tables, reading.study, ["sentiment"], ["ana"], n=200)
    write_plan(folder / "coding", plan, units)
    said = draw(np.random.default_rng(0), np.tile([0.75, 0.2, 0.05], (len(units), 1)))
    rows = {"unit_id": units["unit_id"], "coder_id": "ana", "variable": "sentiment", "sure": True}
    table = pd.DataFrame(rows).assign(value=[("-2", "0", "1")[one] for one in said], note="", coded_at="")
    write_labels(folder / "coding", conform(table, "labels"))
    reading.write(folder / "tables")
    return folder, reading


def test_what_is_adapted_is_named_by_the_study_file_and_measured_with(coded):
    folder, reading = coded
    said = run(folder, "--tables", folder / "tables")
    assert "sentiment: {method: linear, adapted: coding/adapted.json}" in said
    adapted = json.loads((folder / "coding" / FILE).read_bytes())
    assert adapted["method"] == "linear"
    assert adapted["log_loss"]["lower"] > 0
    text = STUDY + "sentiment: {method: linear, adapted: coding/adapted.json}\n"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    study = read_study(folder)
    again = analysis.read(study)
    before, after = (one.sentiments[one.sentiments["method"] == "linear"]["value"].mean() for one in (reading, again))
    assert after < before - 0.2
    vader = [one.sentiments[one.sentiments["method"] == "clause"] for one in (reading, again)]
    pd.testing.assert_frame_equal(*vader)
    assert f"adapted by {adapted['n_mentions']} coded mentions in {adapted['n_articles']} articles" in write_methods(
        again
    )
    assert "adapted" not in write_methods(reading)
    assert with_method(study, "clause").sentiment.adapted is None
    assert with_method(study, "linear").sentiment == study.sentiment

    coding = read_coding(folder / "coding")
    mentions, same = (coded_mentions(one, coding) for one in (reading, again))
    assert note_labels(study, coding) == ""
    assert "fitted to other codes" in note_labels(study, coding._replace(labels=coding.labels.iloc[1:]))
    assert note_labels(reading.study, coding) == ""  # a study that names nothing adapted
    assert (mentions.logits == same.logits).all()  # another fit starts from what is shipped, not from the last one

    (folder / "later.csv").write_text(
        f"unit_id,value,coder\n{coding.units['unit_id'].iloc[0]},2,ana\n", encoding="utf-8"
    )
    later = CliRunner().invoke(main, ["code", "read", str(folder), str(folder / "later.csv")]).output
    assert "`sentiment.adapted` was fitted to other codes of sentiment" in later
    write_labels(folder / "coding", coding.labels)

    adapted["shift"][0] += 0.1  # the hash that passports, manifests and steps of a report hold is of both files
    (folder / "coding" / FILE).write_text(json.dumps(adapted), encoding="utf-8")
    assert len({study.sha256, read_study(folder).sha256, reading.study.sha256}) == 3


def adapted_file(**changes):
    gain = {"gain": 0.1, "lower": 0.05, "upper": 0.15}
    content = {"version": 1, "method": "small", "temperature": 1.5, "shift": [0, 0, 0], "priors": [0.2, 0.5, 0.3]}
    content |= {"n_mentions": 90, "n_articles": 30, "log_loss": gain, "macro_f1": gain, "labels_sha256": HASH}
    return json.dumps({key: value for key, value in (content | changes).items() if value is not None})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "line 16: `sentiment.adapted` must name a file that `narrative code adapt` wrote; found `adapted.json`"),
        ("{", "adapted.json must be JSON as `narrative code adapt` writes it"),
        ("\udcff", "adapted.json must be JSON"),
        ("[]", "adapted.json must be as `narrative code adapt` writes it; the whole: "),
        (adapted_file(temperature=0), "temperature: Input should be greater than 0"),
        (adapted_file(temperature=float("inf")), "temperature: "),
        (adapted_file(shift=[0, 1]), "shift.2: Field required"),
        (adapted_file(labels_sha256=None), "labels_sha256: Field required"),
        (adapted_file(version=2), "version: Input should be 1"),
        (adapted_file(method="linear"), "must be adapted for the study's method `small`; adapted.json is for `linear`"),
    ],
)
def test_a_file_that_is_not_what_it_must_be_is_refused_by_name(tmp_path, content, said):
    text = STUDY + "sentiment:\n  method: small\n  adapted: adapted.json\n"
    line = text[: text.index("adapted:")].count("\n") + 1
    (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
    if content is not None:
        (tmp_path / "adapted.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path)
    assert said.replace("line 16", f"line {line}") in str(caught.value)
    assert f"study.yaml line {line}" in str(caught.value)


def test_a_method_that_learned_nothing_has_nothing_to_adapt(coded):
    folder, reading = coded
    plain = reading.replace(study=with_method(reading.study, "clause"))
    with pytest.raises(StudyError, match=r"must be one that is calibrated \(linear, small\).*found `clause`"):
        coded_mentions(plain, read_coding(folder / "coding"))
