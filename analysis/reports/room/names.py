"""Ids of a study -> the words, classes and file names that its pages use; nothing of an id reaches a page as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from analysis.study import Study

#: Colours of frames that the style sheet has; a study with more frames uses them again.
N_COLOURS = 6

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
#: Characters that a page must not carry though a document may hold them: controls, and marks that turn text around.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Names:
    """What the pages call the people, relations, frames and outlets of a study.

    Classes are numbers in the order of the study file, such as ``p0`` and ``f1``: ids are whatever a study says.
    """

    def __init__(self, study: Study, outlets: Iterable[tuple[str | None, str | None]] = ()) -> None:
        self.study = study
        self.people = study.person_names
        known = [(some_id, name) for some_id, name in outlets if isinstance(some_id, str)]
        self.outlets = {some_id: name if isinstance(name, str) else some_id for some_id, name in known}
        self.outlets |= {outlet_id: outlet.name for outlet_id, outlet in study.outlets.items()}
        self._outlet_class = {outlet_id: f"o{at}" for at, outlet_id in enumerate(self.outlets)}
        self._person_class = {person_id: f"p{at}" for at, person_id in enumerate(study.people)}
        self._frame_class = {frame_id: f"f{at}" for at, frame_id in enumerate(study.frames)}

    def name(self, some_id: str | None) -> str:
        """Name people (one, a relation's or several together) or an outlet; an id that is not known names itself."""
        people = self._members(some_id)
        if all(person_id in self.people for person_id in people):
            return self.study.name_people("|".join(people))
        return self.outlets.get(some_id or "") or some_id or ""

    def frame(self, frame_id: str) -> str:
        """Give the label of a frame."""
        return self.study.frames[frame_id].label

    def person_classes(self, some_id: str | None) -> list[str]:
        """Give the class of a person, or those of a relation's people or of several together."""
        return [self._person_class[one] for one in self._members(some_id) if one in self._person_class]

    def _members(self, some_id: str | None) -> Sequence[str]:
        relation = self.study.relations.get(some_id or "")
        return relation.people if relation else (some_id or "").split("|")

    def outlet_class(self, outlet_id: str) -> str:
        """Give the class of an outlet."""
        return self._outlet_class[outlet_id]

    def frame_class(self, frame_id: str) -> str:
        """Give the class of a frame, and of its colour."""
        at = self._frame_class[frame_id]
        return f"{at} c{int(at[1:]) % N_COLOURS}"

    def person_chips(self) -> list[tuple[str, str, str]]:
        """Give each person's id, class and name, for filters."""
        return [(person_id, self._person_class[person_id], name) for person_id, name in self.people.items()]

    def frame_chips(self) -> list[tuple[str, str, str]]:
        """Give each frame's id, classes and label, for filters."""
        return [(frame_id, self.frame_class(frame_id), self.frame(frame_id)) for frame_id in self._frame_class]

    def outlet_chips(self) -> list[tuple[str, str, str]]:
        """Give each outlet's id, class and name, for filters."""
        return [(outlet_id, self._outlet_class[outlet_id], name) for outlet_id, name in self.outlets.items()]


def article_file(article_id: str) -> str:
    """Name the page of an article, by its id where that is a safe name on every system, else with a hash of it.

    Examples
    --------
    >>> article_file("007"), article_file("../BBC")
    ('article-007.html', 'article-bbc.b661a805d5e9ab4f.html')
    """
    if _PLAIN.fullmatch(article_id):
        return f"article-{article_id}.html"
    slug = "-".join(re.findall("[a-z0-9]+", article_id.lower()))[:40]
    digest = blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"article-{slug}.{digest}.html"


def live_url(url: Any) -> str | None:
    """Give an address that may be a link: http or https with a host, no blank or control in it; else None.

    Examples
    --------
    >>> live_url("https://example.org/a?b=c")
    'https://example.org/a?b=c'
    >>> [live_url(url) for url in ("javascript:alert(1)", "//evil.example", "https://a b", None)]
    [None, None, None, None]
    """
    if not isinstance(url, str) or re.search(r"[\s\\<>\"]", url) or _HIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def title_of(row: Mapping[str, Any]) -> str:
    """Give an article's headline, or its outlet and id.

    Examples
    --------
    >>> title_of({"headline": None, "outlet": "The Tide", "article_id": "007"})
    'The Tide, article 007'
    """
    return row["headline"] or f"{row['outlet'] or 'Unknown outlet'}, article {row['article_id']}"


def visible(value: Any) -> Any:
    """Show controls and marks of direction as the sign of a lost character; anything else stays as it is.

    Examples
    --------
    >>> visible("a\\x1b[31mb")
    'a�[31mb'
    """
    # `Markup` is a str too; its text was made visible when it was put in.
    return _HIDDEN.sub("\ufffd", value) if type(value) is str else value
