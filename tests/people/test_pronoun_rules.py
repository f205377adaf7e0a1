"""The rules of pronouns one by one: odds, topics, reaches, plural nouns, and the places of names, by example."""

from types import SimpleNamespace

import pytest

from analysis.people.pronouns import plural, singular
from analysis.people.pronouns.binding import find_own_subject
from analysis.people.pronouns.parse import Parse
from analysis.people.pronouns.scene import Name, Scene, is_inside, pronoun_role
from analysis.text.sentences import split_sentences


def read(table, text, sources=None, words=("pronoun",)):
    found = table(text, sources)
    return found[found["kind"].isin(words)]


def odds(table, text, surface, sources=None):
    share = read(table, text, sources).query("surface == @surface")["confidence"].iloc[0]
    return share / (1 - share)


@pytest.mark.parametrize(
    ("text", "sources", "surface", "name", "times"),
    [
        ("Tom Pike met Rex Vale in May. His wife smiled.", None, "His", "KIN_ODDS", 3),
        ("Mara Lind spoke about Rex Vale and his tour. “He is good,” she said.", ["echo"], "He", "TOPIC_ODDS", 20),
    ],
)
def test_kin_and_topics_raise_the_odds(table, monkeypatch, text, sources, surface, name, times):
    raised = odds(table, text, surface, sources)
    monkeypatch.setattr(singular, name, 1.0)
    assert raised / odds(table, text, surface, sources) == pytest.approx(times, rel=0.08)  # shares of three digits


@pytest.mark.parametrize(
    ("shares", "people", "raised"),
    [
        ({"a": 0.2, "b": 0.3}, {"a"}, {"a": 0.6 / 1.4, "b": 0.3 / 1.4}),  # .5 stays for nobody of them
        ({"a": 0.5, "b": 0.5}, {"b"}, {"a": 0.25, "b": 0.75}),
        ({"a": 0.5, "b": 0.5}, set(), {"a": 0.5, "b": 0.5}),
        ({}, {"a"}, {}),
    ],
)
def test_odds_are_raised_in_proportion(shares, people, raised):
    assert singular._raise(shares, people, 3.0) == pytest.approx(raised)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Mara Lind spoke about Rex Vale and Tom Pike: “He is good,” she said.", {"vale"}),
        ("Mara Lind spoke of Rex Vale and Tom Pike: “He is good,” she said.", set()),
        ("Mara Lind spoke about Rex Vale and Tom Pike. “He is good,” she said.", {"vale"}),
        ("Mara Lind spoke about Rex Vale, concerning art, regarding Tom Pike: “He is good,” she said.", {"vale"}),
        ("It was noon. Mara Lind spoke about Rex Vale and Tom Pike. “He is good,” she said.", {"vale"}),
        ("Mara Lind spoke about Rex Vale. Tom Pike left. “He is good,” she said.", set()),  # too far back
        ("Mara Lind spoke about Rex Vale. Asked about Tom Pike, she smiled: “He is good.”", {"pike"}),
        ("Mara Lind spoke about the old and good friend known only as Rex Vale. “He is good,” she said.", set()),
        ("Mara Lind spoke about the old and very good friend Rex Vale. “He is good,” she said.", {"vale"}),
        ("Mara Lind spoke about songs, Rex Vale. “He is good,” she said.", set()),
        ("Rex Vale and Tom Pike met Mara Lind. “He is good,” she said about Rex Vale.", set()),  # said only after it
        ("Tom Pike came. Asked about her marriage, Mara Lind sighed: “He is good.”", {"pike"}),
        ("Tom Pike came. Asked about her house, Mara Lind sighed: “He is good.”", set()),
        ("Tom Pike came. Asked about her long and happy marriage, Mara Lind sighed: “He is good.”", set()),
    ],
)
def test_what_a_quotation_is_about_is_told_by_the_words_before_it(table, monkeypatch, text, topic):
    asked, raise_odds = [], singular._raise

    def spy(found, people, times):
        asked.append(set(people))
        return raise_odds(found, people, times)

    monkeypatch.setattr(singular, "_raise", spy)
    read(table, text, ["echo"])
    assert (asked[-1] & {"pike", "vale"} if asked else set()) == topic


