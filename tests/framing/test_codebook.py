from types import SimpleNamespace

import pytest

from analysis.framing.codebook import FINDINGS, check_codebook
from analysis.framing.hits import find_hits
from analysis.framing.indicators import describe_codebook


@pytest.fixture
def check(make_study, make_tables):
    """Give a function that checks a codebook against texts, its examples read by the same steps."""

    def read(study, texts):
        names = ["articles", "sentences", "segments", "mentions"]
        tables = make_tables(*texts) if len(texts) else make_tables("Nothing.")
        return SimpleNamespace(
            study=study, frame_hits=find_hits(*tables, study), **dict(zip(names, tables, strict=True))
        )

    def read_examples(study, frame):
        found = read(study, frame["text"].tolist())
        ids = dict(zip(found.articles["article_id"], frame["article_id"], strict=True))
        found.frame_hits["article_id"] = found.frame_hits["article_id"].map(ids).astype("str")
        found.articles["article_id"] = frame["article_id"].to_numpy()
        return found

    def run(*texts, include=(), exclude=(), works=(), minimum=2, **frames):
        study = make_study(works=works, **frames)
        first = next(iter(study.frames))
        frame = study.frames[first].model_copy(update={"include": tuple(include), "exclude": tuple(exclude)})
        study = study.model_copy(update={"frames": {**study.frames, first: frame}, "minimum_articles": minimum})
        found = check_codebook(read(study, texts), read_examples)
        return found.assign(indicator=found["indicator"].fillna("-")).drop(columns="level").values.tolist()

    return run


LOVE = "Ana loves Ben. Ana and Ben feud."


def test_a_sound_codebook_has_no_findings(check):
    assert check(LOVE, include=["Ana loves Ben."], exclude=["Cy loves Ana."], warm=["love"], cold=["feud"]) == []


def test_examples_are_the_tests_of_the_codebook(check):
    found = check(LOVE, include=["Ana adores Ben."], exclude=["Ben loves Ana."], warm=["love"], cold=["feud"])
    assert found == [
        ["include missed", "warm", "-", "Ana adores Ben."],
        ["exclude counted", "warm", "-", "Ben loves Ana."],
    ]


def test_frames_that_claim_the_same_words_overlap(check):
    found = check("Ana and Ben: ups and downs.", warm=["ups and downs"], cold=["=ups and =downs"])
    assert found == [
        ["overlap", "cold", "=ups and =downs", "also of another frame: ups and downs"],
        ["overlap", "warm", "ups and downs", "also of another frame: ups and downs"],
    ]


def test_an_indicator_that_carries_its_frame_is_named_once_hits_are_enough(check):
    few, many = ["Ana loves Ben. Ana praises Ben." * n for n in (1, 1)], "Ana loves Ben. " * 9 + "Ana praises Ben."
    assert check(*few, warm=["love", "praise"]) == []
    assert check(many, warm=["love", "praise"]) == [["too much", "warm", "love", "9 hits, 90% of the frame's"]]


def test_an_indicator_that_matches_nowhere_is_a_problem_only_among_enough_articles(check, make_study):
    assert check(LOVE, LOVE, warm=["love", "adore"], cold=["feud", "quarrel"]) == [
        ["never matches", "warm", "adore", "in 2 articles and the examples"],
        ["never matches", "cold", "quarrel", "in 2 articles and the examples"],
    ]
    assert FINDINGS["never matches"][0] == "problem"


def test_poles_of_unequal_size_are_named(check):
    found = check(LOVE + " Ana split from Ben.", warm=["love"], cold=["feud", "split"])
    assert found == [["imbalance", "cold", "-", "axis warm-cold: 1 indicators against 2"]]


def test_a_codebook_that_finds_next_to_nothing_is_named(check):
    found = check("It rained. " * 200 + "Love.", warm=["love"])
    assert found == [["low coverage", "-", "-", "0 of 201 sentences"]] or found[0][0] == "low coverage"


def test_indicators_inside_titles_and_names_are_noted(check):
    found = check(LOVE + " Dot.", works=["Feud"], warm=["love", "dot"], cold=["feud"], include=["Ana loves Ben."])
    assert ["inside a title", "cold", "feud", "Feud"] in found
    assert ["inside a name", "warm", "dot", "Dot"] in found


