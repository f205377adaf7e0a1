"""A report runs each notebook by itself: a bad one is named with its cell, the others still run."""

import json
import os
import signal

import pytest

import analysis.reports.run.batch as batch
import analysis.reports.run.site as site
from analysis.errors import ReportError
from analysis.lock import hold_folder
from analysis.reports.run.batch import Limits, Stopped, explain_report, run_report
from analysis.reports.run.grid import expand_grid
from analysis.reports.run.plan import make_plan
from analysis.reports.run.processes import Died
from analysis.reports.run.records import verify_folder
from analysis.study import read_study

pytestmark = pytest.mark.slow

STUDY = """\
study: {id: harbour, title: The harbour}
articles: articles.csv
people: {ana: {name: Ana Ruiz}}
frames:
  growth: {label: growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: growth or harm, positive: growth, negative: harm}}
"""
ARTICLES = "article_id,outlet,published,text\na,The Tide,2024-05-01,Ana Ruiz wants jobs.\nb,The Tide,2024-05-02,\n"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "articles.csv").write_text(ARTICLES)

    def write(grid=""):
        (folder / "study.yaml").write_text(STUDY + grid)
        return read_study(folder)

    return write


@pytest.fixture
def notebooks(tmp_path, monkeypatch, write_notebook):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setattr(batch, "NOTEBOOKS", folder)
    declared = "study = None\nstored = None\nout = None\nmost = 3"
    return lambda name, *sources, parameters=declared: write_notebook(
        folder / f"{name}.ipynb", *sources, parameters=parameters
    )


WRITES = """\
from pathlib import Path
from analysis.tables import write_whole
write_whole(Path("big.bin").resolve(), lambda file: file.write(bytes(100_000)))
"""


DRAWS = """\
import pandas, analysis.reports.notebook as n
from matplotlib.figure import Figure
def draw(width):
    figure = Figure(figsize=(width, 1))
    figure.add_subplot().plot([0, 1])
    return figure
table, passport = pandas.DataFrame({"balance": [0.5], "n": [1]}), n.start_passport(n.load(study, stored), "05_draws")
n.save_figure(draw, table, "line", out, passport, measure="balance", caption="A line.")
"""


HANGS = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(300)"


def test_the_good_notebooks_run_and_the_bad_ones_are_named_with_their_cell(study, notebooks, tmp_path):
    notebooks(
        "00_good", "import os", "most, os.path.basename(os.getcwd()), os.path.isfile(stored + '/articles.parquet')",
        "get_ipython().history_manager.enabled or 'no history'",
    )  # fmt: skip
    notebooks("00_hangs", "1", HANGS)  # while it waits for its limit, the others run
    notebooks("01_raises", "1", "{}['lost']")
    notebooks("02_leaves", "import os; os._exit(0)", "2")
    notebooks("03_stops", "raise SystemExit(0)", "2")
    notebooks("04_grows", "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))", WRITES)
    notebooks("05_draws", DRAWS)
    notebooks("06_eats", "x = bytearray(20 << 30)")
    limits = Limits(seconds=15, memory=4 << 30)
    out, copy = tmp_path / "out", tmp_path / "copy"
    result = run_report(study(), out, figures=copy, parameters={"most": "5"}, limits=limits)
    failures = dict(result.failures)
    full = failures.pop("04_grows")  # the disk, as far as that kernel knows
    assert full.startswith("cell 4: OSError: [Errno 27] File too large")
    assert "big.bin" in full
    assert "after 100 bytes" in full
    assert failures == {
        "00_hangs": "timeout, cell 4",
        "01_raises": "cell 4: KeyError: 'lost'",
        "02_leaves": "kernel died, cell 3",
        "03_stops": "cell 3: SystemExit: 0",
        "06_eats": "cell 3: MemoryError:  (out of memory; its limit is 4,096 MB)",
    }
    assert [page.name for page in result.pages] == ["00_good.html", "05_draws.html"]
    for kind in site.PARTS:  # in both folders, and in all formats where figures are exported
        made = tmp_path / "out" / "figures" / f"line.{kind}"
        assert made.read_bytes() == (tmp_path / "copy" / made.name).read_bytes()
    page = result.pages[0].read_text().replace("'", "&#39;")
    assert "(5, &#39;00_good&#39;, True)" in page
    assert "no history" in page  # which is a database on the disk, and would print the errors of that
    index = result.index.read_text()
    assert "<strong>01_raises</strong> failed: cell 4: KeyError" in index
    assert "1 article read, 1 record set aside" in index
    assert result.exit_code == 3
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".part")]


