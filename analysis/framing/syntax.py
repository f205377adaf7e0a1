"""The syntax of indicators: how a codebook in ``study.yaml`` says which words count as evidence.

====================  =============================================  ==========================================
written               matches                                        example
====================  =============================================  ==========================================
``divorce``           the word in every inflected form               *divorce, divorced, divorcing*
``ups and downs``     the words one after another, each in any form  *ups and downs*
``ex-wife``           the same: a hyphen counts as a blank           *ex-wife, ex wife, ex-wives*
``wife|husband``      one of several words                           *wife, husbands*
``put * above``       a gap of no to five words in the sentence      *put love above, puts her family above*
``reconcil*``         every word that begins so                      *reconcile, reconciliation*
``=split``            this form and no other, capitals ignored       *split*, not *splitting*
``=GOAT``             this form with these capitals                  *GOAT*, not *goat*
``/\\bexe?s?\\b/``      a regular expression, capitals ignored         *ex, exes*
====================  =============================================  ==========================================

Forms can be mixed, as in ``has|got =my|his|her back``; ``=`` holds for every word of its slot. Words that follow one
another may have blanks, hyphens and quotation marks between them, but no comma or other stop; a gap may.
Inflected forms share the stem that nltk's SnowballStemmer gives them in the study's language, so irregular forms
(*fought*) are written out and a stem may hold more than was meant (*lovely* has the stem of *love*).
Regular expressions are RE2's, which are linear in the length of the text whatever they say: no look-around, no
back-references. They need the library ``google-re2``.

In ``study.yaml`` an indicator is such a text, or a mapping with ``match`` and, where wanted, ``weight`` (1 if
missing), ``where`` (any of headline, own, quoted, paraphrased; all if missing) and ``about`` (a person, a relation or
``anyone``; that of the frame if missing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from nltk.stem.snowball import SnowballStemmer

from analysis.errors import StudyError

__all__ = [
    "GAP",
    "GAP_WORDS",
    "MAX_CHARACTERS",
    "WORD",
    "Slot",
    "beginnings",
    "parse_indicator",
    "parse_pattern",
    "stem",
]

GAP_WORDS = 5
MAX_CHARACTERS = 500

#: A word; an apostrophe inside it does not end it.
WORD = re.compile(r"\w+(?:['’]\w+)*")

#: The stemmers that need no data, by the language code of a study.
_LANGUAGES = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish",
}  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "en") -> str:
    """Reduce a word to the stem that its inflected forms share; languages without a stemmer keep the word.

    Examples
    --------
    >>> stem("Divorcing"), stem("divorces")
    ('divorc', 'divorc')
    """
    stemmer = _stemmer(language)
    word = word.lower().replace("’", "'")
    return stemmer.stem(word) if stemmer else word


@lru_cache
def _stemmer(language: str) -> SnowballStemmer | None:
    return SnowballStemmer(_LANGUAGES[language]) if language in _LANGUAGES else None


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
    """One place of an indicator: the stems, exact forms and beginnings that may stand there; all empty is a gap."""

    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    language: str = "en"

    @cached_property
    def initials(self) -> frozenset[str]:
        """First letters, in lower case, of all words that it takes; empty where that is any letter."""
        begins = [begin for key in self.stems for begin in beginnings(key, self.language)]
        begins += [*(form.lower() for form in self.forms), *self.starts]
        return frozenset(begin[0] for begin in begins) if all(begins) else frozenset()

    def takes(self, word: str) -> bool:
        """Tell whether a word may stand here."""
        lower = word.lower().replace("’", "'")
        return (
            word in self.forms
            or lower in self.forms
            or (bool(self.starts) and lower.startswith(self.starts))
            or (bool(self.stems) and stem(word, self.language) in self.stems)
        )


GAP = Slot()


def parse_indicator(match: str, language: str = "en") -> tuple[Slot, ...]:
    """Turn the text of an indicator that is no regular expression into its slots.

    Raises
    ------
    StudyError
        Quotes the indicator and says what is allowed.

    Examples
    --------
    >>> [sorted(slot.stems) for slot in parse_indicator("wife|husband of")]
    [['husband', 'wife'], ['of']]
    """
    if len(match) > MAX_CHARACTERS:
        raise StudyError(
            f"Indicator `{match[:40]}…` must have at most {MAX_CHARACTERS} characters; it has {len(match)}."
        )
    slots = tuple(_slot(part, match, language) for part in match.replace("-", " ").split())
    if not slots or slots[0] == GAP or slots[-1] == GAP:
        raise StudyError(f"Indicator `{match}` must begin and end with a word; `*` alone is a gap between words.")
    return slots


def _slot(part: str, match: str, language: str) -> Slot:
    if part == "*":
        return GAP
    exact, words = part.startswith("="), part.removeprefix("=").split("|")
    for word in words:
        if not WORD.fullmatch(word.removesuffix("*")):
            raise StudyError(f"Indicator `{match}` must consist of words, `*`, `|`, `=` and hyphens; found `{word}`.")
    starts = tuple(word[:-1].lower() for word in words if word.endswith("*"))
    whole = [word for word in words if not word.endswith("*")]
    if exact:
        return Slot(forms=frozenset(whole), starts=starts, language=language)
    return Slot(frozenset(stem(word, language) for word in whole), frozenset(), starts, language)


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
