"""A Reading -> the search page of its reading room, and the shards that it looks things up in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from analysis.reading import Reading
from analysis.reports.room.layout import render
from analysis.reports.room.search.explorer import LINKS, ROWS, SIDE, read_panels
from analysis.reports.room.search.index import read_index
from analysis.reports.room.search.shards import Shards
from analysis.reports.room.shelf import Shelf
from analysis.search.find import WIDTH
from analysis.tables import SECTIONS, VOICES, write_bytes

#: Facts of articles in one value of a shard.
_A_PART = 1_000


def write_search(
    reading: Reading, folder: Path, *, shelf: Shelf, ledger: Sequence[tuple[str, str]] = (), **shared: Any
) -> list[Path]:
    """Write ``search.html``, its ``search/NNN.js``, ``text.html`` and ``explorer.html`` into a reading room.

    Parameters
    ----------
    reading : Reading
    folder : Path
    shelf : Shelf
        Which articles have a page of their own.
    ledger : sequence of (file, classes)
        Of each utterance of the quote ledger, its page and what its filters go by: ``search/ledger.js``.
    **shared
        What the pages of a room share: ``names``, ``home``, ``room``, ``selected``.

    Returns
    -------
    list of Path
        Every file written. Shards of an earlier report that this one does not write are taken away.
    """
    shards = Shards(folder / "search")
    index, texts = read_index(reading, shelf)
    text_firsts, text_names = shards.write(texts)
    words, word_names = shards.write(index.words(reading.study.study.language))
    parts = [index.facts[at : at + _A_PART] for at in range(0, len(index.facts), _A_PART)]
    _, fact_names = shards.write(enumerate(parts))
    facts = {
        "outlets": index.outlets,
        "people": index.people,
        "speakers": index.speakers,
        "voices": VOICES,
        "sections": SECTIONS,
        "width": WIDTH,
        "texts": [text_firsts, text_names],
        "words": [words, word_names],
        "facts": fact_names,
    }

    def written_down(names: Sequence[str]) -> Markup:
        return Markup(json.dumps({name: facts[name] for name in names}, ensure_ascii=False).replace("<", "\\u003c"))

    page = render(
        "search.html",
        data=written_down(list(facts)),
        terms=index.terms(),
        n_articles=len(reading.articles),
        n_words=sum(index.n_words),
        **shared,
    )
    written = [*shards.written, write_bytes(folder / "search.html", page.encode("utf-8", "replace"))]
    data = written_down("outlets speakers voices texts facts".split())
    page = render("text.html", data=data, study=reading.study.id, **shared)
    written.append(write_bytes(folder / "text.html", page.encode("utf-8", "replace")))
    content = f'shard("ledger",{json.dumps(list(ledger), separators=(",", ":"))});\n'
    written.append(write_bytes(folder / "search" / "ledger.js", content.encode()))
    page = render(
        "explorer.html",
        panels=read_panels(reading),
        size=SIDE,
        most_links=LINKS,
        most_rows=ROWS,
        **shared,
    )
    written.append(write_bytes(folder / "explorer.html", page.encode("utf-8", "replace")))
    for path in {*(folder / "search").glob("*.js")} - set(written):
        path.unlink()
    return written
