"""The reading room in a real browser: click, filter, jump, keyboard; nothing runs, nothing is asked for.

The browser is driven by the Chrome DevTools Protocol over tornado, which the notebooks bring with them.
"""

import asyncio
import base64
import contextlib
import html
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote_plus
from urllib.request import urlopen

import axe_core_python
import nbformat
import pandas as pd
import pytest
from tornado.websocket import websocket_connect

import analysis
from analysis.reports.figure.save import SavedFigure
from analysis.reports.pages import index_page, notebook_page, place_page
from analysis.reports.room import write_room
from analysis.reports.room.places import Places
from analysis.reports.show import show_table
from analysis.reports.word_by_word import show_alignment
from analysis.study import read_study

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here; .ci/run installs it where it can")

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0 --remote-allow-origins=*"
).split()
STUDY = """\
study: {id: harbour, title: "The harbour <img src=x onerror=alert(1)>"}
people: {ana: {name: Ana Ruiz, pronouns: she}, "bo & <b>": {name: Bo Lund, pronouns: he}}
frames:
  growth: {label: Growth, definition: g, functions: {problem_definition: {indicators: [jobs, boom]}}}
  harm: {label: Harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""
OWNED = "document.documentElement.dataset.owned=1"
PAYLOAD = (
    f"<script>{OWNED}</script><img src='http://evil.example/x.png' onerror=\"{OWNED}\"></style><svg onload={OWNED}>"
)
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
OTHER = """\
Bo Lund likes the boom. “We will win this fight together at last,” Bo Lund said.

“There was a small spill of oil in our harbour this spring,” Ana Ruiz admitted.
"""
TEXT = f"""\
Ana Ruiz wants jobs. {html.escape(PAYLOAD)}

Bo Lund saw a spill.