@pytest.mark.parametrize(
    ("text", "rule", "people"),
    [
        ("Tom Pike saw Rex Vale. On Monday his wife Echo sang.", "kin of the name beside it", "pike"),
        ("Tom Pike saw Rex Vale. On Monday his wife, Echo, sang.", "kin of the name beside it", "pike"),
        ("Tom Pike saw Rex Vale. On Monday his bandmate Echo sang.", "antecedent", "pike"),
        ("Rex Vale came. On Monday his wife Echo sang.", "antecedent", "vale"),  # the husband is not named
        ("Tom Pike came. On Monday her wife Echo sang.", "nobody to mean", ""),  # not her own wife
    ],
)
def test_whose_wife_a_name_is_tells_whom_his_means(table, text, rule, people):
    found = read(table, text).query("surface in ('his', 'her')").iloc[0]
    assert (found["rule"], found.fillna("")["person_id"]) == (rule, people)
    assert found["confidence"] == 0.95 or rule != "kin of the name beside it"


COUPLE = "Echo and Tom Pike split. "


@pytest.mark.parametrize(
    ("text", "people", "rule"),
    [
        (COUPLE + "It was late. They left.", "echo|pike", "group before it"),
        (COUPLE + "It was late. It was cold. They left.", "echo|pike", "group before it"),
        (COUPLE + "It was late. Lake sang. Fern wept. They left.", "", "nobody to mean"),
        (COUPLE + "They lost their old friends and they left.", "echo|pike", "group before it"),  # friends of theirs
        ("Echo and Tom Pike split, and friends of the old band said they left.", "", "somebody else"),
        (COUPLE + "Critics later said they left.", "", "somebody else"),
        (
            COUPLE + "Charles Poole wept and they left.",
            "echo|pike",
            "group before it",
        ),  # a name that ends like a plural
        (COUPLE + "Nobody hurt themself.", "", "nobody to mean"),  # of one
        (COUPLE + "Weeks later they left.", "echo|pike", "group before it"),  # a time
        ("Fans cheered when Echo and Tom Pike split and they left.", "echo|pike", "group before it"),
        (COUPLE + "Fans cheered and they left.", "", "somebody else"),
        (COUPLE + "Fans heard of their divorce.", "echo|pike", "both named nearby"),
        ("Echo and Tom Pike told fans of their divorce.", "echo|pike", "group before it"),
        ("Echo and Tom Pike met Ash Moor, and they sang.", "ash", "named nearby"),
        ("Ash Moor met Echo and Tom Pike, and they sang.", "echo|pike", "group before it"),
        ("At noon Ash Moor sang. They smiled.", "ash", "named nearby"),
        ("At noon Ash Moor sang. It rained. They smiled.", "", "nobody to mean"),
        ("Ash Moor met the police. They searched the cellar.", "", "somebody else"),
        ("Ash Moor met the police and hurt themself.", "ash", "named nearby"),  # of one, whoever else is there
        ("Ash Moor met Echo and Tom Pike and hurt themself.", "ash", "named nearby"),
        ("Ash Moor called their critics liars, and they meant it.", "ash", "named nearby"),  # critics of theirs
        ("Ash Moor thanked them.", "", "nobody to mean"),  # who thanks is not thanked
        ("Ash Moor opened their house to two of the fans. They cheered.", "", "somebody else"),  # the house is theirs
        ("Ash Moor sold two books. They smiled.", "ash", "named nearby"),  # no people
        ("Echo sang. " + "It rained. " * 5 + "Tom Pike spoke of their marriage.", "echo|pike", "both named nearby"),
        ("Echo sang. " + "It rained. " * 6 + "Tom Pike spoke of their marriage.", "", "nobody to mean"),
        (
            "Echo sang. " + "It rained. " * 3 + "Tom Pike left. Work stood between them.",
            "echo|pike",
            "both named nearby",
        ),
        ("Echo and Tom Pike met Ana. Tom Pike thanked them.", "", "nobody to mean"),  # not him and her
    ],
)
def test_a_group_stays_in_mind_for_so_many_sentences_and_until_a_plural_noun(table, text, people, rule):
    found = read(table, text)
    last = found[found["start"] == found["start"].max()]
    assert ("|".join(last["person_id"].dropna()), last["rule"].iloc[0]) == (people, rule)


