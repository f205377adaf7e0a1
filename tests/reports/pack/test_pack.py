"""A pack holds no text, has the same bytes every time, and tells what comes out the same from the texts."""

import json
import re
import shutil
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from PIL import Image

import analysis
from analysis.charts import plot_balance
from analysis.cli import main
from analysis.compare.tables.outlets import balance_by_outlet
from analysis.errors import ReportError
from analysis.framing.learned import LEARNED
from analysis.reports.figure.passport import start_passport
from analysis.reports.figure.save import save_figure
from analysis.reports.pack import build_pack, verify_pack
from analysis.reports.pack.build import OUTSIDE, OWN, PACK_MANIFEST, SHOWS_WORDS
from analysis.reports.pack.opened import _unzip, open_pack
from analysis.reports.pack.runs import Runs
from analysis.reports.pack.withhold import withhold_csv, withhold_json
from analysis.sentiment.small import hash_encoder
from analysis.study import read_study
from analysis.tables import conform
from analysis.validity.coding import write_labels, write_plan
from analysis.validity.plan import make_plan

SAYS = "The jobs of the old harbour will come back before the next spring tide"
STUDY = f"""\
study: {{id: harbour, title: The harbour}}
people: {{ana: {{name: Ana Ruiz, pronouns: she}}}}
frames:
  growth: {{label: Growth, definition: g, functions: {{problem_definition: {{indicators: [jobs]}}}},
    include: ["{SAYS}."]}}
  harm: {{label: Harm, definition: h, functions: {{problem_definition: {{indicators: [spill]}}}}}}
axes: {{growth-harm: {{label: Growth or harm, positive: growth, negative: harm}}}}
"""
ROWS = [
    ("a", "Tide", "2024-05-01", f"{SAYS}, Ana Ruiz said. Nobody saw a spill."),
    ("b", "Bay", "2024-05-02", f"“{SAYS},” Ana Ruiz said on Monday. The spill was small."),
]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack") / "harbour"
    folder.mkdir()
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    frame = pd.DataFrame(ROWS, columns=["article_id", "outlet", "published", "text"])
    frame.to_csv(folder / "articles.csv", index=False)
    return analysis.read(folder)


@pytest.fixture(scope="module")
def figures(harbour, tmp_path_factory):
    """Two figures of the notebook of frames: one that shows a sentence of an article, one of other articles."""
    folder = tmp_path_factory.mktemp("figures")
    table = balance_by_outlet(harbour, "growth-harm")
    passport = start_passport(harbour, "04_framing", axis="growth-harm", outlets=None, period=None)
    draw = partial(plot_balance, table, positive="Growth", negative="Harm")
    save_figure(draw, table, "balance_by_outlet", folder, passport, measure="balance", caption="Balance.")
    facts = json.loads((folder / "balance_by_outlet.json").read_text(encoding="utf-8"))
    spoken = {"evidence": {"caption": f"They say “{SAYS}”."}, "stale": {"articles": "0" * 64}}
    for name, changed in spoken.items():
        (folder / f"{name}.json").write_text(json.dumps(facts | changed), encoding="utf-8")
        table.assign(sentence=SAYS).to_csv(folder / f"{name}.csv", index=False)
        for kind in ("png", "svg"):
            shutil.copy(folder / f"balance_by_outlet.{kind}", folder / f"{name}.{kind}")
    return folder


@pytest.fixture(scope="module")
def packed(harbour, figures):
    return build_pack(harbour, figures)


