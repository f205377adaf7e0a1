"""The syntax of indicators: how a codebook in ``study.yaml`` says which words count as evidence.

=====================  =====================================================  ==========================================
written                matches                                                example
=====================  =====================================================  ==========================================
``divorce``            every inflected form of the word (Snowball stems)      *divorce, divorced, divorcing*
``ups and downs``      the words one after another, each in any form          *ups and downs*
``ex-wife``            the same: a hyphen in text or indicator is a blank     *ex-wife, ex wife, ex-wives*
``wife|husband``       one of several words                                   *wife, husbands*
``put * above``        a gap of no to five words inside the sentence          *put their children above, puts love above*
``reconcil*``          every word that begins so                              *reconcile, reconciliation*
``=split``             this form and no other, capitals ignored               *split*, not *splitting*
``=Split``             this form with these capitals                          *Split*, not *split*
``/\\bex(es)?\\b/``      a regular expression, capitals ignored                 *ex, exes*
=====================  =====================================================  ==========================================

Forms can be mixed: ``got|has =my|his|her back``. A slot of alternatives takes ``=`` once, for all of them.
No indicator matches across the end of a sentence, inside the title of a work or inside a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nltk.stem.snowball import SnowballStemmer

from analysis.errors import StudyError

__all__ = ["GAP", "GAP_WORDS", "WORD", "Slot", "parse_indicator", "stem"]

GAP_WORDS = 5
WORD = re.compile(r"\w+(?:['’]\w+)*")

_stemmer = SnowballStemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Reduce a word to the stem that its inflected forms share.

    Examples
    --------
    >>> stem("Divorcing"), stem("divorces")
    ('divorc', 'divorc')
    """
    return _stemmer.stem(word.lower().replace("’", "'"))


@dataclass(frozen=True)
class Slot:
    """One place of an indicator: the stems, exact forms and beginnings that may stand there; all empty is a gap."""

    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()

    def takes(self, word: str) -> bool:
        """Tell whether a word may stand here."""
        lower = word.lower().replace("’", "'")
        return (
            word in self.forms
            or lower in self.forms
            or lower.startswith(self.starts)
            or (bool(self.stems) and stem(word) in self.stems)
        )


GAP = Slot()


def parse_indicator(match: str) -> tuple[Slot, ...] | re.Pattern[str]:
    """Turn the text of an indicator into slots, or into a pattern where it is one.

    Raises
    ------
    StudyError
        Quotes the indicator and says what is allowed.

    Examples
    --------
    >>> [sorted(slot.stems) for slot in parse_indicator("wife|husband of")]
    [['husband', 'wife'], ['of']]
    """
    if len(match) > 2 and match.startswith("/") and match.endswith("/"):
        try:
            return re.compile(match[1:-1], re.IGNORECASE)
        except re.error as error:
            raise StudyError(f"Indicator `{match}` must be a regular expression; {error}.") from error
    slots = tuple(_slot(part, match) for part in match.replace("-", " ").split())
    if not slots or slots[0] == GAP or slots[-1] == GAP:
        raise StudyError(f"Indicator `{match}` must begin and end with a word.")
    return slots


def _slot(part: str, match: str) -> Slot:
    if part == "*":
        return GAP
    exact, words = part.startswith("="), part.removeprefix("=").split("|")
    for word in words:
        if not WORD.fullmatch(word.removesuffix("*")):
            raise StudyError(f"Indicator `{match}` must consist of words, `*`, `|` and `=`; found `{word}`.")
    starts = tuple(word[:-1].lower() for word in words if word.endswith("*"))
    words = [word for word in words if not word.endswith("*")]
    return Slot(frozenset() if exact else frozenset(map(stem, words)), frozenset(words if exact else ()), starts)
