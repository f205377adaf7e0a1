"""Words and marks by which interviews, transcripts and posts are set out without quotation marks."""

from __future__ import annotations

import re

from analysis.patterns import later

#: Labels of questions and of answers.
QUESTIONS = frozenset("q question".split())
ANSWERS = frozenset("a answer".split())
#: Roles of those who ask for an outlet.
ASKERS = frozenset("host interviewer moderator reporter presenter anchor correspondent journalist editor".split())
#: Words of labels by which an outlet says what a line of its own is: SPOILER ALERT: …; Editor’s note: …
NOTICES = frozenset(
    "alert breaking caption correction clarification credit disclaimer disclosure exclusive live more note photo"
    " picture read related spoiler update updated video warning watch".split()
)

_TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?[\])]?"
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|el|al|la|le|von|van|bin|ibn|of|the|for)"
_NAME = rf"[A-Z][\w.'’&-]*(?:\s(?:[A-Z][\w.'’&-]*|{_PARTICLE})){{0,6}}"
_BOLD = r"[*_]{0,3}"
#: A line that begins with who speaks: ROE: …; Jane Roe, mayor: …; [00:12] JR: …; Q. …
LABEL = later(
    rf"\s*(?:>{{1,3}}\s?)?{_BOLD}(?:{_TIME}\s*[-–—]?\s*)?{_BOLD}\[?(?P<name>{_NAME}(?:\s\d{{1,2}})?)\]?"
    rf"(?:\s\([^()\n]{{1,60}}\)|,\s[^:.?!\n]{{1,60}})?(?:\s{_TIME})?{_BOLD}\s?"
    rf"(?P<mark>:|(?<=\b[QA])\.|(?<=[A-Z][A-Z])(?<!\bM[RSX])(?<!\bDR)(?<!\bMRS)\.(?=\s[A-Z])"
    rf"|(?<=[A-Z][A-Z])\s?[—–](?=\s)|(?<=\b[QA])\s?[—–](?=\s)){_BOLD}\s*(?P<words>\S)"
)
#: A line that is nothing but who speaks from here on: ROE:; Jane Roe 00:12
SPEAKER_ALONE = later(
    rf"\s*{_BOLD}(?:{_TIME}\s*[-–—]?\s*)?{_BOLD}(?P<name>{_NAME})(?:,\s[^:.?!\n]{{1,60}}(?=:))?\s?(?P<mark>:|{_TIME})"
    rf"{_BOLD}:?\s*\Z"
)

#: How a speaker says who it is.
NAMES_ITSELF = later(rf"\b(?:[Tt]his is|I’m|I'm|I am|[Mm]y name is) (?P<name>{_NAME})")
FIRST_PERSON = later(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|us|[Oo]ur)\b")
#: Who writes a column; an outlet that meets somebody is "we".
WRITER = later(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b")
SECOND_PERSON = later(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
#: How one is asked to tell of something.
PROMPT = later(r"[*_\s]*(?:Tell (?:us|me)\b|Talk (?:us|me|about|to)\b|Describe\b|Explain\b|Take us\b|Walk us\b)")
#: How an answer begins, or goes on, of which *you* is anybody.
ANSWERING = later(r"[*_\s]*(?:Yeah|Yes|Yep|No|Nope|Well|Oh|Look|Sure|Absolutely|Exactly|Of course|Because)\b")
#: What is said to somebody of you and not of me, though me and my may stand in it: You call him my father.
TO_YOU = later(r"[*_\s]*Your?\b(?:(?!\bI\b).)*", re.DOTALL)

#: Verbs of talking to an outlet, behind who does; and what stands before whom it talked to.
TALKED = later(
    r"\b(?P<object>interview(?:s|ed)?|asked|caught up with"
    r"|(?:spoke|talked|sat down|chatted|conversation|Q&A) (?:to|with)|(?:Interview|INTERVIEW|Q&A)(?= with|:))\b"
    r"|\b(?:sp(?:eaks?|oke)|talk(?:s|ed)?|chat(?:s|ted)?|s[ai]ts? down|answer(?:s|ed)?|t(?:ells?|old) (?:us|me)"
    r"|join(?:s|ed) (?:us|me)|opens up|opened up|in conversation)\b"
)
#: What an outlet says of an interview that it prints as one.
INTERVIEW = later(
    r"\bQ ?& ?A\b|\b(?:interview|conversation|transcript|answers|responses)\b[^.\n]{0,40}"
    r"\b(?:edited|condensed|lightly|abridged|transcribed|follows|below)\b"
    r"|\b(?:edited|condensed|full|rush) transcript\b"
    r"|\b(?:edited|condensed) (?:version|excerpts?) of (?:our|the|this) (?:interview|conversation)\b"
    r"|\bas told to [^.\n]{2,40}\.?\Z",
    re.IGNORECASE,
)

#: Without one of these no text says so: a quick look before a slow one.
HINTS = (
    "q&a",
    "q & a",
    "q &a",
    "q& a",
    "edited",
    "condensed",
    "transcri",
    "abridged",
    "follows",
    "below",
    "as told to",
)

#: How a letter begins; how an outlet says that it asked somebody for a statement.
GREETING = later(r"(?:Dear|Hi|Hello|Hey)\b")
OUTLETS_OWN = later(r"\b(?:contacted|reached out|approached|for comment)\b")
#: Words of works, behind which what is sung or recited stands: nobody's speech.
SUNG = frozenset(
    "sing sings sang singing rap raps rapped rapping chorus verse verses hook lyric lyrics song songs refrain bridge"
    " title titled headline poem poems".split()
)

_SPEAKER = r"(?:he|she|they|I|we|(?:[Tt]he )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}|the [a-z-]+)"
#: Who speaks, behind words of a dialogue; what stands behind is no clause: she said (he had left).
DASHED_TAG = later(
    rf"(?:{_SPEAKER} (?P<before>[a-z]+)|(?P<after>[a-z]+) {_SPEAKER})"
    r"(?: (?!(?:that|it|you|he|she|they|I|we|the)\b)[^.?!…,]{1,60})?(?:[.?!…,]\s*|\Z)"
)

_HANDLE = r"\(?@\w{2,30}\)?"
#: A post after who wrote it: Jane Roe (@janeroe): Back soon; @janeroe: Back soon.
POST = later(
    rf"\s*(?:(?P<name>{_NAME})\s{_HANDLE}(?:\s?[·•,]\s?[^:\n]{{1,40}})?|(?P<handle>@\w{{2,30}}))\s?(?P<mark>:)"
    r"\s+(?P<words>\S)"
)
#: A line that is nothing but who wrote the post below: Jane Roe @janeroe · 3h; not By Jane Roe @janeroe
POSTER = later(
    rf"\s*(?!(?:By|BY|Follow)\b)(?P<name>{_NAME})\s{{1,2}}(?P<mark>{_HANDLE})"
    r"(?:\s?[·•,-]\s?[\w ,.:]{1,40})?\s*\Z"
)
#: Who wrote the words before: — Jane Roe (@janeroe) March 3, 2025; – Jane Roe, mayor
SIGNATURE = later(
    rf"(?P<mark>—|–|―|--|-)\s?(?:(?P<name>{_NAME})"
    rf"(?:\s(?P<handle>{_HANDLE})(?:[\s,·•]+[\w ,.:]{{1,40}})?|,\s[^.?!\n]{{1,60}})?"
    rf"|(?P<alone>@\w{{2,30}})(?:[\s,·•]+[\w ,.:]{{1,40}})?)\s*\Z"
)
