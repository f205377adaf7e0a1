"""A personal name -> title, given names, surname, suffix and nicknames, and the forms in which articles write it.

Names of the study file and names as they stand in text go through the same parser and the same folding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import decomposition

from analysis.text.english.function_words import DETERMINERS
from analysis.text.english.names import HONORIFICS, JOINERS, NAME_SUFFIXES, PARTICLES, given_names, is_title


class Parts(NamedTuple):
    """The parts of a name as written; a particle belongs to its surname, and a name of one word is a surname."""

    title: tuple[str, ...]
    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str
    nicknames: tuple[str, ...]

    @property
    def core(self) -> tuple[str, ...]:
        """What every form of the name is made of: given names and surname."""
        return self.given + self.surname


class _Plain(dict[int, int]):
    """One character a character: letters without accents, one hyphen, one apostrophe, one quotation mark, one blank."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        base = decomposition(char).split(" ") if char.isalpha() else []
        found = code
        if len(base) > 1 and not base[0].startswith("<"):
            found = self[int(base[0], 16)]
        elif char.isspace() and char != "\n":
            found = 32
        self[code] = found
        return found


_PLAIN = _Plain(
    {ord(c): ord(to) for chars, to in (("‐‑‒–−", "-"), ("’‘ʼ′`´ʻ", "'"), ("“”„«»", '"')) for c in chars}
    | {ord(c): ord(to) for c, to in zip("øØłŁđĐıħĦŧŦ", "oOlLdDihHtT", strict=True)}
)
#: Letters that some write as two.
_TWO = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "æ": "ae", "å": "aa"}
)


def plain(text: str) -> str:
    """Write text without accents and with one kind of hyphen, apostrophe and quotation mark; its length stays.

    Examples
    --------
    >>> plain("Zoë Grañén‑Ruiz’s")
    "Zoe Granen-Ruiz's"
    """
    return text if text.isascii() and "`" not in text else _TO_CHANGE.sub(_write_plain, text)


#: Characters that may be written otherwise: most of a text is not, and is passed over.
_TO_CHANGE = re.compile(r"[^\x00-\x5f\x61-\x7f]|[\t\v\f\r\x1c-\x1f]")


def _write_plain(found: re.Match[str]) -> str:
    return chr(_PLAIN[ord(found[0])])


def folded(name: str) -> str:
    """Give a name the form in which names are compared: no case, accents, marks and hyphens; initials in one.

    Examples
    --------
    >>> folded("O’Neil  Jones"), folded("Mr. Jones"), folded("R. K. Nandy"), folded("Jean-Marc Obi")
    ('oneil jones', 'mr jones', 'rk nandy', 'jean marc obi')
    """
    words = plain(name).casefold().translate(_FOLDING).split()
    runs = groupby(words, key=lambda word: len(word) == 1)
    return " ".join([word for is_letter, run in runs for word in (["".join(run)] if is_letter else run)])


_FOLDING = str.maketrans({"'": None, "!": None, ",": " ", ".": " ", "-": " ", '"': " "})
_NICKNAME = re.compile(r"""(?<=\s)["'(\[]+([^"()\[\]]{1,30}?)["')\],]*["')\]](?=\s|\Z)""")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,3}(?=\Z)")
#: An Arabic article joined to its surname (al-Rashik).
_ARTICLE = re.compile(r"\b([AaEe]l)-(?=[A-Z])")
#: A given name of two syllables, as Korean and some Chinese ones are written.
_JOINED_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
#: Letters of a degree or an office, as written behind a name with stops (D.D.S., M.Ed.).
_DEGREE = re.compile(r"(?:[A-Z][a-z]{0,2}\.){2,}")
_IS_INITIAL = re.compile(r"[A-Z]\.?\Z")


def is_initial(word: str) -> bool:
    """Tell an initial, with its stop or bare, from a name."""
    return bool(_IS_INITIAL.match(word))


