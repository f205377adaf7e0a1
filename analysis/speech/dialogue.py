"""Turns of a dialogue: who answers a question is not who asked it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.speech.linking import Attribution
from analysis.speech.people import Known, Source, is_owner
from analysis.text.english.cues import ASKING, REPLYING
from analysis.text.english.pronouns import SINGULAR

#: An answer begins at most this far behind its question (characters).
NEAR = 400


def take_turns(
    text: str,
    found: Sequence[Attribution],
    sources: Sequence[Source],
    known: Sequence[Known],
    genders: Mapping[str, str | None],
) -> list[Source]:
    """Give the sources again, with answers taken from whoever asked the question.

    An answer is a quotation right behind one that ends in a question mark: *she replied*, of somebody whom *she* fits,
    or a quotation that nothing attributes, behind *Roe asked*. It is theirs who was asked, else who spoke before.

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
    spoke: list[str] = []
    for place, number in enumerate(order):
        person = result[number][2]
        if place and person and person == result[order[place - 1]][2]:
            pronoun = _answers(text, found[order[place - 1]], found[number], result[number])
            other = pronoun is not None and _asked(
                text, found[order[place - 1]], person, known, genders, pronoun, spoke
            )
            if other:
                result[number] = result[number][0] if pronoun else None, "person", other
        if (person := result[number][2]) and spoke[-1:] != [person]:
            spoke.append(person)
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
    asker: str,
    known: Sequence[Known],
    genders: Mapping[str, str | None],
    pronoun: str,
    spoke: Sequence[str],
) -> str | None:
    """Give whom a question is put to, who is named beside its cue; else who spoke before."""
    start = asked.cue[1] if asked.cue else asked.pieces[-1].end
    stops = [at for at in (text.find(mark, start) for mark in '.\n“"') if at >= 0]
    beside = [
        one.person_id
        for one in known
        if start <= one.start < min(stops, default=len(text)) and one.person_id and not is_owner(text, one)
    ]
    people = [*beside, *reversed(spoke)]
    return next((one for one in people if one != asker and (not pronoun or genders.get(one) in (pronoun, None))), None)
