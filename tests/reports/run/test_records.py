"""A step is done while its record holds: by the bytes of what went in and came out, never by clocks."""

import json
import os

import pytest

from analysis.errors import ReportError
from analysis.reports.run.records import Record, find_damage, find_reasons, read_record, verify_folder, write_record


@pytest.fixture
def out(tmp_path):
    (tmp_path / "pages").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "pages" / name).write_text(f"page {name}")
    files = list((tmp_path / "pages").iterdir())
    write_record(tmp_path, "run", {"notebook": "1", "code": "2"}, files, {"figures": ["f"]})
    write_record(tmp_path, "site", {}, [], {"steps": ["run"]})
    return tmp_path


def test_what_is_edited_cut_or_missing_is_named(out):
    assert verify_folder(out) == (3, [])
    (out / "pages" / "a").write_text("page A")
    (out / "pages" / "b").write_text("pa")
    (out / "pages" / "c").unlink()
    damage = ["pages/a is edited", "pages/b is cut: 2 of 6 bytes", "pages/c is missing"]
    assert verify_folder(out) == (3, damage)
    assert find_damage(read_record(out, "run"), out) == damage


def test_a_record_that_is_missing_or_not_whole_is_named_and_makes_its_step_undone(out):
    place = out / ".batch" / "done" / "run.json"
    place.write_text(place.read_text()[:40])
    assert verify_folder(out)[1] == [".batch/done/run.json is missing"]
    assert find_reasons(read_record(out, "run"), {}, out) == ["not done yet"]


@pytest.mark.parametrize(
    "damage",
    [
        "null",
        "[]",
        "{}",
        '"run"',
        "[" * 100_000,
        '{"name": "run", "inputs": null, "outputs": {}, "facts": {}}',
        '{"name": "run", "inputs": {"notebook": "1", "code": "2"}, "outputs": {}, "facts": {"folder": "else"}}',
        "site",  # the record of another step
        "edited",  # its own, with facts of another folder
    ],
)
def test_a_record_that_is_damaged_or_of_another_is_none(out, damage):
    place = out / ".batch" / "done" / "run.json"
    if damage == "site":
        damage = place.with_name("site.json").read_text()
    elif damage == "edited":
        damage = place.read_text().replace('"f"', '"g"')
    place.write_text(damage)
    assert read_record(out, "run") is None
    assert verify_folder(out)[1] == [".batch/done/run.json is missing"]
    write_record(out, "run", {}, [], {})
    assert read_record(out, "run") == Record("run", {}, {}, {})


def test_a_folder_in_the_place_of_a_record_or_of_a_page_is_in_nobody_s_way(out):
    place, page = out / ".batch" / "done" / "run.json", out / "pages" / "a"
    page.unlink()
    page.mkdir()
    assert find_damage(read_record(out, "run"), out) == ["pages/a is no file"]
    place.unlink()
    place.mkdir()
    assert read_record(out, "run") is None
    write_record(out, "run", {}, [], {})
    assert read_record(out, "run") is not None


def test_inputs_that_changed_came_or_went_are_the_reasons(out):
    record = read_record(out, "run")
    assert find_reasons(record, {"notebook": "1", "code": "2"}, out) == []
    assert find_reasons(record, {"notebook": "3", "parameters": "4"}, out) == [
        "notebook changed",
        "parameters changed",
        "code changed",
    ]


def test_times_of_files_decide_nothing(out):
    record = read_record(out, "run")
    for days in (-1, 1):
        for path in (out / "pages").iterdir():
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime + days * 86_400))
        assert find_reasons(record, {"notebook": "1", "code": "2"}, out) == []
    page = out / "pages" / "a"
    before = page.stat().st_mtime_ns
    page.write_text("page x")
    os.utime(page, ns=(before, before))
    assert find_reasons(record, {"notebook": "1", "code": "2"}, out) == ["pages/a is edited"]


def test_a_record_says_what_went_in_and_what_came_out(out):
    facts = json.loads((out / ".batch" / "done" / "run.json").read_bytes())
    assert facts["inputs"] == {"notebook": "1", "code": "2"}
    assert facts["outputs"]["pages/a"]["bytes"] == 6
    assert len(facts["outputs"]["pages/a"]["sha256"]) == 64


def test_a_folder_without_a_report_is_refused(tmp_path):
    with pytest.raises(ReportError) as caught:
        verify_folder(tmp_path)
    assert str(caught.value) == f"The folder of a report must hold .batch; {tmp_path} does not."
