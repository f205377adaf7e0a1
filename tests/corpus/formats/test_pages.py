"""Saved pages, feeds, prints, web archives and tables: what is said of an article, what is flagged, what is set aside."""

import io
import json
import re

import pytest

from analysis.corpus.door import find_formats
from analysis.corpus.files.source import open_source
from analysis.corpus.pages.columns import PrintedLine
from analysis.corpus.pages.printed import join_printed
from analysis.errors import ArticlesError
from tests.corpus.formats import exports

ONE = exports.ARTICLES[0]
TEXT = "<p>" + "</p><p>".join(ONE.paragraphs) + "</p>"


def notes(loaded, kind):
    return [note.message for note in loaded.notes if note.kind == kind]


def reasons(loaded):
    return loaded.quarantine["reason"].tolist()


def page(head="", body=f"<article><h1>Harbour deal</h1>{TEXT}</article>"):
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-01T22:30:00-05:00">', "2024-03-01"),
        ('<meta itemprop="datePublished" content="2024-03-01"><meta name="date" content="2024-06-20">', "2024-03-01"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2001-01-01"},{"@type":'
         '["NewsArticle"],"datePublished":"2024-03-01T23:59:00Z"}]}</script>', "2024-03-01"),
        ('<meta name="parsely-pub-date" content="March 1, 2024">', "2024-03-01"),
        ('<meta property="og:updated_time" content="2024-06-20"><meta name="lastmod" content="2024-06-20">', "NaT"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2024-06-20"</script>', "NaT"),
    ],
)  # fmt: skip
def test_the_day_is_that_which_the_page_states_for_machines_and_never_that_of_a_change(load, head, day):
    found = load("a.html", page(head)).articles
    assert [str(one)[:10] for one in found["published_earliest"]] == [day]


def test_two_days_that_disagree_are_flagged(load):
    head = '<meta property="article:published_time" content="2024-03-01"><meta name="pubdate" content="2024-03-04">'
    found = load("a.html", page(head))
    assert notes(found, "date flagged") == ["article:published_time says 2024-03-01; pubdate 2024-03-04"]


def test_outlet_address_and_headline_come_from_the_page_and_an_outlet_of_the_address_is_inferred(load):
    head = '<title>SEO words | News</title><link rel="canonical" href="https://www.gazette.example/deal">'
    [row] = load("a.html", page(head)).articles.to_dict("records")
    assert (row["headline"], row["url"]) == ("Harbour deal", "https://www.gazette.example/deal")
    assert (row["outlet"], row["outlet_basis"]) == ("gazette.example", "inferred")


def test_menus_and_questions_about_cookies_are_no_text(load):
    body = (
        f'<nav>Home Sport</nav><div class="cookie">We use cookies.</div><article><h1>Harbour deal</h1>{TEXT}</article>'
    )
    found = load("a.html", page(body=body + "<aside>Read more: Poison in the river</aside>"))
    assert found.articles["raw"].tolist() == ["\n\n".join(["Harbour deal", *ONE.paragraphs])]
    data = page(body=body).encode()
    for start, end, locator in found.raw_parts[["start", "end", "locator"]].itertuples(index=False, name=None):
        first, last = map(int, locator.removeprefix("bytes=").split("-"))
        assert data[first:last].decode() in found.articles["raw"][0][start:end]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            page("<title>404 - page not found</title>", "<h1>404</h1><p>Nothing is here.</p>"),
            "what a server says in its place",
        ),
        (
            page("<title>403 Forbidden</title>", "<center><h1>403 Forbidden</h1></center><hr>nginx"),
            "what a server says",
        ),
        (page("", "<p>We use cookies. Accept all cookies?</p>"), "asks about cookies"),
        (page("", ""), "the page has none"),
        ("<html>" + "<div>" * 100_000, "nested"),
    ],
)
def test_what_a_server_sends_in_place_of_an_article_is_set_aside(load, content, reason):
    found = load("a.html", content)
    assert found.articles.empty and reason in reasons(found)[0]


def test_a_page_that_is_nested_deep_is_read_whole(load):
    found = load("a.html", page(body="<article>" + "<div>" * 300 + TEXT + "</div>" * 300 + "</article>"))
    assert found.articles["raw"].tolist() == ["\n\n".join(ONE.paragraphs)]


def test_the_bytes_decide_before_the_declared_encoding_which_decides_before_a_guess(load):
    said = page().replace("charset=utf-8", "charset=iso-8859-2")
    assert "“It will bring" in load("a.html", said).articles["raw"][0]
    polish = page(body="<article><p>Żółta łódź wypłynęła o świcie, a z nią mąż.</p></article>").replace(
        "utf-8", "iso-8859-2"
    )
    found = load("b.html", polish.encode("iso-8859-2"))
    assert found.articles["raw"].tolist() == ["Żółta łódź wypłynęła o świcie, a z nią mąż."]
    assert notes(found, "text repaired") == ["read as iso8859-2, as the page declares"]


