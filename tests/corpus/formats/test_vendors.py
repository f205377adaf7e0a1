"""Exports of Nexis, Factiva and ProQuest: counts, cuts, labels in four languages, and what is never taken for text."""

import pytest

from analysis.corpus.records import COUNT_DIFFERS
from tests.corpus.formats import exports

ONE = exports.ARTICLES[0]


def notes(loaded, kind):
    return [note.message for note in loaded.notes if note.kind == kind]


def reasons(loaded):
    return loaded.quarantine["reason"].tolist()


def headlines(loaded):
    return sorted(loaded.articles["headline"])


def old(number, of, *blocks):
    return f"{' ' * 31}{number} of {of} DOCUMENTS\n\n" + "\n\n".join(blocks) + "\n\n"


HEAD = ("       The Gazette", "       March 1, 2024 Friday", "Harbour deal", "LENGTH: 60 words")
FOOT = ("LOAD-DATE: June 20, 2024", "LANGUAGE: ENGLISH")


def test_an_export_that_announces_more_than_it_holds_is_said_to_differ(load):
    found = load("a.txt", exports.nexis_txt(announced=204))
    assert notes(found, COUNT_DIFFERS) == ["a.txt announces 204 documents, 3 were read"]
    assert len(found.articles) == 3


def test_numbers_that_begin_again_are_another_export_which_is_counted_by_itself(load):
    found = load("a.txt", exports.nexis_txt(exports.ARTICLES[:2]) + exports.nexis_txt(exports.ARTICLES[2:], 9))
    assert notes(found, "count as announced") == [
        "a.txt announces 2 documents (export 1 of 2 in the file), 2 were read"
    ]
    assert notes(found, COUNT_DIFFERS) == ["a.txt announces 9 documents (export 2 of 2 in the file), 1 was read"]
    text = "\n".join(found.articles["raw"])
    assert "Download Request" not in text and "DOCUMENTS" not in text and "Copyright" not in text


@pytest.mark.parametrize(
    ("date", "length", "load_date"),
    [
        ("Mittwoch 13. März 2024", "LÄNGE: 60 Wörter", "UPDATE: 20. Juni 2024"),
        ("mercredi 13 mars 2024", "LONGUEUR: 60 mots", "DATE-CHARGEMENT: 20 juin 2024"),
        ("13 maart 2024 woensdag 9:15 PM GMT", "LENGTE: 60 woorden", "LAADDATUM: 20 juni 2024"),
        ("Wednesday, March 13, 2024, Final Edition", "LENGTH: 60 words", "LOAD-DATE: June 20, 2024"),
    ],
)
def test_labels_and_dates_are_read_in_the_languages_of_the_database(load, date, length, load_date):
    found = load(
        "a.txt", old(1, 1, "    Hafen-Zeitung", f"    {date}", "Rat stimmt zu", length, "Der Rat stimmt zu.", load_date)
    )
    [row] = found.articles.to_dict("records")
    assert (row["outlet"], row["headline"], row["raw"]) == ("Hafen-Zeitung", "Rat stimmt zu", "Der Rat stimmt zu.")
    assert str(row["published_earliest"].date()) == "2024-03-13" and row["published_evidence"] == date


def test_the_day_of_loading_is_never_that_of_publication(load):
    found = load("a.txt", old(1, 1, "    The Gazette", "Harbour deal", "LENGTH: 60 words", "Ana said yes.", *FOOT))
    assert found.articles["published_basis"].tolist() == ["missing"]


def test_an_issue_of_a_month_is_an_interval(load):
    found = load(
        "a.txt", old(1, 1, "    Bay Monthly", "    March 2024", "Deal", "LENGTH: 6 words", "Ana said yes.", *FOOT)
    )
    [row] = found.articles.to_dict("records")
    assert (str(row["published_earliest"].date()), str(row["published_latest"].date())) == ("2024-03-01", "2024-03-31")


def test_headings_in_capitals_inside_a_text_end_it_nowhere(load):
    body = ("Ana said yes.", "UPDATE: the mayor has changed her mind", "CITY: no comment came", "Ben said no.")
    found = load("a.txt", old(1, 1, *HEAD, *body, "GRAPHIC: A picture", "Another picture", *FOOT))
    assert found.articles["raw"].tolist() == ["\n\n".join(body)]


