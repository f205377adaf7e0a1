"""Progress is a bar with a total where somebody watches, and a line a minute elsewhere."""

import io

import pandas as pd

import analysis
from analysis.progress import Progress, begin, tick, watched


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


def test_reading_counts_the_comparison_too(monkeypatch):
    seen = []
    monkeypatch.setattr(Progress, "_show", lambda self: seen.append((self.done + self.share, self.total)))
    frame = pd.DataFrame({"outlet": ["A"] * 10, "text": [f"Ana Ruiz said “yes {n}.”" for n in range(10)]})
    analysis.read(frame, people=["Ana Ruiz"], progress=Progress("articles"))
    counts = [done for done, _ in seen]
    assert {total for _, total in seen} == {20}
    assert counts[0] == 0 and counts == sorted(counts) and counts[-1] == 20
    assert [done for done in counts if 0 < done < 10] and [done for done in counts if 10 < done < 20]
    tick(1)  # nothing counts any more
    assert len(seen) == len(counts)


def test_a_notebook_has_a_bar_by_itself_and_a_script_none(monkeypatch):
    @watched("rows")
    def work(*, progress=None):
        begin(progress, 1)
        return progress

    assert work() is None
    monkeypatch.setattr("analysis.progress._is_notebook", lambda: True)
    monkeypatch.setattr("sys.stdout", Terminal())
    assert work().done == 1
    count = [].append
    assert work(progress=count) is count
