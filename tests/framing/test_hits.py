import pytest

from analysis.errors import StudyError
from analysis.framing.axes import counted_hits
from analysis.framing.hits import find_hits
from analysis.tables import TABLES


def rows(hits, columns):
    return hits[columns.split()].astype(object).where(hits[columns.split()].notna(), None).values.tolist()


def test_a_hit_tells_where_it_stands_what_it_is_and_whose_it_is(make_study, make_tables):
    tables = make_tables("Ana left. “No feud with Ben,” she said.", source=("person", "ana"))
    hits = find_hits(*tables, make_study())
    assert list(hits.columns) == list(TABLES["frame_hits"].dtypes)
    assert hits.iloc[0].to_dict() == {
        "article_id": "a0",
        "start": 14,
        "end": 18,
        "sentence_index": 1,
        "section": "body",
        "frame_id": "cold",
        "indicator": "feud",
        "surface": "feud",
        "function": "problem_definition",
        "weight": 1.0,
        "scope": "denied",
        "voice": "quoted",
        "holder_kind": "person",
        "holder_id": "ana",
        "about_id": "pair",
        "standing": "news",
    }


def test_no_articles_and_no_codebook_make_an_empty_table(make_study, make_tables):
    assert find_hits(*make_tables(), make_study()).empty
    assert find_hits(*make_tables("Ana loves Ben."), make_study(other=["nothing"])).empty


def test_titles_of_works_are_no_evidence(make_study, make_tables):
    tables = make_tables("Ana sang Feud or Love for Ben. It is love.")
    hits = find_hits(*tables, make_study(works=["Feud or Love"]))
    assert rows(hits, "start surface") == [[37, "love"]]


def test_names_are_no_evidence_but_may_stand_in_the_gap_of_a_phrase(make_study, make_tables):
    study = make_study(warm=["wish * well", "love"])
    hits = find_hits(*make_tables("Ana Love wished Ben well.", people={"Love": "eve"}), study)
    assert rows(hits, "surface") == [["wished Ben well"]]


@pytest.mark.parametrize("section", ["caption", "credit", "appeal"])
def test_captions_credits_and_appeals_are_no_evidence(make_study, make_tables, section):
    assert find_hits(*make_tables("Ana loves Ben.", section=section), make_study()).empty


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Ana and Ben: her new single, “Feud in the Rain”, is out.", 0),
        ("Ana and Ben: her song “Grief” is out.", 0),
        ("Ana and Ben met for the “Feud of the Year” video.", 0),
        ("Ana met Ben on the show. “A feud with Ben,” she said.", 1),
        ("Ana left Ben after the show, “Feud,” she said.", 1),  # one word after a comma may be an answer
    ],
)
def test_titles_that_a_text_marks_are_no_evidence(make_study, make_tables, text, n):
    assert len(find_hits(*make_tables(text), make_study())) == n


def test_of_overlapping_hits_the_longest_counts_also_across_frames(make_study, make_tables):
    study = make_study(warm=["love", "love song", "support"], cold=["child support"])
    hits = find_hits(*make_tables("Ana owes Ben a love song and child support."), study)
    assert rows(hits, "frame_id surface") == [["warm", "love song"], ["cold", "child support"]]


def test_frames_that_claim_the_same_words_both_have_them(make_study, make_tables):
    study = make_study(warm=["ups and downs"], cold=["ups and downs"])
    hits = find_hits(*make_tables("Ana and Ben had ups and downs."), study)
    assert rows(hits, "frame_id") == [["cold"], ["warm"]]


def test_an_indicator_matches_only_where_it_may(make_study, make_tables):
    study = make_study(warm=[{"match": "love", "where": ["quoted"]}, {"match": "praise", "where": ["headline"]}])
    text = "Ana loves Ben and praises Ben. “Love and praise,” Ben said."
    assert rows(find_hits(*make_tables(text), study), "surface") == [["Love"]]
    assert rows(find_hits(*make_tables(text, section="headline"), study), "surface") == [["praises"], ["praise"]]