def test_lines_of_verse_stay_and_broken_lines_are_joined(load):
    verse = "O bay\nO bay of ours\nwhere ships\ngo down"
    wide = exports.wrap(
        "The mayor of the city read a poem of her own to the council, which listened for a while and voted. " * 3
    )
    found = load("a.txt", old(1, 1, *HEAD, wide, verse, *FOOT))
    [raw] = found.articles["raw"]
    assert raw.endswith(verse) and raw.count("\n") == 5
    assert notes(found, "lines joined") == ["a.txt: 3 line ends inside paragraphs"]


def test_an_article_without_text_and_one_that_is_cut_are_set_aside_and_their_neighbours_read(load):
    good = old(1, 3, *HEAD, "Ana said yes.", *FOOT)
    empty = old(2, 3, *HEAD, *FOOT)
    cut = old(3, 3, *HEAD, "Ben said n")
    found = load("a.txt", good + empty + cut)
    assert len(found.articles) == 1 and notes(found, COUNT_DIFFERS) == []
    assert [reason.partition("must ")[2] for reason in reasons(found)] == [
        "have its full text; the export holds none of it.",
        "be whole; the last article of the export is cut off (it has none of the labels of its foot).",
    ]
    assert found.kept[0].startswith(b"The Gazette") and found.kept[0].endswith(b"ENGLISH")


def test_two_articles_whose_parting_line_is_damaged_are_set_aside(load):
    data = exports.nexis_txt().replace(b"2 of 3 DOCUMENTS", b"2 of # DOCUMENTS")
    found = load("a.txt", data)
    assert headlines(found) == [exports.ARTICLES[2].headline]
    assert "another begins inside it" in reasons(found)[0]
    assert notes(found, COUNT_DIFFERS) == ["a.txt announces 3 documents, 2 were read"]


def test_each_paragraph_of_an_export_leads_to_its_bytes(load):
    data = exports.nexis_txt()
    found = load("a.txt", data)
    raws = found.articles.set_index("article_id")["raw"]
    for article_id, start, end, locator in found.raw_parts.itertuples(index=False, name=None):
        first, last = map(int, locator.removeprefix("bytes=").split("-"))
        assert " ".join(data[first:last].decode().split()) == raws[article_id][start:end]


def test_utf_16_and_windows_1252_are_read_as_utf_8_is(load):
    expected = sorted(load("a.txt", exports.nexis_txt()).articles["raw"])
    text = exports.nexis_txt().decode()
    assert sorted(load("b.txt", text.encode("utf-16")).articles["raw"]) == expected
    assert sorted(load("c.txt", text.encode("cp1252")).articles["raw"]) == expected


def test_a_document_of_nexis_uni_without_its_end_is_set_aside(load):
    lines = exports.uni_paragraphs()
    found = load("a.docx", exports.docx(lines[: lines.index("Graphic", len(lines) - 10)]))
    assert len(found.articles) == 2 and "no “End of Document” stands behind it" in reasons(found)[0]
    assert notes(found, "count as announced") == ["a.docx announces 3 documents, 3 were read"]


def test_the_page_about_a_search_is_no_article_and_announces_how_many_follow(load):
    lines = [line.replace("Documents (3)", "Documents (5)") for line in exports.uni_paragraphs()]
    found = load("a.rtf", exports.rtf(lines))
    assert notes(found, COUNT_DIFFERS) == ["a.rtf announces 5 documents, 3 were read"]
    assert "Job Number" not in "".join(found.articles["raw"]) and not found.quarantine.size


def test_an_export_of_one_document_without_a_cover_is_read(load):
    lines = exports.uni_paragraphs()
    start = lines.index(ONE.headline, 10)
    found = load("a.docx", exports.docx(lines[start : lines.index("End of Document") + 1]))
    assert headlines(found) == [ONE.headline] and found.articles["outlet"].tolist() == [ONE.outlet]


def test_words_in_capitals_that_are_names_of_factivas_fields_are_words_inside_a_text(load):
    lines = [
        "HD Deal",
        "WC 60 words",
        "PD 1 March 2024",
        "SN The Gazette",
        "LP Ana said yes.",
        "TD IN London she met Ben.",
    ]
    lines += ["IN London it rained.", "CO died in the lake.", "IN i81502 : Banking", f"AN Document {ONE.number}"]
    found = load("a.txt", "\n".join(lines))
    assert found.articles["raw"].tolist() == [
        "Ana said yes.\n\nIN London she met Ben.\n\nIN London it rained.\n\nCO died in the lake."
    ]
    assert found.articles["article_id"].tolist() == [ONE.number]