@pytest.mark.parametrize(("source", "people"), [("pike", ""), ("vale", "echo|pike")])
def test_they_are_nobody_with_whom_the_speaker_would_say_we(table, source, people):
    found = read(table, "Echo and Tom Pike split. “Then they left.”", [source])
    assert "|".join(found["person_id"].dropna()) == people


@pytest.mark.parametrize(
    ("after", "is_together"),
    [
        (" marriage ended.", True),
        (" long marriage ended.", True),
        (" long happy marriage ended.", True),
        (" very long happy marriage ended.", False),  # three words are looked at
        (" marriage’s end came.", True),
        (" shared house burned.", True),
        (" house. Marriage is hard.", False),
        (" house burned.", False),
        ("", False),
    ],
)
def test_three_words_tell_what_two_people_have_together(after, is_together):
    assert plural.is_together("their" + after, 5) == is_together


@pytest.mark.parametrize(
    ("text", "source", "people"),
    [
        ("Echo came. “We sang.” Tom Pike left.", "echo", ["echo", None]),  # named only in the sentence after it
        ("Echo met Tom Pike and Rex Vale. “We sang,” he said.", "vale", ["echo", "vale"]),
        ("Tom Pike came. It rained. “We sang,” Echo said.", "echo", ["echo", "pike"]),
        ("Tom Pike came. It rained. It was cold. “We sang,” Echo said.", "echo", ["echo", None]),
        ("Tom Pike came. “We sang,” he said. “We left,” Echo said.", "echo", ["echo", "pike"]),
    ],
)
def test_we_are_the_source_and_those_of_its_relations_who_are_named_near(table, text, source, people):
    found = read(table, text, [source] * text.count("“"), ["first_person"])
    last = found[found["start"] == found["start"].max()]["person_id"].astype(object)
    assert last.where(last.notna(), None).tolist() == people


def test_only_those_who_are_companions_may_be_meant_by_we(table, monkeypatch):
    text = "Echo came. “We sang.” It rained."
    assert read(table, text, ["echo"], ["first_person"])["candidates"].dropna().tolist() == ["pike|vale"]
    monkeypatch.setattr(plural, "COMPANIONS", ("friend",))
    assert read(table, text, ["echo"], ["first_person"])["candidates"].dropna().empty


def stage():
    text = "Ann met Bo. Bo left."
    names = [Name(8, 10, "Bo", None, "study"), Name(0, 3, "Ann", "she", "study"), Name(12, 14, "Bo", "he", "study")]
    return Scene(text, split_sentences(text), names)


def test_names_are_kept_in_text_order_and_counted():
    scene = stage()
    assert [name.start for name in scene.names] == scene.starts == [0, 8, 12]
    assert (scene.genders, scene.n_named) == ({"Ann": "she", "Bo": "he"}, {"Ann": 1, "Bo": 2})
    assert scene.first_of["Bo"].start == 8
    other = scene.copy()
    other.add(Name(4, 7, "Cy", None, "pronoun"))
    other.add(Name(8, 9, "Ann", None, "pronoun"))
    assert other.starts == [0, 4, 8, 8, 12] and [name.entity for name in other.names] == [
        "Ann",
        "Cy",
        "Bo",
        "Ann",
        "Bo",
    ]
    assert other.genders["Ann"] == "she"  # what is known stays
    assert other.n_named == {"Ann": 1, "Bo": 2, "Cy": 0} and scene.starts == [0, 8, 12] and "Cy" not in scene.genders
    assert [scene.sentence_at(at) for at in (-1, 0, 11, 12, 99)] == [0, 0, 0, 1, 1]
    assert [[name.start for name in scene.within(*span)] for span in ((0, 8), (0, 9), (1, 12), (8, 13))] == [
        [0],
        [0, 8],
        [8],
        [8, 12],
    ]