def test_a_page_without_its_end_is_flagged(load):
    found = load("a.html", page()[:-14])
    assert notes(found, "text cut") == ["the page has no end (`</html>` or `</body>`)"]


ITEM = "<item><title>{0}</title><guid>{0}</guid><description>{1}</description></item>"


def feed(*items, head=""):
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Bay</title>{"".join(items)}</channel></rss>'


def test_an_item_that_holds_the_beginning_alone_is_flagged_and_one_without_text_set_aside(load):
    found = load("a.rss", feed(ITEM.format("One", "Ana said yes and"), ITEM.format("Two", "")))
    assert notes(found, "summary only") == ["the feed holds 4 words of the article"]
    assert "must have text; the item has a headline at most" in reasons(found)[0]
    assert found.articles["outlet"].tolist() == ["Bay"]


def test_a_damaged_item_costs_no_other_and_what_the_feed_declares_is_not_looked_at(load):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    broken = ITEM.format("Two", "Ben said no.").replace("</item>", "")
    found = load(
        "a.xml", feed(ITEM.format("One", "Ana said &b;&c; caf&eacute; yes."), broken, ITEM.format("Three", "Ana left."))
    )
    assert sorted(found.articles["article_id"]) == ["One", "Three"] and len(reasons(found)) == 1
    found = load("b.xml", feed(ITEM.format("One", "Ana said &b;&c; caf&eacute; yes."), head=bomb))
    assert "aaaa" not in str(found.articles["raw"].tolist()) and "root:" not in str(found.articles["raw"].tolist())


def line(text, y, x=0.0, size=10.0, page=1):
    return PrintedLine(text, x, y, x + 200, size, page)


def test_words_broken_at_line_ends_are_joined_and_a_hyphen_stays_where_the_text_has_it():
    lines = [
        line("The har-", 90),
        line("bour is well-", 80),
        line("known, a well-known place for Anglo-", 70),
        line("Saxons.", 60),
    ]
    printed = join_printed([*lines, line("The end is near the", 40), line("sea.", 90, 300)])
    assert printed.text == "The harbour is well-known, a well-known place for Anglo-Saxons.\n\nThe end is near the sea."
    assert printed.parts[0].locator == "page=1!box=0,60,200,100" and printed.n_hyphens == 2


def scan():
    import numpy
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 2))
    figure.figimage(numpy.zeros((8, 8)))
    out = io.BytesIO()
    FigureCanvasPdf(figure).print_pdf(out)
    return out.getvalue()


def test_a_picture_of_a_page_is_set_aside_and_a_print_has_its_address(load):
    found = load("scan.pdf", scan())
    assert reasons(found) == [
        "scan.pdf: the record must have text; the PDF has no text layer (a scan): let a program for OCR add one."
    ]
    found = load("a.pdf", exports.pdf(ONE))
    assert found.articles["url"].tolist() == [ONE.url] and "4:51 PM" not in found.articles["raw"][0]
    assert found.raw_parts["locator"].str.startswith("page=1!box=").all()


