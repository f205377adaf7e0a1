"""Each mark of a chart carries the row of its table that it shows, where it stands."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.charts import plot_balance, plot_people, plot_quoted_words
from analysis.charts.marks import find_marks, tell

WORDS = pd.DataFrame(
    {
        "outlet": ["Tide", "Bay", "Tide"],
        "source": ["Ana", "Ana", "Bo"],
        "source_kind": ["person"] * 3,
        "n_words": [3, 1, 4],
        "n_quotes": [1, 1, 1],
        "n_words_outlet": [10, 10, 10],
        "per_100": [30.0, 10.0, 40.0],
    }
)


def laid_out(ax):
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    return figure


def test_a_bar_carries_its_row_and_stands_where_it_is_drawn():
    ax = plot_quoted_words(WORDS)
    marks = {(told.row["outlet"], told.row["source"]): told for told in find_marks(laid_out(ax))}
    assert marks["Tide", "Bo"].row["per_100"] == 40
    assert marks["Tide", "Ana"].right == pytest.approx(marks["Tide", "Bo"].left, abs=0.01)  # stacked
    assert marks["Tide", "Ana"].bottom > marks["Bay", "Ana"].top  # the first outlet on top
    widths = [marks["Tide", who].right - marks["Tide", who].left for who in ("Ana", "Bo")]
    assert widths[1] / widths[0] == pytest.approx(4 / 3, rel=0.02)


def test_a_bar_of_no_length_is_no_mark():
    ax = Figure().subplots()
    tell(ax.barh(["a", "b", "c"], [3, 0, 1]), pd.DataFrame({"name": ["a", "b", "c"]}))
    assert [told.row["name"] for told in find_marks(laid_out(ax))] == ["a", "c"]


def test_each_cell_of_a_mesh_carries_its_own_row():
    rows = [("Ana", "Tide", 2, 20.0), ("Bo", "Tide", 1, 10.0), ("Ana", "Bay", 0, 0.0), ("Bo", "Bay", 3, 30.0)]
    table = pd.DataFrame(rows, columns=["person", "outlet", "n", "per_100"]).assign(n_sentences=10)
    marks = {(told.row["person"], told.row["outlet"]): told for told in find_marks(laid_out(plot_people(table)))}
    assert {key: told.row["n"] for key, told in marks.items()} == {(p, o): n for p, o, n, _ in rows}
    assert marks["Ana", "Tide"].right <= marks["Ana", "Bay"].left + 0.001
    assert marks["Ana", "Tide"].bottom >= marks["Bo", "Tide"].top - 0.001


def test_a_dot_without_a_value_is_no_mark_and_one_with_a_value_can_be_pointed_at():
    table = pd.DataFrame({"outlet": ["Tide", "Bay"], "voice": "all", "balance": [0.5, np.nan], "n": [3, 0]}).assign(
        lower=np.nan, upper=np.nan, kind="hits", verdict=["leaning", None], n_with_hit=1, n_sentences=4, n_articles=1
    )
    figure = laid_out(plot_balance(table, positive="a", negative="b"))
    [told] = find_marks(figure)
    assert told.row["outlet"] == "Tide"
    assert (told.right - told.left) * figure.get_size_inches()[0] * 72 >= 4


def test_a_line_without_a_value_is_no_mark():
    ax = Figure().add_subplot()
    tell(ax.vlines([1, np.nan, 3], [0, 0, 0], [1, 1, np.nan]), pd.DataFrame({"n": [1, 2, 3]}))
    assert [told.row["n"] for told in find_marks(laid_out(ax))] == [1]


@pytest.mark.parametrize("draw", ["plot", "scatter", "vlines"])
def test_the_rows_are_those_of_the_marks_in_their_order(draw):
    figure = Figure()
    ax = figure.add_subplot()
    options = {"plot": ((1, 2), (3, 4), "o"), "scatter": ((1, 2), (3, 4)), "vlines": ((1, 2), (3, 3), (4, 4))}
    tell(getattr(ax, draw)(*options[draw]), pd.DataFrame({"n": [7, 8]}))
    marks = sorted(find_marks(laid_out(ax)), key=lambda told: told.left)
    assert [told.row["n"] for told in marks] == [7, 8]


def test_more_rows_than_marks_are_a_fault():
    ax = Figure().add_subplot()
    with pytest.raises(ValueError, match="longer"):
        tell(ax.bar([1], [2]), pd.DataFrame({"n": [1, 2]}))
