"""The tables of all parts -> those that need the whole corpus, each of the columns that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.compare.health import find_health
from analysis.compare.roles import told_of, told_tables
from analysis.compare.shares import drop_absent
from analysis.compare.whole import compare_quotes, compare_words, contrast_samples, score_all_axes
from analysis.parts.records import file_name
from analysis.pipeline import see_coding
from analysis.study import Study
from analysis.validity.frames import coded_sentences, measure_ratios

__all__ = ["RATIOS", "SCORES", "WHOLE", "load", "see_axes", "see_codes"]

#: Columns of each table that comparing needs.
COLUMNS = {
    "articles": "article_id outlet_id outlet published_earliest published_latest text role role_evidence agency",
    "sentences": "article_id sentence_index paragraph_index section start end",
    "segments": "article_id segment_index sentence_index start end voice holder_kind holder_id",
    "mentions": "article_id sentence_index start end person_id",
    "frame_hits": "article_id start sentence_index section frame_id indicator function scope voice holder_kind"
    " holder_id about_id weight standing",
}
Tables = dict[str, pd.DataFrame]
#: What is corrected by coding before it is a table, and by how much.
SCORES, RATIOS = "work/scores", "work/ratios"


def load(folder: str | Path, name: str, parts: Sequence[int], columns: str | None = None) -> pd.DataFrame:
    """Put the parts of a table end to end, all columns or some."""
    wanted = columns or COLUMNS.get(name)
    names = wanted.split() if wanted else None
    frames = (pd.read_parquet(Path(folder) / file_name(name, part), columns=names) for part in parts)
    return pd.concat(frames, ignore_index=True)


def _load_all(folder: str, parts: Sequence[int], names: str) -> Tables:
    return {name: load(folder, name, parts) for name in names.split()}


def see_quotes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the ledger, what stands around quotations, and coverage."""
    names = "articles quotes mentions narrated_times sentences segments valences frame_hits"
    return _named(compare_quotes(_load_all(folder, parts, names), study, load(folder, "copies", parts)))


def see_words(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the key words."""
    told = told_tables(_load_all(folder, parts, "articles segments"))
    return _named({"keyness": compare_words(told, load(folder, "copies", parts), study)})


def see_contrasts(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the contrasts."""
    samples, shares = (load(folder, f"work/{name}", parts) for name in ("samples", "shares"))
    columns = "article_id outlet_id outlet published_earliest published_latest role"
    told = told_of(load(folder, "articles", parts, columns))
    shares = drop_absent(shares)
    return _named({"contrasts": contrast_samples(samples, shares, told, load(folder, "copies", parts), study)})


def see_axes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Score outlets and speakers on each axis."""
    told = told_tables(_load_all(folder, parts, "articles frame_hits sentences segments"))
    return {SCORES: score_all_axes(told, load(folder, "copies", parts), study)}


def see_health(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Check the articles of each outlet."""
    tables = _load_all(folder, parts, "articles sentences quotes copies repairs")
    notes = pd.read_parquet(Path(folder) / "whole" / "notes.parquet")
    return _named({"health": find_health(tables | {"notes": notes}, study)})


def see_codes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the tables of what people coded."""
    names = "articles sentences segments mentions quotes sentiments valences frame_hits copies"
    tables = {
        name: pd.concat(pd.read_parquet(Path(folder) / file_name(name, one)) for one in parts) for name in names.split()
    }
    coded = see_coding(tables, study)
    found = measure_ratios(coded_sentences(tables | coded, study))
    ratios = [(axis_id, *one) for axis_id, one in found.items()]
    return _named(coded) | {RATIOS: pd.DataFrame(ratios, columns=["axis_id", "log", "error"])}


def _named(tables: Tables) -> Tables:
    return {f"whole/{name}": table for name, table in tables.items()}


#: The steps that see the whole corpus, none of which waits for another; all need what `voice_one` made.
WHOLE = (see_quotes, see_words, see_contrasts, see_axes, see_health, see_codes)
