"""Text -> people in it who are not in the study, named or described: they compete for every pronoun."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.people.pronouns.scene import Name
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.kin import GENDERED
from analysis.text.english.names import (
    HONORIFICS,
    OFFICES,
    PARTICLES,
    PERSONAL_VERBS,
    TITLE_PARTS,
    given_names,
    not_people,
)

#: A longer run of capitals is a heading, not a name.
MAX_WORDS = 4

Span = tuple[int, int]


class _Run(NamedTuple):
    """Capitalised words in a row, without function words and titles before them."""

    start: int
    end: int
    words: list[str]
    is_titled: bool
    gender: str | None
    begins: bool


_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_WORD = rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)*|[{_UPPER}][^\W_]*(?:['’][{_UPPER}][^\W_]+|-[{_UPPER}][^\W_]*)*)"
_PARTICLE = f"(?:{'|'.join(PARTICLES)})"
_RUN = re.compile(rf"{_WORD}(?: (?:{_PARTICLE}[ -]){{0,2}}{_WORD}|(?<=\b[DMS]r)\. {_WORD}|(?<=\bM[rs]s)\. {_WORD})*")
_TITLES = HONORIFICS.keys() | OFFICES | TITLE_PARTS
_WHEN = frozenset("in on by since until late early last next this mid of from".split())
#: Before a word that begins a sentence or what stands in marks; a single closing mark may be an apostrophe.
_BEGINS = re.compile(r"(?:\A|[.!?][’']|[.!?:;•—–\"“”‘(\[]|(?<!\S)['’])\s{0,2}\Z")
_WHERE = frozenset("at in near outside".split())
_OF_THING = re.compile(rf"[{_UPPER}]\w+ of \Z")
_PERSONAL = re.compile(
    r", \d\d,|,? (?:\(?\d\d\)|who\b"
    r"|(?:said|says|told|tells|added|wrote|tweeted|explained|asked|replied|recalled|thought|married)\b)"
)


def find_strangers(text: str, taken: Sequence[Span] = ()) -> list[Name]:
    """Find names of people by their capitals, given names, titles and the words around them.

    Each is as in `Name`, of certainty ``person`` (a given name, a title or an age says so) or ``maybe`` (a capitalised
    name that is no known place, organisation or thing); the entity is the first full form.

    Parameters
    ----------
    text : str
        Cleaned text.
    taken : sequence of (start, end)
        Spans in text order that are spoken for: names of the study's people, titles of works.

    Notes
    -----
    A surname or first name alone is the person last named in full with it whose pronoun agrees. A single word at the
    beginning of a sentence is only a name when something beside its capital says so.

    Examples
    --------
    >>> [s.entity for s in find_strangers("On Monday Mary Poole of Acme Records met Mr. Reed. Poole smiled.")]
    ['Mary Poole', 'Reed', 'Mary Poole']
    """
    people: dict[str, list[Name]] = {}
    found = []
    for match, begins in _runs(text, taken):
        run = _strip(text, match, begins)
        if run is None:
            continue
        known = _known(people.get(_plain(run.words), ()), run.gender)
        person = Name(run.start, run.end, *known[2:]) if known else _judge(text, run)
        if person is None:
            continue
        if known is None:
            for name in {person.entity, run.words[0], run.words[-1]}:
                people.setdefault(name, []).append(person)
        found.append(person)
    return found


def _runs(text: str, taken: Sequence[Span]) -> list[tuple[re.Match[str], bool]]:
    """Give runs of capitalised words outside the taken spans, and whether each begins a sentence or a quotation."""
    runs = []
    starts, nobody = [start for start, _ in taken], _nobody()
    for match in _RUN.finditer(text):
        start, end = match.span()
        if match[0] in nobody or (start and text[start - 1].isalnum()):
            continue
        index = bisect_right(starts, end - 1) - 1
        if index >= 0 and taken[index][1] > start:
            continue
        runs.append((match, bool(_BEGINS.search(text, max(0, start - 5), start))))
    return runs


@cache
def _nobody() -> frozenset[str]:
    """Words that, alone, are nobody's name."""
    return NOT_NAMES | (not_people().keys() - given_names().keys())


