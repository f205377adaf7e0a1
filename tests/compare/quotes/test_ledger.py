from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.compare.quotes.ledger import find_shared_quotes
from analysis.compare.quotes.utterances import join_parts
from analysis.compare.quotes.word_by_word import align_utterance
from analysis.corpus import read_articles
from analysis.errors import TableError
from analysis.study import read_study
from analysis.tables import TABLES, conform
from analysis.text.clean import clean_articles
from benchmarks.planted import plant_quotations


def told(*articles):
    """Build articles and quotes from (article_id, day of May or None, [(speaker, words of each piece, kind)])."""
    rows, quotes = [], []
    for article_id, day, attributions in articles:
        text, index = "", 0
        for attribution, (speaker, pieces, kind) in enumerate(attributions):
            for piece in pieces:
                start = len(text) + 1
                text += f"“{piece}” said somebody.\n\n"
                span = {"content_start": start, "content_end": start + len(piece)}
                if kind not in ("indirect", "thought", "denied", "topic"):
                    span |= {"quoted_start": start, "quoted_end": start + len(piece)}
                who = {"source_kind": "person" if speaker else "unresolved", "person_id": speaker}
                key = {
                    "article_id": article_id,
                    "quote_index": index,
                    "attribution_index": attribution,
                    "kind": {"denied": "indirect", "topic": "summary"}.get(kind, kind),
                    "rule": "topic" if kind == "topic" else None,
                    "scope": "denied" if kind == "denied" else "asserted",
                }
                quotes.append(key | span | who)
                index += 1
        published = date(2024, 5, day) if day else None
        rows.append({"article_id": article_id, "text": text, "published_earliest": published})
    frame = pd.DataFrame(rows).assign(published_latest=lambda rows: rows["published_earliest"])
    dates = dict.fromkeys(("published_earliest", "published_latest"), "datetime64[us]")
    frame = frame.reindex(columns=list(TABLES["articles"].dtypes)).astype(dates)
    quote_frame = pd.DataFrame(quotes).reindex(columns=list(TABLES["quotes"].dtypes))
    return conform(quote_frame, "quotes"), conform(frame, "articles")


def direct(speaker, *pieces):
    return speaker, pieces, "direct"


def groups(ledger):
    """Give each utterance as its (article, quote, variant)."""
    columns = ["article_id", "quote_index", "variant"]
    return [
        list(part[columns].itertuples(index=False, name=None)) for _, part in ledger.groupby("utterance_id", sort=False)
    ]


WHOLE = "We built the harbour with our own hands. Nobody from the council came to help us."


@pytest.mark.parametrize(
    "telling, variant",
    [
        (direct("jo", WHOLE), "verbatim"),
        (direct("jo", "we built the harbour with our own hands; nobody from the council came to help us"), "verbatim"),
        (
            direct("jo", "We built the harbour with our own hands.", "Nobody from the council came to help us."),
            "verbatim",
        ),
        (direct("jo", "Nobody from the council came to help us."), "trimmed"),
        (direct("jo", "We built the harbour with our own hands. Nobody came to help us."), "trimmed"),
        (direct("jo", "We built the harbour with our bare hands. Nobody from the council came to help us."), "altered"),
        (
            direct("jo", "We built the harbour [wall] with our own hands. Nobody from the council came to help us."),
            "verbatim",
        ),
        (direct("ann", WHOLE), "reattributed"),
    ],
    ids=["same", "typography", "in pieces", "one sentence", "cut inside", "another word", "editor's word", "speaker"],
)
def test_a_variant_says_what_an_outlet_did_to_the_words(telling, variant):
    ledger = find_shared_quotes(
        *told(("a", 1, [direct("jo", WHOLE)]), ("b", 2, [telling]), ("c", 3, [direct("jo", WHOLE)]))
    )
    assert ledger["utterance_id"].unique().tolist() == ["a:0"]
    assert ledger.loc[ledger["article_id"] == "b", "variant"].unique().tolist() == [variant]


