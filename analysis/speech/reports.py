"""Candidates -> whether their content is what somebody says or thinks, or only what a word is about; and which of them.

PolNeAR's readers mark both "He said she won" and "They supported her", "They refused to go". For the voices of an
article only the first is somebody's words or thoughts; the second is the outlet's own telling of an act. Of reports
without marks those that give what was said ("said she won") stand apart from those that only name it ("announced the
split", "praised the film") and from thoughts ("hoped to win"), as in Leech and Short ("Style in Fiction", 1981,
ch. 10).
"""

from __future__ import annotations

from analysis.speech.blocks import Block, is_capitalised
from analysis.speech.candidates import Candidate, asks_or_tells, is_heard, is_hearsay
from analysis.speech.sources import is_picture
from analysis.text.english.classes import PASTS
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.pronouns import SUBJECTS
from analysis.text.english.vocabulary import classes_of

#: "that", "whether", "how", a participle ("denied going"), a pronoun; or a noun phrase with its finite verb.
_NO_LINK = "[^<subordinator><that><preposition><to><ing><object><quotation>,;:]"
BEGINS_CLAUSE = pattern(rf"""
    [<adverb>,]{{0,2}}
    (?:[<that><subordinator><ing>]
    |(?:<subject>|{_NO_LINK}{{1,9}}?(?:<preposition>{_NO_LINK}{{1,6}}?)?)<adverb>{{0,2}}[<auxiliary><cue>])
""")
#: Whom or what one blames, praises or accuses, and why: the media for ignoring them, Roe of theft.
_GIVES_REASON = pattern(
    r"(?:<object>|<specifier>?[<nominal><participle>]{1,8}?)<time>?<preposition><adverb>?(?:<ing>|<specifier>|<common>|<name>)"
)
#: Whom one asks, and what: Roe if she would, the voters how they feel.
_ASKED = pattern(r"(?:<object>|<his>|<specifier>?[<name><common><possessive><mark>]{1,8}?)<time>?<subordinator>")
BEGINS_INFINITIVE = pattern(
    r"(?:<object>|<specifier>?[<name><common><possessive><mark>]{1,4})?<adverb>?<auxiliary>?<to>"
)
#: Verbs of a thought about what will or may be: feared a long war, expects a narrow win.
_FORESEE = frozenset("expect fear anticipate envision envisage imagine foresee doubt suspect".split())
#: Whom one expects without a thought of it: a second child.
_BORN = frozenset(
    "baby babies child children daughter daughters girl girls boy boys son sons twin twins triplets".split()
)
#: Verbs whose bare object says what is said: announced the split, denies it all.
_PERFORM = frozenset("deny announce confirm admit reveal disclose confess acknowledge declare".split())
#: Verbs of judging aloud, whose object is what is spoken of: praised the film, denounced him.
_JUDGE_ALOUD = frozenset(
    """applaud assail berate blame blast castigate chastise chide commend compliment condemn congratulate credit
    criticize criticise decry defend denounce deplore deride dismiss disavow dispute disparage excoriate extol hail
    jeer lambaste laud mock pan praise rail rebuke rebut refute reprimand ridicule rip scold slam taunt thank tout
    trash trumpet vilify bemoan downplay wave brush cite compare endorse question reject""".split()
)
#: Verbs of speaking of something, bare or with the words that come before it: discussed it, opened up about it.
_NAME_IT = frozenset("discuss mention outline debate articulate recount express".split())
_SPEAK, _ABOUT_IT = frozenset("speak talk dish open allude".split()), frozenset("about of on".split())
#: Verbs of a view, before "as": sees him as a rival.
_VIEW = frozenset("see view regard consider perceive think".split())
#: What stands before or behind "as" where it says how, when or with whom: bands such as, as well as, as soon as.
_OTHER_AS = frozenset("such just same as well soon long far much many though if".split())
#: What a question that one is asked begins with; other conjunctions tell when or why it was asked.
_QUESTIONS = frozenset("if whether what when where why how who whom whose which".split())
#: Verbs with an adverb that say nothing with a noun phrase behind them: went on a walk, hit back within the hour.
_ONLY_WITH_WORDS = frozenset("go hit fire shoot cut boast".split())
#: What always brings a reason, and verbs after whose object one more does: "the plan for a harbour" is one thing.
_REASONS = frozenset(("over", "as"))
_REASONS_OF = {"of": frozenset(("accuse", "suspect", "warn")), "for": frozenset(("blame", "thank", "fault"))}
#: Verbs after which a bare noun phrase with any verb is a clause: "said family comes first".
_TAKE_CLAUSE = frozenset("say think believe hope insist claim swear guess suppose reckon wish argue tell".split())
#: Verbs of doing or not doing, whose infinitive is an act and no content of speech.
_ACTS = frozenset("refuse decline try seek aim opt choose hesitate decide commit need love like volunteer".split())


