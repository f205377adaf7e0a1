"""The browser of the pages that search: one for each file of tests, skipped where there is none."""

import pytest

from tests.reports.test_room_in_browser import BROWSER, Browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if BROWSER is None:
        pytest.skip("no Chromium here; .ci/run installs it where it can")
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()
