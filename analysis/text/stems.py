"""A word -> its stem, by nltk's Snowball stemmers (Porter, 2001), which need no data."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

#: The stemmers by the language code of a study.
LANGUAGES = {
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
    return str(stemmer.stem(word)) if stemmer else word


@lru_cache
def _stemmer(language: str) -> Any:
    return _read_snowball().SnowballStemmer(LANGUAGES[language]) if language in LANGUAGES else None


@lru_cache
def _read_snowball() -> Any:
    """Import nltk's module of stemmers, without all of nltk: that takes as long as pandas, and nothing else is used.

    The packages above the module are stood in for while it is imported, then forgotten, so that ``import nltk`` gives
    anybody else the whole of it.
    """
    spec = find_spec("nltk")
    if "nltk" in sys.modules or spec is None or not spec.submodule_search_locations:
        return import_module("nltk.stem.snowball")
    [folder, *_] = spec.submodule_search_locations
    alone = {"nltk": [folder], "nltk.stem": [f"{folder}/stem"], "nltk.corpus": []}
    try:
        for name, path in alone.items():
            module = ModuleType(name)
            module.__path__ = path
            sys.modules[name] = module
        sys.modules["nltk.corpus"].stopwords = None  # type: ignore[attr-defined]  # of an option that is not used
        return import_module("nltk.stem.snowball")
    except ImportError:
        found = None
    finally:
        for name in [name for name in sys.modules if name == "nltk" or name.startswith("nltk.")]:
            del sys.modules[name]
    return found or import_module("nltk.stem.snowball")