_LONGEST_HEADING = 100  # words
_SPECIFIER, _OPENS_TOPIC = letters("specifier possessive"), letters("specifier possessive name word plural")
_PASTS = frozenset(PASTS.split())
_NO_OBJECT, _TO, _ING = letters("preposition to"), letters("to"), letters("ing")
_TO_CUE = pattern("<to><adverb>?<cue>")
#: A noun phrase and what it does, behind "as" that tells when: as the rain fell; not a rival seen as weak.
_DOES = pattern(r"""
    <specifier>?[<adverb><participle><word><plural><name><possessive><mark>]{0,4}[<word><plural><name>]<adverb>{0,2}
    (?:(?P<irregular><took>)|<takes>|<ed>(?=[<adverb><mark>,;]|\Z))
""")
#: Verbs that say a clause, and do something else with a noun: maintained her friendship, continued the tour.
_ONLY_CLAUSES = frozenset(
    """maintain continue begin finish object offer project submit interrupt break laugh smile cry spill rule
    add claim accept""".split()
)
#: Verbs of turning to somebody; what stands behind these prepositions is none of the words: responded by a suit.
_TURN_TO, _TO_WHAT = frozenset("respond reply answer react".split()), frozenset("to by with".split())
#: Verbs that lead to another verb, which alone may say something: went on to win, began to cry.
_LEAD_TO = frozenset("go begin continue finish".split())
#: Verbs of exchange, of lying somewhere and of striking, before these prepositions: argued about salt, lay on the hill.
_ABOUT = {
    "argue": frozenset("about over with".split()),
    "lie": frozenset("in on at by under behind beside with between near".split()),
    "hit": frozenset("by with".split()),
    "fire": frozenset("by with".split()),
    "answer": frozenset("the a an my his her our their its your all every any no".split()),
}
#: Kinds of verbs whose hearer stands before what he is to do: told a reporter at the gate to leave.
_OF_HEARERS = frozenset(("tell", "order"))
#: Verbs of a will, which is told and not said.
_INTEND = frozenset("plan intend".split())
#: Whom an article speaks to.
_READER, _LETS = frozenset("you you’d you'd you’ll you'll you’ve you've".split()), frozenset(("let’s", "let's"))
_SUBJECT, _CONTRACTED = letters("subject"), tuple(f"{mark}{verb}" for mark in "’'" for verb in "s d m re ve ll".split())
_DEMONSTRATIVE, _AFTER_PRONOUN = letters("this"), (*letters("preposition to"), "")
_FINITE = frozenset(letters("auxiliary cue took takes"))
_LINKS, _OF_DOING = letters("that subordinator"), pattern("<preposition><adverb>?<ing>")
#: A noun phrase with its own verb: claims Roe stole it; not: claims the song she wrote.
_SUBJECT_AND_VERB = pattern(
    "[^<subordinator><that><subject><preposition><to><object><quotation>,;:]{1,9}?[<auxiliary><cue><took><takes>]"
)
#: What of a content no relative clause holds.
_OWN_CLAUSE = pattern("[^<subordinator><that>]+")
#: Verbs that say something of their object only by *as*: referred to it as a mess; not cast a vote.
_ONLY_AS = frozenset("refer cast paint".split())


