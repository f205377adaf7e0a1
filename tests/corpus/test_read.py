import os

import pandas as pd
import pytest

from analysis.corpus import Note, read_articles, write_quarantine
from analysis.corpus.records import LargeFile
from analysis.errors import ArticlesError


def frame(**columns):
    return pd.DataFrame(columns)


def test_a_folder_gives_one_article_a_document_with_the_date_before_its_text(tmp_path, study):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "b.txt").write_text(" date 2024-01-05 The harbour is open.")
    (folder / "a.txt").write_text("One short sentence.")
    (folder / "notes.md").write_text("not read")
    (folder / ".hidden").write_text("not read")
    (folder / "inner").mkdir()
    (folder / "inner" / "a.txt").write_text("Another sentence.")
    loaded = read_articles(folder, study)
    found = loaded.articles[["article_id", "file", "published_basis"]].values.tolist()
    assert found == [["a", "a.txt", "missing"], ["b", "b.txt", "stated"], ["inner/a", "inner/a.txt", "missing"]]
    assert Note(None, "files ignored", f"{folder}: 1 file of a kind that is not read: notes.md (1 .md)") in loaded.notes
    assert Note("a", "date missing", "no date is given") in loaded.notes


def test_a_single_document_is_read(load):
    assert load("a.txt", "Some words").articles[["article_id", "raw"]].values.tolist() == [["a", "Some words"]]


def test_links_out_loops_pipes_and_folders_named_txt_are_set_aside_unread(tmp_path, study):
    folder = tmp_path / "docs"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Secret words")
    (folder / "good.txt").write_text("Good words")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    loaded = read_articles(folder, study)
    assert loaded.articles["article_id"].tolist() == ["good"]
    assert loaded.quarantine["file"].tolist() == ["link.txt", "loop.txt", "pipe.txt"]
    assert loaded.kept == [None] * 3


def test_a_document_that_cannot_be_opened_is_set_aside(tmp_path, study, monkeypatch):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("Words")

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    loaded = read_articles(folder, study)
    assert loaded.quarantine["reason"].tolist() == ["a.txt: the record must be readable; Permission denied."]


def test_a_document_of_more_than_two_million_characters_is_set_aside(tmp_path, study):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "long.txt").write_text("word " * 400_001)
    (folder / "longer.txt").write_bytes(b"word " * 1_700_000)
    loaded = read_articles(folder, study)
    assert all("its size is" in reason for reason in loaded.quarantine["reason"])
    assert isinstance(loaded.kept[1], LargeFile)  # not held in memory
    written = write_quarantine(loaded, tmp_path / "out")
    assert (written / "0001-longer-txt").read_bytes() == b"word " * 1_700_000


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"  \n ", "\u200b\u200b".encode(), b"... --- !!!", b" date 2024-01-05 "]
)
def test_a_document_without_words_is_set_aside(tmp_path, study, data):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_bytes(data)
    loaded = read_articles(folder, study)
    assert len(loaded.articles) == 0
    assert "no text" in loaded.quarantine["reason"].tolist()[0]
    assert loaded.kept == [data]


def test_a_frame_is_read_with_ids_and_dates_of_other_types(study):
    loaded = read_articles(
        frame(
            article_id=["007", 7.0, "NA"],
            outlet=["The Daily", None, "NA"],
            published=[pd.Timestamp("2024-01-05"), pd.NaT, "2024-01-06"],
            text=["One word", b"Two w\xc3\xb6rds", "Three words"],
        ),
        study,
    )
    assert loaded.articles["article_id"].tolist() == ["007", "7", "NA"]
    assert loaded.articles["raw"].tolist() == ["One word", "Two wörds", "Three words"]
    assert loaded.articles["published_basis"].tolist() == ["stated", "missing", "stated"]
    assert loaded.articles["outlet_id"].tolist()[0] == "daily"
    assert loaded.articles["outlet"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (None, "must have text; no text was found"),
        (float("nan"), "must have text; no text was found"),
        (12, "must have a string as `text`; found a int"),
        (["words"], "must have a string as `text`; found a list"),
    ],
)
def test_a_row_of_a_frame_without_a_string_as_text_is_set_aside(study, text, cause):
    loaded = read_articles(frame(article_id=["1", "2"], text=pd.Series([text, "Words"], dtype=object)), study)
    assert loaded.articles["article_id"].tolist() == ["2"]
    assert loaded.quarantine["reason"].tolist() == [f"table row 0: the record {cause}."]


def test_a_categorical_text_column_is_read(study):
    loaded = read_articles(frame(article_id=["1"], text=pd.Categorical(["Words"])), study)
    assert loaded.articles["raw"].tolist() == ["Words"]


