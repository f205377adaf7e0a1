"""Records without an id -> one made of what they hold: it depends on no other record, and is the same in every run."""

from __future__ import annotations

import hashlib
from collections import Counter

from analysis.corpus.records import Note


def make_id(fields: dict[str, str]) -> tuple[str, str]:
    """Make an id of the address, else of all that the record says; and name what it was made of.

    Examples
    --------
    >>> make_id({"url": "https://gazette.example/1", "text": "Yes."})
    ('url-9d3e27022c9c', 'address')
    >>> make_id({"text": "Yes."})[1]
    'text'
    """
    if url := fields.get("url", "").strip():
        return f"url-{_hash(url)}", "address"
    known = (fields.get(name, "") for name in ("outlet", "published", "headline", "text"))
    return f"text-{_hash(chr(0).join(known))}", "text"


def _hash(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def count_made(made: Counter[str]) -> list[Note]:
    """Note how many ids were made, and of what."""
    said = ", ".join(f"{n:,} of the {what}" for what, n in sorted(made.items()))
    return [Note(None, "ids made", f"{said}: no column names them")] if said else []
