"""What the name of a file tells: ``{outlet}_{published}_{article_id}`` -> fields."""

from __future__ import annotations

import re
from functools import cache

from analysis.corpus.files.decode import Unreadable
from analysis.errors import ArticlesError

_FIELD = re.compile(r"\{(\w*)\}")
#: What a field may hold; others hold anything but the mark of a folder.
_SHAPES = {"published": r"\d[\d.T-]*", "published_earliest": r"\d[\d.T-]*", "published_latest": r"\d[\d.T-]*"}
#: Fields whose blanks a file name writes as other marks.
_WORDS = ("outlet", "headline")


def id_by_name(template: str | None, stem: str) -> dict[str, str]:
    """Give the id of an article that is a whole file: the file's name, unless a template says which part is it.

    Examples
    --------
    >>> id_by_name(None, "001"), id_by_name("{outlet}_{article_id}", "gazette_001")
    ({'article_id': '001'}, {})
    """
    return {} if template is not None and "{article_id}" in template else {"article_id": stem}


def read_file_name(template: str, name: str) -> dict[str, str]:
    """Read the fields that a file's name tells; hyphens and low lines in outlet and headline are blanks.

    Parameters
    ----------
    template : str
        As in study.yaml, without the ending; as many folders as it names are looked at.
    name : str
        The path of the file below its folder, without its ending.

    Raises
    ------
    Unreadable
        The name is not made like that.
    ArticlesError
        The template names no field, or one twice.

    Examples
    --------
    >>> read_file_name("{outlet}_{published}_{article_id}", "The-Gazette_2024-03-01_001")
    {'outlet': 'The Gazette', 'published': '2024-03-01', 'article_id': '001'}
    >>> read_file_name("{section}/{article_id}", "bbc/sport/17")
    {'section': 'sport', 'article_id': '17'}
    """
    parts = name.split("/")
    shown = "/".join(parts[-1 - template.count("/") :])
    found = _pattern(template).fullmatch(shown)
    if not found:
        raise Unreadable(f"must be named {template}; the file name does not match: {shown[:80]!r}")
    fields = {key: value for key, value in found.groupdict().items() if value}
    for key in _WORDS:
        if key in fields and " " not in fields[key]:
            fields[key] = re.sub(r"[-_+]+", " ", fields[key]).strip()
    return fields


@cache
def _pattern(template: str) -> re.Pattern[str]:
    names = _FIELD.findall(template)
    if not names or "" in names or len(set(names)) < len(names):
        raise ArticlesError(
            f"`file_name` must name each field once, as {{outlet}}_{{article_id}} does; found {template!r}."
        )
    pieces = _FIELD.split(template)
    return re.compile("".join(_group(piece) if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)))


def _group(name: str) -> str:
    return f"(?P<{name}>{_SHAPES.get(name, '[^/]+?')})"
