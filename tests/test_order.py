"""A Reading does not depend on the order of its articles, on how they were cut into batches, or on unrelated ones."""

import pandas as pd
import pytest

import analysis
from analysis import pipeline
from analysis.corpus.demo import write_demo
from analysis.tables import TABLES
from analysis.validity.simulated import write_simulated
from analysis.validity.whole import with_coding

#: Tables that see one batch; the others are made of them, and of the whole corpus.
OF_BATCHES = (
    "articles raw_offsets repairs sentences mentions quotes segments valences sentiments person_scores frame_hits"
    " narrated_times"
).split()


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A study with its articles, and their Reading."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, articles=18, outlets=3, seed=2)
    study = analysis.read_study(folder).model_copy(update={"minimum_articles": 3, "outlets": {}})
    articles = pd.read_csv(folder / "articles.csv", dtype=str)
    articles.loc[3, "text"] += " R&amp;B was played."  # what is repaired
    articles.loc[4, "published"] = None  # and what is noted
    reading = analysis.read(study, articles)
    write_simulated(reading, folder / "coding", n=180)  # and what is coded
    return (study, articles), with_coding(reading, folder / "coding")


@pytest.fixture(scope="module")
def demo(read):
    return read[0]


@pytest.fixture(scope="module")
def reading(read):
    return read[1]


@pytest.fixture(scope="module")
def shuffled(demo):
    study, articles = demo
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "BATCH", 5)
        return analysis.read(study, articles.sample(frac=1, random_state=4))


def test_the_demo_fills_every_table(reading):
    assert [name for name, table in reading.tables.items() if table.empty] == ["quarantine"]
    assert reading.contrasts["lower"].notna().any()


@pytest.mark.parametrize("name", [name for name in TABLES if name != "health"])
def test_another_order_in_other_batches_gives_the_same_bytes(reading, shuffled, name):
    one, other = reading.tables[name], shuffled.tables[name]
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    assert one.to_csv().encode() == other.to_csv().encode()


@pytest.mark.parametrize("name", [name for name in TABLES if name != "health"])
def test_every_table_is_sorted_by_its_key(reading, name):
    table = reading.tables[name]
    keys = table[list(TABLES[name].key)].astype(object).where(table[list(TABLES[name].key)].notna(), "")
    rows = list(keys.itertuples(index=False, name=None))
    assert rows == sorted(rows)


def test_an_unrelated_article_changes_no_row_of_another(demo, reading):
    study, articles = demo
    text = "“Rivers rise,” Mary Poole said on Monday. The harbour was good, and the boats were bad.\n\nShe left."
    new = pd.DataFrame({"article_id": ["000-new"], "outlet": ["Elsewhere"], "text": [text]})
    more = analysis.read(study, pd.concat([articles, new], ignore_index=True))
    for name in OF_BATCHES:
        others = more.tables[name][more.tables[name]["article_id"] != "000-new"].reset_index(drop=True)
        pd.testing.assert_frame_equal(others, reading.tables[name], check_exact=True)


def test_outlets_that_the_study_does_not_list_stand_in_the_order_of_their_names(demo, reading):
    assert not demo[0].outlets
    units = reading.contrasts.loc[reading.contrasts["measure"] == "tone", ["unit_a", "unit_b"]]
    pairs = units[~units["unit_a"].isin(["own"]) & ~units["unit_a"].str.startswith("after:")]
    assert len(pairs)
    assert (pairs["unit_a"] < pairs["unit_b"]).all()
