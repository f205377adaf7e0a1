"""The words that change the scope of what stands around them, by what they do.

The lists are our own reading of the grammar of English news prose. The distinctions are those of the literature:
negation cues and their scope (Morante and Daelemans 2009; the BioScope guidelines of Vincze et al. 2008),
implicative verbs such as *refuse* and *fail* (Karttunen 1971), presuppositions that survive negation and question,
such as those of *this feud* or of *since the split* (Karttunen 1973), hearsay and speculation (Saurí and
Pustejovsky 2009).
"""

from __future__ import annotations

import re

from analysis.patterns import later


def _either(lines: str) -> str:
    """Join alternatives, several a line, into one pattern."""
    return "|".join(lines.split("\n")[1:-1]).replace("    ", "")


_NEGATORS = r"\w+n['’]t|not|never|no(?= )|nor|neither|none|nobody|nothing|cannot|hardly|barely|scarcely|zero"

#: Verbs and phrases that say of their complement that it is not so.
_DENIALS = _either(r"""
    den(?:y|ies|ied|ying|ials? of)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|disput(?:e|es|ed|ing)|disavow(?:s|ed|ing)?
    reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|debunk(?:s|ed|ing)?|s?quash(?:es|ed|ing)?|downplay(?:s|ed|ing)?
    (?:laugh|shrug|brush|wav|scoff)(?:s|e|es|ed|ing)? (?:\w+ )?(?:off|away|at)|play(?:s|ed|ing)? down
    sh(?:uts?|utting|oots?|ot|ooting) down|rul(?:es?|ed|ing) out|pour(?:s|ed|ing)? cold water on
    put(?:s|ting)? to rest|dispel(?:s|led|ling)?|silenc(?:es|ed|ing)
    (?:false|fake|bogus|baseless|unfounded|untrue|debunked)(?= (?:\w+ ){0,2}(?:rumou?r|claim|report|alleg|accus|stor))
""")

#: Verbs and phrases that keep their complement from being so.
_AVOIDING = _either(r"""
    avoid(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|refrain(?:s|ed|ing)?|resist(?:s|ed|ing)?
    stop(?:s|ped|ping)? short of|instead of|rather than|in lieu of|far from|anything but|without
    lack(?:s|ed|ing)?(?: of)?|absence of|free (?:of|from)|(?:ris(?:e|es|en|ing)|rose) above
    steer(?:s|ed|ing)? clear of|stay(?:s|ed|ing)? (?:out of|away from)|fail(?:s|ed|ing)? to|unable to
    hesitat(?:e|es|ed|ing) to|too \w+ to|above any|prevent(?:s|ed|ing)?
""")

#: Verbs that end what their object names.
_ENDING = _either(r"""
    end(?:s|ed|ing)?|stop(?:s|ped|ping)?|quit(?:s|ting)?|ceas(?:e|es|ed|ing)|halt(?:s|ed|ing)?|drop(?:s|ped|ping)?
    call(?:s|ed|ing)? off|withdr(?:aws?|ew|awn|awing)|rescind(?:s|ed|ing)?|cancel(?:s|led|ling|ed|ing)?|squash(?:ed)?
    abandon(?:s|ed|ing)?|bur(?:y|ies|ied|ying)|put(?:s|ting)? (?:aside|an end to|away)|set(?:s|ting)? aside
    let(?:s|ting)? go of|lost|los(?:e|es|ing)
""")
#: What has to follow them, for "ended in divorce" ends nothing.
_OBJECT = r"(?= (?:the|their|his|her|our|my|all|any|this|that|these|those|\w+ing|years of|months of|such|a|an|hope)\b)"

_REPORTS = _either(r"""
    reportedly|allegedly|supposedly|purportedly|apparently|alleg(?:e|es|ed|ing|ations?)|rumou?r(?:s|ed)?|purported
    reported(?= \w+)|reports? (?:of|that|about)|unconfirmed|accus(?:e|es|ed|ing|ations?)|speculat(?:e|es|ed|ing|ion)
    gossip|whispers|claim(?:s|ed|ing)?|suspect(?:s|ed|ing)?|suspicions?|believed to|said to|thought to
    (?:sources?|insiders?|tipsters?|reports?) (?:\w+ ){0,5}?(?:says?|said|claim(?:s|ed)?|told|tells|suggest(?:s|ed)?)
    according to (?:\w+ ){0,3}?(?:sources?|insiders?|reports?|rumou?rs?|tipsters?)
""")