@lru_cache(maxsize=4096)
def parse_name(written: str) -> Parts:
    """Take a personal name apart.

    Examples
    --------
    >>> parse_name("Dr. Elizabeth “Liz” van Moran Jr.")
    Parts(title=('Dr.',), given=('Elizabeth',), surname=('van', 'Moran'), suffix='Jr', nicknames=('Liz',))
    >>> parse_name("R.K. Nandy").given, parse_name("Mr. Pike").core, parse_name("Dame Jo of Ellery").core
    (('R.', 'K.'), ('Pike',), ('Jo',))
    >>> parse_name("Soto y Leal, Ana, PhD").given, parse_name("Ana Soto y Leal").surname
    (('Ana',), ('Soto', 'y', 'Leal'))
    """
    marked = written.translate({ord(c): '"' for c in "“”„«»"} | {ord(c): "'" for c in "‘’"})
    nicknames = tuple(
        written[m.start(1) : m.end(1)] for m in _NICKNAME.finditer(marked) if marked[m.start(1)].isupper()
    )
    for match in reversed(list(_NICKNAME.finditer(marked))):
        written = written[: match.start()] + written[match.end() :]
    words = [word.strip(",") for word in _ARTICLE.sub(r"\1 ", _in_order(written)).split() if word.strip(",")]
    words = [word for word in words if any(map(str.isalnum, word))] or words
    first = 0
    while first < len(words) - 1 and (_is_title_before(words[first]) or words[first].lower() in DETERMINERS):
        first += 1
    title, words = tuple(words[:first]), words[first:]
    ends = [n for n, word in enumerate(words) if n and (_is_suffix(word) or word in ("of", "the"))]
    ends += [n for n in range(1, len(words)) if all(map(_DEGREE.fullmatch, words[n:]))]
    behind = min(ends, default=None)
    suffix = words[behind].replace(".", "") if behind is not None and words[behind] not in ("of", "the") else ""
    words = words[:behind]
    if len(words) > 1 and _INITIALS.fullmatch(words[0]):
        words[:1] = [f"{letter}." for letter in words[0].replace(".", "")]
    at = max(0, len(words) - 1)
    while at > 0 and (_is_particle(words[at - 1]) or _is_joined(words, at)):
        at -= 1
    if len(words) == 2 and _JOINED_GIVEN.fullmatch(words[1]) and words[0] not in given_names():
        words, at = words[::-1], 1  # the surname first: Park Ji-woon
    return Parts(title, tuple(words[:at]), tuple(words[at:]), suffix, nicknames)


def _in_order(written: str) -> str:
    """Put given names that a comma puts behind the surname before it; of what else stands there keep a suffix alone.

    Examples
    --------
    >>> _in_order("de Roe, Dr. Ana B., Jr."), _in_order("Ana Roe, MA, CPA"), _in_order("Ana, Duchess of Ellery")
    ('Dr. Ana B. de Roe Jr.', 'Ana Roe', 'Ana')
    """
    parts = [part.split() for part in written.replace("Ph. D.", "PhD").split(",") if part.strip()]
    if len(parts) < 2:
        return " ".join(word for part in parts for word in part)
    name, *behind = parts
    suffix = [word for words in behind for word in words if _is_suffix(word)]
    rest = [[word for word in words if not _is_suffix(word) and not _is_letters(word)] for words in behind]
    given = next(filter(None, rest), [])
    called = [word for word in given if not is_title(word)]
    is_surname = len(name) == 1 or name[0].lower() in PARTICLES or bool(JOINERS.intersection(name))
    known = called and (is_surname or called[0] in given_names() or is_initial(called[0]))
    if known and called[0] != "The" and all(word[0].isupper() or word in PARTICLES for word in called):
        name = given + name
    return " ".join(name + suffix)


def _is_suffix(word: str) -> bool:
    return word.replace(".", "") in NAME_SUFFIXES


def _is_letters(word: str) -> bool:
    """Tell letters behind a name that stand for a degree or an office (CPA, M.Ed.)."""
    return sum(map(str.isupper, word)) > 1 and len(word.replace(".", "")) < 6


def _is_joined(words: list[str], at: int) -> bool:
    """Tell whether the surname goes on before a word: at the joiner of two surnames, and at the first of them."""
    return (words[at - 1] in JOINERS and at > 1) or words[at] in JOINERS


def _is_title_before(word: str) -> bool:
    """Tell a title from a given name that looks like one (*Don*, *Earl*)."""
    return is_title(word) and word not in given_names()


def _is_particle(word: str) -> bool:
    """Tell a particle (*Van*, *De*) from a given name that looks like one (*Ben*)."""
    return word.lower() in PARTICLES and word not in given_names()


