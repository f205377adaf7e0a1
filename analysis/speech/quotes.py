"""Articles, sentences and mentions -> table `quotes`: attributions with the person of the study who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from math import nan

import pandas as pd

from analysis.speech.attributions import find_attributions
from analysis.speech.carried import carry_on
from analysis.speech.chains import follow_chains
from analysis.speech.dialogue import take_turns
from analysis.speech.known import Known, known_by_article
from analysis.speech.linking import Attribution, Piece
from analysis.speech.people import Source, person_at, resolve
from analysis.speech.set_apart import find_dashed, find_set_apart
from analysis.speech.together import as_ids
from analysis.speech.transcripts import Turn, find_turns
from analysis.study import Study
from analysis.tables import by_article, from_rows, map_articles
from analysis.text.english.cues import PAST_ASKING
from analysis.text.english.interviews import ANSWERS

Span = tuple[int, int]
Row = tuple[object, ...]

#: Sections whose sentences are nobody's report: credits of pictures, calls to subscribe.
_NOT_READ = ("credit", "appeal")
_HEADLINES = ("headline", "subhead")
_TURNS_IN = ("body", "subhead")
#: Rules of quotations that stand apart, and the words that one has at least to be looked for elsewhere.
_APART, FEWEST_WORDS = frozenset(("in focus", "no cue")), 4
_WORD = re.compile(r"\w+")
#: What the outlet puts into a quotation in brackets: (Laughs.), (pauses), (Points to a photo.)
_ASIDE = re.compile(
    r"\s*\((?:(?i:laughs?|laughing|laughter|pauses?|sighs?|smiles?|chuckles?|cries|nods|shrugs|applause|cheers|crosstalk)"
    r"|[A-Z]\w*(?: [\w’'-]+){0,6}\.)\.?\)\s*"
)


def find_quotes(articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find what each article reports somebody to say or think, and who of the study it is.

    Parameters
    ----------
    articles, sentences, mentions : DataFrame
        Tables of the same articles. Credits and appeals are not read.
    study : Study
        Adds cue verbs (``cues.add``).

    Returns
    -------
    DataFrame
        Table `quotes`, key `article_id`, `quote_index`, in text order. One row a contiguous stretch; the stretches of
        one attribution share `attribution_index`: a quotation goes on after its tag, in the next paragraph, after
        "(Laughs.)", or a content holds several quotations. `kind` is headline for quotations in headlines and subheads;
        without marks indirect where what was said is given, summary where a noun phrase only names it ("announced the
        split", "called him a liar"), and thought of what is thought, felt or wanted. `source_kind` is person
        (`person_id` says who), several (of the study together: `people`), other (somebody or something that is not in
        the study) or unresolved (a pronoun or description that may mean one of the study's people, several of whom one
        is not known, or no source at all). `cue` and `source` are NA where the article has none. `rule` says where the
        content was found: tag (a quotation before its cue), left, right or on both sides of the cue, after a noun, of a
        passive; named (in her words, her reply was); topic (whom or what one praises, denounces or speaks of, which
        stays in the outlet's voice, and out of what is counted as said); announced by the paragraph before (a statement
        or caption set apart has no marks then); "in focus" (no cue: who the paragraph before is about); "nearest cue"
        and "no cue" where nothing surer was there; without quotation marks: turn (of an interview or a transcript),
        post, "pull quote", and "looks like an interview" where its layout is not understood.
        `part_nested` adds nested: inside a quotation of another.

    `scope` tells whether the article says that it was said: asserted, denied ("never said"), asked ("did she say …?"),
    conditional ("if she said", "should have said") or future ("will say"). Shares, ledgers and voices take what is
    asserted and no topic.

    Notes
    -----
    Reports of words and thoughts alone: what somebody only acts upon ("shared the album", "refused to go") is
    not in the table (see `reports`). Known failures: irony, and contents that end without any mark before the
    sentence does ("said she was sorry at a concert on Friday").
    """
    texts = map_articles(articles)
    outlets = map_articles(articles, "outlet")
    named = [(person_id, name) for person_id, person in study.people.items() for name in person.names]
    people, genders = known_by_article(mentions), {one: person.pronouns for one, person in study.people.items()}
    columns = (sentences[column].tolist() for column in ("start", "end", "section", "paragraph_index"))
    starts, ends, sections, paragraphs = columns
    rows: list[Row] = []
    for article_id, where in by_article(sentences):
        text, known = texts[article_id], people.get(article_id, [])
        spans = list(zip(starts[where], ends[where], sections[where], strict=True))
        outlet = outlets[article_id] if isinstance(outlets[article_id], str) else None
        speaking = _paragraphs(text, spans, paragraphs[where])
        turns = find_turns(text, speaking, partial(person_at, text, known), named, outlet)
        is_transcript = any(turn.rule == "turn" for turn in turns)
        taken = [turn[:2] for turn in turns]
        apart = [] if is_transcript else find_set_apart(text, speaking, taken)
        tagged, alone = find_dashed(text, speaking, taken)
        apart, turns = apart + tagged, turns + [Turn(*line, None, None, "turn") for line in alone]
        read = _outside([(start, end) for start, end, section in spans if section not in _NOT_READ], turns)
        set_apart = {quote.start for quote in apart}
        heads = [(start, end) for start, end, section in spans if section in _HEADLINES and start not in set_apart]
        found = find_attributions(text, read, study.cues.add, set_apart=apart)
        sources = [resolve(text, attribution.source, attribution.cue, known) for attribution in found]
        begins = [start for start, _, _ in spans]
        sources = follow_chains(text, found, sources, known, genders, begins)
        sources = carry_on(text, found, sources, known, genders, begins)
        sources = take_turns(text, found, sources, known, genders)
        sources = _as_elsewhere(text, found, sources)
        sources = [_with_asker(text, *both) for both in zip(found, sources, strict=True)]
        said = [(_turn(turn), _speaker(text, turn, known)) for turn in turns]
        reports = [one for one in zip(found, sources, strict=True) if one[0].is_report]
        rows += _rows(article_id, text, [*reports, *said], heads)
    return from_rows(rows, "quotes")


