"""What a turn of speech carries over: Ana speaks of Ben; Cy is somebody else."""

import pytest

from analysis.framing.axes import counted_hits, weighed_hits
from analysis.framing.hits import find_hits

PEOPLE = {"I": ("ana",), "me": ("ana",), "He": ("ben",), "he": ("ben",), "We": ("ana", "ben"), "it": None}


@pytest.fixture
def read(make_study, make_tables):
    def hits(text, source=("person", "ana"), **more):
        return find_hits(*make_tables(text, people=PEOPLE, source=source, **more), make_study())

    return hits


def standings(hits):
    return hits["standing"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "Ben left. “I love Ben. He makes me laugh out loud.”",
        "Ben left. “I love Ben,” Ana said. “He makes me laugh out loud.”",  # she goes on after her tag
        "Ben left. “I love Ben. We are going to build something.”",
        "Ben stood in line. “I love Ben. He makes me laugh out loud.”",  # which no song says
    ],
)
def test_a_sentence_goes_on_in_the_frame_of_its_turn(read, text):
    hits = read(text)
    assert standings(hits) == ["news", "context"] and set(hits["frame_id"]) == {"warm"}
    carried = hits.iloc[1]
    assert carried[["about_id", "holder_id", "scope", "weight"]].tolist() == ["pair", "ana", "asserted", 0.5]
    assert carried["surface"] == text[carried["start"] : carried["end"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ben left. “I love Ben. But he makes me laugh out loud.”",  # turns
        "Ben left. “I love Ben. He was never with me.”",
        "Ben left. “I love Ben. He makes me laugh, right?”",
        "Ben left. “I love Ben. Cy makes me laugh with Ben.”",  # of somebody else
        "Ben left. “I love Ben. The weather is very good here.”",  # of something else
        "Ben left. “I love Ben and a feud with Ben. He makes me laugh.”",  # of both frames
        "Ben left. “I never love Ben. He makes me laugh out loud.”",  # denied
        "Ben left. Ana sings, “I love Ben. He makes me laugh out loud.”",
        "Ben left. “I love Ben. He makes me laugh out loud,” goes the chorus.",
        "Ben left. “I love Ben.” It was May. It rained. “He makes me laugh out loud.”",  # another turn
        "Ben left. “I love Ben. He left.”",  # says too little
        "Ben left. “I am the estranged wife of Ben. He makes me laugh out loud.”",  # no news
        "Ben met his estranged wife Ana. He left home.",  # nobody speaks
    ],
)
def test_a_turn_breaks_off(read, text):
    assert "context" not in standings(read(text))


@pytest.mark.parametrize("source", [("person", "ana"), ("several", "ana|cy")])
@pytest.mark.parametrize(("voice", "carried"), [("paraphrased", ["news", "context"]), ("own", ["news"])])
def test_what_people_are_said_to_say_is_a_part_of_the_turn(make_study, make_tables, voice, carried, source):
    text = "Ana loves Ben, she said. “He makes me laugh out loud,” she added."
    *tables, segments, mentions = make_tables(text, people=PEOPLE, source=source)
    holder = list(source) if voice == "paraphrased" else ["outlet", "out"]
    segments.loc[segments.index[0], ["voice", "holder_kind", "holder_id"]] = [voice, *holder]
    assert standings(find_hits(*tables, segments, mentions, make_study())) == carried


def test_nobody_known_goes_on_only_between_two_marks(read):
    other = ("other", None)
    assert "context" in standings(read("“Ana loves Ben. He makes Ana laugh out loud.”", source=other))
    assert "context" not in standings(
        read("“Ana loves Ben,” one said. “He makes Ana laugh,” said another.", source=other)
    )


def test_a_frame_is_carried_over_three_sentences_at_most(read):
    hits = read("Ben left. “I love Ben." + " He makes me laugh out loud." * 5 + "”")
    assert standings(hits) == ["news"] + ["context"] * 3


def test_a_hit_whose_sentence_names_nobody_concerns_whom_the_turn_does(read):
    hits = read("Cy left. “I love Ben. There is so much love.” Cy came.")
    assert hits["about_id"].tolist() == ["pair", "pair"]


def test_background_counts_once_an_article_and_is_told_each_time(read, make_study):
    hits = read("Ben met his estranged wife Ana. Ana saw her estranged husband Ben. A feud of Ana and Ben.")
    assert standings(hits) == ["background", "background", "news"]
    assert len(counted_hits(hits, make_study())) == 3
    assert weighed_hits(hits, make_study())["standing"].tolist() == ["background", "news"]


def test_a_sentence_printed_twice_is_background_the_second_time(read):
    hits = read("Ana and Ben in a feud on stage. It rained. Ana and Ben in a feud on stage.")
    assert standings(hits) == ["news", "background"]
