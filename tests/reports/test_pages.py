"""Pages hold words, tables and figures, no code, and nothing that is live or loaded from elsewhere."""

import re

import nbformat
import pandas as pd

from analysis.compare.tables.shared import choose_utterance, ledger_by_outlet
from analysis.reports import word_by_word
from analysis.reports.figure.save import SavedFigure
from analysis.reports.pages import notebook_page, place_page
from analysis.reports.room.layout import own_file
from analysis.reports.show import say, show_table
from analysis.reports.word_by_word import show_alignment

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<svg onload=alert(1)>",
    "<style>@import 'http://evil.example/x.css'</style>",
    "<img src='http://evil.example/x.png'>",
    "</style></textarea><script>alert(1)</script>",
    "<form action='http://evil.example'><input autofocus onfocus=alert(1)></form>",
]


def notebook(*outputs, words="# A question?"):
    cells = [nbformat.v4.new_markdown_cell(words, id="m")]
    made = [nbformat.v4.new_output("execute_result", data=data, execution_count=1) for data in outputs]
    cells.append(nbformat.v4.new_code_cell("secret_code()", outputs=made, execution_count=1, id="c"))
    return nbformat.v4.new_notebook(cells=cells)


def tags(page):
    """Find every tag of the body with its attributes."""
    return re.findall(r"<[a-z][^>]*>", page.split("<main ")[1].split("</main>")[0], re.IGNORECASE)


def is_live(tag):
    name = re.match(r"<([a-z0-9]+)", tag, re.IGNORECASE)[1].lower()
    return (
        name in {"script", "iframe", "svg", "style", "form", "input", "object", "embed", "link", "base", "meta"}
        or re.search(r"\son\w+\s*=", tag)
        or re.search(r"(?:href|src)=[\"'](?!https?:|#|data:image/png;base64,)", tag)
        or (name == "img" and "http" in tag)
    )


def test_payloads_in_outputs_and_words_are_shown_as_text_or_dropped():
    for payload in PAYLOADS:
        for page in (
            notebook_page(notebook({"text/html": f"<p>{payload}</p>"}), payload),
            notebook_page(notebook(words=f"# Q?\n\n{payload}"), "t"),
            notebook_page(notebook({"text/plain": payload}), "t"),
        ):
            assert [tag for tag in tags(page) if is_live(tag)] == [], payload


def test_other_kinds_of_output_are_left_out():
    page = notebook_page(
        notebook({"application/javascript": "alert(1)"}, {"image/svg+xml": "<svg onload=alert(1)/>"}), "t"
    )
    assert "alert" not in page


def test_code_warnings_and_paths_of_the_machine_are_not_shown():
    book = notebook({"text/html": "<p>shown</p>"})
    book.cells[1].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="/home/me/warning.py"))
    page = notebook_page(book, "t")
    assert "shown" in page
    assert "secret_code" not in page
    assert "/home/me" not in page


def test_figures_and_tables_of_the_project_survive():
    figure = (
        '<figure><img src="data:image/png;base64,AAAA" width="691" alt="A chart"><figcaption>C</figcaption></figure>'
    )
    table = '<table><caption>T</caption><thead><tr><th scope="col" class="number">n</th></tr></thead></table>'
    page = notebook_page(notebook({"text/html": figure}, {"text/html": table}), "t")
    assert 'src="data:image/png;base64,AAAA"' in page
    assert 'alt="A chart"' in page
    assert '<th class="number" scope="col">' in page


def test_a_page_is_the_same_every_time_and_allows_nothing_from_outside():
    book = notebook({"text/html": "<p>x</p>"})
    page = notebook_page(book, "t")
    assert page == notebook_page(book, "t")
    assert "default-src 'none'" in page
    assert "://" not in page


def test_every_tag_that_the_project_writes_is_a_tag_on_its_pages(shipped):
    table = show_table(pd.DataFrame({"sentence_index": [0]}), "T")
    ledger = ledger_by_outlet(shipped)
    for shown in (say("words"), table, show_alignment(shipped, choose_utterance(ledger))):
        page = notebook_page(notebook({"text/html": shown.markup}), "t")
        for tag in set(re.findall(r"<(\w+)", shown.markup)):
            assert re.search(rf"<{tag}[ >]", page), tag
            assert f"&lt;{tag}" not in page
    assert "<del>" in page
    assert "<ins>" in page


