"""Charts of the whole corpus: shared words, omissions, differences, series and narrated times."""

from itertools import pairwise

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis.charts import (
    plot_contexts,
    plot_contrasts,
    plot_coverage,
    plot_keyness,
    plot_ledger,
    plot_narrated,
    plot_series,
)
from analysis.charts.fit import said_beside
from analysis.charts.ledger import COLOUR_MARKS, VARIANT_MARKS
from analysis.charts.style import TALLEST
from analysis.compare.quotes.contexts import COLOURS
from analysis.compare.tables.series import Change
from analysis.tables import TABLES

HOSTILE = ["$$ \\input{x}", "_under", "<script>alert(1)</script>", "a\nb\x1b[31m", "Very Long Name " * 20]
LABELS = {("tone", "own"): "Tone, own words"}


def ledger(outlets):
    rows = [
        ("u1", "Words of one", name, name, variant, n == 0, 2.0, 2.0)
        for n, name in enumerate(outlets)
        for variant in ("verbatim", "altered")[: 1 + n % 2]
    ]
    columns = "utterance_id utterance outlet article_id variant is_reference lag_earliest lag_latest"
    return pd.DataFrame(rows, columns=columns.split())


def contexts(outlets):
    rows = [("u1", "Words of one", name, 0.5, "said", "plain", None, "growth") for name in outlets]
    columns = "utterance_id utterance outlet position cue cue_colour adverbs frames"
    return pd.DataFrame(rows, columns=columns.split())


def coverage(outlets):
    rows = [
        (kind, f"{kind}-1", f"The {kind}", name, [True, False, pd.NA][n % 3], int(n % 3 == 0), 2 * int(n % 3 < 2))
        for kind in ("event", "person", "utterance")
        for n, name in enumerate(outlets)
    ]
    columns = "item_kind item_id item outlet covered n_articles n_observed"
    return pd.DataFrame(rows, columns=columns.split()).astype({"covered": "boolean"})


def contrasts(outlets):
    rows = [
        ("tone", "own", f"{name} − rest", copies, 0.2, 0.1, 0.3, 0.01, 12, 30, 11)
        for name in outlets
        for copies in ("with", "without")
    ]
    columns = "measure facet contrast copies difference lower upper q n_a n_b n_effective"
    return pd.DataFrame(rows, columns=columns.split())


def keyness(outlets):
    rows = [
        (name, voice, "word", 1.5, 0.01 if voice == "own" else 0.4, 5, 3, 0.4, 2, True)
        for name in outlets
        for voice in ("own", "quoted")
    ]
    columns = "outlet voice term effect q n articles largest_share n_others is_small"
    return pd.DataFrame(rows, columns=columns.split())


def series(outlets):
    days = pd.date_range("2024-01-05", periods=len(outlets), freq="40D")
    points = pd.DataFrame({"published_earliest": days, "published_latest": days, "value": 0.5})
    windows = pd.DataFrame({"first": days, "last": days, "value": 0.5, "lower": np.nan, "upper": np.nan})
    return points, windows.assign(n_articles=1)


def narrated(outlets):
    day = pd.Timestamp("2024-05-01")
    rows = [(name, day, day, pd.Timestamp("2019-01-01"), pd.Timestamp("2019-12-31"), "year", None) for name in outlets]
    columns = "article_id published_earliest published_latest earliest latest precision event"
    table = pd.DataFrame(rows, columns=columns.split())
    return table.astype(dict.fromkeys(columns.split()[1:-2], "datetime64[us]"))


CHARTS = {
    "ledger": lambda names, **ax: plot_ledger(ledger(names), **ax),
    "contexts": lambda names, **ax: plot_contexts(contexts(names), **ax),
    "coverage": lambda names, **ax: plot_coverage(coverage(names), **ax),
    "contrasts": lambda names, **ax: plot_contrasts(contrasts(names), labels=LABELS, **ax),
    "keyness": lambda names, **ax: plot_keyness(keyness(names), **ax),
    "series": lambda names, **ax: plot_series(*series(names), unit="tone", period="month", **ax),
    "narrated": lambda names, **ax: plot_narrated(narrated(names), **ax),
}
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def words(ax):
    found = [text.get_text() for text in ax.figure.findobj(Text) if text.get_text()]
    legend = ax.get_legend()
    return found + ([text.get_text() for text in legend.get_texts()] if legend else [])


@each_chart
@pytest.mark.parametrize("many", [1, 3, 6, 20])
def test_a_chart_shows_one_or_twenty_outlets_and_says_n(chart, many):
    ax = chart([f"Outlet {number}" for number in range(many)])
    ax.figure.draw_without_rendering()
    assert any(text == "n" or "n =" in text or text.startswith("n ") for text in words(ax))


