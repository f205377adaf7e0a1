import pandas as pd
import pytest

from analysis.errors import StudyError
from analysis.text.clean import clean_articles, clean_text, raw_offset
from analysis.text.edits import raw_position


def cleaned(raw: str) -> str:
    return clean_text(raw).text


def articles(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["article_id", "raw", "headline"])


def origin(article: pd.DataFrame, offsets: pd.DataFrame, words: str) -> tuple[str, int]:
    return raw_offset(offsets, article["article_id"].iloc[0], article["text"].iloc[0].index(words))


def test_clean_text_stays_as_it_is_in_one_run():
    text = "Jane’s “hit” isn't new – she said.\n\nA second paragraph…"
    assert clean_text(text).runs == [(0, len(text), 0, len(text))]
    assert clean_text(text).repairs == {}


def test_an_empty_document_has_no_runs():
    assert (clean_text(" \n\u200b").text, clean_text("").runs) == ("", [])


def test_entities_are_decoded_once_and_only_with_their_semicolon():
    assert cleaned("R&amp;B &quot;hit&quot; &#8220;x&#8221; &amp;quot; ?a=1&copy=2 AT&T") == (
        'R&B "hit" “x” &quot; ?a=1&copy=2 AT&T'
    )
    assert clean_text("R&amp;B &quot;hit&quot;").repairs == {"entities": 3}


def test_an_entity_of_six_thousand_digits_stays_text():
    entity = "&#" + "9" * 6000 + ";"
    assert cleaned(f"Odd {entity} text") == f"Odd {entity} text"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("She said â€œItâ€™s fineâ€\x9d.", "She said “It’s fine”."),
        ("She said â€œItâ€™s fineâ€.", "She said “It’s fine”."),
        ("S.V. DÃ¡te said “no”.", "S.V. Dáte said “no”."),
        ("It\x92s a \x93test\x94 \x96 yes", "It’s a “test” – yes"),
    ],
)
def test_mojibake_is_mended_beside_good_characters(raw, text):
    assert cleaned(raw) == text
    assert list(clean_text(raw).repairs) == ["mojibake"]


def test_what_only_looks_like_mojibake_stays():
    assert clean_text("São, ½, Ãvila").repairs == {}


def test_controls_and_invisible_characters_go_and_are_counted():
    result = clean_text("\ufeffThe gov\u00adern\u200bment\x00 said \x1b[31mno\x1b[0m\x07.\u202e")
    assert result.text == "The government said no."
    assert result.repairs == {"control sequences": 2, "control characters": 2, "invisible characters": 4}


def test_joiners_and_marks_of_direction_stay():
    text = "👩\u200d👩\u200d👧 می\u200cخواهم שלום\u200f"
    assert cleaned(text) == text


def test_hidden_tag_characters_go_but_the_flag_of_a_region_stays():
    flag = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert cleaned(f"{flag} won\U000e0041\U000e0042.") == f"{flag} won."


def test_a_lone_surrogate_becomes_a_replacement_character():
    assert cleaned("So \ud800 what") == "So \ufffd what"


def test_accents_are_composed_and_towers_of_marks_cut():
    assert cleaned("Beyonce\u0301 sang") == "Beyoncé sang"
    assert len(cleaned("e" + "\u0301\u0316" * 60_000 + " end")) < 40


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\x85", "\x0b", "\n"])
def test_every_style_of_line_end_parts_paragraphs(line_end):
    assert cleaned(f"She won.{line_end}He lost.{line_end * 2}They left.") == "She won.\n\nHe lost.\n\nThey left."


def test_runs_of_blanks_shrink_and_paragraphs_of_blanks_vanish():
    assert cleaned("  She \t  won.\u00a0\n\n\u00a0\n\nHe lost. ") == "She won.\n\nHe lost."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I watched it with\nhim,” Roe said.", ["“I watched it with him,” Roe said."]),
        (
            "Roe told reporters on Monday that Jane\nDoe had left. She said she would not\ncome back.",
            ["Roe told reporters on Monday that Jane Doe had left. She said she would not come back."],
        ),
        ("Roe said she would stay\nin office.\nDoe left.", ["Roe said she would stay in office.", "Doe left."]),
        ("Milk\nand eggs\nand salt", ["Milk", "and eggs", "and salt"]),
        ("Roe left the room.\neBay sold it.", ["Roe left the room.", "eBay sold it."]),
    ],
)
def test_a_few_lines_broken_off_inside_a_sentence_are_joined(text, expected):
    assert clean_text(text).text.split("\n\n") == expected


def test_hard_wrapped_lines_are_joined():
    raw = (
        "The singer told reporters on Tuesday that her next album was\n"
        "finished, and that it would be released before the end of the\n"
        "year if nothing else stood in the way of the label and of the\n"
        "band.\n\nHe agreed."
    )
    assert cleaned(raw).count("\n\n") == 1


def test_the_date_prefix_of_a_document_is_no_prose():
    result = clean_text(" date 2021-03-04 Jane Roe won.")
    assert (result.text, result.repairs) == ("Jane Roe won.", {"date prefix": 1})
    assert cleaned("Save the date 2021-03-04 please.") == "Save the date 2021-03-04 please."


