"""Words that a codebook may lack, of a corpus in which they were planted."""

from copy import deepcopy

import pandas as pd
import pytest
import yaml

import analysis
from analysis.compare.candidates import suggest_terms

STUDY = {
    "study": {"id": "tiny", "title": "Tiny"},
    "people": {"ana": {"name": "Ana Ruiz"}, "ben": {"name": "Ben Okafor"}},
    "relations": {"pair": {"kind": "spouse", "members": ["ana", "ben"]}},
    "frames": {
        name: {
            "label": name,
            "definition": name,
            "about": "pair",
            "functions": {"problem_definition": {"indicators": [word]}},
        }
        for name, word in (("warm", "love"), ("cold", "feud"))
    },
    "axes": {"warm-cold": {"label": "Warm or cold", "positive": "warm", "negative": "cold"}},
}


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """Ten articles: a picnic stands near love in eight, a lawyer near the feud in seven, a harbour near both."""
    path = tmp_path_factory.mktemp("tiny") / "study.yaml"
    path.write_text(yaml.safe_dump(STUDY), encoding="utf-8")
    rows = []
    for at in range(10):
        warm = "Ana Ruiz loves Ben Okafor at the harbour" + (" over a picnic." if at < 8 else ".")
        cold = "Ben Okafor and Ana Ruiz feud at the harbour" + (" with a lawyer present." if at > 2 else ".")
        again = " A lovely day for Ana Ruiz. The picnic picnic picnic was long." if at == 9 else ""
        rows.append({"article_id": f"a{at}", "outlet": ["Ebb", "Tide"][at % 2], "text": f"{warm} {cold}{again}"})
    return analysis.read(path, pd.DataFrame(rows))


def test_words_near_the_hits_of_one_frame_are_found_by_article(reading):
    table = suggest_terms(reading)
    near = table[table["kind"] == "near"].set_index(["frame_id", "indicator"])
    assert ("warm", "picnic") in near.index and ("cold", "lawyer") in near.index
    assert "harbour" not in {word for _, word in near.index}  # near both
    assert not {"ana", "ruiz", "love", "loves"} & {word for _, word in near.index}  # names, and what is listed
    picnic = near.loc[("warm", "picnic")]
    assert picnic[["n_articles", "n_others"]].tolist() == [8, 0]
    assert picnic["p"] < 0.05 and picnic["outlets"] == {"Ebb": 4, "Tide": 7}
    assert len(picnic["contexts"]) == 5 and "[picnic]" in picnic["contexts"][0]


def test_what_accepting_a_candidate_would_change_is_told_by_outlet(reading):
    table = suggest_terms(reading).set_index(["frame_id", "indicator"])
    before, after = table.loc[("warm", "picnic"), "balances"]["warm-cold", "Ebb"]
    assert before == pytest.approx((5 - 5) / 10) and after == pytest.approx((9 - 5) / 14)


def test_the_balance_before_is_that_of_the_study(tmp_path):
    """Three articles tell twice of the estranged Ben, which counts once an article; one only touches the story."""
    study = deepcopy({**STUDY, "story": {"people": ["ana"], "minimum_sentences": 2}})
    study["frames"]["cold"]["functions"]["problem_definition"]["indicators"].append("estranged")
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(study), encoding="utf-8")
    told = "Ana Ruiz met her estranged husband Ben Okafor. Ana Ruiz left her estranged husband Ben Okafor. "
    rows = [(f"a{at}", "Ebb", told + "Ana Ruiz loves Ben Okafor over a picnic.") for at in range(3)]
    rows.append(("b", "Ebb", "Ana Ruiz loves Ben Okafor over a picnic. It rained. It rained on the pier."))
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "text"])
    reading = analysis.read(tmp_path / "study.yaml", frame)
    assert reading.articles["role"].tolist() == [*["told"] * 3, "touched"]
    scores = reading.axis_scores.query("unit_kind == 'outlet' and voice == 'all' and section == 'all'")
    table = suggest_terms(reading, level=1.0).set_index(["frame_id", "indicator"])
    before, after = table.loc[("warm", "picnic"), "balances"]["warm-cold", "Ebb"]
    assert before == pytest.approx(scores["balance"].item()) == pytest.approx(0)
    assert after == pytest.approx((6 - 3) / 9)


def test_a_candidate_asks_for_whom_its_frame_asks_and_not_for_whom_another_indicator_does(tmp_path):
    study = deepcopy(STUDY)
    study["frames"]["warm"]["functions"]["problem_definition"]["indicators"] = [{"match": "love", "about": "anyone"}]
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(study), encoding="utf-8")
    text = "Ben Okafor met Ana Ruiz. Ana Ruiz loved the picnic. Ana Ruiz and Ben Okafor feud at a harbour."
    frame = pd.DataFrame({"article_id": [f"a{at}" for at in range(4)], "outlet": "Ebb", "text": text})
    reading = analysis.read(tmp_path / "study.yaml", frame)
    table = suggest_terms(reading, level=1.0).set_index(["frame_id", "indicator"])
    assert table.loc[("warm", "picnic"), "balances"]["warm-cold", "Ebb"] == pytest.approx((0, 4 / 12))


def test_forms_that_the_codebook_passes_over_are_candidates(reading):
    forms = suggest_terms(reading).query("kind == 'form'")
    assert forms[["frame_id", "indicator", "of", "n"]].values.tolist() == [["warm", "lovely", "love", 1]]


def test_a_form_that_another_indicator_finds_is_no_candidate(tmp_path):
    study = deepcopy(STUDY)
    study["frames"]["warm"]["functions"]["problem_definition"]["indicators"].append("lovely")
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(study), encoding="utf-8")
    frame = pd.DataFrame({"article_id": ["a"], "outlet": "Ebb", "text": "A lovely Ana Ruiz loves Ben Okafor."})
    assert suggest_terms(analysis.read(tmp_path / "study.yaml", frame)).empty


def test_counts_of_articles_are_whole_where_a_form_has_none(reading):
    table = suggest_terms(reading)
    assert {"near", "form"} <= set(table["kind"])
    assert [str(n) for n in table.loc[table["indicator"] == "picnic", "n_articles"]] == ["8"]


def test_of_few_articles_nothing_stands_beyond_chance(reading):
    few = reading.replace(
        **{
            name: reading[name][reading[name]["article_id"].isin(["a4", "a5"])]
            for name in ("articles", "sentences", "segments", "mentions", "frame_hits")
        }
    )
    assert suggest_terms(few).empty