def test_two_answers_run_together_are_joined_and_stay_two_utterances():
    first, second = "We built the harbour with our own hands.", "My brother paints every boat in it himself."
    quotes, articles = told(
        ("a", 1, [direct("jo", first), direct("jo", second)]), ("b", 1, [direct("jo", f"{first} {second}")])
    )
    ledger = find_shared_quotes(quotes, articles)
    assert groups(ledger) == [[("a", 0, "verbatim"), ("b", 0, "joined")], [("a", 1, "verbatim"), ("b", 0, "joined")]]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = ledger[ledger["article_id"] == "b"]
    assert [texts["b"][start:end] for start, end in zip(spans["start"], spans["end"], strict=True)] == [
        first,
        second,
    ]


def test_halves_of_a_quotation_in_two_articles_are_trims_not_a_join():
    first, second = "We built the harbour with our own hands.", "My brother paints every boat in it himself."
    ledger = find_shared_quotes(
        *told(
            ("a", 1, [direct("jo", f"{first} {second}")]),
            ("b", 1, [direct("jo", first)]),
            ("c", 1, [direct("jo", second)]),
        )
    )
    assert groups(ledger) == [[("a", 0, "verbatim"), ("b", 0, "trimmed"), ("c", 0, "trimmed")]]


def test_a_fragment_belongs_to_the_sentence_of_its_speaker_that_is_near_in_time():
    quotes, articles = told(
        ("a", 1, [direct("jo", "I tried. Next question.")]),
        ("b", 2, [direct("jo", "tried")]),
        ("c", 2, [direct("ann", "tried")]),
        ("d", 30, [direct("jo", "tried")]),
    )
    assert groups(find_shared_quotes(quotes, articles)) == [
        [("a", 0, "verbatim"), ("b", 0, "trimmed")],
        [("c", 0, "verbatim")],
        [("d", 0, "verbatim")],
    ]


def test_sentences_that_share_only_function_words_are_two():
    ledger = find_shared_quotes(
        *told(
            ("a", 1, [direct("jo", "I am so happy about the harbour")]),
            ("b", 1, [direct("jo", "I am so happy about the train")]),
        )
    )
    assert ledger["utterance_id"].nunique() == 2


MARKET = "They welcomed the market twice a month, which was quiet of them."
RIVER = "Give me a balcony and a river, and I am happy. {} Call it a cousin if you like; I call it a sweater."
OURS = "We opened the harbour in spring and nobody from the mainland came to see it."


@pytest.mark.parametrize(
    "phrase", ["It is what it is.", "That is the end of it.", "We will make this town great again."]
)
@pytest.mark.parametrize("days", [(1, 1, 1), (1, 2, 3), (3, 1, 2)])
def test_a_phrase_that_two_long_quotations_of_one_speaker_hold_is_neither_of_them(phrase, days):
    told_here = zip("abc", days, (f"{OURS} {phrase}", RIVER.format(phrase), phrase), strict=True)
    ledger = find_shared_quotes(*told(*((name, day, [direct("jo", words)]) for name, day, words in told_here)))
    assert sorted(groups(ledger)) == [[("a", 0, "verbatim")], [("b", 0, "verbatim")], [("c", 0, "verbatim")]]


def test_a_piece_that_one_quotation_holds_is_a_trimmed_telling_of_it():
    whole = RIVER.format("It is what it is.")
    ledger = find_shared_quotes(
        *told(
            ("a", 1, [direct("jo", whole)]),
            ("b", 2, [direct("jo", "It is what it is.")]),
            ("c", 2, [direct("jo", whole)]),
        )
    )
    assert groups(ledger) == [[("a", 0, "verbatim"), ("b", 0, "trimmed"), ("c", 0, "verbatim")]]


def test_a_long_run_in_the_middle_of_two_quotations_is_a_phrase_and_at_their_ends_an_overlap():
    phrase = "I have said it before and I will say it again tomorrow"
    middle = [f"{OURS} {phrase}, {MARKET}"]
    middle += [f"Nobody counts the swans in our park. {phrase}, rain ruined every parade that my uncle ever planned."]
    ends = [f"{OURS} {phrase}.", f"{phrase}: nobody counts the swans in our park any more."]
    for tellings, n in ((middle, 2), (ends, 1)):
        articles = [(name, 1, [direct("jo", words)]) for name, words in zip("ab", tellings, strict=True)]
        assert find_shared_quotes(*told(*articles))["utterance_id"].nunique() == n


