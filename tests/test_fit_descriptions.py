"""Weights of descriptions are learned from articles labelled by hand."""

import json

import pytest

from analysis.people.descriptions.ranked import weights
from analysis.people.pronouns.antecedents import Weights, shares
from benchmarks import fit_descriptions
from benchmarks.fit_descriptions import count, fit, main, read_examples

PEOPLE = {"ana": {"name": "Ana Ruiz", "pronouns": "she"}, "bo": {"name": "Bo Lind", "pronouns": "he"}}


@pytest.fixture
def folder(tmp_path):
    for number, (who, name) in enumerate([("ana", "Ana Ruiz"), ("bo", "Bo Lind")] * 2):
        text = f"Ana Ruiz met Bo Lind.\n\n{name} sang well. The blonde star left. The drummer stayed.\n"
        labels = {
            **{kind: [] for kind in ("quotes", "reports", "pronouns", "names")},
            "outlet": "Daily Test",
            "people": PEOPLE,
            "descriptions": [
                {"at": "<<The blonde star>>", "who": who},
                {"at": "<<The drummer>>", "who": "other"},
            ],
        }
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{number}.json").write_text(json.dumps(labels), encoding="utf-8")
    return tmp_path


def test_a_labelled_description_is_an_example_with_everybody_whom_it_may_mean(folder):
    examples = read_examples(folder / "1.json", Weights())
    assert [(one.words, one.gold) for one in examples] == [("The blonde star", "bo"), ("The drummer", None)]
    assert {entity for entity, _ in examples[0].people} == {"ana", "bo"}


def test_what_is_learned_tells_the_last_subject_from_the_others(folder):
    files = sorted(folder.glob("*.json"))
    weight = fit(files)
    found = [(one, shares(one.people, weight)) for file in files for one in read_examples(file, weight)]
    assert count(found, 0.5) == {"right": 4, "other, right": 4}
    assert weight["rank 0"] > weight["rank 1"]


def test_the_command_writes_the_table_that_the_reader_takes(folder, capsys, monkeypatch):
    monkeypatch.setattr(fit_descriptions, "FOLDS", 2)
    main([str(folder / "weights.csv"), str(folder)])
    lines = (folder / "weights.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "feature,weight" and len(lines) > 5
    assert "cross-validated, share of at least 0.5" in capsys.readouterr().out
    assert {"none", "rank 0", "named first"} <= weights().keys()
