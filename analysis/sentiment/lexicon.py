"""VADER's lexicon as the ``vaderSentiment`` package ships it, what a study adds to it, and spans masked from it.

Source: Hutto & Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text".
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer, negated

from analysis.errors import StudyError

#: Name of the lexicon to which nothing was added.
PLAIN = "vader-3.3.2"

#: Stands for a masked character and for a mark inside a phrase: a letter (so no punctuation is stripped from it)
#: without case (so it never counts as CAPITALS), of no lexicon word. U+01C0.
BLANK = "ǀ"

_WORD = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?")
#: Words near a lexicon word whose rules are rare; `vader` leaves these lexicon words to the reference's own code.
_RARE = "never least doubt kind sort enough shit bomb ass bus yeah kiss die beating".split()
#: Words that `vader` asks for by name.
_NAMED = ("no", "or", "nor", "so", "this", "but")


@lru_cache(maxsize=1)
def read_vader() -> SentimentIntensityAnalyzer:
    """Read the reference with its lexicon and its names of emoji, once a process."""
    return SentimentIntensityAnalyzer()


@lru_cache(maxsize=1)
def _read_rules() -> ModuleType:
    """Read a copy of the reference's module, its test for negation replaced by an equal one that is not slow."""
    spec = importlib.util.find_spec("vaderSentiment.vaderSentiment")
    assert spec is not None and spec.loader is not None
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)
    negations = frozenset(NEGATE)
    vars(rules)["negated"] = lambda words: (
        words[0] in negations or "n't" in words[0]
    )  # its rules ask for one word, lower case
    return rules


@lru_cache(maxsize=8)
def _read(additions: tuple[tuple[str, float], ...]) -> Lexicon:
    if not additions:
        return Lexicon(PLAIN)
    digest = hashlib.sha256(json.dumps(additions).encode()).hexdigest()[:8]
    return Lexicon(f"{PLAIN}+study:{digest}", additions)


