"""Blocks -> candidates: every cue word with the source and the content that the grammar reads for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.speech.blocks import Block, is_capitalised
from analysis.speech.contents import REACH, find_content, find_end, find_main_clause
from analysis.speech.sources import TOOK_POST
from analysis.speech.subjects import (
    Subject,
    find_apposed,
    find_governing_subject,
    find_main_subject,
    find_subject,
    find_subject_behind,
    noun_phrase_after,
)
from analysis.text.english.cues import IDIOMS, NOUNS, SPEECHES, VESSELS, CueForm
from analysis.text.english.grammar import letters, pattern

Span = tuple[int, int]  # of tokens


class Candidate(NamedTuple):
    """A cue word at token ``cue``, its source, the token spans of its content, and how that stands to the cue.

    ``side`` is tag (a quotation before the cue), left, right, noun (after a noun), or both parts with "both".
    """

    cue: int
    form: CueForm
    source: Subject | None
    pieces: tuple[Span, ...]
    side: str


#: Idioms of each verb by their first word.
_IDIOMS = {
    verb: {
        idiom.split()[0]: tuple(other for other in idioms.split("|") if other.split()[0] == idiom.split()[0])
        for idiom in idioms.split("|")
    }
    for verb, idioms in IDIOMS.items()
}
#: Verbs whose content may be a participle: denied going.
_TAKE_GERUND = frozenset("deny admit acknowledge recall regret suggest recommend propose consider mention".split())
_OF_ANOTHER, _AS_SAYING = frozenset("quote cite describe".split()), ["as", "saying"]
_QUOTED = tuple(letters("quotation"))
_LONGEST_SUBJECT = 4  # words of a subject in a heading
_NOUNS = frozenset(NOUNS.split())
_BE = frozenset(
    """am is was are were be been being isn’t wasn’t aren’t weren’t isn't wasn't aren't weren't i’m i'm we’re we're
    you’re you're they’re they're""".split()
)
#: A name behind a possessor, with which no base form agrees, unless it ends in -s.
_OF_ITS_OWNER = pattern(
    r"(?:[<possessive><determiner>]|[<his><their><my><possessive>](?:<name>{1,3}|[<adverb><participle><word><number>]{1,4}))\Z"
)
_OWNED_FAR = pattern(
    r"[<preposition><auxiliary><cue><took><takes><ed>]<name>{0,2}[<possessive><his><their><my>][<adverb><participle><word><cue>]{1,3}\Z"
)
_OF_ONE_NAME = pattern(r"[<his><their><my>]<name>{1,3}\Z")
#: What begins a noun phrase that no base form agrees with.
_ONE = frozenset("a an one another each every".split())
_PREPOSITIONS = frozenset(letters("preposition"))
_NOUN_OF_ITS_OWN = tuple(letters("cue his"))
_EMPTY = frozenset("it it’s it's".split())  # it is said that; Roe, it is said, left
_WITHOUT_SUBJECT = frozenset("when if once while until unless though although whenever as than".split())
_NAMED_LAST = pattern(r"<determiner>?<name>{1,4}(?:<preposition><time>+)?<stop>?\Z")  # it is over, reports the Post.
_NAME_THEN_QUOTE = pattern(r"""
    <specifier>?[<name><common><mark>]{1,6}(?:,[^<quotation>,]{1,12},|[:,])[<sentences><tagged>]