def test_every_table_scrolls_in_a_frame_that_keys_reach_by_a_name(shipped):
    table = show_table(pd.DataFrame({"n": [1]}), "T").markup
    aligned = show_alignment(shipped, choose_utterance(ledger_by_outlet(shipped))).markup
    for markup in (table, aligned, shipped._repr_html_()):
        frames = re.findall(r'<div class="table[^>]*>', markup)
        assert frames and all('tabindex="0" role="group" aria-label="' in frame for frame in frames)


def test_a_name_of_the_study_file_is_set_as_code_and_what_is_live_stays_dead():
    shown = say("no `story` here, `<b>` there").markup
    assert shown.endswith("<p>no <code>story</code> here, `&lt;b&gt;` there</p></div>")


def test_a_table_that_is_shown_numbers_sentences_from_1():
    table = show_table(pd.DataFrame({"sentence_index": [0, 41]}), "T").markup
    assert re.findall(r'<td class="number">(\d+)', table) == ["1", "42"]
    assert "sentence number" in table


def test_an_alignment_says_how_much_of_it_is_shown(shipped, monkeypatch):
    utterance = choose_utterance(ledger_by_outlet(shipped))
    assert "places" not in show_alignment(shipped, utterance).plain
    monkeypatch.setattr(word_by_word, "MOST_WORDS", 5)
    assert "; the first 5 of " in show_alignment(shipped, utterance).plain


def test_a_page_has_an_address_for_each_part_and_lists_them():
    book = notebook(words="# Q?\n\n## The finding\n\n## The finding\n\n## What <b>it</b> does not show")
    page = notebook_page(book, "t")
    assert re.findall(r'<h2 id="([^"]*)"', page) == ["the-finding", "the-finding-1", "what-it-does-not-show"]
    listed = page.split('class="contents"')[1].split("</details>")[0]
    assert re.findall(r'<a href="#([^"]*)">([^<]*)', listed)[2] == ("what-it-does-not-show", "What it does not show")
    assert 'class="contents"' not in notebook_page(notebook(words="# Q?\n\n## One"), "t")


def test_a_page_in_its_report_has_its_own_title_its_neighbours_and_its_figures_as_files():
    figure = SavedFigure("balance", b"x", "Cap & tion.", "A chart")._repr_html_()
    page = notebook_page(notebook({"text/html": figure}), "How is one person portrayed?")
    files = {"balance": ["balance-05", "png", "svg", "csv", "json"]}
    turn = [("prev", "a.html", "Why & how?"), ("next", "b.html", "When?")]
    placed = place_page(page, "How is one person portrayed? Ana – Study", turn, files)
    assert re.findall("<title>(.*?)</title>", placed) == ["How is one person portrayed? Ana – Study"]
    assert re.findall(r'href="([ab].html)" rel="(\w+)"', placed) == [("a.html", "prev"), ("b.html", "next")]
    assert "Why &amp; how?" in placed
    assert "data:image/png" not in placed
    assert re.search(r'<img alt="A chart" src="../figures/balance-05.svg" width="691" loading="lazy">', placed)
    ends = re.findall(r'href="../figures/balance-05\.(\w+)" download', placed)
    assert ends == ["png", "svg", "csv", "json"]
    assert place_page(page, "t", [], {}).count("data:image/png") == 1  # a figure that has no file stays as it is


def test_a_table_that_scrolls_can_be_reached_by_the_keyboard():
    page = notebook_page(notebook({"text/html": show_table(pd.DataFrame({"a": [1]}), "Rows & more").markup}), "t")
    assert re.search(r'<div aria-label="Rows &amp; more" class="table[^"]*" role="group" tabindex="0">', page)


def test_a_printed_table_keeps_its_head_though_buttons_are_not_printed():
    # the script puts the words of a head into a button that sorts
    printed = own_file("style.css").split("@media print")[1]
    hidden = next(line for line in printed.splitlines() if "display: none !important" in line)
    assert ".room button:not(thead button)" in hidden
    assert not re.search(r"\.room button[ ,{]", hidden)
