"""Names of outlets -> ids that are safe in file names and never fall together."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from analysis.study import Study

__all__ = ["outlet_ids", "slug"]


def slug(name: str) -> str:
    """Make an id of lower-case ASCII letters, digits and hyphens, at most 60 long; "" if nothing is left.

    Examples
    --------
    >>> slug("The Gazette"), slug("Café del Mar"), slug("../etc")
    ('the-gazette', 'cafe-del-mar', 'etc')
    """
    plain = unicodedata.normalize("NFKD", name[:300]).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:60].strip("-")


def outlet_ids(names: Sequence[str | None], study: Study) -> list[str | None]:
    """Give each name of an outlet its id: the study's, else its slug.

    Names that fall on one slug (``BBC``, ``bbc``), or have none (Cyrillic, ``..``), carry a hash of the name.
    """
    owner = {outlet.name: outlet_id for outlet_id, outlet in study.outlets.items()}
    slugs: dict[str, set[str]] = {outlet_id: {name} for name, outlet_id in owner.items()}
    for name in dict.fromkeys(name for name in names if name):
        slugs.setdefault(slug(name), set()).add(name)
    for made, sharing in slugs.items():
        for name in sharing - set(owner):
            alone = len(sharing) == 1 and len(made) >= 2
            mark = hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
            owner[name] = made if alone else f"{made or 'outlet'}-{mark}"
    return [owner[name] if name else None for name in names]