_DOUBTS = _either(r"""
    whether|if|unless|wonder(?:s|ed|ing)?|may(?= [a-z])|might|would have|perhaps|maybe|possibl[ey]|potential(?:ly)?
    could (?:be(?! (?:seen|spotted|heard|found))|have|soon|still|lead|end|get|go|mean|see|spell)
    hypothetical|imagin(?:e|es|ed|ing)
""")

#: Cues that look to the right, and the kind that each is.
CUES = later(
    rf"\b(?:(?P<avoiding>{_AVOIDING})|(?P<ending>(?:{_ENDING}){_OBJECT}|rescinded|withdrawn|cancel+ed|no longer)"
    rf"|(?P<negator>{_NEGATORS})|(?P<denial>{_DENIALS})|(?P<report>{_REPORTS})|(?P<doubt>{_DOUBTS}))\b",
    re.IGNORECASE,
)

#: How many words to the right each kind reaches at most.
REACH = {"negator": 10, "denial": 12, "avoiding": 9, "ending": 5, "report": 9, "doubt": 10}

_FALSE = "false|untrue|baseless|unfounded|bogus|fabricated|nonsense"
_NO_MORE = _either(r"""
    fake|lies|a lie|denied|dismissed|refuted|debunked|rejected|ruled out|called off|withdrawn|rescinded|dropped|squashed
    resolved|over|gone|dead|behind (?:them|us|him|her)|in the past|a thing of the past|history
""")

#: What is said of a subject to its left: that it is not so, or is so no more.
RETRACTIONS = later(
    r"\b(?:(?:is|are|was|were|be|been|being)(?:n['’]t| not)(?: \w+)? (?:true|real|happening|the case|accurate|over)"
    rf"|(?:is|are|was|were|be|been|being|as)(?: \w+ly| all| now)? (?:{_FALSE}|{_NO_MORE})"
    rf"|(?:{_FALSE})(?=\W*(?:[.,;:!”\"]|\Z)| and))\b",
    re.IGNORECASE,
)

#: What is said of a subject to its left: that it may be so.
PROSPECTS = later(
    r"\b(?:(?:may|might|could)(?: well| soon| still)? be|is|are|seems?|looks?)(?: not| very| highly)?"
    r" (?:possible|likely|unlikely|near|imminent|looming|on the (?:cards|table|horizon)|in the works|uncertain)\b",
    re.IGNORECASE,
)

#: Nouns of hearsay right after what they are about: "divorce rumors".
SHARED = later(
    r"[ -](?:\w+ )?(?:rumou?rs?|allegations?|accusations?|claims?|reports?|speculation|gossip|whispers|buzz|chatter"
    r"|talk)\b",
    re.IGNORECASE,
)

#: What is said by the word right after not to be there: "drama-free".
FREE = later(r"[ -]free\b", re.IGNORECASE)

