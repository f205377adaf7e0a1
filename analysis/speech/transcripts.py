"""Paragraphs without quotation marks that are somebody's words all the same: turns of interviews, posts, pull quotes.

A transcript names who speaks at the beginning of a line; an interview may only part questions from answers. Which
labels are speakers is decided for the whole text: a list of facts ("WHEN: Friday") has labels, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from analysis.text.english.interviews import (
    ANSWERING,
    ANSWERS,
    ASKERS,
    FIRST_PERSON,
    HINTS,
    INTERVIEW,
    LABEL,
    NAMES_ITSELF,
    NOTICES,
    POST,
    POSTER,
    PROMPT,
    QUESTIONS,
    SECOND_PERSON,
    SIGNATURE,
    SPEAKER_ALONE,
    TALKED,
    TO_YOU,
    WRITER,
)
from analysis.text.english.names import given_names

Span = tuple[int, int]
#: A span of the text -> the person whom a name there means; None where it means nobody of the study.
Who = Callable[[Span], str | None]

LOOKS_LIKE_INTERVIEW = "looks like an interview"
#: A question that parts an interview is no longer than this (characters).
LONGEST_QUESTION = 600
LONGEST_PROMPT = 300
LONGEST_PULL_QUOTE = 400
#: Questions that an interview without labels has at least.
FEWEST_QUESTIONS = 2
#: Who talks stands this near to the verb that says so (characters).
NEAR = 80
LONGEST_ANSWER = 8  # paragraphs
_MARKS = re.compile(r"[\"“”„«»‹›]|''|``")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_ENDS = re.compile(r"[.!?…][)\]*_\s]*\Z")
_ENDS_SENTENCE = re.compile(r"[.!?…](?=\s)")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*\Z")
_SMALL = re.compile(r"[a-z]")
_IN_BRACKETS = re.compile(r"\w \((?P<letters>[^\W\d_]{1,4})\)")
_NAMES = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
#: Signs of a label; that a rare character is consumed first lets the search skip from one to the next.
_MAY_LABEL = re.compile(
    r"[:.—–\d](?:(?<=:)|(?<=[A-Z][A-Z]\.) |(?<=\b[QA]\.)|(?:(?<=[A-Z][—–])|(?<=[A-Z]\s[—–])) |(?<=\d\d)[\])]?\s*\Z)"
)
_LONGEST_LABEL = 200
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame|Rep|Sen|Gov)\b\.?\s", re.IGNORECASE)


class Turn(NamedTuple):
    """Words from `start` to `end` that somebody says; `source` names who, `cue` is the sign that says so.

    `person` is who of the study the source means where it is no mention by itself (initials, *A*).
    """

    start: int
    end: int
    source: Span | None
    cue: Span | None
    rule: str
    person: str | None = None


class _Line(NamedTuple):
    start: int
    end: int
    label: Span | None
    mark: Span | None
    words: int  # where they begin
    key: str  # the label as it is compared


def find_turns(
    text: str, paragraphs: Sequence[Span], who: Who, people: Sequence[tuple[str, str]] = (), outlet: str | None = None
) -> list[Turn]:
    """Find the words of interviews, transcripts, posts and pull quotes that stand without quotation marks.

    Parameters
    ----------
    text : str
        Clean text.
    paragraphs : sequence of (start, end)
        Those that may hold speech: no headline, credit or appeal.
    who : callable
        Gives the person of the study that a span names.
    people : sequence of (person_id, name)
        Whose initials may label a turn.
    outlet : str, optional
        Name of the outlet; its questions are its own words, and no turns.

    Returns
    -------
    list of Turn
        In text order, one a paragraph. `rule` is turn, post, "pull quote"; or "looks like an interview" for words in
        the first person of a layout that is not understood, whose source nobody knows.

    Examples
    --------
    >>> text = "HOST: Will it open?\\n\\nDOE: It will, and I will cross it."
    >>> [turn] = find_turns(text, [(0, 19), (21, 55)], lambda span: None)
    >>> text[turn.start : turn.end], text[slice(*turn.source)]
    ('It will, and I will cross it.', 'DOE')
    """
    if not paragraphs:
        return []
    lines = [_read_line(text, start, end) for start, end in paragraphs]
    found = _posts(text, lines)
    if any(line.label for line in lines):
        turns = _labelled(text, lines, who, people, outlet)
        if turns is not None:
            return _merged(found, turns)
    if text.count("?") >= FEWEST_QUESTIONS:
        found = _merged(found, _unlabelled(text, lines, who))
    if not any(turn.rule == "turn" for turn in found):
        found = _merged(found, _not_understood(text, lines))
    return found


def _read_line(text: str, start: int, end: int) -> _Line:
    if not _MAY_LABEL.search(text, start, min(end, start + _LONGEST_LABEL)):
        return _Line(start, end, None, None, start, "")
    found = LABEL.match(text, start, end)
    if found is None or _MARKS.match(text, found.start("words")):
        alone = SPEAKER_ALONE.match(text, start, end)
        if alone is None:
            return _Line(start, end, None, None, start, "")
        return _Line(start, end, alone.span("name"), alone.span("mark"), end, _key(alone["name"]))
    return _Line(start, end, found.span("name"), found.span("mark"), found.start("words"), _key(found["name"]))


def _key(name: str) -> str:
    return _TITLE.sub("", name).rstrip(".").casefold()


def _labelled(
    text: str, lines: list[_Line], who: Who, people: Sequence[tuple[str, str]], outlet: str | None
) -> list[Turn] | None:
    """Read the turns of a transcript; None if the labels are none of speakers."""
    labels: dict[str, _Line] = {}
    for line in lines:
        if line.key:
            labels.setdefault(line.key, line)
    times = Counter(line.key for line in lines if line.key)
    persons = _people_of_labels(text, labels, lines, who, people)
    askers = {key for key in labels if _is_asker(key, outlet)}
    answers = {key for key in labels if key in ANSWERS} if askers else set()
    known = {key for key, person in persons.items() if person} | askers | answers
    speakers = {key for key in labels if key in known or (times[key] > 1 and bool(known))}
    if len(times) > 1 and not known and sum(n > 1 for n in times.values()) > 1:
        speakers = {key for key, n in times.items() if n > 1}
    if known:
        speakers |= {key for key, line in labels.items() if _is_name(text, line)}
    speakers = {key for key in speakers if key in known or not _is_notice(key)}
    at = [place for place, line in enumerate(lines) if line.key in speakers]
    has_prompts = len(at) > 1 and _has_prompts(text, lines, at)
    is_of_two = has_prompts or askers or len({lines[place].key for place in at}) > 1
    if len(at) < 2 or not is_of_two or not _is_talk(text, lines, at):
        return None
    asking = askers | _questioners(text, lines, speakers, persons)
    if answers:
        persons |= dict.fromkeys(answers, _interviewee(text, lines[at[0]].start, who)[1])
    if speakers <= asking:  # the questions alone have labels
        source, person = _interviewee(text, lines[at[0]].start, who)
        pairs = _pair([line.key in asking for line in lines])
        return [one._replace(source=source, person=person) for one in _answers(text, lines, pairs, who, person)]
    if has_prompts and len(speakers) > 1 and times[lines[at[0]].key] == 1 and not persons[lines[at[0]].key]:
        asking = asking | {lines[at[0]].key}  # labels for the first question and each answer
    turns: list[Turn] = []
    for place, following in zip(at, [*at[1:], None], strict=True):
        line = lines[place]
        if line.key in asking:
            continue
        if following is None and any(_is_question(text, one) for one in lines[place + 1 :]):
            person = persons.get(line.key)  # labels once, and questions alone from there on
            asks = [True, *_asking(text, lines[place + 1 :])]
            pairs = _pair(_with_prompts(text, lines[place:], asks))
            behind = [
                Turn(line.words, line.end, None, None, "turn"),
                *_answers(text, lines[place:], pairs, who, person),
            ]
            return turns + [one._replace(source=line.label, cue=line.mark, person=person) for one in behind]
        last = place + 1 if following is None else following
        if line.words >= line.end and following is None:
            last = min(place + 2, len(lines))
        if has_prompts and following is not None and lines[following].key == line.key:
            last = max(place + 1, last - 1)  # who speaks next does so again: the outlet asked, with a mark or without
        while (has_prompts or not asking) and last > place + 1 and _is_question(text, lines[last - 1]):
            last -= 1  # the outlet asks without a label
        person, is_broken = persons.get(line.key), False
        for number in range(place, last):
            start = line.words if number == place else lines[number].start
            end = lines[number].end
            is_other = number > place and (
                bool(lines[number].key)
                or _tells_of(text, lines[number], who, line.key, person)
                or (has_prompts and _is_told(text, lines[number], who, None, is_first=False))
            )
            is_broken |= is_other  # behind what the outlet tells an answer goes on as long as it speaks of me or to you
            if is_other or (is_broken and not _is_of_talk(text, lines[number])):
                continue
            if start < end and not _BRACKETED.match(text, start, end):
                turns.append(Turn(start, end, line.label, line.mark, "turn", person))
    return turns


def _has_prompts(text: str, lines: list[_Line], at: list[int]) -> bool:
    """Tell whether the outlet asks without labels: most paragraphs before a label that comes again, or first, ask."""
    again = [two - 1 for one, two in pairwise(at) if lines[one].key == lines[two].key and two > one + 1]
    again += [at[0] - 1] if at[0] else []
    asked = sum(_is_question(text, lines[place]) for place in again)
    return asked >= FEWEST_QUESTIONS and 2 * asked >= len(again)


def _is_asker(key: str, outlet: str | None) -> bool:
    if key in QUESTIONS or key.split()[-1] in ASKERS or key.split()[0] in ASKERS:
        return True
    name = (outlet or "").casefold()
    bare = [word for word in name.split() if word != "the"]
    return bool(bare) and (
        key.removeprefix("the ") == " ".join(bare) or key == "".join(word[0] for word in name.split())
    )


def _people_of_labels(
    text: str, labels: dict[str, _Line], lines: list[_Line], who: Who, people: Sequence[tuple[str, str]]
) -> dict[str, str | None]:
    """Say whom of the study each label means: a name; initials that one person has; what the text or it says of it."""
    persons: dict[str, str | None] = {}
    initials: dict[str, str | None] | None = None
    for key, line in labels.items():
        assert line.label is not None
        person = who(line.label)
        if person is None and len(key) < 5 and key.replace(".", "").isalpha() and " " not in key:
            initials = _initials(text, who, people) if initials is None else initials
            person = initials.get(key.replace(".", "").upper())
        persons[key] = person
    full: dict[str, set[str]] = defaultdict(set)
    for key, person in persons.items():
        words = key.split() if person else []
        for first in range(1, len(words)):
            full[" ".join(words[first:])].add(person or "")
    for key in [key for key, person in persons.items() if person is None]:
        persons[key] = next(iter(full[key])) if len(full.get(key, ())) == 1 else None
    labelled = set(persons.values())
    theirs: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        theirs[line.key].append(line)
    for key in [key for key, person in persons.items() if person is None]:
        person = _by_own_words(text, key, theirs[key], who)
        persons[key] = None if person in labelled else person  # HOST: This is Roe. ROE: Hello
    return persons


def _by_own_words(text: str, key: str, lines: list[_Line], who: Who) -> str | None:
    """Say who says of himself who he is: CALLER: This is Jane Roe."""
    here = (found for line in lines for found in NAMES_ITSELF.finditer(text, line.words, line.end))
    named = {who(found.span("name")) for found in here} if not _is_asker(key, None) else set()
    return named.pop() if len(named) == 1 else None


def _initials(text: str, who: Who, people: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    """Say whom initials mean: who has them in brackets behind a name, Jane Roe (JR); else the only one with them."""
    having: dict[str, set[str | None]] = defaultdict(set)
    for person, name in people:
        having["".join(word[0] for word in name.split() if word[0].isalpha())].add(person)
    written: dict[str, set[str | None]] = defaultdict(set)
    for found in _IN_BRACKETS.finditer(text):
        written[found["letters"]].add(who((found.start(), found.start() + 1)))
    first = {letters: next(iter(meant)) for letters, meant in having.items() if len(meant) == 1 and len(letters) > 1}
    return first | {letters: next(iter(meant)) for letters, meant in written.items() if len(meant) == 1}


def _is_notice(key: str) -> bool:
    """Tell whether a label says what a line of the outlet is: spoiler alert; not Thomas More."""
    first, *rest = key.split()
    return not NOTICES.isdisjoint((first, *rest)) and not (rest and first.capitalize() in given_names())


def _is_name(text: str, line: _Line) -> bool:
    """Tell whether a label looks like somebody's name: two words or more, or capitals throughout; not Day 1."""
    assert line.label is not None
    name = text[slice(*line.label)]
    return not name[-1].isdigit() and (len(name.split()) > 1 or (len(name) > 1 and not _SMALL.search(name)))


