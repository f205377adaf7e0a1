import pytest

from analysis.errors import ArticlesError

HEAD = "article_id,outlet,published,text\n"


def ids(loaded):
    return loaded.articles["article_id"].tolist()


def reasons(loaded):
    return loaded.quarantine["reason"].tolist()


def test_a_row_becomes_an_article_with_its_date_and_outlet(load):
    row = load("a.csv", HEAD + 'x1,The Daily,2024-01-05,"Ada said: ""Yes."""\n').articles.iloc[0]
    assert row["raw"] == 'Ada said: "Yes."'
    assert (row["file"], row["outlet_id"], row["outlet"], row["outlet_basis"]) == (
        "a.csv",
        "daily",
        "The Daily",
        "stated",
    )
    assert str(row["published_earliest"].date()) == str(row["published_latest"].date()) == "2024-01-05"
    assert row["published_basis"] == "stated"
    assert row[["text", "language", "headline", "url"]].isna().all()
    assert row["headline_basis"] == row["url_basis"] == "missing"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_names_the_columns(load, delimiter):
    text = "\n".join(delimiter.join(row) for row in (["article_id", "outlet", "text"], ["1", "A", "Some words"]))
    assert load("a.csv", text).articles["raw"].tolist() == ["Some words"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_end_parts_rows(load, ending):
    loaded = load("a.csv", ending.join(["article_id,text", "1,One word", "2,Two words"]))
    assert ids(loaded) == ["1", "2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_in_any_encoding_of_unicode_is_read(load, encoding):
    loaded = load("a.csv", (HEAD + "é1,Café,2024-01-05,“Oui” — she said\n").encode(encoding))
    assert loaded.articles[["article_id", "outlet", "raw"]].values.tolist() == [["é1", "Café", "“Oui” — she said"]]


def test_ids_and_names_are_kept_exactly_as_written(load):
    names = ["007", "1e5", "NA", "123456789012345678901", "null", "1.0", "True"]
    loaded = load("a.csv", "article_id,outlet,text\n" + "".join(f"{name},{name},Words of {name}\n" for name in names))
    assert ids(loaded) == sorted(names)
    assert loaded.articles["outlet"].tolist() == sorted(names)


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ("x1,The Daily,Words", "columns found: x1, The Daily, Words; none looks like text."),
        (
            "article_id,mood,when",
            "columns found: article_id, mood, when; none looks like text.",
        ),
    ],
)
def test_a_file_whose_columns_have_other_names_is_refused_with_what_they_may_mean(load, header, error):
    with pytest.raises(ArticlesError) as refused:
        load("a.csv", header + "\nx1,The Daily,Words\n")
    assert str(refused.value) == "a.csv must have a column of text; " + error


def test_a_file_that_names_a_column_twice_is_refused(load):
    with pytest.raises(
        ArticlesError, match=r"^a.csv must name each column once; columns found: article_id, text, text\.$"
    ):
        load("a.csv", "article_id,text,text\n1,a,b\n")


def test_columns_of_other_names_are_taken_where_just_one_fits_and_that_is_said(load):
    loaded = load(
        "a.csv", "id,source,pub_date,title,body,mood\na,The Gazette,2024-03-01,Harbour deal,Ana said yes.,glad\n"
    )
    row = loaded.articles.iloc[0]
    assert row[["article_id", "outlet", "headline", "raw"]].tolist() == [
        "a",
        "The Gazette",
        "Harbour deal",
        "Ana said yes.",
    ]
    assert str(row["published_earliest"].date()) == "2024-03-01"
    assert loaded.notes == [
        (
            None,
            "columns taken",
            "a.csv: id as article_id, source as outlet, pub_date as published, title as headline, body as text "
            "(in study.yaml: "
            "`columns: {article_id: id, outlet: source, published: pub_date, headline: title, text: body}`)",
        ),
        (None, "columns ignored", "a.csv: mood"),
    ]


