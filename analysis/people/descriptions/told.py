"""What an article tells of whoever it names: "bus driver Ana Roe", "Bo Lee, a chef from Leeds", "Cy Doe is a cook"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.people.pronouns.scene import NAMED, Name
from analysis.text.english.kin import KIN, is_person
from analysis.text.english.names import OFFICES

#: The longest title that is looked for before a name.
_LONG_TITLE = 30
_TITLE = re.compile(r"(?:\A|[\s“\"(—-])([A-Za-z][\w’-]+) \Z")
#: An apposition, or what a name is said to be, up to its noun and whatever closes the phrase.
_SAID_TO_BE = re.compile(
    r"(?:,? \(?\d{1,3}\)?)?"
    r"(?:, (?:(?:now|then|who is|who was) )?| (?:is|was|became|remains) (?:also |now |once )?| [–—] | \()"
    r"(?:an?|the|his|her|their|[\w’-]+[’']s) (?:[\w’&-]+ ){0,5}?(?P<noun>[a-z][\w’-]*)"
    r"(?: (?:and|&) (?:an? )?(?P<more>[a-z][\w’-]*))?(?=[,.;)–—]| (?:who|whose|of|from|in|at|behind|for|on|with)\b)"
)


def find_told(text: str, names: Iterable[Name]) -> Iterator[tuple[str, str]]:
    """Give nouns of trade and the like, each with whoever of those named is called so somewhere in the article.

    Examples
    --------
    >>> text = "Bus driver Ana Roe met Bo Lee, 40, a chef and author from Leeds."
    >>> list(find_told(text, [Name(11, 18, "ana", None, "study"), Name(23, 29, "bo", None, "study")]))
    [('driver', 'ana'), ('chef', 'bo'), ('author', 'bo')]
    """
    for name in names:
        if name.certainty not in NAMED:
            continue
        title = _TITLE.search(text, max(0, name.start - _LONG_TITLE), name.start)
        said = _SAID_TO_BE.match(text, name.end)
        for noun in (title and title[1].lower(), said and said["noun"], said and said["more"]):
            if noun and noun not in KIN and (is_person(noun) or noun in OFFICES):
                yield noun, name.entity
