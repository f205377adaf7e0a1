"""What is found in all articles, what is known of each place, and how evenly it is spread."""

import math
from itertools import pairwise

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cli import main
from analysis.errors import StudyError
from analysis.search import disperse, find
from analysis.search.dispersion import deviation_of_proportions
from analysis.search.find import COLUMNS
from analysis.search.query import read_query
from analysis.search.tokens import read_tokens


def hits(reading, query, **filters):
    return reading.find(query, **filters)["hit"].tolist()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("HARBOUR", ["harbour", "harbour’s"]),
        ("hope", ["hope"]),
        ("~hope", ["Hopes", "hopes", "hope"]),
        ("~hoped", ["Hopes", "hopes", "hope"]),
        ("ship*", ["Ships", "ship", "ship", "Ship", "ship"]),
        ("*ship", ["friendship", "ship", "ship", "Ship", "ship"]),
        ("sh?p", ["ship", "ship", "Ship", "ship"]),
        ("hope no idea", ["hope, no idea"]),
        ("no * idea", ["no good idea", "no hope, no idea"]),
        ("old|good idea|harbour", ["old harbour", "good idea"]),
        ("jobs she", []),  # no match leaves its sentence
        ("ship after ship", ["Ship after ship"]),
    ],
)
def test_a_query_finds_words_phrases_stems_and_wildcards(harbour, query, found):
    assert hits(harbour, query) == found


def test_a_line_says_where_it_stands_and_whose_words_it_is(harbour):
    lines = find(harbour, "no * idea", width=12)
    assert list(lines.columns) == COLUMNS
    assert lines["published"].dt.strftime("%Y-%m-%d").tolist() == ["2024-05-01", "2024-06-09"]
    told = lines.drop(columns=["start", "end", "published"]).astype(object).where(lines.notna(), None)
    assert told.to_numpy().tolist() == [
        ["a", "The Tide", "own", None, "body", "Ana Ruiz", 3, "She has", "no good idea", "of it."],
        ["b", "The Tide", "quoted", "Ben Okafor", "body", "Ben Okafor", 2, "“There is", "no hope, no idea", ",” Ben"],
    ]
    assert harbour.with_words(lines)["words"].tolist() == lines["hit"].tolist()


def test_who_speak_together_are_named_together_and_none_of_them_alone(harbour):
    is_ben = harbour.segments["holder_id"] == "ben"
    joint = harbour.segments.assign(
        holder_kind=harbour.segments["holder_kind"].mask(is_ben, "several"),
        holder_id=harbour.segments["holder_id"].mask(is_ben, "ana|ben"),
    )
    harbour = harbour.replace(segments=joint)
    assert find(harbour, "no * idea")["speaker"].dropna().tolist() == ["Ana Ruiz and Ben Okafor"]
    assert hits(harbour, "~hope", speaker="ben") == []


def test_filters_leave_what_they_name(harbour):
    assert hits(harbour, "~hope", voice="own") == ["Hopes", "hopes"]
    assert hits(harbour, "~hope", section="headline") == ["Hopes"]
    assert hits(harbour, "~hope", speaker="ben") == ["hope"]
    assert hits(harbour, "~hope", person="ana") == ["hopes"]
    assert hits(harbour, "*ship*", outlet="tide") == ["Ships"]
    assert hits(harbour, "*ship*", period="2024") == ["Ships"]
    assert hits(harbour, "~hope", period="2024-06/") == ["hope"]