def test_where_two_columns_may_be_one_nothing_is_read_and_the_lines_for_study_yaml_are_written(load):
    with pytest.raises(ArticlesError) as refused:
        load("a.csv", "id,source,publication,date,pub_date,text\na,B,C,2024-03-01,2024-03-02,Words\n")
    assert str(refused.value) == (
        "a.csv must say which column is outlet and which published; "
        "columns found: id, source, publication, date, pub_date, text "
        "(in study.yaml: `columns: {article_id: id, outlet: source, published: date}  # or publication, pub_date`)."
    )


def test_a_column_beside_ours_that_means_the_same_is_ignored_and_said(load):
    loaded = load("a.csv", "article_id,outlet,source,published,title,text\n1,A,wire,2024-01-05,Jobs,Words\n")
    assert loaded.notes == [
        (None, "columns taken", "a.csv: title as headline (in study.yaml: `columns: {headline: title}`)"),
        (None, "columns ignored", "a.csv: source"),
    ]


@pytest.mark.parametrize("content", ["", "\n\n", "article_id,text\n", "\n\narticle_id,text\n\n"])
def test_a_file_without_rows_is_set_aside_whole(load, content):
    loaded = load("a.csv", content)
    assert (len(loaded.articles), loaded.n_records) == (0, 1)
    why = "hold rows below a header; there are none" if content else "have text; no text was found"
    assert reasons(loaded) == [f"a.csv: the record must {why}."]


def test_blank_lines_before_the_header_are_counted(load):
    assert load("a.csv", "\n\narticle_id,text\n1\n").quarantine["row"].tolist() == [4]


def test_rows_with_a_surplus_or_missing_field_are_set_aside_by_number_and_shift_nothing(load):
    loaded = load(
        "a.csv", HEAD + "1,A,2024-01-05,Good one\n2,A,2024-01-05,too,many\n3,A,too few\n4,B,2024-01-06,Good two\n"
    )
    assert loaded.articles[["article_id", "outlet", "raw"]].values.tolist() == [
        ["1", "A", "Good one"],
        ["4", "B", "Good two"],
    ]
    assert loaded.quarantine["row"].tolist() == [3, 4]
    assert reasons(loaded) == [
        "a.csv line 3: the record must have 4 fields as the header does; it has 5.",
        "a.csv line 4: the record must have 4 fields as the header does; it has 3.",
    ]
    assert loaded.kept == [b"2,A,2024-01-05,too,many\n", b"3,A,too few\n"]


@pytest.mark.parametrize(
    "bad",
    [
        '2,A,2024-01-05,"never closed',
        '2,A,2024-01-05,"closed" too early"',
        '2,"A,2024-01-05,never closed',
    ],
)
@pytest.mark.parametrize("good", ["Plain words", '"Quoted, words"', '"She said: ""No."""', '"""No,"" she said."'])
def test_a_quotation_mark_that_is_never_closed_swallows_no_row(load, bad, good):
    rows = [f"1,A,2024-01-05,{good}", bad, f"3,A,2024-01-05,{good}", f"4,A,2024-01-05,{good}"]
    loaded = load("a.csv", HEAD + "\n".join(rows) + "\n")
    assert ids(loaded) == ["1", "3", "4"]
    assert loaded.quarantine["row"].tolist() == [3]
    assert loaded.kept == [bad.encode() + b"\n"]


def test_a_row_that_a_strict_parser_closes_is_never_cut_and_lines_like_rows_inside_it_are_said(load):
    text = "See the table:\n3,A,2024-01-05,Plain words\n4,A,2024-01-05,Words with a mark"
    loaded = load("a.csv", HEAD + f'2,A,2024-01-05,"{text}"\n5,A,2024-01-06,Words of five\n')
    assert loaded.articles[["article_id", "raw"]].values.tolist() == [["2", text], ["5", "Words of five"]]
    like = "look like rows, inside its quotation marks: lines 3, 4"
    assert loaded.notes == [("2", "rows inside a text", like)]


