"""Sources of quotations -> who speaks, so that two outlets' words for one person agree and no description is a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import pandas as pd

from analysis.tables import speakers_of
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.names import HONORIFICS, OFFICES, TITLE_PARTS, given_names, not_people

_WORD = re.compile(r"[^\W_](?:[\w.']*\w)?")  # of a hyphenated name each part: some write it without
_POINTERS = frozenset("the a an this that his her its their our my your one some another".split())
_BETWEEN = frozenset("of for at from in on to with by near as who whose which".split())  # what follows is no name
_NO_NAMES = {word.casefold() for word in NOT_NAMES} | {*HONORIFICS, *OFFICES, *TITLE_PARTS}
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_SPELT = re.compile("([aou])e")  # how umlauts are written where the keys lack them
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})  # Unicode keeps these whole

Name = tuple[str, ...]


def list_names(quotes: pd.DataFrame) -> pd.DataFrame:
    """List the different names that sources in the study have: ``person_id`` and ``name``, its words between blanks."""
    people = zip(quotes["person_id"].tolist(), _sources(quotes), strict=True)
    found = dict.fromkeys((person, " ".join(name)) for person, name in people if isinstance(person, str) and name)
    return pd.DataFrame(list(found), columns=["person_id", "name"], dtype="str")


def _sources(quotes: pd.DataFrame) -> list[Name]:
    named = [name_of(source) if isinstance(source, str) else () for source in quotes["source"].tolist()]
    return [tuple(_SPELT.sub(r"\1", word) for word in name) for name in named]


def name_speakers(quotes: pd.DataFrame, names: pd.DataFrame | None = None) -> pd.Series:
    """Name the speaker of each row of table `quotes` by one key; None where nobody knows, or only a description does.

    People of the study have their person_id, several who speak together theirs joined. Others have ``?`` and their last
    name, without accents, however they are spelt (Müller, Muller, Mueller). An organisation is nobody. A source outside
    the study whose name is part of a name that some quotation's source in the study has ("Beyonce", "Pena") is that
    person.

    Parameters
    ----------
    quotes : DataFrame
        Table of that name, or some of its rows.
    names : DataFrame, optional
        As from `list_names`, of the whole corpus; None: the rows are all of it.
    """
    people, sources = speakers_of(quotes).tolist(), _sources(quotes)
    others = (quotes["source_kind"] == "other").tolist()
    known: dict[str, set[str]] = defaultdict(set)
    full: dict[Name, set[str]] = defaultdict(set)
    for person, words in (list_names(quotes) if names is None else names).itertuples(index=False, name=None):
        name = tuple(words.split())
        full[name].add(person)
        for word in name:
            known[word].add(person)
    keys: dict[Name, str] = {}
    speakers: list[str | None] = []
    for person, is_other, name in zip(people, others, sources, strict=True):
        if isinstance(person, str):
            speakers.append(person)
        elif is_other and name:
            if name not in keys:
                keys[name] = _person(name, known, full) or f"?{name[-1]}"
            speakers.append(keys[name])
        else:
            speakers.append(None)
    return pd.Series(speakers, quotes.index, object)


def _person(name: Name, known: dict[str, set[str]], full: dict[Name, set[str]]) -> str | None:
    """Give the one person of whose names in the corpus this is one, or a part; None where there are none or several."""
    likely = set.intersection(*(known.get(word, set()) for word in name))
    found = {person for whole, people in full.items() if set(name) <= set(whole) for person in people & likely}
    return found.pop() if len(found) == 1 else None


def name_of(source: str) -> Name:
    """Give the words of the name in a source, without accents, capitals and titles; none in one that names no person.

    Examples
    --------
    >>> name_of("lawyer Ann Peña"), name_of("Sen. Ana Ávila, a Democrat"), name_of("Ann Poe of the Gazette")
    (('ann', 'pena'), ('ana', 'avila'), ('ann', 'poe'))
    >>> [name_of(source) for source in ("she", "the Mayor", "the White House", "a lawyer for Poe", "Poe and Lee")]
    [(), (), (), (), ()]
    >>> name_of("Acme International"), name_of("Eric Church"), name_of("Ann Poe-Lee"), name_of("Jan al-Poe")
    ((), ('eric', 'church'), ('ann', 'poe', 'lee'), ('poe',))
    """
    for part in source.replace("’", "'").split(","):
        words = _WORD.findall(part)
        end = next((place for place, word in enumerate(words) if place and word.casefold() in _BETWEEN), len(words))
        words = words[:end]
        if "and" in words or "&" in part:
            continue  # two speak together: neither is the one who said it
        if name := _last_name(words):
            return name
    return ()


def _last_name(words: list[str]) -> Name:
    """Give the capitalised words at the end, from behind the last title on."""
    keys = [_fold(word) for word in words]
    while keys and keys[-1] in _SUFFIXES:
        keys.pop()
    first = len(keys)
    while first and words[first - 1][0].isupper() and not words[first - 1].endswith("'s"):
        if keys[first - 1] in _POINTERS:
            break
        first -= 1
    name, before = keys[first:], keys[first - 1] if first else ""
    if all(key in _NO_NAMES for key in name):
        return ()
    titles = [place for place, key in enumerate(name[:-1]) if key in _NO_NAMES]
    if before in _POINTERS and not titles:
        return ()  # "the White House" names nobody, "the Rev. Poe" does
    own = words[first : first + len(name)]
    if not titles and own[0] not in given_names() and any(not_people().get(word) == "organisation" for word in own):
        return ()
    return tuple(name[titles[-1] + 1 if titles else 0 :])


def _fold(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).rstrip(".").removesuffix("'s")