def _is_talk(text: str, lines: list[_Line], at: list[int]) -> bool:
    """Tell whether labelled lines read like speech: they speak of me and you or ask, and most are sentences."""
    words = [text[lines[place].words : lines[place].end] or _next(text, lines, place) for place in at]
    spoken = sum(bool(FIRST_PERSON.search(one) or SECOND_PERSON.search(one) or "?" in one) for one in words)
    whole = sum(bool(_ENDS.search(one)) for one in words)
    return 3 * spoken >= len(words) and 2 * whole >= len(words)


def _next(text: str, lines: list[_Line], place: int) -> str:
    return text[lines[place + 1].start : lines[place + 1].end] if place + 1 < len(lines) else ""


def _questioners(text: str, lines: list[_Line], speakers: set[str], persons: dict[str, str | None]) -> set[str]:
    """Give the labels that mean nobody of the study and mostly ask, where somebody else answers."""
    asked: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for line in lines:
        if line.key in speakers:
            times[line.key] += 1
            asked[line.key] += text[line.words : line.end].rstrip("*_ ").endswith("?")
    found = {key for key, n in times.items() if not persons.get(key) and 2 * asked[key] > n}
    return found if found != set(times) else set()


def _interviewee(text: str, end: int, who: Who) -> tuple[Span | None, str | None]:
    """Say who is interviewed: who is said to talk before the first question at `end`, or the only one named there."""
    names = [found.span() for found in _NAMES.finditer(text, 0, end)]
    meant = [(span, person) for span in names if (person := who(span))]
    starts, ends = [span[0] for span, _ in meant], [span[1] for span, _ in meant]
    talking: list[tuple[Span, str]] = []
    for verb in TALKED.finditer(text, 0, end):
        behind, before = bisect_left(starts, verb.end()), bisect_right(ends, verb.start())
        after = [one for one in meant[behind : behind + 1] if verb["object"] and one[0][0] - verb.end() < NEAR]
        near = [one for one in meant[max(0, before - 1) : before] if verb.start() - one[0][1] < NEAR]
        talking += after or [one for one in near if "." not in text[one[0][1] : verb.start()]]
    for one in (talking, meant):
        if len({person for _, person in one}) == 1:
            return one[-1]
    return None, None