PARAGRAPHS = "First, a paragraph.\n\nThe second, “with marks”, and 2024-01-05,\nand a last"


@pytest.mark.parametrize(
    "header", ["article_id,text,published", "text,article_id,published", "text,published,article_id"]
)
def test_an_unclosed_row_takes_no_neighbour_whose_text_of_many_lines_stands_before_its_date(load, header):
    row = ",".join(
        {"article_id": "{0}", "text": '"{1}', "published": "2024-05-0{0}"}[name] for name in header.split(",")
    )
    good = [row.format(n, PARAGRAPHS + '"') for n in (1, 3, 4)]
    bad = row.format(2, "never closed")
    loaded = load("a.csv", "\n".join([header, good[0], bad, *good[1:]]) + "\n")
    assert ids(loaded) == ["1", "3", "4"]
    assert loaded.articles["raw"].tolist() == [PARAGRAPHS] * 3
    assert (loaded.quarantine["row"].tolist(), loaded.kept) == ([6], [bad.encode() + b"\n"])


def test_a_row_whose_first_line_is_a_paragraph_without_commas_is_a_neighbour_too(load):
    bad, good = 'One "mark" too many",2,2024-05-01\n', '"Ana came.\n\nThen she left.",3,2024-05-02\n'
    loaded = load("a.csv", "text,article_id,published\n" + '"' + bad + good + "Words,4,2024-05-03\n")
    assert ids(loaded) == ["3", "4"]
    assert loaded.kept == [b'"' + bad.encode()]


def test_the_last_paragraph_of_a_broken_row_is_no_article(load):
    bad = '"First one.\n\nHe said "no" now.\n\nPaper, and more.",2,2024-05-01\n'
    loaded = load("a.csv", "text,article_id,published\n" + bad + "Words,3,2024-05-02\n")
    assert (ids(loaded), loaded.kept) == (["3"], [bad.encode()])


@pytest.mark.parametrize(
    "pieces",
    ["Then he said no.\n", "\nThen he said no.\n\nAnd left.\n", "Then, however, he left\n", "\\\n\\\nno.\n"],
)
def test_a_row_whose_line_breaks_are_not_quoted_is_set_aside_with_all_its_lines(load, pieces):
    first = "1,A,2024-01-05,He said yes." + ("\\" if "\\" in pieces else "") + "\n"
    loaded = load("a.csv", HEAD + first + pieces + "2,A,2024-01-05,Words of two\n")
    assert ids(loaded) == ["2"]
    assert loaded.kept == [(first + pieces).encode()]
    assert "must stand in quotation marks where it holds line breaks" in reasons(loaded)[0]


def test_a_cell_may_hold_many_lines_with_commas(load):
    loaded = load(
        "a.csv", HEAD + '1,A,2024-01-05,"One, two, three, four\n\nfive, six, seven, eight"\n2,A,2024-01-05,Next\n'
    )
    assert ids(loaded) == ["1", "2"]
    assert loaded.articles["raw"].tolist()[0].count("\n") == 2


def test_a_broken_row_of_many_lines_is_set_aside_as_one(load):
    bad = '2,A,2024-01-05,"First he said "no".\n\nThen, however, he left, and\n""she"" stayed"\n'
    loaded = load("a.csv", HEAD + "1,A,,Words\n" + bad + "3,A,2024-01-05,too,many\n4,A,,Words of four\n")
    assert ids(loaded) == ["1", "4"]
    assert loaded.quarantine["row"].tolist() == [3, 7]
    assert loaded.kept[0].decode() == bad


def test_a_row_without_end_is_set_aside_as_one_for_its_size(load, monkeypatch):
    monkeypatch.setattr("analysis.corpus.files.rows.MAX_ROW", 10_000)
    bad = '2,A,2024-01-05,"' + "word of a long, long article\n" * 1_000 + '"\n'
    loaded = load("a.csv", HEAD + "1,A,,Words\n" + bad + "3,A,,Words of three\n")
    assert ids(loaded) == ["1", "3"]
    assert "the size of the row is over 10,000 bytes" in reasons(loaded)[0]
    assert loaded.kept == [bad.encode()]


