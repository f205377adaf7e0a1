"""Words in their sentence -> whether they are asserted, denied, reported (hearsay) or open (question, condition).

A cue reaches over the words to its right, up to a number of words for its kind and never beyond the edge of its
clause; sayings such as *is false* or *was called off* reach back over their subject. Where several cues reach a
place, denied goes before reported, and reported before question.

- A verb of denying, avoiding or ending inside the reach of a negation cancels both: *never denied the split*; so does
  a negation after *not that*: *it is not that she does not love him*.
- A negation denies nothing in *not only*, *didn't hesitate to*, *no doubt*, *never been closer* and their like.
- Adjuncts and what is merely talked about are taken to be so: *hasn't seen him since the split*, *declined to
  discuss the split* assert the split.
  So does *cannot forgive him for cheating*. What *or* joins to such talk is denied all the same: *didn't comment or
  quarrel*. *Nothing like a feud* denies one where something is said to be so, and none in *there is nothing like it*.
- So are *this feud* and *the ongoing feud* under an avoiding or in a question, and any definite object of a negation
  (*nobody expected the split*) but of verbs of having (*never felt the love*); nothing is under a verb of denying.
- *has not confirmed the split* and *declined to confirm the split* are hearsay, not denial.
- Words of a title in capitals deny nothing (*the Sorry Not Sorry singer*), nor does *never so loved*.
- A question is what a question mark ends, unless the mark belongs to a title.

Known failures (examples in the tests): what a second noun of a list shares with a first beyond the reach of its cue
(*buried the hatchet and their old grudges*); *said no to the tour and yes to love*; denial by other means (*it would
be wrong to speak of a feud*) or spread over sentences; what was not expected but happened (*never thought he would
cheat*), rules of life (*you don't throw away a marriage*) and a subject clause (*what she cannot forgive is the
betrayal*), all read as denials; irony; hearsay told by tense alone; a cue inside an indicator never acts on it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from analysis.framing.background import names_relation
from analysis.framing.syntax import WORD
from analysis.text.english.scope import (
    AFFIRMING,
    ATTITUDES,
    CUES,
    EDGE,
    FREE,
    NOT_THAT,
    POSSESSING,
    PROSPECTS,
    REACH,
    RETRACTIONS,
    SHARED,
    TAKING,
)

Span = tuple[int, int]

#: No cue reaches over more words, nor over words longer than this on average, so that time is linear in the text.
FARTHEST, LONG_WORD = max(REACH.values()), 40

_MARKS = re.compile(r"[.!?;](?=\W|\Z)")
_REVERSING = frozenset({"denial", "avoiding", "ending"})
_SCOPE = {"negator": "denied", "denial": "denied", "avoiding": "denied", "ending": "denied"}
_SCOPE |= {"report": "reported", "doubt": "question"}
_UNCONFIRMED = re.compile(r"(?:\W+\w+){0,2}?\W+(?:confirm|announc|verif|substantiat|prove)", re.IGNORECASE)
_RESUMES = re.compile(r"\b(?:or|nor)\b|\band(?= \w+ing\b)")
_DEFINITE = re.compile(r"\b(?:this|these|those|the|their|his|her|our|my|its)\b|['’]s?(?= )", re.IGNORECASE)
_PREPOSITIONS = frozenset("about over on in of for by with from to at".split())
_SETTINGS = frozenset("in amid during".split())
_BE = frozenset("be is are was were been become mean means".split())
_GIVEN = re.compile(
    r"\b(?:this|these|those|(?:the|their|his|her) (?:\w+[ -])?(?:ongoing|continuing|current|existing))\b", re.IGNORECASE
)


_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]* \Z")
_CAPITAL_AFTER = re.compile(r" [A-Z]")


class _Cue(NamedTuple):
    start: int
    end: int
    kind: str
    last: int


class _Subject(NamedTuple):
    """A stretch of text of which something to its right says that it is not so, or may be so."""

    first: int
    last: int
    scope: str


def find_scopes(text: str, sentence: Span, spans: Sequence[Span], titles: Sequence[Span] = ()) -> list[str]:
    """Tell the scope of each span of one sentence: asserted, denied, reported or question.

    Parameters
    ----------
    text : str
    sentence : (start, end)
        Nothing outside of it is looked at.
    spans : sequence of (start, end)
        Words inside the sentence.
    titles : sequence of (start, end)
        Titles of works, whose question marks ask nothing.

    Examples
    --------
    >>> line = "She denied the feud but spoke of heartbreak."
    >>> find_scopes(line, (0, len(line)), [(15, 19), (33, 43)])
    ['denied', 'asserted']
    """
    edges = [found.span() for found in EDGE.finditer(text, *sentence)]
    cues = _find_cues(text, sentence, edges)
    ends = [cue.end for cue in cues]
    backward = _find_backward(text, sentence, edges)
    marks = [
        found.start()
        for found in _MARKS.finditer(text, *sentence)
        if not any(first <= found.start() < last for first, last in titles)
    ]
    return [_scope(text, sentence, span, _near(cues, ends, span[0]), backward, marks) for span in spans]


def _near(cues: Sequence[_Cue], ends: Sequence[int], start: int) -> Sequence[_Cue]:
    """Give the cues before a place that may reach it: each takes up a word, and none reaches over more than a few."""
    at = bisect_right(ends, start)
    return cues[max(0, at - FARTHEST) : at]


def _scope(
    text: str,
    sentence: Span,
    span: Span,
    cues: Sequence[_Cue],
    backward: Sequence[_Subject],
    marks: Sequence[int],
) -> str:
    start, end = span
    found = {_SCOPE[cue.kind] for cue in cues if start < cue.last and not _is_given(text, cue, span)}
    after = bisect_left(backward, end, key=lambda item: item.last)
    found.update(item.scope for item in backward[after : after + 3] if item.first <= start)
    if SHARED.match(text, end, sentence[1]):
        found.add("reported")
    if FREE.match(text, end, sentence[1]):
        found.add("denied")
    mark = bisect_left(marks, end)
    if mark < len(marks) and text[marks[mark]] == "?":
        question = max(sentence[0], start - LONG_WORD)
        if not _is_given(text, _Cue(question, question, "doubt", end), span):
            found.add("question")
    return next((scope for scope in ("denied", "reported", "question") if scope in found), "asserted")


def _find_cues(text: str, sentence: Span, edges: Sequence[Span]) -> list[_Cue]:
    """Find the cues of a sentence with the place where the reach of each ends."""
    cues: list[_Cue] = []
    spent = sentence[0]
    for found in CUES.finditer(text, *sentence):
        if found.start() < spent:
            continue
        kind, start = str(found.lastgroup), found.end()
        if _is_titled(text, sentence[0], found):
            continue
        affirming = AFFIRMING.match(text, start, sentence[1]) if kind == "negator" else None
        attitude = ATTITUDES.match(text, start, sentence[1]) if kind in ("negator", "avoiding") else None
        if affirming:
            spent = affirming.end()
            continue
        if attitude:
            spent = attitude.end()
            resumed = _RESUMES.search(text, spent, max(spent, _last(text, sentence, start, kind, edges)))
            if resumed:
                cues.append(_Cue(found.start(), resumed.end(), kind, _last(text, sentence, resumed.end(), kind, edges)))
            continue
        open_ = _UNCONFIRMED.match(text, start, sentence[1]) if kind in ("negator", "avoiding") else None
        if open_:
            kind, start = "report", open_.end()
        within = [
            cue for cue in cues[-FARTHEST:] if cue.end <= found.start() < cue.last and _SCOPE[cue.kind] == "denied"
        ]
        if within and (kind in _REVERSING or (kind == "negator" and NOT_THAT.match(text, within[-1].end))):
            cues.remove(within[-1])
            continue
        cues.append(_Cue(found.start(), start, kind, _last(text, sentence, start, kind, edges)))
    return cues


def _is_titled(text: str, first: int, found: re.Match[str]) -> bool:
    """Tell whether a cue is a word of a title, with capitals around its own: *the Sorry Not Sorry singer*."""
    if not (found.start() > first and found[0].istitle()):
        return False
    before = _CAPITAL_BEFORE.search(text, max(first, found.start() - LONG_WORD), found.start())
    return bool(before and _CAPITAL_AFTER.match(text, found.end()))


def _last(text: str, sentence: Span, start: int, kind: str, edges: Sequence[Span]) -> int:
    if kind == "report" and text[start : start + 1] == ",":
        start += 1
    at = bisect_left(edges, (start,))
    last = min(sentence[1], start + LONG_WORD * REACH[kind], edges[at][0] if at < len(edges) else sentence[1])
    words = list(islice(WORD.finditer(text, start, last), REACH[kind]))
    return words[-1].end() if words else start


def _find_backward(text: str, sentence: Span, edges: Sequence[Span]) -> list[_Subject]:
    """Find subjects of which words to their right say that they are not so, or may be so, back to the clause's edge."""
    subjects = []
    for pattern, scope in ((RETRACTIONS, "denied"), (PROSPECTS, "question")):
        for found in pattern.finditer(text, *sentence):
            at = bisect_left(edges, (found.start(),))
            subjects.append(_Subject(edges[at - 1][1] if at else sentence[0], found.start(), scope))
    return sorted(subjects, key=lambda subject: subject.last)


