"""The room of a large corpus: pages of some articles, plain text of any other, pages on demand; no link is dead."""

import csv
import json
import re
from urllib.parse import unquote

import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.errors import ReportError
from analysis.reports.leads import mark_rows
from analysis.reports.pages import collected_table
from analysis.reports.room import write_articles, write_room
from analysis.reports.room.ledger import find_fullest, find_utterances
from analysis.reports.room.places import Places, find_pointed
from analysis.reports.room.shelf import Shelf
from analysis.reports.run.records import STATE, write_record
from analysis.study import read_study
from tests.reports.test_room_in_browser import AXE

STUDY = """\
study: {id: harbour, title: The harbour}
people: {ana: {name: Ana Ruiz, pronouns: she}, ben: {name: Ben Okafor, pronouns: he}}
outlets: {tide: {name: The Tide}, bay: {name: Bay Post}}
frames: {hope: {label: Hope, definition: h, functions: {problem_definition: {indicators: [hope]}}}}
"""
SAID = "“We will never sell our old harbour to anyone at all,” Ana Ruiz said."
TEXTS = [
    ("a", "The Tide", f"A ship came. {SAID} There is hope."),
    (
        "b",
        "Bay Post",
        f"A second ship came. {SAID}\n\n“Nobody asked any of us about the boats this year,” Ben Okafor said.",
    ),
    ("c", "The Tide", "😀 A third ship came. Nobody saw it.\n\nHe left."),
    ("d", "Bay Post", "A fourth ship came. “There was such a tide in our own bay that day,” Ben Okafor said."),
    ("e", "Bay Post", "A fifth ship came. Ben Okafor hopes for the best."),
]


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return analysis.read(read_study(folder), pd.DataFrame(TEXTS, columns=["article_id", "outlet", "text"]))


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    for name, value in {"shelf.EVERY": 3, "shelf.POINTED": 1, "shelf.SAMPLE": 1, "ledger.MOST_UTTERANCES": 1}.items():
        monkeypatch.setattr(f"analysis.reports.room.{name}", value)


def pages_of(folder):
    return {path.stem.removeprefix("article-") for path in folder.glob("article-*.html")}


def test_pages_are_of_what_is_pointed_at_of_what_is_asked_for_and_of_some_by_chance(reading):
    drawn = Shelf.fill(reading).chosen
    assert len(drawn) == 1
    [first, second] = [one for one in "abcde" if one not in drawn][:2]
    assert Shelf.fill(reading, [first, second, "nowhere"]).chosen == drawn | {first}
    assert Shelf.fill(reading, [first], [second, "nowhere"]).chosen == drawn | {first, second}
    assert "Of 5 articles 2 have a page" in Shelf.fill(reading, [first]).describe()


def test_the_articles_of_most_rows_are_those_that_tables_point_at(reading):
    table = pd.DataFrame({"article_id": ["c", "a", "c", None], "start": [0, 0, 3, 0]})
    cells = "".join(f"<td{mark}>x</td>" for mark in mark_rows(table))
    assert find_pointed([cells, '<td data-at="utterance u1">x</td>']) == ["c", "a"]
    shown = find_utterances(reading.shared_quotes, len(reading.articles))
    assert len(shown) == 1 and find_fullest(reading.shared_quotes, shown) in (["a"], ["b"])


def test_no_link_is_dead_and_the_pages_say_how_to_get_the_others(reading, tmp_path):
    shelf = Shelf.fill(reading, ["a"])
    written = write_room(reading, tmp_path, shelf=shelf)
    assert pages_of(tmp_path) == shelf.chosen
    holds = {path.name: path.read_text(encoding="utf-8") for path in written if path.suffix == ".html"}
    numbers = {str(at) for at in range(len(TEXTS))}
    for name, page in holds.items():
        for link in re.findall(r'href="([^"]+)"', page):
            file, _, at = link.partition("#")
            assert (tmp_path / file).is_file() or file == "", (name, link)
            if file == "text.html":
                assert at.split(".")[0] in numbers
            elif at and "=" not in at:
                assert f'id="{unquote(at)}"' in holds[file or name], (name, link)
    for name in ("index.html", "quotes.html", "search.html", "omissions.html"):
        assert "narrative room STUDY ARTICLE" in holds[name]
    rows = list(csv.DictReader((tmp_path / "evidence" / "sentences.csv").open(encoding="utf-8")))
    assert {row["article_id"] for row in rows} == shelf.chosen
    assert "The 1 that most articles tell" in holds["quotes.html"]
    others = {one for one, *_ in TEXTS} - shelf.chosen
    front = collected_table(reading, Places(reading, {}, shelf))
    assert len(re.findall(r'href="room/text\.html#\d"', front)) == len(others)


