"""The reading room in a real browser: click, filter, jump, keyboard; nothing runs, nothing is asked for.

The browser is driven by the Chrome DevTools Protocol over tornado, which the notebooks bring with them.
"""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pandas as pd
import pytest
from tornado.websocket import websocket_connect

import analysis
from analysis.reports.room import write_room
from analysis.study import read_study

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here; .ci/run installs it where it can")

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0 --remote-allow-origins=*"
).split()
STUDY = """\
study: {id: harbour, title: The harbour}
people: {ana: {name: Ana Ruiz, pronouns: she}, bo: {name: Bo Lund, pronouns: he}}
frames:
  growth: {label: Growth, definition: g, functions: {problem_definition: {indicators: [jobs, boom]}}}
  harm: {label: Harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""
OWNED = "document.documentElement.dataset.owned=1"
PAYLOAD = (
    f"<script>{OWNED}</script><img src='http://evil.example/x.png' onerror=\"{OWNED}\"></style><svg onload={OWNED}>"
)
TEXT = f"Ana Ruiz wants jobs. {PAYLOAD}\n\nBo Lund saw a spill.\n\n“There was no spill,” Ana Ruiz said on Monday."


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
        for _ in range(300):
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
                return answer["result"]

    def _hear(self):
        answer = json.loads(self._wait(self._socket.read_message))
        kind = answer.get("method", "")
        if kind == "Network.requestWillBeSent":
            self.requests.append(answer["params"]["request"]["url"])
        if kind in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.complaints.append(answer["params"])
        return answer

    def open(self, path):
        self.do("Page.navigate", url="about:blank")
        self.do("Page.navigate", url=path.as_uri())
        while self.js("document.readyState") != "complete" or self.js("location.href") == "about:blank":
            time.sleep(0.02)

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

    def choose(self, label, value):
        self.js(
            f"(() => {{ const it = [...document.querySelectorAll('label')].find((one) => one.textContent.trim()"
            f".startsWith('{label}')).querySelector('select'); it.value = '{value}';"
            "it.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def close(self):
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(20)
        self._loop.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    rows = pd.DataFrame({"article_id": ["a"], "outlet": [PAYLOAD], "published": ["2024-05-01"], "text": [TEXT]})
    write_room(analysis.read(read_study(folder), rows.assign(headline=f"Boom {PAYLOAD}")), folder / "room")
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


@pytest.mark.parametrize("page", ["index.html", "article-a.html"])
def test_nothing_of_an_article_runs_nothing_is_asked_for_and_nothing_complains(browser, room, page):
    browser.requests.clear()
    browser.complaints.clear()
    browser.open(room / page)
    assert browser.js("document.documentElement.dataset.owned || ''") == ""
    assert [url for url in browser.requests if not url.startswith((room.as_uri(), "about:"))] == []
    assert browser.complaints == []


def test_a_click_on_a_bar_leads_to_its_sentence(browser, room):
    browser.open(room / "index.html")
    target = browser.js("document.querySelector('.strip a:not([tabindex])').getAttribute('href')")
    browser.click(".strip a:not([tabindex])")
    for _ in range(200):
        if browser.js("location.href").endswith(target) and browser.js("document.readyState") == "complete":
            break
        time.sleep(0.02)
    assert browser.js("document.querySelector(':target').id") == target.split("#")[1]
    top = browser.js("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < browser.js("innerHeight")


def test_choices_keep_the_marks_that_fit_and_show_all_brings_them_back(article):
    everything = article.js(PLACES)
    article.choose("Frame", "f1")
    assert article.js(PLACES) == ["spill", "spill"]
    assert article.js("document.querySelectorAll('.text .why[tabindex=\"0\"]').length") == 2
    article.choose("Voice", "v-own")
    assert article.js(PLACES) == ["spill"]
    assert article.js("document.querySelector('output').value") == "1 marked places in 1 sentences"
    shown = "[...document.querySelectorAll('.evidence tbody tr')].filter((row) => !row.hidden).length"
    assert article.js(shown) == 1
    article.click("#filter button")
    article.js("new Promise((done) => setTimeout(done, 20))")
    assert article.js(PLACES) == everything
    article.choose("Person", "p1")
    assert "Bo Lund" in article.js(PLACES)
    assert "Ana Ruiz" not in article.js(PLACES)


def test_a_note_opens_at_the_keyboard_and_escape_puts_it_away(article):
    article.js("document.querySelector('#s0 .no').focus({focusVisible: true})")
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
        for page in ("index.html", "article-a.html"):
            article.open(room / page)
            assert article.js("document.documentElement.scrollWidth") == 360
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
