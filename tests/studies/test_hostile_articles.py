"""Articles that are odd, damaged or hostile go through every step: repaired or shown as text, and never in the way."""

from itertools import cycle, islice
from pathlib import Path

import pandas as pd
import pytest

import analysis

CAPTAIN = Path(__file__).parent / "captain"
#: What stands in a document, and what must stand in its article.
TEXTS = {
    "one sentence": ("It rained.", "It rained."),
    "nul in a word": ("The cap\0tain left.", "The captain left."),
    "terminal escapes": ("\x1b[31mRed\x1b[0m shirts won.", "Red shirts won."),
    "soft hyphens": ("The govern\u00adment fell.", "The government fell."),
    "zero widths": ("The gov\u200bern\u2060ment fell.", "The government fell."),
    "turned writing": ("The \u202egov\u202d fell.", "The gov fell."),
    "joiners": ("می\u200cخواهم و שלום.", "می\u200cخواهم و שלום."),
    "emoji": ("A \U0001f468\u200d\U0001f469\u200d\U0001f467 and \U0001f44d\U0001f3fd won.",) * 2,
    "decomposed": ("The cafe\u0301 won.", "The café won."),
    "entities": ("&quot;I stay,&quot; she said &amp; left.", '"I stay," she said & left.'),
    "half an entity": ("&#" + "9" * 6_000 + "; won.",) * 2,
    "mojibake": ("â€œI stay,â€\x9d she said. Itâ€™s over.", "“I stay,” she said. It’s over."),
    "no mojibake": ("São, ½, Ãvila won.",) * 2,
    "markup": ("<script>alert(1)</script> <img src=x onerror=alert(1)> </style> won.", "won."),
    "escaped markup": ("&lt;script&gt;alert(1)&lt;/script&gt; won.", "<script>alert(1)</script> won."),
    "templates": ("{{7*7}} {% raw %} {0} %s $HOME won.",) * 2,
    "marks": ("a" + "\u0301" * 900 + " won.", None),
    "quotation marks": ('"' * 5_000 + " won.", None),
    "never closed": ("“ab " * 1_000 + "won.", None),
    "exclamation": ("Won" + "!" * 5_000 + "(" * 5_000 + " and left.", None),
    "full stops": ("U.S. 1. " * 1_000 + "won.", None),
    "no blanks": ("Lindqvist won.Okonjo left." * 500, None),
    "base64": ("data:image/png;base64," + "iVBORw0KGgo" * 2_000 + " won.", None),
    "blanks": ("Lindqvist" + " " * 20_000 + "won.", "Lindqvist won."),
    "line ends": ("Lindqvist won.\rOkonjo left.\u2028They met.\x85It rained.", None),
}


@pytest.fixture(scope="module")
def reading():
    raws = [raw for raw, _ in TEXTS.values()]
    outlets = ["=cmd|'/c calc'!A0", "../up", "<script>alert(1)</script>", "\x1b[31mred"]
    return analysis.read(
        CAPTAIN,
        pd.DataFrame({"article_id": list(TEXTS), "outlet": list(islice(cycle(outlets), len(raws))), "text": raws}),
    )


def test_each_is_an_article(reading):
    assert reading.articles["article_id"].tolist() == sorted(TEXTS)
    assert len(reading.quarantine) == 0


@pytest.mark.parametrize("article_id", [name for name, (_, text) in TEXTS.items() if text])
def test_its_text_is_mended_and_else_untouched(reading, article_id):
    assert reading.text(article_id) == TEXTS[article_id][1]


def test_other_line_ends_part_sentences_as_newlines_do(reading):
    assert (reading.sentences["article_id"] == "line ends").sum() == 4


def test_every_span_of_every_table_lies_in_its_article(reading):
    lengths = reading.articles.set_index("article_id")["text"].str.len()
    for name in ("sentences", "segments", "mentions", "frame_hits", "sentiments"):
        table = reading.tables[name]
        assert (table["start"] < table["end"]).all()
        assert (table["end"] <= table["article_id"].map(lengths)).all()


def test_nothing_written_can_run_in_a_spreadsheet_or_leave_its_folder(reading, tmp_path):
    files = reading.write(tmp_path / "out")
    assert {path.parent for path in files} == {tmp_path / "out"}
    table = pd.read_csv(tmp_path / "out" / "articles.csv", dtype=str, keep_default_na=False)
    assert not table.map(lambda cell: cell.startswith(("=", "+", "-", "@", "\t", "\r"))).any(axis=None)
    exact = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert "=cmd|'/c calc'!A0" in exact["outlet"].tolist()