def test_nothing_starts_when_a_notebook_or_a_parameter_is_not_known(study, notebooks, tmp_path):
    notebooks("00_good", "1")
    cases = [
        ({"only": ["9_lost"]}, "", "A notebook must be one of 00_good; found `9_lost`."),
        ({"parameters": {"mots": 1}}, "", "Parameter `mots` must be one of most."),
        ({"parameters": {"most": "x"}}, "", "Parameter `most` of 00_good must be int, at least 1; found 'x'."),
        ({}, "grid: [{notebook: 00_lost}]", "A notebook must be one of 00_good; found `00_lost`."),
        ({}, "grid: [{notebook: 00_good, parameters: {out: x}}]", "Parameter `out` must be one of most."),
    ]
    for options, grid, message in cases:
        with pytest.raises(ReportError) as caught:
            run_report(study(grid), tmp_path / "out", **options)
        assert str(caught.value) == message
    assert not (tmp_path / "out").exists()


def test_runs_of_one_notebook_are_named_by_their_values(study, notebooks):
    notebooks("00_good", "1")
    grid = "grid:\n- {notebook: 00_good, parameters: {most: 3}}\n- {notebook: 00_good, parameters: {most: 4}}\n"
    rows = expand_grid(study(grid), batch.NOTEBOOKS, {})
    assert {name: row.parameters for name, row in rows.items()} == {"00_good-3": {"most": 3}, "00_good-4": {"most": 4}}


def test_a_figure_leads_to_the_page_of_the_run_that_drew_it(study, notebooks):
    notebooks("00_good", "1")
    grid = "grid:\n- {notebook: 00_good, parameters: {most: 3}}\n- {notebook: 00_good, parameters: {most: 4}}\n"
    rows = expand_grid(study(grid), batch.NOTEBOOKS, {})
    assert site._page_of({"notebook": "00_good", "parameters": {"most": 4}}, rows) == "00_good-4"
    assert site._page_of({"notebook": "00_good", "parameters": {}}, rows) == "00_good-3"
    assert site._page_of({"notebook": "01_gone", "parameters": {}}, rows) == ""


def test_figures_that_are_no_longer_made_are_taken_away_and_other_files_stay(tmp_path):
    for name in ("old", "new"):
        for kind in site.PARTS:
            (tmp_path / f"{name}.{kind}").write_text(json.dumps({}))
    (tmp_path / "mine.png").write_text("")
    (tmp_path / "notes.json").write_text("{}")
    site._sweep([tmp_path], ["new"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine.png",
        *sorted(f"new.{kind}" for kind in site.PARTS),
        "notes.json",
    ]


def test_a_delivered_file_takes_no_second_place_on_the_disk_and_a_copy_of_ones_own_does(tmp_path):
    made = tmp_path / "made.svg"
    made.write_text("<svg/>")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "made.svg").write_text("an older one")
    assert site._put(made, tmp_path / "out" / "made.svg").samefile(made)
    assert site._put(made, tmp_path / "out" / "made.svg").read_text() == "<svg/>"
    assert not site._copy(made, tmp_path / "mine" / "made.svg").samefile(made)


def test_a_question_knows_the_one_before_and_the_one_after():
    titles = {"a": "Why?", "b": "How?", "c": "When?"}
    assert site._neighbours("b", titles) == [("prev", "a.html", "Why?"), ("next", "c.html", "When?")]
    assert site._neighbours("a", titles) == [("next", "b.html", "How?")]
    assert site._neighbours("c", titles) == [("prev", "b.html", "How?")]


def test_figures_are_drawn_as_pages_show_them_unless_they_are_exported(study, notebooks, tmp_path):
    notebooks("00_good", "1")
    for exported, kind in ((False, "shown"), (True, "all")):
        plan = make_plan(study(""), tmp_path, batch.NOTEBOOKS, ({}, None), (None, {}), keep=False, exported=exported)
        assert [step.inputs["pictures"] for step in plan.runs.values()] == [kind]


def test_a_coding_elsewhere_is_what_a_run_is_made_from(study, notebooks, tmp_path):
    notebooks("00_good", "1", parameters="study = None\ncoding = None")
    (tmp_path / "coding").mkdir()
    seen = []
    for labels in ("one", "two", "two"):
        (tmp_path / "coding" / "labels.csv").write_text(labels)
        asked = {"coding": str(tmp_path / "coding")}, None
        plan = make_plan(study(""), tmp_path, batch.NOTEBOOKS, asked, (None, {}), keep=False)
        seen.append(plan.runs["00_good"].inputs)
    assert seen[0] != seen[1] == seen[2]


