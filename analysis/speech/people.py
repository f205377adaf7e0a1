"""Sources and mentions -> the person of the study who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.speech.known import WIDEST, Known, Span, is_owner
from analysis.speech.sources import find_source_words, is_picture
from analysis.speech.together import CLOSES, JOINS, is_label, joined, read_label, read_list
from analysis.text.english.cues import SPEECHES, VESSELS
from analysis.text.english.kin import BYSTANDERS, EPITHETS, MAKERS, is_person
from analysis.text.english.names import NAME_SUFFIXES, OFFICES, PERSONAL_VERBS, given_names, not_people
from analysis.text.english.not_regular import NOT_ADVERBS
from analysis.text.english.pronouns import OWNING, SPEAKING

#: Its words, its kind, and who of the study it is (several: their ids joined).
Source = tuple[Span | None, str, str | None]

#: What ends the core of a noun phrase; the word before it is its head.
_AFTER_HEAD = re.compile(
    r",| \(| (?:who|which|that|of|for|in|at|from|with|on|to|after|before|during|when|while|as|since|amid|outside"
    r"|about|against|later|then|also|once|soon|now|still|too|just|even)\b|[ ,]+(?:him|her|them)sel(?:f|ves)\b"
)
#: An adverb at the end of what stands before a verb: his bandmate immediately.
_ADVERB = re.compile(r" ([A-Za-z][a-z]+ly)\Z")
#: What speaks for the person who owns it: Roe’s words, her statement.
_VESSEL = re.compile(rf"\b(?:{'|'.join(sorted(VESSELS | SPEECHES))})\Z", re.IGNORECASE)
_FROM = re.compile(r" (?:from|by|of|attributed to|signed by) ")
#: Who made it, whatever it is: court papers filed by Roe; the note, signed by Roe.
_MADE_BY = re.compile(
    r",? (?:filed|written|penned|signed|sent|issued|released|posted|shared|submitted|lodged|recorded) by "
)
_AND = re.compile(r",? (?:and|&|n?or) ")
#: What a name ends with that is no part of it: Jane Roe KC.
_SUFFIX = re.compile(rf",? (?:{'|'.join(map(re.escape, sorted(NAME_SUFFIXES)))})\Z")
#: A second one behind the age of the first: Jane Roe, 34, and John Doe; Jane Roe (34) and John Doe.
_AGED_AND = re.compile(r"(?:, \d{1,3},?| \(\d{1,3}\)) (?:and|&) ")
#: A stranger named in full before two who are known, at the head of a clause: Ann Lee, Roe and Doe.
_LISTED = re.compile(r"(?:\A|[\n.!?:,;”\"] ?)([A-Z][\w’'-]+)(?: [A-Z][\w.’'-]*)+, \Z")
#: What may name one more.
_MORE = re.compile(r",|&|\band\b")
#: What stands before a name in apposition: her friend, guitarist Jane Roe.
_APPOSED = re.compile(rf", (?:(?:former )?(?:{'|'.join(sorted(OFFICES))}) )?(?=[A-Z])")
#: A full name in apposition: the editor of the Post, Jane Roe, said.
_SOMEBODY = re.compile(r", (?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+(?=[,.(]| \(|\Z)")
#: What stands behind a name in apposition where a clause may follow: according to the paper, Jane Roe, 34, left.
_ENDS = re.compile(r"[.]|\Z")
#: Lines below a headline that may tell more of whom it names.
_LINES = 4
#: What may mean somebody of the study, though nothing says whom.
_OPEN = SPEAKING | OWNING | {"both", "the two"}
#: Mentions before a source that may tell of whom it means.
FEW = 100


def person_at(text: str, known: list[Known], span: Span) -> str | None:
    """Give the person of the study whom the words of a span name, if it is one alone, and not the owner of something.

    >>> person_at("Jane Roe’s lawyer: No.", [Known(0, 8, "roe")], (0, 17)) is None
    True
    """
    here = known[bisect_left(known, (span[0] - WIDEST,)) : bisect_left(known, (span[1],))]
    holding = [mention for mention in here if mention.end > span[0]]
    people = {mention.person_id for mention in holding}
    return people.pop() if len(people) == 1 and not any(is_owner(text, mention) for mention in holding) else None


def resolve(
    text: str, source: Span | None, cue: Span | None, known: list[Known]
) -> tuple[Span | None, str, str | None]:
    """Say whom a source means.

    The mention that holds the head of the noun phrase decides: "rapper Jane Roe" is Roe, "Jane Roe’s lawyer" is not,
    but "Jane Roe’s statement" is. "Jane Roe and John Doe" and "the couple" are several, if all of them are known, and a
    list behind its cue is read to its end, where the grammar takes its first name alone. A capitalised line without a
    verb that we know (a headline) is its first name. What can be no source is none: no words, a picture.

    Returns
    -------
    source, source_kind, person_id
    """
    source = source and find_source_words(text, source, cue)
    if source is None:
        return None, "unresolved", None
    source = start, end = read_label(text, source, known)
    cut = _AFTER_HEAD.search(text, start + 1, end)
    core = text[start : cut.start() if cut else end].rstrip()
    adverb = _ADVERB.search(core)
    if adverb and adverb[1].lower() not in NOT_ADVERBS and not _is_named(known, start + len(core) - 1):
        core = core[: adverb.start()]
    head = start + len(core.removesuffix("’s").removesuffix("'s")) - 1
    here = known[bisect_left(known, (head - WIDEST,)) : bisect_left(known, (end,))]
    holding = [mention for mention in here if mention.start <= head < mention.end]
    if not holding and (suffix := _SUFFIX.search(core)):
        holding = [mention for mention in here if mention.end == start + suffix.start()]
    if not holding:
        is_before = cue is not None and text[slice(*cue)].lower() == "according"
        closes = _ENDS if is_before else CLOSES
        holding = _apposed(text, head + 1, known, closes=closes)
        if not holding and end > head + 1:
            holding = _apposed(text, end, known, closes=closes)
    if not holding and _VESSEL.search(core):
        owners = [m for m in here if start <= m.start and m.end <= head and is_owner(text, m)]
        holding = owners[-1:] or _sender(text, head + 1, here)
    if not holding and _is_line(core, is_heading=cue is None or not text[slice(*cue)].strip().isalpha()):
        holding = [mention for mention in here if mention.start >= start and not is_owner(text, mention)][:1]
        source = holding[0][:2] if holding else source
    if not holding:
        holding = _sender(text, head + 1, known, link=_MADE_BY)
    is_sent = bool(holding) and holding[0].start > head
    is_aged = cut is not None and _AGED_AND.match(text, cut.start(), end) is not None
    if (is_aged and any(one.end == head + 1 for one in here)) or _are_several(text, start, head, here):
        first, last, kind, people = joined(text, holding[0], known, start, end) if holding else (start, end, "", None)
        around = ((start, first), (last, end if is_aged else head + 1))
        listed = _LISTED.search(text, max(0, start - WIDEST), start)  # Ann Lee, Jane Roe and John Doe
        is_listed = text.endswith(", ", 0, start) and _is_named(known, start - 3)
        is_listed = is_listed or (listed is not None and listed[1] in given_names())
        are_known = kind == "several" and not is_listed and not any(_MORE.search(text, *some) for some in around)
        return source, *((kind, people) if are_known else ("unresolved", None))
    if not holding and is_picture(core):
        return None, "unresolved", None
    if not holding and core[0].isupper() and _is_bare(core) and (heads := _of_headline(text, start, known)) is not None:
        return source, *heads
    if not holding:
        is_open = core.lower() in _OPEN or _may_be_known(core, known, start)
        is_open = is_open and not _SOMEBODY.match(text, end)
        return source, "unresolved" if is_open else "other", None
    widest = max(holding, key=lambda mention: mention.end - mention.start)
    if not is_sent and JOINS.match(text, widest.end):  # Jane Roe and John Doe went on stage, saying
        _, last, kind, people = joined(text, widest, known, widest.start, cue[0] if cue else len(text))
        if kind == "several" and (cue or is_label(text, widest.start, last)):
            return (start, max(last, end)), kind, people
    if cue and cue[1] <= start and (listed_too := read_list(text, widest, known)):
        last, kind, people = listed_too
        return (start, max(last, end)), kind, people
    return source, *joined(text, widest, known, widest.start, len(text) if is_sent else widest.end)[2:]


def _may_be_known(core: str, known: list[Known], start: int) -> bool:
    """Tell a definite noun phrase of one person, of whom the text may have told before: the professional, the Dane."""
    words, at = core.split(), bisect_left(known, (start,))
    if words[0].lower() != "the" or not any(one.person_id for one in known[max(0, at - FEW) : at]):
        return False
    head = words[-1]
    is_somebody = is_person(head.lower()) and head.lower() not in BYSTANDERS
    return is_somebody or not_people().get(head) == "people of a place"


def _is_bare(core: str) -> bool:
    """Tell a trade that opens a line without a determiner: Comedian, Former host."""
    first, *rest = core.split()
    noun = rest[-1] if rest else first.lower()
    return len(rest) < 2 and (noun in EPITHETS or noun in MAKERS) and not first.endswith(("’s", "'s"))


def _of_headline(text: str, start: int, known: list[Known]) -> tuple[str, str | None] | None:
    """Say whom a trade means in a line below the headline: the one person named there, or who speaks there."""
    end = text.find("\n\n")
    if not 0 < end < start or text.count("\n\n", 0, start) > _LINES:
        return None
    named = [one for one in known[: bisect_left(known, (end,))] if one.person_id and text[one.start].isupper()]
    speaks = bool(named) and not named[0].start and text[named[0].end : end].split(None, 1)[:1]
    if named and (len({one.person_id for one in named}) == 1 or (speaks and speaks[0] in PERSONAL_VERBS)):
        return "person", named[0].person_id
    return "unresolved", None


def _is_named(known: list[Known], place: int) -> bool:
    """Tell whether a mention holds a place."""
    here = known[bisect_left(known, (place - WIDEST,)) : bisect_left(known, (place + 1,))]
    return any(one.start <= place < one.end for one in here)


def _apposed(text: str, end: int, known: list[Known], *, closes: re.Pattern[str]) -> list[Known]:
    """Give the name that stands in commas behind a noun phrase: her lawyer, Jane Roe, said."""
    link = _APPOSED.match(text, end)
    after = known[bisect_left(known, (link.end(),)) : bisect_left(known, (link.end() + 1,))] if link else []
    return [m for m in after if text[m.start].isupper() and closes.match(text, m.end)]


def _is_line(core: str, *, is_heading: bool) -> bool:
    """Tell whether a source is the beginning of a capitalised line rather than a name."""
    words = core.split()
    if len(words) > 3 and core.istitle():
        return True
    return is_heading and len(words) > 2 and all(word[0].isupper() for word in words)


def _sender(text: str, end: int, known: list[Known], link: re.Pattern[str] = _FROM) -> list[Known]:
    """Give who sent or made what speaks: a statement from Jane Roe, but not one from Jane Roe’s lawyer."""
    found = link.match(text, end)
    after = known[bisect_left(known, (found.end(),)) : bisect_left(known, (found.end() + 1,))] if found else []
    return [one for one in after if not is_owner(text, one)]


def _are_several(text: str, start: int, head: int, known: list[Known]) -> bool:
    """Tell whether a source is several people, of whom one is known: Jane Roe and John Doe."""
    for link in _AND.finditer(text, start, head):
        if any(mention.start < link.start() and link.end() < mention.end for mention in known):
            continue  # one name: Roe & Sons
        is_named = any(word[:1].isupper() or is_person(word) for word in text[start : link.start()].split()[-1:])
        before = any(start <= mention.start and mention.end == link.start() for mention in known)
        if before or (is_named and any(mention.start == link.end() for mention in known)):
            return True
    return False