@pytest.mark.parametrize(
    ("text", "pronoun", "role", "letter"),
    [
        ("Bo came and she left.", "she", "subject", "S"),
        ("Bo saw him.", "him", "object", "O"),
        ("Bo saw her.", "her", "object", "O"),
        ("Bo saw her often.", "her", "object", "O"),
        ("Bo saw her old band.", "her", "possessor", "P"),
        ("Bo hurt himself.", "himself", "object", "R"),
    ],
)
def test_a_pronoun_that_has_been_read_is_placed_by_its_form(text, pronoun, role, letter):
    start = text.index(pronoun)
    name = Name(start, start + len(pronoun), "Ann", "she", "pronoun")
    place = Scene(text, split_sentences(text), [name]).place(name)
    assert (place.sentence, place.role, place.looks) == (0, role, ("is a pronoun", f"is a pronoun {letter}"))


def test_a_position_is_inside_a_span_from_its_first_character_to_its_last():
    assert [is_inside(at, [(2, 4), (6, 7)]) for at in range(8)] == [False, False, True, True, False, False, True, False]
    assert not is_inside(0, [])


@pytest.mark.parametrize(
    ("marked", "looks"),
    [
        ("[Ann] left.", ("begins the sentence",)),
        ("Bo saw [Ann].", ()),
        ("Bo was hit by [Ann].", ("after by",)),
        ("To [Ann] came Bo.", ("after to",)),
        ("Songs for the old band of [Ann] sold.", ("after of",)),
        ("Bo sang to the old [Ann].", ("after to",)),
        ("Bo (and [Ann]) left.", ("in brackets",)),
        ("([Ann]) left.", ("in brackets",)),
        ("Bo (a singer) saw [Ann].", ()),
        ("Bo and [Ann] left.", ("second of a pair",)),
        ("Bo left and [Ann] stayed.", ()),
        ("[Ann] and Bo left.", ("first of a pair", "begins the sentence")),
        ("[Ann] and friends left.", ("begins the sentence",)),
        ("Bo saw [Ann Lind].", ("several words",)),
        ("Bo left, [Ann], and slept.", ("between commas",)),
        ("Bo left, [Ann] slept.", ()),
        ("After [Ann], they slept.", ()),
        ("Bo mourned [Ann]’s sudden death.", ("whose death",)),
        ("Bo mourned [Ann]’s song.", ()),
    ],
)
def test_what_stands_around_a_name_is_told(marked, looks):
    text, start, end = marked.replace("[", "").replace("]", ""), marked.index("["), marked.index("]") - 1
    assert Scene(text, split_sentences(text), []).place(Name(start, end, "Ann", "she", "study")).looks == looks


@pytest.mark.parametrize(("text", "letter"), [("Bo saw her", "O"), ("Bo saw her band", "P")])
def test_her_at_the_end_of_a_text_is_an_object(text, letter):
    scene = Scene(text, split_sentences(text), [])
    assert pronoun_role(scene, 0, 7, 10) == letter