def is_report(block: Block, candidate: Candidate) -> bool:
    """Tell whether a content without quotation is a report of words or thoughts.

    It is a clause ("that", "whether", a subject with its verb, a participle after "denied"); an infinitive after a
    verb of asking, promising or wishing; what is said, asked for or promised in three words or more ("admitted the
    challenges of fame"); whom or what one praises, denounces or speaks of; whatever somebody is called or described as;
    what stands before ", she said" or "according to". It is not any other object ("shared a year"), an act ("refused to
    go"), a passive without agent ("was asked") or how something seems, or what a picture shows. A passive is one where
    it says that something is said ("is said to").
    """
    form, side, block = candidate.form, candidate.side, _as_sentence(block)
    if form.kind == "seem" or not candidate.pieces or _is_reader(block, candidate):
        return False
    if side == "passive" and candidate.source is None:
        return is_hearsay(block, candidate) or asks_or_tells(block, form, candidate.pieces[-1][0])
    if candidate.source and is_picture(block.words[candidate.source.last - 1]):
        return False
    if side.startswith(("left", "tag")):
        return True
    first, last = candidate.pieces[-1]
    if form.kind == "adjective":
        is_said = block.classes[first] in _LINKS + _SUBJECT or BEGINS_INFINITIVE.match(block.classes, first, last)
        return bool(is_said or BEGINS_CLAUSE.match(block.classes, first, last))
    if form.kind == "noun":
        return block.classes[first] in letters("that")
    if side == "right" and _is_act(block, candidate, first, last):
        return False
    if form.lemma == "point" and block.words[first] == "out" and first + 1 < last:
        first += 1  # pointed out that
    if form.kind == "judge" and _says_why(block, form.lemma, first, last):
        return True
    if form.kind == "ask" and asks_or_tells(block, form, first):
        return True
    if form.kind == "ask" and (asked := _ASKED.match(block.classes, first, last)):
        return block.words[asked.end() - 1].lower() in _QUESTIONS
    if BEGINS_CLAUSE.match(block.classes, first, last) or _is_short_clause(block, first, last):
        return form.kind != "judge" or block.classes[first] in letters("that subordinator")
    if form.kind in ("order", "promise", "think", "say", "tell", "ask") and BEGINS_INFINITIVE.match(
        block.classes, first, last
    ):
        return form.lemma not in _ACTS
    if form.lemma in _ONLY_CLAUSES:
        return bool(_SUBJECT_AND_VERB.match(block.classes, first, last))
    if form.lemma in _FORESEE and side == "right" and last - first > 2 and block.classes[first] not in _NO_OBJECT:
        return form.lemma != "expect" or _BORN.isdisjoint(block.words[first:last])
    if form.lemma in _VIEW and side == "right" and _says_as_what(block, first, last):
        return True
    if form.lemma in _PERFORM and block.classes[first] in _SPECIFIER:
        return True
    if names_topic(block, candidate):
        return True
    if form.lemma in _ONLY_WITH_WORDS:
        return False
    if form.kind in ("order", "promise", "say"):
        return form.lemma not in _ACTS and last - first > 2 and block.words[first] != "at"  # hit back at her critics
    takes_clause = (
        form.lemma in _TAKE_CLAUSE and block.classes[first] not in letters("preposition") and last - first > 2
    )
    return takes_clause or form.kind in ("describe", "according")


def names_topic(block: Block, candidate: Candidate) -> bool:
    """Tell whether a content is only whom or what one judges aloud or speaks of: praised the film, spoke of it."""
    if candidate.side != "right":
        return False
    lemma, first = candidate.form.lemma, candidate.pieces[-1][0]
    if lemma in _SPEAK:
        word = block.words[min(first + (block.words[first] == "out"), len(block.words) - 1)]
        return word in _ABOUT_IT or (word == "to" and lemma == "allude")
    return lemma in _JUDGE_ALOUD or (lemma in _NAME_IT and block.classes[first] in _OPENS_TOPIC)


def _as_sentence(block: Block) -> Block:
    """Give a heading the classes of its words in small letters: Roe Says Tour Will End."""
    if len(block.words) > _LONGEST_HEADING or not is_capitalised(block.classes):
        return block
    classes = classes_of([word.lower() for word in block.words])
    return block._replace(
        classes="".join(
            own if n in block.quotes else new for n, (own, new) in enumerate(zip(block.classes, classes, strict=True))
        )
    )


