"""The example on disk is called what it is and corrects nothing; simulated coders lead to the planted values."""

import json
import re
from pathlib import Path

import pytest

import analysis
from analysis.corpus.demo import write_demo
from analysis.errors import StudyError
from analysis.reports.sentences.validity import NOT_VALIDATED, describe_agreement, describe_corrected, note_validation
from analysis.validity.simulated import write_simulated
from analysis.validity.tables import parted_units
from analysis.validity.variables import SIDES
from analysis.validity.whole import with_coding

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "coding"


def test_the_two_readings_show_agreement_and_where_the_codebook_parts_and_correct_nothing(shipped):
    assert note_validation(shipped) == NOT_VALIDATED
    coded = with_coding(shipped, EXAMPLE)
    for said in (note_validation(coded), describe_agreement(coded)):
        assert "2 blind readings of the same sheet by one kind of reader, no panel of trained coders" in said
        assert "by 2 coders" not in said
    units = coded.coding_units
    assert units["variable"].value_counts().to_dict() == {"sentiment": 121, "frame:confession-difficulty": 107}
    assert len(coded.labels) == 2 * len(units)
    assert coded.corrected.empty
    assert "correct nothing" in describe_corrected(coded)
    places = shipped.with_sentences(units[units["kind"] == "frame"])
    assert (places["sentence_index"] >= 0).all()
    parted = parted_units(coded)
    assert set(parted["question"]) == {"frames, Confession or difficulty", "sentiment toward a person"}
    said = [{SIDES.get(value, value) for value in re.findall(r"(\S+) \d", row)} for row in parted["coders"]]
    assert not [one for one, machine in zip(said, parted["machine"], strict=True) if one == {machine}]


def test_a_folder_without_a_plan_is_refused(shipped, tmp_path):
    with pytest.raises(StudyError, match="must be a folder with a plan"):
        with_coding(shipped, tmp_path)


def test_simulated_coders_lead_to_the_planted_values(tmp_path):
    write_demo(tmp_path, articles=60, outlets=2, seed=1)
    reading = analysis.read(tmp_path)
    write_simulated(reading, tmp_path / "coding", n=240, measures=("frame",))
    coded = with_coding(reading, tmp_path / "coding")
    planted = json.loads((tmp_path / "coding" / "planted.json").read_bytes())["values"]
    rows = coded.corrected[coded.corrected["unit_b"].isna() & coded.corrected["corrected"].notna()]
    true = [planted[f"{m} {f}"][u] for m, f, u in zip(rows["measure"], rows["facet"], rows["unit_a"], strict=True)]
    assert len(rows) >= 6
    holds = (rows["lower"] <= true) & (true <= rows["upper"])
    assert holds.mean() > 0.7
    far = (rows["machine"] - true).abs().sum()
    assert (rows["corrected"] - true).abs().sum() < far
    assert "simulated coders" in note_validation(coded)
