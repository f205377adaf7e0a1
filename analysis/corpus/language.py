"""Articles -> the language of each, from the beginning of its text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

__all__ = ["CHARACTERS", "find_languages"]

#: The part of a text that is looked at.
CHARACTERS = 2_000
#: Less certain answers, and texts with fewer letters, have no language: short texts are guessed wrongly.
CERTAIN = 0.9
FEWEST_LETTERS = 40


def find_languages(texts: Iterable[str]) -> list[str | None]:
    """Find the language of each text: an ISO 639-1 code by py3langid (a naive Bayes model over bytes).

    None where the text has fewer than `FEWEST_LETTERS` letters or the model is less than 90 % certain. Quotations in
    a second language and mixed texts go unseen.

    Examples
    --------
    >>> find_languages(["The band said on Monday that the tour would end in spring.", "Ja."])
    ['en', None]
    """
    return [_language(text[:CHARACTERS]) for text in texts]


def _language(text: str) -> str | None:
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return None
    code, certainty = _identifier().classify(text)
    return str(code) if certainty >= CERTAIN else None


@cache
def _identifier() -> Any:
    """Load the model once, and only when a language is asked for: that takes 0.4 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
