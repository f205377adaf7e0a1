"""The ladder: one interface, each rung with its measured error, and none that falls back on another."""

import numpy as np
import pytest

import analysis
from analysis.errors import StudyError
from analysis.measured import read_measured
from analysis.pipeline import rescore
from analysis.sentiment import small
from analysis.sentiment.ladder import RUNGS, VADER, check_rung, describe_error, with_method
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.linear import read_record
from analysis.study import SHIPPED, read_study

SMALL = "study: {id: harbour, title: The harbour}\npeople:\n  ana: {name: Ana Ruiz}\n"


def of_method(tmp_path, method):
    path = tmp_path / "study.yaml"
    path.write_text(SMALL + (f"sentiment: {{method: {method}}}\n" if method else ""), encoding="utf-8")
    return read_study(path)


@pytest.mark.parametrize("name", RUNGS)
def test_every_rung_tells_praise_from_blame_and_finds_no_evidence_in_the_target_alone(name):
    texts = ["Everyone praised Ana as a brilliant leader.", "Ana was convicted of fraud and lying.", "“Ana”"]
    values = RUNGS[name].score(texts, [(17, 20), (0, 3), (1, 4)], read_lexicon())
    assert 1 >= values[0] > 0.1 > -0.1 > values[1] >= -1
    assert np.isnan(values[2])
    assert RUNGS[name].score([], [], read_lexicon()).shape == (0,)


def test_a_masked_word_is_no_evidence_to_the_linear_rung_and_a_word_of_the_study_is():
    score = RUNGS["linear"].score
    assert np.isnan(score(["Ana ǀǀǀ, ǀǀ"], [(0, 3)], read_lexicon()))
    plain, added = (score(["Ana caught the dubs."], [(0, 3)], read_lexicon(words)) for words in ({}, {"dubs": 3.0}))
    assert added > plain


def test_every_rung_states_its_measured_error_with_data_and_n():
    for name, rung in RUNGS.items():
        rows = read_measured()[name]
        assert {row.data for row in rows} >= {"NewsMTSC rw_dev", "NewsMTSC mt_dev", "tweets about people, odd half"}
        assert all(0 < row.macro_f1 < 1 for row in rows)
        # Nothing is stated on what a rung learned from: `small` has no score by person.
        assert sum(row.person_r is not None for row in rows) == (name != "small")
        said = describe_error(name)
        assert rung.label in said
        assert "n = 343" in " ".join(said.split())
        assert ("political news" in said) == (rung.domain != "")


def test_the_error_of_the_linear_rung_is_stated_for_the_stretches_that_it_reads():
    rows, record = {row.data: row for row in read_measured()["linear"]}, read_record()
    assert rows["NewsMTSC rw_dev"].macro_f1 < record["macro_f1_rw_dev"]  # what it reaches on whole sentences
    assert rows["NewsMTSC mt_dev"].macro_f1 < record["macro_f1_mt_dev"]


def test_the_small_rung_measured_best_on_every_set():
    measured = {name: {row.data: row.macro_f1 for row in read_measured()[name]} for name in RUNGS}
    for data, reached in measured["small"].items():
        assert all(reached > measured[name][data] for name in RUNGS if name != "small")


def test_a_study_names_its_method_and_a_wrong_one_is_refused_with_its_line(tmp_path):
    assert of_method(tmp_path, "clause").sentiment.method == "clause"
    assert of_method(tmp_path, None).sentiment.method == "linear"
    with pytest.raises(StudyError) as caught:
        of_method(tmp_path, "oracle")
    assert str(caught.value).endswith(
        "study.yaml line 4: `sentiment.method` must name methods whose error was measured; `oracle` is not one of "
        "sentence, clause, linear, small."
    )
    assert list(RUNGS) == list(read_measured())  # a method enters the registry, and its error the measurements


def test_an_unknown_method_is_refused_with_those_allowed():
    with pytest.raises(StudyError) as caught:
        analysis.read(SHIPPED, method="oracle")
    assert str(caught.value) == "`method` must be one of sentence, clause, linear, small; found `oracle`."


def test_a_method_without_its_weights_is_refused_with_the_way_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setattr(small, "FILE", tmp_path / "small_weights.npz")
    for refuse in (lambda: check_rung("small"), lambda: analysis.read(SHIPPED, method="small")):
        with pytest.raises(StudyError) as caught:
            refuse()
        assert "small_weights.npz is absent" in str(caught.value)
        assert "python -m benchmarks.train_seeds" in str(caught.value)


def test_the_chosen_method_stands_in_the_tables_with_vader_beside_it(shipped):
    table = shipped.sentiments
    assert set(table["method"]) == {"small", *VADER}
    assert table.groupby("method").size().nunique() == 1
    assert not table.duplicated(["article_id", "mention_index", "method"]).any()
    assert (table["value"].notna() == (table["n"] == 1)).all()
    assert set(table["lexicon"]) == set(shipped.valences["lexicon"])


def test_a_reading_is_scored_anew_by_another_method_or_lexicon_and_nothing_else_changes(shipped):
    again = rescore(shipped, method="clause", lexicon="plain")
    assert again.study.sentiment.method == "clause"
    assert set(again.sentiments["method"]) == set(VADER)
    assert set(again.sentiments["lexicon"]) == {"vader-3.3.2"}
    assert again.mentions is shipped.mentions
    back = rescore(again)
    assert (
        back.sentiments.query("method == 'clause'")
        .reset_index(drop=True)
        .equals(shipped.sentiments.query("method == 'clause'").reset_index(drop=True))
    )
    assert with_method(shipped.study, None).sentiment == shipped.study.sentiment


@pytest.mark.parametrize(
    ("words", "holder", "target"),
    [("I love him", "cardi-b", "stefon-diggs"), ("She always got my back", "offset", "cardi-b")],
)
@pytest.mark.parametrize("method", ["small", *VADER])
def test_whose_love_it_is_and_for_whom(shipped, words, holder, target, method):
    found = shipped.with_words(shipped.sentiments[shipped.sentiments["method"] == method])
    found = found[found["words"].str.contains(words, regex=False) & (found["target_id"] == target)]
    assert not found.empty
    if method != "sentence":  # a whole sentence may hold the outlet's words too
        assert set(found["holder_kind"]) == {"person"}
        assert set(found["holder_id"]) == {holder}
    values = found.loc[found["holder_id"] == holder, "value"]
    if method == "small":
        assert (values > 0).all()
    elif holder != "offset":  # "right or wrong" follows, which VADER takes for blame
        assert not (values < 0).any()  # or it is unsure


def test_the_parts_of_every_portrait_add_up_by_every_method(shipped):
    scores = shipped.person_scores
    for method in ("small", *VADER):
        of = scores[scores["measure"] == f"sentiment_{method}"].assign(sum=lambda t: t["value"].fillna(0) * t["n"])
        parts = of[of["facet"] != "all"].groupby(["article_id", "person_id"])[["n", "sum"]].sum()
        totals = of[of["facet"] == "all"].set_index(["article_id", "person_id"])[["n", "sum"]]
        assert parts.sort_index().to_numpy() == pytest.approx(totals.sort_index().to_numpy())
