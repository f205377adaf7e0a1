"""What an article itself says that somebody is called, too: before a marriage, at birth, on a stage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.people.names.parts import folded
from analysis.text.english.names import given_names, not_people

_WORD = r"[A-Z][\w'-]*[\w]"
_NAME = rf"(?P<name>(?:The )?{_WORD}(?: {_WORD}){{0,3}})(?=[,.;)]| ?[–—]| -|\Z)"
#: Behind a name: another of the person. What says no more than a time is followed by the same given name. What somebody
#: is best known as is a part that they played.
_BEHIND = re.compile(
    r"(?:,? \(|, | [–—-]+ )(?:or )?(?:"
    r"(?P<same>then|now|once|formerly|previously|later|today|as she was then)"
    r"|(?:who was )?(?P<birth>nee|born)"
    r"|a\.?k\.?a\.?:?|(?:also |better |widely |professionally |formerly |originally )*"
    r"known (?:\w+ly |on stage |to \w+ |online )?as"
    r"|(?:(?:whose|his|her|their) )?(?:real|birth|legal|given|stage|maiden) name(?: is| was|:)?"
    r"|who (?:\w+ly )?(?:perform|record|rap|sing|write|tour|goe?|stream)(?:s|ed)?(?: under the name| by| as)+"
    rf") {_NAME}"
)
#: Before a name: what the person was called, with the same given name.
_BEFORE = re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?: {_WORD}){{1,3}})(?:, | \()(?:now|later|today|the future) \Z")


def names_told(searched: str, start: int, end: int) -> Iterator[str]:
    """Yield what the text around a whole name says that its bearer is called, too; ``searched`` is `plain`.

    Examples
    --------
    >>> told = "Nora Sand (nee Pike), better known as Dex, left."
    >>> list(names_told(told, 0, 9)), list(names_told("Nora Pike, now Nora Sand, left.", 15, 24))
    (['Pike', 'Nora Pike', 'Dex'], ['Nora Pike', 'Pike'])
    """
    given, at = searched[start:end].split()[0], end
    while found := _BEHIND.match(searched, at):
        name = found["name"]
        first = name.split()[0]
        is_born = " " in name and first in given_names() and name not in not_people()  # no place: born Sydney, 1980
        is_sure = found["same"] is None and (found["birth"] != "born" or is_born)
        if is_sure or first == given:
            yield name
            if first == given and " " in name:
                yield from dict.fromkeys((name.split()[-1], f"{given} {name.split()[-1]}"))
            elif found["birth"] == "nee":
                yield f"{given} {name}"
        at = found.end() + searched.startswith(")", found.end())
    before = _BEFORE.search(searched, max(0, start - 60), start)
    if before and before["name"].startswith(f"{given} ") and folded(before["name"]) != folded(searched[start:end]):
        yield from (before["name"], before["name"].split()[-1])