def test_a_bond_of_somebody_whose_pronoun_was_not_read_tells_no_topic():
    text = "Asked about her marriage, Ann sighed: “He snores.”"
    state = SimpleNamespace(scene=Scene(text, split_sentences(text), []), meant={}, roster=None)
    assert singular._topic(state, text.index("“"), ["Bo"]) == set()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tom Pike sang. He left. He slept.", {"He": 2}),
        ("Tom Pike was there. Mary Poole sang. She smiled.", {"She": 1}),  # one who is not of the study
        ("On stage were Tom Pike, Rex Vale and Lake Pike. A fan with John Reed waved. His hat fell.", {}),  # undecided
        ("On Monday his house burned, Echo said.", {}),  # nobody fits
    ],
)
def test_a_pronoun_is_a_name_from_then_on_once_it_is_sure(table, monkeypatch, text, kept):
    added, add = [], Scene.add

    def spy(scene, name):
        added.append(text[name.start : name.end])
        add(scene, name)

    monkeypatch.setattr(Scene, "add", spy)
    table(text)
    assert {word: added.count(word) for word in added} == kept


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Bo of the Poole family thanked him.", {"Bo"}),
        ("Bo and Cy thanked him.", {"Bo", "Cy"}),
        ("Bo gave the old key to him.", {"Bo"}),
        ("Bo read the old book about him.", set()),  # about whom is open
        ("Bo’s lawyer thanked him.", set()),
        ("The key was Bo’s and Cy thanked him.", {"Cy"}),
    ],
)
def test_an_object_pronoun_is_not_who_does_what_its_verb_tells(text, people):
    names = [Name(text.index(one), text.index(one) + 2, one, "he", "study") for one in ("Bo", "Cy") if one in text]
    at = text.index("him")
    assert find_own_subject(Scene(text, [(0, len(text))], names), at, at + 3) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("He rang Bo in May.", {"Bo"}),
        ("He never told Bo and Cy that it rained.", {"Bo"}),
        ("He said Bo left.", set()),
        ("He rang Bo’s lawyer.", set()),
        ("He and Bo left.", set()),
    ],
)
def test_he_is_not_whom_his_own_verb_names(text, people):
    names = [Name(text.index(one), text.index(one) + 2, one, "he", "study") for one in ("Bo", "Cy") if one in text]
    assert find_own_subject(Scene(text, [(0, len(text))], names), 0, 2) == people


def test_a_pronoun_of_two_whom_and_joins_names_both_as_candidates(table, monkeypatch):
    monkeypatch.setattr(singular, "_joined_to", lambda *_: "vale")
    found = read(table, "Tom Pike sang. He left.")
    assert found["person_id"].isna().all()
    assert found[["candidates", "rule"]].iloc[0].tolist() == ["pike|vale", "antecedent, undecided"]


@pytest.mark.parametrize(
    ("text", "certainty", "shares", "other"),
    [
        ("Bo and Cy sang. He left.", "study", {"Bo": 0.5, "Cy": 0.4}, "Cy"),
        ("Bo and Cy sang. He left.", "study", {"Bo": 0.6, "Cy": 0.19}, None),  # more than three times as likely
        ("Bo and Cy sang. He left.", "pronoun", {"Bo": 0.5, "Cy": 0.4}, None),  # has been decided on before
        ("Bo met Cy. He left.", "study", {"Bo": 0.5, "Cy": 0.4}, None),
        ("Bo and Cy sang and he left.", "study", {"Bo": 0.5, "Cy": 0.4}, None),
        ("Bo and Cy sang. It rained. He left.", "study", {"Bo": 0.5, "Cy": 0.4}, None),  # too far back
    ],
)
def test_of_two_whom_and_joins_neither_is_decided_on_if_both_are_nearly_as_likely(text, certainty, shares, other):
    names = [
        Name(text.index(one), text.index(one) + 2, one, "he", sure)
        for one, sure in (("Bo", "study"), ("Cy", certainty))
    ]
    state = SimpleNamespace(scene=Scene(text, split_sentences(text), names))
    assert singular._joined_to(state, text.lower().index("he "), "Bo", shares) == other


def test_two_places_that_begin_together_are_each_their_own_whichever_is_asked_about_first():
    text = "His wife left."
    pronoun, phrase = Name(0, 3, "bo", "he", "pronoun"), Name(0, 8, "ann", "she", "study")
    first, second = Scene(text, [(0, 14)], [pronoun, phrase]), Scene(text, [(0, 14)], [pronoun, phrase])
    roles = {one.entity: first.place(one).role for one in (pronoun, phrase)}
    assert roles == {one.entity: second.place(one).role for one in (phrase, pronoun)}
    assert roles == {"bo": "possessor", "ann": "subject"}


def test_a_long_sentence_is_searched_for_people_near_the_verb_only(monkeypatch):
    text = "He rang Bo and " * 200
    names = [Name(at, at + 2, "bo", "he", "study") for at in range(8, len(text), 15)]
    scene, asked, token = Scene(text, [(0, len(text))], names), [], Parse.token
    monkeypatch.setattr(Parse, "token", lambda parse, at: asked.append(at) or token(parse, at))
    assert find_own_subject(scene, len(text) - 15, len(text) - 13) == {"bo"}
    assert len(asked) < 100