def find_manner(block: Block, candidate: Candidate) -> str:
    """Tell how a report without marks gives its content.

    Returns
    -------
    str
        indirect (a clause or what one is to do: said she won, denied going, asked him to leave), summary (its gist in a
        noun phrase: announced the split, called for calm, called him a liar) or thought (hoped to win, knew that).
    """
    form, side, block = candidate.form, candidate.side, _as_sentence(block)
    is_believed = is_hearsay(block, candidate)
    if is_heard(block, candidate):
        return "indirect"
    if form.lemma in _INTEND or (
        form.kind in ("think", "adjective") and not (is_believed and form.lemma == "understand")
    ):
        return "thought"
    if side.startswith(("left", "tag")) or form.kind in ("noun", "according", "show") or is_believed:
        return "indirect"
    first, last = candidate.pieces[-1]
    classes = block.classes
    if block.words[first].lower() in SUBJECTS:
        return "indirect"  # Roe Says She Wants Work
    if form.kind == "judge":
        return "indirect" if classes[first] in _LINKS or _OF_DOING.search(classes, first, last) else "summary"
    if form.kind == "ask" or BEGINS_CLAUSE.match(classes, first, last) or _is_short_clause(block, first, last):
        return "indirect"
    if BEGINS_INFINITIVE.match(classes, first, last) or (form.kind in _OF_HEARERS and _TO in classes[first:last]):
        return "indirect"
    if form.lemma in _TAKE_CLAUSE and last - first > 3 and classes[first] not in _NO_OBJECT + _SUBJECT:
        return "indirect"
    own = _OWN_CLAUSE.match(classes, first, last)
    return "summary" if own is None or _FINITE.isdisjoint(classes[first + 1 : own.end()]) else "indirect"


def _is_reader(block: Block, candidate: Candidate) -> bool:
    """Tell whether a thought is lent to the reader: you can see why, let’s say."""
    source = candidate.source
    if source is None or candidate.side.startswith(("left", "tag")):
        return False
    word = block.words[source.last - 1].lower()
    return word in _LETS or (candidate.form.kind == "think" and word in _READER)


def _is_act(block: Block, candidate: Candidate, first: int, last: int) -> bool:
    """Tell an act or a perception: responded to critics, answered emails, went on to win, waited to see if."""
    letter, lemma = block.classes[first], candidate.form.lemma
    word = block.words[first].lower()
    if lemma in _ABOUT and word in _ABOUT[lemma]:
        return not _FINITE.intersection(block.classes[first + 2 : last])
    if lemma == "put" and letter in _NO_OBJECT:
        return True  # put it on, put it down as: not how Roe put it
    if letter in _DEMONSTRATIVE and block.classes[first + 1 : first + 2] in _AFTER_PRONOUN:
        return True  # I repeat this to Roe
    if lemma in _TURN_TO:
        return block.words[candidate.cue + 1] in _TO_WHAT and "," not in block.classes[candidate.cue : first]
    if lemma in _LEAD_TO and letter in _TO:
        return not _TO_CUE.match(block.classes, first, last)
    if lemma in _ONLY_AS:
        return not _says_as_what(block, first, last)
    if lemma == "consider":
        return letter in _ING
    return lemma == "see" and block.words[first].lower() in ("if", "whether")


def _says_why(block: Block, lemma: str, first: int, last: int) -> bool:
    """Tell whether a judgement gives its reason: accused Roe of lying, blamed the media for it."""
    found = _GIVES_REASON.match(block.classes, first, last)
    for at in range(first + 1, found.end() - 1) if found else ():
        word, before, after = block.words[at], block.classes[at - 1], block.classes[at + 1]
        if word in _REASONS or lemma in _REASONS_OF.get(word, ()):
            return True
        if word == "for" and (before in letters("name object") or after in letters("ing possessive")):
            return True
    return False


def _says_as_what(block: Block, first: int, last: int) -> bool:
    """Tell whether a view says as what one is seen: him as a rival; not Roe as he left, bands such as the Kestrels."""
    words = block.words
    at = next((n for n in range(first + 1, min(last - 1, first + 9)) if words[n] == "as"), None)
    if at is None or words[at - 1] in _OTHER_AS or words[at + 1] in _OTHER_AS or words[at + 1].lower() in SUBJECTS:
        return False
    does = _DOES.match(block.classes, at + 1)
    if does and (does["irregular"] is None or words[does.end() - 1] in _PASTS):
        return False
    return not BEGINS_CLAUSE.match(block.classes, at + 1, last)


def _is_short_clause(block: Block, first: int, last: int) -> bool:
    """Tell whether a content is a pronoun that can only be a subject, and its verb: he lost, there’s hope."""
    word = block.words[first].lower()
    if last - first > 1 and block.classes[first] in _SUBJECT and word.endswith(_CONTRACTED):
        return True
    return last - first > 1 and word in SUBJECTS and block.classes[first + 1] in letters("common ed")
