import pandas as pd
import pytest

import analysis
from analysis.corpus.markup import find_markup, without_markup
from analysis.text.clean import clean_articles, clean_text, raw_offset


def paragraphs(raw: str) -> list[str]:
    return clean_text(raw).text.split("\n\n")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>Ana won.</p><p>Ben&nbsp;&amp; Cy left.</p>", ["Ana won.", "Ben & Cy left."]),
        ("<p>Ana won.<p>Ben left.", ["Ana won.", "Ben left."]),
        ("<div class='a>b'>Ana <a href=\"x?a>b\">won</a>.</div>", ["Ana won."]),
        ("Ana <em>won</em>.\nBen left.", ["Ana won.", "Ben left."]),
        ("<p>Ana\nwon.</p>\n<P>Ben\r\nleft.</P>", ["Ana won.", "Ben left."]),
        ("<pre>Ana won.\nBen left.</pre>", ["Ana won.", "Ben left."]),
        ("Ana won.<br>Ben left.<br/>Cy stayed.", ["Ana won.", "Ben left.", "Cy stayed."]),
        ("<ul><li>Ana<li>Ben</ul>", ["Ana", "Ben"]),
        ("<table><tr><td>Ana</td><td>4</td></tr></table>", ["Ana 4"]),
        ("<p>Ben said <q>no</q>.</p>", ["Ben said “no”."]),
        ("<![CDATA[<p>Ana won.</p>]]>", ["Ana won."]),
        ("<p>Ana<!-- <p>x</p> --> won.</p>", ["Ana won."]),
        ("<![CDATA[Ana won.]]>", ["Ana won."]),
        ("Ana<!--more--> won.", ["Ana won."]),
        ("<p>Ana<script>if (a<b) f('</p>')</script><style>p{}</style> won.</p>", ["Ana won."]),
        ("<p>Ana<o:p></o:p> won.</p><amp-ad width=1></amp-ad>", ["Ana won."]),
        ("&lt;p&gt;Ana &amp;amp; Ben won.&lt;/p&gt;", ["Ana & Ben won."]),
    ],
)
def test_tags_are_taken_out_and_blocks_become_paragraphs(raw, expected):
    assert paragraphs(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We <3 her, and a < b or c > d.",
        "Write to <ana@paper.example> or see <https://paper.example/a>.",
        "The <p> tag and the <br tag are old.",
        "He said <inaudible> and <b> stands for bold.",
        "A comment begins with <!-- and a section with <![CDATA[ there.",
    ],
)
def test_prose_with_angle_brackets_stays(text):
    assert find_markup(text) == []
    assert clean_text(text).text == text


def test_what_is_escaped_in_prose_is_what_the_text_speaks_of():
    assert clean_text("Type &lt;b&gt;bold&lt;/b&gt; here.").text == "Type <b>bold</b> here."


def test_a_script_that_nothing_closes_loses_its_tag_alone():
    assert paragraphs("<p>Ana won.</p><script>Ben left.") == ["Ana won.", "Ben left."]


def test_tags_are_counted_as_a_repair_and_offsets_lead_past_them():
    raw = "<p>Ana <b>won</b>\nagain.</p>"
    articles = pd.DataFrame({"article_id": ["a"], "raw": [raw], "headline": ["<i>Ana</i> wins"]})
    cleaned, offsets, repairs = clean_articles(articles)
    assert cleaned["text"].tolist() == ["Ana wins\n\nAna won again."]
    assert repairs.set_index("repair").loc["HTML tags", "n"] == 6
    text = cleaned["text"].iloc[0]
    for word in ("won", "again"):
        assert raw_offset(offsets, "a", text.index(word)) == ("document", raw.index(word))


def test_a_record_of_tags_alone_has_no_words_and_is_set_aside():
    frame = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "outlet": "Gazette",
            "published": "2024-05-01",
            "text": ["<div><script>var x = 1</script><img alt='Ana'></div>", "<p>Ana won.</p>"],
        }
    )
    reading = analysis.read(None, frame)
    assert reading.articles["article_id"].tolist() == ["b"]
    assert "must have words" in reading.quarantine["reason"].iloc[0]


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<a x='", '<a "', "<p>", "<div><b>", "<q", "]]>", "<x-y "])
def test_hostile_markup_is_read_whole(piece):
    seen = without_markup("Ana won. " + piece * 3_000 + " Ben left.")
    assert seen.startswith("Ana won.") and seen.endswith("Ben left.")
