"""A chart on a page: its marks say their numbers and lead to what they are of, without a script."""

import re

import nbformat
import pytest

from analysis.reports import pictures
from analysis.reports.figure.save import SavedFigure
from analysis.reports.pages import notebook_page, place_page
from analysis.reports.room.ledger import find_utterances
from analysis.reports.room.places import Places
from analysis.reports.show import show_table

FILES = {"balance": ["balance", "png", "svg", "half.svg", "csv", "json"]}


@pytest.fixture(scope="module")
def places(shipped):
    return Places(shipped, find_utterances(shipped.shared_quotes))


def svg(*marks, n=None):
    layer = "".join(f'<g{more}><title>{words}</title><rect x="1"/></g>' for more, words in marks)
    return f'<svg viewBox="0 0 500 200"><g id="marks" data-n="{n or len(marks)}">{layer}</g><!-- marks -->\n</svg>'


def page_of(picture, *tables, half=None, places=None):
    figure = SavedFigure("balance", b"x", "Caption.", "A chart")._repr_html_()
    outputs = [
        nbformat.v4.new_output("display_data", {"text/html": markup})
        for markup in (figure, *(table.markup for table in tables))
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=outputs, id="c")])
    svgs = {"svg": picture} | ({"half.svg": half} if half else {})
    return place_page(notebook_page(book, "t"), "t", [], FILES, pictures={"balance": svgs}, places=places)


def links(page):
    return re.findall(r'<a href="([^"]*)"( data-find="[^"]*")?><title>([^<]*)</title>', page)


def test_a_mark_of_a_sentence_leads_to_it_and_one_of_an_outlet_to_what_its_article_holds(shipped, places):
    article = shipped.articles.iloc[0]
    name = article["article_id"]
    outlet = article["outlet"].replace(" ", "+")
    marks = [
        (f' data-at="sentence {name} 3"', "three"),
        (f' data-at="character {name} 0"', "first"),
        (f' data-at="outlet X" data-of="outlet={outlet}&amp;person=offset&amp;voice=own"', "own"),
        (' data-at="outlet None" data-of="outlet=None"', "nobody"),
        (' data-of="contrast=a+less+b"', "difference"),
    ]
    page = page_of(svg(*marks), places=places)
    assert links(page) == [
        (f"../room/article-{name}.html#s3", "", "three"),
        (f"../room/article-{name}.html#s1", "", "first"),
        (f"../room/article-{name}.html#person=offset&amp;voice=own", "", "own"),
        ("../room/index.html#outlets", "", "difference"),
    ]
    assert "<g><title>nobody</title>" in page  # it says its numbers and leads nowhere


def test_a_mark_of_many_sentences_leads_to_the_table_that_holds_them(shipped, places, monkeypatch):
    outlet = shipped.articles["outlet"].iloc[0]
    monkeypatch.setattr(places, "_only", {})  # as where each outlet has many articles
    rows = shipped.sentences.head(3)[["article_id", "sentence_index"]].assign(outlet=outlet)
    mark = (f' data-at="outlet X" data-of="outlet={outlet.replace(" ", "+")}"', "many")
    page = page_of(svg(mark), show_table(rows, "Rows"), places=places)
    assert links(page) == [("#evidence-1", f' data-find="{outlet}"', "many")]
    assert page.count('id="evidence-1"') == 1
    assert links(page_of(svg(mark), places=places)) == [("../room/index.html#outlets", "", "many")]


def test_a_narrow_screen_gets_the_narrow_picture_and_its_own_marks():
    page = page_of(svg(("", "wide")), half=svg(("", "narrow")))
    assert '<source media="screen and (max-width: 48rem)" srcset="../figures/balance.half.svg">' in page
    assert re.findall(r'<svg class="(marks \w+)".*?<title>(\w+)</title>', page) == [
        ("marks full", "wide"),
        ("marks half", "narrow"),
    ]


def test_a_chart_of_too_many_marks_or_of_a_large_file_is_a_png_and_says_so(monkeypatch):
    page = page_of(svg(n=3412))
    assert 'src="../figures/balance.png"' in page
    assert "It has 3,412 marks: too many for each to say its numbers here" in page
    assert '<svg class="marks' not in page
    monkeypatch.setattr(pictures, "MOST_CHARACTERS", 10)
    page = page_of(svg(("", "one")))
    assert 'src="../figures/balance.png"' in page and "too many" not in page and "too long for a page" in page


def test_a_picture_without_marks_is_shown_as_it_is():
    page = page_of('<svg viewBox="0 0 5 5"></svg>')
    assert 'src="../figures/balance.svg"' in page
    assert '<svg class="marks' not in page