def test_search_leads_to_plain_text_and_from_there_to_a_page_that_was_asked_for(browser, reading, tmp_path):
    write_room(reading, tmp_path, shelf=Shelf({one: at for at, (one, *_) in enumerate(TEXTS)}, frozenset("ab")))
    browser.open(tmp_path / "search.html", "#q=ship")
    browser.until("document.body.dataset.found !== undefined")
    links = browser.js("[...document.querySelectorAll('.lines a')].map((one) => one.getAttribute('href'))")
    assert links == ["article-a.html#s1", "article-b.html#s1", "text.html#2.1", "text.html#3.1", "text.html#4.1"]
    browser.open(tmp_path / "text.html", "#3.2")
    browser.until("document.body.dataset.shown === '3'")
    assert browser.js("document.querySelector('.s.here').textContent") == f"2{TEXTS[3][2].split('. ', 1)[1]}"
    assert browser.js("document.querySelector('.s.here .quoted').textContent").startswith("There was such a tide")
    assert "narrative room harbour d" in browser.js("document.getElementById('how').textContent")
    assert browser.js("document.getElementById('of').textContent") == "Bay Post · date not known"
    assert not browser.complaints and not [url for url in browser.requests if url.startswith("http")]
    browser.js(AXE.read_text(encoding="utf-8") + "; 0")
    assert browser.js("axe.run().then((found) => found.violations.map((one) => one.id).join())") == ""
    assert [path.name for path in write_articles(reading, tmp_path, ["d", "a"])] == ["article-d.html", "article-a.html"]
    browser.open(tmp_path / "text.html", "#3.2")
    browser.until("location.pathname.endsWith('article-d.html') && location.hash === '#s2'")
    with pytest.raises(ReportError, match="must be one of the 5 that were read; found `x`"):
        write_articles(reading, tmp_path, ["x"])
    write_room(reading, tmp_path)  # made anew it keeps what was asked for
    assert {"a", "d"} <= pages_of(tmp_path)  # the page that stood already too
    assert json.loads((tmp_path / "asked.js").read_text()[6:-3]) == {"a": "article-a.html", "d": "article-d.html"}


def test_the_command_writes_pages_into_a_report_that_stands(reading, tmp_path):
    out, stored = tmp_path / "report", tmp_path / "report" / STATE / "made" / "tables-1"
    reading.write(stored)
    shelf = Shelf.fill(reading, ["a"])
    write_room(reading, out / "room", home="../index.html", shelf=shelf)
    write_record(out, "tables", {}, [], {"folder": "tables-1"})
    ask = ["room", str(reading.study.path), "d", "e", "--out", str(out)]
    refused = CliRunner().invoke(main, ask)
    assert refused.exit_code == 2 and "must be whole" in refused.output
    write_record(out, "site", {"selection": "of two outlets"}, [], {"steps": ["tables"]})
    done = CliRunner().invoke(main, ask)
    assert done.exit_code == 0, done.output
    assert pages_of(out / "room") == shelf.chosen | {"d", "e"}
    page = (out / "room" / "article-d.html").read_text(encoding="utf-8")
    assert 'href="../index.html"' in page and "of two outlets" in page and "evidence/" not in page
    refused = CliRunner().invoke(main, ["room", str(reading.study.path), "d", "--out", str(tmp_path)])
    assert refused.exit_code == 2 and "must hold a report" in refused.output
