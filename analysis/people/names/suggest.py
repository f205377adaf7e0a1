"""Articles -> names that a new roster might hold, with counts, a guess at the pronoun, and contexts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.people.article import find_forms
from analysis.people.names.strangers import find_described, find_strangers
from analysis.people.pronouns.antecedents import CONFIDENT, resolve
from analysis.people.pronouns.scene import Name
from analysis.tables import by_article
from analysis.text.english.pronouns import SINGULAR

__all__ = ["suggest_people"]

#: Contexts shown for each name, and the characters on either side.
MAX_CONTEXTS, REACH = 3, 40
COLUMNS = ("name", "n", "n_articles", "pronouns", "contexts")


class _Place(NamedTuple):
    """Where somebody is named, in which article, and around which words."""

    article_id: str
    context: str
    is_told: bool  # something beside the capital of a first word says that it is a name


def suggest_people(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the people whom articles name, for a new study's roster.

    Parameters
    ----------
    articles, sentences : DataFrame
        Tables of the same articles.

    Returns
    -------
    DataFrame
        One row a name, the most often named first: `name` (the fullest form), `n` (places), `n_articles`, `pronouns`
        (he or she as the given name, a title, or else most of the pronouns read for the name say; NA where nothing
        tells) and `contexts` (up to `MAX_CONTEXTS` stretches around the name, joined by " | ").

    Notes
    -----
    A person goes by the same full name in every article, and a name of one word is the most named person whose full
    name begins or ends with it. Known failures: two people of one surname; names of organisations that are written like
    people's and stand in no list of ours; people who are only called by one word at the beginning of sentences.
    """
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    starts, ends = sentences["start"].tolist(), sentences["end"].tolist()
    places: dict[str, list[_Place]] = {}
    told: dict[str, Counter[str]] = {}
    meant: dict[str, Counter[str]] = {}
    for article_id, where in by_article(sentences):
        text = texts[article_id]
        people = find_strangers(text)
        first = set(starts[where])
        for one in people:
            is_told = one.certainty == "person" or " " in one.entity or one.start not in first
            places.setdefault(one.entity, []).append(_Place(article_id, _context(text, one), is_told))
            if one.gender:
                told.setdefault(one.entity, Counter())[one.gender] += 1
        for entity, gender in _pronouns(text, list(zip(starts[where], ends[where], strict=True)), people):
            meant.setdefault(entity, Counter())[gender] += 1
    fullest = _fullest(places)
    for table in (places, told, meant):
        _merge(table, fullest)
    rows = [
        (
            name,
            len(found),
            len({place.article_id for place in found}),
            next((c.most_common(1)[0][0] for c in (told.get(name), meant.get(name)) if c), None),
            " | ".join(place.context for place in found[:MAX_CONTEXTS]),
        )
        for name, found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
        if any(place.is_told for place in found)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"name": "str", "pronouns": "str", "contexts": "str"})


def _fullest(places: dict[str, list[_Place]]) -> dict[str, str]:
    """Give names of one word the full name, of those that begin or end with it, that is named most."""
    best: dict[str, str] = {}
    for name in sorted((name for name in places if " " in name), key=lambda name: (-len(places[name]), name)):
        for word in (name.split()[-1], name.split()[0]):
            best.setdefault(word, name)
    return {name: best[name] for name in places if name in best}


def _merge(table: dict[str, Any], fullest: dict[str, str]) -> None:
    """Add what stands under a name of one word to its full name."""
    for name, full in fullest.items():
        if name in table:
            table[full] = table[full] + table[name] if full in table else table[name]
            del table[name]


def _context(text: str, one: Name) -> str:
    return " ".join(text[max(0, one.start - REACH) : one.end + REACH].split())


def _pronouns(text: str, sentences: Sequence[tuple[int, int]], people: Sequence[Name]) -> list[tuple[str, str]]:
    """Whom each he and she means, by name."""
    names = [*people, *find_described(text)]
    forms = [(start, end, SINGULAR.get(text[start:end].lower())) for start, end in find_forms(text, 0, len(text))]
    pronouns = [(start, end, gender) for start, end, gender in forms if gender]
    found = resolve(text, sentences, names, pronouns)
    named = {one.entity for one in people}
    return [
        (entity, gender)
        for (_, _, gender), shares in zip(pronouns, found, strict=True)
        for entity, share in shares.items()
        if share >= CONFIDENT and entity in named
    ]
