"""Lists of words that mean little by themselves, made of the closed classes wherever these say it."""

from __future__ import annotations

from analysis.text.english.classes import CLOSED

#: Words of the closed classes but those of time.
FUNCTION_WORDS = frozenset(
    word for name, (_, words) in CLOSED.items() if name not in ("monday", "week") for word in words.split()
) | frozenset("own other such else apart".split())

#: Words that are capitalised only because they begin a sentence or stand in a heading.
NOT_NAMES = frozenset(word.capitalize() for word in FUNCTION_WORDS) | frozenset(
    "According Additionally Advertisement Asked Based Born Breaking Called Click Dear Exclusive Given Hence Known Let"
    " Named News Oh Ok Okay Photo Please Read Related Second See Source Thank Thanks Third Update Updated Watch"
    " Yes".split()
)

#: Words of conversation that two unrelated quotations share by chance.
FILLERS = frozenset(
    "doing done get gets getting go goes going gonna got gotta kind know let lot mean oh ok okay ones really said say"
    " sort thing things think uh um wanna want yeah yes".split()
)

#: What opens a noun phrase, and nothing else: *that* mostly opens a clause.
DETERMINERS = frozenset(
    "a an the this these those some any no every each another its his her their my our your whose".split()
)

#: Words that headings and titles in Title Case leave small.
SMALL_IN_TITLES = frozenset(
    "a after against ahead amid an and as at before but by during for from her his in into is it its nor of off on onto"
    " or our out over per so than that the their to up upon via vs when with without yet".split()
)

#: Function words that have the forms of a noun or a verb too: what they are the dictionary form of is inflected.
INFLECTED = frozenset(
    "can could do does did despite like may might must near past shall should will would other others least less last"
    " including concerning following regarding lest second four five six seven eight nine ten twice".split()
)