def test_a_bad_row_behind_a_long_cell_is_named_by_its_line(load):
    loaded = load("a.csv", HEAD + '1,A,2024-01-05,"One\ntwo\nthree"\n2,A\n')
    assert loaded.quarantine["row"].tolist() == [5]


def test_a_cell_of_150000_characters_is_read(load):
    loaded = load("a.csv", HEAD + f'1,A,2024-01-05,"{"word " * 30_000}"\n')
    assert loaded.articles["raw"].str.len().tolist() == [150_000]


def test_a_cell_of_more_than_two_million_characters_is_set_aside_and_its_neighbour_read(load):
    loaded = load("a.csv", HEAD + f"1,A,2024-01-05,{'word ' * 400_001}\n2,A,2024-01-05,Words\n")
    assert ids(loaded) == ["2"]
    assert "its size is 2,000,005" in reasons(loaded)[0]


def test_a_row_in_another_encoding_is_repaired_or_set_aside_alone(load):
    rows = [
        "1,A,,“One” – café\n".encode(),
        "2,A,,“Two” – café\n".encode("cp1252"),
        b"3,A,,bad \xff\xfe\xfd bytes\n",
        b"4,A,,Four\n",
    ]
    loaded = load("a.csv", HEAD.encode() + b"".join(rows))
    assert loaded.articles["raw"].tolist() == ["“One” – café", "“Two” – café", "Four"]
    assert [note for note in loaded.notes if note.kind == "text repaired"] == [
        ("2", "text repaired", "read as Windows-1252")
    ]
    assert loaded.kept == [rows[2]]