def read_lexicon(additions: Mapping[str, float] | None = None) -> Lexicon:
    """Read VADER's lexicon and add a study's words and phrases to it.

    Parameters
    ----------
    additions : mapping of str to float, optional
        Entry (any case) -> valence in [-4, 4], VADER's own range. An entry of letters, digits, ``'`` and ``-`` is a
        word and must be a whole token; any other entry (``sh*t hard``) is a phrase, found wherever no letter,
        digit or ``*`` stands beside it, one white-space character for each of its blanks. An entry replaces
        VADER's value for the same word.

    Returns
    -------
    Lexicon
        Its ``name`` is "vader-3.3.2", or "vader-3.3.2+study:" and a hash of the additions.

    Raises
    ------
    StudyError
        An entry is empty, or a phrase shorter than three characters (VADER strips marks from longer tokens only),
        or a valence lies outside [-4, 4].

    Examples
    --------
    >>> read_lexicon().name
    'vader-3.3.2'
    >>> read_lexicon({"dubs": 2.0}).values["dubs"]
    2.0
    """
    if not additions:
        return _read(())
    entries = {" ".join(entry.lower().split()): float(value) for entry, value in additions.items()}
    for entry, value in entries.items():
        if not entry or (len(entry) < 3 and not _WORD.fullmatch(entry)):
            raise StudyError(f"A lexicon entry must be a word, or a phrase of 3 characters or more; found `{entry}`.")
        if not (math.isfinite(value) and -4 <= value <= 4):
            raise StudyError(f"Lexicon entry `{entry}` must have a valence in [-4, 4]; found {value}.")
    return _read(tuple(sorted(entries.items())))


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace what must not count (titles of works, credits) by placeholders of no lexicon value.

    Length, offsets and the number of words stay; letters, marks and emoji of the span no longer count.

    Examples
    --------
    >>> mask_spans("Fans love “Am I the Drama?” a lot", [(10, 27)])
    'Fans love ǀǀǀ ǀ ǀǀǀ ǀǀǀǀǀǀǀ a lot'
    """
    pieces, done = [], 0
    for start, end in sorted(spans):
        start = max(start, done)
        pieces += [text[done:start], re.sub(r"\S", BLANK, text[start:end])]
        done = max(end, done)
    return "".join(pieces) + text[done:]


@dataclass(frozen=True)
class Lexicon:
    """Valences by word, and what the rules of VADER need to know of each word.

    ``name`` says which lexicon it is; scores carry it. Make one with `read_lexicon`.
    """

    name: str
    additions: tuple[tuple[str, float], ...] = field(default=(), repr=False)

    @cached_property
    def values(self) -> dict[str, float]:
        """Valence in [-4, 4] by lower-case token."""
        return {**read_vader().lexicon, **{_token(entry): value for entry, value in self.additions}}

    @cached_property
    def reference(self) -> Any:
        """The reference's own rules over this lexicon."""
        rules = _read_rules().SentimentIntensityAnalyzer
        reference = rules.__new__(rules)  # its __init__ would read the files again
        reference.lexicon = self.values
        return reference

    @cached_property
    def emoji(self) -> dict[str, str]:
        """Name by emoji; only emoji of one character can match in the reference."""
        return {emoji: name for emoji, name in read_vader().emojis.items() if len(emoji) == 1}

    @cached_property
    def odd_characters(self) -> frozenset[str]:
        """Emoji and rare white space: what makes a text need rewriting before it is cut."""
        return frozenset([*self.emoji, *(c for c in map(chr, range(0xA1, 0x3001)) if c.isspace()), "\x85"])

    @cached_property
    def _phrases(self) -> re.Pattern[str] | None:
        phrases = sorted((e for e, _ in self.additions if not _WORD.fullmatch(e)), key=len, reverse=True)
        if not phrases:
            return None
        choices = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases)
        return re.compile(rf"(?<![\w*])(?:{choices})(?![\w*])", re.IGNORECASE)

    def join_phrases(self, texts: Sequence[str]) -> Sequence[str]:
        """Make one token of each phrase the study added; offsets stay."""
        pattern = self._phrases
        return [pattern.sub(lambda m: _token(m[0]), text) for text in texts] if pattern else texts

    @cached_property
    def vocabulary(self) -> SimpleNamespace:
        """Arrays over every word that a rule knows: one row a word, then the rows `other`, `nt` and `pad`.

        `nt` stands for any other word with "n't" in it, `pad` for the place outside a text, which the rules pass
        over as they pass over known words. ``words`` (Arrow) and ``row`` (by word) leave those three out.
        ``is_known`` is in the lexicon, ``is_scored`` known and no booster; ``boost`` and ``is_negation`` are 0 and
        False for known words, which never modify others; ``is_rare`` names a rule that `batch` does not know.
        """
        words = list(dict.fromkeys([*self.values, *BOOSTER_DICT, *_RARE, *_NAMED, *NEGATE]))
        rows = [*words, "", "n't", ""]
        is_known = np.array([word in self.values for word in words] + [False, False, True])
        boost = np.array([BOOSTER_DICT.get(word, 0.0) for word in rows])
        return SimpleNamespace(
            words=pa.array(words),
            row={word: row for row, word in enumerate(words)},
            other=len(words),
            nt=len(words) + 1,
            pad=len(words) + 2,
            value=np.array([self.values.get(word, 0.0) for word in rows]),
            is_known=is_known,
            is_scored=is_known & (boost == 0) & (np.arange(len(rows)) < len(words)),
            boost=np.where(is_known, 0.0, boost),
            is_negation=~is_known & [negated([word]) for word in rows],
            is_rare=np.isin(rows, _RARE),
        )


def _token(entry: str) -> str:
    """Write a word as it is, a phrase as the one token of the same length that stands for it."""
    return entry if _WORD.fullmatch(entry) else re.sub(r"[\W_]", BLANK, entry)
