"""Where the content of a cue stands, and which tokens it has."""

from __future__ import annotations

import re

from analysis.speech.blocks import Block
from analysis.speech.stand_ins import TITLES, ends_as_tagged
from analysis.text.english.cues import SHOWN, SPEECHES, VESSELS, CueForm
from analysis.text.english.grammar import letters, pattern

Span = tuple[int, int]  # of tokens

#: No content is read beyond this number of tokens from its cue: a bound for text without sentences.
REACH = 250

_REST_IS_ADVERBIAL = pattern(r"""
    (?:[<adverb><time><object><number><mark>]
        |[<preposition><to>][<specifier><nominal><time><participle><phrase><object><adverb><dash>]++
        |(?<=[<name><common><time><number>]),(?=[<time><number>]))*+
    [<mark>,)]*+\Z
""")
_BETWEEN = (
    "[<adverb><time><object><number>]|<preposition>(?=<time>)|<his>(?=[<preposition><that><sentences><tagged>,:])"
    "|[<preposition><to>]?<specifier>{0,2}[<nominal><participle><time><phrase><dash>]"
)
#: Behind other words "that" opens no content before a verb: a film that won, a cabin that had halted.
_TO_THAT = pattern(rf"""
    (?!<ing>)
    (?:<that>|(?:{_BETWEEN}{{1,6}}|,(?=[<adverb><preposition><time>])|(?<=[<adverb><time><common><name>]),){{1,4}}
    <that>(?!<adverb>?[<auxiliary><cue><took><takes><ed>]))
""")
_TO_QUOTE = pattern(rf"""
    (?:{_BETWEEN}{{1,8}}|,[<preposition><adverb>]){{0,4}} (?:[<dash>,:]?<sentences>|[<dash>,:][<phrase><tagged>])
""")
_HEARER = pattern(r"""
    <object>|<his>(?=[<that><sentences><tagged>,:])
    |<specifier>?[<nominal><dash>]{1,5}?(?=[<that><subordinator><subject><determiner><name><to><sentences>:,])
    |<name>{1,5}
""")
#: Whom one told what stands before: It was over, Roe told Doe in March.
_TOLD = pattern(r"<specifier>{0,2}[<nominal><dash>]{1,8}?(?=[<adverb><time><preposition><to><ing>,<mark>]|\Z)")
_ADVERBS = pattern(r"(?:[<adverb><time><number>]|<preposition>(?=<time>)){0,9}[,:]{0,3}")
# Where more than half of the contents that PolNeAR's readers marked after a cue end, if they come to such a place.
_VERB = "(?:<adverb>?<cue>|[<as><if>]?<adverb>?<ing>)"
_TAIL = rf"""
    (?<=[<sentences><tagged>]){_VERB}|,{_VERB}|,<and>[<subject><cue><determiner><name>]
    |,<preposition>?<common>{{0,9}}(?=\Z)|;
"""
_TAIL_OF_CLAUSE = pattern(_TAIL)
_TAIL_OF_PHRASE = pattern(rf"{_TAIL}|,[<subject><subordinator><determiner><auxiliary>]|<dash>")
_IS_WHEN = pattern("[^<preposition>]{0,4}<time><adverb>?,")
_ANY_VERB = frozenset(letters("auxiliary cue took takes ed sentences tagged"))
_CLAUSE_KINDS = frozenset(("say", "write", "tell", "ask", "think", "show", "seem", "according", "adjective"))
# “...,” said Roe, who owns it, “...” and: Roe, she said on Friday, would ...
_QUOTE_RESUMES = pattern(rf"(?:(?!,{_VERB})[^<quotation>;]){{0,40}}?,(?=[<and><subordinator><that>]{{0,2}}<quotation>)")
_CLAUSE_RESUMES = pattern(rf"""
    (?:[<adverb><time><number>]|<preposition>[<specifier><nominal><time><phrase><dash>]{{1,10}}+){{0,9}}+
    ,(?!{_VERB}|[<and><subordinator><that>]{{0,2}}<quotation>)
""")
#: A clause that leads from one quotation, which another introduces, to its own: Roe asked, “A?” Doe said, “B.”
_BETWEEN_TWO = pattern(r"[,:]<sentences>[^<quotation>,:;]{2,6}[,:]<sentences>")
_NEED_CLAUSE = frozenset("say note add explain recall acknowledge".split())  # no preposition begins their content
_QUOTATION, _WHOLE, _PAUSE = letters("quotation"), letters("sentences tagged"), letters(", dash")
_WHEN, _THAT, _AND = letters("preposition time"), letters("that"), letters("and")
_NO_CLAUSE = letters("preposition subordinator participle to time")
_FINITE, _STOPS = frozenset(letters("auxiliary cue")), letters(", mark")
_PARTING = frozenset(letters(", : ; mark dash"))
_INVERTED = frozenset("had should were".split())
_OPENS_PHRASE, _PREPOSITION = letters("preposition participle"), letters("preposition")
#: The comma before a main clause: its subject and a finite verb.
_MAIN_FOLLOWS = pattern(r"""
    ,(?=<adverb>{0,2}(?:<subject>|<specifier>{0,2}[<adverb><ing><word><plural><name><possessive><mark><number>]{1,6}?)
    <adverb>{0,2}(?:[<auxiliary><cue><took><takes><ed>]|,<subordinator>))
""")
#: Verbs behind which the picture or text stands that words are set to.
_SET_TO = frozenset(("caption",))
_TO_WORDS_OF_PICTURE = pattern(rf"(?:{_BETWEEN}){{1,8}}:?<quotation>")
#: What opens words of when or why behind a gist, and what stands before a day, a time or what somebody speaks in.
_NOT_OF_GIST = frozenset("during after before when though although amid following because since via until".split())
_AT, _IN = frozenset(("in", "on", "at")), VESSELS | SPEECHES | SHOWN
_DAYS, _NOT_BEFORE_TIME = tuple(letters("time")), letters("specifier preposition possessive")
_TO_GIST, _BEHIND_GIST = letters("preposition to"), letters(", mark adverb")
_OPENINGS = frozenset("after although as because before if once since though unless until when whereas while".split())


