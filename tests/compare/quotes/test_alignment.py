from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.compare.neighbours import REACH, Positions, connected, following_words, pair_positions
from analysis.compare.quotes.alignment import Gap, Run, aligned_gaps, aligned_runs, solid_runs
from analysis.compare.quotes.variants import Difference, Wording, choose_reference, compare_wordings
from analysis.compare.words.wording import read_words

WORDS = st.lists(st.integers(0, 4), max_size=12)
#: No test hangs on how busy a machine is.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def longest_common(a, b):
    """A second formula: the table of the textbook."""
    table = np.zeros((len(a) + 1, len(b) + 1), int)
    for i, one in enumerate(a):
        for j, two in enumerate(b):
            table[i + 1, j + 1] = table[i, j] + 1 if one == two else max(table[i, j + 1], table[i + 1, j])
    return table[-1, -1]


@untimed
@given(WORDS, WORDS)
def test_aligned_words_are_the_same_in_order_and_as_many_as_can_be(a, b):
    runs = aligned_runs(a, b)
    assert all(a[run.a : run.a + run.length] == b[run.b : run.b + run.length] for run in runs)
    assert all(x.a + x.length <= y.a and x.b + x.length <= y.b for x, y in pairwise(runs))
    assert sum(run.length for run in runs) == longest_common(a, b)


def test_words_that_could_stand_apart_or_together_stand_together():
    assert aligned_runs([1, 2, 3, 1, 2], [1, 2]) in ([Run(0, 0, 2)], [Run(3, 0, 2)])


@untimed
@given(WORDS, WORDS)
def test_runs_and_gaps_tile_both_sequences(a, b):
    runs = aligned_runs(a, b)
    gaps = aligned_gaps(runs, len(a), len(b))
    assert sum(run.length for run in runs) + sum(gap.a_end - gap.a_start for gap in gaps) == len(a)
    assert sum(run.length for run in runs) + sum(gap.b_end - gap.b_start for gap in gaps) == len(b)


def test_a_single_word_far_from_any_run_is_chance():
    assert solid_runs([Run(0, 0, 3), Run(4, 5, 1), Run(20, 9, 2)]) == [Run(0, 0, 3), Run(4, 5, 1)]


@pytest.mark.parametrize(
    "gap, is_replaced",
    [
        (Gap(2, 3, 2, 3, True), True),
        (Gap(2, 2, 2, 3, True), True),
        (Gap(2, 5, 2, 2, True), False),
        (Gap(0, 1, 0, 1, False), True),
        (Gap(0, 0, 0, 2, False), False),
        (Gap(0, 9, 0, 9, False), False),
    ],
)
def test_words_are_replaced_between_runs_and_at_an_end_only_few_for_as_many(gap, is_replaced):
    assert gap.is_replaced is is_replaced


def plain(words):
    return Wording(tuple(words), (False,) * len(words))


def test_a_wording_that_keeps_every_word_differs_in_nothing():
    assert compare_wordings(plain([1, 2, 3]), plain([1, 2, 3])) == Difference(3, 0, 0, 0)


def test_words_put_in_by_an_editor_do_not_alter():
    difference = compare_wordings(plain([1, 2, 3, 4]), Wording((1, 2, 9, 3, 4), (False, False, True, False, False)))
    assert (difference, difference.variant) == (Difference(4, 0, 0, 0), "verbatim")


@pytest.mark.parametrize(
    "telling, variant", [([2, 3, 4], "trimmed"), ([1, 2, 9, 4, 5], "altered"), ([1, 2, 4, 5], "trimmed")]
)
def test_a_wording_is_named_by_the_most_that_was_done_to_it(telling, variant):
    assert compare_wordings(plain([1, 2, 3, 4, 5]), plain(telling)).variant == variant


def test_the_reference_is_the_fullest_telling_that_the_others_do_not_contradict():
    whole, trimmed, altered = [1, 2, 3, 4, 5, 6], [3, 4, 5], [1, 2, 9, 4, 5, 6, 7]
    assert choose_reference([plain(words) for words in (trimmed, altered, whole, whole)], [False] * 4) == 2


def test_a_joined_telling_is_the_reference_only_where_there_is_no_other():
    assert choose_reference([plain([1, 2, 3]), plain([1, 2])], [True, False]) == 1
    assert choose_reference([plain([1, 2]), plain([1, 2, 3])], [True, True]) == 1


def pairs_of(sequences):
    """The pairs of sequences that share three words, or of which one stands whole in the other."""
    words, sizes = np.concatenate(sequences), [len(sequence) for sequence in sequences]
    first, owner = np.cumsum([0, *sizes]), np.repeat(np.arange(len(sizes)), sizes)
    is_start = np.arange(len(words)) == first[owner]
    positions = Positions(following_words(words, first, 6), owner, np.array(sizes)[owner], is_start)
    return pair_positions(positions, least=3, after=owner)


def test_pairs_of_words_that_two_sequences_share_are_found():
    pairs = pairs_of([[1, 2, 3, 9], [1, 2, 3], [7, 8]])
    assert (pairs.left.tolist(), pairs.right.tolist(), pairs.longest.tolist()) == ([0], [1], [3])


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=6), min_size=1, max_size=6))
def test_pairs_share_the_run_that_is_reported(sequences):
    pairs = pairs_of(sequences)
    for left, right, longest, whole in zip(pairs.left, pairs.right, pairs.longest, pairs.is_whole, strict=True):
        runs = {tuple(sequences[left][i : i + longest]) for i in range(len(sequences[left]))}
        assert left < right
        assert any(tuple(sequences[right][i : i + longest]) in runs for i in range(len(sequences[right])))
        assert longest >= 3 or whole


def test_two_sequences_with_a_run_in_common_are_paired_however_many_share_it():
    pairs = pairs_of([[1, 2, 3, 10 + number, 20 + number] for number in range(50)])
    assert len(pairs.left) <= 50 * REACH
    assert len(set(connected(50, pairs.left, pairs.right).tolist())) == 1


def test_words_fold_case_marks_masks_and_hyphens():
    def keys(text):
        return [word.key for word in read_words(text)]

    assert keys("That S–T’s hard, ex-wife!") == ["that", "s*", "s", "hard", "ex", "wife"]
    assert keys("bullsh*t f*** s**t") == keys("bullshit fuck SHIT")
    assert keys("it was win—That’s 2.5 at 9–10") == ["it", "was", "win", "that's", "2.5", "at", "9", "10"]


def test_a_word_opens_a_sentence_after_a_full_stop_but_not_inside_initials():
    assert [word.key for word in read_words("In the U.S. we did. Now you") if word.opens] == ["in", "we", "now"]


def test_sequences_too_long_for_a_table_are_aligned_at_their_ends():
    one, two = [1, 2, *range(10, 30_010), 3], [1, 2, *range(40_000, 70_000), 3]
    assert aligned_runs(one, two) == [Run(0, 0, 2), Run(30_002, 30_002, 1)]
