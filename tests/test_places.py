"""From a row of any table to its words in the file that was delivered, in plain words."""

import json

import pandas as pd
import pytest
import yaml

import analysis
from analysis.compare.tables.evidence import frame_evidence, person_evidence, quote_evidence, tone_evidence
from analysis.compare.tables.timeline import course_of_articles
from analysis.corpus.understood import count_files
from analysis.reports.room import write_room
from analysis.study import read_study

#: The words that are looked for, and where each article was delivered with them.
STORY = "The port slept.\n\n“It brings growth,” Ana Ruiz said. Ana Ruiz fears harm."
STUDY = {
    "study": {"id": "harbour", "title": "Harbour"},
    "people": {"ana": {"name": "Ana Ruiz"}},
    "frames": {
        name: {"label": name, "definition": name, "functions": {"problem_definition": {"indicators": [name]}}}
        for name in ("growth", "harm")
    },
    "axes": {"growth-harm": {"label": "growth or harm", "positive": "growth", "negative": "harm"}},
    "articles": [{"path": path, "outlet": path} for path in ("a.csv", "b.json", "texts/c.txt", "d.html", "e.txt")],
}
CSV = f'article_id,outlet,headline,text\na0,Tide,,"One line.\nTwo lines."\na1,Tide,The harm of it,"{STORY}"\n'
PAGE = "<html><head><title>Harbour</title></head><body><article>{}</article></body></html>"
LABELS = "Title: The harbour\nSource: Tide\nDate: 2024-01-05\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    files = {
        "study.yaml": yaml.safe_dump(STUDY),
        "a.csv": CSV,
        "b.json": json.dumps({"articles": [{"id": "b1", "text": "Silent."}, {"id": "b2", "text": STORY}]}),
        "texts/c.txt": STORY,
        "d.html": PAGE.format("".join(f"<p>{one}</p>" for one in [*STORY.split("\n\n"), "Words of the page. " * 20])),
        "e.txt": LABELS + STORY,
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content.encode())
    return folder


@pytest.fixture(scope="module")
def reading(folder):
    return analysis.read(read_study(folder))


def places(table, **sought):
    for column, value in sought.items():
        table = table[table[column] == value]
    return dict(zip(table["article_id"], table["place"], strict=True))


def test_every_table_of_evidence_leads_to_file_and_place(reading, folder):
    at = STORY.index("growth")
    found = places(frame_evidence(reading, "growth-harm"), words="growth")
    start, end = map(int, found["d"].removeprefix("d.html, bytes ").split("-"))
    assert b"growth" in (folder / "d.html").read_bytes()[start:end] and end - start < 70  # its paragraph
    del found["d"]
    assert found == {
        "a1": f"a.csv, row on line 4, character {at} of its text",
        "b2": f"b.json, item /articles/1, character {at} of its text",
        "c": f"c.txt, character {at}",
        "e": f"e.txt, bytes {len(LABELS)}-{len((LABELS + STORY).encode())}, character {at} of its text",
    }
    for table in (tone_evidence(reading, most=9), person_evidence(reading), quote_evidence(reading)):
        assert {"a.csv", "b.json", "c.txt"} <= {place.split(",")[0] for place in table["place"]}
    course = course_of_articles(reading, "growth-harm")
    assert places(course, start=0)["c"] == "c.txt, character 0"


def test_words_of_a_headline_are_led_to_the_headline(reading):
    found = places(frame_evidence(reading, "growth-harm"), start=len("The "))
    assert found == {"a1": "a.csv, row on line 4, character 4 of its headline"}


def test_the_words_stand_at_the_character_that_is_told(reading, folder):
    hits = frame_evidence(reading, "growth-harm")
    text = (folder / "texts" / "c.txt").read_text(encoding="utf-8")
    for row in hits[hits["article_id"] == "c"].itertuples():
        assert text[int(row.place.rpartition(" ")[2]) :].startswith(row.words)


def test_many_rows_are_led_as_one_by_one(reading):
    mentions = reading.mentions
    for row in reading.with_places(mentions).itertuples():
        file, locator = reading.place(row.article_id, row.start)
        assert row.place.startswith(file) and (locator.partition("=")[2] in row.place or row.article_id == "c")


def test_what_is_not_in_the_text_has_no_place_and_rows_keep_their_labels(reading):
    frame = pd.DataFrame({"article_id": ["c", "c", "c", "none"], "start": pd.array([0, None, 9999, 0], dtype="Int64")})
    found = reading.with_places(frame.set_axis([7, 5, 3, 1]))
    assert found["place"].isna().tolist() == [False, True, True, True]
    assert found.loc[7, "place"] == "c.txt, character 0"
    empty = reading.replace(**{name: reading[name][:0] for name in ("articles", "raw_parts", "raw_offsets")})
    assert empty.with_places(frame)["place"].isna().all() and empty.with_places(frame[:0]).empty


def test_the_pages_lead_to_the_delivered_file(reading, tmp_path):
    write_room(reading, tmp_path)
    at = STORY.index("growth")
    page = (tmp_path / "article-a1.html").read_text(encoding="utf-8")
    assert f"Place: a.csv, row on line 4, character {at} of its text." in page
    assert "<bdi>a.csv</bdi>, row on line 4 (read as delimited)" in page
    page = (tmp_path / "article-c.html").read_text(encoding="utf-8")
    assert page.count(f"Place: c.txt, character {at}.") == 1  # the mark's; sentences begin elsewhere
    assert "Place: c.txt, character 0." in page
    ledger = (tmp_path / "quotes.html").read_text(encoding="utf-8")
    assert f"place: <bdi>c.txt, character {STORY.index('It brings')}</bdi>" in ledger


def test_delivered_files_are_counted_with_their_readers(reading):
    found = count_files(reading.articles)[["file", "reader", "articles"]].values.tolist()
    assert sorted(found) == [
        ["a.csv", "delimited", 2],
        ["b.json", "json_file", 2],
        ["c.txt", "text", 1],
        ["d.html", "html_page", 1],
        ["e.txt", "text", 1],
    ]
