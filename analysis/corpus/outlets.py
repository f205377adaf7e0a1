"""Names of outlets -> ids that are safe in file names and never fall together, and one name for each.

An id depends on the name that it stands for and on the study, never on the other rows of a source.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.study import SLUG, Study


def slug(name: str) -> str:
    """Make an id of lower-case ASCII letters, digits and hyphens, at most 60 long; "" if nothing is left.

    Examples
    --------
    >>> slug("The Gazette"), slug("Café del Mar"), slug("../etc")
    ('the-gazette', 'cafe-del-mar', 'etc')
    """
    plain = unicodedata.normalize("NFKD", name[:300]).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:60].strip("-")


#: Characters that show nothing (Unicode's default ignorable ones that texts hold): marks of byte order and of joining,
#: soft hyphens, choices of a glyph.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def fold(name: str) -> str:
    """Give what two names share that differ only in case, blanks, Unicode form or what nobody sees.

    Examples
    --------
    >>> fold(" The  TIDE ") == fold("the tide"), fold("Cafe\\u0301") == fold("Caf\\u00e9"), fold("A-B") == fold("A B")
    (True, True, False)
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", name))
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split())


def outlet_id(name: str, study: Study) -> str:
    """Give a name of an outlet its id: the study's, else its slug, with a hash of the name where the slug lost a part.

    Examples
    --------
    >>> from analysis.study import read_study
    >>> [outlet_id(name, read_study()) for name in ("The TIDE", "The Tide (North)")]
    ['the-tide', 'the-tide-north-bb2666c9']
    """
    folded = fold(name)
    for known, outlet in study.outlets.items():
        if fold(outlet.name) == folded:
            return known
    made = slug(folded)
    if made == folded.replace(" ", "-") and "-" not in folded and len(made) >= 2 and made not in study.outlets:
        return made
    return f"{made or 'outlet'}-{hashlib.blake2b(folded.encode(), digest_size=4).hexdigest()}"


def join_outlets(names: Sequence[str | None], study: Study) -> tuple[list[str | None], list[str | None], list[str]]:
    """Give each name the id and the one name of its outlet, and say which spellings were joined.

    The name is the study's, else the spelling that stands most often (of equals the first by code points), without
    blanks round it.
    """
    counts = Counter(name for name in names if name)
    spellings: dict[str, list[str]] = {}
    for name in sorted(counts):
        spellings.setdefault(outlet_id(name, study), []).append(name)
    shown = {
        made: study.outlets[made].name if made in study.outlets else max(alike, key=lambda name: counts[name])
        for made, alike in spellings.items()
    }
    shown = {
        made: " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", name)).split()) for made, name in shown.items()
    }
    joined = [f"{shown[made]}: {_listed({*alike, shown[made]})}" for made, alike in spellings.items() if len(alike) > 1]
    owner = {name: made for made, alike in spellings.items() for name in alike}
    ids = [owner[name] if name else None for name in names]
    return ids, [shown[made] if made else None for made in ids], joined


def join_ids(ids: Iterable[str], study: Study) -> dict[str, str]:
    """Give each id that a source states for an outlet the one that stands for it: itself where it is an id, else the
    one made of it as of a name.
    """
    stated = {one for one in ids if one}
    return {
        one: one if one in study.outlets or re.fullmatch(SLUG, one) else outlet_id(one, study) for one in sorted(stated)
    }


def _listed(names: Iterable[str]) -> str:
    """List spellings in quotation marks; those that look alike, by Unicode form or unseen marks, as their escapes."""
    return ", ".join(
        repr(name) if unicodedata.is_normalized("NFKC", name) and not _UNSEEN.search(name) else ascii(name)
        for name in sorted(names)
    )
