"""The coder's page in a real browser: thirty units by keys, closed, resumed, saved to a file and read from one."""

import csv
import time

import pytest

from analysis.validity.answers import read_answers
from analysis.validity.coding import read_coding
from tests.reports.test_room_in_browser import BROWSER, Browser

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here; .ci/run installs it where it can")

SHOWN = "document.getElementById('text').textContent"
WHERE = "document.getElementById('where').textContent"
SAID = "document.getElementById('said').textContent"
KEYS = {"ArrowLeft": 37, "ArrowRight": 39, "Backspace": 8, "Escape": 27, "Enter": 13}


class Coder(Browser):
    """A coder at the keyboard."""

    def key(self, *names):
        for name in names:
            self.press(name, KEYS.get(name, ord(name.upper()[0])))

    def save_to(self, folder):
        self.do("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        self.key("s")
        for _ in range(300):
            files = [path for path in folder.iterdir() if path.suffix == ".csv"] if folder.is_dir() else []
            if files and files[0].stat().st_size:
                return files[0]
            time.sleep(0.02)
        raise AssertionError("nothing was saved")

    def give(self, path):
        self.js(f"{SAID.removesuffix('.textContent')}.textContent = ''")
        root = self.do("DOM.getDocument")["root"]["nodeId"]
        node = self.do("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
        self.do("DOM.setFileInputFiles", nodeId=node, files=[str(path)])
        self.until(SAID)


def test_thirty_units_are_coded_by_keys_closed_resumed_saved_and_read_again(coding, harbour, tmp_path_factory):
    page = coding / "sheets" / "bo.html"
    browser = Coder(tmp_path_factory.mktemp("browser"))
    try:
        browser.open(page)
        assert browser.js(WHERE) == "training 1 of 20"
        browser.key("1")
        assert not browser.js("document.getElementById('feedback').hidden")
        told = browser.js("document.getElementById('feedback').textContent")
        assert "Growth" in told or "No answer is set" in told
        browser.key("Enter")
        assert browser.js(WHERE) == "training 2 of 20"
        browser.key("x")
        assert browser.js(WHERE).startswith("unit 1 of ")
        total = int(browser.js(WHERE).split(" of ")[1].split()[0])
        seen = []
        for turn in range(30):
            seen.append(browser.js(SHOWN))
            if turn == 3:
                browser.key("q")
            if turn == 4:
                browser.key("n")
                browser.do("Input.insertText", text='=SUM(1); "well", “so”')
                browser.key("Escape")
            browser.key(str(1 + turn % 3))
        assert browser.js(WHERE) == f"unit 31 of {total} · 30 coded · 1 unsure"
        browser.key("u")
        assert browser.js(WHERE) == f"unit 30 of {total} · 29 coded · 1 unsure"
        assert browser.js(SHOWN) == seen[29]
        browser.key("3", "ArrowLeft")
        assert browser.js("document.querySelector('#answers [aria-pressed=true]').dataset.value")
        first = browser.save_to(coding / "saved")
        rows = list(csv.DictReader(first.open(newline="")))
        assert len(rows) == 30
        assert [row["sure"] for row in rows].count("0") == 1
        assert {row["coder"] for row in rows} == {"bo"}
        assert [row["note"] for row in rows if row["note"]] == ['\'=SUM(1); "well", “so”']
        assert browser.complaints == []
        assert [url for url in browser.requests if not url.startswith(("file:", "about:", "blob:"))] == []

        browser.open(page)  # closed and opened again
        assert "kept are here again" in browser.js(SAID)
        assert browser.js(WHERE) == f"unit 31 of {total} · 30 coded · 1 unsure"

        browser.js("localStorage.clear()")  # another machine
        browser.open(page)
        assert browser.js(WHERE) == "training 1 of 20"
        browser.give(first)
        assert browser.js(SAID) == "Read 30 units; go on where you left."
        assert browser.js(WHERE) == f"unit 31 of {total} · 30 coded · 1 unsure"
        browser.key("1")
        second = browser.save_to(coding / "again")
        assert second.read_text().splitlines()[:31] == first.read_text().splitlines()

        other = coding / "other.csv"
        other.write_text(first.read_text().replace('"bo"', '"ana-k"'))
        browser.give(other)
        assert browser.js(SAID) == "This file is of another coder: ana-k."

        rows = list(csv.DictReader(first.open(newline="")))[::-1]
        lines = ["sep=\t", "Value\tUNIT_ID", *(f"{row['value'].title()}\t{row['unit_id']}" for row in rows)]
        other.write_text("\n".join(lines), encoding="utf-16")  # by Excel; what the page holds later stays
        browser.give(other)
        assert browser.js(SAID) == "Read 30 units; go on where you left."
        assert browser.js(WHERE) == f"unit 32 of {total} · 31 coded · 1 unsure"
        assert browser.js("document.getElementById('kept').textContent") == "not saved to a file yet"

        found = read_answers([second], read_coding(coding), harbour.study)
        assert found.refused == []
        assert len(found.labels) == 31
        assert found.labels["note"].max() == '=SUM(1); "well", “so”'
    finally:
        browser.close()


@pytest.mark.parametrize("width, scheme", [(360, "light"), (360, "dark"), (1280, "dark")])
def test_a_page_fits_a_phone_and_a_desk_by_day_and_by_night(coding, tmp_path_factory, width, scheme):
    browser = Coder(tmp_path_factory.mktemp("browser"))
    try:
        browser.do("Emulation.setDeviceMetricsOverride", width=width, height=740, deviceScaleFactor=1, mobile=False)
        browser.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.open(coding / "sheets" / "ana-k.html")
        browser.key("x")
        assert browser.js("document.documentElement.scrollWidth") <= width
        first = browser.js("document.querySelector('#answers button').getBoundingClientRect().bottom")
        assert 0 < first < 740
        light = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0] > 128"
        assert browser.js(light) is (scheme == "light")
        browser.click("#answers button")
        assert "1 coded" in browser.js(WHERE)
    finally:
        browser.close()