def test_a_web_archive_gives_pages_and_counts_the_rest(load):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for status, kind, body in (
        ("200 OK", "text/html", exports.page(ONE)),
        ("404 Not Found", "text/html", exports.page(exports.ARTICLES[1])),
        ("301 Moved", "text/html", b"<p>moved</p>"),
        ("200 OK", "image/png", b"x"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record("https://x.example/1", "response", io.BytesIO(body), http_headers=headers)
        )
    found = load("a.warc", out.getvalue())
    assert found.articles["headline"].tolist() == [ONE.headline] and "its answer was 404" in reasons(found)[0]
    assert notes(found, "records ignored") == ["a.warc: 1 of type image/png, 1 redirections"]
    assert found.articles["locator"].tolist() == ["warc=0"]


def test_cells_that_are_no_text_are_set_aside_by_row_and_a_cut_table_is_one_record(load, tmp_path):
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table(
        {"article_id": [1, 2, 3], "text": pyarrow.array([b"Ana said yes.", b"\xff\xfe", b"Ben said no."])}
    )
    pyarrow.parquet.write_table(table, tmp_path / "x.parquet")
    data = (tmp_path / "x.parquet").read_bytes()
    found = load("a.parquet", data)
    assert found.articles["article_id"].tolist() == ["1", "3"]
    assert reasons(found) == [
        "a.parquet line 2: the record must have a string as `text`; found bytes that are no UTF-8."
    ]
    assert "must be a table without damage" in reasons(load("b.parquet", data[:-20]))[0]


def test_a_list_of_media_cloud_says_what_it_holds_and_is_joined_with_pages(load, tmp_path):
    head = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    rows = "".join(
        f"{n},2024-06-20,en,{one.outlet},x.example,{one.day},T{n},{one.url}\n" for n, one in enumerate(exports.ARTICLES)
    )
    with pytest.raises(ArticlesError, match="holds no article text; 3 stories, 3 outlets; join texts by `url`"):
        load("mc.csv", head + rows)
    (tmp_path / "pages").mkdir()
    for one in exports.ARTICLES:
        (tmp_path / "pages" / f"{one.number}.html").write_bytes(exports.page(one))
    from analysis.corpus import read_articles
    from analysis.study import read_study

    (tmp_path / "study.yaml").write_text(
        "study: {id: h, title: H}\narticles: [{path: mc.csv, join: {path: pages, by: url}}]\n"
    )
    found = read_articles(None, read_study(tmp_path)).articles
    assert found["headline"].tolist() == ["T0", "T1", "T2"] and found["reader"].tolist() == ["html_page"] * 3
    assert [str(day.date()) for day in found["published_earliest"]] == [one.day for one in exports.ARTICLES]
    keys = head.strip().split(",")
    lines = "\n".join(json.dumps(dict(zip(keys, row.split(","), strict=True))) for row in rows.splitlines())
    with pytest.raises(ArticlesError, match="3 stories, 3 outlets"):
        load("mc.jsonl", lines)


def test_a_column_that_a_collector_left_out_is_not_looked_for_because_a_text_names_it(load):
    told = 'Ana Ruiz said the "date": none, and the title is open.'
    head = {"source": "https://a.example/1", "source-hostname": "a.example", "fingerprint": "a1", "text": told}
    found = load("t.jsonl", f"{json.dumps(head)}\n{json.dumps(head | {'fingerprint': 'a2'})}\n")
    assert found.articles["reader"].tolist() == ["trafilatura_lines"] and not len(found.articles["headline"].dropna())
    table = load("t.csv", 'url,fingerprint,hostname,title,text\nhttps://a.example/1,a1,a.example,T,"on that date"\n')
    assert table.articles["reader"].tolist() == ["trafilatura_table"]
    with pytest.raises(ArticlesError, match="1 stories, 1 outlets"):
        load("m.csv", "media_id,media_name,indexed_date,publish_date,url\n1,The Gazette,2024-03-02,2024-03-01,u\n")


REFUSED = {
    "a.mbox": (
        "From ana@x.example Fri Mar  1 10:00:00 2024\nFrom: Ana <a@x.example>\nSubject: D\n\nWords.\n",
        "a mailbox",
    ),
    "a.eml": ("From: Ana <a@x.example>\nTo: Ben\nMessage-ID: <1@x.example>\nSubject: D\n\nWords.\n", "an e-mail"),
    "tei.xml": (
        '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>Words</text></TEI>',
        "a TEI document",
    ),
    "f.xml": ("<?xml version='1.0'?><ppsArticleResponse>Words</ppsArticleResponse>", "XML of Factiva"),
    "p.html": (page("<title>ProQuest Document 1</title>"), "an export of ProQuest (HTML)"),
    "n.txt": ("Harbour deal\n\nAna said yes.\n\nRecord Number: 1\nOpenURL Link\n", "an export of NewsBank"),
    "n.xml": ("<nitf><body>Words</body></nitf>", "news in XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_formats_that_are_not_read_are_refused_by_name_with_what_to_do(load, name):
    content, label = REFUSED[name]
    with pytest.raises(ArticlesError, match=re.escape(f"it is {label}")) as error:
        load(name, content)
    assert ": " in str(error.value).partition(label)[2]


@pytest.mark.parametrize("before", ["A PDF begins with ", "It reads:\n\n", "It reads:\0\n", "one two obj\n"])
def test_a_text_that_names_the_mark_of_pdf_is_none(tmp_path, before):
    path = tmp_path / "a.txt"
    path.write_text(f"{before}%PDF-1.7, and behind it objects.\nAna Ruiz said yes.\n")
    assert "pdf" not in find_formats(open_source(path))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", b"\0" * 128])
def test_a_pdf_with_something_before_its_mark_is_one(load, before):
    found = load("a.bin", before + exports.pdf(ONE))
    assert found.articles["reader"].tolist() == ["pdf"] and not len(found.quarantine)


def test_a_library_that_is_missing_is_named_with_the_command_that_adds_it(load, monkeypatch):
    monkeypatch.setattr("analysis.corpus.format.find_spec", lambda name: None)
    with pytest.raises(
        ArticlesError, match=r"must be read with pypdf, not installed.*pip install 'narrative-analysis\[import\]'"
    ):
        load("a.pdf", b"%PDF-1.4 x")
