"""Words for people outside the study, and for the public that is thanked or asked: they draw a hit away."""

from __future__ import annotations

import re

from analysis.patterns import later

_PERSONS = (
    r"fans?|followers|listeners|critics?|reviewers?|audiences?|public|viewers|haters|trolls|users|netizens|media|press"
    r"|paparazzi|spokes(?:person|man|woman)|rep|manager|producers?|director|peers|neighbou?rs?|police"
    r"|world|everyone|everybody|people|friends?|mother|mom|mum|father|dad|parents|sisters?|brothers?|cousin|grandmother"
    r"|daughters?|sons?|kids|child|children|bab(?:y|ies)|celebrit(?:y|ies)|stars|artists|rapper|rival|rivals|model|dancer"
    r"|bandmates?|groupmates?|team"
)
_OUTSIDERS = (
    rf"{_PERSONS}|label|industry|company|music|game|craft|art|fashion|football|basketball|sports?|city|food|money"
)
ACTS = later(
    rf"\b(?P<who>{_OUTSIDERS})(?:['’]s?)? (?:(?:who|that|have|has|had|are|is|were|was|will|would|can|could|do|did|also"
    r"|still|even|both|all|just|then|once|always|often|long|really|\w+ly) ){0,3}\Z",
    re.IGNORECASE,
)
ACTED_ON = later(
    r"\W+(?:for|of|to|towards?|with|from|by|at|between|against|on|over) (?:(?!and\b)[\w’'-]+ ){0,3}?"
    rf"(?:{_OUTSIDERS})\b",
    re.IGNORECASE,
)
#: Without a preposition only people are acted on: who loves her song loves her for it, who loves her son does not.
OBJECT = later(
    rf"(?: (?:both|all|also|only|really|just|most))? (?:my|our|his|her|their|your|the|these|those) "
    rf"(?:[\w’'-]+ ){{0,2}}?(?:{_PERSONS})\b(?!['’]s)",
    re.IGNORECASE,
)
#: Whom or what words describe that stand right before it: *the most amazing daughter* is not the other one of a couple.
DESCRIBED = later(
    r" (?:(?!(?:my|his|her|their|our|your|the|an?|this|both|all|and)\b)[\w-]+ )?"
    r"(?:daughters?|sons?|kids|child|children|bab(?:y|ies))\b(?!['’]s)",
    re.IGNORECASE,
)
_PUBLIC = (
    r"everyone|everybody|you all|y['’]all|all of you|fans?|followers|supporters|readers|listeners|viewers"
    r"|(?:the )?public"
    r"|well-wishers|(?:the )?media|(?:the )?press|people|those who|anyone who|internet|world"
)
_PRIVATE = (
    r"privacy|private (?:life|lives|matter)|space|wishes|decision|boundar(?:y|ies)|peace|time|family|children|kids"
    r"|loved ones"
)
#: What one asks of the public, or thanks it for: *thank you for your patience*, *respect our privacy*.
OF_READERS = later(
    r" (?:(?:you|everyone|everybody|all|each and every one of you)(?:[ ,](?:all|guys|so|very|much|to everyone))*,? )?"
    r"(?:for )?(?:all )?(?:(?:of )?your (?:\w+ )?(?:patience|support|prayers?|understanding|love|messages?|kindness"
    r"|concern|wishes|thoughts|words|cooperation|consideration)|(?:my|our|their|his|her|the)(?: \w+['’]s?)?(?: \w+)? "
    rf"(?:{_PRIVATE}))\b",
    re.IGNORECASE,
)
#: Who is thanked or asked stands in the same breath, before or after what for.
ADDRESSING = later(
    r"\b(?:thank(?:s|ed|ing|ful)?|grateful|gratitude|appreciat\w+|respect|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|implor\w+|beg(?:s|ged|ging)?"
    rf"|request(?:s|ed|ing)?|plead(?:s|ed|ing)?|call(?:s|ed|ing)? on)\b(?: [\w’'-]+){{0,5}}?[ ,]+"
    rf"(?:{_PUBLIC}|your \w+|(?:our|their) (?:{_PRIVATE}))\b",
    re.IGNORECASE,
)