def test_a_frame_without_text_is_refused_and_other_names_are_taken_where_just_one_fits(study):
    with pytest.raises(ArticlesError) as refused:
        read_articles(frame(article_id=["1"], mood=["Words"]), study)
    assert str(refused.value) == (
        "The frame of articles must have a column of text; columns found: article_id, mood; none looks like text."
    )
    loaded = read_articles(frame(article_id=["1"], publishedAt=["2024-01-05"], content=["Words"]), study)
    assert loaded.articles[["raw", "published_basis"]].values.tolist() == [["Words", "stated"]]
    said = "The frame of articles: publishedAt as published, content as text"
    assert loaded.notes[0].message.startswith(said)


def test_a_frame_without_rows_is_one_record_set_aside(study):
    loaded = read_articles(frame(article_id=[], text=[]), study)
    assert (len(loaded.articles), loaded.n_records) == (0, 1)
    assert loaded.quarantine["reason"].tolist() == ["table: the record must hold rows; there are none."]


@pytest.mark.parametrize("names", [["1.png", "2.PNG", "inner/notes.md"], []])
def test_a_folder_of_which_no_file_is_read_is_refused_with_what_it_holds(tmp_path, study, names):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\x89PNG" if "png" in name.lower() else b"Words")
    holds = {
        3: "3 files of a kind that is not read: 1.png, 2.PNG, inner/notes.md (2 .png, 1 .md)",
        0: "no file",
    }[len(names)]
    with pytest.raises(ArticlesError) as refused:
        read_articles(folder, study)
    assert str(refused.value) == f"Articles must be of a format that is read; {folder} holds {holds}."


def test_a_format_of_dates_that_reads_no_day_is_refused(study):
    with pytest.raises(ArticlesError, match=r"reads a day; '%' does not"):
        read_articles(frame(article_id=["1"], text=["Words"]), study, date_format="%")


def test_a_source_that_is_not_there_or_of_another_kind_is_refused(tmp_path, study):
    with pytest.raises(ArticlesError, match=r"must be a file or folder that is there; .*nowhere.csv is not\."):
        read_articles(tmp_path / "nowhere.csv", study)
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(ArticlesError, match=r"a.xls: .* old Office .*: open it and save it as .docx, .xlsx or .csv\."):
        read_articles(tmp_path / "a.xls", study)


def test_the_same_text_under_two_ids_is_kept_and_flagged(study):
    loaded = read_articles(frame(article_id=["a", "b"], text=["Some  words", "Some words\n"]), study)
    assert len(loaded.articles) == 2
    assert Note("b", "same text", "the text is that of article 'a'") in loaded.notes


def test_hidden_tag_characters_are_flagged_and_flags_of_regions_are_not(study):
    hidden = "Words" + "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    scotland = "Words \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    loaded = read_articles(frame(article_id=["a", "b"], text=[hidden, scotland]), study)
    assert [note for note in loaded.notes if note.kind == "hidden characters"] == [
        ("a", "hidden characters", "4 invisible tag characters")
    ]


def test_outlets_that_look_alike_keep_apart_and_are_flagged(study):
    names = ["BBC", "\u0412\u0412\u0421", "Caf\u00e9", "Cafe", "..", "/", "x" * 300, "x" * 301]
    loaded = read_articles(
        frame(article_id=list("abcdefgh"), outlet=names, text=[f"Words {n}" for n in range(8)]), study
    )
    ids = loaded.articles["outlet_id"].tolist()
    assert len(set(ids)) == 8
    assert all(name.replace("-", "").isalnum() and len(name) < 80 for name in ids)
    assert Note(None, "outlets look alike", "BBC, ВВС (\\u0412\\u0412\\u0421)") in loaded.notes


def test_names_that_differ_in_case_blanks_or_unicode_form_are_one_outlet_and_that_is_noted(study):
    names = ["Tide", "Tide ", "TIDE", "the  daily", "Cafe\u0301", "Caf\u00e9", "Tide", None]
    loaded = read_articles(
        frame(article_id=list("abcdefgh"), outlet=names, text=[f"Words {n}" for n in range(8)]), study
    )
    ids = loaded.articles["outlet_id"].fillna("").tolist()
    assert ids[:4] == ["tide", "tide", "tide", "daily"]
    assert ids[4] == ids[5]
    shown = loaded.articles["outlet"].fillna("").tolist()
    assert shown == ["Tide", "Tide", "Tide", "The Daily", "Café", "Café", "Tide", ""]
    assert [note.message for note in loaded.notes if note.kind == "outlets joined"] == [
        "Café: 'Cafe\\u0301', 'Café'",
        "Tide: 'TIDE', 'Tide', 'Tide '",
    ]


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u2060", "\u200e", "\u00ad", "\ufe0f"])
def test_marks_that_nobody_sees_make_no_other_outlet(study, mark):
    names = ["Tide", f"{mark}Tide", f"Ti{mark}de", mark]
    loaded = read_articles(frame(article_id=list("abcd"), outlet=names, text=list("stuv")), study)
    assert loaded.articles[["outlet_id", "outlet"]].fillna("").values.tolist() == [["tide", "Tide"]] * 3 + [["", ""]]
    joined = [note.message for note in loaded.notes if note.kind == "outlets joined"]
    assert joined == [f"Tide: 'Tide', {', '.join(sorted(map(ascii, names[1:3])))}"]


