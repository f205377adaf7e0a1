"""Pronoun -> whom it cannot mean by its own verb: in "Ann thanked her", *her* is not Ann.

This is the second principle of binding (Chomsky 1981, *Lectures on Government and Binding*), read from the order of
words alone: from the pronoun back to its verb, and from the verb back to its subject, through "to", participles, verbs
joined by *and*, relative clauses and appositions. Where that cannot be read, nobody is ruled out. By the third
principle *she* is not whom her own verb names behind it: in "She thanked Ann", *she* is not Ann.
"""

from __future__ import annotations

from analysis.people.pronouns.parse import Parse
from analysis.people.pronouns.scene import Name, Scene, pronoun_role
from analysis.text.english.grammar import letters, pattern

#: Steps from verb to verb, and tokens before a pronoun that are looked through.
MAX_STEPS, REACH = 6, 60

_VERB = letters("verb said says ing word plural")
_SKIPPED = letters("adverbial be")
_NAME, _NOUN = letters("proper"), letters("noun plural number mark possessive article his my their")
_PHRASE = _NAME + _NOUN
_PERSON = letters("proper he him they them i me")
_OBJECT = letters("him them me")
_LEADS_PARTICIPLE = letters("preposition subordinator")  # behind a comma it may tell of all that was said before
_WHO, _TO, _ING, _COMMA, _OF = letters("who that"), letters("to"), letters("ing"), ",", letters("of to")
_AND = letters("and")
#: Backwards from the pronoun: its verb; or a preposition behind the verb; or "to" or "for" behind what is given.
_OWN_VERB = pattern(r"""
    <adverbial>?(?P<verb>[<verb><ing><word><plural>])
    |(?P<preposition>[<of><to>])<adverbial>?(?:[<word><plural><name><number>]{1,3}[<article><his><my><their>]?)?
        (?P<far>[<verb><ing><word>])
""")
#: Forwards from he or she: its verb and a name that is no subject.
_OWN_OBJECT = pattern(r"""
    <adverbial>{0,2}[<said><says><took><takes><ed>]<adverbial>?<name>++(?!<adverbial>{0,2}[<finite><said><says>]|<possessive>)
""")
#: Prepositions whose pronoun is somebody else than the subject; *with* and *behind* may well mean the subject.
_GOVERNING = frozenset("to at for about of from on against by".split())
#: Prepositions that do so behind another noun, too: gave the key to him.
_GIVING = frozenset("to for at".split())


def find_own_subject(scene: Scene, start: int, end: int) -> frozenset[str]:
    """Give who does what the verb of an object pronoun tells, and whom that of *he* names: it means none of them.

    Examples
    --------
    >>> text = "Ann wanted to thank her. Bo told Cy to thank him."
    >>> names = [Name(0, 3, "ann", "she", "study"), Name(25, 27, "bo", "he", "study")]
    >>> scene = Scene(text, [(0, 24), (25, 49)], [*names, Name(33, 35, "cy", "he", "study")])
    >>> find_own_subject(scene, 20, 23), find_own_subject(scene, 45, 48)
    (frozenset({'ann'}), frozenset({'cy'}))
    """
    form = scene.text[start:end].lower()
    sentence = scene.sentence_at(start)
    if form in ("he", "she"):
        return _own_object(scene, scene.parse(sentence), start)
    if form not in ("him", "her", "them") or (form == "her" and pronoun_role(scene, sentence, start, end) != "O"):
        return frozenset()
    return find_subject_over(scene, start)


def find_subject_over(scene: Scene, start: int) -> frozenset[str]:
    """Give the people who do what the verb tells whose object begins at a place: in "Ann thanked the star" Ann.

    Examples
    --------
    >>> scene = Scene("Ann thanked the star.", [(0, 21)], [Name(0, 3, "ann", "she", "study")])
    >>> find_subject_over(scene, 12)
    frozenset({'ann'})
    """
    parse = scene.parse(scene.sentence_at(start))
    verb = _find_verb(scene, parse, parse.token(start))
    place = _find_place(parse.tags, verb) if verb > 0 else None
    return frozenset() if place is None else _people_at(scene, parse, place)