def test_an_article_of_factiva_without_its_number_is_set_aside(load):
    found = load("a.rtf", exports.rtf(exports.factiva_shown()[:-6]))
    assert len(found.articles) == 2 and "no “Document” with its number stands behind it" in reasons(found)[0]
    page = exports.factiva_html().replace(f"Document {ONE.number}".encode(), b"Documnt")
    found = load("b.html", page)
    assert len(found.articles) == 2 and len(reasons(found)) == 1
    assert notes(found, "count as announced") == ["b.html announces 3 articles, 3 were read"]


def test_what_factiva_writes_round_an_article_is_not_in_it(load):
    for name, data in (("a.htm", exports.factiva_html()), ("b.rtf", exports.rtf(exports.factiva_shown()))):
        text = "\n".join(load(name, data).articles["raw"])
        assert not [
            word for word in ("60 words", "(c) 2024", "Document GAZ", "Factiva", "Results Found") if word in text
        ]


def test_text_of_a_page_keeps_its_tags_and_leads_to_its_bytes(load):
    data = exports.factiva_html()
    found = load("a.htm", data)
    raws = found.articles.set_index("article_id")["raw"]
    for article_id, start, end, locator in found.raw_parts.itertuples(index=False, name=None):
        first, last = map(int, locator.removeprefix("bytes=").split("-"))
        assert data[first:last].decode() == raws[article_id][start:end]


def test_proquest_documents_without_text_and_stray_blanks_and_texts_that_stand_twice(load):
    data = exports.proquest_txt().decode()
    data = data.replace(f"Full text: {exports.ARTICLES[1].paragraphs[0]}", "Full text: Not available.", 1)
    data = data.replace("\n\n".join(exports.ARTICLES[1].paragraphs[1:]) + "\n\n", "")
    last = "\n\n".join(exports.ARTICLES[2].paragraphs)
    data = data.replace(last, last + "\n\n" + last).replace("Full text: Mayor", "Full  text : Mayor")
    found = load("p.txt", data)
    assert headlines(found) == [exports.ARTICLES[0].headline, exports.ARTICLES[2].headline]
    assert [reason.partition("must ")[2] for reason in reasons(found)] == [
        "have its full text; the export holds none of it."
    ]
    assert found.articles.set_index("article_id")["raw"]["311"] == last
    assert notes(found, "text twice") and notes(found, "count as announced")


def test_captions_and_credits_inside_a_text_of_proquest_are_paragraphs_of_their_own(load):
    data = (
        exports.proquest_txt()
        .decode()
        .replace("Okafor said.\n", "Okafor said. CREDIT: Lea Marsh CAPTION: The bay\n", 1)
    )
    raw = load("p.txt", data).articles.set_index("article_id")["raw"]["111"]
    assert raw.endswith("Okafor said.\n\nCREDIT: Lea Marsh\n\nCAPTION: The bay")


def test_a_word_document_or_rtf_of_one_article_is_one(load):
    for name, data in (
        ("deal.docx", exports.docx(["Ana said yes.", "", "Ben said no."])),
        ("deal.rtf", exports.rtf(["Ana said yes.", "Ben said no."])),
    ):
        [row] = load(name, data).articles.to_dict("records")
        assert (row["article_id"], row["raw"], row["locator"][:11]) == (
            "deal",
            "Ana said yes.\n\nBen said no.",
            "paragraphs=",
        )


def test_rtf_is_read_with_its_code_pages_numbers_links_and_hidden_groups(load):
    data = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\*\generator x;}{\header page 3\par}"
        rb'\pard {\field{\*\fldinst{HYPERLINK "https://x.example"}}{\fldrslt{\ul Harbour}}}'
        rb" \'93Yes\'94 she\u8217 ?s \u-10179 ?\u-8704 ?{\f1 \'cf\'f0}{\pict\bin5 {}}}}}\par end\~x\par}"
    )
    assert load("a.rtf", data).articles["raw"].tolist() == ["Harbour “Yes” she’s 😀Пр\n\nend x"]
    assert "cut off" in reasons(load("b.rtf", data[:-10]))[0]
    assert "nested" in reasons(load("c.rtf", b"{\\rtf1 " + b"{" * 5000))[0]