def _is_question(text: str, line: _Line) -> bool:
    words = text[line.start : line.end].rstrip("*_ ")
    return words.endswith("?") and len(words) < LONGEST_QUESTION and not _MARKS.search(words)


def _speaks_of_me(text: str, line: _Line) -> bool:
    words = text[line.start : line.end]
    return bool(FIRST_PERSON.search(words)) and not _MARKS.search(words)


def _unlabelled(text: str, lines: list[_Line], who: Who) -> list[Turn]:
    """Read the answers to paragraphs that are nothing but questions."""
    asks = _asking(text, lines)
    pairs = _pair(asks)
    if len(pairs) < FEWEST_QUESTIONS:
        return []
    prompted = _pair(_with_prompts(text, lines, asks))
    before = lines[: pairs[0][0][0]]
    source, person = _interviewee(text, lines[pairs[0][0][0]].start, who)
    is_short = all(len(answer) <= LONGEST_ANSWER for _, answer in prompted[:-1])
    if not is_short or not _is_interview(text, lines, pairs, before, is_of_one=person is not None):
        return []
    return [turn._replace(source=source, person=person) for turn in _answers(text, lines, prompted, who, person)]


def _asking(text: str, lines: list[_Line]) -> list[bool]:
    """Tell which lines ask; between two that do, one that first states something, not of you, is an answer."""
    asks = [_is_question(text, line) for line in lines]
    for number in range(1, len(lines) - 1):
        if all(asks[number - 1 : number + 2]):
            words = text[lines[number].start : lines[number].end]
            asks[number] = "?" in words.split(". ")[0] or bool(SECOND_PERSON.search(words))
    return asks