def _strip(text: str, match: re.Match[str], begins: bool) -> _Run | None:
    """Take function words and titles off a run; None where nothing of a name is left, or "the" makes it a thing."""
    start, end = match.span()
    words = match[0].split(" ")
    given = given_names()
    while words and (words[0] in NOT_NAMES or (begins and len(words[0]) > 4 and words[0].endswith("ly"))):
        if words[0] == "The" and len(words) > 1 and words[1] not in given:
            return None
        start, words, begins = start + len(words[0]) + 1, words[1:], False
    lead = _word_before(text, start)
    if len(words) > 1 and lead in _WHEN and not_people().get(words[0]) == "time":
        start, words, lead = start + len(words[0]) + 1, words[1:], ""
    is_titled = lead in _TITLES or lead in GENDERED
    gender = HONORIFICS.get(lead) or GENDERED.get(lead)
    while words and ((title := words[0].rstrip(".").lower()) in _TITLES or _leads_to_a_name(words)):
        is_titled, gender = True, HONORIFICS.get(title) or gender
        start, words = start + len(words[0]) + 1, words[1:]
    if not words or (not is_titled and lead in ("the", "a", "an") and words[0] not in given):
        return None
    if lead == "of" and _OF_THING.search(text, max(0, start - 30), start):
        return None
    if len(words) > MAX_WORDS or any((w.capitalize() if w.isupper() else w) in NOT_NAMES for w in words):
        return None
    return _Run(start, end, words, is_titled, gender, begins)


def _leads_to_a_name(words: Sequence[str]) -> bool:
    """Tell a party or people before a name or title (*Labour MP Jo Poole*) from a part of the name."""
    if len(words) < 3 or not_people().get(words[0]) != "people of a place":
        return False
    return words[1] in given_names() or words[1].rstrip(".").lower() in _TITLES


def _word_before(text: str, start: int) -> str:
    """The word before a place, in lower case and without a comma or full stop after it."""
    words = text[max(0, start - 30) : start].rpartition("\n")[2].rsplit(None, 1)
    return words[-1].rstrip(".,").lower() if words else ""


def _known(people: Sequence[Name], gender: str | None) -> Name | None:
    return next((one for one in reversed(people) if gender is None or one.gender in (gender, None)), None)


def _plain(words: Sequence[str]) -> str:
    """A name without middle initials, so that "Ann B. Lee" is Ann Lee.

    Examples
    --------
    >>> _plain(["Ann", "B.", "Lee"])
    'Ann Lee'
    """
    if len(words) < 3:
        return " ".join(words)
    return " ".join([word for index, word in enumerate(words) if word[-1] != "." or index in (0, len(words) - 1)])


def _judge(text: str, run: _Run) -> Name | None:
    """Tell whether a name that was not read before is a person's."""
    given, others, words = given_names(), not_people(), run.words
    name, first = _plain(words), words[0]
    is_given = first in given and (len(words) > 1 or first not in others)
    if not run.is_titled and not _may_be_person(name, words, is_given):
        return None
    is_sure = run.is_titled or is_given or bool(_PERSONAL.match(text, run.end))
    if not is_sure and ((len(words) == 1 and run.begins) or _is_thing(text, run)):
        return None
    gender = run.gender or GENDERED.get(name.lower()) or (given[first] or None if is_given else None)
    return Name(run.start, run.end, name, gender, "person" if is_sure else "maybe")


_MARKED = re.compile(r",?[”\"]")


def _is_thing(text: str, run: _Run) -> bool:
    """Tell a label ("Spin Cycle: …"), a title that fills its marks, and the place where something is from a name."""
    if text.startswith(":", run.end):
        return True
    if text[run.start - 1 : run.start] in tuple('“"') and _MARKED.match(text, run.end):
        return len(run.words) > 1
    return _word_before(text, run.start) in _WHERE and text[run.end : run.end + 1] not in tuple("’'")


def _may_be_person(name: str, words: Sequence[str], is_given: bool) -> bool:
    """Tell names from places, organisations, times, acronyms and headings, as far as lists and capitals can."""
    others = not_people()
    if others.get(name) or (name.isupper() and len(name) > 2) or (not is_given and words[0] in others):
        return False
    rest = words[1:]
    if any(others.get(word) not in (None, "place") or word.lower() in PERSONAL_VERBS for word in rest):
        return False
    return "-" not in name or all(part not in others for word in words for part in word.split("-"))


_NOUNS = "|".join(sorted(GENDERED, key=lambda noun: (-len(noun), noun)))
_DESCRIBED = re.compile(
    rf"[\s“\"‘(—’'](?:h(?:is|er)|the(?:ir)?|s|H(?:is|er)|The(?:ir)?) "
    rf"(?:[a-z-]+ )?({_NOUNS})\b(?!,? [{_UPPER}]|-)"
)


def find_described(text: str) -> list[Name]:
    """Find people who are only described, by nouns that tell their pronoun ("her mother", "the actress").

    Their certainty is ``described``. Each place is a person of its own; a description that stands before a name is
    part of it.
    """
    return [
        Name(match.start(1) - 1, match.end(1) - 1, f"{match[1]} at {match.start(1)}", GENDERED[match[1]], "described")
        for match in _DESCRIBED.finditer(f" {text}")  # so that the first word has a character before it too
    ]