#: After a negator: words with which it denies nothing ("not only", "didn't hesitate", "never been closer").
_HARMLESS = _either(r"""
    only|just|merely|simply|solely|always|necessarily|entirely|exactly|mention|minc(?:e|ed|ing)|bat|wait|hid(?:e|ing|den)?
    hold(?:ing)? back|held back|shy|hesita\w+|doubt\w*|wonder|secret|surprise|stranger|matter|question|denying|mistak\w+
    less|coincidence|sooner|help (?:but|\w+ing)|contain|get enough|bear|(?<=be )more|(?<=been )more|happier|prouder
    closer|better|stronger|louder|clearer|so (?:much|happy|proud|close)|loved \w+ more|but|short of|other than|first
    last|fail\w*|stop(?:ped|ping)?|afraid|ashamed|shame|waste\w*|waver\w*|unlike|long (?:after|before|ago)
    (?<=nothing )(?:beats?|compares?|says)|(?<!(?:is|as|re|['’]s) nothing )like|(?<=here is nothing )like
    (?<=here was nothing )like|(?<=here['’]s nothing )like|lessen\w*|diminish\w*|dampen\w*|dimm?(?:ed|ing|s)?|weaken\w*
    (?<=no )(?:\w+ ){1,7}?(?:is|was|are|were|(?:has|have) been) (?:ever )?(?:as|so|more|\w+er)
    fad(?:e|ed|ing)|eas(?:e|ed|ing)|reduc(?:e|ed|ing)|erod(?:e|ed|ing)|undermin(?:e|ed|ing)|cool(?:ed|ing)?
    (?<=never )(?:felt|been|seen|known|met|had|loved|adored|looked) (?:\w+ ){0,2}?(?:so|such|this|more)
    (?<=never )(?:felt|been|seen|known|met|had|loved|adored) (?:\w+ ){0,2}?like (?:this|that|him|her|it|you)
    giv(?:e|en|ing) up|gave up|far (?:off|behind)|need to hide|th(?:ink|ought) twice|regret\w*|forg[eo]t\w*
""")
AFFIRMING = later(
    r"(?:\W+(?:even|ever|be|been|have|has|do|does|he|she|they|we|i|you|the|a|an|to|at all|really|once|for \w+)){0,3}"
    rf"\W+(?:{_HARMLESS})\b",
    re.IGNORECASE,
)

#: Verbs that take what somebody does *for* to be so: *did not forgive him for cheating*.
TAKING = later(
    r"\b(?:forg[ai]v\w*|apologi[sz]\w*|sorry|blam\w*|thank\w*|resent\w*|punish\w*|mock\w*|excus\w*|pardon\w*|fault\w*)"
    r"(?: [\w’'-]+){0,6}? for(?: (?:ever|repeatedly|publicly))?\s*\Z",
    re.IGNORECASE,
)
#: After a negator: *it is not that she does not love him* denies that she does not.
NOT_THAT = later(r" that\b")

#: After a negator or a verb of avoiding: what is talked of, or known, is taken to be so ("declined to discuss it").
_TALK = _either(r"""
    comment\w*|talk\w*|sp(?:eak\w*|oke\w*)|discuss\w*|address\w*|mention\w*|answer\w*|respond\w*|repl(?:y|ied|ying)
    elaborat\w*|explain\w*|dwell\w*|car(?:e|ed|es)|worr(?:y|ied|ying)|mind|regret\w*|know|knew|aware|underst(?:and|ood)
    reali[sz]e\w*|recover\w*|heal\w*|over(?:come|came)|surviv\w*|deal\w*|questions?|shy about|dodg\w*|sugarcoat\w*
    ignor\w*
""")
ATTITUDES = later(rf"(?:[ ’'-]+\w+){{0,3}}?[ ’'-]+(?:{_TALK})\b", re.IGNORECASE)

#: Verbs whose definite object a negation does deny ("never felt the love").
POSSESSING = frozenset(
    "be is are was were been being have has had having feel felt see saw find found want wanted need needed earn earned"
    " get got win won give gave given show showed offer offered accept accepted return receive received deserve"
    " deserved gain call called".split()
)

_AFTER_COMMA = _either(r"""
    but|yet|however|although|though|while|whereas|because|since|so|who|which|whose|where|when|after|before|as|despite
    with|he|she|they|we|it|i|you|there|this|that|the|both|insist\w*|say\w*|said|add\w*|emphasi\w*|stress\w*|not\w*
    explain\w*|claim\w*|call\w*|tell\w*|declar\w*|reveal\w*|admit\w*|and (?:he|she|they|we|i|it|\w+s|\w+ed|is|are)
""")
_AFTER_BLANK = _either(r"""
    but|however|although|though|because|while|whereas|until|unless|except|after|before|during|since|amid|amidst|despite
    following|when|due to|even as|as (?:he|she|they|the)
""")
_AFTER_AND = _either(r"""
    he|she|they|we|i|it|said|says|insist\w*|remain\w*|still|instead|now|continu\w*|is|are|was|were|has|have|had|will|would
    want\w*|\w+ed|calls
""")

