"""Sources that only what stands before them tells: the post (whose?), she (the friend who spoke before), @handles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from analysis.speech.known import Known, Span, is_owner
from analysis.speech.linking import Attribution
from analysis.speech.people import Source
from analysis.speech.sources import TOOK_POST
from analysis.speech.together import joined
from analysis.text.english.cues import ASKING, SHOWN, VESSELS, inflect
from analysis.text.english.kin import GENDERED, is_person
from analysis.text.english.names import given_names, is_title
from analysis.text.english.pronouns import SINGULAR

#: What carries words and is told of before it "says" them; papers of a court are nobody's.
_VESSEL = rf"(?:{'|'.join(sorted(VESSELS | SHOWN))})"
_BARE = re.compile(
    rf"(?:[Tt]he|[Tt]his|[Tt]hat|[Aa]nother|(?P<new>[Aa]n?)) (?:[\w-]+ ){{0,2}}?{_VESSEL}(?P<told>,? (?:that|which))?\Z"
    r"|[Ii]t\Z"
)
_VESSELS = re.compile(rf"\b{_VESSEL}\b", re.IGNORECASE)
#: Who acts right before what carries words: Roe had sent Doe a text.
_GAVE = re.compile(
    r"(?: (?:had|has|have|then|also|later|once|recently|reportedly))* "
    r"(?:sent|did (?:send|write|leave)|texted|emailed|posted|shared|wrote|issued|released|published|tweeted|left|penned"
    r"|uploaded)\b[^.;:]*"
)
_SENDER = re.compile(r" (?:from|by) \Z")
_AFTER_PREPOSITION = re.compile(r"\b(?:for|of|to|with|from|by|on|about|at|against)(?: the)? \Z", re.IGNORECASE)
_OPENS_WITH = re.compile(
    r"(?:(?:When|As|After)\s[^.,]{1,40},\s)?"
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?|One|(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w.-]+(?:[’']s|s[’']))\s"
    r"(?:[\w’'-]+\s){0,2}?(?P<noun>[a-z][\w-]+)\b(?:\s(?:of|for|close\sto)\s(?:the\s)?(?:[A-Za-z][\w.’'-]*\s?){1,3}?)?"
    r"(?=,|\s(?:who|[a-z]+ed|put|told|said|was|is|had|has|then)\b)"
)
#: What somebody reads to others: a text to Doe, which she read aloud: “...”
_READ_OUT = re.compile(
    rf"\b(?P<vessel>[Aa]n? (?:[\w-]+ ){{0,2}}?{_VESSEL})(?: (?:to|from|by) [^,.;:]{{1,40}})?,? (?:that|which) \Z"
)
_READING = frozenset(inflect("read").values())
#: Characters back that a vessel, and whoever *he* or *she* goes on from, is looked for.
NEAR, FAR = 400, 900
#: Room for the longest preposition and an article before a name.
WIDE = 16


def follow_chains(
    text: str,
    found: Sequence[Attribution],
    sources: Sequence[Source],
    known: list[Known],
    genders: Mapping[str, str | None],
    starts: Sequence[int],
) -> list[Source]:
    """Give the sources again, those known that hang on what stands before them.

    Parameters
    ----------
    text : str
    found, sources : sequences of one length
        The attributions of an article and whom `resolve` says that each is of.
    known : list of Known
        Mentions in text order.
    genders : mapping of str to str or None
        Pronoun of each person of the study.
    starts : sequence of int
        Where sentences begin, in order.
    """
    marks = sorted(piece.quoted for one in found for piece in one.pieces if piece.quoted)
    order = sorted(range(len(found)), key=lambda n: found[n].pieces[0].start)
    told = sorted((one.source[0], number) for number, one in enumerate(found) if one.source)
    result = list(sources)
    asking = (n for n, one in enumerate(found) if one.cue and text[slice(*one.cue)].lower() in ASKING)
    askers = {source[0] for n in asking if (source := sources[n][0])}  # who asks does not answer
    anchor: Span | None = None  # the last source that is somebody outside of the study
    spoke: Span | None = None  # the same, of the last quotation: a source ..., they added
    for number in order:
        source, kind, _ = result[number]
        if source is None:
            continue
        words = text[slice(*source)]
        cue = found[number].cue
        is_read = cue is not None and text[slice(*cue)] in _READING
        message = _READ_OUT.search(text, max(0, source[0] - NEAR), source[0]) if is_read else None
        if message and (sender := _author(text, message.span("vessel"), told, result, known, marks, starts)):
            result[number] = sender
        elif kind not in ("person", "several") and _BARE.match(words):
            result[number] = _author(text, source, told, result, known, marks, starts) or (
                source,
                "other" if words.lower() == "it" else kind,
                None,
            )
        elif words.startswith("@"):
            result[number] = source, *_whose_handle(text, words, known)
        elif (pronoun := SINGULAR.get(words.lower())) is not None:
            begin = found[number].pieces[0].start
            before = _subject_before(text, min(begin, source[0]), marks, known, starts) or anchor
            if before and before[0] not in askers and _goes_on(text, before, source, pronoun, known, marks, genders):
                result[number] = source, "other", None
                anchor = before[0], source[1]
            else:
                anchor = None
        elif words.lower() == "they" and kind == "unresolved" and spoke and _still(source[0], spoke[1], marks, known):
            result[number] = source, "other", None
        elif kind == "other" and is_somebody(words):
            anchor = None if source[0] in askers else source
        elif kind in ("person", "several"):
            anchor = None
        if found[number].pieces[0].quoted:
            goes_on = result[number][1] == "other" and (is_somebody(words) or words.lower() == "they")
            spoke = result[number][0] if goes_on else None
    return result


def _still(at: int, spoke: int, marks: Sequence[Span], known: list[Known]) -> bool:
    """Tell whether "they" is still who spoke before, a single one: near, and no two people were named since."""
    since = known[bisect_left(known, (spoke,)) : bisect_left(known, (at,))]
    people = {one.person_id for one in since if one.person_id and not _is_marked(one.start, marks)}
    return at - spoke < NEAR and len(people) < 2


def _whose_handle(text: str, words: str, known: list[Known]) -> tuple[str, str | None]:
    """Say whom a handle means: whose name it holds, else somebody outside of the study."""
    letters = re.sub(r"[^a-z]", "", words.lower())
    for one in known:
        name = re.sub(r"[^a-z]", "", text[one.start : one.end].lower())
        if one.person_id and text[one.start].isupper() and len(name) > 3 and name in letters:
            return "person", one.person_id
    return "other", None


def _author(
    text: str,
    source: Span,
    told: Sequence[tuple[int, int]],
    sources: Sequence[Source],
    known: list[Known],
    marks: Sequence[Span],
    starts: Sequence[int],
) -> Source | None:
    """Say whose post it is that says something, by what told of it: its sender, who acted there, who spoke there.

    `told` has where the sources of attributions begin, in text order, and their places in `sources`.
    """
    bare = _BARE.match(text, *source)
    # Roe issued a statement saying: “...”; the letter, which read: “...”
    is_new = bare and (bare["new"] or bare["told"])
    vessels = [
        match
        for match in _VESSELS.finditer(text, max(0, source[0] - NEAR), source[1] if is_new else source[0])
        if not _is_marked(match.start(), marks) and (is_new or match.end() < source[0])
    ]
    if not vessels:
        return None
    vessel = vessels[-1]
    begin = _begin(starts, vessel.start())
    here = known[bisect_left(known, (begin,)) : bisect_left(known, (vessel.start(),))]
    here = [one for one in here if not _is_marked(one.start, marks)]
    after = bisect_left(known, (vessel.end() + 1,))
    sender = next((one for one in known[after : after + 1] if _SENDER.fullmatch(text, vessel.end(), one.start)), None)
    if sender:
        return source, *joined(text, sender, known, sender.start, len(text))[2:]
    if is_new and TOOK_POST.search(text, begin, vessel.start()):
        return source, "other", None  # Roe liked a comment which said: “...”
    if giver := next((one for one in reversed(here) if _GAVE.fullmatch(text, one.end, vessel.start())), None):
        return source, *joined(text, giver, known, begin, giver.end)[2:]
    near = told[bisect_left(told, (begin,)) : bisect_left(told, (vessel.end(),))]
    if other := next((given for _, number in near if (given := sources[number])[0] != source), None):
        return source, other[1], other[2]
    acting = [
        one
        for one in here
        if not is_owner(text, one) and not _AFTER_PREPOSITION.search(text, max(0, one.start - WIDE), one.start)
    ]
    return (source, *joined(text, acting[0], known, begin, vessel.start())[2:]) if acting else None


def find_sender(text: str, source: Span, known: list[Known], starts: Sequence[int]) -> Source | None:
    """Say whose message it is that says something, of a source in the middle of a quotation: a note that said, “...”

    Parameters
    ----------
    text : str
    source : (start, end)
    known : list of Known
        Mentions in text order.
    starts : sequence of int
        Where the sentences of the quotation begin, in order.

    Returns
    -------
    source, source_kind, person_id
        None for a source that is no message, or one of which nobody is said to have sent it.
    """
    is_bare = _BARE.match(text, *source) and text[slice(*source)].lower() != "it"
    return _author(text, source, (), (), known, (), starts) if is_bare else None


def _is_marked(position: int, marks: Sequence[Span]) -> bool:
    at = bisect_left(marks, (position + 1,)) - 1
    return at >= 0 and position < marks[at][1]


def is_somebody(words: str) -> bool:
    """Tell whether a source outside of the study is one person: the friend, Captain Bode; not a company."""
    parts = words.split()
    if parts[0][0].isupper() and parts[0].lower() not in ("the", "a", "an", "his", "her", "their", "one", "another"):
        return parts[0] in given_names() or is_title(parts[0].rstrip(".").lower())
    return any(is_person(part.lower()) for part in parts)


def _begin(starts: Sequence[int], position: int) -> int:
    """Give where the sentence of a position begins."""
    at = bisect_right(starts, position) - 1
    return starts[at] if at >= 0 else 0


def _subject_before(
    text: str, at: int, marks: Sequence[Span], known: list[Known], starts: Sequence[int]
) -> Span | None:
    """Give who opens the sentence before a quotation, if it is somebody by a noun and nobody of the study."""
    end = at
    while end and text[end - 1] in " \n\"“'‘":
        end -= 1
    begin = _begin(starts, max(0, end - 1))
    opening = _OPENS_WITH.match(text, begin, end)
    if opening is None or _is_marked(begin, marks):
        return None
    if not is_person(opening["noun"]):
        return None
    if any(one.person_id and one.start <= opening.start("noun") < one.end for one in known):
        return None
    return opening.span()


def _goes_on(
    text: str,
    before: Span,
    source: Span,
    pronoun: str,
    known: list[Known],
    marks: Sequence[Span],
    genders: Mapping[str, str | None],
) -> bool:
    """Tell whether nobody of the study whom the pronoun fits is named or described since somebody else was."""
    if source[0] - before[1] > FAR or before[1] <= before[0]:  # a source may stand before its anchor
        return False
    noun = text[slice(*before)].split()[-1].lower()
    if GENDERED.get(noun, pronoun) != pronoun:
        return False
    return not any(
        one.person_id
        and before[1] <= one.start < source[0]
        and text[one.start : one.end].lower() not in SINGULAR
        and genders.get(one.person_id) in (pronoun, None)
        and not _is_marked(one.start, marks)
        for one in known
    )
