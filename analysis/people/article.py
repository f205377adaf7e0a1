"""One article read from left to right: names are known, pronouns and descriptions are decided one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from analysis.people.cast import Cast
from analysis.people.descriptions.find import Description
from analysis.people.descriptions.owned import learn_ahead, learn_couples, pass_by
from analysis.people.descriptions.resolve import read_description
from analysis.people.pronouns.plural import read_they, read_we
from analysis.people.pronouns.scene import is_inside
from analysis.people.pronouns.singular import read_single
from analysis.people.state import Mention, Speaker, State
from analysis.text.english.pronouns import FIRST_PLURAL, FIRST_SINGULAR, SINGULAR

Span = tuple[int, int]

#: A form after a blank or mark; that the character is consumed lets the search skip from one to the next.
_FORMS = re.compile(
    r"[\s\"“”'‘’(\[—–/*….\])-]"
    r"(h(?:e|is|er(?:s|self)?|im(?:self)?)|she|the(?:y|m(?:sel(?:f|ves))?|irs?)|m(?:e|y(?:self)?|ine)|we|us|our(?:s(?:elves)?)?"
    r"|H(?:e|is|er(?:s|self)?|im(?:self)?|E|IM|IS|ER)|S(?:he|HE)|T(?:he(?:y|m|irs?)|HE(?:Y|M|IR))|I"
    r"|M(?:e|y(?:self)?|ine|E|Y)|W[eE]|Us|O(?:ur(?:s(?:elves)?)?|UR))\b(?!-|\.\w|/\w)(?<!\w/[a-z]{2})(?<!\w/[a-z]{3})(?<!\w/[a-z]{4})"
)
_FIRST = FIRST_SINGULAR | FIRST_PLURAL


def read_article(cast: Cast) -> list[Mention]:
    """Find every mention of one article.

    The first person is left open in quotations; outside it is the outlet's own, or that of whoever signed the article.
    """
    text, quotes = cast.text, cast.quotes
    own = FIRST_SINGULAR if cast.author else frozenset[str]()
    forms = [
        span
        for span in find_forms(text, 0, len(text))
        if not _is_first(text, span) or is_inside(span[0], quotes) or text[span[0] : span[1]].lower() in own
    ]
    if not cast.names:
        return [_open(text, span, "nobody of the study is named") for span in forms]
    state = State(cast, ())
    _read(state, forms, cast.described, ())
    return state.mentions


def reread_article(cast: Cast, mentions: Sequence[Mention], speakers: Sequence[Speaker]) -> list[Mention]:
    """Read the quotations again, now that it is known who speaks; what was decided outside them stays."""
    spans = [speaker[:2] for speaker in speakers]
    again = [m for m in mentions if m.candidates is not None and not is_inside(m.start, spans)]
    forms = [form for start, end in spans for form in find_forms(cast.text, start, end)]
    forms += [m[:2] for m in again if m.kind == "pronoun"]
    forms = list(dict.fromkeys(forms))  # a quotation that two attributions hold is read once
    places = {m[:2] for m in again}
    described = [one for one in cast.described if one[:2] in places or is_inside(one.start, spans)]
    known = [one for one in cast.described if one not in described]
    standing = [m for m in mentions if m.kind != "proper" and m[:2] not in places and not is_inside(m.start, spans)]
    state = State(cast, speakers)
    _read(state, forms, described, standing, known)
    return state.mentions


def find_forms(text: str, start: int, end: int) -> list[Span]:
    """Find pronouns; a blank is put before the text so that its first word has one too."""
    return [(m.start(1) - 1, m.end(1) - 1) for m in _FORMS.finditer(f" {text}", start, end + 1)]


def _is_first(text: str, span: Span) -> bool:
    return text[span[0] : span[1]].lower() in _FIRST


def _open(text: str, span: Span, rule: str) -> Mention:
    is_first = _is_first(text, span)
    return Mention(*span, "first_person" if is_first else "pronoun", rule="left to the quotation" if is_first else rule)


def _read(
    state: State,
    forms: Sequence[Span],
    described: Sequence[Description],
    standing: Sequence[Mention],
    known: Sequence[Description] = (),
) -> None:
    """Go through pronouns, descriptions and what is decided already, in text order; a possessor before its phrase."""
    for one in state.described:
        learn_ahead(state, one)
    learn_couples(state)
    begun = {one.start: one for one in described if one.kind in ("kin", "owned")}
    events: list[tuple[int, int, Callable[[], object]]] = [
        (start, 0, partial(_read_form, state, start, end, begun.get(start))) for start, end in forms
    ]
    events += [(n.start, 0, partial(state.join, n.start, n.end, n.person_id)) for n in state.mentions if n.person_id]
    events += [(m[0].start, 0, partial(state.keep, *m)) for m in _rows_together(standing)]
    for descriptions, read in ((described, read_description), (known, pass_by)):
        # "the mother of his children" waits for "his"
        # and "the wife of the singer" for the singer
        events += [
            (max(one.start, one.owner), 1 + (one.kind == "kin" and one.owner > one.start), partial(read, state, one))
            for one in descriptions
        ]
    for _, _, act in sorted(events, key=lambda event: event[:2]):
        act()


def _rows_together(mentions: Sequence[Mention]) -> list[list[Mention]]:
    return [list(rows) for _, rows in groupby(mentions, key=lambda m: (m.start, m.end))]


def _read_form(state: State, start: int, end: int, kin: Description | None) -> None:
    form = state.scene.text[start:end].lower()
    if form in SINGULAR:
        read_single(state, start, end, kin)
        return
    if form not in _FIRST:
        read_they(state, start, end)
        return
    speaker = state.speaker_at(start)
    if speaker is None and state.author and form in FIRST_SINGULAR and state.quote_at(start) < 0:
        state.keep(Mention(start, end, "first_person", state.author, None, 0.9, None, "author of the article"))
    elif speaker is None:
        state.keep(_open(state.scene.text, (start, end), ""))
    elif form in FIRST_SINGULAR:
        state.keep(_source(start, end, speaker))
    else:
        read_we(state, start, end, speaker)


def _source(start: int, end: int, speaker: Speaker) -> Mention:
    if len(speaker.people) == 1:
        return Mention(start, end, "first_person", speaker.people[0], None, 0.95, None, "source of the quotation")
    if speaker.people:
        return Mention(start, end, "first_person", candidates="|".join(speaker.people), rule="one of the sources")
    return Mention(start, end, "first_person", rule="somebody else" if speaker.kind == "other" else "source not known")
