"""A Reading as a whole: its tables agree with each other and lead back to the untouched documents."""

import copy
import pickle

import pandas as pd
import pytest

import analysis
from analysis import reading
from analysis.errors import TableError
from analysis.reading import Reading
from analysis.study import SHIPPED
from analysis.tables import TABLES, conform

SPANS = "sentences segments mentions frame_hits sentiments".split()
#: Marks that a repair may write for another mark; every other character is the document's own.
WRITTEN = {"\n": "\n \r", " ": " \n\xa0\t"}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_keeps_to_the_house(shipped, name):
    if name in shipped.tables:
        pd.testing.assert_frame_equal(conform(shipped.tables[name], name), shipped.tables[name])


@pytest.mark.parametrize("name", SPANS)
def test_every_span_lies_in_its_article_and_holds_words(shipped, name):
    frame = shipped.with_words(shipped.tables[name])
    assert len(frame)
    assert (frame["start"] < frame["end"]).all()
    assert frame["words"].str.len().eq(frame["end"] - frame["start"]).all()
    assert frame["words"].str.strip().ne("").all() or name == "segments"


def test_a_mention_and_a_hit_are_the_words_they_say_they_are(shipped):
    for name in ("mentions", "frame_hits"):
        frame = shipped.with_words(shipped.tables[name])
        assert frame["words"].tolist() == frame["surface"].tolist()


def test_every_letter_of_an_article_is_found_in_the_untouched_document(shipped):
    files = dict(zip(shipped.articles["article_id"], shipped.articles["file"], strict=True))
    for article_id, file in files.items():
        path = next((SHIPPED / "articles").glob(f"*{file.split('/')[-1]}"))
        document, text = path.read_text(encoding="utf-8"), shipped.text(article_id)
        runs = shipped.raw_offsets[shipped.raw_offsets["article_id"] == article_id]
        assert runs["end"].max() == len(text)
        for run in runs.itertuples():
            if run.end - run.start == run.raw_end - run.raw_start:
                assert text[run.start : run.end] == document[run.raw_start : run.raw_end]
            else:
                assert not text[run.start : run.end].isalnum()


def test_segments_tile_their_sentences(shipped):
    for _, parts in shipped.segments.groupby(["article_id", "sentence_index"]):
        assert (parts["start"].iloc[1:].to_numpy() == parts["end"].iloc[:-1].to_numpy()).all()
    ends = shipped.segments.groupby(["article_id", "sentence_index"]).agg(start=("start", "min"), end=("end", "max"))
    sentences = shipped.sentences.set_index(["article_id", "sentence_index"])[["start", "end"]]
    pd.testing.assert_frame_equal(ends.sort_index(), sentences.sort_index(), check_names=False)


def test_an_article_reads_the_same_alone_as_in_company(shipped):
    rows = shipped.articles[["article_id", "outlet", "raw", "headline"]].rename(columns={"raw": "text"})
    alone = analysis.read(articles=rows.iloc[[1]])
    for name in "sentences segments mentions quotes valences sentiments frame_hits person_scores".split():
        together = shipped.tables[name]
        expected = together[together["article_id"] == "001"].reset_index(drop=True)
        columns = [column for column in expected.columns if column != "holder_id"]
        pd.testing.assert_frame_equal(alone.tables[name][columns], expected[columns])


def test_the_plain_lexicon_is_one_parameter_away(shipped):
    plain = analysis.read(lexicon="plain")
    assert plain.valences["lexicon"].unique().tolist() == ["vader-3.3.2"]
    assert shipped.valences["lexicon"].str.startswith("vader-3.3.2+study:").all()
    assert plain.valences["n_lexicon"].sum() < shipped.valences["n_lexicon"].sum()


def test_a_reading_on_disk_opens_as_it_was_written(shipped, tmp_path):
    shipped.write(tmp_path)
    opened = analysis.open_reading(tmp_path)
    for name, table in shipped.tables.items():
        pd.testing.assert_frame_equal(opened.tables[name], table)
    (tmp_path / "quotes.parquet").unlink()
    with pytest.raises(TableError, match=r"must hold `quotes.parquet`"):
        analysis.open_reading(tmp_path)