@each_chart
def test_no_chart_is_taller_than_a_page_and_what_has_no_room_is_said(chart):
    ax = chart([f"Outlet {number}" for number in range(70)])
    assert ax.figure.get_size_inches()[1] <= TALLEST
    rows = len(ax.get_yticks())
    columns = len(ax.get_xticks())
    if rows < 70 and columns < 70 and chart not in (CHARTS["series"], CHARTS["narrated"]):
        assert "; the data table holds " in said_beside(ax)


@each_chart
def test_a_chart_without_rows_says_no_data(chart):
    assert any(text.startswith("no data (n = 0): ") for text in words(chart([])))


@each_chart
def test_names_from_strangers_are_drawn_as_they_are(chart):
    ax = chart(HOSTILE)
    ax.figure.draw_without_rendering()  # would raise on broken math text
    assert not any("\x1b" in text.get_text() for text in ax.figure.findobj(Text))


@each_chart
def test_a_chart_draws_on_the_axes_it_is_given_and_changes_no_setting(chart):
    before = dict(mpl.rcParams)
    given = Figure().add_subplot()
    assert chart(["One", "Two"], ax=given) is given
    assert dict(mpl.rcParams) == before


def test_every_variant_and_every_colour_of_a_cue_has_a_mark_of_its_own():
    assert set(VARIANT_MARKS) == set(TABLES["shared_quotes"].choices["variant"])
    assert set(COLOUR_MARKS) == {*COLOURS, "other"}
    for marks in (VARIANT_MARKS.values(), COLOUR_MARKS.values()):
        assert len({(mark.marker, mark.filled) for mark in marks}) == len(marks)


def test_an_outlet_that_tells_nothing_keeps_its_column_and_a_lag_is_an_interval_where_dates_are():
    table = ledger(["One", "Two"])
    table["lag_latest"] = [5.0, np.nan, np.nan]
    ax = plot_ledger(table, outlets=["Zero", "One", "Two"])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["Zero", "One", "Two"]
    assert "+2 to 5 d" in words(ax)
    assert "no date" in words(ax)


def test_an_outlet_that_was_not_observed_is_hatched_and_has_no_number():
    ax = plot_coverage(coverage(["One", "Two", "Three"]).query("item_kind == 'event'"))
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert [bool(cell.get_hatch()) for cell in cells] == [False, False, True]
    assert [text for text in words(ax) if " of " in text and text[0].isdigit()] == ["1 of 2", "0 of 2"]


def test_a_difference_has_an_interval_only_where_the_table_has_one():
    table = contrasts(["One", "Two"])
    table.loc[table["contrast"] == "Two − rest", ["lower", "upper", "q"]] = np.nan
    ax = plot_contrasts(table, labels=LABELS)
    finite = [
        segment.tolist()
        for lines in ax.collections
        for segment in lines.get_segments()
        if len(segment) and np.isfinite(segment).all()
    ]
    assert [[end[0] for end in segment] for segment in finite] == [[0.1, 0.3], [0.1, 0.3]]
    assert {"articles", "n eff.", "q", "12 / 30", "11", "–"} <= set(words(ax))
    assert not any("−" in text and "12" in text for text in words(ax))  # no sign that reads as a minus
    low, high = ax.get_xlim()
    assert low == -high


def test_a_word_that_chance_explains_is_open_and_few_words_are_flagged():
    ax = plot_keyness(keyness(["One"]))
    drawn = [line for line in ax.get_lines() if line.get_marker() in ("o", "^") and len(line.get_xdata())]
    assert [line.get_markerfacecolor() == "white" for line in drawn] == [False, True]
    assert "fewer than 10,000 words" in ax.get_xlabel().replace("\n", " ")
    assert "fewer" not in plot_keyness(keyness(["One"]).assign(is_small=False)).get_xlabel()


@pytest.mark.parametrize("kind, is_drawn", [("step", True), ("slope", False), ("open", False), ("none", False)])
def test_a_change_is_drawn_only_where_it_is_a_step(kind, is_drawn):
    day = pd.Timestamp("2024-02-01")
    change = Change(day, 0.5, 0.1, 20, 20, 0.01, kind, -0.4, day, day)
    ax = plot_series(*series(["One", "Two", "Three"]), unit="tone", period="month", change=change)
    assert ("change of level, 95 %" in words(ax)) == is_drawn


def test_a_time_left_open_is_a_line_without_a_mark():
    table = narrated(["a", "b", "c"])
    table["precision"] = ["year", "open", "open"]
    table["event"] = [None, None, "The harbour opens"]
    ax = plot_narrated(table)
    marks = [line.get_xdata() for line in ax.lines if line.get_marker() not in (None, "None", "")]
    assert sum(map(len, marks)) == 2
    assert sum(len(drawn.get_segments()) for drawn in ax.collections[::2]) == 3