""")
#: Verbs whose passive tells what one believes: was convinced that.
_OF_BELIEF, _ON, _CLAUSES = (
    frozenset("convince persuade".split()),
    (["on"], ["about"]),
    tuple(letters("that subordinator")),
)
#: Who hears a case; what whom one tells begins with.
_AUDIENCES = frozenset("court panel tribunal jury jurors inquest hearing inquiry committee trial magistrates".split())
_NAMES_HEARER = tuple(letters("object his their my the name common"))
#: Verbs by which one says that something is said or thought.
_HEARSAY = frozenset("say claim allege report understand believe think".split())
_OPENS_HEARSAY, _STOPS = letters("that to"), letters(", mark")
_SUBJECTS, _CONTRACTED = letters("subject"), tuple(f"{mark}{verb}" for mark in "’'" for verb in "s m re".split())
_ADVERB, _BEFORE_GERUND, _AUXILIARY = letters("adverb"), letters("auxiliary common name"), letters("auxiliary")
_QUOTATION, _WHOLE, _PHRASE = letters("quotation"), letters("sentences tagged"), letters("phrase")
_SENTENCES = tuple(letters("sentences"))
_NO_SOURCE, _SOURCE = letters("object time"), letters("specifier name common")
_AFTER_NOUN = letters("that to preposition subordinator")
#: What ends the agent of a passive: accused by Roe as Doe left, asked by Roe about Doe.
_ENDS_AGENT = ("as", "about", "on")
_AFTER_ADJECTIVE = tuple(letters("that to preposition subordinator subject determiner name"))
#: Verbs like *be* before an adjective, and their contracted forms.
_LIKE_BE = frozenset("remain remains remained feel feels felt he’s he's she’s she's".split())
#: Adjectives that before *to* are no thoughts of whom they describe.
_LIKELY = frozenset("certain clear sure".split())
_VERBS, _PAUSES = frozenset(letters("auxiliary cue took takes")), pattern("[<quotation><dash>,:;]")
#: A clause behind a noun that is a subject: Roe’s claim [that Doe stole the song] was dismissed.
_PREDICATE = pattern(r"""
    <that>[^<auxiliary><cue><took><takes>]{1,9}?[<auxiliary><adverb><cue><took><takes><ed><ing>]{1,6}+
    [^<auxiliary><cue><took><takes><subordinator><that><subject><and><quotation>,;:]{1,14}(?=[<auxiliary><cue><took><takes>])
""")
_LINKING, _VERBS_AND_PASTS = tuple(letters("subordinator that")), frozenset(letters("auxiliary cue took takes ed"))
_PAUSE, _THAT, _GERUND = letters(", dash"), letters("that"), letters("ing")
_OWNED = letters("possessive their my his")
#: What stands before a noun in -s or -ing, and before no verb: two kids, in hopes, some persuading; not: this says so.
_BEFORE_S, _BEFORE_ING = letters("preposition the their my his"), letters("the this many their my")
_IS_OWNED = frozenset(letters("possessive their my his"))
_PLURALS = frozenset("two three four five six seven eight nine ten many several few these those some both all".split())
_ENDS = pattern(r"""
    [<nominal><specifier><time><adverb><phrase><dash>]{0,20}[<mark>,]
    |[<preposition><specifier><name><common><time><adverb><mark><number>]{0,20}\Z
