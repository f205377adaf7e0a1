"""Rows of tables on question pages lead to their sentences in the reading room; no link of a report is dead."""

import copy
import re
import zipfile

import nbformat
import pandas as pd
import pytest

from analysis.compare.tables.evidence import frame_evidence, person_evidence, quote_evidence
from analysis.compare.tables.shared import contexts_of_shared_words, unsupported_headlines
from analysis.compare.tables.timeline import narrated_over_time
from analysis.reports.pages import index_page, notebook_page, place_page
from analysis.reports.room import write_room
from analysis.reports.room.ledger import find_utterances
from analysis.reports.room.places import Places
from analysis.reports.run.execute import keep_rows
from analysis.reports.show import show_table


@pytest.fixture(scope="module")
def places(shipped):
    return Places(shipped, find_utterances(shipped.shared_quotes))


def page_of(*tables, places=None, **more):
    outputs = [nbformat.v4.new_output("display_data", {"text/html": table.markup}) for table in tables]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=outputs, id="c")])
    return place_page(notebook_page(book, "t"), "t", [], {}, places=places, **more)


def links(page):
    return re.findall(r'<td[^>]*><a href="([^"]*)" title="([^"]*)">([^<]*)</a></td>', page)


def test_a_row_leads_to_its_sentence_by_its_number_or_its_character(shipped, places):
    sentence = shipped.sentences.iloc[3]
    article_id, start = sentence["article_id"], int(sentence["start"])
    place = f"../room/article-{article_id}.html#s{sentence['sentence_index'] + 1}"
    for column, value in (("sentence_index", sentence["sentence_index"]), ("start", start + 1), ("start", start)):
        table = pd.DataFrame({"article_id": [article_id], column: [value]})
        [(address, words, text)] = links(page_of(show_table(table), places=places))
        assert (address, text) == (place, article_id)
        assert words == f"sentence {sentence['sentence_index'] + 1}"


def test_what_has_no_sentence_leads_to_its_article_or_its_outlet(shipped, places):
    one = shipped.articles.iloc[0]
    table = pd.DataFrame({"article_id": [one["article_id"]] * 2, "start": pd.array([None, 10**7], dtype="Int64")})
    found = links(page_of(show_table(table), places=places))
    assert {address for address, *_ in found} == {f"../room/article-{one['article_id']}.html"}
    assert len(found) == 2
    table = pd.DataFrame({"voice": ["own", "own"], "outlet": [one["outlet"], "No such outlet"]})
    assert links(page_of(show_table(table), places=places)) == [
        ("../room/index.html#outlets", "outlets side by side", one["outlet"])
    ]


def test_a_place_that_the_room_has_not_is_no_link_and_leaves_no_mark(places):
    table = pd.DataFrame({"article_id": ["../../etc", '"><script>alert(1)</script>', None], "start": [0, 0, 0]})
    page = page_of(show_table(table), places=places)
    assert not links(page)
    assert "data-at" not in page
    assert "<script>alert" not in page


def test_a_hidden_column_says_where_a_row_leads_and_is_not_shown(shipped, places):
    article_id = shipped.articles["article_id"].iloc[0]
    table = pd.DataFrame({"article_id": [article_id], "start": [0], "told": ["<b>2019</b>"]})
    page = page_of(show_table(table, hide=["article_id", "start"]), places=places)
    assert links(page) == [(f"../room/article-{article_id}.html#s1", "sentence 1", "&lt;b&gt;2019&lt;/b&gt;")]
    assert page.count("<th ") == 1


def test_records_set_aside_lead_nowhere_though_their_id_was_read(shipped, places):
    table = pd.DataFrame({"article_id": [shipped.articles["article_id"].iloc[0]], "reason": ["twice"]})
    assert not links(page_of(show_table(table, leads=False), places=places))


def test_outside_a_report_a_table_has_no_link(shipped):
    table = show_table(quote_evidence(shipped), "Quotes")
    assert "<a " not in table._repr_html_()
    assert not links(page_of(table))


