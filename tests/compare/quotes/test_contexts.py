import pandas as pd
import pytest

from analysis.compare.quotes.contexts import COLOURS, cue_colour, find_contexts
from analysis.compare.quotes.ledger import find_shared_quotes
from analysis.compare.whole import compare_all
from analysis.tables import TABLES, conform, empty

TEXT = "It rained. She warmly praised him, declaring, “He saved the harbour.” Nobody else came."


def tables():
    """Build one article with one quotation in its middle sentence."""
    start = TEXT.index("He saved")
    end = TEXT.index("”")
    ends = [TEXT.index(" She"), TEXT.index(" Nobody"), len(TEXT)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    own = [(0, 0, ends[0]), (1, starts[1], start), (2, starts[2], ends[2])]
    rows = {
        "articles": [{"article_id": "a", "outlet_id": "tide", "text": TEXT}],
        "sentences": [
            {"sentence_index": n, "paragraph_index": 0, "start": a, "end": b}
            for n, (a, b) in enumerate(zip(starts, ends, strict=True))
        ],
        "segments": [
            {"segment_index": n, "sentence_index": s, "start": a, "end": b, "voice": "own"}
            for n, (s, a, b) in enumerate(own)
        ],
        "valences": [
            {"unit": "segment", "unit_index": n, "compound": value, "n_lexicon": 1}
            for n, value in enumerate([None, 0.5, -0.1])
        ],
        "quotes": [
            {"quote_index": 0, "attribution_index": 0, "kind": "direct", "content_start": start, "content_end": end}
            | {"quoted_start": start, "quoted_end": end, "cue": "declaring", "cue_start": TEXT.index("declaring")}
            | {"scope": "asserted"}
        ],
        "frame_hits": [
            {"start": n, "end": n + 1, "sentence_index": 1, "frame_id": frame, "indicator": str(n)}
            | {"voice": voice, "scope": scope}
            for n, (frame, voice, scope) in enumerate(
                [("love", "own", "asserted"), ("love", "own", "denied"), ("strife", "quoted", "asserted")]
            )
        ],
    }  # fmt: skip
    built = {}
    for name, found in rows.items():
        frame = pd.DataFrame(found).assign(article_id="a").reindex(columns=list(TABLES[name].dtypes))
        counts = [column for column, dtype in TABLES[name].dtypes.items() if dtype == "int64"]
        built[name] = conform(frame.fillna(dict.fromkeys(counts, 0)), name)
    return built


def test_a_context_says_what_an_outlet_puts_around_the_words():
    built = tables()
    found = find_contexts(find_shared_quotes(built["quotes"], built["articles"]), built).iloc[0]
    assert found[["cue", "cue_colour", "adverbs", "frames", "n_tone"]].tolist() == [
        "declaring",
        "firm",
        "warmly",
        "love",
        2,
    ]
    assert found["tone"] == pytest.approx(0.2)
    assert TEXT[found["before_start"] : found["before_end"]] == "It rained."
    assert TEXT[found["after_start"] : found["after_end"]] == "Nobody else came."
    assert found["position"] == pytest.approx(TEXT.index("He saved") / len(TEXT))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Kelly", None),
        ("Warmly", None),
        ("rally", None),
        ("friendly", None),
        ("supply", None),
        ("reportedly", None),
        ("sharply", "sharply"),
    ],
)
def test_names_nouns_and_adjectives_that_end_in_ly_are_no_adverbs_of_a_cue(word, expected):
    built = tables()
    text = TEXT.replace("warmly", word.center(6)[:6] if len(word) < 6 else word)
    shift = len(text) - len(TEXT)
    built["articles"]["text"] = text
    for name in ("sentences", "segments", "quotes"):
        for column in built[name].columns:
            if column.endswith(("start", "end")):
                built[name][column] += (built[name][column] > TEXT.index("warmly")) * shift
    found = find_contexts(find_shared_quotes(built["quotes"], built["articles"]), built).iloc[0]
    assert (None if pd.isna(found["adverbs"]) else found["adverbs"]) == expected


def test_a_quotation_at_the_end_without_a_cue_has_neither_cue_nor_sentence_after():
    built = tables()
    built["quotes"] = built["quotes"].assign(cue=None, cue_start=pd.NA).astype({"cue": "str", "cue_start": "Int64"})
    built["sentences"] = built["sentences"].iloc[:2]
    found = find_contexts(find_shared_quotes(built["quotes"], built["articles"]), built).iloc[0]
    assert found[["cue", "cue_colour", "after_start", "after_end"]].isna().all()


def test_a_verb_has_one_colour_and_every_form_of_it_the_same():
    verbs = [verb for words in COLOURS.values() for verb in words]
    assert len(verbs) == len(set(verbs))
    assert {cue_colour(cue) for cue in ("slam", "slams", "slammed", "slamming")} == {"hostile"}
    assert cue_colour("according to") == "other"


@pytest.fixture(scope="module")
def compared(shipped):
    return compare_all(shipped.tables, shipped.study)


def test_the_whole_comparison_holds_every_table_to_its_columns(compared):
    for name, frame in compared.items():
        pd.testing.assert_frame_equal(frame, conform(frame, name))
    assert set(compared) == set("shared_quotes quote_contexts copies coverage contrasts keyness axis_scores".split())


def test_outlets_of_one_article_get_no_interval(shipped, compared):
    found = compared["contrasts"]
    assert found[["lower", "upper", "p", "q"]].isna().all(axis=None)
    assert found["n_effective"].max() < shipped.study.minimum_articles


def test_the_ledger_of_the_shipped_study_is_the_one_made_by_hand(shipped):
    ledger = find_shared_quotes(shipped.quotes, shipped.articles)
    shared = ledger[ledger["n_articles"] > 1]
    texts = dict(zip(shipped.articles["article_id"], shipped.articles["text"], strict=True))
    told = {
        (row.article_id, row.variant, " ".join(texts[row.article_id][row.start : row.end].split()[:3]))
        for row in shared.itertuples()
    }
    assert {
        ("000", "verbatim", "No, no, no."),
        ("002", "joined", "I just want"),
        ("000", "verbatim", "That sh*t hard."),
        ("002", "joined", "That sh*t hard,"),
        ("000", "verbatim", "I tried. Next"),
        ("002", "trimmed", "tried."),
        ("000", "trimmed", "It was very"),
        ("002", "verbatim", "It was very"),
    } <= told


def test_nothing_can_be_compared_in_an_empty_corpus(shipped):
    names = (
        "articles sentences segments mentions quotes valences sentiments frame_hits narrated_times axis_scores".split()
    )
    found = compare_all({name: empty(name) for name in names}, shipped.study)
    assert all(frame.empty for frame in found.values())
