"""Speakers carried on from one sentence to the next: Roe insisted that … . “…,” she said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from analysis.speech.chains import is_somebody
from analysis.speech.known import Known, Span
from analysis.speech.linking import Attribution
from analysis.speech.people import Source
from analysis.text.english.cues import ASKING
from analysis.text.english.kin import GENDERED
from analysis.text.english.names import given_names
from analysis.text.english.pronouns import SINGULAR

#: Attributions before one that may stand in the sentence right before it.
FEW = 6


def carry_on(
    text: str,
    found: Sequence[Attribution],
    sources: Sequence[Source],
    known: Sequence[Known],
    genders: Mapping[str, str | None],
    starts: Sequence[int],
) -> list[Source]:
    """Give the sources again; *he*, *she* and *they* are who speaks in the sentence right before, if the pronoun fits.

    A sentence that reports within a report speaks of who reports; of two reports side by side neither is taken, nor is
    who asks, who is named inside the sentence of the pronoun, or anybody once that sentence names another.

    Parameters
    ----------
    text : str
    found, sources : sequences of one length
        The attributions of an article and whom each is of so far.
    known : sequence of Known
        Mentions in text order.
    genders : mapping of str to str or None
        Pronoun of each person of the study.
    starts : sequence of int
        Where sentences begin, in order.
    """
    result = list(sources)
    order = sorted(range(len(found)), key=lambda n: found[n].pieces[0].start)
    for place, number in enumerate(order):
        source = result[number][0]
        words = text[slice(*source)].lower() if source else ""
        pronoun = "they" if words == "they" else SINGULAR.get(words)
        if source is None or pronoun is None:
            continue
        at = bisect_right(starts, min(found[number].pieces[0].start, source[0])) - 1
        if at < 1:
            continue
        said = [n for n in order[max(0, place - FEW) : place] if _ends_in(found[n], starts[at - 1], starts[at])]
        said = [n for n in said if not any(_holds(found[other], result[n][0]) for other in said if other != n)]
        said = [n for n in said if _fits(text, result[n], pronoun, genders)]
        if any((cue := found[n].cue) and text[slice(*cue)].lower() in ASKING for n in said):
            continue
        if said and _is_another_named(text, starts[at], source[0], found[number], known):
            continue
        who = {result[n][1:] if result[n][2] else (result[n][1], result[n][0]) for n in said}
        if len(who) == 1:
            result[number] = source, *result[said[0]][1:]
    return result


def _ends_in(one: Attribution, first: int, last: int) -> bool:
    """Tell whether an attribution ends in a sentence."""
    return first <= max(one.pieces[-1].end, one.cue[1] if one.cue else 0) - 1 < last


def _holds(one: Attribution, source: Span | None) -> bool:
    """Tell whether a source stands inside what another says."""
    return source is None or any(piece.start <= source[0] < piece.end for piece in one.pieces)


def _fits(text: str, source: Source, pronoun: str, genders: Mapping[str, str | None]) -> bool:
    """Tell whether a pronoun can be a source, a person of that gender."""
    span, kind, person = source
    if span is None:
        return False
    if kind == "several":
        return pronoun == "they"
    if person:
        return genders.get(person) in (pronoun, None)
    words = text[slice(*span)].split()
    if kind != "other" or not (is_somebody(text[slice(*span)]) or words[0].lower() in SINGULAR):
        return False
    if pronoun == "they":
        return is_somebody(text[slice(*span)])
    told = [SINGULAR.get(word.lower()) or GENDERED.get(word.lower()) or given_names().get(word) for word in words]
    return next(filter(None, told), pronoun) == pronoun


def _is_another_named(text: str, begin: int, end: int, one: Attribution, known: Sequence[Known]) -> bool:
    """Tell whether the sentence of a pronoun names somebody of the study before it, outside of what is said."""
    here = known[bisect_left(known, (begin,)) : bisect_left(known, (end,))]
    return any(
        mention.person_id
        and text[mention.start : mention.end].lower() not in SINGULAR
        and not any(piece.start <= mention.start < piece.end for piece in one.pieces)
        for mention in here
    )
