"""Planted quotations: tables `quotes` and `articles` with the truth about who told which utterance, and how."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.demo.speech import Said, alter, make_utterance, trim
from analysis.tables import TABLES, conform

#: What may be planted, and how often; the first telling of an utterance is always whole.
KINDS = {"verbatim": 0.5, "trimmed": 0.2, "altered": 0.14, "joined": 0.08, "reattributed": 0.04, "unresolved": 0.04}
PLAIN = 10  # shorter utterances are told verbatim or trimmed: altered, they are a lookalike of another one
FIRST_DAY = date(2024, 1, 1)


class Planted(NamedTuple):
    """Tables of invented articles, and `truth`: article_id, quote_index, utterance, kind (a joined quote: two rows)."""

    articles: pd.DataFrame
    quotes: pd.DataFrame
    truth: pd.DataFrame


class _Quote(NamedTuple):
    day: int
    outlet: int
    speaker: str | None
    text: str
    utterances: tuple[int, ...]
    kind: str


def plant_quotations(n: int, *, outlets: int = 40, speakers: int = 60, days: int = 365, seed: int = 0) -> Planted:
    """Invent about `n` quotations of about ``n / 4`` utterances, told within three days of their first telling.

    Parameters
    ----------
    n, outlets, speakers, days, seed : int
        Sizes of the corpus and the seed of its chance.
    """
    random = np.random.default_rng(seed)
    names = [f"speaker-{number}" for number in range(speakers)]
    utterances: list[tuple[Said, int]] = []
    quotes: list[_Quote] = []
    while len(quotes) < n:
        day, speaker = int(random.integers(days)), str(random.choice(names))
        for _ in range(int(random.integers(1, 4))):  # a speaker gives a few answers on one day
            utterances.append((make_utterance(speaker, random), day))
            quotes += _tellings(utterances, names, outlets, random)
    return _tables(quotes, outlets)


def _tellings(
    utterances: list[tuple[Said, int]], names: list[str], outlets: int, random: np.random.Generator
) -> list[_Quote]:
    number = len(utterances) - 1
    said, day = utterances[-1]
    n_outlets = min(outlets, int(random.geometric(0.25)))
    where = random.permutation(outlets)[:n_outlets].tolist()
    found = [_Quote(day, where[0], said.speaker, said.text, (number,), "verbatim")]
    for outlet in where[1:]:
        kind = str(random.choice(list(KINDS), p=list(KINDS.values())))
        before = utterances[-2] if number else None
        if len(said.text.split()) < PLAIN and kind != "trimmed":
            kind = "verbatim"
        if kind == "joined" and (before is None or before[0].speaker != said.speaker or before[1] != day):
            kind = "verbatim"
        found.append(_telling(kind, said, number, before, names, day + int(random.integers(0, 4)), outlet, random))
    return found


def _telling(
    kind: str,
    said: Said,
    number: int,
    before: tuple[Said, int] | None,
    names: list[str],
    day: int,
    outlet: int,
    random: np.random.Generator,
) -> _Quote:
    text, speaker = said.text, said.speaker
    told: tuple[int, ...] = (number,)
    if kind == "trimmed":
        text = trim(text, random)
    elif kind == "altered":
        text = alter(text, random)
    elif kind == "joined" and before:
        text, told = f"{before[0].text} {text}", (number - 1, number)
    elif kind == "reattributed":
        speaker = str(random.choice([name for name in names if name != speaker]))
    return _Quote(day, outlet, None if kind == "unresolved" else speaker, _respell(text, random), told, kind)


def _respell(text: str, random: np.random.Generator) -> str:
    """Change nothing but typography: case of the first letter, dashes, the last mark."""
    text = text[0].lower() + text[1:] if random.random() < 0.3 and not text.startswith("I ") else text
    text = text.replace("; ", " — ") if random.random() < 0.5 else text
    return text[:-1] + "," if random.random() < 0.5 and text.endswith(".") else text


def _tables(quotes: list[_Quote], outlets: int) -> Planted:
    """Gather the quotes of an outlet and day into one article, one paragraph each."""
    quotes = sorted(quotes, key=lambda quote: (quote.day, quote.outlet))
    changes = [row for row in range(1, len(quotes)) if quotes[row][:2] != quotes[row - 1][:2]]
    articles, rows, truth = [], [], []
    for first, last in pairwise([0, *changes, len(quotes)]):
        day, outlet = quotes[first].day, quotes[first].outlet
        article_id, text = f"{day:03}-{outlet:02}", "News.\n\n"
        for index, quote in enumerate(quotes[first:last]):
            start = len(text) + 1
            text += f"“{quote.text}” {quote.speaker or 'someone'} said.\n\n"
            rows.append(_row(article_id, index, start, start + len(quote.text), quote.speaker))
            truth += [(article_id, index, utterance, quote.kind) for utterance in quote.utterances]
        published = FIRST_DAY + timedelta(days=day)
        articles.append((article_id, f"outlet-{outlet}", published, published, "stated", text))
    columns = "article_id outlet_id published_earliest published_latest published_basis text".split()
    article_frame = pd.DataFrame(articles, columns=columns).reindex(columns=list(TABLES["articles"].dtypes))
    return Planted(
        conform(article_frame.astype({"published_earliest": "datetime64[us]"}), "articles"),
        conform(pd.DataFrame(rows).reindex(columns=list(TABLES["quotes"].dtypes)), "quotes"),
        pd.DataFrame(truth, columns=["article_id", "quote_index", "utterance", "kind"]),
    )


def _row(article_id: str, index: int, start: int, end: int, speaker: str | None) -> dict[str, object]:
    return {
        "article_id": article_id,
        "quote_index": index,
        "attribution_index": index,
        "kind": "direct",
        "content_start": start - 1,
        "content_end": end + 1,
        "quoted_start": start,
        "quoted_end": end,
        "cue": "said",
        "source": speaker or "someone",
        "source_kind": "person" if speaker else "unresolved",
        "person_id": speaker,
        "is_closed": True,
        "rule": "planted",
        "scope": "asserted",
    }
