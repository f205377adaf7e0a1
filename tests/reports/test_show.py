"""Tables and words are shown as plain HTML in which nothing is live."""

import nbformat
import numpy as np
import pandas as pd

from analysis.reports.lab import without_lab
from analysis.reports.pages import notebook_page
from analysis.reports.show import say, show_table


def test_a_table_shows_missing_values_numbers_days_and_truths_as_readers_write_them():
    table = pd.DataFrame(
        {
            "a": pd.array([1, None], dtype="Int64"),
            "b": [-0.5, np.nan],
            "c": [pd.Timestamp("2024-03-01"), pd.NaT],
            "d": [True, False],
            "e": ["NA", None],
        }
    )
    markup = show_table(table, "Rows")._repr_html_()
    cells = [part.split("<")[0] for part in markup.replace(' class="number"', "").split("<td>")[1:]]
    assert cells == ["1", "−0.50", "2024-03-01", "yes", "NA", "–", "–", "–", "no", "–"]


def test_nothing_in_a_table_is_live():
    table = pd.DataFrame({"<b>x</b>": ["<script>alert(1)</script>"]})
    markup = show_table(table, "<i>caption</i>")._repr_html_()
    assert "<script>" not in markup
    assert "<b>" not in markup
    assert "<i>" not in markup
    assert "&lt;script&gt;" in markup


def test_a_caption_says_how_many_rows_there_are_and_how_many_are_shown():
    table = pd.DataFrame({"a": range(5)})
    assert "Rows (n = 5 rows)" in show_table(table, "Rows")._repr_html_()
    shown = show_table(table, "Rows", most=2)._repr_html_()
    assert "Rows (first 2 of 5 rows)" in shown
    assert shown.count("<tr>") == 3


def test_an_empty_table_is_shown_with_its_head():
    shown = show_table(pd.DataFrame({"a": pd.Series([], dtype="str")}), "None")._repr_html_()
    assert "n = 0 rows" in shown
    assert "<th" in shown


def test_words_become_paragraphs_and_math_marks_stay_text():
    markup = say("One & two.\n\n$$x$$")._repr_html_()
    assert markup == '<div class="words mathjax_ignore"><p>One &amp; two.</p><p>$$x$$</p></div>'


def test_what_jupyterlab_adds_to_a_table_is_gone_from_an_exported_page():
    shown = show_table(pd.DataFrame({"a": range(30), "b": ["<x> & “y”"] * 30}), "Rows")
    in_notebook = shown._repr_html_()
    assert "onclick" in in_notebook and 'type="search"' in in_notebook and "max-height:70vh" in in_notebook
    assert without_lab(in_notebook) == shown.markup
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("1", outputs=[nbformat.v4.new_output("display_data", {"text/html": in_notebook})])
        ]
    )
    page = notebook_page(book, "t")
    assert page.count("<td") == 60
    assert (
        "lab-table" not in page
        and "onclick" not in page
        and "search in" not in page
        and "Shown in JupyterLab" not in page
    )


def test_a_small_table_has_no_field_to_search_in():
    assert 'type="search"' not in show_table(pd.DataFrame({"a": [1]}), "Rows")._repr_html_()


def test_one_row_is_one_row_and_a_list_is_words():
    table = pd.DataFrame({"a": [["ana", "ben"]], "b": [("x",)]})
    markup = show_table(table, "Rows")._repr_html_()
    assert "Rows (n = 1 row)" in markup
    assert "<td>ana, ben</td><td>x</td>" in markup


def test_a_long_table_is_shown_as_a_whole():
    assert show_table(pd.DataFrame({"a": range(900)}), "Rows").markup.count("<tr>") == 901
