"""Exports, pages and tables named .txt are never one article of codes and labels; articles are never taken for them."""

import pytest

from analysis.corpus import read_articles
from analysis.corpus.files.kinds import find_kind
from analysis.corpus.records import read_kept
from analysis.errors import ArticlesError

NEXIS = """

                               1 of 2 DOCUMENTS

                                  The Gazette

Harbour deal

LENGTH: 60 words

Ana Ruiz praised the deal.

LOAD-DATE: March 20, 2024
"""
NEXIS_UNI = (
    "Harbour deal\r\nLength: 60 words\r\n\r\nBody\r\nAna spoke.\r\nLoad-Date: March 1, 2024\r\nEnd of Document\r\n"
)
GERMAN = "Dokument 1 von 2\n\nHafen-Zeitung\n\nRat stimmt zu.\n\nDokument 2 von 2\n\nDer Rat stimmt noch einmal zu.\n"
FACTIVA = "HD Harbour deal\nWC 60 words\nPD 1 March 2024\nSN The Gazette\nLP Ana praised the deal.\nTD She left."
FACTIVA_TWO = "Harbour deal\n\nDocument GAZ0000020240301ek3100001\n\nCouncil\n\nDocument COU0000020240312ek3c00002\n"
PROQUEST = (
    "____________________________________________\n\nHarbour deal\n\nFull text: Ana praised the deal.\n\nDatabase: X\n"
)
MAIL = "From ana@x.example Fri Mar  1 10:00:00 2024\nFrom: Ana <ana@x.example>\nSubject: Deal\n\nWords.\n"
EML = "From: Ana <ana@x.example>\nTo: Ben\nMessage-ID: <1@x.example>\nSubject: Deal\n\nWords.\n"

FOREIGN = {
    "{\\rtf1\\ansi Ana said yes.\\par}": "RTF",
    "\ufeff<!DOCTYPE html><html><body><p>Ana said yes.</p>": "HTML",
    "<!-- saved from url=(0014)about:internet -->\n<HTML lang=en><p>Ana": "HTML",
    '<?xml version="1.0"?><rss><channel>': "XML",
    '[\n  {"title": "Deal", "maintext": "Ana said yes."}]': "JSON",
    MAIL: "a mailbox",
    EML: "an e-mail",
    "article_id\toutlet\ttext\n1\tThe Gazette\tAna said yes.\n": "a table",
    ",id,title,publication,content\n0,1,Deal,The Gazette,Ana said yes.\n": "a table",
    NEXIS: "an export of Nexis (3 of its marks, the first is “1 of 2 DOCUMENTS”)",
    NEXIS_UNI: "an export of Nexis (3 of its marks, the first is “End of Document”)",
    GERMAN: "an export of Nexis (2 of its marks, the first is “Dokument 1 von 2”)",
    FACTIVA: "an export of Factiva (6 of its marks, the first is “HD Harbour deal”)",
    FACTIVA_TWO: "an export of Factiva (2 of its marks, the first is “Document GAZ0000020240301ek3100001”)",
    PROQUEST: "an export of ProQuest (3 of its marks, the first is “" + "_" * 44 + "”)",
}


@pytest.mark.parametrize(("text", "kind"), FOREIGN.items(), ids=range(len(FOREIGN)))
def test_a_document_that_is_no_article_is_known_by_its_contents(text, kind):
    assert find_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said yes.",
        "<script>alert(1)</script> said Ana.",
        "AN UNUSUAL DAY\nTD Bank said no.\nSC Freiburg won.",
        "LENGTH: 60 words\n\nOf these, none was kept.",
        "Full text: what the mayor said\n\nWords.",
        "______________________________\n\nWords.\n______________________________\n",
        "From Ana to Ben in 2024\nIt was a long way.",
        "Body, text, and source\nWords.",
        "The title, the date\nWords.",
        "{braces} and [brackets] open it.",
        "1 of 2\n\nWords of the first page.",
        "Headline: Deal\nDate: 2024-03-01\n\nWords.",
    ],
)
def test_an_article_is_an_article(text):
    assert find_kind(text) == ""


@pytest.mark.parametrize("text", [" " * 200_000, "<!-- -->" * 50_000, "\n" * 200_000, "a: b\n" * 50_000, "_" * 200_000])
def test_long_documents_of_one_piece_are_told(text):
    assert find_kind(text + "x") == ""


def test_each_is_set_aside_by_name_where_others_are_read(tmp_path, study):
    newsbank = "Harbour deal\n\nAna said yes.\n\nRecord Number: 1\nOpenURL Link\n"
    for name, text in {"a.txt": "Ana said yes.", "b.txt": MAIL, "c.txt": newsbank}.items():
        (tmp_path / name).write_text(text)
    loaded = read_articles(tmp_path, study)
    assert loaded.articles["article_id"].tolist() == ["a"]
    assert loaded.quarantine["reason"].tolist() == [
        "b.txt: the record must be of a format that is read; it is a mailbox: save each article as text, or as a page "
        "of HTML.",
        "c.txt: the record must be of a format that is read; it is an export of NewsBank: make a table of it (CSV) "
        "with the columns outlet, published, headline, text.",
    ]
    kept = [b"".join(read_kept(one)) for one in loaded.kept]
    assert kept == [MAIL.encode(), newsbank.encode()]


def test_a_source_of_which_nothing_is_read_is_refused(tmp_path, study):
    (tmp_path / "export.TXT").write_text(MAIL)
    with pytest.raises(ArticlesError, match=r"text or tables. export.TXT: .* it is a mailbox"):
        read_articles(tmp_path / "export.TXT", study)


def test_a_page_that_an_index_names_is_no_article(tmp_path, study):
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html><body><p>Ana said yes.</p>")
    (tmp_path / "b.txt").write_text("Ben said no.")
    (tmp_path / "index.csv").write_text("article_id,file\na,a.html\nb,b.txt\n")
    loaded = read_articles(tmp_path / "index.csv", study)
    assert (loaded.articles["article_id"].tolist(), loaded.quarantine["row"].tolist()) == (["b"], [2])