def test_a_reading_shows_its_tables_by_their_rows_and_opens_none_for_that(shipped, tmp_path):
    shown = repr(shipped)
    assert shown.splitlines()[:2] == [
        "Reading of offset-cardi-b: Offset and Cardi B, 2023-2025",
        "3 articles of 3 outlets: US Today 1, Billboard 1, Sportskeeda 1",
    ]
    assert f"quotes={len(shipped.quotes)}" in shown
    assert len(shown) < 700
    shipped.write(tmp_path)
    opened = analysis.open_reading(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "conform", None)  # without which no table opens
        assert repr(opened) == shown
        assert opened._repr_html_() == shipped._repr_html_()
    assert '<th scope="row">quotes</th><td class="number">38</td>' in opened._repr_html_()


def test_what_a_study_says_of_itself_is_not_live_in_a_notebook(shipped):
    named = shipped.study.study.model_copy(update={"title": "<script>"})
    shown = shipped.replace(study=shipped.study.model_copy(update={"study": named}))._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_reading_is_a_mapping_of_its_tables(shipped):
    assert list(shipped) == list(TABLES)
    assert len(shipped) == len(TABLES)
    assert shipped["quotes"] is shipped.quotes
    assert dict(shipped).keys() == shipped.tables.keys()
    assert "nothing" not in shipped
    assert "quotes" in dir(shipped)
    for made in (pickle.loads(pickle.dumps(shipped)), copy.copy(shipped), shipped.replace()):
        assert made == shipped


def test_readings_are_equal_if_their_study_and_all_their_rows_are(shipped):
    other = shipped.replace(quotes=shipped.quotes.iloc[1:])
    assert (other == shipped, other != shipped, shipped == "shipped") == (False, True, False)
    assert shipped.replace(study=shipped.study.model_copy(update={"minimum_articles": 2})) != shipped


def test_a_reading_names_a_table_that_lacks_or_is_none_and_takes_none_later(shipped):
    tables = shipped.tables
    with pytest.raises(TableError, match=r"and no other; they differ in quotes\.$"):
        Reading(shipped.study, **{name: table for name, table in tables.items() if name != "quotes"})
    with pytest.raises(TableError, match=r"and no other; they differ in verbs\.$"):
        shipped.replace(verbs=tables["quotes"])
    with pytest.raises(AttributeError, match="A Reading has no 'verbs'; its tables are articles, "):
        _ = shipped.verbs
    with pytest.raises(AttributeError):
        shipped.quotes = tables["quotes"]


def test_words_and_sentences_are_shown_beside_a_span(shipped):
    frame = shipped.with_sentences(shipped.with_words(shipped.mentions.head(3)))
    for row in frame.itertuples():
        assert row.words in row.sentence
    with pytest.raises(TableError, match="`article_id` must be one of 000, 001, 002; found `9`"):
        shipped.text("9")


@pytest.mark.parametrize("name", ["with_words", "with_sentences", "with_places"])
def test_a_table_whose_places_have_other_names_is_told_which(shipped, name):
    with pytest.raises(
        TableError, match="`start` must be a column; those of places here are content_start, quoted_start, cue_start"
    ):
        getattr(shipped, name)(shipped.quotes)


def test_an_axis_is_scored_for_articles_outlets_and_the_people_who_speak(shipped):
    scores = shipped.axis_scores[(shipped.axis_scores["voice"] == "all") & (shipped.axis_scores["section"] == "all")]
    units = scores.groupby("unit_kind")["unit_id"].agg(set).to_dict()
    assert units["article"] == {"000", "001", "002"}
    assert units["outlet"] == set(shipped.study.outlets)
    assert {"offset", "cardi-b"} <= units["person"]


def test_a_character_is_followed_to_the_file_that_was_delivered(shipped):
    row = shipped.articles.iloc[0]
    file, locator = shipped.place(row["article_id"], len(row["text"]) - 1)
    assert (file, locator) == (row["source_file"], row["locator"])
    assert file.startswith("articles/000_") and locator.startswith("bytes=0-")
    assert shipped.raw_parts["locator"].str.startswith("bytes=0-").all()