def _is_given(text: str, cue: _Cue, span: Span) -> bool:
    """Tell whether the words are taken to be so whatever the cue says: *this feud*, *the ongoing feud*.

    Under a negation every definite object is (*nobody expected the split*), unless the verb says that it is had, felt,
    given or the like (*never felt the love*). Whatever is said of somebody, *his estranged wife* is his estranged wife.
    """
    start, end = span
    if names_relation(text, start, end) and not _is_said_to_be(text, cue, start):
        return True
    if cue.kind == "denial":
        before = [word.lower() for word in WORD.findall(text, cue.end, start)]
        return _ends_in_noun_phrase(text, _DEFINITE, cue.end, start, most=2) and not _SETTINGS.isdisjoint(before[-4:-1])
    if cue.kind not in ("negator", "avoiding", "doubt"):
        return False
    if TAKING.search(text, cue.end, start):
        return True
    if _ends_in_noun_phrase(text, _GIVEN, cue.end, start, most=3):
        return True
    if cue.kind != "negator" or not _ends_in_noun_phrase(text, _DEFINITE, cue.end, start, most=1):
        return False
    before = [word.lower() for word in WORD.findall(text, cue.end, start)]
    if before[:1] == ["like"]:  # what is nothing like the feud is no feud
        return False
    return bool(before) and (POSSESSING.isdisjoint(before) or not _PREPOSITIONS.isdisjoint(before[-3:-1]))


def _is_said_to_be(text: str, cue: _Cue, start: int) -> bool:
    """Tell whether a form of *be* stands at a cue or after it: *she is not his ex-wife* says what she is not."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(text, max(0, cue.start - 8), start)]
    return not _BE.isdisjoint(word.removesuffix("n't") for word in words)


def _ends_in_noun_phrase(text: str, determiner: re.Pattern[str], first: int, last: int, *, most: int) -> bool:
    """Tell whether a determiner and at most so many words, none of them a form of *be*, stand right before a place."""
    marks = list(determiner.finditer(text, first, last))
    between = WORD.findall(text, marks[-1].end(), last) if marks else []
    return bool(marks) and len(between) <= most and _BE.isdisjoint(between)
