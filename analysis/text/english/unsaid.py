"""Words by which an article says that somebody did not say something, was asked to, might or will say it."""

from __future__ import annotations

import re

#: Subjects that say nothing, and negations of a verb. "No one" is two words.
NOBODY = frozenset("nobody none neither no-one".split())
NOT = re.compile(r"\b(?:not|never|cannot|hardly|barely|scarcely|nor)\b|n['’]t\b")
#: What a negation denies nothing with: did not hesitate to say, not only said, could not help but say.
AFFIRMED = re.compile(
    r"(?:not|never|n['’]t)(?: \w+)?"
    r" (?:only|just|merely|simply|hesitat\w+|help|stop\w*|shy|afraid|fail\w*|forg[eo]t\w*|tire[ds]?)\b"
)
#: Before "to say": it was not said; and before "saying".
PREVENTED = re.compile(
    r"\b(?:declin|refus|fail|neglect|omit|forg[eo]t)\w* to$|\bun(?:able|willing|likely) to$|\btoo \w+ to$"
    r"|\b(?:without|short of|instead of|rather than|avoid\w*|den(?:y|ies|ied|ying)|(?:refrain|stop)\w* from)"
    r"(?: \w+ly| ever| having)*$"
)
#: Before "to say": it is still to be said.
EXPECTED = re.compile(
    r"\b(?:want|wish|hop|plan|intend|expect|prepar|agre|promis|vow|threaten|need|volunteer|offer)\w* to$"
    r"|\b(?:is|are|was|were|be|been)(?: \w+ly| also| now)?"
    r" (?:due|set|about|ready|willing|scheduled|slated|going|likely|to)(?: to)?$"
    r"|\b(?:ask|urg|order|tell|told|beg|invit|instruct|implor|advis|encourag|allow|forc|press)\w*(?: [\w’'-]+){1,4} to$"
)
WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b")
#: What might have been said, or should have been.
SUPPOSED = re.compile(r"\b(?:could|might|may|should|ought)\b")
WOULD = re.compile(r"\bwould\b(?:(?: \w+){0,2}(?P<have> have)\b)?")
#: With these "would" tells of the past: she would later say, would only say, would go on to say.
HABITUAL = re.compile(
    r"\bwould (?:later|only|then|often|always|sometimes|also|eventually|frequently|subsequently|repeatedly|soon"
    r"|go on|come)\b"
)
#: Openers of a clause in which something is said.
CONDITIONS = frozenset("if unless lest".split())
WONDERED = frozenset("whether".split())
#: Verbs of denial whose content is that something was said: denied that she told the police
DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput\w+|refut\w+)(?: that| ever| having)*$")