@pytest.mark.parametrize("seed", [2, 7])
def test_every_telling_shares_words_with_its_reference_and_a_verbatim_one_adds_none(seed):
    planted = plant_quotations(600, speakers=3, days=60, seed=seed)
    ledger = find_shared_quotes(planted.quotes, planted.articles)
    assert (ledger["n_same"] > 0).all()
    verbatim = ledger[ledger["variant"] == "verbatim"]
    assert not verbatim[["n_dropped", "n_altered", "n_added"]].to_numpy().any()
    assert {"trimmed", "altered", "joined"} <= set(ledger["variant"])


def test_what_a_telling_chained_to_others_does_not_share_with_the_fullest_is_another_utterance():
    joined = f"{OURS} For sure. {MARKET}"
    ledger = find_shared_quotes(
        *told(
            ("a", 1, [direct("jo", OURS), direct("jo", MARKET)]),
            ("b", 1, [direct("jo", joined), ("jo", ["for sure"], "mixed")]),
        )
    )
    assert sorted(groups(ledger)) == [
        [("a", 0, "verbatim"), ("b", 0, "joined")],
        [("a", 1, "verbatim"), ("b", 0, "joined")],
        [("b", 1, "verbatim")],
    ]


def sourced(*rows):
    """Build a ledger of (article_id, source_kind, source, person_id), all of the same words."""
    _, articles = told(*((article, 1, []) for article in dict.fromkeys(row[0] for row in rows)))
    texts = {}
    made = []
    for article_id, kind, source, person in rows:
        start = len(texts.setdefault(article_id, "")) + 1
        texts[article_id] += f"“{WHOLE}” said somebody.\n\n"
        number = sum(one["article_id"] == article_id for one in made)
        span = {"content_start": start, "content_end": start + len(WHOLE), "quoted_start": start}
        span |= {"quoted_end": start + len(WHOLE), "quote_index": number, "attribution_index": number}
        made.append(
            {"article_id": article_id, "kind": "direct", "scope": "asserted", "source_kind": kind, "source": source}
            | span
        )
        made[-1]["people" if kind == "several" else "person_id"] = person
    frame = pd.DataFrame(made).reindex(columns=list(TABLES["quotes"].dtypes))
    articles = articles.assign(text=articles["article_id"].map(texts))
    ledger = find_shared_quotes(conform(frame, "quotes"), conform(articles, "articles"))
    return dict(zip(zip(ledger["article_id"], ledger["quote_index"], strict=True), ledger["variant"], strict=True))


@pytest.mark.parametrize(
    "source, person, variant",
    [
        ("Ann Poe", None, "reattributed"),
        ("Ana Peña", "ana", "verbatim"),
        ("Ana Pena", None, "verbatim"),
        ("Pena", None, "verbatim"),
        ("the Mayor", None, "verbatim"),
        ("a lawyer for Poe", None, "verbatim"),
        ("Poe and Lee", None, "verbatim"),
        ("Bob Lee", "bob", "reattributed"),
        ("the couple", "ana|bob", "verbatim"),
        ("the brothers", "bob|tim", "reattributed"),
    ],
)
def test_a_telling_is_reattributed_between_two_named_people_only(source, person, variant):
    kind = "other" if person is None else "several" if "|" in person else "person"
    found = sourced(("a", "person", "Ana Peña", "ana"), ("b", "person", "she", "ana"), ("c", kind, source, person))
    assert found == {("a", 0): "verbatim", ("b", 0): "verbatim", ("c", 0): variant}