""")
#: Verbs of calling or wishing somebody something, and whom, before the word for it.
_CALLING = frozenset("call brand dub label describe hail refer wish".split())
_CALLED = pattern(
    "<to>?(?:<object>|<his>|[^<auxiliary><that><subordinator><preposition><quotation>,:;]{0,5}?[<name><common>])"
    "(?:<preposition><determiner>?|<determiner>)?"
)


def find_candidates(block: Block, judge: Callable[[Block, Candidate], float]) -> list[tuple[Candidate, float]]:
    """Read source and content of every cue word of a block, in order, and judge each.

    A cue without content (yet) has no pieces. A cue that `judge` gives more than 0 lends its source to those after
    it that have none of their own.
    """
    found: list[tuple[Candidate, float]] = []
    last: Subject | None = None
    for place, form in block.cues:
        candidate = _read(block, place, form, last)
        if candidate is not None:
            value = judge(block, candidate)
            found.append((candidate, value))
            is_taken = value > 0 or is_sure(block, candidate)
            if is_taken and candidate.source and candidate.source.relation not in ("main", "according"):
                last = candidate.source
    return found


def _read(block: Block, cue: int, form: CueForm, lent: Subject | None) -> Candidate | None:
    if form.kind == "according":
        return _according(block, cue, form)
    if form.kind == "noun" or (
        form.lemma in _NOUNS
        and cue
        and (block.classes[cue - 1] in _OWNED or _of_one_name(block, cue) or _is_owned_far(block, cue))
    ):
        return _noun(block, cue, form._replace(form="noun", kind="noun"))
    if form.kind == "adjective":
        return _adjective(block, cue, form)
    if cue and _is_noun(block, cue, form):
        return None
    right = cue + 1
    idioms = _IDIOMS.get(form.lemma)
    if idioms and right < len(block.words) and _past(block, right, idioms.get(block.words[right].lower(), ())):
        return None
    if form.then:
        right = _past(block, right, form.then)
        if not right:
            return None
    if form.form in ("past", "participle") and (_is_passive(block, cue) or _is_asked(block, cue, form)):
        return _passive(block, cue, form)
    source, left = _source(block, cue, form, lent)
    if form.lemma in _OF_ANOTHER:
        quoted = noun_phrase_after(block, right)
        if quoted is not None and [word.lower() for word in block.words[quoted.last : quoted.last + 2]] == _AS_SAYING:
            source, right = quoted._replace(relation="quoted"), quoted.last + 2
        elif cue and block.words[cue - 1].lower() == "to":
            return None  # to quote Roe, “...”
    if form.form == "base" and cue == 1 and block.classes[0] in _OWNED and block.classes[2:3] == ":":
        source, left = Subject(0, 1, "owner"), cue  # Her caption: “...”
    if (
        form.form == "base"
        and source is not None
        and (_is_one(block, source, cue) or _is_noun_of_heading(block, cue, source) or _is_owned(block, source, cue))
    ):
        return None
    if source is not None and source.relation == "inverted":
        right = source.last
    if left == cue and (form.form == "ing" or (source is not None and source.relation == "main")):
        left = 0  # “...,” she said, adding; “...,” she said in an interview published on Friday: it is another's
    pieces, side = find_content(block, left, right, form)
    if source is not None and source.relation == "relative" and side == "right" and pieces:
        pieces = (_within_commas(block, source, *pieces[0]),)
    if source is not None and source.relation == "main" and side == "right" and pieces:
        pieces = (_before(block, source, *pieces[0]),)
    return Candidate(cue, form, source, pieces, side)


def is_sure(block: Block, candidate: Candidate) -> bool:
    """Tell whether the grammar alone says that it is an attribution, of forms that are too rare to fit.

    She denied going; It was over, Roe told Doe; Roe telling Doe: “It is over”; It was over, the court heard; Roe’s
    claim that he left; he is understood to have left; he was asked by Roe if he had left.
    """
    after, source = block.classes[candidate.cue + 1 : candidate.cue + 2], candidate.source
    if is_hearsay(block, candidate):
        return True
    if source is None or not candidate.pieces:
        return False
    if candidate.form.kind == "noun":
        return after in _THAT and block.classes[source.first] in _OWNED
    if candidate.side == "passive" and candidate.form.kind == "ask":
        return asks_or_tells(block, candidate.form, candidate.pieces[-1][0])
    if candidate.form.kind == "tell" and source.relation == "before":
        return candidate.side == "left" or block.classes[candidate.pieces[0][0]] in _SENTENCES
    if candidate.form.lemma == "hear":
        return candidate.side == "left" and source.relation == "before"
    return after in _GERUND and candidate.form.lemma in _TAKE_GERUND


def calls(block: Block, candidate: Candidate, place: int) -> bool:
    """Tell whether a verb calls somebody what a quotation at a token says: called her “third-rate”."""
    if candidate.form.lemma not in _CALLING or candidate.cue > place:
        return False
    return bool(_CALLED.fullmatch(block.classes, candidate.cue + 1, place))


def is_hearsay(block: Block, candidate: Candidate) -> bool:
    """Tell whether a passive says that something is said, and not by whom: it is claimed that, Roe is said to."""
    is_nobodys = candidate.side == "passive" and candidate.source is None and candidate.form.lemma in _HEARSAY
    if not is_nobodys or not candidate.pieces:
        return False
    first, last = candidate.pieces[-1]
    if first < candidate.cue or block.classes[candidate.cue + 1] == ",":
        return candidate.pieces[0][0] < candidate.cue and block.classes[candidate.cue + 1 : candidate.cue + 2] in _STOPS
    return last - first > 1 and block.classes[first] in _OPENS_HEARSAY


def is_heard(block: Block, candidate: Candidate) -> bool:
    """Tell whether a source only hears what stands before: Roe accused him of “lies”, a court heard; …, jury told."""
    source, after = candidate.source, block.classes[candidate.cue + 1 : candidate.cue + 2]
    if source is None or source.relation != "before" or not candidate.side.startswith(("left", "tag")):
        return False
    is_told = candidate.form.form == "past" and candidate.form.lemma == "tell" and after not in _NAMES_HEARER
    return (is_told or candidate.form.lemma == "hear") and block.words[source.last - 1].lower() in _AUDIENCES


def _is_noun(block: Block, cue: int, form: CueForm) -> bool:
    """Tell by the word before it whether a form in -s or -ing is a noun: two kids, in hopes that, some persuading."""
    before = block.classes[cue - 1]
    if form.form == "s":
        return before in _BEFORE_S or block.words[cue - 1].lower() in _PLURALS
    return form.form == "ing" and before in _BEFORE_ING


def _is_one(block: Block, source: Subject, cue: int) -> bool:
    """Tell whether a noun phrase right before a base form is a singular, so that the two are one: a two-line note."""
    if source.last < cue:
        return False
    if _of_one_name(block, cue):
        return True
    if block.words[source.first].lower() not in _ONE:
        return False
    return _PREPOSITIONS.isdisjoint(block.classes[source.first : cue])  # a majority of them say


def _is_owned_far(block: Block, cue: int) -> bool:
    """Tell a noun with words between it and its owner, behind a verb or preposition: over Roe’s repeated claim that."""
    return bool(_OWNED_FAR.search(block.classes, max(0, cue - 8), cue))


def _is_owned(block: Block, source: Subject, cue: int) -> bool:
    """Tell whether somebody's noun phrase and a base form are one, before *of*: Roe’s famous retort of."""
    if (
        source.last != cue
        or block.words[cue + 1 : cue + 2] != ["of"]
        or _IS_OWNED.isdisjoint(block.classes[source.first : cue])
    ):
        return False
    return block.words[cue - 1].endswith("ous") or not block.words[cue - 1].endswith("s")