def find_content(block: Block, left: int, right: int, form: CueForm) -> tuple[tuple[Span, ...], str]:
    """Tell on which side of the cue its content stands, and which tokens it has."""
    classes = block.classes
    before = classes[left - 1] if left else ""
    is_quote = is_tagged(block, left - 1) or (before == "," and classes[left - 2] in _QUOTATION)
    if before and before in _QUOTATION and form.lemma == "say" and right > left + 1:
        is_quote = True  # “...” said Roe
    place = left - 1 - (before == ",")
    is_open = bool(left) and not is_quote and block.words[0].lower() in _OPENINGS and "," not in classes[: left - 1]
    is_quote = is_quote and not _is_of_opening(block, place) and not _is_title_of_phrase(block, place)
    is_quote = is_quote and not (place and _BETWEEN_TWO.fullmatch(classes, place - 1, right + 2))
    if not is_quote and not is_open:  # In Ohio, she said that it was late; Last year, she said so
        is_open = classes[0] in _PREPOSITION and _FINITE.isdisjoint(classes[:left])
        is_open = is_open or (
            classes[right : right + 1] != ","
            and _ANY_VERB.isdisjoint(classes[max(0, left - REACH) : left])
            and (_only_opens(block, left) or not _ends_block(block, right))  # Two dead, police say
        )
    if is_quote or (left > 1 and before in _PAUSE and not is_open and not _begins_with_participle(block)):
        piece = _left_piece(block, left)
        side = "tag" if is_quote else "left"
        told = _TOLD.match(classes, right) if form.kind == "tell" and _is_statement(classes, *piece) else None
        if _ends_block(block, told.end() if told else right):
            return (piece,), side
        found = (_QUOTE_RESUMES if is_quote else _CLAUSE_RESUMES).match(classes, right)
        if found and found.end() < len(classes):
            return (piece, (found.end(), find_end(block, found.end(), form))), side + " both"
        if is_quote or (form.lemma in _NEED_CLAUSE and _is_statement(classes, *piece) and classes[right] in _WHEN):
            return (piece,), side
    start = _start(block, right, form)
    end = find_end(block, start, form)
    if opens_clause(block, left) and (main := find_main_clause(block, start, end)):
        end = main.start()
    if not left and right == 1 and form.form in ("past", "participle"):
        comma = classes.find(",", start, end)  # Asked about it, she smiled
        end = comma if comma > start else end
    return (((start, end),), "right") if start < end else ((), "right")


def _ends_block(block: Block, place: int) -> bool:
    """Tell whether nothing but when, where and how stands behind a place."""
    return len(block.classes) - place < 60 and bool(_REST_IS_ADVERBIAL.match(block.classes, place))


def find_gist(block: Block, first: int, last: int) -> Span:
    """Give the noun phrase of a content that only names what was said, without when and where it was.

    Spoke about [the split] on Monday, announced [it] in a post, dismissed [the claims] after the trial.
    """
    classes, words = block.classes, block.words
    while first < last - 1 and classes[first] in _TO_GIST:
        first += 1
    for place in range(first + 1, last):
        word = words[place].lower()
        if (
            word in _NOT_OF_GIST
            or (classes[place] in _DAYS and classes[place - 1] not in _NOT_BEFORE_TIME)
            or (word == "on" and classes[place + 1 : place + 2] in _DAYS)
            or (word in _AT and not _IN.isdisjoint(map(str.lower, words[place + 1 : place + 6])))
        ):
            last = place
            break
    while last > first + 1 and classes[last - 1] in _BEHIND_GIST:
        last -= 1
    return first, last