@pytest.mark.parametrize(
    "one, other, is_other",
    [
        ("Jürgen Müller", "Jurgen Mueller", False),
        ("Jurgen Mueller", "Muller", False),
        ("Søren Møller", "Soren Moeller", False),
        ("Ann Smith-Jones", "Ann Smith Jones", False),
        ("Omar al-Velm", "Velm", False),
        ("Ann Poe", "Amnesty International", False),
        ("Ann Poe", "Reuters", False),
        ("Ann Poe", "Grace Church", True),
        ("Jürgen Müller", "Jurgen Miller", True),
    ],
)
def test_another_spelling_of_a_name_is_nobody_else_and_an_organisation_is_nobody(one, other, is_other):
    found = sourced(("a", "other", one, None), ("b", "other", one, None), ("c", "other", other, None))
    assert found["c", 0] == ("reattributed" if is_other else "verbatim")


def test_a_second_name_for_the_same_words_within_one_article_reattributes_nothing():
    found = sourced(("a", "person", "Ana Peña", "ana"), ("a", "other", "Ann Poe", None), ("b", "person", "she", "ana"))
    assert set(found.values()) == {"verbatim"}


def test_a_phrase_that_many_people_use_joins_nobody():
    stock = "at the end of the day we all want the same thing for this town"
    sayings = ["the bakery burned down", "my uncle sells violins", "nobody counts the swans", "rain ruined the parade",
               "our piano needs strings"]  # fmt: skip
    articles = [
        (f"a{number}", 1, [direct(f"speaker{number}", f"{saying}, {stock}")]) for number, saying in enumerate(sayings)
    ]
    assert find_shared_quotes(*told(*articles))["utterance_id"].nunique() == 5


@pytest.mark.parametrize("day, is_first", [(1, [True, False]), (2, [None, None]), (None, [None, None])])
def test_who_was_first_is_said_only_where_the_dates_decide(day, is_first):
    ledger = find_shared_quotes(*told(("a", day, [direct("jo", WHOLE)]), ("b", 2, [direct("jo", WHOLE)])))
    assert [None if pd.isna(value) else value for value in ledger["is_first"]] == is_first


def test_the_lag_counts_days_after_the_first_publication():
    ledger = find_shared_quotes(*told(("a", 1, [direct("jo", WHOLE)]), ("b", 4, [direct("jo", WHOLE)])))
    assert ledger[["lag_earliest", "lag_latest"]].to_numpy().tolist() == [[0, 0], [3, 3]]


def test_a_headline_is_supported_where_its_body_holds_the_words():
    headlines = ("jo", ["built with our own hands"], "headline"), ("jo", ["We sank the council"], "headline")
    ledger = find_shared_quotes(*told(("a", 1, [*headlines, direct("jo", WHOLE)])))
    supported = ledger.set_index("quote_index")["is_supported"].sort_index()
    assert [None if pd.isna(value) else value for value in supported] == [True, False, None]


def test_an_indirect_quote_in_other_words_is_a_paraphrase_of_its_speakers_sentence():
    retold = ("jo", ["that the council never came to help"], "indirect")
    other = ("ann", ["that the council never came to help"], "indirect")
    ledger = find_shared_quotes(*told(("a", 1, [direct("jo", WHOLE)]), ("b", 1, [retold, other])))
    assert groups(ledger) == [[("a", 0, "verbatim"), ("b", 0, "paraphrased")]]


@pytest.mark.parametrize("kind", ["thought", "denied", "topic"])
def test_what_is_thought_spoken_of_or_was_not_said_is_no_paraphrase(kind):
    retold = "jo", ["that the council never came to help"], kind
    ledger = find_shared_quotes(*told(("a", 1, [direct("jo", WHOLE)]), ("b", 1, [retold])))
    assert "paraphrased" not in set(ledger["variant"])


def test_the_order_of_the_articles_does_not_change_who_belongs_together():
    planted = plant_quotations(500, speakers=3, days=60, seed=9)
    key = ["utterance_id", "article_id", "quote_index"]
    one, two = (
        find_shared_quotes(planted.quotes.iloc[::step], planted.articles.iloc[::step]).sort_values(
            key, ignore_index=True
        )
        for step in (1, -1)
    )
    pd.testing.assert_frame_equal(one, two)


def test_a_corpus_without_quotes_has_an_empty_ledger():
    quotes, articles = told(("a", 1, [direct("jo", WHOLE)]))
    assert find_shared_quotes(quotes.iloc[:0], articles).empty