def runs_of(text, n=8):
    """Every eight words of a text, one after another."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}


def told(name, content):
    if name.endswith(".png"):
        with Image.open(BytesIO(content)) as picture:
            texts = [text for text in picture.info.values() if isinstance(text, str)]
        return [*texts, *(json.dumps(json.loads(text), ensure_ascii=False) for text in texts if text[:1] == "{")]
    return [content.decode(), content.decode("unicode_escape", "replace")]


def test_no_eight_words_of_an_article_are_in_any_file(harbour, packed):
    with zipfile.ZipFile(BytesIO(packed[0])) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    known = set().union(*map(runs_of, [*harbour.articles["text"], *harbour.articles["raw"]]))
    assert ("the", "jobs", "of", "the", "old", "harbour", "will", "come") in known
    held = {name for name, content in files.items() for text in told(name, content) if runs_of(text) & known}
    assert held == set()
    assert {"figures/balance_by_outlet.png", "figures/balance_by_outlet.svg", "study.yaml"} <= set(files)
    assert b"14-words-withheld" in files["study.yaml"]


def test_the_manifest_says_what_is_withheld_and_left_out(packed):
    manifest = packed[1]
    assert "text" in manifest["withheld"]["tables/articles.csv"]
    assert manifest["withheld"]["tables/mentions.csv"] == ["surface"]
    assert manifest["withheld"]["figures/evidence.csv"] == ["sentence"]
    assert manifest["left_out"] == {
        "figures/evidence.png": SHOWS_WORDS,
        "figures/evidence.svg": SHOWS_WORDS,
        "figures/stale": "it is of other articles or of another study file; run the report again",
    }
    assert manifest["articles"]["n"] == 2 and "python" in manifest["versions"]


def test_a_pack_has_the_same_bytes_every_time_and_no_clock(harbour, figures, packed):
    assert build_pack(harbour, figures)[0] == packed[0]
    with zipfile.ZipFile(BytesIO(packed[0])) as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert pack.namelist()[1:] == sorted(pack.namelist()[1:])


def test_who_holds_the_texts_is_told_what_is_equal(harbour, packed, tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(packed[0])
    checks = {check.part: check for check in verify_pack(path, harbour, figures=False)}
    assert all(check.is_same for check in checks.values())
    assert {"study file", "articles", "tables/quotes.csv"} <= set(checks)
    other = harbour.replace(mentions=harbour.mentions.iloc[1:].reset_index(drop=True))
    wrong = {check.part: check.words for check in verify_pack(path, other, figures=False) if not check.is_same}
    n = len(harbour.mentions)
    assert wrong == {"tables/mentions.csv": f"different ({n} rows then, {n - 1} now)"}


def test_the_figures_of_a_pack_are_made_again(harbour, figures, packed, tmp_path, monkeypatch):
    path = tmp_path / "pack.zip"
    path.write_bytes(packed[0])
    asked = []

    def run(notebook, values, drawn):
        """Stand in for the notebook, of which this draws one figure of two."""
        asked.append((notebook.stem, values["axis"], drawn))
        Path(values["out"]).mkdir(exist_ok=True)
        shutil.copy(figures / "balance_by_outlet.csv", values["out"])

    monkeypatch.setattr("analysis.reports.pack.verify.run_cells", run)
    facts = json.loads((figures / "evidence.json").read_text(encoding="utf-8"))
    assert facts["figure"] == "balance_by_outlet"
    checks = {check.part: check.words for check in verify_pack(path, harbour)}
    assert asked == [("04_framing", "growth-harm", ["balance_by_outlet", "balance_by_outlet"])]
    assert checks["figures/balance_by_outlet.csv"] == "equal"
    assert checks["figures/evidence.csv"].startswith("different")


def test_a_folder_is_verified_too_and_what_was_edited_is_named(harbour, packed, tmp_path):
    folder = tmp_path / "pack"
    with zipfile.ZipFile(BytesIO(packed[0])) as pack:
        pack.extractall(folder)
    (folder / "tables" / "notes.csv").unlink()
    (folder / "README.md").write_text("edited", encoding="utf-8")
    wrong = {check.part: check.words for check in verify_pack(folder, harbour, figures=False) if not check.is_same}
    assert wrong == {"README.md": "not as it was packed", "tables/notes.csv": "missing"}


@pytest.mark.parametrize("name", ["../evil.csv", "/evil.csv", "a/../../evil", "a\\evil", "c:evil"])
def test_a_path_that_leaves_the_pack_is_refused(packed, tmp_path, name):
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr(PACK_MANIFEST, json.dumps(packed[1]))
        pack.writestr(zipfile.ZipInfo(name), "x")
    with pytest.raises(ReportError, match="Every path of a pack must stay in it"):
        open_pack(path)
    folder = tmp_path / "evil"
    folder.mkdir()
    files = {**packed[1]["files"], name: {"sha256": "0", "bytes": 1}}
    (folder / PACK_MANIFEST).write_text(json.dumps({**packed[1], "files": files}), encoding="utf-8")
    with pytest.raises(ReportError, match="Every path of a pack must stay in it"):
        open_pack(folder)


def test_a_link_out_of_the_folder_is_refused(packed, tmp_path):
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / PACK_MANIFEST).write_text(json.dumps(packed[1]), encoding="utf-8")
    (folder / "README.md").symlink_to(tmp_path / "secret")
    with pytest.raises(ReportError, match=r"`README\.md` leads out of"):
        open_pack(folder)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"{}"])
def test_what_is_no_pack_is_refused(tmp_path, content):
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    with pytest.raises(ReportError, match="must be a pack"):
        open_pack(path)


def test_the_command_packs_and_verifies(harbour, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    study = str(harbour.study.folder)
    done = CliRunner().invoke(main, ["pack", study, "--out", "pack.zip"])
    assert done.exit_code == 0, done.output
    assert "packed without text: pack.zip" in done.output
    opened = []
    with monkeypatch.context() as patch:
        patch.setattr("analysis.reports.pack.opened._unzip", lambda path: opened.append(path) or _unzip(path))
        done = CliRunner().invoke(main, ["pack", study, "--verify", "pack.zip", "--tables-only"])
    assert done.exit_code == 0 and "0 not the same" in done.output
    assert len(opened) == 1
    changed = tmp_path / "changed"
    shutil.copytree(study, changed)
    rows = [(name, outlet, day, text.replace("spill", "leak")) for name, outlet, day, text in ROWS]
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "text"])
    frame.to_csv(changed / "articles.csv", index=False)
    done = CliRunner().invoke(main, ["pack", str(changed), "--verify", "pack.zip", "--tables-only"])
    assert done.exit_code == 3 and "articles: different" in done.output and "tables/frame_hits.csv: diff" in done.output
    assert CliRunner().invoke(main, ["pack", study, "--verify", "none.zip"]).exit_code == 2


def test_words_in_cells_one_after_another_are_withheld_too():
    runs = Runs([SAYS])
    table = pd.DataFrame({"word": SAYS.split(), "n": range(len(SAYS.split()))}).to_csv(index=False).encode()
    content, withheld = withhold_csv(table, runs)
    assert withheld == ["word"] and b"harbour" not in content
    assert withhold_csv(b"word,n\nharbour,1\n", runs) == (b"word,n\nharbour,1\n", [])
    assert withhold_json({"a": ["x", SAYS.upper(), 3]}, runs)["a"][0::2] == ["x", 3]
    assert runs.spans(f"x {SAYS[4:]} y") and not runs.spans(" ".join(SAYS.split()[:7]))


def learned(*weights):
    """A reader that looks at who is named alone, in a file as the command writes it."""
    facts = {"weights": [*[0.0] * 384, *weights], "constant": 0.2, "encoder_sha256": hash_encoder()}
    facts |= {"sentences_sha256": "0" * 64, "n_sentences": 100, "n_there": 40, "n_articles": 20}
    return {"version": 1, "frames": {"growth": facts | {"f1": {"value": 0.7, "lower": 0.6, "upper": 0.8}}}}


def adapted():
    gain = {"gain": 0.1, "lower": 0.05, "upper": 0.15}
    facts = {"version": 1, "method": "linear", "temperature": 1.5, "shift": [2, 0, 0], "priors": [0.2, 0.5, 0.3]}
    return facts | {"n_mentions": 90, "n_articles": 30, "log_loss": gain, "macro_f1": gain, "labels_sha256": "0" * 64}


@pytest.fixture(scope="module")
def taught(tmp_path_factory):
    """A study that names what a coding taught, with corrections and a coding beside it."""
    folder = tmp_path_factory.mktemp("taught")
    (folder / "coding").mkdir()
    text = STUDY.replace(SAYS, "The jobs come back")  # what an article says would be withheld
    text = text.replace("label: Growth,", "label: Growth, about: ana, learned: learned.json,")
    text += "sentiment: {method: linear, adapted: coding/adapted.json}\n"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    (folder / "learned.json").write_text(json.dumps(learned(0.6, 0.0, 0.0)))
    (folder / "coding" / "adapted.json").write_text(json.dumps(adapted()))
    rows = [*ROWS, ("c", "Bay", "2024-05-03", "Ana Ruiz came to town. She was a joy.")]
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "text"])
    frame.to_csv(folder / "articles.csv", index=False)
    at = rows[2][3].index("She")
    (folder / "corrections.csv").write_text(
        f"article_id,start,end,column,value,coder,reason\nc,{at},{at + 3},person_id,,bo,a ship\n"
    )
    plan, units, _ = make_plan(analysis.read(folder).tables, read_study(folder), ["frame"], ["bo"], n=4)
    write_plan(folder / "coding", plan, units)
    said = pd.DataFrame({"unit_id": units["unit_id"], "coder_id": "bo", "variable": units["variable"]})
    said = said.assign(value="growth", sure=True, note="", coded_at="")
    write_labels(folder / "coding", conform(said, "labels"))
    return folder


def test_a_packed_study_makes_the_same_tables_elsewhere(taught, tmp_path):
    reading = analysis.read(taught)
    assert (reading.frame_hits["indicator"] == LEARNED).any() and len(reading.labels)
    content, manifest = build_pack(reading)
    assert manifest["left_out"] == {}
    beside = {"study.yaml", "learned.json", "coding/adapted.json", "corrections.csv"}
    beside |= {f"coding/{name}" for name in ("plan.json", "coding_units.csv", "labels.csv")}
    assert beside == {*reading.study.files} and beside <= set(manifest["files"])
    with zipfile.ZipFile(BytesIO(content)) as pack:
        pack.extractall(tmp_path)
    again = analysis.read(tmp_path, taught / "articles.csv")
    for name in reading:
        pd.testing.assert_frame_equal(again[name], reading[name])
    for name, changed in (
        ("learned.json", learned(0.0, 0.0, 0.0)),
        ("coding/adapted.json", adapted() | {"shift": [0, 0, 2]}),
    ):
        before = (tmp_path / name).read_bytes()  # each of them is of weight
        (tmp_path / name).write_text(json.dumps(changed))
        other = analysis.read(tmp_path, taught / "articles.csv")
        assert any(not other[table].equals(reading[table]) for table in ("frame_hits", "sentiments"))
        (tmp_path / name).write_bytes(before)


def test_a_file_that_a_study_names_out_of_its_folder_is_left_out_and_said(taught, tmp_path):
    text = (taught / "study.yaml").read_text(encoding="utf-8")
    where = taught / "learned.json"
    (tmp_path / "study.yaml").write_text(text.replace("learned.json", where.as_posix()).split("sentiment:")[0])
    shutil.copy(taught / "articles.csv", tmp_path)
    done = CliRunner().invoke(main, ["pack", str(tmp_path), "--out", str(tmp_path / "pack.zip")])
    assert (done.exit_code, f"left out: {where.as_posix()}: {OUTSIDE}" in done.output) == (3, True)


@pytest.mark.parametrize("name", ["tables/learned.json", "./figures/learned.json", "manifest.json"])
def test_a_file_named_like_one_of_the_pack_itself_is_left_out_and_said(taught, tmp_path, name):
    text = (taught / "study.yaml").read_text(encoding="utf-8")
    (tmp_path / "study.yaml").write_text(text.replace("learned.json", name).split("sentiment:")[0])
    (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(taught / "learned.json", tmp_path / name)
    reading = analysis.read(tmp_path, taught / "articles.csv")
    content, manifest = build_pack(reading)
    assert manifest["left_out"] == {name: OWN}
    (tmp_path / "pack.zip").write_bytes(content)
    assert all(check.is_same for check in verify_pack(tmp_path / "pack.zip", reading))