def find_main_clause(block: Block, first: int, last: int) -> re.Match[str] | None:
    """Find the comma, and the subject and verb behind it, that end a clause before the main one."""
    return _MAIN_FOLLOWS.search(block.classes, first, last)


def opens_clause(block: Block, left: int) -> bool:
    """Tell whether a subject stands in a clause before the main one: After Roe said so, Doe left; Had Roe said so, …"""
    if not 0 < left < 3 or (left == 2 and block.classes[0] not in _AND):
        return False
    opening = block.words[left - 1].lower()
    if opening == "as":
        return False  # As Roe said on Friday, the yard is safe: this is what she said
    return opening in _OPENINGS or is_inverted_condition(block, left)


def is_inverted_condition(block: Block, left: int) -> bool:
    """Tell a condition that a verb before its subject opens: Had Roe said so, Doe would have left."""
    return left == 1 and block.words[0].lower() in _INVERTED and "?" not in block.words[-2:]


def _is_of_opening(block: Block, place: int) -> bool:
    """Tell whether a quotation ends a clause before the main one, and is said there: While Roe said “yes,” Doe left."""
    if block.words[0].lower() not in _OPENINGS and not _begins_with_participle(block):
        return False
    said = [cue for cue, _ in block.cues if cue < place]
    return bool(said) and "," not in block.classes[said[-1] : place]


def _is_title_of_phrase(block: Block, place: int) -> bool:
    """Tell whether a title ends a phrase that opens the sentence: On “Face the Nation,” Roe said that she had won."""
    if block.words[place] not in TITLES or not place or block.classes[0] not in _OPENS_PHRASE:
        return False
    return _PARTING.isdisjoint(block.classes[:place])


def _begins_with_participle(block: Block) -> bool:
    """Tell whether a cue in -ed begins a block, so that what its comma ends is not said: Asked about it, Roe smiled."""
    return any(place == 0 and form.form in ("past", "participle") for place, form in block.cues[:1])


def _only_opens(block: Block, left: int) -> bool:
    """Tell whether what stands before a comma is only when, or a cue in -ing: Hours later, Admitting the delay."""
    is_when = _IS_WHEN.fullmatch(block.classes, 0, left) is not None
    return is_when or any(place == 0 and form.form == "ing" for place, form in block.cues[:1])


def _is_statement(classes: str, first: int, last: int) -> bool:
    """Tell whether tokens look like a main clause: a finite verb, and no preposition or subordinating word first."""
    return classes[first] not in _NO_CLAUSE and not _FINITE.isdisjoint(classes[first:last])


def is_tagged(block: Block, place: int) -> bool:
    """Tell whether a quotation ends as one does before "she said"."""
    if place < 0 or block.classes[place] not in _WHOLE:
        return False
    return ends_as_tagged(block.text[slice(*block.quotes[place][:2])])


def _left_piece(block: Block, left: int) -> Span:
    """Take a quotation alone where it is parted from what precedes it, else all from the beginning of the block."""
    classes, last = block.classes, left
    while last > 1 and classes[last - 1] in _PAUSE:
        last -= 1
    place = last - 1
    if classes[place] in _QUOTATION and (place == 0 or classes[place - 1] in _PARTING or classes[:place] == _AND):
        return place, last
    return max(0, last - REACH), last


def _start(block: Block, right: int, form: CueForm) -> int:
    """Find where the content after a cue begins: at "that", at a quotation, else after hearer and adverbs."""
    classes = block.classes
    found = (block.quotes and _TO_QUOTE.match(classes, right)) or (
        _THAT in classes[right : right + 29] and _TO_THAT.match(classes, right)
    )
    if found:
        return found.end() - 1
    if form.lemma in _SET_TO and block.quotes and (found := _TO_WORDS_OF_PICTURE.match(classes, right)):
        return found.end() - 1
    hearer = _HEARER.match(classes, right) if form.kind == "tell" else None
    right = hearer.end() if hearer else right
    adverbs = _ADVERBS.match(classes, right)
    return adverbs.end() if adverbs else right


def find_end(block: Block, start: int, form: CueForm) -> int:
    """Find where the content that begins at a token ends."""
    tail = _TAIL_OF_CLAUSE if form.kind in _CLAUSE_KINDS else _TAIL_OF_PHRASE
    found = tail.search(block.classes, start, start + REACH)
    end = found.start() if found else min(len(block.words), start + REACH)
    while end > start and block.classes[end - 1] in _STOPS:
        end -= 1
    return end
