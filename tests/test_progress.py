"""Progress is a bar with a total where somebody watches, and a line a minute elsewhere."""

import io

from analysis.progress import Progress, begin


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_log_gets_a_line_a_minute_and_none_for_what_is_done_sooner():
    times = iter([0.0, 10.0, 59.0, 61.0, 90.0, 125.0])
    file = io.StringIO()
    with Progress("articles", 500, file=file, clock=lambda: next(times)) as bar:
        for _ in range(5):
            bar(100)
    assert file.getvalue() == "articles: 300 of 500 after 1 min\narticles: 500 of 500 after 2 min\n"


def test_a_terminal_gets_a_bar_with_the_total_that_is_said_later():
    file = Terminal()
    with Progress("articles", file=file) as bar:
        begin(bar, 4)
        bar(3)
    assert "3/4" in file.getvalue()
    assert "articles:  75%" in file.getvalue()


def test_any_callable_may_count():
    begin(None, 3)
    begin([].append, 3)