def test_a_hit_without_a_segment_has_no_voice(make_study, make_tables):
    articles, sentences, segments, mentions = make_tables("Ana loves Ben.")
    hits = find_hits(articles, sentences, segments.iloc[:0], mentions, make_study())
    assert rows(hits, "voice holder_kind holder_id about_id") == [[None, None, None, "pair"]]


def test_weights_of_the_codebook_are_kept(make_study, make_tables):
    study = make_study(warm=[{"match": "love", "weight": 2}])
    assert rows(find_hits(*make_tables("Ana loves Ben."), study), "weight") == [[2.0]]


def test_articles_do_not_disturb_each_other(make_study, make_tables):
    one, two = "Ana loves Ben.", "Nobody spoke. Ben and Ana split."
    alone = [find_hits(*make_tables(text), make_study()) for text in (one, two)]
    both = find_hits(*make_tables(one, two), make_study())
    assert rows(both, "article_id start scope about_id") == [
        ["a0", *rows(alone[0], "start scope about_id")[0]],
        ["a1", *rows(alone[1], "start scope about_id")[0]],
    ]


@pytest.mark.parametrize("indicator", ["Obamacare", "=Obamacare", "repeal Obamacare", "Social Security", "/Obamacare/"])
def test_an_indicator_that_is_declared_a_name_counts_in_a_sentence(make_study, make_tables, indicator):
    text = "Ana wants to repeal Obamacare and Social Security in her town."
    hits = find_hits(*make_tables(text), make_study(warm=[indicator]))
    assert rows(hits, "surface") == [[indicator.strip("=/")]]


def test_a_declared_name_counts_inside_longer_names_and_names_of_people_but_not_in_titles(make_study, make_tables):
    text = "He left the Brexit Party and then met Eve in town. Later she sang Brexit Song at the bar with Dot."
    hits = find_hits(*make_tables(text), make_study(works=["Brexit Song"], warm=["poll|Brexit", "Eve", "dot"]))
    assert rows(hits, "surface") == [["Brexit"], ["Eve"]]


def test_a_name_that_is_not_declared_is_no_evidence_in_a_short_sentence(make_study, make_tables):
    assert find_hits(*make_tables("Ana met Jonas Poll."), make_study(warm=["poll", "Brexit"])).empty


def test_a_participle_is_evidence_where_it_is_a_verb_or_written_out(make_study, make_tables):
    text = "Ana, a gifted singer, left. Ben gifted Ana a ring."
    assert rows(find_hits(*make_tables(text), make_study(warm=["gift"])), "start") == [[32]]
    assert len(find_hits(*make_tables(text), make_study(warm=["gift|gifted"]))) == 2


def test_a_frame_may_concern_anyone(make_study, make_tables):
    study = make_study(about="anyone", warm=["love"])
    assert len(counted_hits(find_hits(*make_tables("Fans love Cy."), study), study)) == 1


def test_a_wrong_indicator_is_refused_before_any_work(make_study, make_tables):
    with pytest.raises(StudyError, match="Frame `warm`: Indicator `love; peace` must consist of"):
        find_hits(*make_tables("Ana."), make_study(warm=["love; peace"]))


def test_hearsay_counts_for_a_frame_that_takes_it_and_denial_does_not(make_study, make_tables):
    study = make_study()
    takes = study.frames["cold"].model_copy(update={"hearsay": True})
    tables = make_tables("Ana reportedly split from Ben. Ana denied the split. Ana reportedly felt love for Ben.")
    hits = find_hits(*tables, study.model_copy(update={"frames": {**study.frames, "cold": takes}}))
    assert list(zip(hits["frame_id"], hits["scope"], strict=True)) == [
        ("cold", "asserted"),
        ("cold", "denied"),
        ("warm", "reported"),
    ]


def test_a_frame_that_is_an_issue_and_no_judgement_has_no_scope(make_study, make_tables):
    study = make_study()
    off = study.frames["cold"].model_copy(update={"scope": False})
    tables = make_tables("Ana denied the split from Ben. Ana denied her love for Ben.")
    hits = find_hits(*tables, study.model_copy(update={"frames": {**study.frames, "cold": off}}))
    assert dict(zip(hits["frame_id"], hits["scope"], strict=True)) == {"cold": "asserted", "warm": "denied"}