@pytest.mark.parametrize(
    ("query", "filters", "message"),
    [
        ("", {}, "A query must have 1 to 30 words; found 0 in ''."),
        ("…", {}, "A query must have 1 to 30 words; found 0 in '…'."),
        ("no *", {}, "A query must begin and end with a word; a * alone is a gap between words: 'no *'."),
        ("~ho*", {}, "A word must have a letter, and ~ or a wildcard but not both; found '~ho*'."),
        ("a|*", {}, "Each side of | must be one word; found 'a|*' in 'a|*'."),
        ("hope", {"voice": "loud"}, "`voice` must be one of own, agency, quoted, paraphrased; found `loud`."),
        ("hope", {"outlet": "sun"}, "`outlet` must be one of bay, tide; found `sun`."),
        (
            "hope",
            {"period": "May"},
            "`period` must be a year, month or day, or two with / between, the earlier first; found 'May'.",
        ),
    ],
)
def test_what_says_nothing_is_refused(harbour, query, filters, message):
    with pytest.raises(StudyError) as refused:
        find(harbour, query, **filters)
    assert str(refused.value) == message


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("a b c d".split()), max_size=12), st.sampled_from(["a b", "a * b", "a|b c", "a b|c a"]))
def test_matches_stand_in_order_and_share_no_word(words, query):
    chosen = read_query(query)
    found = list(chosen.match(words))
    assert all(chosen.places[0].takes(words[a]) and chosen.places[-1].takes(words[b]) for a, b in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    plain = [at for at in range(len(words)) if words[at : at + 2] == ["a", "b"]]
    if query == "a b":
        assert [a for a, _ in found] == plain


def test_dispersion_is_that_of_a_published_example():
    parts = [9, 10, 10, 10, 11]
    uses = {"a": [1, 2, 3, 4, 5], "b": [2, 2, 2, 2, 2], "n": [0, 0, 0, 0, 3]}
    dp = {word: deviation_of_proportions(n, parts) * (1 - 9 / 50) for word, n in uses.items()}
    assert {word: round(value, 2) for word, value in dp.items()} == {"a": 0.18, "b": 0.02, "n": 0.78}
    assert math.isnan(deviation_of_proportions([3], [10])) and math.isnan(deviation_of_proportions([0, 0], [5, 5]))


def test_counts_by_outlet_add_up_to_all(harbour):
    table = disperse(harbour, "ship*")
    assert table["outlet"].tolist() == ["The Tide", "Bay Post", "all"]
    assert table["n"].tolist() == [1, 4, 5] and table["articles"].tolist() == [2, 1, 3]
    assert (
        table["n_words"].iloc[:2].sum()
        == table["n_words"].iloc[2]
        == sum(len(read_tokens(text)) for text in harbour.articles["text"])
    )
    assert disperse(harbour, "ship*", voice="quoted")["n"].tolist() == [0, 0]


def test_the_command_gives_the_same_lines(harbour, tmp_path):
    folder, out = harbour.study.folder, tmp_path / "lines.csv"
    done = CliRunner().invoke(main, ["find", "no * idea", str(folder), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "[no good idea] of it." in done.output
    assert "The Tide: 2 in 2 of 2 articles" in done.output
    lines = pd.read_csv(out)
    assert lines["hit"].tolist() == hits(harbour, "no * idea")
    assert lines["start"].tolist() == harbour.find("no * idea")["start"].tolist()
    refused = CliRunner().invoke(main, ["find", "hope", str(folder), "--voice", "loud"])
    assert refused.exit_code == 2 and refused.stderr.startswith("error: `voice` must be one of")


def test_a_query_typed_as_letters_and_accents_finds_the_letter():
    assert read_query("cafe\u0301").places == read_query("café").places


@pytest.mark.parametrize("query", ["~~a", "love~", "lo~ve", "a ~ b", 5, None])
def test_no_sign_of_a_query_is_passed_over(query):
    with pytest.raises(StudyError):
        read_query(query)


@pytest.mark.parametrize("period", ["2024-13", "2025/2024", "2024-09/2024-08-31", "2024/2025/2026", "2024-02-30", 2024])
def test_a_period_that_is_none_is_refused(harbour, period):
    with pytest.raises(StudyError, match="the earlier first"):
        harbour.find("harbour", period=period)


@pytest.mark.parametrize("period", ["", "/", "2024", "/2025", "2024-09/2024", "2024/2024-02", "2024-02-29/"])
def test_a_period_that_is_one_is_taken(harbour, period):
    harbour.find("hope", period=period)