def _of_one_name(block: Block, cue: int) -> re.Match[str] | None:
    """Find a possessor and a name, no plural, right before a word, which is a noun then: took to her Bravo blog."""
    return None if block.words[cue - 1].endswith("s") else _OF_ONE_NAME.search(block.classes, max(0, cue - 4), cue)


def _is_noun_of_heading(block: Block, cue: int, source: Subject) -> bool:
    """Tell whether a word of a heading is a noun rather than a verb: Roe Breaks Her Silence With Love Confession."""
    is_far = source.relation == "main" or source.last - source.first > _LONGEST_SUBJECT
    return is_far and block.words[cue - 1].lower() != "to" and is_capitalised(block.classes)


def _within_commas(block: Block, source: Subject, start: int, end: int) -> Span:
    """End a content with the relative clause that it stands in: Roe, who said that she was sorry, left."""
    comma = block.classes.find(",", start, end) if block.classes[source.last - 2] == "," else -1
    return start, comma if comma > start else end


def _before(block: Block, source: Subject, start: int, end: int) -> Span:
    """End a content before the main clause that its source begins: After saying that she was tired, Roe left."""
    comma = source.first - 1
    return start, comma if start < comma < end and block.classes[comma] == "," else end


def _is_passive(block: Block, cue: int) -> bool:
    """Tell whether a form of "be" stands before a cue, adverbs aside."""
    place = cue - 1
    while place > max(0, cue - 4) and block.classes[place] in _ADVERB:
        place -= 1
    return place >= 0 and block.words[place].lower() in _BE


def _is_asked(block: Block, cue: int, form: CueForm) -> bool:
    """Tell a participle of whom one asks: Roe, asked if she would go, said; Asked by Doe if she would, Roe said."""
    if form.kind != "ask":
        return False
    if not cue:
        return block.words[1:2] == ["by"]
    is_aside = block.classes[cue - 1] == "," and "," in block.classes[cue : cue + REACH]
    return is_aside and "," not in block.classes[max(0, cue - REACH) : cue - 1]


