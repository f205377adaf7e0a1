"""The measurement of quotations, on two invented annotated articles."""

import pytest

from benchmarks.validity.quotes import Gold, count_shared_spans, read_polnear, run, shared

TEXT = "“We won the case,” Jane Roe said. Doe said he lost. He said it was “quite sad.”"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "daily_1.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        "T1\tContent 0 7;8 18\t“We won the case,”",
        "T2\tCue 28 32\tsaid",
        "T3\tSource 19 27\tJane Roe",
        "T4\tAttribution 28 32\tsaid",
        "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3",
        "T5\tContent 43 50\the lost",
        "T6\tCue 38 42\tsaid",
        "T7\tAttribution 38 42\tsaid",
        "E2\tAttribution-no-source:T7 Content:T5 Cue:T6",
        "T8\tContent 60 79\tit was “quite sad.”",
        "T9\tCue 55 59\tsaid",
        "E3\tAttribution:T10 Content:T8 Cue:T9",
    ]
    (tmp_path / "attributions" / "daily_1_aa.ann").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "attributions" / "daily_1_bb.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_the_first_annotation_by_name_counts_and_adjacent_pieces_are_one(folder):
    [(name, text, gold)] = read_polnear(folder)
    assert (name, text) == ("daily_1", TEXT)
    assert [(g.kind, g.content, g.quoted) for g in gold] == [
        ("direct", [(0, 18)], [(1, 17)]),
        ("indirect", [(43, 50)], []),
        ("mixed", [(60, 79)], []),
    ]


def test_a_perfect_reading_scores_one_on_everything(folder):
    result = run(folder)
    assert result["n"] == 3
    for measure in ("direct_span_f1", "source_accuracy", "end_to_end_f1", "attribution_f1", "attribution_f1_indirect"):
        assert result["scores"][measure] == 1.0
        assert result["intervals"][measure] == [1.0, 1.0]
    assert set(result["baseline"]) == set(result["scores"])
    assert result["spans_with_two_owners"] == 0


def test_a_thought_that_nobody_marked_is_a_wrong_indirect_report(folder):
    (folder / "text" / "daily_1.txt").write_text(f"{TEXT} Doe hopes that they will win.", encoding="utf-8")
    result = run(folder)
    for name in ("scores", "with_acts", "nested_apart"):
        assert result[name]["attribution_f1_indirect"] == pytest.approx(2 / 3, abs=1e-4)


def test_a_direct_span_in_two_attributions_is_counted():
    once, twice = (Gold([(0, 20)], None, [], "direct", [span]) for span in ((2, 8), (4, 12)))
    assert count_shared_spans([once, once, twice]) == 2
    assert count_shared_spans([once]) == 0


def test_the_share_of_two_contents_is_of_their_union():
    assert shared([(0, 10)], [(5, 10), (10, 20)]) == 0.25