def _with_prompts(text: str, lines: list[_Line], asks: list[bool]) -> list[bool]:
    """Tell which lines ask, with those between answers that do so without a question mark."""
    found = list(asks)
    for number in range(1, len(lines) - 1):
        found[number] |= not any(found[number - 1 : number + 2]) and _is_prompt(text, lines[number])
    return found


def _is_prompt(text: str, line: _Line) -> bool:
    """Tell a line that asks without a question mark: You said that it was over. Tell us about the yard."""
    words = text[line.start : line.end]
    if len(words) > LONGEST_PROMPT or ANSWERING.match(words) or (WRITER.search(words) and not TO_YOU.fullmatch(words)):
        return False
    stop = _ENDS_SENTENCE.search(words)
    return bool(PROMPT.match(words) or SECOND_PERSON.search(words, 0, stop.start() if stop else len(words)))


def _pair(asks: list[bool]) -> list[tuple[list[int], list[int]]]:
    """Give the numbers of the lines of each run of questions, and of the answers behind it."""
    runs = [(is_asked, [number for number, _ in run]) for is_asked, run in groupby(enumerate(asks), key=itemgetter(1))]
    return [(one[1], two[1]) for one, two in pairwise(runs) if one[0]]


def _answers(
    text: str, lines: list[_Line], pairs: list[tuple[list[int], list[int]]], who: Who, person: str | None
) -> Iterator[Turn]:
    """Give the answers to questions, without what the outlet tells between or behind them."""
    for number, (_, answer) in enumerate(pairs):
        if number == len(pairs) - 1:  # what follows the last answer may be the outlet's own end
            answer = answer[:1] + [n for n in answer[1:] if _speaks_of_me(text, lines[n])]
        for n in answer:
            is_aside = _BRACKETED.match(text, lines[n].start, lines[n].end)
            if not is_aside and not _is_told(text, lines[n], who, person, is_first=n == answer[0]):
                yield Turn(lines[n].start, lines[n].end, None, None, "turn")