def test_each_indicator_is_described_with_what_it_does(make_study, make_tables):
    study = make_study(warm=["love", "praise"])
    tables = make_tables("Ana loves Ben. Cy loves Ana.")
    reading = SimpleNamespace(study=study, frame_hits=find_hits(*tables, study))
    reading.articles = tables[0]
    assert describe_codebook(reading).drop(columns=["read_as", "surfaces", "passed_over"]).values.tolist() == [
        ["warm", "problem_definition", "love", 1.0, 2, 1, 1, 1, 1, 1.0, "word"],
        ["warm", "problem_definition", "praise", 1.0, 0, 0, 0, 0, 0, 0.0, "word"],
    ]


def test_each_indicator_is_told_as_it_was_read_with_what_it_hit_and_passed_over(make_study, make_tables):
    study = make_study(warm=["love", "support*", "email|e-mail list"])
    tables = make_tables(
        "Ana loves Ben. Ana is in love, loves Ben and his e-mail list. Ben is lovely. Supporters left."
    )
    reading = SimpleNamespace(study=study, articles=tables[0], frame_hits=find_hits(*tables, study))
    columns = ["read_as", "surfaces", "passed_over"]
    assert describe_codebook(reading)[columns].values.tolist() == [
        ["love in any form", "loves 2, love 1", "lovely 1"],
        ["support…", "supporters 1", ""],
        ["(email) (list) or (e) (mail) (list), each in any form", "e-mail list 1", ""],
    ]


def test_a_declared_name_is_not_noted_as_masked(check):
    found = check(LOVE + " Dot.", warm=["love", "Dot"], cold=["feud", "dot"], include=["Ana loves Ben."])
    assert [row[:3] for row in found if row[0] == "inside a name"] == [["inside a name", "cold", "dot"]]


@pytest.mark.parametrize(
    ("own", "others", "text", "detail"),
    [
        ("child support", ["support"], "child support", "lies on support: changes nothing"),
        (
            {"match": "child support", "weight": 2},
            ["support"],
            "child support",
            "lies on support: weighs 2, not 1 (1 of 1)",
        ),
        ("kiss and hug", ["kiss", "hug"], "kiss and hug", "lies on hug, kiss: makes one hit of 2 (1 of 1)"),
        ("child|moral support", ["support"], "child support and moral support", "lies on support: changes nothing"),
    ],
)
def test_an_indicator_that_lies_on_others_is_told_with_what_it_changes(check, own, others, text, detail):
    found = check(f"Ana and Ben: {text}. Ana will support, kiss, hug Ben.", warm=[own, *others], cold=[], minimum=9)
    (row,) = [row for row in found if row[0] == "covered"]
    assert row == ["covered", "warm", own if isinstance(own, str) else own["match"], detail]


def test_an_indicator_that_stands_only_in_longer_ones_is_no_idle_one(check):
    found = check("Ana and Ben: child support.", warm=["support", "child support"], cold=[], minimum=2)
    assert ["inside others", "warm", "support", "inside child support"] in found
    assert "never matches" not in {row[0] for row in found}


def test_an_indicator_that_adds_a_hit_lies_on_no_others(check):
    text = "Ana and Ben: child support, child care. Ana will support Ben."
    found = check(text, warm=["child support|care", "support"], cold=["feud"], minimum=9)
    assert "covered" not in {row[0] for row in found}


def test_an_indicator_of_one_article_or_one_outlet_is_told(check):
    texts = ["Ana loves Ben. Ben loves Ana. Ana loves Ben. Ben loves Ana.", "Ben loves Ana.", "Ben praised Ana."]
    found = check(*texts, warm=["love", "praise"], cold=["feud"], minimum=9)
    assert [row for row in found if row[0] == "one article"] == [["one article", "warm", "love", "4 of 5 hits"]]
    assert not [row for row in found if row[0] == "one outlet"]  # there is but one outlet


def test_the_table_counts_articles_and_outlets(make_study, make_tables):
    tables = make_tables("Ana loves Ben. Ben loves Ana.", "Ana loves Ben.")
    tables[0]["outlet_id"] = ["out", "other"]
    study = make_study()
    names = ["articles", "sentences", "segments", "mentions"]
    reading = SimpleNamespace(
        study=study, frame_hits=find_hits(*tables, study), **dict(zip(names, tables, strict=True))
    )
    row = describe_codebook(reading).set_index("indicator").loc["love"]
    assert row[["n_counted", "n_articles", "n_outlets", "n_in_one"]].tolist() == [3, 2, 2, 2]