def test_no_line_joins_two_windows():
    points, windows = series(["One", "Two", "Three"])
    ax = plot_series(points, windows, unit="tone", period="day")
    assert all(line.get_linestyle() == "None" or len(set(line.get_ydata())) <= 2 for line in ax.get_lines())
    segments = [s for lines in ax.collections for s in lines.get_segments() if len(s) and np.isfinite(s).all()]
    assert max(segment[1, 0] - segment[0, 0] for segment in segments) <= 1


def test_articles_without_a_date_are_counted_not_drawn():
    points, windows = series(["One", "Two"])
    points.loc[2] = [pd.NaT, pd.NaT, 0.1]
    ax = plot_series(points, windows, unit="tone", period="month")
    assert ax.get_xlabel() == "date of publication; n = 2 articles"
    assert said_beside(ax) == "1 article without a date is not drawn."


def test_a_note_never_says_that_all_articles_lie_in_the_same_window():
    points, windows = series(["One", "Two", "Three"])
    windows["n_articles"] = [1] * (len(windows) - 1) + [0]
    said = said_beside(plot_series(points, windows, unit="tone", period="month"))
    n_open = len(points) - int(windows["n_articles"].sum())
    assert said == f"{n_open} article may fall into two months: in the level of neither."
    assert "in one month" not in said


def test_a_head_that_is_too_long_keeps_the_voice(tmp_path):
    said = words(plot_keyness(keyness(["The Evening Mirror of Brackwater"])))
    heads = [text for text in said if text.startswith("The Evening Mirror")]
    assert [head.rpartition("…, ")[2] for head in heads] == ["own words", "quoted"]


def test_a_cell_is_the_darker_the_more_of_the_articles_tell_of_it():
    table = coverage(["One", "Two"])[:2].assign(covered=True, n_articles=[8, 29], n_observed=29)
    cells = [patch for patch in plot_coverage(table).patches if patch.get_width() < 1]
    assert sum(cells[0].get_facecolor()[:3]) > sum(cells[1].get_facecolor()[:3])


def test_every_event_has_a_number_at_its_line_and_a_name_beside_the_picture():
    days = pd.date_range("2024-01-06", periods=6, freq="9D")
    events = {f"Event of day {turn}": (day, day) for turn, day in enumerate(reversed(days))}
    ax = plot_series(*series(["One", "Two", "Three"]), unit="tone", period="month", events=events)
    assert {"1", "2", "3", "4", "5", "6"} <= set(words(ax))
    assert "1 Event of day 5 (2024-01-06); 2 Event of day 4 (2024-01-15)" in said_beside(ax)


def test_the_name_of_an_event_is_not_cut_and_stands_on_no_other():
    days = pd.date_range("2019-03-01", periods=4, freq="D")
    name = "The harbour of Brackwater opens after years of delay"
    ax = plot_narrated(narrated(["a"]), events={f"{name} {turn}": (day, day) for turn, day in enumerate(days)})
    ax.figure.draw_without_rendering()
    labels = [text for text in ax.texts if text.get_text().startswith("2019: The harbour")]
    assert len(labels) == 4 and not any("…" in text.get_text() for text in labels)
    boxes = sorted((text.get_window_extent() for text in labels), key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))


def test_words_of_many_outlets_are_one_list_for_each_voice():
    ax = plot_keyness(keyness([f"Outlet {number}" for number in range(8)]))
    assert "Outlet 3: word" in [text.get_text() for text in ax.get_yticklabels()]
    assert len(ax.get_yticks()) == 16


def test_marks_that_are_not_there_take_no_room_under_a_chart():
    """Lines without data stand at the lower left corner of a figure in matplotlib's eyes."""
    ax = plot_contexts(contexts([f"Outlet {number}" for number in range(30)]))
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    assert any(not len(line.get_xdata()) for line in ax.lines)
    assert ax.get_position().y0 * figure.get_size_inches()[1] < 0.5  # inches: of its ticks and its name


def test_a_legend_under_a_chart_stands_close_below_the_name_of_its_axis():
    ax = plot_coverage(coverage(["a", "b"]))
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    between = ax.xaxis.label.get_window_extent().y0 - ax.get_legend().get_window_extent().y1
    assert 0 <= between / figure.dpi < 0.15


def test_counts_are_written_with_their_thousands():
    ax = plot_coverage(coverage(["a"]).assign(covered=True, n_articles=1234, n_observed=4321))
    assert "1,234 of 4,321" in words(ax)
