"""A study's sources and what came of them -> lines that say what each file is, and by what sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.door import choose_format
from analysis.corpus.fields.written_dates import looks_like_date
from analysis.corpus.files.find import find_files
from analysis.corpus.files.kinds import Foreign
from analysis.corpus.files.source import Source
from analysis.corpus.read import Loaded
from analysis.errors import ArticlesError
from analysis.plurals import plural
from analysis.study import ArticleSource, Study

#: Delivered files that are named one by one, those with most articles.
_NAMED = 20
#: Files of which the sign is looked for: those of one source are alike.
_FILES = 200


class Kind(NamedTuple):
    """What the files of a source are, and by what sign the first of them is known."""

    label: str
    sign: str
    names: list[str]


def describe_sources(source: Any, study: Study, loaded: Loaded) -> list[str]:
    """Say of each source what its files are, by what sign, how many articles it gave, and how it writes dates;
    and from which delivered files articles came.

    Examples
    --------
    >>> from analysis.corpus import read_articles
    >>> from analysis.study import read_study
    >>> print(*describe_sources(None, read_study(), read_articles(None, read_study())), sep="\\n")
      articles.csv: a table (by a header of 16 columns)
      Read as delimited: 3 articles
      From articles/000_69af431e6ccc7184.txt (delimited): 1 article
      From articles/001_c2f0f5e8921239a9.txt (delimited): 1 article
      From articles/002_18f62c2dfa6f69a7.txt (delimited): 1 article
    """
    if isinstance(source, pd.DataFrame):
        return []
    sources = study.articles if source is None else (ArticleSource(path=str(source)),)
    base = study.folder if source is None else Path()
    lines = [line for one in sources for line in _describe(one, base)]
    for reader, rows in loaded.articles.groupby("reader", sort=True):
        lines.append(f"  Read as {reader}: {plural(len(rows), 'article')}" + _dates(rows))
    files = count_files(loaded.articles)
    shown = files.sort_values("articles", ascending=False, kind="stable")[:_NAMED]
    lines += [
        f"  From {file} ({reader}): {plural(n, 'article')}"
        for file, reader, n in shown[["file", "reader", "articles"]].itertuples(index=False, name=None)
    ]
    if len(files) > _NAMED:
        n = int(files["articles"].sum() - shown["articles"].sum())
        lines.append(f"  From {len(files) - _NAMED:,} more files: {plural(n, 'article')}")
    return lines


def count_files(articles: pd.DataFrame) -> pd.DataFrame:
    """Count the articles of each delivered file and of each reader, in the order in which they were first read.

    Returns
    -------
    DataFrame
        ``file`` (missing: given as a table in memory), ``reader``, ``articles``, ``outlets`` (known ones) and
        ``first`` and ``last``, the ids of the first and the last article.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "source_file": "a.csv", "reader": "delimited"})
    >>> count_files(articles.assign(outlet_id=["sun", None])).values.tolist()
    [['a.csv', 'delimited', 2, 1, '1', '2']]
    """
    grouped = articles.groupby(["source_file", "reader"], sort=False, dropna=False)
    table = grouped.agg(
        articles=("article_id", "size"),
        outlets=("outlet_id", "nunique"),
        first=("article_id", "first"),
        last=("article_id", "last"),
    )
    return table.reset_index().rename(columns={"source_file": "file"})


def _describe(options: ArticleSource, base: Path) -> Iterator[str]:
    try:
        found = list(find_files(base, options.path))
    except ArticlesError as error:
        yield f"  {options.path}: {error}"
        return
    kinds: dict[str, Kind] = {}
    for one in found[:_FILES]:
        label, sign = _kind(Source(one.path, one.name, "", is_named=one.is_named), options)
        kinds.setdefault(label, Kind(label, sign, [])).names.append(one.name)
    for kind in kinds.values():
        n = len(kind.names)
        what = kind.names[0] if len(found) == 1 else f"{options.path}: {plural(n, 'file')}, {kind.names[0]}"
        what += " …" if n > 1 else ""
        yield f"  {what}: {kind.label}" + (f" (by {kind.sign})" if kind.sign else "")
    if len(found) > _FILES:
        yield f"  {options.path}: and {len(found) - _FILES:,} more files"


def _kind(source: Source, options: ArticleSource) -> tuple[str, str]:
    try:
        chosen, sign = choose_format(source, options)
    except (Foreign, OSError) as error:
        return f"not read: {error}", ""
    return chosen.label, sign


def _dates(rows: pd.DataFrame) -> str:
    """Show one date as it is written, with the day that it was read as, where they differ."""
    stated = rows[rows["published_basis"] == "stated"]
    shown = _differing(stated["published_evidence"].tolist(), stated["published_earliest"].tolist())
    return f"; dates such as “{shown[0]}” are {shown[1]}" if shown else ""


def _differing(written: Sequence[Any], days: Sequence[pd.Timestamp]) -> tuple[str, str] | None:
    pairs = zip(written, (day.date().isoformat() for day in days), strict=True)
    return next(
        (
            (words, day)
            for words, day in pairs
            if isinstance(words, str) and looks_like_date(words) and words.strip() != day
        ),
        None,
    )
