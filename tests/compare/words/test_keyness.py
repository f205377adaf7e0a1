from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from analysis.compare.contrasts import REST
from analysis.compare.intervals.resampling import deals, products, statistic
from analysis.compare.words.bursts import burst_p, burst_ps
from analysis.compare.words.keyness import find_keyness, g2, log_ratio
from analysis.compare.words.stages import staged_p
from analysis.tables import TABLES, conform


def test_g2_is_the_formula_of_its_authors():
    # Rayson & Garside (2000): expected counts c(a + b) / (c + d) and d(a + b) / (c + d)
    a, b, c, d = 15, 3, 700, 1300
    expected = c * (a + b) / (c + d), d * (a + b) / (c + d)
    assert g2(a, b, c, d) == pytest.approx(2 * (a * log(a / expected[0]) + b * log(b / expected[1])))


def test_for_rare_terms_two_cells_say_what_four_say():
    # nltk takes the count of the pair, the two margins and the total
    four = BigramAssocMeasures.likelihood_ratio(30, (40, 100_000), 300_000)
    assert g2(30, 10, 100_000, 200_000) == pytest.approx(four, rel=0.01)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(50, 500), st.integers(50, 500))
def test_exchanging_the_corpora_turns_the_sign(n_a, n_b, total_a, total_b):
    value = g2(n_a, n_b, total_a, total_b)
    assert abs(value) == pytest.approx(abs(g2(n_b, n_a, total_b, total_a)))
    assert value == 0 or (value > 0) == (n_a / total_a > n_b / total_b) or abs(value) < 1e-9


def corpus(*texts):
    """Build articles of (outlet, own words, quoted words) with a segment for each voice."""
    articles, segments = [], []
    for number, (outlet, own, quoted) in enumerate(texts):
        articles.append({"article_id": f"a{number}", "outlet_id": outlet, "text": f"{own} {quoted}"})
        spans = ("own", 0, len(own)), ("quoted", len(own) + 1, len(own) + 1 + len(quoted))
        for index, (voice, start, end) in enumerate(spans):
            row = {"segment_index": index, "sentence_index": 0, "start": start, "end": end, "voice": voice}
            segments.append({"article_id": f"a{number}", "holder_kind": "outlet", **row})
    tables = {"articles": articles, "segments": segments}
    return [
        conform(pd.DataFrame(rows).reindex(columns=list(TABLES[name].dtypes)), name) for name, rows in tables.items()
    ]


def test_own_words_are_compared_apart_from_quoted_ones():
    tables = corpus(("tide", "storm storm storm calm", "storm"), ("anchor", "calm calm calm", "storm storm storm"))
    found = find_keyness(*tables, [("tide", "anchor")])
    rows = found[["voice", "term", "n_a", "n_b", "total_a", "total_b"]].itertuples(index=False, name=None)
    assert set(rows) == {
        ("all", "storm", 4, 3, 5, 6),
        ("all", "calm", 1, 3, 5, 6),
        ("own", "storm", 3, 0, 4, 3),
        ("own", "calm", 1, 3, 4, 3),
        ("quoted", "storm", 1, 3, 1, 3),
    }
    own = found[(found["voice"] == "own") & (found["term"] == "storm")].iloc[0]
    assert own["g2"] > 0 < own["effect"]
    assert own["is_small"]


def test_all_others_together_leave_out_the_outlet_itself():
    tables = corpus(("tide", "storm storm", ""), ("anchor", "storm", ""), ("gull", "storm storm calm", ""))
    found = find_keyness(*tables, [("tide", REST)], voices=["all"])
    assert found[["term", "n_a", "n_b", "total_b"]].to_numpy().tolist() == [["storm", 2, 3, 4]]


def test_an_outlet_without_words_has_no_key_words():
    assert find_keyness(*corpus(("tide", "storm storm storm", "")), [("tide", "anchor")]).empty


def test_possessives_and_curly_apostrophes_make_no_new_terms():
    tables = corpus(("tide", "Harbour harbour’s don’t", ""), ("anchor", "harbour’s don't don’t", ""))
    found = find_keyness(*tables, [("tide", "anchor")], voices=["all"]).set_index("term")
    assert found[["n_a", "n_b"]].T.to_dict("list") == {"harbour": [2, 1], "don't": [1, 2]}


