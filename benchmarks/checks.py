"""A check in words -> whether the tables of a reading hold it: ``quote 'I won' -> ines``, ``2 sentences``.

Checks of quotations, mentions, sections, sentences, times, tone and voices, as ``expected`` of a case lists them. Words
stand between straight marks, as Python writes strings; of a mention first its surface, then words around it.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.reading import Reading

__all__ = ["UnknownCheck", "holds"]

_WORDS = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""


class UnknownCheck(ValueError):
    """A check that no rule reads."""


def holds(check: str, reading: Reading) -> bool:
    """Say whether a reading of one article holds a check.

    Raises
    ------
    UnknownCheck
        The check is written in no form that is known here.
    """
    for pattern, rule in _RULES:
        found = pattern.fullmatch(check)
        if found:
            return rule(reading, *(_value(group) for group in found.groups()))
    raise UnknownCheck(check)


def _value(written: str | None) -> Any:
    """Read a string or a tuple; anything else stands for itself."""
    return literal_eval(written) if written and written[0] in "('\"" else written


def _text(reading: Reading) -> str:
    return str(reading.articles["text"].iloc[0])


def _place(reading: Reading, words: str, context: str | None = None) -> tuple[int, int]:
    """Where words stand, the first time or within their context; nowhere is an empty span before the text."""
    text = _text(reading)
    at = 0 if context is None else text.find(context)
    start = text.find(words, at) if at >= 0 else -1
    return (start, start + len(words)) if start >= 0 else (-1, -1)


def _over(table: pd.DataFrame, span: tuple[int, int], start: str = "start", end: str = "end") -> pd.DataFrame:
    return table[(table[start] < span[1]) & (table[end] > span[0])]


def _is_quoted_by(reading: Reading, words: str, person: str, kind: str | None) -> bool:
    """A quotation holds all the words, and every one that does has that source; ~who: whatever it has, not "who"."""
    start, end = _place(reading, words)
    quotes = reading.quotes[reading.quotes["scope"] == "asserted"]
    holding = quotes[(quotes["content_start"] <= start) & (quotes["content_end"] >= end) & (start >= 0)]
    holding = holding[holding["kind"] == kind] if kind else holding
    if person.startswith("~"):
        return len(holding) > 0 and not (holding["source"].fillna("").str.lower() == person[1:]).any()
    return len(holding) > 0 and bool((holding["person_id"].fillna("") == person).all())


def _is_not_quoted(reading: Reading, words: str, person: str | None) -> bool:
    over = _over(reading.quotes, _place(reading, words), "content_start", "content_end")
    over = over[over["scope"] == "asserted"]
    return not (over["person_id"] == person).any() if person else over.empty


def _means(reading: Reading, surface: str, context: str, people: Any) -> bool:
    found = set(_over(reading.mentions, _place(reading, surface, context))["person_id"].dropna())
    allowed = set() if people == "nobody" else set(people)
    return found <= allowed if "?" in allowed else found == allowed


def _stands_in(reading: Reading, words: str, sections: tuple[str, ...]) -> bool:
    over = _over(reading.sentences, _place(reading, words))
    return len(over) > 0 and set(over["section"]) <= set(sections)


def _has_sentences(reading: Reading, number: str) -> bool:
    return len(reading.sentences) == int(number)


def _has_headline(reading: Reading, words: str) -> bool:
    return bool(reading.articles["headline"].fillna("").iloc[0] == words)


def _has_times(reading: Reading, times: tuple[tuple[str, str, str], ...]) -> bool:
    return find_times(reading) == sorted(times)


def find_times(reading: Reading) -> list[tuple[str, str, str]]:
    """Give the surface of each narrated time with its first and last day, both written; sorted."""
    table = reading.narrated_times
    days = [[str(day)[:10] for day in table[column]] for column in ("earliest", "latest")]
    return sorted(zip(table["surface"].tolist(), *days, strict=True))


def _has_hits(reading: Reading, hits: tuple[tuple[str, ...], ...]) -> bool:
    columns = ["surface", "frame_id", "scope"][: len(hits[0])] if hits else ["surface"]
    return sorted(map(tuple, reading.frame_hits[columns].astype(str).to_numpy().tolist())) == sorted(hits)


def _has_voice(reading: Reading, words: str, voice: str, holder: str | None) -> bool:
    over = _over(reading.segments, _place(reading, words))
    is_held = holder is None or bool((over["holder_id"].fillna("") == holder).all())
    return len(over) > 0 and set(over["voice"]) <= set(voice.split("/")) and is_held


def _feels(reading: Reading, surface: str, context: str, sign: str) -> bool:
    """Sentiment toward the person at a mention, by the method of the study."""
    over = _over(reading.sentiments, _place(reading, surface, context))
    return _has_sign(over[over["method"] == reading.study.sentiment.method]["value"], sign)


def _is_toned(reading: Reading, words: str, sign: str) -> bool:
    sentences = _over(reading.sentences, _place(reading, words))["sentence_index"]
    valences = reading.valences[reading.valences["unit"] == "sentence"]
    return _has_sign(valences[valences["unit_index"].isin(sentences)]["compound"], sign)


def _has_sign(values: pd.Series, sign: str) -> bool:
    if values.isna().all():
        return sign in (">=0", "<=0")  # nothing was measured, hence nothing wrong
    right = {"+": values > 0, "-": values < 0, ">=0": values >= 0, "<=0": values <= 0}
    return bool(right[sign][values.notna()].all())


_RULES: list[tuple[re.Pattern[str], Callable[..., bool]]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"quote {_WORDS} -> (~?\w+)(?: \((\w+)\))?", _is_quoted_by),
        (rf"no quote over {_WORDS}(?: by (\w+))?", _is_not_quoted),
        (rf"mention {_WORDS} in {_WORDS} -> (nobody|\(.*\))", _means),
        (rf"section of {_WORDS} in (\(.*\))", _stands_in),
        (r"(\d+) sentences?", _has_sentences),
        (rf"headline {_WORDS}", _has_headline),
        (r"narrated times (\(.*\))", _has_times),
        (r"frame hits (\(.*\))", _has_hits),
        (rf"voice of {_WORDS} = ([\w/]+)(?: (\w+))? ?", _has_voice),
        (rf"sentiment at {_WORDS} in {_WORDS} (\+|-|>=0|<=0)", _feels),
        (rf"valence of {_WORDS} (\+|-|>=0|<=0)", _is_toned),
    )
]
