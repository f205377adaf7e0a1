"""An SVG says the numbers of each of its marks, and of what place each is; nothing of an article is live in it."""

from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.charts.marks import tell
from analysis.reports.figure import marks as layers
from analysis.reports.figure.marks import add_marks, read_marks, say_row

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460.8 345.6">\n</svg>\n'
EVIL = 'Tide </title><script>alert(1)</script> & "co"'


def drawn(rows):
    figure = Figure()
    ax = figure.add_subplot()
    tell(ax.plot(range(len(rows)), range(len(rows)), "o"), rows)
    figure.draw_without_rendering()
    return figure


def test_each_mark_says_its_row_and_its_place_and_is_read_back():
    rows = [
        {"article_id": "000", "sentence_number": 3, "outlet": "Tide", "person_id": "ana", "value": 0.5, "n": 1200},
        {"article_id": "000", "sentence_number": 4, "outlet": "Tide", "person_id": "ana", "value": -0.5, "n": 1},
    ]
    layer = read_marks(add_marks(SVG, drawn(rows)).decode())
    assert (layer.n, layer.box) == (2, "0 0 460.8 345.6")
    assert layer.marks[0].words == "Tide; sentence number 3, value 0.50, n 1,200"
    assert [mark.at for mark in layer.marks] == ["sentence 000 3", "sentence 000 4"]
    assert layer.marks[0].of == {"outlet": "Tide", "person": "ana"}
    assert read_marks(SVG.decode()) is None
    assert add_marks(SVG, Figure()) == SVG


def test_words_of_articles_are_text_and_the_file_stays_whole():
    content = add_marks(SVG, drawn([{"outlet": EVIL, "term": "a\x00b‮c", "n": 1}]))
    tree = ElementTree.fromstring(content)
    assert [tag for tag in (one.tag.rpartition("}")[2] for one in tree.iter()) if tag == "script"] == []
    [title] = [one.text for one in tree.iter() if one.tag.endswith("title")]
    assert title.startswith('Tide </title><script>alert(1)</script> & "co", a b c')
    [mark] = read_marks(content.decode()).marks
    assert mark.of == {"outlet": EVIL}
    assert "<" not in mark.words


def test_a_picture_of_too_many_marks_says_how_many(monkeypatch):
    monkeypatch.setattr(layers, "MOST_MARKS", 2)
    content = add_marks(SVG, drawn([{"n": at} for at in range(3)])).decode()
    assert read_marks(content) == ("0 0 460.8 345.6", 3, [])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"outlet_id": "tide", "outlet": "Tide", "lower": float("nan"), "is_first": True}, "Tide"),
        ({"first": pd.Timestamp("2024-01-05"), "n_articles": 3.0}, "first 2024-01-05, n articles 3"),
        ({"cue": "said", "n": 2}, "said; n 2"),
        ({"words": "long " * 40}, "long long long long long long long long long long long long…"),
    ],
)
def test_a_row_is_said_as_it_is_read(row, said):
    assert say_row(row) == said
