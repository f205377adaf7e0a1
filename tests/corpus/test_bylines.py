"""An agency that a byline names is found wherever a format keeps its bylines, and stays when an import is read."""

from __future__ import annotations

import json

import pytest

from analysis.corpus import read_articles
from analysis.corpus.imported import import_articles
from analysis.study import ArticleSource, read_study

TEXT = "The mayor opened the quay on Monday. She said that the harbour would bring work to all of the town."
NEXIS = f"""
                               1 of 1 DOCUMENTS

                              The Gazette (London)

                             March 1, 2024 Friday

Quay opened

BYLINE: Reuters

LENGTH: 19 words

{TEXT}

LOAD-DATE: March 9, 2024

LANGUAGE: ENGLISH
"""
RULE = "_" * 60
PROQUEST = f"""{RULE}

Quay opened

Author: Reuters

Full text: {TEXT}

Title: Quay opened

Publication title: The Gazette

Publication date: Mar 1, 2024

ProQuest document ID: 123456

Database: News

{RULE}
"""
FACTIVA = f"""<html><head><title>Factiva</title></head><body><div class="article enArticle"><table>
<tr><td><b>HD</b></td><td>Quay opened</td></tr><tr><td><b>CR</b></td><td>Reuters</td></tr>
<tr><td><b>WC</b></td><td>19 words</td></tr><tr><td><b>PD</b></td><td>1 March 2024</td></tr>
<tr><td><b>SN</b></td><td>The Gazette</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph enarticleParagraph">{TEXT}</p></td></tr>
<tr><td><b>AN</b></td><td><p>Document GAZ0000020240301ek3100001</p></td></tr></table></div></body></html>"""
PAGE = f"""<!doctype html><html><head><title>Quay opened</title><meta name="author" content="Reuters">
<meta property="og:site_name" content="The Gazette"></head><body><article><h1>Quay opened</h1>
<p>{TEXT}</p><p>{TEXT.replace("Monday", "Friday")}</p></article></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Gazette</title><item><title>Quay opened</title><dc:creator>Reuters</dc:creator>
<description>{TEXT}</description></item></channel></rss>"""
ROW = {"outlet": "The Gazette", "text": TEXT}
FILES = {
    "a.csv": f"id,outlet,author,text\n1,The Gazette,Reuters,{TEXT}\n",
    "list.csv": f"id,outlet,authors,text\n1,The Gazette,['Reuters'],{TEXT}\n",
    "a.json": json.dumps([ROW | {"authors": ["Lea Roe", "Reuters"]}]),
    "nested.json": json.dumps([ROW | {"byline": {"original": "By Reuters", "person": []}}]),
    "a.jsonl": json.dumps(ROW | {"author": "Reuters"}),
    "nexis.txt": NEXIS,
    "proquest.txt": PROQUEST,
    "factiva.html": FACTIVA,
    "page.html": PAGE,
    "feed.xml": FEED,
}


@pytest.mark.parametrize("name", FILES)
def test_agency_of_a_byline_is_found_in_every_format(tmp_path, name):
    (tmp_path / name).write_text(FILES[name])
    loaded = read_articles(tmp_path / name, read_study())
    assert (loaded.articles["agency"].tolist(), loaded.quarantine["reason"].tolist()) == (["Reuters"], [])


@pytest.mark.parametrize("author", [None, [], {}, 7, True, {"name": None}, [None, {"id": 1}]])
def test_no_article_is_lost_to_the_arrangement_of_its_authors(tmp_path, author):
    (tmp_path / "a.json").write_text(json.dumps([ROW | {"author": author}]))
    loaded = read_articles(tmp_path / "a.json", read_study())
    assert loaded.articles["agency"].isna().tolist() == [True]


def test_agency_stays_when_an_import_is_read(tmp_path):
    (tmp_path / "a.csv").write_text(FILES["a.csv"])
    import_articles((ArticleSource(path="a.csv"),), tmp_path, tmp_path / "b.jsonl")
    loaded = read_articles(tmp_path / "b.jsonl", read_study())
    assert loaded.articles["agency"].tolist() == ["Reuters"]
