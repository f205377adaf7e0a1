"""A portrait in sentences: whose words, how many, and nothing where nothing was found."""

import numpy as np
import pandas as pd

from analysis.reports.sentences.findings import TONES
from analysis.reports.sentences.portrait import describe_names, describe_portrait, describe_said


def portrait(*rows):
    columns = ["outlet", "holder_kind", "holder", "value", "n", "n_mentions"]
    return pd.DataFrame(rows, columns=columns).assign(voice="all", method="clause", verdict="not decided")


def test_a_portrait_is_told_by_outlet_and_holder_with_its_n():
    table = portrait(
        ("The Tide", "outlet", "in its own words", -0.25, 2, 3),
        ("The Tide", "person", "Ben", 0.5, 1, 1),
        ("The Tide", "other", "someone else", np.nan, 0, 2),
        ("The Anchor", "outlet", "in its own words", np.nan, 0, 0),
    )
    assert describe_portrait(table) == (
        f"Mean sentiment; method: VADER of the clause. {TONES}\n\n"
        "The Tide: −0.25 in its own words (n = 2 of 3 mentions, not decided), +0.50 from Ben (n = 1 of 1 mention, "
        "not decided) and nothing scored from someone else (n = 0 of 2 mentions).\n\n"
        "The Anchor does not speak of the person."
    )


def test_voices_do_not_count_twice():
    table = portrait(("The Tide", "outlet", "in its own words", 0.5, 2, 2))
    assert describe_portrait(pd.concat([table, table.assign(voice="own")])) == describe_portrait(table)


def test_names_come_before_descriptions_and_the_rest_is_counted():
    rows = [("The Tide", "own", "proper", name, n) for name, n in zip("ABCDE", (5, 4, 3, 2, 1), strict=True)]
    rows += [("The Tide", "own", "nominal", "the mayor", 1), ("The Tide", "quoted", "nominal", "the mayor", 2)]
    names = pd.DataFrame(rows, columns=["outlet", "voice", "kind", "words", "n"])
    assert describe_names(names) == (
        "The Tide: named “A” 5, “B” 4, “C” 3, “D” 2 and otherwise 1; described as “the mayor” 3 (n = 18)."
    )


def test_what_a_person_says_is_counted_by_kind_with_its_cues():
    rows = [("The Tide", "direct", "said"), ("The Tide", "indirect", "Said"), ("The Tide", "direct", None)]
    quotes = pd.DataFrame(rows, columns=["outlet", "kind", "cue"]).assign(said_by="Ana")
    alone = "The Tide: 3 stretches (2 direct and 1 indirect), most often through “said” 2"
    assert describe_said(quotes, "Ana") == f"{alone}."
    joint = quotes[:1].assign(said_by="Ana and Ben")
    assert describe_said(pd.concat([quotes, joint]), "Ana") == f"{alone}; 1 stretch together with others."
    assert describe_said(joint, "Ana") == "The Tide: 1 stretch together with others."


def test_nothing_found_is_said_to_be_nothing():
    assert describe_names(pd.DataFrame(columns=["outlet", "kind", "words", "n"])) == (
        "Nobody names or describes the person."
    )
    assert describe_said(pd.DataFrame(columns=["outlet", "kind", "cue"]), "Ana") == "No outlet gives the person words."
    assert describe_portrait(portrait()) == "No outlet was read."
