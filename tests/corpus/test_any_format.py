"""The same three articles in every plain format; and whatever happens to their bytes, nothing is lost in silence."""

import csv
import gzip
import io
import json
import random
import zipfile

import pytest

from analysis.corpus.files import limits, unpack
from analysis.errors import ArticlesError

ARTICLES = [
    {
        "id": "a1",
        "title": "Harbour deal brings jobs",
        "source": "The Gazette",
        "date": "2024-03-01",
        "content": "Mayor Ana Ruiz praised the deal. “It will bring jobs,” Ruiz said.\n\nBen Okafor said no.",
    },
    {
        "id": "a2",
        "title": "Council backs harbour",
        "source": "The Courier",
        "date": "2024-03-12",
        "content": "The council backed the harbour by nine votes to four, in “a great day”.",
    },
    {
        "id": "a3",
        "title": "Rat stimmt zu",
        "source": "Hafen-Zeitung",
        "date": "2024-03-13",
        "content": "Der Rat stimmte dem Vertrag über den Hafen zu.",
    },
]


def table(delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ARTICLES[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ARTICLES)
    return out.getvalue().encode()


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def workbook():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(list(ARTICLES[0]))
    for one in ARTICLES:
        book.active.append(list(one.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts():
    return {
        f"{one['id']}__txt": f"Title: {one['title']}\nSource: {one['source']}\nDate: {one['date']}\n\n{one['content']}"
        for one in ARTICLES
    }


LINES = "".join(json.dumps(one) + "\n" for one in ARTICLES).encode()
MAKERS = {
    "a.csv": table,
    "a.tsv": lambda: table("\t"),
    "semicolons.csv": lambda: b"sep=;\n" + table(";"),
    "wide.csv": lambda: table().decode().encode("utf-16"),
    "a.jsonl": lambda: LINES,
    "a.json": lambda: json.dumps(ARTICLES).encode(),
    "answer.json": lambda: json.dumps({"status": "ok", "totalResults": 3, "articles": ARTICLES}).encode(),
    "a.jsonl.gz": lambda: gzip.compress(LINES, mtime=0),
    "texts.zip": lambda: zipped(**texts()),
    "packed.zip": lambda: zipped(inner__zip=zipped(a__csv=table())),
    "a.xlsx": workbook,
    "named.txt": table,
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_gives_the_same_articles(name, load):
    loaded = load(name, MAKERS[name]())
    found = loaded.articles.assign(day=loaded.articles["published_earliest"].dt.strftime("%Y-%m-%d"))
    found = found[["article_id", "headline", "outlet", "day", "raw"]].values.tolist()
    assert found == [[one["id"], one["title"], one["source"], one["date"], one["content"]] for one in ARTICLES]
    assert loaded.quarantine.empty
    assert loaded.articles["locator"].is_unique
    assert loaded.articles[["source_file", "source_sha256", "reader"]].notna().all(axis=None)


def damaged(data, rng):
    """Cut, flip or move bytes."""
    kind = rng.randrange(4)
    at = rng.randrange(len(data))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]
    other = rng.randrange(len(data))
    first, second = sorted((at, other))
    if kind == 2:
        return data[:first] + data[second:] + data[first:second]
    return data[:first] + rng.randbytes(rng.randrange(1, 40)) + data[second:]


@pytest.mark.parametrize("name", MAKERS)
def test_damage_is_never_a_traceback_and_never_a_silent_loss(name, load):
    rng = random.Random(name)
    whole = MAKERS[name]()
    for _ in range(FUZZ):
        data = damaged(whole, rng)
        try:
            loaded = load(name, data)
        except ArticlesError as error:
            assert str(error).startswith(("Articles ", name))
            continue
        assert len(loaded.articles) + len(loaded.quarantine) == loaded.n_records >= 1
        assert len(loaded.kept) == len(loaded.quarantine)
        assert loaded.quarantine["reason"].str.len().gt(0).all()


#: How often the bytes of each are damaged here; 2,000 once by hand.
FUZZ = 12


def test_a_bomb_is_refused_before_it_is_unpacked(load):
    with pytest.raises(ArticlesError, match=r"must unpack to at most 200 times its size; it does to 1,0\d\d times"):
        load("a.zip", zipped(a__txt=b"0" * 20_000_000))
    with pytest.raises(ArticlesError, match=r"must unpack to at most 200 times its size"):
        load("a.txt.gz", gzip.compress(b"0" * 20_000_000))


def test_limits_are_kept_whatever_an_archive_says(load, monkeypatch):
    monkeypatch.setattr(unpack, "MAX_MEMBERS", 2)
    with pytest.raises(ArticlesError, match=r"must hold at most 2 files; it holds 3"):
        load("a.zip", zipped(**texts()))
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 50)
    with pytest.raises(ArticlesError, match=r"must unpack to at most 50 bytes"):
        load("a.jsonl.gz", gzip.compress(LINES))


def test_archives_in_archives_end_somewhere(load):
    data = table()
    for _ in range(limits.MAX_DEPTH + 1):
        data = zipped(inner__zip=data) if data.startswith(b"PK") else zipped(a__csv=data)
    with pytest.raises(ArticlesError, match=r"must lie in at most 3 archives inside one another"):
        load("a.zip", data)


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "x/../../a.txt"])
def test_an_archive_whose_names_lead_out_of_it_is_refused(load, name):
    with pytest.raises(ArticlesError, match=r"must hold files of plain names"):
        load("a.zip", zipped(**{name: b"Words"}))


def test_a_workbook_that_declares_entities_is_set_aside(load):
    whole = io.BytesIO(workbook())
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if one.endswith("sheet1.xml") else b""
            new.writestr(one, bomb + old.read(one))
    loaded = load("a.xlsx", out.getvalue())
    assert loaded.quarantine["reason"].str.contains("must be XML without entities").tolist() == [True]


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx, .xlsx or .csv"),
        ("a.pkl", b"\x80\x04\x95\x00", "which runs code"),
        ("a.rds", gzip.compress(b"X\n\x00\x00\x00\x03", mtime=0), "write.csv"),
        ("a.RData", gzip.compress(b"RDX3\nX\n", mtime=0), "write.csv"),
        ("a.db", b"SQLite format 3\x00", ".mode csv"),
        ("a.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "save it as .docx"),
    ],
)
def test_what_is_known_and_not_read_is_refused_with_what_to_do(load, name, data, advice):
    with pytest.raises(ArticlesError, match=advice.replace(".", r"\.")):
        load(name, data)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_source_is_never_held_as_a_whole(tmp_path, name):
    import tracemalloc
    from pathlib import Path

    from analysis.corpus.imported import import_articles
    from analysis.study import ArticleSource

    rows = (f'{n},"{"harbour " * 500}"\n' for n in range(1_500))
    lines = (json.dumps({"id": n, "content": "harbour " * 500}) + "\n" for n in range(1_500))
    (tmp_path / name).write_text("id,content\n" + "".join(rows) if name == "a.csv" else "".join(lines))
    tracemalloc.start()
    loaded = import_articles([ArticleSource(path=str(tmp_path / name))], Path(), tmp_path / "out.jsonl")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert loaded.n_records == 1_500
    assert peak < 2_500_000 < (tmp_path / name).stat().st_size / 2
