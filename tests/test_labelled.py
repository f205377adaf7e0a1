"""The command that holds readings to articles labelled by hand."""

import json

import pytest

from benchmarks.labelled import find_span, judge_article, main

TEXT = """Ana Ruiz sang. “I won,” she said. “We are happy,” drummer Bo Lind told the Daily. “Good,” said a fan.

Ruiz said that the tour was over [for good]. The couple met in May. The singer left.
"""
LABELS = {
    "outlet": "Daily Test",
    "headline": "Ruiz sings",
    "published": "2024-05-01",
    "people": {
        "ana": {"name": "Ana Ruiz", "pronouns": "she", "roles": ["singer"]},
        "bo": {"name": "Bo Lind", "pronouns": "he"},
    },
    "relations": {"couple": {"kind": "partner", "members": ["ana", "bo"]}},
    "quotes": [
        {"at": "“<<I won>>,”", "source": "ana"},
        {"at": "“<<We … happy>>", "source": "ana"},
        {"at": "the <<Daily>>", "source": "bo"},
    ],
    "reports": [{"at": "said <<that the … good]>>.", "source": "ana", "kind": "indirect"}],
    "descriptions": [
        {"at": "<<The couple>> met", "who": ["ana", "bo"]},
        {"at": "a <<fan>>", "who": "other"},
        {"at": "<<drummer>> Bo", "who": "bo"},
    ],
    "pronouns": [{"at": "<<she>> said.", "who": "ana"}],
    "names": [
        {"at": "<<Ana Ruiz>>", "who": "ana"},
        {"at": "<<Ruiz>> said", "who": "ana"},
        {"at": "<<Bo Lind>>", "who": "bo"},
    ],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "02.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "02.json").write_text(json.dumps(LABELS), encoding="utf-8")
    return tmp_path


def test_each_label_and_each_row_without_one_is_judged_once(folder):
    judged = {(one.kind, one.words): one.verdict for one in judge_article(folder / "02.json")}
    assert judged == {
        ("quotes", "I won"): "right",
        ("quotes", "We are happy"): "wrong",
        ("quotes", "Daily"): "open",
        ("quotes", "Good,"): "unlabelled",
        ("reports: indirect", "that the tour was over [for good]"): "right",
        ("groups", "The couple"): "right",
        ("descriptions of others", "fan"): "right",
        ("titles before names", "drummer"): "open",
        ("descriptions", "The singer"): "unlabelled",
        ("pronouns", "she"): "right",
        ("names", "Ana Ruiz"): "right",
        ("names", "Ruiz"): "right",
        ("names", "Bo Lind"): "right",
    }


def test_tables_give_shares_by_kind_and_by_outlet(folder, capsys):
    main([str(folder), "--ids", "even", "--outlets", "--failed"])
    out = capsys.readouterr().out
    assert out.count("quotes                        3      1      1      1 0.333       0.500                1") == 2
    assert "\nDaily Test\n" in out
    assert "02 quotes, wrong: 'We are happy' is ana; found bo" in out
    main([str(folder), "--ids", "odd"])
    assert "quotes  " not in capsys.readouterr().out


def test_labels_that_occur_twice_or_nowhere_are_named():
    assert find_span("a [b] and a b", "a <<[b]>>") == (2, 5)
    with pytest.raises(ValueError, match="occurs 2 times"):
        find_span("she and she", "<<she>>")
    with pytest.raises(ValueError, match="between << and >>"):
        find_span("she", "she")