def _is_told(text: str, line: _Line, who: Who, person: str | None, *, is_first: bool) -> bool:
    """Tell whether the writer tells an answer, its words in marks: “I left,” she says; Roe laughs. “No.”

    So it is where nobody is *I*, and whoever answers is named; or where another is quoted to nobody behind the first
    paragraph.
    """
    own = _QUOTED.sub("", text[line.start : line.end])
    if FIRST_PERSON.search(own):
        return False
    mark = _MARKS.search(text, line.start, line.end)
    if mark and (not text[line.start : mark.start()].strip("*_ ") or not (is_first or SECOND_PERSON.search(own))):
        return True
    names = _NAMES.finditer(text, line.start, mark.start() if mark else line.end) if person else ()
    return any(who(one.span()) == person for one in names)


def _tells_of(text: str, line: _Line, who: Who, key: str, person: str | None) -> bool:
    """Tell whether the outlet tells of a speaker: nobody is me or you, and the one whose turn it is is named."""
    if _is_of_talk(text, line):
        return False
    return any(
        _is_called(name[0], key) or (person is not None and who(name.span()) == person)
        for name in _NAMES.finditer(text, line.start, line.end)
    )


def _is_called(name: str, key: str) -> bool:
    """Tell whether a name has the last word of a label, and no given name that the label has not."""
    words, own = name.split(), key.split()
    place = next((n for n, word in enumerate(words) if word.casefold() == own[-1]), None)
    if place is None:
        return False
    return not place or words[place - 1] not in given_names() or words[place - 1].casefold() in own


def _is_of_talk(text: str, line: _Line) -> bool:
    """Tell whether a line speaks of me or to you, outside of marks."""
    own = _QUOTED.sub("", text[line.start : line.end])
    return bool(FIRST_PERSON.search(own) or SECOND_PERSON.search(own))


