"""They and we -> the group meant, one row a member."""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.people.descriptions.focus import LONGEST
from analysis.people.descriptions.kinship import groups_of
from analysis.people.pronouns.binding import find_own_subject
from analysis.people.pronouns.scene import MAX_TOKENS
from analysis.people.state import Group, Mention, Speaker, State
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.kin import BONDING, RELATIONAL
from analysis.text.english.pronouns import OF_ONE, names_several
from analysis.text.english.vocabulary import classes_of

#: Kinds of relation whose people are meant together.
COMPANIONS = ("spouse", "partner", "bandmate", "sibling", "friend")
#: Sentences back that a group stays in mind, and that two people who have something together do.
GROUP_REACH, PAIR_REACH, TOGETHER_REACH = 2, 1, 6

#: Plural nouns that *they* hardly means.
TIMES = frozenset(
    "seconds minutes hours days nights weeks weekends months years decades centuries times ages moments dollars pounds "
    "euros percents miles inches yards feet always sometimes perhaps besides towards afterwards upwards news has was "
    "is does this thus plus previous various".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE_END, _OWNED = re.compile(r"[.!?;:“”\"]"), re.compile(r"['’]s?$")
_BOTH = re.compile(r"(?<!s, )\b(?:both of|the (?:two|pair) of|between) \Z")
_SHARED = frozenset("shared joint mutual both each respective".split())
#: What a plural noun is said of somebody behind: they are thoughtful writers.
_PREDICATE = re.compile(r"(?:\b(?:are|were|be|been|being|become|became|as|play|played)|['’]re) (?:[\w’-]+ ){0,3}\Z")
_OWN_PLURALS = pattern(r"<their>[<noun><proper><ing>]*<plural>")
_PLURAL = letters("plural")


def read_they(state: State, start: int, end: int) -> None:
    """Decide which group a form of *they* means.

    Notes
    -----
    Somebody of the study whose own pronoun is *they*, named in this sentence or the one before it, comes first, unless
    several other people ("the police") stand there too, a group holds the name, or the pronoun is the object of what
    that person does. *Themself* means nobody else. A group
    named before it ("the couple", "he and his wife") is taken unless a plural noun ("fans") stands nearer.
    Only a noun for people does so behind the group in its sentence, before *their*, and in the sentence before. A group
    stays in mind longer where nobody but its members is named since, and a second *they* of a sentence is the first.
    Else two people of one relation who were both named nearby are taken where no plural noun competes, or where
    the pronoun has what two people have together ("their marriage") or is said of two ("both of them"). Those are
    looked for farther back, and so are who "met" or "married" where nobody else is named since. Whoever speaks is none
    of them, nor who does something to them. All else stays open.
    """
    people, rule, confidence = _antecedent(state, start, end)
    if len(people) == 1:
        state.keep(Mention(start, end, "pronoun", people[0], None, confidence, None, rule))
    elif people:
        state.keep_group(start, end, "pronoun", people, confidence, rule)
    else:
        state.keep(Mention(start, end, "pronoun", rule=rule))


def _antecedent(state: State, start: int, end: int) -> tuple[tuple[str, ...], str, float]:
    scene = state.scene
    sentence = scene.sentence_at(start)
    begins = scene.firsts[sentence]
    is_shared = _are_shared(scene.text, end) or _BOTH.search(scene.text, max(0, start - 15), start) is not None
    speaker = state.speaker_at(start)
    excluded = find_own_subject(scene, start, end) | set(speaker.people if speaker else ())
    last = _last_group(state, sentence, start)
    if last and not excluded.isdisjoint(last.people):
        last = None
    single = _of_their_own(state, scene.firsts[max(0, sentence - PAIR_REACH)], start)
    if single and single[0] in excluded:
        single = None
    is_one = scene.text[start:end].lower() in OF_ONE
    if single and not (last and last.start <= single[1] < last.open) and (is_one or not _is_newer(last, single[1])):
        if not is_one and _are_others_there(state, single[1], start):
            return (), "somebody else", 0.0
        return (single[0],), "named nearby", 0.6
    if is_one:
        return (), "nobody to mean", 0.0
    is_owner = scene.text[start:end].lower() in ("their", "theirs")
    is_rival = _is_people if is_owner or (last and last.start >= begins) else _is_plural
    has_rival = _has_plural(state, sentence, max(begins, last.open) if last else begins, start, is_rival)
    if sentence and not has_rival:
        since = max(scene.firsts[sentence - 1], last.open if last else 0)
        has_rival = since < begins and _has_plural(state, sentence - 1, since, begins, _is_people)
    is_they = (
        last is not None
        and last.start >= begins
        and last.start in state.meant
        and state.meant[last.start].kind == "pronoun"
    )
    if last and (not has_rival or is_they or (is_shared and last.start >= begins)):
        return last.people, "group before it", 0.8
    is_far = is_shared or (is_together(scene.text, end) and not _are_new_named(state, sentence, start))
    if is_shared or not has_rival:
        reach, stop = (TOGETHER_REACH, scene.sentences[sentence][1]) if is_far else (PAIR_REACH, start)
        named = state.last_named(scene.firsts[max(0, sentence - reach)], stop)
        named = {person: at for person, at in named.items() if person not in excluded}
        groups = [group for group in groups_of(state.roster, COMPANIONS, named) if set(group) <= set(named)]
        if groups:
            return groups[0], "both named nearby", 0.7 if is_shared else 0.6
    return (), "somebody else" if has_rival else "nobody to mean", 0.0


def _last_group(state: State, sentence: int, start: int) -> Group | None:
    """Give the group named last, if lately, or if nobody but its members was named since."""
    scene = state.scene
    last = state.groups[-1] if state.groups else None
    if last is None or last.start >= scene.firsts[max(0, sentence - GROUP_REACH)]:
        return last
    if last.start < max(scene.firsts[max(0, sentence - TOGETHER_REACH)], start - LONGEST):
        return None
    since = {one.entity for one in scene.within(last.start, start) if one.certainty != "maybe"}
    return last if since <= set(last.people) else None


def are_people_before(state: State, sentence: int) -> bool:
    """Tell whether the sentence before one has a plural noun for people."""
    return sentence > 0 and _has_plural(state, sentence - 1, *state.scene.sentences[sentence - 1], _is_people)


def _of_their_own(state: State, first: int, stop: int) -> tuple[str, int] | None:
    """Somebody of the study whose own pronoun is *they*, and where they were last named in a stretch."""
    named = state.last_named(first, stop)
    own = [(at, person) for person, at in named.items() if state.roster.genders[person] == "they"]
    return (max(own)[1], max(own)[0]) if own else None


def _is_newer(group: Group | None, place: int) -> bool:
    return group is not None and group.start > place


def _are_others_there(state: State, place: int, stop: int) -> bool:
    """Tell whether several people stand between the sentence of a name and a pronoun, and are not that person's own."""
    scene = state.scene
    begins = scene.firsts[scene.sentence_at(place)]
    words = [word.lower() for word in _WORD.findall(scene.text[begins:stop])]
    people = (n for n, word in enumerate(words) if names_several(word))
    return any("their" not in words[max(0, n - 3) : n] for n in people)


def is_together(text: str, end: int) -> bool:
    """Tell whether the words after a place speak of what two people have or do together."""
    return _are_shared(text, end) or not BONDING.isdisjoint(_words_after(text, end))


def _are_shared(text: str, end: int) -> bool:
    """Tell whether the words after a place name what two people have together."""
    words = _words_after(text, end)[:3]
    return not (RELATIONAL.isdisjoint(words) and _SHARED.isdisjoint(words))


def _words_after(text: str, end: int) -> list[str]:
    stretch = _CLAUSE_END.split(text[end : end + 50], maxsplit=1)[0]
    return [_OWNED.sub("", word.lower()) for word in _WORD.findall(stretch)[:5]]


def _are_new_named(state: State, sentence: int, start: int) -> bool:
    """Tell whether somebody else is named in the sentence of a place or the one before, who may have met or married."""
    first = state.scene.firsts[max(0, sentence - PAIR_REACH)]
    return any(one.certainty == "person" for one in state.scene.within(first, start))


def _has_plural(state: State, sentence: int, first: int, stop: int, is_rival: Callable[[str], bool]) -> bool:
    """Tell whether a plural noun stands in between that the group itself does not own ("their hearts")."""
    scene = state.scene
    begins = scene.firsts[sentence]
    opening = _WORD.match(scene.text, begins)
    if first <= begins < stop and opening and is_rival(opening[0]) and not scene.within(begins, begins + 1):
        return True
    parse = scene.parse(sentence)
    last = parse.token(stop)
    at = max(parse.token(first), last - MAX_TOKENS)
    between = parse.tags[at:last]
    owned = {at + found.end() - 1 for found in _OWN_PLURALS.finditer(between)}
    return _PLURAL in between and any(
        letter == _PLURAL
        and index not in owned
        and is_rival(_word_at(scene.text, at_noun := parse.start(index)))
        and not _PREDICATE.search(scene.text, max(begins, at_noun - 50), at_noun)
        for index, letter in enumerate(between, start=at)
    )


def _word_at(text: str, position: int) -> str:
    found = _WORD.match(text, position)
    return found[0] if found else ""


def _is_people(word: str) -> bool:
    """Tell whether a word names several people."""
    return names_several(word.lower())


def _is_plural(word: str) -> bool:
    return classes_of([word.lower()]) == _PLURAL and word.lower() not in TIMES


def read_we(state: State, start: int, end: int, speaker: Speaker) -> None:
    """Decide which group *we* means inside a quotation.

    Notes
    -----
    Who speak together are all meant. A group of the study that holds the one source counts where its others are named
    in the quotation, or in the two sentences before it or the one around it. Otherwise the source is one row, and a
    second row without a person names the candidates: someone else is meant too, and it is not known who.
    """
    if len(speaker.people) > 1:
        state.keep_group(start, end, "first_person", speaker.people, 0.9, "sources of the quotation")
        return
    source = next(iter(speaker.people), None)
    if source is None:
        state.keep(
            Mention(start, end, "first_person", rule="somebody else" if speaker.kind == "other" else "source not known")
        )
        return
    group = _earlier_we(state, speaker) or _company(state, source, speaker, start)
    if group:
        state.keep_group(start, end, "first_person", group, 0.7, "source and those named with it")
        return
    others = dict.fromkeys(
        p for r in state.roster.relations.values() if r.kind in COMPANIONS and source in r.members for p in r.members
    )
    state.keep(
        Mention(start, end, "first_person", source, 0, 0.9, None, "source of the quotation"),
        Mention(
            start,
            end,
            "first_person",
            None,
            1,
            None,
            "|".join(p for p in others if p != source) or None,
            "source and others",
        ),
    )


def _earlier_we(state: State, speaker: Speaker) -> tuple[str, ...]:
    for group in reversed(state.groups):
        if group.start < speaker.start:
            break
        if speaker.people[0] in group.people:
            return group.people
    return ()


def _company(state: State, source: str, speaker: Speaker, start: int) -> tuple[str, ...]:
    scene = state.scene
    sentence = scene.sentence_at(speaker.start)
    around = scene.sentences[scene.sentence_at(speaker.end - 1)][1]
    first = scene.firsts[max(0, sentence - 2)]
    named = state.last_named(first, start) | state.last_named(speaker.end, around) | {source: start}
    for group in groups_of(state.roster, COMPANIONS, named):
        if source in group and set(group) <= set(named):
            return group
    joined = [one.people for one in state.groups if first <= one.start < start]
    return joined[-1] if joined and source in joined[-1] else ()