def decide_open(
    quotes: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame
) -> tuple[pd.DataFrame, frozenset[str]]:
    """Give open sources the people whom the second reading of the mentions decided on.

    Parameters
    ----------
    quotes, mentions, articles : DataFrame
        Tables of the same articles; the mentions as `resolve_quoted` leaves them.

    Returns
    -------
    quotes : DataFrame
        Table `quotes`.
    changed : frozenset of str
        The articles in which a source is decided now.
    """
    is_open = (quotes["source_kind"] == "unresolved") & quotes["source_start"].notna()
    left = quotes[is_open]
    texts = map_articles(articles)
    people = known_by_article(mentions[mentions["article_id"].isin(set(left["article_id"]))])
    columns = (left[name].tolist() for name in ("article_id", "source_start", "source_end", "cue_start", "cue_end"))
    decided: dict[int, tuple[str | None, ...]] = {}
    for place, (article_id, start, end, *cue) in zip(left.index, zip(*columns, strict=True), strict=True):
        span = (int(cue[0]), int(cue[1])) if not pd.isna(cue[0]) else None
        _, kind, person = resolve(texts[article_id], (int(start), int(end)), span, people.get(article_id, []))
        if person:
            decided[place] = kind, *as_ids(kind, person)
    if not decided:
        return quotes, frozenset()
    quotes = quotes.copy()
    for name, values in zip(("source_kind", "person_id", "people"), zip(*decided.values(), strict=True), strict=True):
        quotes.loc[list(decided), name] = list(values)
    return quotes, frozenset(quotes.loc[list(decided), "article_id"])


def _as_elsewhere(text: str, found: list[Attribution], sources: list[Source]) -> list[Source]:
    """Give quotations that nothing attributes, as headings and pull quotes, the source of the same words elsewhere."""
    apart = {
        number: words
        for number, one in enumerate(found)
        if one.rule in _APART and len(words := _quoted_words(text, one)) >= FEWEST_WORDS
    }
    if not apart:
        return sources
    wanted = {tuple(words[:FEWEST_WORDS]) for words in apart.values()}
    said: list[str] = []
    owners: list[int] = []
    places: dict[tuple[str, ...], int] = {}
    for number, one in enumerate(found):
        if one.rule not in _APART and sources[number][1] != "unresolved":
            words = _quoted_words(text, one)
            first = len(said)
            said += words
            owners += [number] * len(words)
            for place in range(first, len(said) - FEWEST_WORDS + 1):
                if (key := tuple(said[place : place + FEWEST_WORDS])) in wanted:
                    places.setdefault(key, place)
    result = list(sources)
    for number, words in apart.items():
        at = places.get(tuple(words[:FEWEST_WORDS]))
        if at is not None and said[at : at + len(words)] == words:
            meant = sources[owners[at]]
            result[number] = meant if meant[1:] != sources[number][1:] else sources[number]
    return result