def prose(outlet, n, seed, **planted):
    """Invent articles that use two hundred words in bursts; `planted` words stand so many times in each article."""
    random = np.random.default_rng(seed)
    vocabulary = [chr(97 + number // 26) + chr(97 + number % 26) + "ab" for number in range(200)]
    articles = []
    for _ in range(n):
        often = random.poisson(random.gamma(0.3, 1 / 0.3, 200) * 2 * np.arange(1, 201) ** -0.5)
        words = np.repeat(vocabulary, often).tolist()
        words += [word for word, mean in planted.items() for _ in range(random.poisson(mean))]
        articles.append((outlet, " ".join(words), ""))
    return articles


def test_one_outlet_cut_in_two_at_random_has_no_key_words():
    for seed in range(4):
        rows = prose("x", 40, seed) + prose("y", 40, 100 + seed)
        found = find_keyness(*corpus(*rows), [("x", "y")], voices=["own"], most=None)
        assert (found["g2"].abs() > 6.63).sum() > 5  # p < .01 if words were independent
        assert not (found["q"] <= 0.05).any()


def test_a_word_that_an_outlet_prefers_is_found_by_its_articles():
    found = find_keyness(*corpus(*prose("x", 30, 1, harbour=1.5), *prose("y", 30, 2, harbour=0.1)), [("x", "y")])
    row = found[found["term"] == "harbour"].iloc[0]
    assert row["q"] < 0.03 and row["articles_a"] > 15 and 0 < row["largest_share"] < 0.3
    assert found.groupby("voice").head(1)["term"].eq("harbour").any() or (found["q"] <= 0.05).sum() == 2


def test_a_word_of_a_single_article_is_never_told_apart_however_often_it_stands_there():
    rows = prose("x", 20, 1) + prose("y", 20, 2)
    rows[0] = ("x", rows[0][1] + " unicorn" * 300, "")
    found = find_keyness(*corpus(*rows), [("x", "y")], voices=["own"]).set_index("term")
    assert found.loc["unicorn", "g2"] > 100
    assert np.isnan(found.loc["unicorn", "p"])
    assert found.loc["unicorn", ["articles_a", "articles_b", "largest_share"]].tolist() == [1, 0, 1.0]


def test_a_word_of_each_article_is_not_key_because_an_outlet_writes_longer():
    long = [("x", f"{one[1]} {one[1]} {one[1]} {one[1]} colophon", "") for one in prose("x", 30, 1)]
    short = [("y", f"{one[1]} colophon", "") for one in prose("y", 12, 2)]
    found = find_keyness(*corpus(*long, *short), [("x", "y")], voices=["own"]).set_index("term")
    assert found.loc["colophon", "g2"] < -10
    assert not found.loc["colophon", "q"] <= 0.05


def test_copies_are_one_article_to_the_test():
    rows = prose("x", 30, 1, harbour=2.0) + prose("y", 30, 2)
    articles, segments = corpus(*rows)
    wire = pd.DataFrame(
        {"article_id": articles["article_id"], "cluster_id": ["wire"] * 27 + [f"c{n}" for n in range(33)]}
    )
    found = find_keyness(articles, segments, [("x", "y")], copies=wire, minimum=4).set_index("term")
    assert np.isnan(found.loc["harbour", "p"]).all()
    assert (find_keyness(articles, segments, [("x", "y")]).set_index("term").loc["harbour", "q"] <= 0.05).any()


def test_fewer_articles_than_the_study_asks_for_are_not_tested():
    found = find_keyness(*corpus(*prose("x", 9, 1, harbour=3.0), *prose("y", 30, 2)), [("x", "y")], minimum=10)
    assert found["p"].isna().all() and found["q"].isna().all()


def test_names_of_the_studys_people_and_function_words_are_families_of_their_own():
    tables = corpus(*prose("x", 20, 1, okafor=2.0, the=3.0), *prose("y", 20, 2))
    found = find_keyness(*tables, [("x", "y")], names=["Ben Okafor"], voices=["own"]).set_index("term")
    assert found.loc[["okafor", "the", "aaab"], "kind"].tolist() == ["name", "function", "word"]
    assert found.loc["okafor", "q"] == found.loc["okafor", "p"]  # the only name


@given(st.integers(0, 20), st.integers(0, 20), st.integers(50, 100_000), st.integers(50, 100_000))
def test_sign_and_effect_agree(n_a, n_b, total_a, total_b):
    value, effect = g2(n_a, n_b, total_a, total_b), log_ratio(n_a, n_b, total_a, total_b)
    assert value * effect >= -1e-9
    assert g2(0, 3, 100, 80_003) < 0 > log_ratio(0, 3, 100, 80_003)


def test_bursts_of_one_use_are_the_binomial_test_and_one_burst_is_nothing():
    assert burst_p(np.ones(10, int), 9, 0.5) == pytest.approx(2 * 11 / 1024)
    assert burst_p(np.array([300]), 300, 0.3) == pytest.approx(0.6)
    many = np.repeat([1, 2, 5], 900)
    assert burst_p(many, 3700, 0.5) == pytest.approx(burst_p(np.repeat([1, 2, 5], 901), 3708, 0.5), abs=0.02)


def test_bursts_of_many_terms_are_those_of_each_alone():
    random, terms = np.random.default_rng(5), 300
    sizes = random.integers(1, 60, terms)
    term = np.repeat(np.arange(terms), sizes)
    bursts = random.geometric(random.choice([0.3, 0.9], terms)[term])
    bursts[term == 7] = 2_000  # more uses than are summed
    is_a = random.random(len(term)) < random.choice([0.0, 0.1, 0.5, 1.0], terms)[term]
    found = burst_ps(term, bursts, is_a, terms, [0.1, 0.4])
    one = [(bursts[term == at], int(bursts[(term == at) & is_a].sum())) for at in range(terms)]
    expected = [max(burst_p(own, n_a, share) for share in (0.1, 0.4)) for own, n_a in one]
    assert found == pytest.approx(expected, rel=1e-10, abs=0)
    assert min(expected) < 1e-12 and max(expected) == 1
    some = np.flatnonzero(np.isin(term, np.arange(0, terms, 3)))
    alone = burst_ps(term[some] // 3, bursts[some], is_a[some], 100, [0.1, 0.4])
    assert alone.tolist() == found[::3].tolist()  # to the last digit, whatever terms are tested beside it


def test_what_is_tested_by_two_denominators_has_the_larger_p():
    random = np.random.default_rng(3)
    words = random.integers(30, 60, 60) + np.repeat([30.0, 0.0], 30)  # longer articles in the first group
    uses = random.poisson([2.0, 2.0, 0, 0, 0] + np.outer(words, [0, 0, 0.05, 0.05, 0.05])).astype(float)
    ones, is_also = np.ones(60), np.array([True, True, True, True, False])
    both, _ = staged_p(lambda chosen: uses[:, chosen], words, 5, 30, most=200, also=(ones, is_also))
    first, second = (staged_p(lambda chosen: uses[:, chosen], of, 5, 30, most=200)[0] for of in (words, ones))
    assert both.tolist() == np.where(is_also, np.maximum(first, second), first).tolist()
    assert (first > second).any() and (first < second).any()


def test_draws_in_stages_are_those_of_the_plain_test():
    random = np.random.default_rng(0)
    uses, words = random.poisson(1.0, (40, 30)).astype(float), np.full(40, 50.0)
    uses[:20, 0] += 3
    p, _ = staged_p(lambda chosen: uses[:, chosen], words, 30, 20, most=20_000)
    assert p[0] == pytest.approx(1 / 20_001)
    assert 0.05 < np.median(p[1:]) < 0.95
    assert staged_p(lambda chosen: uses[:, chosen + 3], words, 1, 20, most=20_000)[0][0] == p[3]


@pytest.mark.parametrize(
    ("others", "needed", "most"),
    [(20, 150_000, 20_000), (0, 150_000, 100_000), (0, 100_000_000, 20_000), (20, None, 100_000)],
    ids=["enough are told apart", "one alone needs more", "no number would do", "nothing is known"],
)
def test_no_more_is_drawn_than_tells_words_apart(others, needed, most):
    uses = np.random.default_rng(4).poisson(1.0, (30, 1 + others)).astype(float)
    uses[:12] += 6
    words = np.full(30, 40.0)
    p, left = staged_p(lambda chosen: uses[:, chosen], words, 1 + others, 12, most=100_000, needed=needed)
    assert p.tolist() == [1 / (most + 1)] * (1 + others) and not len(left)


def test_what_chance_did_to_a_word_does_not_decide_whether_it_is_drawn_on():
    uses = np.random.default_rng(4).poisson(1.0, (30, 5)).astype(float)
    uses[:12] += 6
    alone = np.random.default_rng(2).poisson(1.0, (30, 1)).astype(float)
    alone[:12] += 2  # eight of 20,000 draws are as large
    uses, words = np.concatenate([uses, alone], axis=1), np.full(30, 40.0)
    p, _ = staged_p(lambda chosen: uses[:, chosen], words, 6, 12, most=100_000, needed=90_000)
    assert p.tolist() == [1 / 100_001] * 5 + [9 / 20_001]  # four others are too few for each of five, five are enough


@pytest.mark.parametrize("large", [1, 3_000], ids=["exact in single precision", "not"])
def test_draws_count_the_differences_that_one_draw_after_another_finds(large):
    random = np.random.default_rng(1)
    uses = random.poisson(0.7, (60, 4)) * np.array([1.0, large, 1.0, large])
    uses[:25, :2] *= 2
    words = random.integers(100, 3_000, 60).astype(float)
    found, _ = staged_p(lambda chosen: uses[:, chosen], words, 4, 25, most=200, seed=7)
    drawn, every = np.random.default_rng(7), np.stack([uses, np.repeat(words[:, None], 4, axis=1)], axis=-1)

    def size(is_a):
        sums = [products(every[mask]).sum(axis=0) for mask in (is_a, ~is_a)]
        difference, error = statistic(*sums, 25, 35)
        return np.abs(difference) / error

    observed = size(np.arange(60) < 25)
    chance = np.array([size(one.astype(bool)) for one in next(deals(60, 25, 200, drawn))])
    assert found.tolist() == ((1 + (chance >= observed * (1 - 1e-12)).sum(axis=0)) / 201).tolist()


def test_sums_that_single_precision_rounds_are_taken_in_double():
    # the mirror image of what was found is a tie, and all squares add up to 2 ** 24 + 92,161, an odd number
    uses = np.array([1449, 1450, 1451, 1450, 1453, 1454, 1455, 1455], float)[:, None]
    words = np.repeat([40.0, 20.0], 4)
    found = [staged_p(lambda _, part=part: uses * part, words, 1, 4, most=2_000)[0] for part in (1, 2.0**-20)]
    assert found[0] == found[1] > 2 / 100  # parts of whole numbers are never single; 2 of 70 choices are as large
