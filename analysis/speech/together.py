"""A source that names several -> who of the study speaks together: Jane Roe and John Doe, said Roe, Doe and Poe."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.speech.known import WIDEST, Known, Span, is_owner
from analysis.tables import join_people
from analysis.text.english.kin import is_person
from analysis.text.english.pronouns import names_several

#: What joins two who are named: Jane Roe, 34, and singer John Doe.
JOINS = re.compile(r"(?:,? \(?\d{1,3}\)?)?,? (?:and|&|nor) (?:(?!(?:about|by|for|from|of|to|with) )[a-z-]+ ){0,2}")
#: One more of a list behind a cue, who may be nobody of the study: said Roe, Ann Lee and Doe.
_NEXT = re.compile(r"(?:,? \(?\d{1,3}\)?)?, (?=[A-Z])")
_STRANGER = re.compile(r"(?:[A-Z][\w’'-]+ ?){1,3}(?=,| and )")
#: The last of such a list: and Ann Lee; and her lawyer; and others.
_LAST = re.compile(
    r",? (?:and|&) ((?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+"
    r"|(?:(?:her|his|its|their|an?|the|other) (?:[a-z’'-]+ )?|(?=[a-z]+s\b))([a-z]+))(?=[,.;:)]|\Z)"
)
#: A word that joins two.
_MAY_JOIN = re.compile(r" (?:and|&|nor) ")
#: What stands behind a name in apposition or at the end of a list.
CLOSES = re.compile(r"[,.(]| \(|\Z")


def as_ids(kind: str, people: str | None) -> tuple[str | None, str | None]:
    """Give `person_id` and `people` of table `quotes`: the one who speaks, or those who speak together."""
    return (None, people) if kind == "several" else (people, None)


def joined(text: str, one: Known, known: list[Known], start: int, end: int) -> tuple[int, int, str, str | None]:
    """Give where those stand whom *and* joins to a mention between two places, and whom they mean as a source.

    >>> joined("Roe and Doe left.", Known(0, 3, "roe"), [Known(0, 3, "roe"), Known(8, 11, "doe")], 0, 17)
    (0, 11, 'several', 'doe|roe')
    """
    low, high = max(start, one.start - WIDEST), min(end, one.end + WIDEST)
    if not _MAY_JOIN.search(text, low, high):
        same = {m.person_id for m in known[bisect_left(known, one[:2]) : bisect_left(known, (one.start, one.end + 1))]}
        return *one[:2], *_kind_of(same, one)
    here = known[bisect_left(known, (low,)) : bisect_left(known, (one.end + WIDEST,))]
    here = [mention for mention in here if mention.end <= end or mention[:2] == one[:2]]
    spans = [one[:2]]
    while before := [m[:2] for m in here if JOINS.fullmatch(text, m.end, spans[0][0])]:
        spans.insert(0, before[0])  # the widest: her husband, not her
    while after := [m for m in here if JOINS.fullmatch(text, spans[-1][1], m.start)]:
        spans.append(after[-1][:2])
        here = [m._replace(person_id=None) if m == after[-1] and is_owner(text, m) else m for m in here]
    return spans[0][0], spans[-1][1], *_kind_of({m.person_id for m in here if m[:2] in spans}, one)


def _kind_of(people: set[str | None], one: Known) -> tuple[str, str | None]:
    """Give the kind of a source that means some people, and their ids joined."""
    if None in people:
        return "other" if len(people) == 1 and one.is_other else "unresolved", None
    return "several" if len(people) > 1 else "person", join_people(people)


def read_label(text: str, source: Span, known: list[Known]) -> Span:
    """Give all the names that open a line before a colon, of which the last was read: Roe and Doe: “…”."""
    start, end = source
    at = bisect_left(known, (start,))
    if not text.startswith(":", end) or at == len(known) or known[at].start != start:
        return source
    first, *_ = joined(text, known[at], known, 0, known[at].end)
    return (first, end) if is_label(text, first, end) else source


def is_label(text: str, start: int, end: int) -> bool:
    """Tell names that open a line before a colon."""
    return text.startswith(":", end) and (not start or text[start - 1] == "\n")


def _are_people(noun: str) -> bool:
    """Tell a noun of one person or of several: lawyer, reps, fans, team."""
    return is_person(noun) or is_person(noun.removesuffix("s")) or names_several(noun)


def read_list(text: str, one: Known, known: list[Known]) -> tuple[int, str, str | None] | None:
    """Say where a list behind a cue ends, of which only the first was read, and whom it means; None where none is.

    Its last is an *and* with a name or a person behind which the clause stops: said Roe, Doe and Poe; said Roe and her
    lawyer. One who is not known leaves it open.
    """
    people, end = {one.person_id}, one.end
    while True:
        at = bisect_left(known, (end,))
        after = [m for m in known[at : bisect_left(known, (end + WIDEST,))] if not is_owner(text, m)]
        last = next((m for m in reversed(after) if JOINS.fullmatch(text, end, m.start)), None)
        if last and CLOSES.match(text, last.end):
            people.add(last.person_id)
            end = last.end
            break
        if (more := _LAST.match(text, end)) and (more[2] in (None, "others") or _are_people(more[2])):
            people.add(None)
            end = more.end()
            break
        if not (link := _NEXT.match(text, end)):
            return None
        named = next((m for m in reversed(after) if m.start == link.end()), None)
        stranger = _STRANGER.match(text, link.end())
        if not named and not stranger:
            return None
        people.add(named.person_id if named else None)
        end = named.end if named else stranger.end() if stranger else end
    together = join_people(people)
    return end, "unresolved" if not together else "several" if len(people) > 1 else "person", together
