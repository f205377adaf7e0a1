"""A learned reader is heard where the codebook is silent, says that it was learned, and else changes nothing."""

import json

import pytest

from analysis.compare.axes import score_article_axes
from analysis.errors import StudyError
from analysis.framing.axes import counted_hits, with_words
from analysis.framing.hits import find_hits
from analysis.framing.learned import LEARNED
from analysis.framing.robustness import LEARNED_USES, choices_of, score_specifications
from analysis.sentiment.small import hash_encoder
from analysis.sentiment.tone import forget_states, read_states, score_tone
from analysis.study import LearnedReader, LearnedReaders, Score, read_study

WIDTH = 384
TEXT = "Ana met Ben. Ana loves Ben. Ana ate. “Ana met Ben,” Ana said. Ana and Ben met Cy."


def reader(*weights, constant=0.2, **more):
    """Make a reader that looks at who is named alone."""
    return LearnedReader(
        weights=(*[0.0] * WIDTH, *weights),
        constant=constant,
        encoder_sha256=more.get("encoder", hash_encoder()),
        sentences_sha256="0" * 64,
        n_sentences=100,
        n_there=40,
        n_articles=20,
        f1=Score(value=0.7, lower=0.6, upper=0.8),
    )


@pytest.fixture
def make_learned(make_study):
    def make(about="pair", **readers):
        study = make_study(about)
        frames = {name: frame.model_copy(update={"learned": readers.get(name)}) for name, frame in study.frames.items()}
        return study.model_copy(update={"frames": frames})

    return make


def whole(scores):
    return scores[(scores["voice"] == "all") & (scores["section"] == "all")].iloc[0]


def found(hits):
    return list(zip(hits["sentence_index"], hits["frame_id"], hits["standing"], hits["weight"], strict=True))


def test_a_sentence_of_which_the_codebook_says_nothing_is_read_and_weighs_its_score(make_tables, make_learned):
    hits = find_hits(*make_tables(TEXT), make_learned(warm=reader(0, 0.6, 0)))
    assert found(hits) == [
        (0, "warm", "learned", 0.8),
        (1, "warm", "news", 1.0),
        (3, "warm", "learned", 0.8),
        (4, "warm", "learned", 0.8),
    ]
    first = hits.iloc[0]
    assert (first["indicator"], first["surface"], first["about_id"], first["scope"]) == (
        LEARNED,
        "Ana met Ben.",
        "pair",
        "asserted",
    )
    assert hits["function"].isna().tolist() == [True, False, True, True]
    assert with_words(hits)["sentence_index"].tolist() == [1]


def test_a_hit_that_does_not_count_leaves_the_codebook_silent(make_tables, make_learned):
    study = make_learned(warm=reader(0, 0.6, 0), cold=reader(0, 0, 0, constant=0.0))
    hits = find_hits(*make_tables("Ana and Ben never split. Ana split from Ben."), study)
    assert found(hits) == [(0, "warm", "learned", 0.8), (0, "cold", "news", 1.0), (1, "cold", "news", 1.0)]
    assert len(counted_hits(hits, study)) == 2


def test_what_concerns_others_is_kept_and_does_not_count(make_tables, make_learned):
    study = make_learned(warm=reader(0, 0, 0, constant=0.9))
    hits = find_hits(*make_tables("Ana met Ben. Eve met Cy."), study)
    assert hits["about_id"].tolist()[0] == "pair"
    assert counted_hits(hits, study)["sentence_index"].tolist() == [0]


def test_a_quoted_sentence_is_said_by_its_source(make_tables, make_learned):
    text = "“Ana met Ben in the park,” Eve said."
    hits = find_hits(*make_tables(text, source=("person", "eve")), make_learned(warm=reader(0, 0.2, 0.4)))
    assert hits[["voice", "holder_id", "weight"]].to_numpy().tolist() == [["quoted", "eve", 0.8]]


@pytest.mark.parametrize(
    ("use", "sentences"), [("out", [1]), ("silent", [0, 1, 3, 4]), ("beside", [0, 1, 1, 3, 4]), ("alone", [0, 1, 3, 4])]
)
def test_it_can_be_heard_elsewhere(make_tables, make_learned, use, sentences):
    study = make_learned(warm=reader(0, 0.6, 0))
    hits = find_hits(*make_tables(TEXT), study, learned=use)
    assert hits["sentence_index"].tolist() == sentences
    assert ((hits["indicator"] == LEARNED).sum() == len(hits)) == (use == "alone")


def test_without_a_reader_the_encoder_is_not_asked(make_tables, make_study, monkeypatch):
    monkeypatch.setattr("analysis.framing.hits.scoring_texts", None)
    assert len(find_hits(*make_tables(TEXT), make_study())) == 1


