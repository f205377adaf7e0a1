"""The words of the generated corpus, which stand in ``words.yaml``; all of it is invented."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read_words() -> dict[str, Any]:
    """Read the sentence patterns by what they are for, and under ``slots`` the words that fill them."""
    words: dict[str, Any] = yaml.safe_load((files("analysis.corpus.demo") / "words.yaml").read_text(encoding="utf-8"))
    return words
