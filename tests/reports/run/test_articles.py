"""The list of a study's articles holds as long as the files that it was made from."""

import os

import pytest

import analysis.reports.run.articles as articles
from analysis.errors import ReportError
from analysis.reports.run.articles import list_articles
from analysis.reports.selection import Selection
from analysis.study import read_study

INDEX = "article_id,outlet,published,file\na,The Tide,2024-05-01,a.txt\nb,The Bell,2024-06-02,b.txt\n"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "study.yaml").write_text("study: {id: harbour, title: The harbour}\narticles: index.csv\n")
    (folder / "index.csv").write_text(INDEX)
    (folder / "a.txt").write_text("Ana Ruiz wants jobs.")
    (folder / "b.txt").write_text("The spill came late.")
    return read_study(folder)


@pytest.fixture
def listed(study, tmp_path):
    return lambda source=None: list_articles(study, source, {}, tmp_path / "out", keep=True)


def test_a_list_is_taken_as_it_was_kept_while_its_files_are_the_same(listed, monkeypatch):
    first = listed()
    assert [one[:4] for one in first.articles] == [
        ("a", "the-tide", "2024-05-01", "2024-05-01"),
        ("b", "the-bell", "2024-06-02", "2024-06-02"),
    ]
    monkeypatch.setattr(articles, "read_list", None)
    assert listed() == first


@pytest.mark.parametrize("damage", ["null", "[]", '{"from": {}}', "[" * 100_000, '{"list": {"articles": [[null]]}}'])
def test_a_list_that_is_damaged_is_made_again(listed, tmp_path, damage):
    first = listed()
    (tmp_path / "out" / ".batch" / "articles.json").write_text(damage)
    assert listed() == first


def test_a_document_that_changed_changes_its_own_article_whatever_its_time_says(listed, study):
    first = listed()
    document = study.folder / "b.txt"
    before = document.stat().st_mtime_ns
    document.write_text("The spill came soon.")
    os.utime(document, ns=(before, before))
    second = listed()
    assert first.articles[0] == second.articles[0]
    assert first.articles[1].sha256 != second.articles[1].sha256
    assert first.sha256 != second.sha256


def test_an_article_that_is_added_or_removed_leaves_the_others_as_they_are(listed, study):
    first = listed()
    (study.folder / "index.csv").write_text(INDEX.replace("b,The Bell,2024-06-02,b.txt\n", ""))
    assert listed().articles == first.articles[:1]
    (study.folder / "index.csv").write_text(INDEX)
    assert listed() == first


def test_a_folder_of_documents_is_listed_by_what_it_holds(listed, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Ana Ruiz wants jobs.")
    assert [one.article_id for one in listed(folder).articles] == ["a"]
    (folder / "c.txt").write_text("The bay is calm.")
    assert [one.article_id for one in listed(folder).articles] == ["a", "c"]


def test_a_pipe_in_place_of_a_document_does_not_hang(listed, study):
    (study.folder / "b.txt").unlink()
    os.mkfifo(study.folder / "b.txt")
    assert listed() == listed()
    assert [one.article_id for one in listed().articles] == ["a"]


def test_a_selection_that_takes_nothing_is_refused(listed):
    assert [one.article_id for one in listed().choose(Selection.read("the-bell")).articles] == ["b"]
    with pytest.raises(ReportError, match="`period` must hold an article; there are "):
        listed().choose(Selection.read(period="1999"))
