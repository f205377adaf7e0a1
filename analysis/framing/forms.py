"""An English word -> its inflected forms; and the words that look like forms of another and mean something else.

Forms are made by rule from the dictionary form (*divorce, divorces, divorced, divorcing*); irregular ones stand in
``irregular.csv``. Nothing is derived: *respect* has no form *respectively*, *support* none *supporter*. Every word has
the forms of a noun and of a verb; those that do not exist do no harm.
Words of ``apart.csv`` have gone their own way: *respectively* belongs to no stem ``respect*``, and *gifted* is no form
of *gift* where it stands as an adjective (*a gifted singer*).

Known failures: forms that are two words (``leave`` finds *the left side*), and words that ``apart.csv`` does not list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.text.english.function_words import DETERMINERS, FUNCTION_WORDS, INFLECTED

#: Words without inflected forms; those of *be* and *have* are written as they are meant.
_FIXED = FUNCTION_WORDS - INFLECTED | {"me"}

_VOWEL = re.compile("[aeiouy]+")
_SHORT_END = re.compile(r"(?:[^aeiou]|^|qu)[aeiouy][^aeiouwxy]\Z")
_MAY_DOUBLE = re.compile(r"(?:l|fer|mit|cur|gin|gret|quit|bet|get|set|nap|ship|hor|lot|ter)\Z")
#: How no dictionary form ends, or hardly any: *marri(ed)*, *ros(es)*.
_NO_END = re.compile(r"(?:i|[^aius]s)\Z")
_HISSES = ("s", "x", "z", "ch", "sh")


class _Irregular(NamedTuple):
    kind: str
    forms: tuple[str, ...]


@cache
def _irregular() -> dict[str, _Irregular]:
    """Dictionary forms with irregular ones beside them."""
    with (files("analysis.framing") / "irregular.csv").open(encoding="utf-8") as file:
        return {row["word"]: _Irregular(row["kind"], tuple(row["forms"].split())) for row in csv.DictReader(file)}


@cache
def _irregular_forms() -> frozenset[str]:
    return frozenset(form for word, entry in _irregular().items() for form in (word, *entry.forms))


@cache
def _apart() -> dict[str, tuple[str, str]]:
    """Words that have gone their own way, with the beginning that they share with others and in which sense."""
    with (files("analysis.framing") / "apart.csv").open(encoding="utf-8") as file:
        return {row["word"]: (row["beginning"], row["sense"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=10_000)
def inflect(word: str) -> tuple[str, ...]:
    """List the forms that an indicator's word stands for, itself first.

    A word is written in its dictionary form. Written with a regular ending (*jobs*, *divorced*), it stands for its
    dictionary form too; written in an irregular one (*fought*), for itself.

    Examples
    --------
    >>> inflect("divorce")
    ('divorce', 'divorced', 'divorces', 'divorcing')
    >>> inflect("grow"), inflect("grew")
    (('grow', 'grew', 'growing', 'grown', 'grows'), ('grew', 'grewed', 'grewing', 'grews'))
    >>> inflect("jobs"), inflect("his")
    (('jobs', 'job', 'jobbed', 'jobbing'), ('his',))
    """
    word = word.lower().replace("’", "'")
    if word in _FIXED or not word.isalpha():
        return (word,)
    bases = list(_bases(word))
    found = {form for base in bases for form in _forms(base) if not is_apart(form, base)}
    if word.endswith("ing"):
        found |= set(_with_s(word))
    elif not bases:
        found |= {form for form in _forms(word) if not is_apart(form, word)}
    return (word, *sorted(found - {word}))


def _bases(word: str) -> Iterator[str]:
    """Dictionary forms of which a word is a regular form or an irregular plural; no harm if it is no word."""
    yield from (base for base, entry in _irregular().items() if entry.kind == "noun" and word in entry.forms)
    if word in _apart() or word in _irregular_forms() or word.endswith(("ss", "us", "is")):
        return
    for base in dict.fromkeys(_candidates(word)):
        is_past = base in _irregular_forms() and base not in _irregular()  # "rose" is a form of "rise" before all
        is_word = len(base) > 2 and base not in _FIXED and _VOWEL.search(base) and not _NO_END.search(base)
        if is_word and not is_past and word in _forms(base):
            yield base


def _candidates(word: str) -> Iterator[str]:
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending):
            base = word.removesuffix(ending)
            yield base
            if ending == "ing":
                yield base + "e"
            if ending in ("ed", "ing") and base[-1:] == base[-2:-1]:
                yield base[:-1]
    for ending, lost in (("ies", "y"), ("ied", "y"), ("ying", "ie")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + lost


def _forms(word: str) -> Iterator[str]:
    """Make the forms of a dictionary form; prefixes leave irregular ones as they are (*rewrite, rewrote*)."""
    entry = _irregular().get(word)
    prefix, _, rest = word.partition(next((p for p in _PREFIXES if word.startswith(p)), "\0"))
    stem = _irregular().get(rest) if entry is None and not prefix and rest else None
    yield word
    yield from _with_s(word)
    if entry is None or entry.kind == "noun":
        yield from _with_ed(word)
    yield from _with_ing(word)
    if entry:
        yield from entry.forms
    elif stem and stem.kind == "verb":
        yield from (word.removesuffix(rest) + form for form in stem.forms)


_PREFIXES = ("mis", "out", "over", "re", "un", "under", "with")


def _with_s(word: str) -> Iterator[str]:
    if word.endswith(_HISSES):
        yield word + "es"
    elif _ends_in_y(word):
        yield word[:-1] + "ies"
    else:
        yield word + "s"
        if word.endswith("o"):
            yield word + "es"


def _with_ed(word: str) -> Iterator[str]:
    if word.endswith("e"):
        yield word + "d"
    elif _ends_in_y(word):
        yield word[:-1] + "ied"
    else:
        yield from (base + "ed" for base in _lengthened(word))


def _with_ing(word: str) -> Iterator[str]:
    if word.endswith("ie"):
        yield word[:-2] + "ying"
    elif word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        yield word[:-1] + "ing"
    else:
        yield from (base + "ing" for base in _lengthened(word))


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in "aeiou"


def _lengthened(word: str) -> Iterator[str]:
    """Double the last letter after a short vowel: of one syllable, and of longer words that may be stressed there."""
    is_short, is_long = bool(_SHORT_END.search(word)), len(_VOWEL.findall(word)) > 1
    if not is_short or is_long:
        yield word
    if is_short and (not is_long or _MAY_DOUBLE.search(word)):
        yield word + word[-1]
    if word.endswith("ic"):
        yield word + "k"


def is_apart(word: str, beginning: str) -> bool:
    """Tell whether a word begins so and yet means something else.

    Examples
    --------
    >>> is_apart("respectively", "respect"), is_apart("respectively", "respectiv"), is_apart("respectful", "respect")
    (True, False, False)
    """
    shared, sense = _apart().get(word, ("", ""))
    return sense == "any" and len(beginning) <= len(shared)


_BEFORE = re.compile(r"([\w’']+)\W?\Z")
_AFTER = re.compile(r"\s([\w’']+)")
_DETERMINERS = DETERMINERS | frozenset(
    "that very so too most more such highly truly incredibly extremely really deeply as".split()
)
_BE = frozenset("am are is was were be been being seem seems seemed look looks looked become became feel feels".split())
_OBJECTS = _DETERMINERS | frozenset("him them me us you it by to".split())


def is_other_adjective(text: str, start: int, end: int) -> bool:
    """Tell whether a participle stands as an adjective with a meaning of its own.

    Examples
    --------
    >>> line = "A gifted singer gifted her a ring."
    >>> is_other_adjective(line, 2, 8), is_other_adjective(line, 16, 22)
    (True, False)
    """
    _, sense = _apart().get(text[start:end].lower(), ("", ""))
    if sense not in ("adjective", "attribute"):
        return False
    before, after = _BEFORE.search(text, max(0, start - 30), start), _AFTER.match(text, end)
    word = before[1].lower().rpartition("’")[2] if before else ""
    following = after[1] if after else ""
    if word in _DETERMINERS or word in ("s", "multi"):
        return True
    takes_object = following.lower() in _OBJECTS or following[:1].isupper()
    return sense == "adjective" and (word in _BE or word.endswith("ly")) and not takes_object