def test_every_link_of_a_table_leads_to_what_the_room_holds(shipped, places, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reports.room.ledger.A_PAGE", 2)  # so that utterances stand on more pages than one
    places = Places(shipped, find_utterances(shipped.shared_quotes))
    write_room(shipped, tmp_path / "room")
    contexts, axis = contexts_of_shared_words(shipped), next(iter(shipped.study.axes))
    rows = {
        "quotes": show_table(quote_evidence(shipped)),
        "hits": show_table(frame_evidence(shipped, axis)),
        "people": show_table(person_evidence(shipped)),
        "mentions": show_table(shipped.mentions),
        "told": show_table(narrated_over_time(shipped), hide=["article_id", "start", "end", "event_id"]),
        "headlines": show_table(unsupported_headlines(shipped), hide=["start"]),
        "utterances": show_table(contexts, hide=["utterance_id", "outlet_id"]),
    }
    holds = {
        path.name: set(re.findall(r'id="([^"]+)"', path.read_text())) for path in (tmp_path / "room").glob("*.html")
    }
    for name, table in rows.items():
        found = links(page_of(table, places=places))
        assert len(found) == table.markup.count("<tr>") - 1, name
        for address, words, _ in found:
            file, _, at = address.removeprefix("../room/").partition("#")
            assert at in holds[file], (name, address)
            assert words == "its tellings" if name == "utterances" else words == f"sentence {at[1:]}"
    front = links(index_page(shipped, [], []))
    assert [address for address, *_ in front] == [f"room/article-{one}.html" for one in shipped.articles["article_id"]]


def test_an_utterance_leads_to_its_own_words(shipped, tmp_path):
    write_room(shipped, tmp_path)
    contexts = contexts_of_shared_words(shipped).drop_duplicates("utterance_id")
    addresses = find_utterances(shipped.shared_quotes)
    for some_id, words in zip(contexts["utterance_id"], contexts["utterance"], strict=True):
        file, _, at = addresses[some_id].partition("#")
        section = (tmp_path / file).read_text().split(f'id="{at}"')[1].split("</section>")[0]
        assert words.split()[0].strip("“”\"'…,.") in section


def test_a_table_shown_in_part_leaves_a_file_of_all_its_rows_and_the_page_leads_to_it(tmp_path):
    table = pd.DataFrame({"a": range(5), "b": ["=1+1"] * 5, "key": ["x"] * 5})
    whole, part = show_table(table), show_table(table, "Some “rows” > 2", most=2, hide=["key"])
    assert not whole._repr_mimebundle_()
    outputs = [
        nbformat.v4.new_output("display_data", {"text/html": one._repr_html_(), **one._repr_mimebundle_()})
        for one in (whole, part, part)
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=outputs, id="c")])
    keep_rows(book, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows-1.csv", "rows-2.csv"]
    lines = (tmp_path / "rows-1.csv").read_text().splitlines()
    assert lines == ["a,b", *(f"{n},'=1+1" for n in range(5))]
    assert "text/csv" not in nbformat.writes(book)
    page = place_page(notebook_page(book, "t"), "t", [], {}, files="../files/t/")
    found = re.findall(r'<a href="([^"]*)" download>CSV of all rows</a>', page)
    assert found == ["../files/t/rows-1.csv", "../files/t/rows-2.csv"]
    assert "data-rows" not in page


def test_many_rows_are_packed_and_the_page_leads_to_the_pack(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reports.run.execute.MOST_ROWS", 10)
    shown = show_table(pd.DataFrame({"a": range(500)}), most=2)
    output = nbformat.v4.new_output("display_data", {"text/html": shown._repr_html_(), **shown._repr_mimebundle_()})
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[output], id="c")])
        keep_rows(copy.deepcopy(book), folder)
    keep_rows(book, folder)
    with zipfile.ZipFile(tmp_path / "one" / "rows-1.csv.zip") as pack:
        assert pack.read("rows-1.csv").decode().splitlines() == ["a", *map(str, range(500))]
    assert len({path.read_bytes() for path in tmp_path.glob("*/rows-1.csv.zip")}) == 1
    page = place_page(notebook_page(book, "t"), "t", [], {}, files="../files/t/")
    assert re.findall(r'<a href="([^"]*)" download>CSV of all rows</a>', page) == ["../files/t/rows-1.csv.zip"]


def test_ipython_shows_the_table_and_hands_over_its_rows():
    formatted = pytest.importorskip("IPython.core.formatters").DisplayFormatter()
    data, _ = formatted.format(show_table(pd.DataFrame({"a": range(3)}), most=2))
    assert data["text/csv"].splitlines() == ["a", "0", "1", "2"]
    assert "<table" in data["text/html"]
    data, _ = formatted.format(show_table(pd.DataFrame({"a": range(3)})))
    assert set(data) == {"text/html", "text/plain"}