@pytest.mark.parametrize("row", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfeG\0I\0"])
def test_a_row_of_marks_of_byte_order_is_set_aside(load, row):
    loaded = load("a.csv", HEAD.encode() + row + b"\n2,A,,Words\n")
    assert (ids(loaded), loaded.quarantine["row"].tolist()) == (["2"], [2])


def test_an_id_may_begin_like_a_kind_of_file(load):
    assert ids(load("a.csv", "article_id,text\nGIF89,Words\nPAR1,Wörds\n")) == ["GIF89", "PAR1"]


def test_an_id_that_is_taken_names_both_rows(load):
    loaded = load("a.csv", HEAD + "1,A,,First words\n2,A,,Other words\n1,B,,Second words\n")
    assert loaded.articles["raw"].tolist() == ["First words", "Other words"]
    assert reasons(loaded) == ["a.csv line 4: the record must have an id of its own; '1' is taken by a.csv line 2."]
    assert loaded.quarantine["article_id"].tolist() == ["1"]


@pytest.mark.parametrize("text", ["nan", " NaN ", "None", "null", "N/A", "#N/A"])
def test_the_word_for_a_missing_value_is_no_article(load, text):
    loaded = load("a.csv", HEAD + f"1,A,,{text}\n2,A,,Nan said no.\n")
    assert ids(loaded) == ["2"]
    assert "is the word for a missing value" in reasons(loaded)[0]


def test_what_pandas_writes_for_a_missing_name_or_date_is_missing_and_said(load):
    loaded = load("a.csv", "article_id,outlet,published,text\nnan,nan,NaT,Words\n2,NA,,Words of two\n")
    assert loaded.articles[["article_id", "outlet"]].fillna("").values.tolist() == [["2", "NA"], ["nan", ""]]
    assert [note[2] for note in loaded.notes if note.kind == "value missing"] == [
        "outlet is 'nan'",
        "published is 'NaT'",
    ]


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u2060", "... !? —", "&nbsp;", "___"])
def test_a_row_without_words_is_set_aside(load, text):
    loaded = load("a.csv", HEAD + f"1,A,,{text}\n2,A,,Word\n")
    assert ids(loaded) == ["2"]
    assert "no text" in reasons(loaded)[0]


@pytest.mark.parametrize("text", ["&eacute;", "&#" + "9" * 6000 + ";", "1", "語", "&#xA9; word"])
def test_a_row_of_one_letter_or_digit_is_read(load, text):
    assert ids(load("a.csv", HEAD + f"1,A,,{text}\n")) == ["1"]


def test_a_row_without_an_id_is_set_aside(load):
    loaded = load("a.csv", HEAD + " ,A,,Some words\n")
    assert reasons(loaded) == ["a.csv line 2: the record must have an `article_id`; the field is empty."]


def test_unknown_columns_are_ignored_and_listed(load):
    loaded = load("a.csv", "article_id,text,mood\n1,Words,glad\n")
    assert loaded.notes[0] == (None, "columns ignored", "a.csv: mood")


def test_a_picture_named_csv_is_set_aside_whole(load):
    loaded = load("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(2000))
    assert reasons(loaded) == ["a.csv: the record must be text; it is a PNG picture (not text)."]


def test_an_index_names_documents_in_its_folder(load, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.txt").write_text(" date 2024-01-05 Words of one")
    loaded = load(
        "a.csv", "article_id,file\n001,docs/one.txt\n002,docs/two.txt\n003,../../outside.txt\n004,\n005,docs\n"
    )
    assert loaded.articles[["article_id", "file", "published_basis"]].values.tolist() == [
        ["001", "docs/one.txt", "stated"]
    ]
    assert reasons(loaded) == [
        "a.csv line 3: the record must be there; No such file or directory.",
        "a.csv line 4: the record must be there; No such file or directory.",
        "a.csv line 5: the record must name a `file`; the field is empty.",
        "a.csv line 6: the record must be a regular file; it is a folder, pipe or device.",
    ]


def test_a_document_outside_the_folder_of_its_index_is_not_read(load, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_text("Secret words")
    loaded = load("a.csv", f"article_id,file\n1,../{outside.name}\n2,{outside}\n")
    assert len(loaded.articles) == 0
    assert all("it leads out of it" in reason for reason in reasons(loaded))
    assert b"Secret" not in b"".join(loaded.kept)


@pytest.mark.parametrize("quoted", ["", '"'])
def test_a_carriage_return_alone_is_content_where_lines_end_with_newlines(load, quoted):
    text = f"{quoted}Ana\rcame to the é hall.\rx{quoted}"
    loaded = load("a.csv", f"article_id,outlet,published,text\n1,Tide,2024-05-01,{text}\n2,Tide,2024-05-02,Ben left\n")
    assert loaded.articles["raw"].tolist() == ["Ana\rcame to the é hall.\rx", "Ben left"]
    assert len(loaded.quarantine) == 0


def test_quotation_marks_behind_a_backslash_are_text_where_a_table_writes_them_so(load):
    good = '2,A,2024-01-06,"He wrote C:\\\\temp, and \\"no\\"."\n'
    loaded = load("a.csv", HEAD + '1,A,2024-01-05,"Ana said \\"yes, é\\",\nand left."\n' + good + '3,A,"open \\"\n')
    assert loaded.articles["raw"].tolist() == ['Ana said "yes, é",\nand left.', 'He wrote C:\\temp, and "no".']
    assert loaded.kept == [b'3,A,"open \\"\n']
    assert (None, "escaped marks", "a.csv: a backslash before a quotation mark is no text") in loaded.notes


def test_a_backslash_is_text_where_marks_are_doubled(load):
    loaded = load("a.csv", HEAD + '1,A,2024-01-05,"C:\\"\n2,A,2024-01-05,"Ana said ""yes"" \\o/."\n')
    assert loaded.articles["raw"].tolist() == ["C:\\", 'Ana said "yes" \\o/.']
