"""The names of a table's columns -> whether it can be read, and what names that are not ours may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.corpus.records import COLUMNS, Note
from analysis.errors import ArticlesError
from analysis.study import ArticleSource

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
    "byline": "author authors authorname authornames creator creators writer writers",
    "url": "link weburl uri permalink articleurl articlelink",
}
#: Columns that do the same work: any of them will do.
_GROUPS = {
    "text": ("text", "file"),
    "outlet": ("outlet", "outlet_id"),
    "published": ("published", "published_earliest", "published_latest"),
}
#: Objects inside an object that hold fields of the article itself (Webz, Guardian, Elasticsearch and others).
_HOLDERS = frozenset("thread fields article attributes _source document story post".split())
#: What `narrative import` writes beside our columns.
_OWN = frozenset("source_file source_sha256 locator reader raw_parts flags".split())
#: Columns that an error lists.
_SHOWN = 400


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


_KNOWN = {_plain(name): name for name in COLUMNS} | {
    name: meaning for meaning, names in _MEANINGS.items() for name in names.split()
}


def guess_columns(columns: Iterable[str], named: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Say what columns may mean that are not named as ours: each meaning that has no column yet, with its candidates.

    ``named`` are the columns whose meaning is known; else those that have our names.

    Examples
    --------
    >>> guess_columns(["article_id", "Text", "pub_date", "title", "mood"])
    {'text': ['Text'], 'published': ['pub_date'], 'headline': ['title']}
    """
    columns = sorted(columns, key=lambda name: name.count("."))  # stable: nested names come last
    named = {name: name for name in columns if name in COLUMNS} if named is None else named
    known = set(named.values())
    found: dict[str, list[str]] = {}
    for name in columns:
        meaning = _meaning(name)
        if meaning and name not in named and not set(_GROUPS.get(meaning, (meaning,))) & known:
            others = found.setdefault(meaning, [])
            if not others or others[0].count(".") == name.count("."):
                others.append(name)
    return found


def _meaning(name: str) -> str | None:
    """Say what a name means; one inside an object that holds an article's own fields as if it stood alone."""
    holder, dot, inner = name.rpartition(".")
    if dot and holder.rpartition(".")[2] in _HOLDERS and (inner in COLUMNS or _plain(inner) in _KNOWN):
        return _KNOWN.get(_plain(inner))
    return _KNOWN.get(_plain(name))


def is_header(names: Sequence[str]) -> bool:
    """Tell the header of a table of articles: short names, two or more of which we know."""
    meanings = [_KNOWN.get(_plain(name)) for name in names]
    is_short = all(len(name.split()) <= 4 and not name.startswith(" ") for name in names)
    return is_short and len(set(filter(None, meanings))) >= 2 and len(names) >= 2


def name_columns(
    table: str,
    columns: Sequence[str],
    options: ArticleSource,
    notes: list[Note],
    texts: Sequence[str] = ("text", "file"),
) -> dict[str, str]:
    """Say which of a table's columns are ours: those that study.yaml names, ours by name, and the only one that fits.

    Parameters
    ----------
    table : str
        What an error calls it.
    columns : sequence of str
        The names as written; of a nested object with dots (``source.name``).
    options : ArticleSource
        Its `columns` come first; with `join` the table needs no text, with `outlet` no outlet.
    notes : list of Note
        Takes what was taken by itself and what is left.
    texts : sequence of str
        The columns of which one must be there.

    Returns
    -------
    dict
        Name as written -> one of `COLUMNS`.

    Raises
    ------
    ArticlesError
        No column holds text, two may, a name stands twice, or study.yaml names a column that is not there.

    Examples
    --------
    >>> name_columns("a.csv", ["id", "content", "mood"], ArticleSource(path="a.csv"), [])
    {'id': 'article_id', 'content': 'text'}
    """
    named = _stated(table, columns, options.columns)
    for name in columns:
        if name in COLUMNS and name not in named and name not in named.values():
            named[name] = name
    known = [name for name in columns if name in named]
    if len(set(known)) < len(known):
        raise ArticlesError(f"{table} must name each column once; {_found(columns, named)}.")
    guesses = guess_columns(columns, named)
    taken = {names[0]: meaning for meaning, names in guesses.items() if len(names) == 1}
    unclear = {meaning: names for meaning, names in guesses.items() if len(names) > 1}
    needed = {*texts} if not options.join else set()
    lost = [meaning for meaning in ("text", "outlet", "published") if meaning in unclear]
    lost = [meaning for meaning in lost if not (meaning == "outlet" and options.outlet)]
    if lost:
        raise ArticlesError(f"{table} must say which column is {' and which '.join(lost)}; {_found(columns, named)}.")
    named |= taken
    if needed and not needed & set(named.values()):
        raise ArticlesError(f"{table} must have a column of text; {_found(columns, named)}; none looks like text.")
    if taken:
        listed = ", ".join(f"{theirs} as {ours}" for theirs, ours in taken.items())
        stated = ", ".join(f"{ours}: {_yaml(theirs)}" for theirs, ours in named.items() if theirs != ours)
        notes.append(Note(None, "columns taken", f"{table}: {listed} (in study.yaml: `columns: {{{stated}}}`)"))
    notes += _note_ignored(table, columns, named, unclear)
    return named


def propose_columns(columns: Sequence[str]) -> str:
    """Write as YAML what columns may mean, ready to paste into study.yaml; "" where nothing is to be proposed.

    Examples
    --------
    >>> propose_columns(["id", "content", "pub_date", "date"])
    'columns: {article_id: id, text: content, published: pub_date}  # or date'
    """
    guesses = guess_columns(columns, {name: name for name in columns if name in COLUMNS})
    if not guesses:
        return ""
    pairs = ", ".join(f"{ours}: {_yaml(names[0])}" for ours, names in guesses.items())
    others = [name for names in guesses.values() for name in names[1:]]
    return f"columns: {{{pairs}}}" + (f"  # or {', '.join(others)}" if others else "")


def _yaml(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][\w.]*(?: [\w.]+)*", name) else '"' + name.replace('"', '\\"') + '"'


def _stated(table: str, columns: Sequence[str], stated: dict[str, str]) -> dict[str, str]:
    """Turn the columns of study.yaml round, and refuse those that are not there or mean nothing."""
    for ours, theirs in stated.items():
        if ours not in COLUMNS:
            raise ArticlesError(f"`columns` must name ours first; `{ours}` is none of {', '.join(sorted(COLUMNS))}.")
        if theirs not in columns:
            raise ArticlesError(f"{table} must have the column `{theirs}` ({ours}); {_found(columns, {})}.")
    return {theirs: ours for ours, theirs in stated.items()}


def _note_ignored(
    table: str, columns: Sequence[str], named: dict[str, str], unclear: dict[str, list[str]]
) -> list[Note]:
    """Note the columns that are not taken, each with what it may mean."""
    meanings = {name: meaning for meaning, names in unclear.items() for name in names}
    ignored = [
        f"{name or '(no name)'} (may be {meanings[name]})" if name in meanings else name or "(no name)"
        for name in columns
        if name not in named and name.partition(".")[0] not in _OWN
    ]
    return [Note(None, "columns ignored", f"{table}: {', '.join(ignored)}")] if ignored else []


def _found(columns: Sequence[str], named: dict[str, str]) -> str:
    """List the columns that there are, and what they may mean as YAML to paste."""
    proposal = propose_columns([name for name in columns if name not in named])
    found = f"columns found: {', '.join(columns)[:_SHOWN] or 'none'}"
    return found + (f" (in study.yaml: `{proposal}`)" if proposal else "")