def test_a_corpus_in_which_people_only_think_has_an_empty_ledger():
    quotes, articles = told(("a", 1, [("ana", ["that the tour will go on"], "thought")]))
    assert find_shared_quotes(quotes, articles).empty


@pytest.mark.parametrize("n_before", [0, 1, 5])
def test_what_lies_within_an_utterance_is_of_it_whatever_is_told_before(n_before):
    # a telling of 40 words, cut in four: the third part is of another utterance than those around it
    sizes = np.array([20, 10, 10] * n_before + [40, 30, 10])
    first = 3 * n_before
    before = [run for one in range(0, first, 3) for run in ([one, one + 1, 0, 0, 10], [one, one + 2, 10, 0, 10])]
    own = [[first, first + 1, 0, 0, 20], [first, first + 1, 30, 20, 10], [first, first + 2, 20, 0, 10]]
    cuts = {one: [10] for one in range(0, first, 3)} | {first: [10, 20, 30]}
    parts = join_parts(sizes, np.array(before + own, np.int32), cuts)
    assert parts[parts[:, 0] == first, 1:3].tolist() == [[0, 40]]


def pairs(frame, column):
    """Give every two quotes that share an utterance."""
    found = set()
    for _, part in frame.groupby(column):
        members = sorted(set(zip(part["article_id"], part["quote_index"], strict=True)))
        found |= {(one, two) for place, one in enumerate(members) for two in members[place + 1 :]}
    return found


def test_planted_utterances_are_found_again():
    planted = plant_quotations(2000, days=150)
    true, found = (
        pairs(planted.truth, "utterance"),
        pairs(find_shared_quotes(planted.quotes, planted.articles), "utterance_id"),
    )
    assert len(true & found) >= 0.97 * len(found)
    assert len(true & found) >= 0.97 * len(true)


def test_words_stand_under_each_other():
    telling = "We built the harbour with our bare hands. Nobody came."
    quotes, articles = told(
        ("a", 1, [direct("jo", WHOLE)]), ("b", 1, [direct("jo", telling)]), ("c", 1, [direct("jo", WHOLE)])
    )
    grid = align_utterance(find_shared_quotes(quotes, articles), articles, "a:0")
    row = grid[grid["article_id"] == "b"]
    assert " ".join(
        f"{word}={operation[0]}" for word, operation in zip(row["word"], row["operation"], strict=True)
    ) == (
        "We=s built=s the=s harbour=s with=s our=s bare=c hands.=s Nobody=s from=d the=d council=d came.=s"
        " to=d help=d us.=d"
    )
    assert row["column"].tolist() == list(range(16))
    assert row.loc[row["operation"] == "dropped", "start"].isna().all()


def test_an_unknown_utterance_names_those_there_are():
    quotes, articles = told(("a", 1, [direct("jo", WHOLE)]))
    with pytest.raises(TableError, match=r"^`utterance_id` must be one of a:0; found `x`\.$"):
        align_utterance(find_shared_quotes(quotes, articles), articles, "x")


# The shipped study, checked by hand: who said which words in which article.
PEACE = (
    "I just want all peace, man, for us to win{} verybody gotta win. We got kids to take care of, we got to catch the"
    " dubs"
)
TOUGH = (
    "It was very tough, but it is what it is. It’s tough hiding. It’s tough dating in your 30s, too, but I like him."
    " I love him, today. {}I was always scared of dating people [because] I’ve always been in a long relationship since"
    " I was like 21."
)
SHIPPED = [
    ("000", "headline", "offset", "We Got to Win—That’s Family"),
    ("000", "direct", "offset", "No, no, no. " + PEACE.replace("{} v", ". Ev") + ","),
    ("000", "direct", "offset", "That sh*t hard. She’s gonna do her big one, too."),
    ("000", "direct", "cardi-b", "I tried. Next question."),
    ("000", "direct", "cardi-b", TOUGH.format("")),
    (
        "002",
        "direct",
        "offset",
        PEACE.replace("{} v", ", ev") + ". For sure. That sh*t hard, she’s gonna do her big one, too.",
    ),
    ("002", "mixed", "offset", "for sure."),
    ("002", "headline", "cardi-b", "I want it to be amazing"),
    ("002", "direct", "cardi-b", "I want the music to be great. I want it to be amazing,"),
    ("002", "mixed", "cardi-b", "tried."),
    ("002", "direct", "cardi-b", TOUGH.format("(Laughs.) ")),
]


