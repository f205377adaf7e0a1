"""The same three articles, exported by each vendor and written in each format, are the same articles to the product."""

import pandas as pd
import pytest

from analysis.corpus import read_articles
from analysis.pipeline import read
from analysis.study import read_study
from analysis.text.clean import clean_articles
from tests.corpus.formats.exports import ARTICLES, FILES, PAGES

STUDY = """
study: {id: harbour, title: Harbour}
articles: [{path: delivered, file_name: "{outlet}_{published}"}]
people:
  ruiz: {name: Ana Ruiz, aliases: [Ruiz]}
  okafor: {name: Ben Okafor, aliases: [Okafor]}
frames:
  hope: {label: Hope, definition: It helps., functions: {moral_evaluation: {indicators: [jobs, growth, praised]}}}
  harm: {label: Harm, definition: It hurts., functions: {moral_evaluation: {indicators: [poison, disgrace, spill]}}}
"""
COLUMNS = ["outlet", "published_earliest", "headline", "text"]
EXPECTED = [
    (one.outlet, pd.Timestamp(one.day), one.headline, "\n\n".join([one.headline, *one.paragraphs])) for one in ARTICLES
]


def deliver(folder, name):
    """Write the files of a format and read them."""
    (folder / "delivered").mkdir()
    told = ', file_name: "{outlet}_{published}"'  # a print says neither
    (folder / "study.yaml").write_text(STUDY if name == "pdf" else STUDY.replace(told, ""))
    if name in FILES:
        file, write = FILES[name]
        (folder / "delivered" / file).write_bytes(write())
    else:
        ending, write = PAGES[name]
        for one in ARTICLES:
            (folder / "delivered" / f"{one.outlet}_{one.day}{ending}").write_bytes(write(one))
    return read_articles(None, read_study(folder))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return {name: deliver(tmp_path_factory.mktemp("export"), name) for name in [*FILES, *PAGES]}


@pytest.mark.parametrize("name", [*FILES, *PAGES])
def test_an_export_gives_the_articles_that_were_put_into_it(loaded, name):
    found = loaded[name]
    assert found.quarantine["reason"].tolist() == []
    assert set(found.articles["reader"]) == {name.split()[0]} if name != "gzip_file" else {"nexis_txt"}
    articles, _, _ = clean_articles(found.articles)
    rows = sorted(articles[COLUMNS].itertuples(index=False, name=None), key=lambda row: row[1])
    assert rows == EXPECTED


@pytest.mark.parametrize("name", [*FILES, *PAGES])
def test_each_part_of_a_text_leads_to_its_place_in_the_delivered_file(loaded, name):
    found = loaded[name]
    parts = found.raw_parts
    assert parts["locator"].notna().all() and set(parts["article_id"]) == set(found.articles["article_id"])
    for article_id, rows in parts.groupby("article_id"):
        raw = found.articles.set_index("article_id")["raw"][article_id]
        spans = list(zip(rows["start"], rows["end"], strict=True))
        assert spans == sorted(spans) and spans[0][0] == 0 and spans[-1][1] == len(raw)


def test_sentences_quotations_and_hits_are_the_same_in_every_format(loaded, tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY)
    frames = [
        found.articles.assign(article_id=[f"{name}-{day:%m}{day:%d}" for day in found.articles["published_earliest"]])
        for name, found in loaded.items()
    ]
    articles = pd.concat(frames)[["article_id", "outlet", "published_earliest", "published_latest", "headline", "raw"]]
    reading = read(read_study(tmp_path), articles.rename(columns={"raw": "text"}))
    for table, columns in {
        "sentences": ["start", "end", "section"],
        "quotes": ["content_start", "content_end", "person_id"],
        "frame_hits": ["start", "end", "frame_id", "voice"],
    }.items():
        found = getattr(reading, table)
        keys = found["article_id"].str.rpartition("-")
        seen = {
            (name, number): rows[columns].fillna("").to_numpy().tolist()
            for (name, number), rows in found.groupby([keys[0], keys[2]])
        }
        first = {number: rows for (name, number), rows in seen.items() if name == "nexis_txt"}
        assert len(first) == 3 or table != "sentences"
        assert seen == {(name, number): rows for name in loaded for number, rows in first.items()}
