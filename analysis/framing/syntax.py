"""The syntax of indicators: how a codebook in ``study.yaml`` says which words count as evidence.

An indicator says by itself whether it is a word, a stem, one exact form, or a phrase of such:

=======  ========================  =========================================  ==================================
kind     written                   matches                                    example
=======  ========================  =========================================  ==================================
word     ``divorce``               the word in every inflected form           *divorce, divorced, divorcing*
word     ``grow``                  the same for irregular ones                *grow, grew, grown*
stem     ``reconcil*``             every word that begins so                  *reconcile, reconciliation*
form     ``=split``                this form only, capitals ignored           *split*, not *splitting*
form     ``=GOAT``                 this form with these capitals              *GOAT*, not *goat*
phrase   ``ups and downs``         the words one after another                *ups and downs*
phrase   ``on-again, off-again``   a hyphen or comma in it may be missing     *on again off again*
phrase   ``put * above``           a gap of no to five words                  *puts her family above*
pattern  ``/\\bexe?s?\\b/``         a regular expression, capitals ignored     *ex, exes*
=======  ========================  =========================================  ==================================

``wife|husband`` in any place of these is one of several; each may have a hyphen of its own (``email|e-mail server`` is
an email server or an e-mail server), and ``=`` holds for all of its place (``has|got =my|his|her back``). Because
``ex-wife|husband`` could be read in two ways it is refused: write ``ex wife|husband``, or ``husband|ex-wife``.

A word has the forms that `analysis.framing.forms` makes of it and no derived words: *supporter* is no form of
``support``; write ``support|supporter`` or ``support*``. In other languages than English a word shares the stem that
nltk's SnowballStemmer gives it. Words that begin like a stem and mean something else (*respectively* with ``respect*``)
are left out. A capital declares a name: ``Social Security`` and ``=Brexit`` count inside a sentence and inside longer
names, where words that are not declared are no evidence as soon as capitals make them part of a name; what they should
not count in (*the Wall Street Journal*) is listed under ``works``.
Words that follow one another may have blanks, hyphens and quotation marks between them, but no comma or other stop that
the indicator has not, except between two words with hyphens (*on-again, off-again*); a gap may.
Names may hold ``&``, ``/`` and the stops of abbreviations (``AT&T``, ``9/11``, ``U.S.``, ``Roe v. Wade``); a text
may leave them out.
Regular expressions are RE2's, which are linear in the length of the text whatever they say: no look-around, no
back-references. They need the library ``google-re2``.

In ``study.yaml`` an indicator is such a text, or a mapping with ``match`` and, where wanted, ``weight`` (1 if
missing), ``where`` (any of headline, own, quoted, paraphrased; all if missing) and ``about`` (a person, a relation or
``anyone``; that of the frame if missing). ``narrative codebook`` shows what each was read as and the words that it hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any

from analysis.errors import StudyError
from analysis.framing.forms import inflect, is_apart
from analysis.text.stems import stem

GAP_WORDS = 5
MAX_CHARACTERS = 500

#: Ways in which the hyphens of one indicator may be read; more are a mistake.
MAX_PHRASES = 64

#: A word; an apostrophe inside it does not end it.
WORD = re.compile(r"\w+(?:['’]\w+)*")


def beginnings(stem: str, language: str = "en") -> tuple[str, ...]:
    """Give beginnings such that every word of this stem has one of them; shorter ones are safe but slower.

    The English stemmer turns *-y* into *i*, takes back a lost *e*, *-ibility* into *ibl* and *lying* into *lie*.
    Other stemmers change letters anywhere: their words may begin in any way, which the empty text says.

    Examples
    --------
    >>> beginnings("unhappi"), beginnings("lie")
    (('unhapp',), ('li', 'ly'))
    """
    if language != "en":
        return ("",)
    stem = stem.partition("'")[0]
    if stem.endswith("ie") and len(stem) == 3:
        return (stem[:2], stem[0] + "y")
    if stem.endswith("bl"):
        return (stem[:-2],)
    return (stem[:-1] if stem.endswith(("e", "i", "y")) else stem,)


@dataclass(frozen=True)
class Slot:
    """One place of an indicator: the stems, forms and beginnings that may stand there; all empty is a gap.

    ``stems`` are those of other languages than English, whose forms are not known. A comma may stand before the place
    where ``after_comma`` says so; ``written`` is how the indicator says it.
    """

    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    language: str = "en"
    after_comma: bool = False
    written: str = "*"

    @property
    def is_gap(self) -> bool:
        """Whether any few words may stand here."""
        return not (self.stems or self.forms or self.starts)

    @cached_property
    def initials(self) -> frozenset[str]:
        """First letters, in lower case, of all words that it takes; empty where that is any letter."""
        begins = [begin for key in self.stems for begin in beginnings(key, self.language)]
        begins += [*(form.lower() for form in self.forms), *self.starts]
        return frozenset(begin[0] for begin in begins) if all(begins) else frozenset()

    def takes(self, word: str) -> bool:
        """Tell whether a word may stand here; what an apostrophe and *s* add is no part of it."""
        word = word.replace("’", "'")
        return self._takes(word) or (word.endswith(("'s", "'S")) and self._takes(word[:-2]))

    def _takes(self, word: str) -> bool:
        lower = word.lower()
        return (
            word in self.forms
            or lower in self.forms
            or any(lower.startswith(start) and not is_apart(lower, start) for start in self.starts)
            or (bool(self.stems) and stem(word, self.language) in self.stems)
        )


GAP = Slot()

#: Places one after another.
Phrase = tuple[Slot, ...]


def parse_indicator(match: str, language: str = "en") -> tuple[Phrase, ...]:
    """Turn the text of an indicator that is no regular expression into its phrases.

    There is one phrase, or several where one of several words has a hyphen: ``email|e-mail server``.

    Raises
    ------
    StudyError
        Quotes the indicator and says what is allowed.

    Examples
    --------
    >>> [[slot.written for slot in phrase] for phrase in parse_indicator("new email|e-mail server")]
    [['new', 'email', 'server'], ['new', 'e', 'mail', 'server']]
    """
    if len(match) > MAX_CHARACTERS:
        raise StudyError(
            f"Indicator `{match[:40]}…` must have at most {MAX_CHARACTERS} characters; it has {len(match)}."
        )
    places = [list(_read_place(part, match, language)) for part in re.sub(r"\s*,", ", ", match).split()]
    phrases = [
        tuple(slot for slots in chosen for slot in slots)
        for _, chosen in zip(range(MAX_PHRASES + 1), product(*places), strict=False)
    ]
    if len(phrases) > MAX_PHRASES:
        raise StudyError(f"Indicator `{match}` must have fewer words with hyphens; write several indicators.")
    phrases = [_after_commas(phrase) for phrase in phrases]
    if not phrases[0] or phrases[0][0].is_gap or phrases[0][-1].is_gap:
        raise StudyError(f"Indicator `{match}` must begin and end with a word; `*` alone is a gap between words.")
    return tuple(phrases)


def _read_place(part: str, match: str, language: str) -> Iterator[Phrase]:
    """Yield what may stand in one place: all words without a hyphen together, each with hyphens as its own phrase."""
    ends_in_comma, part = part.endswith(","), part.removesuffix(",")
    comma = (_COMMA,) if ends_in_comma else ()
    if part == "*":
        yield (GAP, *comma)
        return
    exact, words = part.startswith("="), part.removeprefix("=").split("|")
    _refuse_two_readings(words, match)
    words = [_as_hyphens(word) for word in words]
    whole = [word for word in words if "-" not in word]
    if whole:
        yield (_slot(whole, exact, match, language), *comma)
    for word in words:
        if "-" in word:
            yield (*(_slot([piece], exact, match, language) for piece in word.split("-")), *comma)


def _as_hyphens(word: str) -> str:
    """Write what joins the parts of a name as hyphens, and an abbreviation without its stop: *AT&T, 9/11, U.S., v.*"""
    joined = re.sub(r"(?<=\w)[&/.](?=\w)", "-", word)
    return joined[:-1] if joined.endswith(".") and is_abbreviated(re.split("[-=]", joined[:-1])[-1]) else joined


def is_abbreviated(word: str) -> bool:
    """Tell whether a stop behind a word may belong to it, as in *St. Louis, Roe v. Wade, U.S.*"""
    return len(word) == 1 or word.lower() in _ABBREVIATED


_ABBREVIATED = frozenset("st vs dr mr mrs ms sen rep gov gen col capt sgt lt prof rev no inc ltd co corp jr sr".split())

#: Stands in for a comma until the place after it is known.
_COMMA = Slot(written=",")


def _after_commas(phrase: Phrase) -> Phrase:
    return tuple(
        replace(slot, after_comma=True) if n and phrase[n - 1] is _COMMA else slot
        for n, slot in enumerate(phrase)
        if slot is not _COMMA
    )


def _refuse_two_readings(words: list[str], match: str) -> None:
    """Refuse ``ex-wife|husband``: an ex-husband or any husband?"""
    first, _, rest = words[0].partition("-")
    others = words[1:]
    if rest and others and not any("-" in word for word in others) and first + rest not in others:
        for_all, for_one = f"{first} {'|'.join([rest, *others])}", "|".join([*others, words[0]])
        raise StudyError(
            f"Indicator `{match}` must say what `{first}-` belongs to: "
            f"`{for_all}` for all of them, `{for_one}` for the one."
        )


def _slot(words: list[str], exact: bool, match: str, language: str) -> Slot:
    for word in words:
        if not WORD.fullmatch(word.removesuffix("*")):
            raise StudyError(
                f"Indicator `{match}` must consist of words, `*`, `|`, `=`, hyphens and commas; found `{word}`."
            )
    written = ("=" if exact else "") + "|".join(words)
    starts = tuple(word[:-1].lower() for word in words if word.endswith("*"))
    whole = [word.replace("’", "'") for word in words if not word.endswith("*")]
    if exact:
        return Slot(forms=frozenset(whole), starts=starts, language=language, written=written)
    if language == "en":
        forms = frozenset(form for word in whole for form in inflect(word))
        return Slot(forms=forms, starts=starts, language=language, written=written)
    return Slot(frozenset(stem(word, language) for word in whole), frozenset(), starts, language, written=written)


def declared_names(match: str) -> frozenset[str]:
    """Give the words, in lower case and in all their forms, that an indicator declares to be names by a capital.

    Examples
    --------
    >>> sorted(declared_names("Social Security|welfare") & {"social", "security", "welfare"})
    ['security', 'social']
    """
    words = re.findall(r"\b[^\W\d_][\w'’]*", re.sub(r"\\.", " ", match))  # a backslash escapes in patterns
    return frozenset(form for word in words if word[0].isupper() for form in inflect(word))


def parse_pattern(match: str) -> Any | None:
    """Compile an indicator that stands between slashes; None where it is no regular expression.

    Returns
    -------
    A compiled pattern of ``google-re2`` for UTF-8 bytes, or None.

    Raises
    ------
    StudyError
        The pattern is wrong, matches the empty text, or the library is not there.
    """
    if len(match) < 3 or not (match.startswith("/") and match.endswith("/")):
        return None
    try:
        import re2
    except ImportError as error:
        raise StudyError(
            f"Indicator `{match}` must have the library google-re2 to be read safely; it is not installed."
        ) from error
    options = re2.Options()
    options.case_sensitive, options.log_errors, options.max_mem = False, False, 16 << 20
    try:
        pattern = re2.compile(match[1:-1].encode(), options=options)
    except re2.error as error:
        raise StudyError(f"Indicator `{match}` must be a regular expression of RE2; {_reason(error)}.") from error
    if pattern.search(b"") is not None:
        raise StudyError(f"Indicator `{match}` must not match the empty text.")
    return pattern


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else "it is refused"
    return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