def _own_object(scene: Scene, parse: Parse, start: int) -> frozenset[str]:
    """Give who is named right behind the verb of *he* or *she*, whom that does not mean: He rang Bo."""
    found = _OWN_OBJECT.match(parse.tags, parse.token(start) + 1)
    return frozenset() if found is None else _people_at(scene, parse, found.end() - 1)


def _find_verb(scene: Scene, parse: Parse, token: int) -> int:
    """Give the token of the verb whose object a pronoun is, by itself or behind a preposition; -1 for none."""
    found = _OWN_VERB.match(parse.tags[max(0, token - 12) : token][::-1])
    if found is None:
        return -1
    if found["verb"]:
        return token - 1 - found.start("verb")
    at, verb = token - 1 - found.start("preposition"), token - 1 - found.start("far")
    word = scene.text[parse.start(at) : parse.start(at + 1)].strip().lower()
    return verb if word in (_GOVERNING if verb >= at - 2 else _GIVING) else -1


def _find_place(tags: str, verb: int) -> int | None:
    """Give the last token of the noun phrase that is the subject of a verb."""
    floor = max(0, verb - REACH)
    for _ in range(MAX_STEPS):
        at = _back(tags, verb - 1, _SKIPPED, floor)
        if at < floor:
            return None
        letter = tags[at]
        if letter in _TO:
            at = _back(tags, at - 1, _SKIPPED, floor)
            if at < floor:
                return None
            if tags[at] in _OBJECT or tags[at] in _NAME:
                return at  # told Bo to thank him
            if tags[at] in _PHRASE and tags[at] not in _VERB:
                at = _back(tags, at, _NOUN, floor)
            verb = at if at >= floor and tags[at] in _VERB else _main_verb(tags, at, floor)
        elif letter in _WHO:
            at -= 2 if tags[at - 1 : at] == _COMMA else 1
            return at if at >= floor and tags[at] in _PHRASE else None
        elif tags[verb] == _ING and letter in _LEADS_PARTICIPLE and verb - at == 1:
            verb = _main_verb(tags, at - 1, floor)  # Bo left after thanking him
        elif tags[verb] == _ING and letter in _FINITE:
            verb = at  # Bo kept thanking him
        elif letter in _AND:
            verb = _main_verb(tags, at - 1, floor)  # Bo came and thanked him
        elif letter == _COMMA:
            comma = tags.rfind(_COMMA, floor, at)
            return comma - 1 if comma > 0 and tags[comma - 1] in _PHRASE else None  # Bo, 40, thanked him
        else:
            return _head(tags, at, floor) if letter in _PERSON + _PHRASE else None
        if verb < floor:
            return None
    return None


def _back(tags: str, at: int, skipped: str, floor: int) -> int:
    while at >= floor and tags[at] in skipped:
        at -= 1
    return at


_FINITE = letters("finite said says")


def _main_verb(tags: str, at: int, floor: int) -> int:
    """Give the verb before a place in its clause; -1 where another clause or a quotation stands between."""
    while at >= floor and tags[at] not in _FINITE:
        if tags[at] in ';:-"' or tags[at] in letters("who that if"):
            return -1
        at -= 1
    return at


def _head(tags: str, at: int, floor: int) -> int | None:
    """Give where a noun phrase ends that a preposition goes on from: [Bo] of the Poole family thanked him."""
    for _ in range(3):
        if tags[at] not in _PHRASE:
            return at
        first = _back(tags, at, _PHRASE, floor)
        if first < floor or tags[first] not in _OF:
            return at
        if first - 1 < floor or tags[first - 1] not in _PHRASE:
            return None
        at = first - 1
    return None


def _people_at(scene: Scene, parse: Parse, place: int) -> frozenset[str]:
    """Give who is named or meant at a token, and who is joined to that by *and*."""
    here = scene.within(parse.start(max(0, place - REACH)), parse.start(place) + 1)
    spans: list[tuple[int, int, Name]] = [(parse.token(one.start), parse.token(one.end), one) for one in here]
    found: set[str] = set()
    for first, last, one in reversed(spans):
        if first <= place < last and scene.place(one).role != "possessor":
            found.add(one.entity)
            if parse.tags[first - 1 : first] and parse.tags[first - 1] in _AND + _COMMA and first > 1:
                place = first - 2
    return frozenset(found)
