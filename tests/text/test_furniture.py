"""What a page puts round an article is told by its form; ordinary headings and sentences stay."""

import pandas as pd
import pytest

from analysis.corpus.flags import find_stub
from analysis.text.clean import clean_articles, clean_text
from analysis.text.sections import split_sections


def section_of(line: str) -> str:
    text = f"She won the prize on Monday.\n\n{line}\n\nHe lost it on Friday, she said."
    return split_sections(text, 0)[1][2]


def sections(text: str) -> list[str]:
    return [section for _, _, section in split_sections(text, 0)]


@pytest.mark.parametrize(
    ("section", "lines"),
    [
        (
            "appeal",
            "Advertisement; Share; 12 comments; Share on Facebook; email sharing button Email; View gallery; 5 min read"
            "; Reading Time: 3 minutes; View this post on Instagram; A post shared by Jo Roe (@jo); Most Read"
            "; Story continues below advertisement; Home > News > Music; Tags: love, split; pic.twitter.com/aBc1"
            "; This article was amended on 3 March 2025 to correct a name; 404 - Page not found; Facebook X WhatsApp"
            "; Editor’s note: this story has a new headline; An earlier version of this story misspelt a name.",
        ),
        (
            "credit",
            "Published 3:04 p.m. EST March 3, 2025; Posted at 14:32 by Lena Moss; 4 Mar 2025 - 10:22; 2 hours ago"
            "; Lena Moss, Staff Writer; Lena Moss | Harbour Correspondent; Additional reporting by Ann Doe in Paris"
            "; Lena Moss contributed to this report.; © 2025 The Paper. All rights reserved."
            "; Updated: 2025-03-04T10:00Z"
            "; (Reporting by Lena Moss, editing by Paul Iredale)",
        ),
        (
            "caption",
            "Image caption, The bridge at night; Image Credit: Ann Doe Image Alt: The bridge; Alt text: a bridge",
        ),
        (
            "body",
            "Reporting by the Times found that he lied.; She shared a post on Instagram.; Reuters reported the split."
            "; Jane Roe, editor of the paper, left.; At 5 p.m. the doors opened.; This story was told before."
            "; The article was published in March, and he read it.; Correction fluid was used.",
        ),
        (
            "subhead",
            "Share of the vote; What Facebook wants; Forbidden love; Trending upward; Print is dead; Monday; March 2024"
            "; Follow the money; Search and rescue; A newsletter for all; Related to the band",
        ),
    ],
)
def test_a_line_is_told_by_its_form(section, lines):
    found = {line: section_of(line) for line in lines.split("; ")}
    assert found == dict.fromkeys(found, section)


def test_the_name_of_the_site_over_a_headline_is_not_the_headline():
    assert sections("Harbour News Online\n\nMara Vell answers again\n\nBy Nora Tamm\n\nShe won.") == [
        "credit",
        "headline",
        "credit",
        "body",
    ]
    assert sections("Mara Vell answers again\n\nShe won.") == ["headline", "body"]


def test_a_name_is_a_byline_where_a_time_stands_beside_it():
    assert sections("Mara Vell is home\n\nNora Tamm\n\n3 March 2025\n\nShe won.")[1:] == ["credit", "credit", "body"]
    assert sections("Mara Vell is home\n\nShe won.\n\nNora Tamm\n\nHe lost.")[2] == "subhead"


def test_a_caption_that_stands_twice_is_a_caption_twice_and_a_pulled_sentence_once():
    caption = "Mara Vell on the old bridge"
    assert sections(f"She won.\n\n{caption}\n\nGetty Images\n\n{caption}\n\nHe lost.") == [
        "body",
        "caption",
        "credit",
        "caption",
        "body",
    ]
    assert sections("She never came home.\n\nHe lost.\n\nShe never came home.\n\nIt rained.")[::2] == [
        "body",
        "caption",
    ]


@pytest.mark.parametrize("width", [16, 24, 34, 46])
def test_narrow_columns_are_unwrapped_and_hyphens_at_line_ends_joined(width):
    text = "The mayor of the old town said on Friday that the government of the county would not pay for the bridge."
    text = f"{text} {text}"
    lines, line = [], ""
    for word in text.split():
        if len(line) + 1 + len(word) > width:
            lines, line = [*lines, line], word
        else:
            line = f"{line} {word}".strip()
    assert clean_text("\n".join([*lines, line])).text == text


def test_a_joined_word_leads_back_to_where_it_was_cut():
    raw = "The govern-\nment of the old har-\nbour town has paid\nfor the well-\nknown bridge; well-known\nas it is."
    cleaned = clean_text(raw)
    assert cleaned.text == (
        "The government of the old harbour town has paid for the well-known bridge; well-known as it is."
    )
    assert cleaned.repairs["hyphens at line ends"] == 3
    at = cleaned.text.index("ment")
    run = next(run for run in cleaned.runs if run[0] <= at < run[1])
    assert raw[run[2] + at - run[0] :].startswith("ment")


def test_verses_and_lists_are_no_column():
    for lines in (
        "I love you so\nMore than I know\nAnd when you go\nThe rivers slow",
        "bread\nsalt and butter\nmilk\neggs",
    ):
        assert clean_text(lines).text == lines.replace("\n", "\n\n")


@pytest.mark.parametrize(
    ("headline", "outlet", "kept"),
    [
        ("Vell is home - The Coast", "Coast", "Vell is home"),
        ("Vell is home | Harbour News Online", None, "Vell is home"),
        ("“I tried” - Vell explains", "Coast", "“I tried” - Vell explains"),
        ("Vell is home - Full Review", "Coast", "Vell is home - Full Review"),
    ],
)
def test_the_name_of_the_site_behind_a_headline_goes(headline, outlet, kept):
    frame = pd.DataFrame({"article_id": ["a"], "raw": ["She won."], "headline": [headline], "outlet": [outlet]})
    articles, offsets, repairs = clean_articles(frame)
    assert articles["text"].iloc[0] == f"{kept}\n\nShe won."
    assert repairs["repair"].tolist() == ([] if kept == headline else ["site names"])
    assert offsets["end"].max() == len(f"{kept}\n\nShe won.")


def test_an_error_page_is_flagged():
    assert find_stub("403 Forbidden\n\nnginx") == [("error page", "403 Forbidden")]
    assert find_stub("Forbidden love\n\nThey met in spring.") == []
