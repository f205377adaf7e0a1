import pytest

from analysis.text.clean import clean_text
from analysis.text.credits import find_credits
from analysis.text.glue import find_seams


def paragraphs(raw: str) -> list[str]:
    return clean_text(raw).text.split("\n\n")


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("She told the paper.Jane Roe’s album is out.", ["She told the paper.", "Jane Roe’s album is out."]),
        ('He said:"I just want peace."', ["He said:", '"I just want peace."']),
        (
            'He said:"It was hard, too."The other singer agreed.',
            ["He said:", '"It was hard, too."', "The other singer agreed."],
        ),
        ("She “tried.”Since then she left.", ["She “tried.”", "Since then she left."]),
        ("“It was hard,” she said.“I left.”", ["“It was hard,” she said.", "“I left.”"]),
        ("She split in 2018The couple married.", ["She split in 2018", "The couple married."]),
        ("The couple told TVNThe news is true.", ["The couple told TVN", "The news is true."]),
        ("What comes next?The tour starts.", ["What comes next?", "The tour starts."]),
    ],
)
def test_glued_paragraphs_are_parted(raw, parts):
    assert paragraphs(raw) == parts


def test_a_heading_glued_between_paragraphs_becomes_its_own():
    raw = (
        'Roe has two sons. "It was hard" - Roe explains her split from DoeJohn Doe Sings In Ohio Last Night - Source: '
        "GettyIn an interview, Doe and Roe spoke."
    )
    assert paragraphs(raw) == [
        "Roe has two sons.",
        '"It was hard" - Roe explains her split from Doe',
        "John Doe Sings In Ohio Last Night - Source: Getty",
        "In an interview, Doe and Roe spoke.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "LeBron James and DeAndre met at McDonald’s with an iPhone and an eBay bag.",
        "You can watch YouTube Music Awards Show. They play PlayStation. OutKast and TakeOff. You know.",
        "Visit Booking.Com or Foo.com/Bar.Baz, write to a@B.Com. J.K.Rowling, Ph.D. students, St.Louis.",
        "HBCUs and NDAs, the U.S.-Mexico border, Node.JS.",
        "Jane Roe wrote as @JaneRoe about #LoveIsLove and JaneRoe.",
        "O’Neal, D’Angelo and ‘The End’.",
        "He typed =cmd|' /C calc'!A0 and =Sheet1!B2+'My sheet'!AA10 into v2.B3 of it.",
        "aGFsbG8gd2VsdCwgd2llIGdlaHQgZXMgZGlyPyBJY2gIaGFiZQ",
    ],
)
def test_names_with_capitals_inside_and_addresses_stay_whole(text):
    assert find_seams(text) == []


def test_a_blank_lost_at_a_link_is_put_back_without_a_break():
    assert paragraphs("He worried aboutJane Roe a lot.") == ["He worried about Jane Roe a lot."]


def test_a_quotation_is_not_parted_at_an_ellipsis_or_inside():
    assert paragraphs("“It was hard…But I left.She knew.”") == ["“It was hard… But I left. She knew.”"]


def test_a_dialogue_tag_is_not_parted_from_its_quotation():
    assert paragraphs('"Really?"Jane asked.') == ['"Really?" Jane asked.']


def test_a_credit_and_its_caption_become_a_paragraph():
    raw = "She won. Jane Roe at the gala (Photo by A. Doe/Getty Images for TVN) The singer left."
    assert paragraphs(raw) == [
        "She won.",
        "Jane Roe at the gala (Photo by A. Doe/Getty Images for TVN)",
        "The singer left.",
    ]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Fans - Source: Getty", "- Source: Getty"),
        ("Fans (Image via Instagram/@roe)", "(Image via Instagram/@roe)"),
        ("Ann Doe/Getty Images", "Ann Doe/Getty Images"),
        ("(AP Photo/Ann Doe)", "(AP Photo/Ann Doe)"),
        ("Photo: Instagram", "Photo: Instagram"),
        ("Image Credit: Ann Doe", "Image Credit: Ann Doe"),
    ],
)
def test_credits_are_found(text, credit):
    assert [text[start:end] for start, end in find_credits(text)] == [credit]


@pytest.mark.parametrize(
    "text",
    ["OSLO (AFP) - A man", "He took a photo by the sea.", "A Reuters/Ipsos poll says so.", "Source: X said he left."],
)
def test_prose_about_pictures_and_agencies_is_no_credit(text):
    assert list(find_credits(text)) == []
