"""What study.yaml says of the sources of articles: columns, dates, names of files, joins, several sources."""

import gzip
import json
import zipfile

import pandas as pd
import pytest
import yaml

from analysis.corpus import read_articles
from analysis.errors import ArticlesError, StudyError
from analysis.study import read_study


@pytest.fixture
def read(tmp_path):
    """Write files beside a study whose `articles` are given, and read them."""

    def read(articles, **files):
        for name, content in files.get("files", {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        study = {"study": {"id": "harbour", "title": "Harbour"}, "articles": articles}
        (tmp_path / "study.yaml").write_text(yaml.safe_dump(study), encoding="utf-8")
        return read_articles(None, read_study(tmp_path))

    return read


def rows(loaded, *columns):
    table = loaded.articles.assign(day=loaded.articles["published_earliest"].dt.strftime("%Y-%m-%d"))
    return table[list(columns)].astype(object).where(table[list(columns)].notna(), None).values.tolist()


def kinds(loaded):
    return {note.kind for note in loaded.notes}


def test_columns_dates_and_outlet_of_each_source_are_its_own(read):
    loaded = read(
        [
            {
                "path": "kaggle.csv",
                "columns": {"article_id": "nr", "text": "words", "outlet": "paper", "published": "day"},
                "published": {"format": "%d/%m/%Y"},
            },
            {"path": "bbc/**/*.txt", "outlet": "BBC"},
            "more.jsonl",
        ],
        files={
            "kaggle.csv": "nr,words,paper,day,source,text\n1,Ana said yes.,Tide,03/04/2024,x,y\n",
            "bbc/sport/2.txt": "Ben said no.",
            "bbc/3.txt": "Cleo was silent.",
            "bbc/notes.md": "not meant",
            "more.jsonl": '{"article_id": "4", "outlet": "Gazette", "text": "Dora left."}\n',
        },
    )
    assert rows(loaded, "article_id", "outlet", "day", "raw") == [
        ["1", "Tide", "2024-04-03", "Ana said yes."],
        ["3", "BBC", None, "Cleo was silent."],
        ["4", "Gazette", None, "Dora left."],
        ["sport/2", "BBC", None, "Ben said no."],
    ]


def test_numbers_are_dates_where_every_row_of_the_column_admits_just_one_order(read):
    table = "article_id,published,text\n1,03/04/2024,Words\n2,{},Words too\n"
    loaded = read("a.csv", files={"a.csv": table.format("25/12/2024")})
    assert rows(loaded, "day") == [["2024-04-03"], ["2024-12-25"]]
    loaded = read("a.csv", files={"a.csv": table.format("05/12/2024")})
    assert rows(loaded, "day") == [[None], [None]]
    assert "date flagged" in kinds(loaded) or "date missing" in kinds(loaded)
    frame = pd.DataFrame({"article_id": [1, 2], "published": ["03/04/2024", "12/25/2024"], "text": ["Words", "More"]})
    assert rows(read_articles(frame, read_study()), "day") == [["2024-03-04"], ["2024-12-25"]]


def test_what_file_names_tell_is_read_and_a_name_off_the_pattern_is_set_aside(read):
    files = {
        "c/The-Gazette_2024-03-01_001.txt": "Ana said yes.",
        "c/The-Courier_2024-03-12_002.txt": "Ben said no.",
        "c/notes.txt": "my notes",
    }
    loaded = read({"path": "c", "file_name": "{outlet}_{published}_{article_id}"}, files=files)
    assert rows(loaded, "article_id", "outlet", "day") == [
        ["001", "The Gazette", "2024-03-01"],
        ["002", "The Courier", "2024-03-12"],
    ]
    assert "the file name does not match: 'notes'" in loaded.quarantine["reason"].tolist()[0]
    with pytest.raises(ArticlesError, match="`file_name` must name each field once"):
        read({"path": "c", "file_name": "articles"}, files=files)


def test_members_of_an_archive_are_named_as_files_are(read, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("sport/The-Gazette_17.txt", "Ana said yes.")
        archive.writestr("__MACOSX/._x", "x")
    loaded = read({"path": "a.zip", "file_name": "{section}/{outlet}_{article_id}"})
    assert rows(loaded, "article_id", "outlet") == [["17", "The Gazette"]]
    assert rows(loaded, "source_file", "locator", "reader") == [
        ["a.zip", "member=sport/The-Gazette_17.txt!bytes=0-13", "text"]
    ]


def test_lists_without_texts_are_joined_to_texts_by_address(read):
    listed = "id,media_name,publish_date,title,url\n"
    listed += "ab1,gazette.example,2024-03-01,Deal,https://www.gazette.example/1/?utm_source=x\n"
    listed += "ab2,courier.example,2024-03-12,Deal,https://courier.example/2\n"
    texts = "url,text\nhttp://gazette.example/1,Ana said yes.\nhttps://other.example,Ben said no.\n"
    loaded = read(
        {"path": "list.csv", "join": {"path": "texts.csv", "by": "url"}}, files={"list.csv": listed, "texts.csv": texts}
    )
    assert rows(loaded, "article_id", "outlet", "day", "raw", "source_file", "locator") == [
        ["ab1", "gazette.example", "2024-03-01", "Ana said yes.", "texts.csv", "row=2"]
    ]
    assert loaded.quarantine["reason"].str.contains("no text has its url 'https://courier.example/2'").tolist() == [
        True
    ]
    assert ("texts not joined", "1 of 2 texts are of no article of the list") in {note[1:] for note in loaded.notes}


HEADED = "Title: Harbour deal\nSource: The Gazette\nDate: 1 March 2024\nSection: News\n\nAna Rüiz said yes.\n"
FRONT = '---\ntitle: "Harbour deal"\noutlet: The Gazette\ndate: 2024-03-01\ntags:\n  - news\n---\nAna Rüiz said yes.\n'


@pytest.mark.parametrize("text", [HEADED, FRONT, HEADED.replace("\n", "\r\n"), "\ufeff" + FRONT])
def test_lines_before_a_text_that_tell_of_it_are_taken_and_said(read, text):
    loaded = read("a.txt", files={"a.txt": text})
    assert rows(loaded, "article_id", "outlet", "headline", "day") == [
        ["a", "The Gazette", "Harbour deal", "2024-03-01"]
    ]
    assert loaded.articles["raw"].str.strip().tolist() == ["Ana Rüiz said yes."]
    start, end = map(int, loaded.articles["locator"].iloc[0].removeprefix("bytes=").split("-"))
    assert text.encode()[start:end].decode() == loaded.articles["raw"].iloc[0]
    assert "header block taken" in kinds(loaded)


@pytest.mark.parametrize(
    "text", ["Source: nobody knows.\n\nAna said yes.", "Title: A\nDate: 2024-03-01\nAna said yes."]
)
def test_an_article_that_begins_like_a_label_keeps_its_words(read, text):
    assert rows(read("a.txt", files={"a.txt": text}), "raw") == [[text]]


OBJECTS = [
    {"id": 1, "title": "Deal", "source": "The Gazette", "date": "2024-03-01", "content": "Ana said yes."},
    {"id": 2, "title": "Vote", "source": "The Courier", "date": "2024-03-12", "content": "Ben said no."},
]
NEWSAPI = [
    {
        "source": {"id": None, "name": one["source"]},
        "title": one["title"],
        "publishedAt": one["date"] + "T23:30:00Z",
        "content": one["content"],
        "url": f"https://x.example/{one['id']}",
    }
    for one in OBJECTS
]
GUARDIAN = [
    {
        "id": f"news/{one['id']}",
        "webTitle": one["title"],
        "webPublicationDate": one["date"] + "T10:00:00Z",
        "fields": {"bodyText": one["content"], "publication": one["source"]},
    }
    for one in OBJECTS
]
WEBZ = [
    {
        "uuid": str(one["id"]),
        "thread": {"site": one["source"], "title": one["title"], "published": "2001-01-01"},
        "title": one["title"],
        "text": one["content"],
        "published": one["date"] + "T10:00:00.000+02:00",
        "crawled": "2024-04-01T00:00:00Z",
    }
    for one in OBJECTS
]


@pytest.mark.parametrize(
    ("document", "locators"),
    [
        (OBJECTS, ["/0", "/1"]),
        ({"status": "ok", "totalResults": 2, "articles": NEWSAPI}, ["/articles/0", "/articles/1"]),
        (
            {"response": {"status": "ok", "total": 2, "results": GUARDIAN}},
            ["/response/results/0", "/response/results/1"],
        ),
        ({"posts": WEBZ, "totalResults": 2}, ["/posts/0", "/posts/1"]),
        ({key: {"0": OBJECTS[0][key], "1": OBJECTS[1][key]} for key in OBJECTS[0]}, ["/content/0", "/content/1"]),
        ({key: [one[key] for one in OBJECTS] for key in OBJECTS[0]}, ["/content/0", "/content/1"]),
        ({"a": OBJECTS[0], "b": OBJECTS[1]}, ["/a", "/b"]),
        (
            {"columns": list(OBJECTS[0]), "index": [0, 1], "data": [list(one.values()) for one in OBJECTS]},
            ["/data/0", "/data/1"],
        ),
    ],
    ids=["list", "newsapi", "guardian", "webz", "columns", "lists", "rows", "split"],
)
def test_json_in_any_arrangement_gives_the_same_articles(read, document, locators):
    loaded = read("a.json", files={"a.json": json.dumps(document)})
    found = sorted(rows(loaded, "raw", "outlet", "headline", "day", "locator"))
    assert found == [
        ["Ana said yes.", "The Gazette", "Deal", "2024-03-01", f"json={locators[0]}"],
        ["Ben said no.", "The Courier", "Vote", "2024-03-12", f"json={locators[1]}"],
    ]
    assert "count differs" not in kinds(loaded)


def test_an_answer_that_announces_more_than_it_holds_is_said(read):
    loaded = read("a.json", files={"a.json": json.dumps({"totalResults": 1834, "articles": NEWSAPI})})
    assert [note.message for note in loaded.notes if note.kind == "count differs"] == [
        "a.json announces 1,834 results, 2 were read"
    ]


def test_one_article_in_a_json_file_is_one_article(read):
    loaded = read("a.json", files={"a.json": json.dumps(OBJECTS[0] | {"authors": [{"name": "Lea"}]})})
    assert rows(loaded, "article_id", "raw") == [["1", "Ana said yes."]]


def test_of_json_that_is_cut_what_stands_before_is_read_and_the_rest_set_aside(read):
    whole = json.dumps({"status": "ok", "articles": OBJECTS})
    loaded = read("a.json", files={"a.json": whole[:-20]})
    assert rows(loaded, "article_id", "locator") == [["1", "json=/articles/0"]]
    assert loaded.kept[0].decode() == whole[whole.index('{"id": 2') : -20]


def test_a_packed_table_is_read_with_its_member(read, tmp_path):
    table = "sep=;\nid;title;content\n1;Deal;Ana said yes.\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(table.encode()))
    loaded = read("a.csv.gz")
    assert rows(loaded, "article_id", "raw", "reader", "locator") == [
        ["1", "Ana said yes.", "delimited", "member=a.csv!row=3"]
    ]


def test_a_workbook_gives_its_rows_with_days_and_whole_numbers(read, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import datetime

    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["kept by Lea"])
    sheet = book.create_sheet("Articles")
    sheet.append(["Corpus of the harbour"])
    sheet.append(["id", "title", "source", "date", "content"])
    sheet.append([17283.0, "Deal", "The Gazette", datetime(2024, 3, 1), "Ana said yes."])
    sheet.append([None, None, None, None, None])
    sheet.append([17284, "Vote", "The Courier", "12 March 2024", None])
    book.save(tmp_path / "a.xlsx")
    loaded = read("a.xlsx")
    assert rows(loaded, "article_id", "outlet", "day", "locator") == [
        ["17283", "The Gazette", "2024-03-01", "sheet=2!row=3"]
    ]
    assert loaded.quarantine["row"].tolist() == [5]
    assert "sheets ignored" in kinds(loaded)


def test_raw_parts_lead_each_text_to_its_place(read):
    loaded = read("a.csv", files={"a.csv": "id,content\n1,Ana said yes.\n"})
    assert loaded.raw_parts.values.tolist() == [["1", 0, 13, "row=2"]]
    assert loaded.articles["source_sha256"].str.len().tolist() == [64]


@pytest.mark.parametrize(
    ("articles", "error"),
    [
        (
            {"path": "a.csv", "colums": {}},
            r"line \d+: `articles.0.colums` is not a known key; allowed: path, format, columns",
        ),
        ({"path": "a.csv", "published": {"order": "dym"}}, r"`articles.0.published.order` must be right"),
        ([], "must"),
    ],
)
def test_a_source_that_is_written_wrongly_is_refused_with_its_line(read, articles, error):
    with pytest.raises((StudyError, ArticlesError), match=error):
        read(articles, files={"a.csv": "id,content\n1,Words\n"})


@pytest.mark.parametrize(
    ("articles", "error"),
    [
        (
            {"path": "a.csv", "columns": {"text": "words"}},
            r"a.csv must have the column `words` \(text\); columns found: id",
        ),
        ({"path": "a.csv", "columns": {"body": "content"}}, r"`columns` must name ours first; `body` is none of"),
        ({"path": "a.csv", "format": "excel"}, r"`format` must be one of arrow, delimited, .*; found `excel`"),
        ({"path": "a.csv", "published": {"time_zone": "Mars"}}, r"`time_zone` must name a zone"),
        ({"path": "*.tsv"}, r"must match \*.tsv; no file in .* does"),
    ],
)
def test_what_a_source_has_not_is_refused_with_what_there_is(read, articles, error):
    with pytest.raises(ArticlesError, match=error):
        read(articles, files={"a.csv": "id,content\n1,Words\n"})


@pytest.mark.parametrize(
    "name", ["a.txt", "a.csv", "a.json", "a.jsonl", "a.html", "a.pdf", "a.xlsx", "a.docx", "a.zip"]
)
def test_empty_file_is_said_to_have_no_text_whatever_its_ending_promises(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    reasons = read_articles(tmp_path / name, read_study()).quarantine["reason"].tolist()
    assert reasons == [f"{name}: the record must have text; no text was found."]
