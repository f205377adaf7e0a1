"""The explorer: a static picture whose points lead to the search, switches without script, one stop of the Tab key."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.reports.room import write_room
from analysis.reports.room.layout import own_file
from analysis.reports.room.search.explorer import LARGEST, MARGIN, _first, _panel, _spread
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour}
minimum_articles: 5
people: {ana: {name: Ana Ruiz, pronouns: she}}
outlets: {tide: {name: The <b>Tide}, bay: {name: Bay Post}}
frames:
  growth: {label: Growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: Harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""
SAYS = {"The <b>Tide": "The old harbour has jobs", "Bay Post": "A small spill hurt the birds"}


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    rows = [
        (f"{outlet[0]}{at}", outlet, "2024-05-01", f"{words}. Ana Ruiz saw the quay {at} times. {words} again.")
        for outlet, words in SAYS.items()
        for at in range(6)
    ]
    return analysis.read(read_study(folder), pd.DataFrame(rows, columns="article_id outlet published text".split()))


@pytest.fixture(scope="module")
def room(reading, tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour") / "room"
    write_room(reading, folder)
    return folder


@pytest.fixture(scope="module")
def page(room):
    return (room / "explorer.html").read_text(encoding="utf-8")


def test_each_comparison_has_points_that_lead_to_their_places(page):
    panels = re.split(r'<section class="panel"', page)[1:]
    assert len(panels) == 3
    [of_outlets, of_voices, of_frames] = panels
    assert "The &lt;b&gt;Tide and Bay Post" in of_outlets and "The <b>" not in page
    found = re.findall(r'<a class="([^"]+)" href="([^"]+)"><title>(.+?): ', of_outlets)
    links = {term: (classes, parse_qs(urlsplit(href.replace("&amp;", "&")).fragment)) for classes, href, term in found}
    assert links["harbour"][1] == {"q": ["harbour"], "outlet": ["0"]}
    assert links["small spill hurt"] == ("word phrase b", {"q": ["small spill hurt"], "outlet": ["1"]})
    assert links["ana"][0].startswith("name") and links["the"][0].startswith("function")
    assert "No word stands five times in both together." in of_voices and "<svg" not in of_voices
    assert "Sentences of “Growth” and of “Harm”" in of_frames


def test_the_words_of_a_picture_stand_in_a_table_that_no_style_of_a_swatch_makes_small(page):
    style = own_file("style.css")
    sized = set(re.findall(r"\.room \.([\w-]+) \{[^}]*[; ]height: \.\d+rem", style))
    assert "key" in sized  # the colour before a lane
    assert re.findall(r'<table class="([^"]*)"', page)
    assert not sized & {name for some in re.findall(r'<table class="([^"]*)"', page) for name in some.split()}


def test_points_beyond_the_links_are_one_path_of_each_kind(monkeypatch):
    table = pd.DataFrame(
        {"term": [f"w{n}" for n in range(9)], "kind": ["word"] * 6 + ["function"] * 3, "is_phrase": False}
        | {"g2": [9.0, -8, 7, -6, 5, 4, 3, 2, 1], "q": 0.5, "rate_a": 2.0, "rate_b": 1.0, "dispersion": 0.5}
    )
    monkeypatch.setattr("analysis.reports.room.search.explorer.LINKS", 2)
    panel = _panel("x0", "Two", ("a", "b"), table, [{}, {}])
    assert [point["term"] for point in panel.points] == ["w0", "w1", "w6", "w7"]
    assert {classes: [point["term"] for point in points] for classes, points in panel.dots.items()} == {
        "word a": ["w2", "w4", "w5"],
        "word b": ["w3"],
        "function a": ["w8"],
    }


def test_terms_of_the_same_rates_do_not_hide_each_other():
    across, up = _spread(np.array([5.0, 5.0, 9.0, 5.0]), np.array([5.0, 5.0, 5.0, 5.0]))
    assert (across[0], up[0], across[2], up[2]) == (5, 5, 9, 5)
    gaps = np.hypot(across[[0, 0, 1]] - across[[1, 3, 3]], up[[0, 0, 1]] - up[[1, 3, 3]])
    assert (gaps > 2).all()
    many = _spread(np.full(900, MARGIN), np.full(900, MARGIN))
    assert np.min(many) >= LARGEST  # else they would leave the picture


def test_only_our_script_runs(page):
    assert re.findall(r"<script[^>]*>", page) == [f'<script src="shared/{name}.js">' for name in ("script", "explorer")]


def test_switches_hide_kinds_and_the_keyboard_walks_what_is_seen(browser, room):
    browser.open(room / "explorer.html")
    seen = "[...document.querySelectorAll('.explorer a')].filter((one) => one.getClientRects().length)"
    kinds = f"[...new Set({seen}.map((one) => one.classList[0]))].sort()"
    assert browser.js(kinds) == ["name", "word"]
    stops = "document.querySelectorAll('.explorer a[tabindex=\"0\"]').length"
    pictures = browser.js("document.querySelectorAll('.explorer').length")
    assert browser.js(stops) == pictures
    browser.click("[name=function]")
    assert browser.js(kinds) == ["function", "name", "word"]
    browser.click("[name=name]")
    browser.click("[name=function]")
    assert browser.js(kinds) == ["word"]
    browser.js(f"{seen}[0].focus()")
    browser.press("ArrowRight", 39)
    assert browser.js(f"{seen}.indexOf(document.activeElement)") == 1
    browser.js("document.activeElement.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))")
    browser.until("location.pathname.endsWith('search.html') && document.body.dataset.found > 0")
    assert not browser.complaints and not [url for url in browser.requests if url.startswith("http")]


def test_each_point_leads_to_its_places_once_one_comes_to_the_picture(browser, reading, room, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reports.room.search.explorer.LINKS", 2)
    write_room(reading, tmp_path / "room")
    few = (tmp_path / "room" / "explorer.html").read_text(encoding="utf-8")
    assert few.count("<circle") == 8 and 'class="dots' in few
    browser.open(tmp_path / "room" / "explorer.html")
    names = "Object.fromEntries([...document.querySelector('.explorer').querySelectorAll('a')].map((one) => "
    names += "[one.querySelector('title').textContent, [one.getAttribute('class').replace(/weak | near/g, ''), "
    names += "[...new URLSearchParams(one.getAttribute('href').split('#')[1])].sort().flat().join(' ')]]))"
    assert len(browser.js(names)) == 4
    browser.js("document.querySelector('.explorer a').focus()")
    made = browser.js(names)
    monkeypatch.undo()
    browser.open(room / "explorer.html")
    assert made == browser.js(names) and len(made) > 4
    browser.open(tmp_path / "room" / "explorer.html")
    browser.js("document.querySelector('.explorer a').focus()")
    browser.press("End", 35)
    last = browser.js("document.activeElement.querySelector('title').textContent").split(": ")[0]
    assert browser.js("document.activeElement.classList.contains('weak')")
    assert browser.js("document.querySelector('.explorer .pointed').textContent") == last
    # a click beside the point does what one on it does
    place = (
        "(() => { const link = document.activeElement, chart = link.closest('svg'); chart.scrollIntoView(); "
        "const it = link.querySelector('circle').getBoundingClientRect(); "
        "const beside = [...Array(10).keys()].flatMap((n) => "
        "[[it.right + n, it.y], [it.x - n, it.y], [it.x, it.bottom + n]]); "
        "return beside.find(([x, y]) => document.elementFromPoint(x, y) === chart); })()"
    )
    x, y = browser.js(place)
    for kind in ("mousePressed", "mouseReleased"):
        browser.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    browser.until("location.pathname.endsWith('search.html') && document.body.dataset.found > 0")
    assert not browser.complaints


def test_function_words_take_no_room_from_the_words_that_are_shown_at_first():
    kinds = ["function"] * 5 + ["word", "function", "name"]
    table = pd.DataFrame({"term": list("abcdefgh"), "kind": kinds})
    assert "".join(_first(table, 2)["term"]) == "abfh"