def _passive(block: Block, cue: int, form: CueForm) -> Candidate | None:
    """Read what is said of the subject of a passive: Roe [was accused] of theft [by Doe]."""
    subject = find_subject(block, cue)
    right, source = cue + 1, None
    if block.words[right : right + 1] == ["by"]:
        source = noun_phrase_after(block, right + 1)
        for word in _ENDS_AGENT:
            if source is not None and word in block.words[source.first : source.last]:
                source = source._replace(last=block.words.index(word, source.first))
        right = source.last if source else right
    if subject and form.lemma in _OF_ANOTHER and block.words[right : right + 2] == _AS_SAYING:
        content = find_content(block, subject.first, right + 2, form)  # Roe was quoted by the Post as saying
        return Candidate(cue, form, subject._replace(relation="quoted"), *content)
    said = right + (block.words[right : right + 1] == ["as"])
    if source is None and block.classes[said : said + 1] in _QUOTED and block.words[said + 1 : said + 2] == ["by"]:
        source = noun_phrase_after(block, said + 2)  # was called “a snake” by Roe; was described as “a snake” by Roe
        if source is not None:
            return Candidate(cue, form, source._replace(relation="agent"), ((said, said + 1),), "passive")
    end = find_end(block, right, form)
    if not _is_passive(block, cue) and (comma := block.classes.find(",", right, end)) >= 0:
        end = comma  # Asked by Roe if she would go, Doe smiled
    rest = right, end
    is_told = subject is not None and block.words[subject.first].lower() not in _EMPTY
    if subject is not None and not is_told and source is None and block.classes[right : right + 1] == ",":
        return Candidate(cue, form, None, find_content(block, subject.first, right, form)[0], "passive")
    if asks_or_tells(block, form, rest[0]):
        subject = None  # Roe was asked whether she had won: she only hears it
    pieces = ([subject[:2]] if subject and is_told else []) + ([rest] if rest[0] < rest[1] else [])
    return Candidate(cue, form, source and source._replace(relation="agent"), tuple(pieces), "passive")


def asks_or_tells(block: Block, form: CueForm, first: int) -> bool:
    """Tell whether what begins at a token is what somebody is asked or told: (pressed on) whether, (told) that."""
    if form.kind not in ("ask", "tell") or form.lemma in _OF_BELIEF:
        return False
    first += block.words[first : first + 1] in _ON
    return block.classes[first : first + 1] in _CLAUSES


def _past(block: Block, right: int, then: tuple[str, ...]) -> int:
    """Give the token after the words that must follow a cue; 0 if they do not."""
    for words in map(str.split, then):
        if [word.lower() for word in block.words[right : right + len(words)]] == words:
            return right + len(words)
    return 0


def _source(block: Block, cue: int, form: CueForm, lent: Subject | None) -> tuple[Subject | None, int]:
    """Give the source of a verb and the token where the verb's own clause begins."""
    classes = block.classes
    if form.form in ("past", "s") and _may_be_inverted(block, cue, form):
        after = noun_phrase_after(block, cue + 1)
        if after is not None:
            is_tag = (not cue or classes[cue - 1] in _QUOTATION) and classes[after.last : after.last + 1] != "x"
            if is_tag or _ENDS.match(classes, after.last):
                return after._replace(relation="inverted"), cue
    is_participle = form.form == "ing"
    if not is_participle or _is_progressive(block, cue):
        subject = find_subject(block, cue)
        if subject is not None and not (is_participle and _is_object(block, subject, cue, form)):
            return subject, subject.first
    if form.form in ("past", "participle") and cue and block.words[cue - 1].lower() in _WITHOUT_SUBJECT:
        return None, cue  # when asked about it: by whom is not said
    lent = (is_participle and find_governing_subject(block, cue)) or lent
    lent = lent or find_governing_subject(block, cue, in_main=False) or find_main_subject(block)
    if lent is not None and lent.last <= cue:
        return lent._replace(relation="main"), cue
    if form.form in ("ing", "base") and (cue < 2 or classes[0] in _PREPOSITIONS):
        return find_subject_behind(block, cue), cue  # In trying to call out “...,” Roe; Acknowledging that ..., Roe
    return None, cue


def _is_progressive(block: Block, cue: int) -> bool:
    """Tell whether a form in -ing has a subject of its own: she is now saying, they’re saying, a letter saying."""
    place = cue - 1
    while place > 0 and block.classes[place] in _ADVERB:
        place -= 1
    is_contracted = block.classes[place] in _SUBJECTS and block.words[place].lower().endswith(_CONTRACTED)
    return place >= 0 and (block.classes[place] in _BEFORE_GERUND or is_contracted)