@pytest.fixture(scope="module")
def shipped_by_hand():
    articles, _, _ = clean_articles(read_articles(None, read_study()).articles)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = []
    for number, (article_id, kind, person, words) in enumerate(SHIPPED):
        start = texts[article_id].rindex(words)
        span = {"quoted_start": start, "quoted_end": start + len(words), "content_start": start, "content_end": start}
        rows.append(
            {
                "article_id": article_id,
                "quote_index": number,
                "attribution_index": number,
                "kind": kind,
                "scope": "asserted",
            }
            | span
            | {"source_kind": "person", "person_id": person}
        )
    quotes = pd.DataFrame(rows).reindex(columns=list(TABLES["quotes"].dtypes))
    return find_shared_quotes(conform(quotes, "quotes"), articles), articles


def test_the_shipped_study_tells_five_shared_utterances_and_one_unsupported_headline(shipped_by_hand):
    ledger, _ = shipped_by_hand
    assert groups(ledger) == [
        [("000", 0, "verbatim")],
        [("000", 1, "verbatim"), ("002", 5, "joined")],
        [("000", 2, "verbatim"), ("002", 5, "joined")],
        [("000", 3, "verbatim"), ("002", 9, "trimmed")],
        [("000", 4, "trimmed"), ("002", 10, "verbatim")],
        [("002", 6, "verbatim")],
        [("002", 7, "trimmed"), ("002", 8, "verbatim")],
    ]
    supported = ledger.dropna(subset="is_supported").set_index("quote_index")["is_supported"]
    assert supported.to_dict() == {0: False, 7: True}


def test_the_shipped_study_word_by_word(shipped_by_hand):
    ledger, articles = shipped_by_hand

    def differing(utterance_id):
        grid = align_utterance(ledger, articles, utterance_id)
        other = grid[grid["operation"] != "same"]
        return list(zip(other["article_id"], other["operation"], other["word"], strict=True))

    no = [("002", "dropped", word) for word in ("No", "no", "no.")]
    sure = [("002", "added", word) for word in ("For", "sure.")]
    assert differing("000:1") == no + sure
    assert differing("000:2") == []
    assert differing("002:10") == [("000", "dropped", "(Laughs.)")]


def test_the_shipped_reading_holds_the_answers_that_both_articles_print(shipped):
    """Written from reading the articles: 000 and 002 print four answers in common, and 001 none of them."""
    ledger = shipped.with_words(shipped.shared_quotes[shipped.shared_quotes["n_articles"] > 1])
    begins = [
        [(article_id, " ".join(words.split()[:3])) for article_id, words in part[["article_id", "words"]].to_numpy()]
        for _, part in ledger.groupby("utterance_id", sort=False)
    ]
    assert begins == [
        [("000", "No, no, no."), ("002", "I just want")],
        [("000", "That sh*t hard."), ("002", "That sh*t hard,")],
        [("000", "I tried. Next"), ("002", "tried.")],
        [("000", "It was very"), ("002", "It was very"), ("002", "I was always")],
    ]
    sure = ledger[(ledger["article_id"] == "002") & (ledger["utterance_id"] == "000:1")]["words"].iloc[0]
    assert sure.endswith("For sure.")
    laughed = ledger.query("article_id == '000' and utterance_id == '002:14'")
    assert laughed[["variant", "n_dropped", "n_altered"]].to_numpy().tolist() == [["trimmed", 1, 0]]
    headlines = shipped.with_words(shipped.shared_quotes.query("kind == 'headline'"))
    assert dict(zip(headlines["words"], headlines["is_supported"], strict=True)) == {
        "We Got to Win—That’s Family": False,
        "I want it to be amazing": True,
    }