def runs_of(result):
    return sorted(result.ran)


@pytest.fixture
def two(study, notebooks, tmp_path):
    """A report of two runs of one notebook, on the articles of one outlet of two."""
    text = "article_id,outlet,published,text\na,The Tide,2024-05-01,Ana wants jobs.\nb,The Bell,2024-06-02,A spill.\n"
    (tmp_path / "study" / "articles.csv").write_text(text)
    notebooks("00_good", "open('mine.txt', 'w').write(f'{most} {stored}')", parameters=SELECTING)
    grid = "grid: [{notebook: 00_good, parameters: {outlets: the-tide, most: [1, 2]}}]"
    return lambda **options: run_report(study(grid), tmp_path / "out", **options)


SELECTING = "stored = None\noutlets = None\nmost = 3"
ONE, TWO = "00_good-the-tide-1", "00_good-the-tide-2"


def test_what_is_done_is_left_alone_and_what_is_lost_or_changed_is_made_again(two, notebooks, tmp_path):
    out = tmp_path / "out"
    assert runs_of(two()) == [ONE, TWO]
    said = {path.parent.name: path.read_text() for path in (out / "files").glob("*/mine.txt")}
    assert sorted(said) == [ONE, TWO]  # runs have folders of their own, and what they write there is kept
    assert len(set(said.values())) == 2
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and ".batch" not in path.parts}
    again = two()
    assert (again.ran, again.failures, again.exit_code, len(again.pages)) == ((), {}, 0, 2)
    (out / "pages" / f"{ONE}.html").write_text("")
    (made,) = (out / ".batch" / "made").glob(f"{TWO}-*")
    whole = (made / f"{TWO}.html").stat().st_size  # without what the report adds: title, neighbours, files of figures
    (made / f"{TWO}.html").write_text("other")
    (out / "index.html.part").write_text("a file of mine")
    assert sorted(line.split(" is ")[1] for line in verify_folder(out)[1]) == [
        f"cut: 0 of {len(before[out / 'pages' / f'{ONE}.html']):,} bytes",
        f"cut: 5 of {whole:,} bytes",
    ]
    # What is damaged in the batch's own folder, or lies there for another reason, is in nobody's way.
    (out / ".batch" / "articles.json").write_text("null")
    (out / ".batch" / "made" / "a file of mine").write_text("")
    record = f'{{"name": "{ONE}", "inputs": null, "outputs": {{}}, "facts": {{}}}}'
    (out / ".batch" / "done" / f"{ONE}.json").write_text(record)
    (out / "figures").mkdir(exist_ok=True)
    (out / "figures" / "notes.json").write_text("[]")
    assert runs_of(two()) == [ONE, TWO]
    assert verify_folder(out)[1] == []
    assert {path: path.read_bytes() for path in before} == before
    # What changed is made again, and nothing else.
    articles = tmp_path / "study" / "articles.csv"
    articles.write_text(articles.read_text().replace("A spill.", "A second spill."))
    why = explain_report(read_study(tmp_path / "study"), tmp_path / "out")
    assert why == {"tables": ["articles changed"]}  # an article that the report is not of
    assert two().ran == ()
    articles.write_text(articles.read_text() + "c,The Tide,2024-07-01,Ana spoke.\n")
    why = explain_report(read_study(tmp_path / "study"), tmp_path / "out")
    assert (why[ONE], why[TWO]) == (["articles changed: c added"],) * 2
    assert runs_of(two()) == [ONE, TWO]
    notebooks("00_good", "1", parameters=SELECTING)
    assert explain_report(read_study(tmp_path / "study"), tmp_path / "out") == {
        ONE: ["notebook changed"],
        TWO: ["notebook changed"],
    }


