"""The command that holds readings to articles labelled by hand."""

import json

import pytest

from benchmarks.fit_cues import WEIGHT, Case, fit, read_labelled_cases
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


@pytest.mark.parametrize(
    ("source", "who", "verdicts"),
    [
        ("The couple", ["ana", "bo"], {"quotes": "right", "all of several sources": "right"}),
        ("Bo Lind", ["ana", "bo"], {"quotes": "right", "all of several sources": "wrong"}),
        ("Somebody", ["ana", "bo"], {"quotes": "wrong", "all of several sources": "wrong"}),
        ("The couple", ["ana"], {"quotes": "wrong"}),
    ],
)
def test_of_several_sources_one_is_right_and_all_are_counted_once_more(tmp_path, source, who, verdicts):
    (tmp_path / "1.txt").write_text(f"Ana Ruiz met Bo Lind. {source} said: “We met in May.”", encoding="utf-8")
    none = {"reports": [], "descriptions": [], "pronouns": [], "names": []}
    labels = LABELS | none | {"quotes": [{"at": "“<<We met in May.>>”", "source": who}]}
    (tmp_path / "1.json").write_text(json.dumps(labels))
    judged = {one.kind: one.verdict for one in judge_article(tmp_path / "1.json") if one.meant}
    assert judged == verdicts


def test_nobody_of_the_study_is_a_right_source_where_the_text_leaves_it_open(tmp_path):
    (tmp_path / "1.txt").write_text("“It is over,” said a fan. The fan said that the tour was over.", encoding="utf-8")
    quotes = [{"at": "<<It is over>>", "source": "unknown"}]
    reports = [{"at": "said <<that the tour was over>>", "source": "unknown", "kind": "indirect"}]
    none = {"descriptions": [], "pronouns": [], "names": []}
    (tmp_path / "1.json").write_text(json.dumps(LABELS | none | {"quotes": quotes, "reports": reports}))
    judged = {one.kind: (one.verdict, one.found) for one in judge_article(tmp_path / "1.json")}
    assert judged == {"quotes": ("right", "other"), "reports: indirect": ("right", "as indirect|other")}


def test_a_report_is_paired_with_the_label_it_shares_most_with_whatever_stands_first(tmp_path):
    text = "Ana Ruiz sang. Bo Lind said that Ana Ruiz had told him that the tour was over."
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    inner = {"at": "him <<that the tour was over>>", "source": "ana", "kind": "indirect"}
    outer = {"at": "said <<that Ana … was over>>", "source": "bo", "kind": "indirect"}
    for reports in ([inner, outer], [outer, inner]):
        labels = LABELS | {"quotes": [], "descriptions": [], "pronouns": [], "names": [], "reports": reports}
        (tmp_path / "1.json").write_text(json.dumps(labels))
        judged = {one.meant: one.verdict for one in judge_article(tmp_path / "1.json") if one.meant}
        assert judged == {"bo": "right", "ana": "missed"}


def test_a_description_within_a_longer_one_is_not_held_to_the_label_of_that(tmp_path):
    (tmp_path / "1.txt").write_text("Ana Ruiz sang. The singer’s brother came.", encoding="utf-8")
    labelled = [{"at": "<<The singer’s brother>>", "who": "other"}, {"at": "<<The singer>>", "who": "ana"}]
    none = {"quotes": [], "reports": [], "pronouns": [], "names": []}
    (tmp_path / "1.json").write_text(json.dumps(LABELS | none | {"descriptions": labelled}))
    judged = {one.words: one.verdict for one in judge_article(tmp_path / "1.json") if one.kind != "names"}
    assert judged == {"The singer’s brother": "right", "The singer": "right"}


def test_a_quotation_around_another_is_its_tellers_however_short_what_is_left(tmp_path):
    text = "“Bo said, ‘We will never, ever go home again,’” Ana Ruiz recalled. Bo Lind left."
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    quotes = [{"at": "<<Bo said, … again,’>>”", "source": "ana"}, {"at": "<<We … again,>>", "source": "bo"}]
    none = {"descriptions": [], "reports": [], "pronouns": [], "names": []}
    (tmp_path / "1.json").write_text(json.dumps(LABELS | none | {"quotes": quotes}))
    judged = [(one.meant, one.verdict) for one in judge_article(tmp_path / "1.json") if one.kind == "quotes"]
    assert judged == [("ana", "right"), ("bo", "right")]


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


def test_a_labelled_article_gives_cases_of_reports_without_marks_right_where_they_have_a_label(folder):
    text = TEXT + "\nShe added that the tour was fun.\n"
    (folder / "02.txt").write_text(text, encoding="utf-8")
    cases = read_labelled_cases(folder, lambda block, candidate: 1.0)
    assert [("lemma say" in case.names, case.found, case.weight) for case in cases] == [
        (True, 0, WEIGHT),
        (False, -1, WEIGHT),
    ]


def test_a_case_counts_as_its_weight():
    cases = [Case(["bias"], 0, 0, 6.0), *(Case(["bias"], 0, -1) for _ in range(3))] * 100
    assert fit(cases)["bias"] > 0.5
    assert fit([case._replace(weight=1.0) for case in cases])["bias"] < -0.5
