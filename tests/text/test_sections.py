import pytest

from analysis.text.sections import split_sections


def sections(*paragraphs: str, headline: bool = False) -> list[str]:
    text = "\n\n".join(paragraphs)
    return [section for _, _, section in split_sections(text, len(paragraphs[0]) if headline else 0)]


def test_spans_are_the_paragraphs_without_blanks():
    assert split_sections(" She won.\n\nHe lost. \n", 0) == [(1, 9, "body"), (11, 19, "body")]
    assert split_sections("", 0) == []


def test_headline_subheads_body_and_appeal():
    assert sections(
        "Jane Roe Wins",
        "Jane Roe won on Tuesday.",
        "Jane’s Side: Moving On, Not Back",
        "She said: “It was hard.”",
        "What’s Next?",
        "A tour.",
        "“I want more” - Roe explains why she took so long to write new songs after all",
        "She is tired.",
        "Stay tuned for more updates as the tour goes on.",
        headline=True,
    ) == ["headline", "body", "subhead", "body", "subhead", "body", "subhead", "body", "appeal"]


def test_a_heading_at_the_beginning_is_the_headline_where_none_is_known():
    assert sections("Jane Roe Wins", "She won.") == ["headline", "body"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "He praised her, declaring,",
        "She was blunt:",
        "“I tried. Next question.”",
        "“It was hard",
        "Why did she leave the band?",
        "'I tried,' he said. 'It's over.'",
        "and then she left the band",
        "Q: Will You Sing Again?",
    ],
)
def test_short_body_paragraphs_are_no_subheads(paragraph):
    assert sections("She won.", paragraph, "He lost.") == ["body", "body", "body"]


def test_a_list_of_names_and_a_last_line_are_body():
    assert sections("She won.", "First Song", "Second Song", "Third Song", "She left.") == ["body"] * 5
    assert sections("She won.", "The End") == ["body", "body"]


@pytest.mark.parametrize(
    ("paragraph", "section"),
    [
        ("John Doe sings in Ohio - Source: Getty", "credit"),
        ("Credit: Ann Doe for The Paper", "credit"),
        ("By Jane Roe, Staff Writer", "credit"),
        ("Pictured: the couple in 2019.", "caption"),
        ("The couple at a gala in 2019 (pictured left)", "caption"),
        ("Fans wait in this undated photo.", "caption"),
        ("Follow us on every platform.", "appeal"),
        ("Read the full interview here.", "appeal"),
        ("Watch the video below:", "appeal"),
        ("Let us know in the comments!", "appeal"),
    ],
)
def test_what_is_not_the_article_itself_is_set_apart(paragraph, section):
    assert sections("She won.", paragraph, "He lost.") == ["body", section, "body"]


def test_a_long_paragraph_that_names_an_agency_is_prose():
    assert sections("She won. " * 40 + "Ann Doe/Getty Images") == ["body"]
