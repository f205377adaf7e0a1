"""Turns of a dialogue: who answers a question is not who asked it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from analysis.speech.known import Known, is_owner
from analysis.speech.linking import Attribution
from analysis.speech.people import Source
from analysis.text.english.cues import ASKING, REPLYING
from analysis.text.english.pronouns import SINGULAR

#: An answer begins at most this far behind its question (characters).
NEAR = 400
#: What stands between who asks and who is asked: asked Roe, asked of Mayor Roe.
FARTHEST = 40
_BESIDE = re.compile(r" (?:of )?(?:the )?(?:[A-Z][\w.-]* ){0,3}")
_OF_ITSELF = re.compile(r" (?:him|her|them)sel(?:f|ves)\b")


def take_turns(
    text: str,
    found: Sequence[Attribution],
    sources: Sequence[Source],
    known: Sequence[Known],
    genders: Mapping[str, str | None],
) -> list[Source]:
    """Give the sources again, with answers taken from whoever asked the question.

    An answer is a quotation right behind one that ends in a question mark: *she replied*, of somebody whom *she* fits,
    or a quotation that nothing attributes, behind *Roe asked Doe*. It is theirs who was asked; who *she* is that nobody
    names may have spoken before.

    Parameters
    ----------
    text : str
    found, sources : sequences of one length
        The attributions of an article and whom each is of so far.
    known : sequence of Known
        Mentions in text order.
    genders : mapping of str to str or None
        Pronoun of each person of the study.
    """
    result = list(sources)
    order = sorted((n for n, one in enumerate(found) if one.pieces[0].quoted), key=lambda n: found[n].pieces[0].start)
    spoke: dict[str, None] = {}  # whoever spoke last stands last
    for place, number in enumerate(order):
        person = result[number][2]
        if place and person == result[order[place - 1]][2]:
            pronoun = _answers(text, found[order[place - 1]], found[number], result[number])
            pronoun = pronoun if person else pronoun or None
            other = pronoun is not None and _asked(
                text, found[order[place - 1]], person, known, genders, pronoun, spoke if person else {}
            )
            if other:
                result[number] = result[number][0] if pronoun else None, "person", other
        _, kind, person = result[number]
        if person and kind == "person":
            spoke.pop(person, None)
            spoke[person] = None
    return result


def _answers(text: str, asked: Attribution, said: Attribution, source: Source) -> str | None:
    """Give the pronoun of who answers, the empty word where there is none; None if it is no answer."""
    question = asked.pieces[-1].quoted
    if question is None or not text[: question[1]].endswith("?") or said.pieces[0].start - question[1] > NEAR:
        return None
    words = text[slice(*source[0])].lower() if source[0] else ""
    if said.cue and text[slice(*said.cue)].lower() in REPLYING:
        return SINGULAR.get(words)
    is_alone = said.rule == "in focus" and "\n\n" in text[question[1] : said.pieces[0].start]
    return "" if is_alone and asked.cue and text[slice(*asked.cue)].lower() in ASKING else None


def _asked(
    text: str,
    asked: Attribution,
    asker: str | None,
    known: Sequence[Known],
    genders: Mapping[str, str | None],
    pronoun: str,
    spoke: dict[str, None],
) -> str | None:
    """Give whom a question is put to, named right behind its cue; else who spoke before, if a pronoun answers."""
    start = asked.cue[1] if asked.cue else asked.pieces[-1].end
    if _OF_ITSELF.match(text, start):
        return None
    place = bisect_left(known, (start,))
    first = known[place].start if place < len(known) else start
    is_beside = first - start < FARTHEST and _BESIDE.fullmatch(text, start, first)
    here = known[place : bisect_left(known, (first + 1,))] if is_beside else []
    beside = [one.person_id for one in here if one.person_id and not is_owner(text, one)]
    beside = beside if len(set(beside)) == 1 else []
    people = [*beside, *reversed(spoke)] if pronoun else beside
    return next((one for one in people if one != asker and (not pronoun or genders.get(one) in (pronoun, None))), None)
