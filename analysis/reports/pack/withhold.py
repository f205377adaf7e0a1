"""Tables and files of a study -> the same without the words of its articles."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Mapping
from io import BytesIO, StringIO
from typing import Any

import pandas as pd

from analysis.reports.pack.runs import Runs, digest
from analysis.tables import csv_text

#: Columns that hold words of articles, by table; offsets beside them say where the words stand.
WORDS: Mapping[str, tuple[str, ...]] = {
    "articles": (
        "raw",
        "text",
        "headline",
        "published_evidence",
        "outlet_evidence",
        "headline_evidence",
        "url_evidence",
        "role_evidence",
        "agency_evidence",
    ),
    "mentions": ("surface",),
    "quotes": ("source", "cue"),
    "frame_hits": ("surface",),
    "narrated_times": ("surface",),
    "quote_contexts": ("cue", "adverbs"),
    "labels": ("note",),
}
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt\"\\/]")


def corpus_texts(articles: pd.DataFrame) -> list[str]:
    """Give the texts of which nothing may run on: as cleaned, and as delivered."""
    return [text for name in ("text", "raw", "headline") for text in articles[name].dropna().tolist()]


def withhold_table(table: pd.DataFrame, runs: Runs, always: Collection[str] = ()) -> tuple[pd.DataFrame, list[str]]:
    """Put hashes in the place of the words of articles.

    Parameters
    ----------
    table : DataFrame
    runs : Runs
        Of the corpus.
    always : collection of str
        Columns that hold such words; of the other columns of text, each whose cells run on as an article does, one by
        one or one after the other, is withheld as a whole too.

    Returns
    -------
    table : DataFrame
    withheld : list of str
        The columns of which each cell is now the `digest` of what it was; missing cells stay missing.
    """
    withheld = []
    for column in table.columns:
        cells = table[column]
        if not (pd.api.types.is_string_dtype(cells.dtype) or cells.dtype == object):
            continue
        if column in always or runs.hold(" ".join(map(str, cells.dropna().tolist()))):
            table = table.assign(**{column: cells.map(lambda cell: digest(str(cell)), na_action="ignore")})
            withheld.append(str(column))
    return table, withheld


def withhold_csv(content: bytes, runs: Runs) -> tuple[bytes, list[str]]:
    """Do the same to a table as CSV; it is given back byte for byte where nothing is withheld."""
    frame = pd.read_csv(StringIO(content.decode()), dtype=str, keep_default_na=False, na_values=[""])
    table, withheld = withhold_table(frame, runs)
    if not withheld:
        return content, []
    return csv_text(table).encode(), withheld


def withhold_json(value: Any, runs: Runs) -> Any:
    """Withhold what runs on as an article does from every text of a JSON value."""
    if isinstance(value, str):
        return runs.withhold(value)
    if isinstance(value, list):
        return [withhold_json(one, runs) for one in value]
    return {key: withhold_json(one, runs) for key, one in value.items()} if isinstance(value, dict) else value


def text_of(name: str, content: bytes) -> str:
    """Give the words that a file of a pack holds, those that a picture keeps about itself too."""
    if name.endswith(".png"):
        from PIL import Image

        with Image.open(BytesIO(content)) as picture:
            text = "\n".join(f"{key} {value}" for key, value in picture.info.items() if isinstance(value, str))
    else:
        text = content.decode("utf-8", "replace")
        if name.endswith(".json"):
            text = json.dumps(json.loads(text), ensure_ascii=False)
    text = html.unescape(text)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
