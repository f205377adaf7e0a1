"""The search page finds the lines of the command, loads only what lies beside it, and is used by keyboard."""

import json
import re

import pandas as pd
import pytest

import analysis
from analysis.reports.room import write_room
from analysis.reports.room.search.shards import MOST_BYTES, Shards
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour}
people: {ana: {name: Ana Ruiz, pronouns: she}, ben: {name: Ben Okafor, pronouns: he}}
outlets: {tide: {name: The Tide}, bay: {name: Bay Post}}
frames: {hope: {label: Hope, definition: h, functions: {problem_definition: {indicators: [hope]}}}}
"""
EVIL = "</script><script>document.documentElement.dataset.owned=1</script><img src=x onerror=alert(1)>"
TEXTS = [
    (
        "a",
        "The Tide",
        "2024-05-01",
        "Ana Ruiz hopes for jobs. 😀😀 She has no good idea of it, the harbour’s head says. " * 3,
    ),
    (
        "b",
        "The Tide",
        "2024-06-09",
        "“There is no hope, no idea,” Ben Okafor said. Hoping, Ana Ruiz left \u2028 the ship.",
    ),
    (
        "c",
        "Bay Post",
        "2025-01-02",
        f"The harbour's ship is old. {EVIL} Friendship with a ship’s cook. Ex-wife’s 2nd Straße.",
    ),
    ("d", "", "", "Nobody dates this idea about a ship; a ship after a ship 😀 after it. Don’t hope."),
]
LEDGER = ["quotes.html", "quotes-2.html"]
QUERIES = [
    "ship",
    "HARBOUR",
    "~hope",
    "ship*",
    "*ship",
    "s*p",
    "wif?",
    "no * idea",
    "no|this * idea",
    "a ship after a ship",
    "don't",
    "straße",
    "ex wife 2nd",
    "nowhere",
]


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    frame = pd.DataFrame(TEXTS, columns=["article_id", "outlet", "published", "text"])
    last = "“Never was there such a tide in our own old bay,” Ana Ruiz said."
    more = pd.DataFrame([("e", "Bay Post", "2025-02-03", last)], columns=frame.columns)
    return analysis.read(read_study(folder), pd.concat([frame, more]))


@pytest.fixture(scope="module")
def room(reading, tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("analysis.reports.room.ledger.A_PAGE", 1)
        write_room(reading, folder)
    return folder


LINES = """[...document.querySelectorAll('.lines li')].map((one) => [one.querySelector('a').getAttribute('href'),
  ...['.left', '.found', '.right'].map((part) => one.querySelector(part).textContent)])"""


def ask(browser, query):
    browser.js(f"delete document.body.dataset.found, document.forms.search.q.value = {json.dumps(query)}")
    browser.js("document.forms.search.requestSubmit()")
    browser.until("document.body.dataset.found !== undefined")
    return browser.js(LINES)


def expected(reading, query, **filters):
    lines = reading.find(query, **filters)
    columns = ["article_id", "sentence_number", "left", "hit", "right"]
    return [
        [f"article-{article}.html#s{number}", *words]
        for article, number, *words in lines[columns].itertuples(index=False)
    ]


def test_the_page_finds_the_lines_of_the_command(browser, room, reading):
    browser.open(room / "search.html")
    browser.complaints.clear()
    found = {query: ask(browser, query) for query in QUERIES}
    assert found == {query: expected(reading, query) for query in QUERIES}
    assert len(found["~hope"]) == 6 and not found["nowhere"]
    counts = browser.js("[...document.querySelectorAll('.counts tr')].map((row) => row.textContent)")
    assert len(counts) == 4
    assert not [url for url in browser.requests if url.startswith("http")]
    assert browser.js("document.documentElement.dataset.owned") is None and not browser.complaints


def test_facets_filter_as_the_command_does(browser, room, reading):
    browser.open(room / "search.html", "#q=~hope&voice=0&period=2024")
    browser.until("document.body.dataset.found !== undefined")
    assert browser.js(LINES) == expected(reading, "~hope", voice="own", period="2024")
    browser.js("document.forms.search.reset()")
    assert browser.js(LINES) == expected(reading, "~hope")
    options = "[...document.querySelector('select[name=speaker]').options].map((one) => one.text)"
    assert browser.js(options) == ["all", "Ben Okafor (1)"]
    choose = "(() => { const it = document.querySelector('select[name=speaker]'); it.selectedIndex = 1; "
    browser.js(choose + "it.dispatchEvent(new Event('change', {bubbles: true})); })()")
    assert browser.js(LINES) == expected(reading, "~hope", speaker="ben")
    assert "speaker=" in browser.js("location.hash")


def test_it_is_used_by_keyboard_and_refuses_in_words(browser, room):
    browser.open(room / "search.html", "#q=ship")
    browser.until("document.body.dataset.found !== undefined")
    browser.press("/", 191)
    assert browser.js("document.activeElement.id") == "q"
    browser.press("ArrowDown", 40)
    browser.press("ArrowDown", 40)
    second = "[...document.querySelectorAll('.lines a')].indexOf(document.activeElement)"
    assert browser.js(second) == 1
    browser.js("document.forms.search.q.value = 'no *', document.forms.search.requestSubmit()")
    browser.until("document.querySelector('#search output').value.startsWith('A query must begin')")


def test_a_sentence_of_a_line_is_marked_in_the_reading_room(browser, room, reading):
    [line, *_] = expected(reading, "no hope no idea")
    page, _, anchor = line[0].partition("#")
    browser.open(room / page, f"#{anchor}")
    words = "[...document.querySelectorAll('.s:target .quoted')].map((one) => one.textContent).join('')"
    assert browser.js(words) == "There is no hope, no idea,"


def test_ledger_filters_act_on_all_pages(browser, room):
    speakers = [
        re.search(r"<bdi>(.+?)</bdi> <small>told", (room / name).read_text(encoding="utf-8")) for name in LEDGER
    ]
    assert {found[1] for found in speakers} == {"Ana Ruiz", "Ben Okafor"}
    mine, other = LEDGER if speakers[0][1] == "Ana Ruiz" else LEDGER[::-1]
    browser.open(room / other)
    browser.choose("person", "ana")
    browser.until("document.querySelector('#filter .pages').textContent.includes('on all pages')")
    note = browser.js("document.querySelector('#filter .pages').textContent").strip()
    assert note == f"1 of 2 utterances on all pages: page {LEDGER.index(mine) + 1} (1)"
    assert browser.js("document.querySelector('#filter .pages a').getAttribute('href')") == f"{mine}#person=ana"
    browser.open(room / mine, "#person=ana")
    browser.until("document.querySelector('#filter .pages').textContent.includes('on all pages.')")
    assert browser.js("document.querySelectorAll('section.item:not(.off)').length") == 1


def test_without_script_the_page_lists_terms_that_lead_to_sentences(room):
    page = (room / "search.html").read_text(encoding="utf-8")
    terms = re.findall(r'<a class="term" href="#q=(\w+)"', page)
    assert {"ship", "harbour", "hope"} <= set(terms) and "the" not in terms
    for place in re.findall(r'<td><a href="([^"]+)"', page):
        file, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in (room / file).read_text(encoding="utf-8")
    assert "<noscript>" in page and "narrative find" in page


def test_shards_are_small_and_each_word_stands_in_one(room, tmp_path):
    shards = Shards(tmp_path)
    firsts, names = shards.write((at, [f"word{at:05}", list(range(200))]) for at in range(2_000))
    assert len(names) > 3 and firsts[0] == 0 and firsts == sorted(firsts)
    assert all(path.stat().st_size <= MOST_BYTES for path in shards.written)
    words = [word for path in shards.written for word in re.findall(r'"(word\d+)"', path.read_text(encoding="utf-8"))]
    assert len(words) == len(set(words)) == 2_000
    again = Shards(tmp_path).write((at, [f"word{at:05}", list(range(200))]) for at in range(2_000))
    assert again == (firsts, names)
    known = json.loads(re.search(r'id="known">(.*?)</script>', (room / "search.html").read_text(encoding="utf-8"))[1])
    assert {f"{name}.js" for group in (known["texts"][1], known["words"][1], known["facts"]) for name in group} | {
        "ledger.js"
    } == {path.name for path in (room / "search").iterdir()}
