"""The measurement of pronouns on labelled files, here invented ones."""

import pandas as pd
import pytest

import analysis
from analysis.study import About, Study
from benchmarks.validity.product import read_texts
from benchmarks.validity.pronouns import find_meant, read_gap, run

GAP = """ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL
x-1\tAnn Lee met Eve Moor. Ann Lee sang, and she left.\tshe\t40\tAnn Lee\t22\tTRUE\tEve Moor\t12\tFALSE\tu
x-2\tBob Lee sang. He left. Rex Moor came.\tHe\t14\tBob Lee\t0\tTRUE\tRex Moor\t23\tFALSE\tu
"""

TREE = """# newdoc id = d
# text = Ann met Bo.
1\tAnn\tAnn\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
3\tBo\tBo\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(2-person-new-nnnnn-cf1-1-sgl)|SpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t0\troot\t_\t_

# text = She's here.
1-2\tShe's\t_\t_\t_\t_\t_\t_\t_\t_
1\tShe\tshe\tPRON\tPRP\t_\t0\troot\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)
2\t's\tbe\tAUX\tVBZ\t_\t0\troot\t_\t_
3\there\there\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t0\troot\t_\t_
"""


@pytest.fixture
def measure(tmp_path):
    def on(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return run(tmp_path / name)

    return on


def test_gap_gives_f1_overall_and_by_gender(measure):
    found = measure("gap.tsv", GAP)
    assert found["n"] == 2
    assert found["scores"] == {"overall_f1": 1.0, "masculine_f1": 1.0, "feminine_f1": 1.0}
    assert set(found["baseline"]) == set(found["intervals"]) == set(found["scores"])


def test_a_treebank_gives_accuracy_over_pronouns_of_named_persons(measure):
    found = measure("tree.conllu", TREE)
    assert (found["n"], found["scores"]) == (1, {"accuracy": 1.0, "precision": 1.0})
    assert found["name"] == "pronouns"


def test_what_is_measured_is_what_an_article_gets(tmp_path):
    (tmp_path / "gap.tsv").write_text(GAP, encoding="utf-8")
    cases = read_gap(tmp_path / "gap.tsv")[:1]
    for case, measured in zip(cases, find_meant(cases), strict=True):
        study = Study(path=tmp_path, study=About(id="gap", title="GAP"), people=case.people)
        article = {"article_id": "a", "outlet": "Daily", "published": "2020-01-01", "text": case.text}
        mentions = analysis.read(study, pd.DataFrame([article])).mentions
        ((at, person),) = measured.items()
        assert mentions.loc[mentions["start"] == at, "person_id"].tolist() == [person]


def test_a_span_of_a_cleaned_text_is_led_back_to_the_raw_one():
    raw = "Tea &amp; cake.\n\nAnn Lee said: &quot;It is good.&quot;"
    [read] = read_texts([raw])
    [row] = read.quotes.itertuples()
    assert raw[slice(*read.raw(row.quoted_start, row.quoted_end))] == "It is good."
    assert raw[slice(*read.raw(row.source_start, row.source_end))] == "Ann Lee"