def whole_forms(parts: Parts) -> Iterator[tuple[str, ...]]:
    """Yield the forms that mean the person at once: the whole core, without middle names, with a nickname.

    Examples
    --------
    >>> [" ".join(form) for form in whole_forms(parse_name("J. Edgar “Ed” Roe"))]
    ['J. Edgar Roe', 'Edgar Roe', 'Ed Roe']
    """
    given, surname = parts.given, parts.surname
    if not given or not _is_personal(parts):
        return
    yield parts.core
    spelled = [word for word in given if not is_initial(word)]
    if len(given) > 1 and spelled:
        yield (spelled[0], *surname)
    if len(spelled) == len(given) > 2:  # two given names, two surnames: Ana Maria Soto Leal
        yield from ((given[0], *given[-1:], *surname), (*given[:-1], given[-1]), (given[0], given[-1]))
    for nickname in parts.nicknames:
        yield (*nickname.split(), *surname)
    if len(parts.core) == 2 and _JOINED_GIVEN.fullmatch(given[0]):
        yield (*surname, *given)


def abbreviated_forms(parts: Parts) -> Iterator[tuple[str, ...]]:
    """Yield the forms that mean the person once a whole name has been read: initials before the surname.

    Examples
    --------
    >>> [" ".join(form) for form in abbreviated_forms(parse_name("Mara Jo Lind"))]
    ['M. Lind', 'M. J. Lind']
    """
    if not parts.given or not _is_personal(parts) or len(parts.surname[-1].strip(".")) < 2:
        return
    letters = [f"{word[0]}." for word in parts.given]
    if not is_initial(parts.given[0]):
        yield (letters[0], *parts.surname)
    if len(letters) > 1:
        yield (*letters, *parts.surname)


def _is_personal(parts: Parts) -> bool:
    """Tell a person's name from that of a band (*Ann and the Pikes*): only particles are small."""
    small = JOINERS.union(PARTICLES)
    return all(word[0].isupper() or not word[0].isalpha() or word.lower() in small for word in parts.core)


_MIDDLE = r"(?:\s(?:[A-Z]\.){0,3}[A-Z]\.?(?=\s)){0,3}(?:\s[A-Z][\w']+(?=[\s-]))?"
_ASIDE = r"""(?:\s["'(\[][^\W_][^"()\[\]\n]{0,24}["')\]])?"""


def spell(words: tuple[str, ...], *, is_open: bool) -> str:
    """Make the pattern of one form over `plain` text: first letters as written, the others in either case.

    Parameters
    ----------
    is_open : bool
        Middle names, initials and a nickname in marks may stand between the first word and the others.
    """
    out = _spell_word(words[0], is_first=True, is_last=len(words) == 1)
    for n, word in enumerate(words[1:], 1):
        if is_initial(word) and is_initial(words[n - 1]):
            joint = r"\s?"
        elif is_open and n == 1:
            joint = rf"{_MIDDLE}{_ASIDE}[\s-]"
        else:
            dash = r"[\s-]" if words[n - 1].lower() in PARTICLES else r"\s"
            joint = _ASIDE + dash if is_open and n == len(words) - 1 else dash
        out += joint + _spell_word(word, is_last=n == len(words) - 1)
    return out


def spellings(name: str) -> set[str]:
    """Give a name and, where a letter in it may be written as two, that form too (Müller, Mueller)."""
    return {plain(name), plain(name.translate(_TWO))}


def _spell_word(word: str, *, is_first: bool = False, is_last: bool) -> str:
    """Match a word; a title has a stop or none, but what stands behind a title at the end closes the sentence."""
    word = plain(word)
    if word.lower() == "the":
        return "[Tt]he"
    if is_initial(word) and not is_last:
        return rf"{word[0]}\.?"
    is_titled = word.strip(".").casefold() in HONORIFICS
    rest = word[1:].rstrip(".") if is_titled else word[1:]
    stop = r"\.?" if is_titled and not is_last else ""
    is_small = not is_first and word.lower() in PARTICLES
    first = f"[{word[0].upper()}{word[0].lower()}]" if is_small or word[0].islower() else re.escape(word[0])
    return first + (f"(?i:{_loose(rest)})" if rest else "") + stop


def _loose(rest: str) -> str:
    """Let hyphens be blanks, apostrophes be missing, and a sign at the end too."""
    bare = rest.rstrip("!")
    signs = "!?" * (len(rest) - len(bare))
    return re.escape(bare).replace(r"\-", "[- ]?").replace("-", "-").replace("'", "'?") + signs
