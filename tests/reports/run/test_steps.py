"""What is changed while a report is made is not recorded as done."""

import pytest

from analysis.errors import ReportError, TableError
from analysis.hashing import hash_file
from analysis.reading import open_reading
from analysis.reports.figure.passport import PACKAGE, hash_files
from analysis.reports.run.articles import list_articles
from analysis.reports.run.execute import Run
from analysis.reports.run.records import Step, read_record
from analysis.reports.run.steps import run_step, select_reading, store_reading
from analysis.study import read_study

STUDY = "study: {id: harbour, title: The harbour}\narticles: articles.csv\npeople: {ana: {name: Ana Ruiz}}\n"
ARTICLES = "article_id,outlet,published,text\na,The Tide,2024-05-01,Ana Ruiz wants jobs.\nb,The Ebb,2024-05-02,No.\n"


@pytest.fixture
def study(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY)
    (tmp_path / "articles.csv").write_text(ARTICLES)
    return read_study(tmp_path)


@pytest.fixture
def step(study, tmp_path):
    out = tmp_path / "out"
    inputs = {
        "articles": list_articles(study, None, {}, out, keep=False).sha256,
        "code": hash_files([PACKAGE]),
    }
    return lambda **changed: Step("tables", inputs | changed, out, {"selected": ["a"]})


def test_tables_are_opened_with_the_study_that_they_were_read_with_alone(study, step, tmp_path):
    store_reading(step(), study, None, {})
    whole = step().place
    assert read_record(tmp_path / "out", "tables")
    assert open_reading(whole, tmp_path).articles["article_id"].tolist() == ["a", "b"]
    select_reading(step(articles="of a alone"), study, whole)
    (tmp_path / "study.yaml").write_text(STUDY.replace("The harbour", "The mill"))
    for folder in (whole, step(articles="of a alone").place):
        with pytest.raises(TableError, match=r"must have been read with .*study\.yaml as it is; it has changed since"):
            open_reading(folder, tmp_path)
    assert study.sha256 != read_study(tmp_path).sha256


def test_articles_or_code_that_change_meanwhile_leave_no_record(study, step, tmp_path):
    for changed, words in (
        ("articles", "changed while they were read"),
        ("code", "the code of `analysis` was changed"),
    ):
        with pytest.raises(ReportError, match=words):
            store_reading(step(**{changed: "another hash"}), study, None, {})
    assert read_record(tmp_path / "out", "tables") is None


def test_a_notebook_that_changes_before_it_is_copied_is_not_run(step, write_notebook, tmp_path):
    notebook = write_notebook(tmp_path / "00_good.ipynb", "raise SystemExit")
    before = hash_file(notebook)
    write_notebook(notebook, "1")
    asked = step(notebook=before)
    outcome = run_step(asked, Run("00_good", notebook, asked.part), {})
    assert outcome.error == "00_good.ipynb was changed while the report was made; run it again"
    assert read_record(tmp_path / "out", "tables") is None