def _is_interview(
    text: str, lines: list[_Line], pairs: Sequence[tuple[list[int], list[int]]], before: list[_Line], *, is_of_one: bool
) -> bool:
    """Tell whether questions are put to somebody who answers: most to you, most answered by me.

    A column may ask its readers and answer itself; but it speaks of me before its first question, too. Where somebody
    of the study is said to talk before the first question (`is_of_one`), one question to you and most answers by me do.
    """
    you = sum(any(SECOND_PERSON.search(text[lines[n].start : lines[n].end]) for n in asked) for asked, _ in pairs)
    me = sum(_speaks_of_me(text, lines[answer[0]]) for _, answer in pairs)
    is_column = any(WRITER.search(text, line.start, line.end) for line in before)
    few = len(pairs) < 2 * FEWEST_QUESTIONS
    if few and is_column:
        return False
    if is_of_one and you and not is_column:
        spoken = sum(
            WRITER.search(text, lines[answer[0]].start, lines[answer[0]].end) is not None for _, answer in pairs
        )
        if 2 * spoken >= len(pairs):
            return True
    return 2 * you >= len(pairs) and (3 * me >= 2 * len(pairs) if not few else me == len(pairs))


def _not_understood(text: str, lines: list[_Line]) -> list[Turn]:
    """Keep words in the first person apart where an article says that it is an interview."""
    if not _says_interview(text):
        return []
    found = [line for line in lines if _speaks_of_me(text, line) and not _says_interview(text[line.start : line.end])]
    if len(found) < FEWEST_QUESTIONS:
        return []
    return [Turn(line.start, line.end, None, None, LOOKS_LIKE_INTERVIEW) for line in found]


def _says_interview(text: str) -> bool:
    """Tell whether a line calls the article an interview; only lines with a hint of it are searched."""
    small = text.lower()
    if not any(word in small for word in HINTS):
        return False
    return any(INTERVIEW.search(line) for line in small.split("\n") if any(word in line for word in HINTS))


def _posts(text: str, lines: list[_Line]) -> list[Turn]:
    """Read posts after the name and handle of who wrote them, and words before a signature."""
    found = []
    for place, line in enumerate(lines):
        before, poster = lines[place - 1] if place else None, None
        if before and "@" in text[before.start : before.end]:  # a handle may stand in a line of its own
            first = lines[place - 2] if place > 1 and text[before.start] == "@" else before
            poster = POSTER.match(text, first.start, before.end)
        if poster and not _MARKS.search(text, line.start, line.end) and "@" not in text[line.start : line.end]:
            found.append(Turn(line.start, line.end, poster.span("name"), poster.span("mark"), "post"))
            continue
        post = POST.match(text, line.start, line.end) if "@" in text[line.start : line.end] else None
        if post and not _MARKS.search(text, post.start("words"), line.end):
            name = "name" if post["name"] else "handle"
            found.append(Turn(post.start("words"), line.end, post.span(name), post.span("mark"), "post"))
            continue
        signed = _signature(text, line)
        if signed is None:
            continue
        start, end = line.start, signed.start()
        name = "alone" if signed["alone"] else "name"
        rule = "post" if signed["handle"] or signed["alone"] else "pull quote"
        is_alone = start == end or not text[start:end].strip()
        if is_alone and before is not None:
            start, end = before.start, before.end
        words = text[start:end].rstrip()
        fits = bool(words) and not _MARKS.search(words) and (len(words) <= LONGEST_PULL_QUOTE or rule == "post")
        if fits and (rule == "post" or (is_alone and _ENDS.search(words) and "\n" not in words)):
            found.append(Turn(start, start + len(words), signed.span(name), signed.span("mark"), rule))
    return found


def _signature(text: str, line: _Line) -> re.Match[str] | None:
    for dash in re.finditer("[—–―-]", text[max(line.start, line.end - 120) : line.end]):
        signed = SIGNATURE.match(text, max(line.start, line.end - 120) + dash.start(), line.end)
        if signed and (signed["handle"] or signed["alone"] or signed.start() == line.start):
            return signed
    return None


def _merged(first: list[Turn], second: list[Turn]) -> list[Turn]:
    """Put turns in text order; of two that overlap the one of the first list stays."""
    ends = [one.end for one in first]
    kept = []
    for turn in second:
        at = bisect_right(ends, turn.start)
        if at == len(first) or first[at].start >= turn.end:
            kept.append(turn)
    return sorted([*first, *kept], key=lambda turn: turn.start)
