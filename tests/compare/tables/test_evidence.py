"""Behind a number stand spans, with their sentence and their place in the untouched document."""

from analysis.compare.tables.evidence import frame_evidence, person_evidence, quote_evidence, tone_evidence


def test_every_hit_shows_its_sentence_and_whether_it_counts(reading):
    hits = frame_evidence(reading, "growth-harm")
    assert hits[["article_id", "start", "words", "scope", "counts", "sentence", "place"]].to_numpy().tolist() == [
        ["t1", 0, "Harm", "asserted", True, "Harm again.", "character 5 of its text"],
        ["t2", 10, "growth", "asserted", True, "Ana loves growth.", "character 15 of its text"],
        ["a1", 10, "growth", "asserted", True, "Ana loves growth.", "character 15 of its text"],
        ["a1", 22, "harm", "denied", False, "“No harm,” said Ben.", "character 27 of its text"],
    ]


def test_a_hit_names_its_frame_and_its_holder_as_readers_know_them(reading):
    hits = frame_evidence(reading, "growth-harm")
    assert hits.loc[0, ["frame", "holder", "outlet"]].tolist() == ["Harm", "The Tide", "The Tide"]


def test_the_ends_of_the_scale_are_shown_for_each_outlet(reading):
    ends = tone_evidence(reading, most=1)
    assert ends[["outlet", "voice", "compound", "words"]].to_numpy().tolist() == [
        ["The Tide", "own", -0.5, "Harm again."],
        ["The Tide", "own", 0.6, "Ana loves growth."],
        ["The Anchor", "quoted", -0.5, "“No harm,”"],
        ["The Anchor", "own", 0.6, "Ana loves growth."],
    ]


def test_a_scored_mention_shows_the_words_that_were_scored(reading):
    scored = person_evidence(reading)
    assert scored[["person", "mention", "holder", "value", "words"]].to_numpy().tolist() == [
        ["Ana Ruiz", "Ana", "The Tide", 0.6, "Ana loves growth."],
        ["Ana Ruiz", "Ana", "The Anchor", 0.6, "Ana loves growth."],
    ]


def test_what_people_say_together_is_listed_for_each_with_both_names(together):
    for person in (None, "ana", "ben"):
        assert quote_evidence(together, person=person)["said_by"].tolist() == ["Ben Okafor and Ana Ruiz"] * 2
    assert quote_evidence(together, person="cy").empty


def test_a_quotation_shows_who_said_it_and_an_unresolved_one_nobody(reading):
    quotes = quote_evidence(reading)
    assert quotes[["said_by", "cue", "words"]].to_numpy().tolist() == [["Ben Okafor", "said", "“No harm,”"]] * 2
    reading.quotes["source_kind"] = "unresolved"
    assert quote_evidence(reading)["said_by"].isna().all()
