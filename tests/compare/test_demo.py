"""The generated corpus is read, and what was planted in it is found again."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.compare.copies import find_copies
from analysis.compare.quotes.ledger import find_shared_quotes
from analysis.compare.tables.series import find_change, series_of_measure
from analysis.compare.tables.shared import keyness_of_outlets
from analysis.compare.whole import contrast_all
from analysis.corpus.demo import write_demo
from analysis.corpus.demo.words import read_words
from analysis.errors import StudyError
from analysis.times.narrated import find_narrated_times


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, articles=160, outlets=4)
    return folder


@pytest.fixture(scope="module")
def planted(folder):
    return json.loads((folder / "planted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading(folder):
    return analysis.read(folder)


@pytest.fixture(scope="module")
def contrasts(reading):
    copies = find_copies(reading.articles, reading.quotes)
    study = reading.study.model_copy(update={"event_days": 183})
    return contrast_all(reading.tables, copies, study, draws=500)


def test_one_seed_writes_the_same_bytes(tmp_path):
    one = write_demo(tmp_path / "one", articles=20, outlets=3, seed=5)
    two = write_demo(tmp_path / "two", articles=20, outlets=3, seed=5)
    other = write_demo(tmp_path / "other", articles=20, outlets=3, seed=6)
    assert [path.name for path in one] == ["study.yaml", "articles.csv", "planted.json", "planted_quotes.csv"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert one[1].read_bytes() != other[1].read_bytes()


@pytest.mark.parametrize("articles, outlets", [(3, 2), (10, 0), (1000, 201)])
def test_a_demo_that_cannot_be_is_refused(tmp_path, articles, outlets):
    with pytest.raises(StudyError, match=r"^A demo must have 1 to 200 outlets, each of two articles; found"):
        write_demo(tmp_path, articles=articles, outlets=outlets)


def test_a_demo_replaces_an_earlier_one_and_no_other_study(tmp_path):
    write_demo(tmp_path, articles=20, outlets=3)
    write_demo(tmp_path, articles=10, outlets=2)
    assert len(pd.read_csv(tmp_path / "articles.csv")) == 10
    (tmp_path / "planted.json").unlink()
    with pytest.raises(StudyError, match=r"^A demo must not replace another study; .* holds a study\.yaml\.$"):
        write_demo(tmp_path, articles=10, outlets=2)


def test_the_command_writes_a_demo_and_refuses_in_one_line(tmp_path):
    done = CliRunner().invoke(main, ["demo", str(tmp_path / "made"), "--articles", "20", "--outlets", "2"])
    assert done.exit_code == 0
    assert "20 articles of 2 outlets, all invented" in done.output
    assert (tmp_path / "made" / "articles.csv").read_bytes() == write_demo(tmp_path / "other", articles=20, outlets=2)[
        1
    ].read_bytes()
    refused = CliRunner().invoke(main, ["demo", str(tmp_path / "none"), "--outlets", "0"])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error: A demo must have 1 to 200 outlets")


def test_one_outlet_and_twenty_can_be_made(tmp_path):
    for outlets in (1, 20):
        reading = analysis.read(write_demo(tmp_path / str(outlets), articles=40, outlets=outlets)[0].parent)
        assert (len(reading.articles), reading.articles["outlet_id"].nunique()) == (40, outlets)
        assert reading.quarantine.empty


def test_each_sentence_of_a_pole_holds_one_word_of_its_frame(folder):
    words = {"affection reunion devotion embrace cherish admiring loyalty fondness": read_words()["warm"]}
    words |= {"separation quarrel accusation betrayal lawsuit resentment estranged insult": read_words()["cold"]}
    for indicators, sentences in words.items():
        assert sorted(sum(word in sentence for word in indicators.split()) for sentence in sentences) == [1] * 8


def test_the_planted_balance_is_found(reading, planted):
    scores = reading.axis_scores
    chosen = (scores["unit_kind"] == "outlet") & (scores["section"] == "all") & (scores["voice"] == "own")
    found = scores[chosen].set_index("unit_id")["balance"].to_dict()
    assert found == pytest.approx(planted["balance"], abs=0.05)


def test_outlets_that_differ_are_told_apart_and_those_alike_are_not(contrasts, planted):
    rows = contrasts[(contrasts["measure"] == "balance") & (contrasts["facet"] == "reunion-feud:own")]
    rows = rows[rows["copies"] == "with"].set_index(["unit_a", "unit_b"])
    first, last = next(iter(planted["balance"])), list(planted["balance"])[-1]
    assert rows.loc[(first, last), "lower"] > 0.5
    assert rows.loc[(first, last), "q"] < 0.05
    assert rows.loc[tuple(planted["alike"]), "p"] > 0.05


def test_the_event_lowers_the_balance(contrasts):
    rows = contrasts[(contrasts["unit_a"] == "after:filing") & (contrasts["facet"] == "reunion-feud:own")]
    balance = rows[rows["measure"] == "balance"]
    assert balance["copies"].tolist() == ["with", "without"]
    assert (balance["difference"] < -0.2).all()
    assert (balance["upper"] < 0).all()


def test_copies_and_their_originals_are_found_and_no_others(reading, planted):
    found = find_copies(reading.articles, reading.quotes).set_index("article_id")
    originals = {}
    for copy, original in planted["copies"].items():
        originals.setdefault(original, {original}).add(copy)
    clusters = found[found["n_copies"] > 1].reset_index().groupby("cluster_id")["article_id"].agg(set)
    assert sorted(map(sorted, clusters)) == sorted(map(sorted, originals.values()))


def test_planted_answers_are_found_again(folder, reading):
    truth = pd.read_csv(folder / "planted_quotes.csv", dtype="str")
    ledger = find_shared_quotes(reading.quotes, reading.articles)
    ledger = ledger[ledger["kind"] == "direct"]

    def pairs(frame, column):
        found = set()
        for _, part in frame.groupby(column):
            articles = sorted(set(part["article_id"]))
            found |= {(one, two) for place, one in enumerate(articles) for two in articles[place + 1 :]}
        return found

    true, found = pairs(truth, "utterance"), pairs(ledger, "utterance_id")
    assert len(true & found) >= 0.97 * len(true)
    assert len(true & found) >= 0.97 * len(found)


def test_the_deaf_outlet_quotes_one_person_only(reading, planted):
    ((outlet, person),) = planted["never_quotes"].items()
    quotes = reading.quotes.merge(reading.articles[["article_id", "outlet_id"]], on="article_id")
    speakers = quotes[quotes["kind"] == "direct"].groupby("outlet_id")["person_id"].agg(set)
    assert person not in speakers[outlet]
    assert all(person in speakers[other] for other in planted["balance"] if other != outlet)


def test_the_past_that_an_article_recalls_is_linked_to_its_event(reading):
    told = find_narrated_times(reading.articles, reading.sentences, reading.study)
    assert set(told["event_id"].dropna()) == {"wedding", "filing"}
    filed = told[told["event_id"] == "filing"].merge(reading.articles, on="article_id")
    assert (filed["published_earliest"] >= "2024-07-01").all()


def test_each_outlets_pet_word_is_its_key_word(reading, planted):
    keyness = keyness_of_outlets(reading, voices=("own",), most=1)
    assert keyness.set_index("outlet_id")["term"].to_dict() == planted["pet_words"]
    assert (keyness["q"] <= 0.03).all()


def test_the_change_after_the_event_is_found_and_only_there(reading, planted):
    points, windows = series_of_measure(reading, "balance", "reunion-feud:own", period="month")
    change = find_change(points, reading.copies)
    assert change.p <= 0.05
    assert abs(change.day - pd.Timestamp(planted["event"]["day"])) <= pd.Timedelta(days=60)
    assert change.before > change.after
    assert len(points) == 160
    assert windows["n_articles"].sum() == 160


def test_an_answer_that_an_observed_outlet_does_not_print_is_an_omission(reading, planted):
    ((deaf, person),) = planted["never_quotes"].items()
    coverage = reading.coverage[reading.coverage["item_kind"] == "utterance"]
    said = reading.shared_quotes.merge(reading.quotes[["article_id", "quote_index", "person_id"]])
    by_person = set(said.loc[said["person_id"] == person, "utterance_id"])
    own = coverage[(coverage["outlet_id"] == deaf) & coverage["item_id"].isin(by_person)]
    seen = own["n_observed"] > 0
    assert own.loc[~seen, "covered"].isna().all()
    assert not own.loc[seen, "covered"].any()
