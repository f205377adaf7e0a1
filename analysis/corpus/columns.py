"""The names of a table's columns -> whether it can be read, and what names that are not ours may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.corpus.records import COLUMNS, Note
from analysis.errors import ArticlesError

__all__ = ["DELIMITERS", "guess_columns", "is_header", "note_ignored", "refuse_columns"]

DELIMITERS = (",", ";", "\t", "|")
#: What databases, collectors and exports call our columns, in lower case and without marks between words.
_MEANINGS = {
    "article_id": "id docid documentid uuid guid articleid storyid storiesid accessionnumber itemid",
    "text": "body content contents maintext article articletext articlebody fulltext bodytext storytext plaintext",
    "outlet": "source sourcename publication publicationname publicationtitle medianame media publisher newspaper site "
    "sitename domain sourcedomain outletname mediaoutlet",
    "published": "date pubdate publishdate publisheddate publishedat datepublished datepublish publicationdate "
    "dateofpublication firstpublished webpublicationdate",
    "headline": "title hed articletitle webtitle headlinemain",
    "url": "link weburl uri permalink articleurl articlelink",
}
#: Columns that do the same work: any of them will do.
_GROUPS = {
    "text": ("text", "file"),
    "outlet": ("outlet", "outlet_id"),
    "published": ("published", "published_earliest", "published_latest"),
}
#: Columns that an error lists.
_SHOWN = 400


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


_KNOWN = {_plain(name): name for name in COLUMNS} | {
    name: meaning for meaning, names in _MEANINGS.items() for name in names.split()
}


def guess_columns(columns: Iterable[str]) -> dict[str, list[str]]:
    """Say what columns may mean that are not named as ours: each meaning that has no column yet, with its candidates.

    Examples
    --------
    >>> guess_columns(["article_id", "Text", "pub_date", "title", "mood"])
    {'text': ['Text'], 'published': ['pub_date'], 'headline': ['title']}
    """
    columns = list(columns)
    found: dict[str, list[str]] = {}
    for name in columns:
        meaning = _KNOWN.get(_plain(name))
        if meaning and not set(_GROUPS.get(meaning, (meaning,))) & set(columns):
            found.setdefault(meaning, []).append(name)
    return found


def is_header(names: Sequence[str]) -> bool:
    """Tell the header of a table of articles: short names, two or more of which we know."""
    meanings = [_KNOWN.get(_plain(name)) for name in names]
    is_short = all(len(name.split()) <= 4 and not name.startswith(" ") for name in names)
    return is_short and len(set(filter(None, meanings))) >= 2 and len(names) >= 2


def note_ignored(columns: Iterable[str]) -> list[Note]:
    """Note the columns that are not ours, each with what it may mean."""
    columns = list(columns)
    meanings = {name: meaning for meaning, names in guess_columns(columns).items() for name in names}
    ignored = [
        f"{name} (may be {meanings[name]})" if name in meanings else name for name in columns if name not in COLUMNS
    ]
    return [Note(None, "columns ignored", ", ".join(ignored))] if ignored else []


def refuse_columns(table: str, columns: Sequence[str], texts: Sequence[str] = ("text", "file")) -> None:
    """Raise for a table that cannot be read as it is named, and say what its columns may mean.

    Parameters
    ----------
    table : str
        What the error calls it.
    columns : sequence of str
        The names as written.
    texts : sequence of str
        The columns of which one must be there, beside `article_id`.

    Raises
    ------
    ArticlesError
        A column is missing that an article needs, or stands twice; or outlet or date stand under another name.
    """
    known = [name for name in columns if name in COLUMNS]
    if "article_id" not in known or not set(texts) & set(known):
        needed = "article_id and text" + (" (or file)" if "file" in texts else "")
        none = "" if {"text", *texts} & {*known, *guess_columns(columns)} else "; none looks like text"
        raise ArticlesError(f"{table} must have the columns {needed}; {_found(columns)}{none}.")
    if len(set(known)) < len(known):
        raise ArticlesError(f"{table} must name each column once; {_found(columns)}.")
    refuse_renamed(table, columns)


def refuse_renamed(table: str, columns: Sequence[str]) -> None:
    """Raise where ids, texts, outlets or dates would be lost because their columns have other names."""
    lost = [name for name in ("article_id", *_GROUPS) if name in guess_columns(columns)]
    if lost:
        raise ArticlesError(
            f"{table} must call its columns {' and '.join(f'`{name}`' for name in lost)}; {_found(columns)}."
        )


def _found(columns: Sequence[str]) -> str:
    """List the columns that there are, and what they may mean."""
    guesses = guess_columns(columns)
    may = "; ".join(f"{' or '.join(f'`{name}`' for name in names)} may be {it}" for it, names in guesses.items())
    return f"columns found: {', '.join(columns)[:_SHOWN] or 'none'}" + (f" ({may}: rename them)" if may else "")