def _is_object(block: Block, subject: Subject, cue: int, form: CueForm) -> bool:
    """Tell whether a noun phrase before a form in -ing is what somebody makes: Roe issued a statement saying."""
    if block.classes[cue - 1] in _AUXILIARY or form.kind == "show":
        return False
    noun = block.words[subject.last - 1].lower()
    if noun not in VESSELS and noun not in SPEECHES:
        return False
    return not TOOK_POST.search(block.text, block.starts[0], block.starts[subject.last - 1])  # liked a post calling her


def _may_be_inverted(block: Block, cue: int, form: CueForm) -> bool:
    """Tell whether a noun phrase may stand behind its verb: “...,” said Roe; said Roe: “...”"""
    if cue > len(block.words) - 2 or form.kind not in ("say", "write", "ask"):
        return False
    before, after = block.classes[cue - 1 : cue], block.classes[cue + 1]
    if not before:
        return bool(_NAME_THEN_QUOTE.match(block.classes, 1))
    if before in _WHOLE or (before == _PHRASE and form.lemma == "say"):
        return after not in _NO_SOURCE
    if before != "," or after not in _SOURCE:
        return False
    return _NAMED_LAST.match(block.classes, cue + 1) is not None or not find_apposed(block, cue)


def _noun(block: Block, cue: int, form: CueForm) -> Candidate | None:
    classes = block.classes
    if cue + 1 >= len(classes) or classes[cue + 1] not in _AFTER_NOUN:
        return None
    end = find_end(block, cue + 1, form)
    if main := find_main_clause(block, cue + 1, end):
        end = main.start()
    elif not _has_verb(block, cue) and (clause := _PREDICATE.match(classes, cue + 1, end)):
        end = clause.end()
    owner = _OF_ITS_OWNER.search(classes, max(0, cue - 5), cue)
    source = Subject(owner.start(), owner.start() + 1, "owner") if owner else None
    return Candidate(cue, form, source, ((cue + 1, end),), "noun")


def _adjective(block: Block, cue: int, form: CueForm) -> Candidate | None:
    """Read what one is said to be sure, glad or eager of, behind a form of *be*."""
    right = cue + 1
    if right == len(block.words) or (not _is_passive(block, cue) and block.words[cue - 1].lower() not in _LIKE_BE):
        return None
    source, is_when = find_subject(block, cue), block.words[right].lower() in _WITHOUT_SUBJECT
    if source is None or is_when or block.classes[right] not in _AFTER_ADJECTIVE:
        return None
    if block.words[source.first].lower() in _EMPTY or (form.lemma in _LIKELY and block.words[right] == "to"):
        return None  # It is certain that she will win; she is sure to win: the outlet says so
    return Candidate(cue, form, source, ((right, find_end(block, right, form)),), "right")


def _has_verb(block: Block, cue: int) -> bool:
    """Tell whether a finite verb stands before a noun in its clause, which is no subject then."""
    return not _VERBS.isdisjoint(_PAUSES.split(block.classes[:cue])[-1])


def _according(block: Block, cue: int, form: CueForm) -> Candidate | None:
    classes = block.classes
    source = noun_phrase_after(block, cue + 2)
    if source is None and classes[cue + 2 : cue + 3] in _NOUN_OF_ITS_OWN:
        source = Subject(cue + 2, cue + 3, "after")  # according to documents seen by the paper; according to her, she
    if source is None:
        return None
    if cue < 2 and classes[0] not in _QUOTATION:
        comma = max(classes.find(",", source.last, source.last + 40), classes.find(":", source.last, source.last + 40))
        if comma < 0:
            return None
        content = comma + 1, find_end(block, comma + 1, form)
        return Candidate(cue, form, source, (content,) if content[0] < content[1] else (), "right")
    left = cue - 1 if classes[cue - 1] in _PAUSE else cue
    first = max(0, left - REACH)
    first = max(first, classes.rfind(";", first, left) + 1)
    rest = source.last + 1, find_end(block, source.last + 1, form)
    goes_on = classes[source.last : source.last + 1] in _PAUSE and rest[0] < rest[1]
    if goes_on and classes[left - 1] in _LINKING:
        return Candidate(cue, form, source, (rest,), "right")  # left for Rome where, according to Roe, he stays
    if goes_on and first < left and _VERBS_AND_PASTS.isdisjoint(classes[first:left]):
        return Candidate(cue, form, source, ((first, left), rest), "left both")  # Roe, according to Doe, left
    return Candidate(cue, form, source, ((first, left),), "left")