def test_articles_do_not_change_each_other(make_tables, make_learned):
    texts, study = (TEXT, "Ana and Ben met. Ben thanked Ana.", "Eve ate."), make_learned(cold=reader(0.1, 0.6, 0))
    every = find_hits(*make_tables(*texts), study)
    alone = find_hits(*make_tables(texts[1]), study)
    columns = ["start", "end", "weight", "about_id"]
    assert every.loc[every["article_id"] == "a1", columns].to_numpy().tolist() == alone[columns].to_numpy().tolist()


def test_a_verdict_leaves_out_one_sentence_of_a_reader_and_not_all(make_tables, make_learned):
    study = make_learned(warm=reader(0, 0.6, 0))
    tables = make_tables("Ana met Ben. Ben met Ana in town. Ana and Ben ate.")
    scores = whole(score_article_axes(find_hits(*tables, study), tables[1], tables[0], study))
    assert scores[["balance", "verdict", "n"]].tolist() == [1.0, "leaning", 3]
    tables = make_tables("Ana met Ben.")
    scores = whole(score_article_axes(find_hits(*tables, study), tables[1], tables[0], study))
    assert scores["verdict"] == "balanced or too few"


def test_its_uses_are_a_choice_of_the_panel_where_there_is_one(make_tables, make_learned, make_study):
    tables = make_tables(TEXT + " Ana and Ben feud.")
    table = score_specifications(*tables, make_learned(warm=reader(0, 0.6, 0)), "warm-cold")
    ours = {name: values[0] for name, values in choices_of(table).items() if name != "learned"}
    for name, wanted in ours.items():
        table = table[table[name] == wanted]
    balance = dict(zip(table["learned"], table["balance"].round(3), strict=True))
    said = [1 + 3 * 0.8, 1]
    assert list(balance) == list(LEARNED_USES)
    assert list(balance.values())[:2] == [round((one - 1) / (one + 1), 3) for one in said]
    assert list(balance.values())[3] == 1.0
    assert "learned" not in choices_of(score_specifications(*tables, make_study(), "warm-cold"))


def test_a_reader_over_another_encoder_is_refused(make_tables, make_learned):
    with pytest.raises(StudyError, match="`learned` of frame `warm` must be learned over the encoder of this version"):
        find_hits(*make_tables(TEXT), make_learned(warm=reader(0, 0.6, 0, encoder="1" * 64)))


def test_tone_is_the_same_from_states_that_a_reader_has_read(make_tables, make_learned):
    texts = ["Ana met Ben in a quiet street by the sea."]
    alone = read_states(texts)[0]
    find_hits(*make_tables(texts[0]), make_learned(warm=reader(0, 0.6, 0)))
    from analysis.sentiment.tone import known_states

    assert (known_states(texts)[0] == alone).all()
    before = score_tone(texts)
    forget_states()
    assert score_tone(texts) == before


def write(folder, name="learned.json", content=None):
    read = LearnedReaders(version=1, frames={"warm": reader(0, 0.6, 0)}).model_dump(mode="json")
    if content != "":
        (folder / "learned.json").write_text(json.dumps(read) if content is None else content, encoding="utf-8")
    frames = "".join(
        f"  {frame}:\n    label: {frame}\n    definition: one\n"
        "    functions: {problem_definition: {indicators: [love]}}\n"
        + (f"    learned: {name}\n" if frame == wanted else "")
        for frame in ("warm", "cold")
        for wanted in ["cold" if name == "other" else "warm"]
    ).replace("learned: other", "learned: learned.json")
    text = f"study: {{id: tiny, title: Tiny}}\narticles: a.csv\npeople: {{ana: {{name: Ana}}}}\nframes:\n{frames}"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_study_names_the_file_and_its_bytes_are_in_the_hash(tmp_path):
    study = read_study(write(tmp_path))
    assert study.frames["warm"].learned == reader(0, 0.6, 0)
    assert study.frames["cold"].learned is None
    (tmp_path / "learned.json").write_text((tmp_path / "learned.json").read_text() + " ")
    assert read_study(tmp_path).sha256 != study.sha256


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"content": ""}, "must name a file that `narrative code adapt --measure frame` wrote; found `learned.json`"),
        ({"content": "{"}, "learned.json must be JSON as `narrative code adapt --measure frame` writes it"),
        ({"content": '{"version": 2, "frames": {}}'}, "as `narrative code adapt --measure frame` writes it; version: "),
        ({"name": "other"}, "must be one of those in learned.json: warm"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_line(tmp_path, given, told):
    with pytest.raises(StudyError, match=told) as error:
        read_study(write(tmp_path, **given))
    assert "study.yaml line " in str(error.value)