#: Where the reach of a cue ends: punctuation, conjunctions, and adjuncts, whose content is taken to be so.
EDGE = later(
    r"[;:?!—\n]| [–-] |\.(?=\W*\s)|[”»](?= )|,(?=[”\"])|, (?=(?-i:[A-Z]))"
    rf"|, (?=(?:{_AFTER_COMMA})\b)| (?=(?:{_AFTER_BLANK})\b)| (?=and (?:{_AFTER_AND})\b)",
    re.IGNORECASE,
)

#: States of a couple: what a clause beside a name says of the past.
RELATION_STATES = later(
    r"\b(?:divorc|split|separat|estrang|br(?:oke|eak|oken) ?up|broke off|part(?:ed|ing)\b|ex\b|exes\b|marri|wed\b"
    r"|wedding|dat(?:ed|ing)\b|engag|reconcil|back together|reunit|cheat|affair|infidelity|called (?:it|off)|custody)",
    re.IGNORECASE,
)
#: Words that give what stands beside them as news.
NEWS = later(
    r"\b(?:today|tonight|yesterday|recently|just|now|this (?:week|month|morning|weekend)|last (?:week|night|weekend)"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|announc\w+|confirm\w+|reveal\w+|days? ago|weeks? ago)\b",
    re.IGNORECASE,
)

#: What puts something to somebody without saying that it is so.
RAISED = later(
    r"\b(?:asked|asking|quizzed|pressed|questioned|grilled|probed|(?:reporter|host|interviewer|journalist|fan|anchor"
    r"|commenter|presenter|correspondent|moderator)s?(?: \w+){0,3}? (?:asked|spoke (?:of|about)|brought up|raised"
    r"|mentioned|suggested|inquired)|(?:question|rumou?r|talk|suggestion|idea)s? (?:of|about|that))\b",
    re.IGNORECASE,
)
_OPENING = r"(?:oh|well|um|uh|hmm|look|listen|i mean|honestly|man|girl|you know|right now|at the moment|ha),? "
_NO = _either(r"""
    no(?! (?:comment|doubt|question|problem|one|matter|idea|longer|wonder|secret))|nope|nah|never
    not (?:at all|really|even|anymore|any more|true|ever|a chance|yet|that i|in the slightest)|not(?=[.,!])
    (?:absolutely|of course|definitely|certainly|hell|god) no(?:t)?|i (?:don['’]t|am not|would never)|i['’]m not
    we(?:['’]re| are) not|that['’]s (?:not true|false|a lie)|it['’]s not true
""")
_YES = _either(r"""
    yes|yeah|yep|yup|of course|absolutely|definitely|certainly|sure|always|totally|indeed|forever|very much|correct
    (?:we|i) (?:do|are|am|did|have)(?=[.,!”"])|(?:she|he|it) (?:is|does|did|has)(?=[.,!”"])|they (?:are|do)(?=[.,!”"])
    that['’]s (?:true|right)|it['’]s true|a hundred percent|100
""")
_SAID = r"(?:sa(?:id|ys)|answered|replied|responded)(?: with)?(?: an? \w+)?"
#: What begins the first words between marks, or is told: *said no*, *nodded*.
ANSWERS = later(
    rf"(?:(?<=\s)[“\"‘]|(?<=\n)[“\"‘])(?:(?:{_OPENING})*(?:(?P<no>{_NO})|(?P<yes>{_YES}))\b|(?P<other>))"
    rf"|\b(?:{_SAID} no\b|shook (?:his|her|their) heads?\b)(?P<no_>)|\b(?:{_SAID} yes\b|nodded\b)(?P<yes_>)",
    re.IGNORECASE,
)

#: Where a turn of speech turns: contrast at its beginning, or a negation anywhere.
BREAKING = later(
    r"\A\W*(?:but|however|still|yet|except|although|though|instead|anyway|meanwhile|on the other hand)\b"
    rf"|\b(?:{_NEGATORS})\b",
    re.IGNORECASE,
)
#: What the words around a quotation say where it is sung: forms of three verbs, a song and its parts. *Track*, *line*
#: and *bars* are words of too many other things.
LYRICS = later(
    r"\b(?:s[iau]ng|sings|singing|rap(?:s|ped|ping)?|croon(?:s|ed|ing)?|songs?|lyrics?|verses?|chorus(?:es)?|refrains?)\b",
    re.IGNORECASE,
)
