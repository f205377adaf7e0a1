"""The patterns of times that count from the telling or from another time of the story, of lengths and of ages."""

from __future__ import annotations

from analysis.times import counts
from analysis.times.words import (
    AGE,
    COUNT,
    NEAR_UNIT,
    NOT_OF,
    NUMBER,
    STORY_UNIT,
    TENS,
    TIME_OF_DAY,
    UNIT,
    UNITS,
    WEEKDAY,
    rules_of,
)

__all__ = ["COUNTED"]

COUNTED = [
    *rules_of("ago", "relative", ("days ago",), counts.of_weekdays_ago, rf"\b{COUNT} {WEEKDAY}s ago\b"),
    *rules_of(
        "near day",
        "relative",
        (
            "oday",
            "onight",
            "omorrow",
            "esterday",
            "ast night",
            "ast evening",
            "his morning",
            "his afternoon",
            "his evening",
        ),
        counts.of_near_day,
        r"\b[Tt]he day (?:before yesterday|after tomorrow)\b",
        rf"\b(?:[Yy]esterday|[Tt]omorrow){TIME_OF_DAY}\b",
        r"\b(?:[Tt]oday|[Tt]onight|[Ll]ast (?:night|evening)|[Tt]his (?:morning|afternoon|evening))\b",
    ),
    *rules_of(
        "near unit",
        "relative",
        UNITS,
        counts.of_near_unit,
        r"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Mm]id|[Ll]ate)[ -])?"
        rf"(?P<which>[Ll]ast|[Tt]his|[Nn]ext) {NEAR_UNIT}\b",
        r"\b[Tt]he (?P<unit>week|month|year|weekend) (?P<which>before last|after next)\b",
    ),
    *rules_of(
        "of the year",
        "relative",
        ("the year", "the month", "the week", "the decade"),
        counts.of_the_unit,
        r"\bof (?P<core>the (?P<unit>year|month|week|decade))\b(?! (?:\d|before|after|[A-Z]))",
    ),
    *rules_of(
        "ago",
        "relative",
        ("ago",),
        counts.of_ago,
        rf"\b(?:(?P<bound>[Mm]ore than|[Oo]ver|[Ll]ess than|[Uu]nder|[Aa]t least|[Ww]ell over) )?{COUNT} {UNIT} ago\b",
        rf"\b{COUNT} (?:or|to) (?P<count_2>\w+) {UNIT} ago\b",
        r"\b[Aa] (?P<unit>week|month|year|decade) or (?P<count_2>two|so) ago\b",
        r"\b(?P<half>[Hh]alf) a (?P<unit>year) ago\b",
        rf"\b(?<!illion )(?<!ousand )(?<!half )(?<!half a ){UNIT} ago\b",
        r"\b(?P<unclear>\w+(?: years?| months?| weeks?)? and a half|[Hh]alf[ -](?:a[ -])?)"
        r"(?: ?(?:years?|months?|weeks?|decade|century))? ago\b",
    ),
    *rules_of(
        "ahead",
        "relative",
        UNITS,
        counts.of_ahead,
        rf"\b[Ii]n {COUNT} {UNIT}(?:[’'] time|[’']s time|(?P<more> or (?:so|two|three)))?\b(?! of\b)",
    ),
    *rules_of(
        "from now",
        "relative",
        (" from now", " from today", " hence"),
        counts.of_from_now,
        rf"\b{COUNT} {UNIT} (?:from (?P<base>now|today|tomorrow)|hence)\b",
    ),
    *rules_of(
        "past",
        "duration",
        ("past", "last", "ecent"),
        counts.of_past,
        rf"\b(?:[Tt]h(?:e|is|ese) )(?:past|last) (?:{COUNT} )?{UNIT}\b{NOT_OF}",
        r"\b(?P<recent>[Rr]ecent) (?P<unit>day|week|month|year|decade)s\b",
    ),
    *rules_of(
        "to come",
        "duration",
        ("next", "oming", "ithin"),
        counts.of_to_come,
        rf"\b[Tt]he (?:next|coming) {COUNT} {UNIT}\b{NOT_OF}",
        r"\b(?:[Tt]he )?(?P<vague>[Cc]oming) (?P<unit>day|week|month|year|decade)s\b",
        r"\b(?:[Tt]h(?:e|is) )coming (?P<unit>day|week|month|year|decade)\b",
        r"\b(?i:over|in|during|within|for) (?P<core>the next (?P<unit>day|week|month|year|decade))\b",
        rf"\b[Ww]ithin (?:the next )?{COUNT} {UNIT}\b(?! of\b)",
    ),
    *rules_of(
        "anchor",
        "relative",
        tuple(f"{end} {side}" for end in "sykhre" for side in ("later", "earlier", "after", "before", "prior")),
        counts.of_anchor,
        rf"\b{COUNT} {UNIT} (?P<side>later|earlier|afterwards?|after|before|prior)\b(?! last| next)",
    ),
    *rules_of(
        "anchor",
        "relative",
        tuple("following next previous preceding same other before after earlier hat".split()),
        counts.of_anchor,
        rf"\b[Tt]h(?:e|at) (?P<side>following|next|previous|preceding|same) {STORY_UNIT}\b"
        r"(?! (?:last|an?|one|two|three|the|in) )",
        rf"\b[Tt]hat {STORY_UNIT}\b",
        r"\b[Tt]he (?P<unit>day|week|weekend|month|year|night) (?P<side>before|after|earlier)\b(?=[.,;)”]|\Z)",
        r"\b(?P<side>the other) (?P<unit>day)\b",
    ),
    *rules_of(
        "of the story",
        "relative",
        ("following", "next", "previous", "preceding", "same", "before", "after"),
        counts.of_nothing,
        rf"\b[Tt]h(?:e|at) (?:following|next|previous|preceding|same) {STORY_UNIT}\b",
        r"\b[Tt]he (?:day|week|weekend|month|year|night) (?:before|after)\b",
    ),
    *rules_of(
        "length",
        "duration",
        tuple("days weeks months years decade centur fortnight -day -week -month -year".split())
        + ("ne day", "ne week", "ne month", "ne year", "or a"),
        counts.of_nothing,
        rf"\b(?:[Ff]or )?(?:(?:about|almost|nearly|more than) )?(?!an? (?:day|week|month|year)){COUNT} {UNIT}\b"
        r"(?! (?:old|older|younger|ago)\b)",
        rf"\b[Ff]or an? {UNIT}\b",
        rf"\b(?:\d{{1,3}}|{NUMBER})-(?:day|week|month|year|decade)\b(?!-old)",
    ),
    *rules_of(
        "age",
        "age",
        ("ince ", "hen ", "t age", " age ", "ties", "0s", "teens", "s a "),
        counts.of_nothing,
        rf"\b[Ss]ince (?:I|you|he|she|they|we) (?:was|were|turned) (?:(?:like|about|just|only) )?{AGE}\b",
        rf"\b[Ww]hen (?:I|you|he|she|they|we) (?:was|were|turned) (?:(?:like|about|just|only) )?{AGE}\b",
        rf"\b[Aa]t (?:the )?age (?:of )?{AGE}\b",
        rf"\b[Ii]n (?:my|your|his|her|their|our) (?:(?:early|mid|late)[ -])?(?:\d0s|{TENS})\b",
        r"\b[Aa]s a (?:teenager|teen|child|kid|boy|girl)\b",
    ),
]