“There was no spill of oil in our old harbour this spring,” Ana Ruiz said on Monday.
"""


class Refused(Exception):
    """What the browser could not do, in its words."""


class Browser:
    """One page of a headless Chromium."""

    def __init__(self, folder):
        self._folder, self._loop, self._number = folder, asyncio.new_event_loop(), 0
        command = [BROWSER, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        self.requests, self.complaints = [], []
        try:
            self._socket = self._wait(websocket_connect, self._address())
            for domain in ("Page", "Runtime", "Log", "Network"):
                self.do(f"{domain}.enable")
            # Without it a page has no focus until it is clicked, so that a test would rest on one before it.
            self.do("Emulation.setFocusEmulationEnabled", enabled=True)
        except BaseException:
            self.close()
            raise

    def _wait(self, start, *arguments):
        """Run one of tornado's calls, which must begin inside the loop."""

        async def call():
            return await asyncio.wait_for(start(*arguments), 60)

        return self._loop.run_until_complete(call())

    def _address(self):
        port = Path(self._folder) / "DevToolsActivePort"
        for _ in range(1500):
            if port.is_file() and port.read_text():
                targets = json.load(urlopen(f"http://127.0.0.1:{port.read_text().split()[0]}/json", timeout=20))
                pages = [target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"]
                if pages:
                    return pages[0]
            time.sleep(0.1)
        raise RuntimeError("the browser opened no page")

    def do(self, method, **parameters):
        self._number += 1
        message = json.dumps({"id": self._number, "method": method, "params": parameters})
        self._wait(self._socket.write_message, message)
        while True:
            answer = self._hear()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise Refused(answer["error"]["message"])
                return answer["result"]

    def _hear(self):
        answer = json.loads(self._wait(self._socket.read_message))
        kind = answer.get("method", "")
        if kind == "Network.requestWillBeSent":
            self.requests.append(answer["params"]["request"]["url"])
        if kind in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.complaints.append(answer["params"])
        return answer

    def open(self, path, fragment=""):
        self.do("Page.navigate", url="about:blank")
        self.do("Page.navigate", url=path.as_uri() + fragment)
        self.until("location.href !== 'about:blank'")

    def js(self, expression):
        answer = self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, number):
        for kind in ("keyDown", "keyUp"):
            self.do("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=number)

    def click(self, selector):
        x, y = self.js(
            f"(() => {{ const it = document.querySelector('{selector}'); it.scrollIntoView({{block: 'center'}});"
            "const box = it.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def choose(self, name, value):
        """Click a choice of the filter."""
        number = self.js(
            f"[...document.querySelectorAll('#filter [name={name}]')].findIndex((it) => it.value === {value!r})"
        )
        assert number >= 0, value
        self.js(f"document.querySelectorAll('#filter [name={name}]')[{number}].id = 'wanted'")
        self.click("#wanted")
        self.js("document.getElementById('wanted').removeAttribute('id')")

    def until(self, expression):
        """Wait for what the page does by and by; one that is just left for another cannot be asked."""
        for _ in range(1500):
            with contextlib.suppress(Refused):
                if self.js(f"document.readyState === 'complete' && !!({expression})"):
                    return
            time.sleep(0.02)
        raise AssertionError(expression)

    def close(self):
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(20)
        self._loop.close()


def write_chart(folder, reading):
    """Write a page with a chart of three marks: of a sentence, of the rows of a table, and of nothing that is there."""
    words = html.escape(PAYLOAD, quote=False)
    named = quote_plus(PAYLOAD)
    marks = [' data-at="sentence a 2"', f' data-of="outlet={named}"', ' data-of="outlet=None"']
    rects = [f'<rect x="{x}" y="5" width="20" height="20" fill-opacity="0" pointer-events="all"/>' for x in (5, 35, 65)]
    layer = "".join(f"<g{m}><title>{words}</title>{r}</g>" for m, r in zip(marks, rects, strict=True))
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">'
    svg = f'{head}<g id="marks" data-n="3">{layer}</g><!-- marks -->\n</svg>'
    for kind in ("svg", "half.svg"):
        (folder / "figures" / f"chart.{kind}").write_text(svg, encoding="utf-8")
    rows = pd.DataFrame(
        {"article_id": ["a", "b"] * 6, "sentence_index": [*range(6)] * 2, "outlet": [PAYLOAD, "Ebb"] * 6}
    )
    shown = [SavedFigure("chart", PIXEL, "Chart.", "A chart")._repr_html_(), show_table(rows, "Rows").markup]
    outputs = [nbformat.v4.new_output("display_data", {"text/html": markup}) for markup in shown]
    cells = [nbformat.v4.new_markdown_cell("# Chart?", id="m"), nbformat.v4.new_code_cell("", outputs=outputs, id="c")]
    places = Places(reading, {})
    places._only = {}  # as where each outlet has many articles
    page = place_page(
        notebook_page(nbformat.v4.new_notebook(cells=cells), "Chart?"),
        "Chart?",
        [],
        {"chart": ["chart", "svg", "half.svg"]},
        pictures={"chart": {"svg": svg, "half.svg": svg}},
        places=places,
    )
    (folder / "pages" / "chart.html").write_text(page, encoding="utf-8")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    columns = {"article_id": ["a", "b"], "outlet": [PAYLOAD, "The Ebb"], "text": [TEXT, OTHER]}
    rows = pd.DataFrame({**columns, "published": "2024-05-01", "headline": f"Boom {html.escape(PAYLOAD)}"})
    reading = analysis.read(read_study(folder), rows)
    write_room(reading, folder / "room", home="../index.html")
    cell = nbformat.v4.new_markdown_cell(f"# Q?\n\n{PAYLOAD}\n\n## One\n\n## Two\n\n## Three", id="m")
    numbers = [-2.0, 10.0, 9.0] * 40
    table = pd.DataFrame({"number": numbers, "name": [f"=row {n}" for n in range(120)], "long": "words " * 30})
    shared = reading.shared_quotes.query("n_articles > 1")["utterance_id"].iloc[0]
    (folder / "pages").mkdir()
    for name, of in (("q", show_table(table, "Many rows")), ("told", show_alignment(reading, shared))):
        shown = nbformat.v4.new_output("display_data", {"text/html": of.markup})
        made = nbformat.v4.new_code_cell("", outputs=[shown], id="c")
        book = nbformat.v4.new_notebook(cells=[cell, made])
        (folder / "pages" / f"{name}.html").write_text(notebook_page(book, PAYLOAD))
    (folder / "figures").mkdir()
    write_chart(folder, reading)
    page = {"name": "q", "title": PAYLOAD, "error": ""}
    (folder / "figures" / "f.png").write_bytes(PIXEL)
    figure = {"name": "f", "caption": PAYLOAD, "page": "q", "files": ["png"]}
    (folder / "index.html").write_text(index_page(reading, [page], [figure], methods=PAYLOAD))
    return folder / "room"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture
def article(browser, room):
    browser.open(room / "article-a.html")
    return browser


VISIBLE_NOTES = (
    "[...document.querySelectorAll('.note')].filter((one) => getComputedStyle(one).display !== 'none').length"
)
#: Where a mark can be reached: the words of every place that is not filtered away.
PLACES = (
    "[...document.querySelectorAll('.text .why:not(.off)')]"
    ".map((one) => [...one.querySelectorAll('mark:not(.off)')].map((mark) => mark.textContent).join('|'))"
)


PAGES = "../index.html ../pages/q.html index.html article-a.html article-b.html quotes.html omissions.html".split()
PAGES += ["glossary.html", "../pages/chart.html"]
FILTERED = "[...document.querySelectorAll('#filter :checked')].map((one) => one.value)"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_an_article_runs_nothing_is_asked_for_and_nothing_complains(browser, room, page):
    browser.requests.clear()
    browser.complaints.clear()
    browser.open((room / page).resolve())
    assert browser.js("document.documentElement.dataset.owned || ''") == ""
    no_words = "pages/q" in page or page == "glossary.html"  # they hold none of an article
    assert no_words or browser.js("document.querySelector('main').innerText.includes('evil.example')")
    assert [url for url in browser.requests if not url.startswith((room.parent.as_uri(), "about:"))] == []
    assert browser.complaints == []


AXE = Path(axe_core_python.__file__).with_name("axe.min.js")


@pytest.mark.parametrize(
    "page", [*(page for page in PAGES if page != "article-b.html"), "search.html", "explorer.html"]
)
def test_no_rule_of_axe_is_broken_at_any_level(browser, room, page):
    browser.open((room / page).resolve())
    browser.do("Runtime.evaluate", expression=AXE.read_text(encoding="utf-8"))
    run = "axe.run().then((found) => JSON.stringify(found.violations.map((one) => [one.id, one.nodes[0].html])))"
    answer = browser.do("Runtime.evaluate", expression=run, awaitPromise=True, returnByValue=True)
    assert json.loads(answer["result"]["value"]) == []


def test_words_of_a_table_stay_whole_in_print_and_its_caption_on_a_narrow_screen(browser, room):
    """A table of twelve columns on a narrow page would have columns of single letters."""
    browser.open(room.parent / "pages" / "q.html")
    browser.js("for (const row of document.querySelectorAll('.table tr')) for (let n = 0; n < 9; n++) "
               "row.append(Object.assign(document.createElement(row.closest('thead') ? 'th' : 'td'), "
               "{textContent: 'standing'})); 0")  # fmt: skip
    sheet = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.do("Emulation.setDeviceMetricsOverride", **sheet)
    try:
        caption = "document.querySelector('.table caption').getBoundingClientRect().width"
        assert browser.js(caption) < 360 < browser.js("document.querySelector('.table table').scrollWidth")
        browser.do("Emulation.setEmulatedMedia", media="print")
        lines = "(it) => { const all = new Range(); all.selectNodeContents(it); return all.getClientRects().length; }"
        assert browser.js(f"Math.max(...[...document.querySelectorAll('.table td:nth-child(n+4)')].map({lines}))") == 1
    finally:
        browser.do("Emulation.setEmulatedMedia", media="")
        browser.do("Emulation.clearDeviceMetricsOverride")


def test_a_table_of_a_question_shows_all_rows_page_by_page_sorted_and_found(browser, room):
    browser.open(room.parent / "pages" / "q.html")
    shown = "document.querySelectorAll('.table tbody tr').length"
    assert (browser.js(shown), browser.js("document.querySelector('.rowtools output').value")) == (
        50,
        "rows 1 to 50 of 120",
    )
    browser.click(".rowtools button:nth-of-type(2)")
    browser.click(".rowtools button:nth-of-type(2)")
    assert (browser.js(shown), browser.js("document.querySelector('.rowtools output').value")) == (
        20,
        "rows 101 to 120 of 120",
    )
    browser.click(".table thead button")
    first = "document.querySelector('.table tbody tr').cells[0].textContent"
    assert browser.js(first) == "−2.00"  # as numbers, not as words
    browser.click(".table thead button")
    assert browser.js(first) == "10.00"
    assert browser.js("document.querySelector('.table th').getAttribute('aria-sort')") == "descending"
    browser.js("document.querySelector('.rowtools input').value = 'row 117';"
               "document.querySelector('.rowtools input').dispatchEvent(new Event('input'))")  # fmt: skip
    assert browser.js(shown) == 1


def test_the_rows_of_a_table_are_given_as_a_file_that_no_spreadsheet_runs(browser, room):
    browser.open(room.parent / "pages" / "q.html")
    browser.js("window.kept = []; const make = URL.createObjectURL.bind(URL);"
               "URL.createObjectURL = (blob) => { blob.text().then((text) => kept.push(text)); return make(blob); };"
               "HTMLAnchorElement.prototype.click = () => {}; 0")  # fmt: skip
    browser.click(".rowtools button:nth-of-type(3)")
    browser.until("kept.length === 1")
    lines = browser.js("kept[0]").removeprefix("\ufeff").split("\r\n")
    assert len(lines) == 121
    assert lines[0] == '"number","name","long"'
    assert lines[1].startswith('"−2.00","\'=row 0"')


def test_a_mark_of_a_chart_says_its_numbers_and_leads_to_its_sentence_or_to_its_rows(browser, room):
    browser.open(room.parent / "pages" / "chart.html")
    assert browser.js("document.querySelector('.marks.full title').textContent") == PAYLOAD  # as text
    assert browser.js("document.querySelectorAll('.marks.full a').length") == 2  # the third leads nowhere
    browser.click(".marks.full a:nth-of-type(2)")
    browser.until("location.hash === '#evidence-1'")
    shown = "[...document.querySelectorAll('.table tbody tr')].map((row) => row.cells[0].textContent)"
    assert browser.js(shown) == ["a"] * 6  # the rows of the outlet
    browser.click(".marks.full a")
    browser.until("location.href.endsWith('article-a.html#s2')")


def test_a_narrow_screen_shows_the_narrow_chart_with_its_marks_over_it(browser, room):
    boxes = (
        "['img', '.marks.half', '.marks.full'].map((it) => document.querySelector('.chart ' + it)"
        ".getBoundingClientRect()).map((box) => [box.x, box.y, box.width, box.height].map(Math.round))"
    )
    source = "document.querySelector('.chart img').currentSrc"
    try:
        for width, end, over in ((360, "chart.half.svg", 1), (1000, "chart.svg", 2)):
            browser.do("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
            browser.open(room.parent / "pages" / "chart.html")
            browser.js("document.querySelector('.chart').scrollIntoView()")
            browser.until("document.querySelector('.chart img').naturalWidth === 90")
            assert browser.js(source).endswith(end)
            found = browser.js(boxes)
            assert found[0] == found[over]
            assert found[3 - over] == [0, 0, 0, 0]
    finally:
        browser.do("Emulation.clearDeviceMetricsOverride")


def test_a_figure_of_the_front_page_is_shown_from_its_file(browser, room):
    browser.open(room.parent / "index.html")
    browser.js("document.querySelector('figure img').scrollIntoView()")
    browser.until("document.querySelector('figure img').naturalWidth === 1")


@pytest.mark.parametrize("page", ["index.html", "article-a.html"])
def test_a_click_on_a_chart_leads_to_its_sentence_and_back(browser, room, page):
    browser.open(room / page)
    browser.click("svg .at:nth-of-type(3)")
    browser.until("location.href.endsWith('article-a.html#s3') && document.querySelector(':target')")
    assert browser.js("document.querySelector(':target').id") == "s3"
    assert 0 <= browser.js("document.querySelector(':target').getBoundingClientRect().top") < browser.js("innerHeight")
    browser.click("#s3 .up")
    browser.until("location.hash === '#c3'")
    assert 0 <= browser.js("document.querySelector('#c3').getBoundingClientRect().top") < browser.js("innerHeight")


def test_a_chart_is_one_stop_of_the_tab_key_and_arrows_move_in_it(article):
    stops = "[...document.querySelectorAll('svg .at')].filter((one) => one.getAttribute('tabindex') === '0').length"
    assert article.js(stops) == 1
    article.js("document.querySelector('#c1').focus()")
    article.press("ArrowRight", 39)
    assert article.js("document.activeElement.id") == "c2"
    article.press("End", 35)
    last = article.js("document.activeElement.id")
    assert last != "c2"
    article.press("ArrowRight", 39)
    assert article.js("document.activeElement.id") == last
    assert article.js(stops) == 1
    article.press("Enter", 13)
    article.until("document.querySelector(':target')")
    assert article.js("document.querySelector(':target').id") == last.replace("c", "s")


def test_choices_keep_the_marks_that_fit_and_show_all_brings_them_back(article):
    everything = article.js(PLACES)
    article.choose("frame", "harm")
    assert article.js(PLACES) == ["spill", "spill"]
    assert article.js("document.querySelectorAll('.text .why[tabindex=\"0\"]').length") == 2
    article.choose("voice", "own")
    assert article.js(PLACES) == ["spill"]
    total = len(everything)
    assert article.js("document.querySelector('output').value") == f"1 of {total} marked places, in 1 sentence"
    shown = "[...document.querySelectorAll('.evidence tbody tr')].filter((row) => !row.hidden).length"
    assert article.js(shown) == 1
    article.click("#filter [type=reset]")
    article.until(f"{FILTERED}.length === 0 && ({PLACES}).length === {total}")
    assert article.js(PLACES) == everything
    article.choose("person", "bo & <b>")
    assert "Bo Lund" in article.js(PLACES)
    assert "Ana Ruiz" not in article.js(PLACES)
    article.choose("person", "ana")
    assert {"Bo Lund", "Ana Ruiz"} <= set(article.js(PLACES))


def test_each_choice_counts_what_it_would_leave_beside_the_others(article):
    count = "[...document.querySelectorAll('#filter [name=voice] ~ .count')].map((one) => one.textContent)"
    article.choose("frame", "harm")
    assert article.js(count) == ["1", "1", "0"]


def test_what_is_chosen_stands_in_the_address_and_a_shared_link_brings_it_back(article, room):
    article.choose("person", "bo & <b>")
    article.choose("voice", "own")
    article.click("svg .at:nth-of-type(4)")
    article.until("location.hash.includes('at=s4')")
    places, hash_ = article.js(PLACES), article.js("location.hash")
    assert hash_ == "#person=bo+%26+%3Cb%3E&voice=own&at=s4"
    article.open(room / "article-a.html", hash_)
    article.until("document.querySelector(':target')?.id === 's4'")
    assert article.js(PLACES) == places
    assert article.js(FILTERED) == ["bo & <b>", "own"]
    article.open(room / "article-a.html", "#person=nobody&voice=%22%3E%3Cscript%3E&at=%22x")
    assert article.js(FILTERED) == []
    assert article.complaints == []


def test_next_and_previous_walk_through_the_marks_that_are_left(article):
    article.choose("frame", "harm")
    last = "document.querySelector('.why.last mark').textContent + document.querySelector('.why.last').closest('.s').id"
    seen = []
    for button in ("1", "1", "1", "-1"):
        article.click(f'#filter [value="{button}"]')
        seen.append(article.js(last))
    assert seen == [seen[0], seen[1], seen[0], seen[1]]
    assert seen[0] != seen[1]
    assert article.js(VISIBLE_NOTES) >= 1


def test_the_ledger_is_filtered_by_speaker_and_variant(browser, room):
    browser.open(room / "quotes.html")
    shown = "[...document.querySelectorAll('section.item')].filter((one) => one.offsetHeight).length"
    assert browser.js(shown) > 1
    browser.choose("told", "altered")
    assert browser.js(shown) == 1
    assert browser.js("location.hash") == "#told=altered"


def test_a_long_list_is_found_sorted_and_shown_bit_by_bit(browser, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reports.room.write.MOST_COLUMNS", 0)
    (tmp_path / "study.yaml").write_text("study: {id: many, title: Many}\npeople: {ana: {name: Ana Ruiz}}\n")
    rows = pd.DataFrame({"article_id": [f"n{at}" for at in range(60)], "text": "قالت آنا الحقيقة اليوم."})
    rows = rows.assign(outlet=["Ebb"] * 59 + ["Tide"], published="", headline=[f"Head {at:02}" for at in range(60)])
    write_room(analysis.read(read_study(tmp_path), rows), tmp_path / "room")
    browser.open(tmp_path / "room" / "index.html")
    shown = "[...document.querySelectorAll('table.list tbody tr')].filter((row) => !row.hidden)"
    assert browser.js(f"{shown}.length") == 50
    browser.click("button.more")
    assert browser.js(f"{shown}.length") == 60
    browser.click("table.list th button")
    browser.click("table.list th button")
    assert browser.js(f"{shown}[0].innerText").startswith("Head 59")
    assert browser.js("document.querySelector('table.list th').getAttribute('aria-sort')") == "descending"
    browser.js(
        "document.querySelector('input[type=search]').value = 'tide';"
        "document.querySelector('form.list').dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert browser.js("document.querySelector('output').value") == "1 of 1 articles shown"
    browser.open(tmp_path / "room" / "article-n0.html")
    assert browser.js("getComputedStyle(document.querySelector('.row .body')).direction") == "rtl"


def test_a_note_opens_at_the_keyboard_and_escape_puts_it_away(article):
    article.js("document.querySelector('#s1 .no').focus({focusVisible: true})")
    assert article.js(VISIBLE_NOTES) == 1
    article.press("Tab", 9)
    assert article.js("document.activeElement.className") == "why"
    assert article.js(VISIBLE_NOTES) == 1
    article.press("Escape", 27)
    assert article.js(VISIBLE_NOTES) == 0
    article.press("Tab", 9)
    assert article.js(VISIBLE_NOTES) == 1


def test_a_page_of_360_pixels_does_not_scroll_sideways_and_notes_stay_on_it(article, room):
    article.do("Emulation.setDeviceMetricsOverride", width=360, height=800, deviceScaleFactor=1, mobile=True)
    try:
        for page in [*PAGES, "article-a.html"]:
            article.open((room / page).resolve())
            assert article.js("document.documentElement.scrollWidth") == 360, page
        article.open((room / "../pages/told.html").resolve())
        frame = "((it) => [it.scrollWidth - it.clientWidth, it.innerText.includes('spill')])"
        assert article.js(f"{frame}(document.querySelector('.table:has(.told-words)'))") == [0, True]
        article.open((room / "article-a.html").resolve())
        edges = (
            "[...document.querySelectorAll('.text .why')].map((one) => { one.focus();"
            "const box = one.querySelector('.note').getBoundingClientRect();"
            "return box.width > 0 && box.left >= 0 && box.right <= 360; })"
        )
        assert set(article.js(edges)) == {True}
    finally:
        article.do("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_their_ground(article, scheme):
    article.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    rgb = "((name) => getComputedStyle(document.body)[name].match(/\\d+/g).slice(0, 3).map(Number))"
    ink, paper = (luminance(article.js(f"{rgb}('{name}')")) for name in ("color", "backgroundColor"))
    assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) > 7
    assert (ink < paper) == (scheme == "light")


def luminance(colour):
    """Give the relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