def _quoted_words(text: str, one: Attribution) -> list[str]:
    return [word for piece in one.pieces if piece.quoted for word in _WORD.findall(text[slice(*piece.quoted)].lower())]


def _with_asker(text: str, attribution: Attribution, source: Source) -> Source:
    """Give a question that nobody is said to ask to somebody else: Asked whether she would go, Roe smiled."""
    is_asked = attribution.cue and not attribution.source and text[slice(*attribution.cue)].lower() in PAST_ASKING
    return (None, "other", None) if is_asked else source


def _paragraphs(text: str, spans: list[tuple[int, int, str]], numbers: list[int]) -> list[Span]:
    """Join the sentences of each paragraph that may hold a turn."""
    found: dict[int, Span] = {}
    for (start, end, section), number in zip(spans, numbers, strict=True):
        if section in _TURNS_IN or "@" in text[start:end]:  # who signs a post
            found[number] = (found[number][0] if number in found else start), end
    return list(found.values())


def _outside(sentences: list[Span], turns: list[Turn]) -> list[Span]:
    """Leave out the sentences that hold words of a turn; those are somebody's words, as between marks."""
    if not turns:
        return sentences
    ends = [turn.end for turn in turns]
    after = [bisect_right(ends, start) for start, _ in sentences]
    return [s for s, at in zip(sentences, after, strict=True) if at == len(turns) or turns[at].start >= s[1]]


def _turn(turn: Turn) -> Attribution:
    piece = Piece(turn.start, turn.end, (turn.start, turn.end), True)
    return Attribution("direct", (piece,), turn.cue, turn.source, turn.rule)


def _speaker(text: str, turn: Turn, known: list[Known]) -> Source:
    """Say whom the label of a turn means."""
    person = turn.person or (person_at(text, known, turn.source) if turn.source else None)
    words = text[slice(*turn.source)].lower() if turn.source else ""
    is_nobody = (
        not words or words in ANSWERS or words.startswith(("@", "speaker "))
    )  # whose handle or number it is nobody says
    return turn.source, "person" if person else "unresolved" if is_nobody else "other", person


def _rows(article_id: str, text: str, read: list[tuple[Attribution, Source]], heads: list[Span]) -> Iterator[Row]:
    """Give the rows of one article."""
    found, sources = [one for one, _ in read], [source for _, source in read]
    pieces = [
        (part, number)
        for number, attribution in enumerate(found)
        for piece in attribution.pieces
        for part in _part(text, piece)
    ]
    pieces.sort(key=lambda item: (item[0].start, item[1]))
    for index, (piece, number) in enumerate(pieces):
        attribution, (source, source_kind, person) = found[number], sources[number]
        in_head = (
            piece.quoted and attribution.rule != "turn" and any(start <= piece.start < end for start, end in heads)
        )
        yield (
            *(article_id, index, number, "headline" if in_head else attribution.kind),
            *(piece.start, piece.end, *(piece.quoted or (nan, nan))),
            *_words(text, attribution.cue),
            *_words(text, source),
            *(source_kind, *as_ids(source_kind, person), piece.is_closed, attribution.rule, attribution.scope),
        )


def _words(text: str, span: Span | None) -> tuple[str | None, float, float]:
    return (text[slice(*span)], *span) if span else (None, nan, nan)


def _part(text: str, piece: Piece) -> list[Piece]:
    """Part a quotation at the outlet's asides."""
    if piece.quoted is None or "(" not in text[slice(*piece.quoted)]:
        return [piece]
    first, last = piece.quoted
    parts, start = [], piece.start
    for aside in _ASIDE.finditer(text, first, last):
        if aside.start() > first:
            parts.append(Piece(start, aside.start(), (first, aside.start()), piece.is_closed))
        start = first = aside.end()
    if first < last:
        parts.append(Piece(start, piece.end, (first, last), piece.is_closed))
    return parts
