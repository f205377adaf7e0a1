"""The tables of all parts -> those that need the whole corpus, each of the columns that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from analysis.compare.health import judge_health
from analysis.compare.quotes.contexts import find_contexts
from analysis.compare.roles import told_of
from analysis.compare.shares import keep_shares, present_shares
from analysis.compare.whole import Changed, compare_ledger, contrast_samples, score_counted
from analysis.parts.records import file_name
from analysis.pipeline import see_coding
from analysis.study import Study
from analysis.tables import conform, empty
from analysis.validity.coding import read_coding
from analysis.validity.folder import coding_folder
from analysis.validity.frames import coded_sentences, measure_ratios

__all__ = [
    "RATIOS",
    "SCORES",
    "WHOLE",
    "Parts",
    "join_contexts",
    "load",
    "see_axes",
    "see_codes",
    "see_contexts",
    "see_quotes",
]

#: Columns of each table that comparing needs.
COLUMNS = {
    "articles": "article_id outlet_id outlet published_earliest published_latest text role role_evidence agency",
    "sentences": "article_id sentence_index paragraph_index section start end",
    "quotes": "article_id quote_index attribution_index kind content_start content_end quoted_start quoted_end cue"
    " cue_start source source_kind person_id scope",
    "segments": "article_id segment_index sentence_index start end voice holder_kind holder_id",
    "frame_hits": "article_id start sentence_index section frame_id indicator function scope voice holder_kind"
    " holder_id about_id weight standing",
}
Tables = dict[str, pd.DataFrame]
#: What is corrected by coding before it is a table, and by how much.
SCORES, RATIOS = "work/scores", "work/ratios"
#: What stands around the quotations of each part.
CONTEXTS = "work/contexts"


def load(folder: str | Path, name: str, parts: Sequence[int], columns: str | None = None) -> pd.DataFrame:
    """Put the parts of a table end to end, all columns or some."""
    wanted = columns or COLUMNS.get(name)
    names = wanted.split() if wanted else None
    frames = (pd.read_parquet(Path(folder) / file_name(name, part), columns=names) for part in parts)
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class Parts:
    """The parts of a table, one after the other, as often as they are asked for."""

    folder: str
    name: str
    parts: Sequence[int]

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return (pd.read_parquet(Path(self.folder) / file_name(self.name, part)) for part in self.parts)


def see_quotes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the ledger, and coverage; what stands around quotations is added by part (`see_contexts`)."""
    tables = {name: load(folder, name, parts) for name in ("articles", "quotes")}
    tables |= {
        "mentions": _told_of(folder, "mentions", parts, "person_id"),
        "narrated_times": _told_of(folder, "narrated_times", parts, "event_id"),
        "sentences": pd.concat(part[part["section"] == "headline"] for part in Parts(folder, "sentences", parts)),
    }
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    return _named(compare_ledger(tables, study, copies))


def _told_of(folder: str, name: str, parts: Sequence[int], item: str) -> pd.DataFrame:
    """Give whom or what each article tells of, in the order in which it does."""
    columns = ["article_id", item]
    files = (Path(folder) / file_name(name, part) for part in parts)
    found = (pd.read_parquet(file, columns=columns).dropna().drop_duplicates() for file in files)
    return pd.concat(found, ignore_index=True)


def see_contexts(folder: str, part: int, first: str, last: str) -> Tables:
    """Tell what stands around the quotations of the articles of a part, from the first id to the last."""
    bounds = [("article_id", ">=", first), ("article_id", "<=", last)]
    ledger = pd.read_parquet(Path(folder) / file_name("whole/shared_quotes", 0), filters=bounds)
    names = "articles sentences segments valences quotes frame_hits".split()
    return {CONTEXTS: find_contexts(ledger, {name: load(folder, name, [part]) for name in names})}


def join_contexts(folder: str, parts: Sequence[int]) -> Tables:
    """Put what stands around quotations in the order of the ledger."""
    keys = ["utterance_id", "article_id", "quote_index"]
    ledger = pd.read_parquet(Path(folder) / file_name("whole/shared_quotes", 0), columns=keys)
    found = ledger.merge(load(folder, CONTEXTS, parts), on=keys, how="left")
    return _named({"quote_contexts": conform(found, "quote_contexts")})


def see_contrasts(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the contrasts."""
    shares = Parts(folder, "work/shares", parts)
    are_there = pd.concat(present_shares(part) for part in shares).drop_duplicates()
    told = told_of(
        load(folder, "articles", parts, "article_id outlet_id outlet published_earliest published_latest role")
    )
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    samples, kept = Parts(folder, "work/samples", parts), Changed(shares, partial(keep_shares, are_there=are_there))
    return _named({"contrasts": contrast_samples(samples, kept, told, copies, study)})


def see_axes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Score outlets and speakers on each axis."""
    counts = {name: load_coded(folder, f"work/{name}", parts) for name in ("hits", "lengths", "heard")}
    told = told_of(load(folder, "articles", parts, "article_id outlet_id role"))
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    return {SCORES: score_counted(counts, told, copies, study)}


def load_coded(folder: str, name: str, parts: Sequence[int]) -> pd.DataFrame:
    """Put the parts of a table end to end, each different text once: rows are many, and what they say is not."""
    frames = list(Parts(folder, name, parts))
    columns = {}
    for column, dtype in frames[0].dtypes.items():
        own = [frame[column] for frame in frames]
        is_text = isinstance(dtype, pd.StringDtype)
        columns[column] = (
            union_categoricals([one.astype("category") for one in own]) if is_text else np.concatenate(own)
        )
    return pd.DataFrame(columns)


def see_health(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Check the articles of each outlet."""
    known = {name: load(folder, f"work/{name}", parts) for name in ("facts", "pages")}
    notes = pd.read_parquet(Path(folder) / "whole" / "notes.parquet", columns=["article_id", "kind"])
    copies = load(folder, "copies", parts, "article_id n_copies")
    return _named({"health": judge_health(known, copies, notes, study)})


def see_codes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the tables of what people coded; where nobody did, no part is opened."""
    names = "articles sentences segments mentions quotes sentiments valences frame_hits copies"
    every = parts if read_coding(coding_folder(study)) is not None else parts[:0]
    tables = {
        name: pd.concat([empty(name), *(pd.read_parquet(Path(folder) / file_name(name, one)) for one in every)])
        for name in names.split()
    }
    coded = see_coding(tables, study)
    found = measure_ratios(coded_sentences(tables | coded, study))
    ratios = [(axis_id, *one) for axis_id, one in found.items()]
    return _named(coded) | {RATIOS: pd.DataFrame(ratios, columns=["axis_id", "log", "error"])}


def _named(tables: Tables) -> Tables:
    return {f"whole/{name}": table for name, table in tables.items()}


#: The steps that see the whole corpus, none of which waits for another; all need what `voice_one` made.
WHOLE = (see_quotes, see_contrasts, see_axes, see_health, see_codes)
