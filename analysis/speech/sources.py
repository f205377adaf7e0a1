"""Spans that the grammar reads as sources -> those that can be one: a name or a noun phrase, in words."""

from __future__ import annotations

import re

from analysis.text.english.pronouns import SPEAKING

Span = tuple[int, int]

_FRONT = re.compile(r"[^\w“\"‘'@#$&(\[]+")
_BACK = re.compile(r"[^\w”\"’'.)\]!?%*]+\Z")
LONGEST_ACRONYM = 5  # letters: a longer word in capitals is a heading, or a name that stands elsewhere as one
#: What a pronoun is contracted with: she’ll, it’s.
_CONTRACTED = re.compile(r"(?<=[A-Za-z])[’'](?:ll|d|s|m|re|ve)\Z", re.IGNORECASE)
#: What somebody does to the post of another.
TOOK_POST = re.compile(
    r"\b(?:lik(?:ed|es|ing)|(?:repost|retweet|receiv|quote-tweet)(?:ed|s|es|ing)?|re-?shar(?:ed|es|ing)|got|saw|heard"
    r"|(?:respond|repl|react)(?:ed|s|ing|ied|ies|ying) to) (?:a|an|another|one|the) (?:[\w-]+ ){0,2}\Z"
)
_WORD = re.compile(r"[^\W\d_]|\d ?%")
#: What says when or where somebody spoke, behind a source that stands behind its cue: said Jane Roe moments later.
_WHEN = re.compile(
    r"\s+(?:(?:late|early|midweek|mid-week)(?=\Z|\s+(?:in|on|at|this|that|last)\b)"
    r"|(?:moments|seconds|minutes|hours|days|weeks|months|years|outside|inside)\b)"
)
_PICTURE = re.compile(
    r"\b(?:photo(?:graph)?|pic(?:ture)?|image|snap(?:shot)?|selfie|screenshot|emoji)s?\Z", re.IGNORECASE
)

#: The last letters of those words: most sources end otherwise, and are not searched.
_PICTURE_ENDS = frozenset("oto aph pic ure age nap hot fie oji tos phs ics res ges aps ots ies jis".split())


def find_source_words(text: str, source: Span, cue: Span | None) -> Span | None:
    """Give what of a source is words; None where it is no source at all.

    Markup and marks at its ends are left out, and so is what says when it was said behind a source that follows its
    cue. No source is what has no letter (punctuation, a number), a heading in capitals to which no verb attributes, or
    such a word before a colon that is not a speaker's: one that comes again, or that the article writes as a name
    elsewhere.

    Examples
    --------
    >>> text = "<b>Jane Roe said it. FULL TEXT. “We won the case.”"
    >>> [find_source_words(text, span, None) for span in ((0, 11), (0, 3), (21, 31))]
    [(3, 11), None, None]
    """
    start, end = source
    start = max(start, text.rfind(">", start, end) + 1)
    front = _FRONT.match(text, start, end)
    start = front.end() if front else start
    back = _BACK.search(text, start, end)
    end = back.start() if back else end
    if cue is not None and cue[1] <= start:
        end = _without_when(text, start, end)
    contracted = _CONTRACTED.search(text, start, end)
    if contracted and text[start : contracted.start()].lower() in SPEAKING:
        end = contracted.start()
    words = text[start:end]
    if "<" in words or not _WORD.search(words) or _is_heading(text, words, cue):
        return None
    return start, end


def _without_when(text: str, start: int, end: int) -> int:
    """Give where a source ends before words of its time or place; behind a name all those are, else late and early."""
    for found in _WHEN.finditer(text, start, end):
        before = text[start : found.start()].split()
        is_adverb = found[0].strip() in ("late", "early", "midweek", "mid-week")
        if before and (before[-1][0].isupper() or (is_adverb and len(before) > 1)):
            return found.start()
    return end


def _is_heading(text: str, words: str, cue: Span | None) -> bool:
    if not words.isupper():
        return False
    label = cue is not None and text[slice(*cue)]
    name = words.split()[-1].strip(".,")
    is_named = re.search(rf"\b{re.escape(name.capitalize())}\b", text)
    if not label:
        return " " in words or (len(name) > LONGEST_ACRONYM and not is_named)
    if any(map(str.isalpha, label)):
        return words.endswith(".") and " " in words
    return text.count(words + label) < 2 and not is_named


def is_picture(words: str) -> bool:
    """Tell whether a noun phrase is a picture: it shows, and says nothing.

    >>> is_picture("Another photo"), is_picture("a photographer")
    (True, False)
    """
    return words[-3:].lower() in _PICTURE_ENDS and bool(_PICTURE.search(words))