def test_everything_in_a_report_is_of_one_selection_and_says_which(two, notebooks, study, tmp_path):
    out = tmp_path / "out"
    notebooks("01_all", "import analysis.reports.notebook as n; n.load(study, stored).articles['article_id'].tolist()")
    grid = "grid: [{notebook: 00_good, parameters: {outlets: the-tide}}, {notebook: 01_all}]"
    assert run_report(study(grid), out).failures == {}
    said = "A selection of the articles: <bdi>of the-tide; 1 article"
    front = (out / "index.html").read_text()
    assert f"{said} of 2</bdi>" in front
    assert "1 article · 1 outlet · 1 sentence" in front
    assert "Selected: of the-tide; 1 article of 2; " in front
    for page in [*(out / "pages").glob("*.html"), *(out / "room").glob("*.html")]:
        assert said in page.read_text(), page
    assert "['a']" in (out / "pages" / "01_all.html").read_text().replace("&#39;", "'")
    assert [path.name for path in (out / "room").glob("article-*")] == ["article-a.html"]
    assert (out / "tables" / "articles.csv").read_text().count("The Bell") == 0
    other = run_report(study(grid), out, only=["00_good"], parameters={"outlets": "the-bell"})
    front = other.index.read_text()
    assert "of the-bell; 1 article of 2" in front
    assert "01_all" not in front  # it is of another selection
    assert not (out / "pages" / "01_all.html").exists()
    assert [path.name for path in (out / "room").glob("article-*")] == ["article-b.html"]
    assert verify_folder(out)[1] == []


def test_several_selections_in_one_report_are_refused_before_anything_is_written(study, notebooks, tmp_path):
    notebooks("00_good", "1", parameters=SELECTING)
    notebooks("01_more", "1", parameters=SELECTING)
    with pytest.raises(ReportError) as caught:
        run_report(
            study("grid: [{notebook: 00_good, parameters: {outlets: the-tide}}, {notebook: 01_more}]"), tmp_path / "out"
        )
    assert str(caught.value) == (
        "A report must be of one selection of articles; its runs ask for 2: of the-tide (00_good); all (01_more). "
        "Make a report of each in a folder of its own (--out), with `outlets` and `period` given once."
    )
    assert not (tmp_path / "out").exists()


def test_a_failed_run_keeps_its_older_page_and_runs_again_and_so_does_a_stopped_one(study, notebooks, tmp_path):
    notebooks("00_good", "1")
    notebooks("01_turns", "'first'")
    first = run_report(study(), tmp_path / "out")
    assert first.failures == {}
    notebooks("01_turns", "1 / 0")
    to_make: list[int] = []
    second = run_report(study(), tmp_path / "out", begun=to_make.append)
    assert to_make == [1]
    assert (second.failures, second.ran) == (
        {"01_turns": "cell 3: ZeroDivisionError: division by zero"},
        ("01_turns",),
    )
    assert "first" in (tmp_path / "out" / "pages" / "01_turns.html").read_text()
    assert "<strong>01_turns</strong> failed" in second.index.read_text()
    assert list(explain_report(study(), tmp_path / "out")) == ["01_turns"]
    # Stopped while a kernel works: it ends, and the next report does the rest.
    notebooks("00_good", "2")
    notebooks("01_turns", "import time; time.sleep(300)")
    with pytest.raises(Stopped) as caught:
        run_report(study(), tmp_path / "out", progress=lambda name: os.kill(os.getpid(), signal.SIGTERM))
    assert str(caught.value) == "stopped by SIGTERM: 1 of 2 runs are done"
    assert caught.value.exit_code == 143
    notebooks("01_turns", "1")
    (tmp_path / "out" / ".index.html.x.part").write_text("left by a kill")
    assert run_report(study(), tmp_path / "out").ran == ("01_turns",)
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_second_report_is_refused_and_told_who_writes_to_the_folder(study, notebooks, tmp_path):
    notebooks("00_good", "1")
    with hold_folder(tmp_path / "out" / ".batch"), pytest.raises(ReportError) as caught:
        run_report(study(), tmp_path / "out")
    message = str(caught.value)
    assert message.startswith(f"Only one report at a time may write to {tmp_path / 'out'}; process {os.getpid()} on ")
    assert message.endswith(" UTC, does.")


def test_why_writes_nothing(study, notebooks, tmp_path):
    notebooks("00_good", "1")
    assert explain_report(study(), tmp_path / "out") == {"tables": ["not done yet"], "00_good": ["not done yet"]}
    assert not (tmp_path / "out").exists()


def test_what_dies_with_its_process_is_begun_again_and_named_if_it_dies_again():
    class Dying:
        stopped = False

        def __init__(self, lives_at):
            self.calls, self.lives_at = 0, lives_at

        def call(self, work, *what):
            self.calls += 1
            if self.calls < self.lives_at:
                raise Died("its process ended")
            work(*what)

    made = []
    batch._call(Dying(3), made.append, "site")
    assert made == ["site"]
    with pytest.raises(ReportError, match=r"Its process ended, 3 times \(out of memory\?\)\."):
        batch._call(Dying(4), made.append, "site")