def test_stated_ids_that_differ_only_in_case_and_blanks_are_one_outlet(study):
    ids = ["tide", "Tide ", "TIDE", "a/b", "us_tide", None]
    loaded = read_articles(frame(article_id=list("abcdef"), outlet_id=ids, outlet="Tide", text=list("stuvwx")), study)
    found = loaded.articles["outlet_id"].tolist()
    assert found[:3] + found[4:] == ["tide", "tide", "tide", "us_tide", "tide"]
    assert found[3].startswith("a-b-")
    joined = [note.message for note in loaded.notes if note.kind == "outlets joined"]
    assert joined == ["tide: the id 'TIDE'", "tide: the id 'Tide '", f"{found[3]}: the id 'a/b'"]


def test_the_id_of_an_outlet_depends_on_no_other_row(study):
    names = ["Tide", "Tide.", "tide-", "TI DE", "Tidé", "Daily", "daily", "The Daily", "A B", "A-B", "a_b"]
    alone = [
        read_articles(frame(article_id=["a"], outlet=[name], text=["Words"]), study).articles["outlet_id"][0]
        for name in names
    ]
    for order in (names, names[::-1]):
        texts = [f"Words {n:02}" for n in range(len(names))]
        together = read_articles(frame(article_id=texts, outlet=order, text=texts), study).articles["outlet_id"]
        assert dict(zip(order, together, strict=True)) == dict(zip(names, alone, strict=True))
    assert len(set(alone)) == 10  # "Daily" and "daily" are one


def test_marks_that_turn_writing_are_shown_in_names_and_ids(study):
    loaded = read_articles(frame(article_id=["a\u202eb"], outlet=["The \u2067ediT"], text=["Words"]), study)
    row = loaded.articles.iloc[0]
    assert (row["article_id"], row["outlet"]) == ("a[U+202E]b", "The [U+2067]ediT")
    made_visible = [note for note in loaded.notes if note.kind == "marks made visible"]
    assert [note.message for note in made_visible] == ["outlet turns its writing", "article_id turns its writing"]


def test_what_is_named_inferred_is_never_stated(study):
    loaded = read_articles(
        frame(article_id=["a"], text=["Words"], outlet=["A"], outlet_basis=["inferred"], url_basis=["stated"]), study
    )
    assert loaded.articles[["outlet_basis", "url_basis"]].values.tolist() == [["inferred", "missing"]]


def test_records_set_aside_are_written_byte_for_byte_with_reasons(load, tmp_path):
    loaded = load("a.csv", b"article_id,text\n1,=good\n2,\xff\xfe\xfd\n3,a,b\n")
    folder = write_quarantine(loaded, tmp_path / "out")
    assert sorted(path.name for path in folder.iterdir()) == [
        "0000-a-csv-3",
        "0001-a-csv-4",
        "quarantine.csv",
        "quarantine.parquet",
    ]
    assert (folder / "0000-a-csv-3").read_bytes() == b"2,\xff\xfe\xfd\n"
    assert pd.read_parquet(folder / "quarantine.parquet")["row"].tolist() == [3, 4]


def test_records_of_an_earlier_run_do_not_stay_in_the_quarantine(load, tmp_path):
    write_quarantine(load("a.csv", b"article_id,text\n1,\n2,\n"), tmp_path / "out")
    folder = write_quarantine(load("a.csv", b"article_id,text\n1,\n"), tmp_path / "out")
    assert [path.name for path in folder.glob("0*")] == ["0000-a-csv-2"]


@pytest.mark.parametrize(("source", "found"), [([], "list"), ({}, "dict"), (3, "int"), ("", "an empty text")])
def test_what_is_neither_a_table_nor_a_path_is_refused(study, source, found):
    with pytest.raises(ArticlesError, match=f"a DataFrame or the path of a file or folder; found {found}"):
        read_articles(source, study)