def test_each_character_of_a_decoded_entity_comes_from_where_the_entity_begins():
    result = clean_text("A&quot;B&quot;")
    assert result.runs == [(0, 1, 0, 1), (1, 2, 1, 7), (2, 3, 7, 8), (3, 4, 8, 14)]


def test_a_break_between_glued_paragraphs_comes_from_no_raw_character():
    result = clean_text("She won.He lost.")
    assert result.text == "She won.\n\nHe lost."
    assert result.runs == [(0, 8, 0, 8), (8, 10, 8, 8), (10, 18, 8, 16)]


def test_the_headline_stands_before_the_body_and_keeps_its_own_offsets():
    given = articles(("a", " date 2021-03-04 She &amp; I won.", "Roe &amp; Co\nwin"))
    result, offsets, repairs = clean_articles(given)
    assert result["text"].tolist() == ["Roe & Co win\n\nShe & I won."]
    assert result["headline"].tolist() == ["Roe & Co win"]
    assert origin(result, offsets, "Co win") == ("headline", 10)
    assert origin(result, offsets, "I won") == ("document", 27)
    assert repairs.to_dict("records") == [
        {"article_id": "a", "repair": "date prefix", "n": 1},
        {"article_id": "a", "repair": "entities", "n": 2},
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Jane’s “Win”\n\nShe won.", "Jane’s “Win”\n\nShe won."),
        ("JANE’S “WIN”.\nShe won.", "JANE’S “WIN”.\n\nShe won."),
        ("Jane’s “Win”She won.", "Jane’s “Win”\n\nShe won."),
        ("Jane’s “Win” stuns her fans.", 'Jane\'s "Win"\n\nJane’s “Win” stuns her fans.'),
    ],
)
def test_a_headline_that_the_document_brings_is_not_doubled(raw, text):
    result, offsets, _ = clean_articles(articles(("a", raw, 'Jane\'s "Win"')))
    assert result["text"].tolist() == [text]
    assert result["text"].iloc[0].startswith(result["headline"].iloc[0])
    assert raw_offset(offsets, "a", len(text) - 1) == ("document", len(raw) - 1)


def test_an_article_without_a_headline_is_its_body_and_the_headline_stays_missing():
    result, offsets, _ = clean_articles(articles(("a", "She won.", None), ("b", "He lost.", "  ")))
    assert result["text"].tolist() == ["She won.", "He lost."]
    assert result["headline"].isna().tolist() == [True, True]
    assert set(offsets["field"]) == {"document"}


def test_no_articles_give_empty_tables():
    result, offsets, repairs = clean_articles(articles())
    assert (len(result), len(offsets), len(repairs)) == (0, 0, 0)


def test_a_position_outside_the_text_is_refused_by_name():
    _, offsets, _ = clean_articles(articles(("a", "She won.", None)))
    with pytest.raises(StudyError) as error:
        raw_offset(offsets, "a", 8)
    assert str(error.value) == "Article `a` must have a character 8; its text has 8."


def test_all_characters_of_an_unequal_run_come_from_its_beginning():
    runs = [(0, 1, 0, 1), (1, 3, 1, 9), (3, 4, 9, 10)]
    assert [raw_position(runs, position) for position in range(4)] == [0, 1, 1, 9]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("We waited \x85 and then we left.", "We waited … and then we left."),
        ("I just\x85don’t know, she said.", "I just…don’t know, she said."),
        ("Ivo Dura\x9ain paid \x8050 million.\x85 He left.", "Ivo Durašin paid €50 million.… He left."),
        ("\x8bYes\x9b, said \x8aime and \x9c.", "‹Yes›, said Šime and œ."),
    ],
)
def test_the_control_characters_of_windows_1252_are_letters_and_marks(raw, text):
    assert cleaned(raw) == text


def test_undefined_control_characters_and_escapes_of_terminals_go():
    assert cleaned("The \x9b31mred\x9b0m hall\x81\x9d.") == "The red hall."


def test_lines_that_end_with_next_line_are_joined_as_others_are():
    lines = ["The singer told reporters on Tuesday that her next album was", "finished, and it would be out soon."]
    assert cleaned("\x85".join([*lines, *lines])) == cleaned("\n".join([*lines, *lines]))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The oﬃce will bring proﬁt to the ﬂoor.", "The office will bring profit to the floor."),
        ("𝗔𝗻𝗮 𝓌ℯ𝓃𝓉 ｈｏｍｅ", "Ana went home"),
        ("A 漢字！ stays, as do ½ and ²", "A 漢字！ stays, as do ½ and ²"),
    ],
)
def test_letters_are_those_that_are_read(raw, text):
    assert cleaned(raw) == text


@pytest.mark.parametrize("raw", ["DÃ¡te", "DA\u0303¡te", "â€œYesâ€\x9d", "a\u0302€œYesa\u0302€\x9d"])
def test_mojibake_is_mended_though_its_accents_are_decomposed(raw):
    assert cleaned(f"She said {raw}.") in ("She said Dáte.", "She said “Yes”.")
