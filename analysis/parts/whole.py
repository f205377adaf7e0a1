"""The tables of all parts -> those that need the whole corpus, each of the columns that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pandas.api.types import union_categoricals

from analysis.compare.contrasts import adjust_families
from analysis.compare.coverage import Dated, cover, pair_items
from analysis.compare.headlines import find_headline_events, match_headlines
from analysis.compare.health import judge_health
from analysis.compare.quotes.contexts import find_contexts
from analysis.compare.roles import add_touched, count_touched, told_of
from analysis.compare.shares import keep_shares, present_shares
from analysis.compare.whole import Asked, Changed, ask_all, contrast_one, score_counted
from analysis.parts.ledger import HEADLINES, REFERENCES, ROWS
from analysis.parts.merged import merge_rows, take_all
from analysis.parts.records import OPEN, Groups, Made, file_name
from analysis.parts.slices import open_rows, read_part, take_rows
from analysis.study import Study
from analysis.tables import empty, read_file
from analysis.text.furniture import Repeated
from analysis.text.repeated import choose_repeated
from analysis.validity.coding import read_coding
from analysis.validity.folder import coding_folder
from analysis.validity.frames import coded_sentences, measure_ratios
from analysis.validity.population import COLUMNS as UNIT_COLUMNS
from analysis.validity.population import find_population
from analysis.validity.whole import code_all, coded_variables

#: Columns of each table that comparing needs.
COLUMNS = {
    "articles": "article_id outlet_id outlet published_earliest published_latest text role role_evidence agency",
    "sentences": "article_id sentence_index paragraph_index section start end",
    "quotes": "article_id quote_index attribution_index kind content_start content_end quoted_start quoted_end cue"
    " cue_start source source_kind person_id people scope",
    "segments": "article_id segment_index sentence_index start end voice holder_kind holder_id",
    "frame_hits": "article_id start sentence_index section frame_id indicator function scope voice holder_kind"
    " holder_id about_id weight standing",
}
Tables = dict[str, Made]
#: What is corrected by coding before it is a table, and by how much.
SCORES, RATIOS = "work/scores", "work/ratios"
#: What of a part could be coded, and the tables that say so.
UNITS = "work/units"
CODED = "articles sentences segments mentions quotes sentiments valences frame_hits copies".split()
#: Contrasts before their false discovery rate is known.
CONTRASTED = "work/contrasted"
#: The paragraphs that outlets repeat.
REPEATED = "work/repeated"
#: What stands around the quotations of each part.
CONTEXTS = OPEN + "contexts"
#: What headlines retell; the ledgers of the articles that tell the story, and of those that tell or touch it.
RETOLD, TOLD, NEAR = "work/retold", "told", "near"


def load(folder: str | Path, name: str, parts: Sequence[int], columns: str | None = None) -> pd.DataFrame:
    """Put the parts of a table end to end, all columns or some."""
    wanted = columns or COLUMNS.get(name)
    return pd.concat((read_part(folder, name, part, wanted) for part in parts), ignore_index=True)


@dataclass(frozen=True)
class Parts:
    """The parts of a table, one after the other, as often as they are asked for."""

    folder: str
    name: str
    parts: Sequence[int]

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return (read_part(self.folder, self.name, part) for part in self.parts)


def see_repeated(folder: str, parts: Sequence[int], sizes: pd.Series, least: int) -> Tables:
    """Choose the paragraphs that outlets repeat (`analysis.text.repeated.choose_repeated`)."""
    chosen = choose_repeated(Parts(folder, "work/paragraphs", parts), sizes, least)
    rows = pd.DataFrame([(*key, *found) for key, found in chosen.items()], columns=["outlet_id", "number", "n", "text"])
    return {REPEATED: rows.astype({"outlet_id": "str", "number": "int64", "n": "int64", "text": "str"})}


def load_repeated(folder: str | Path) -> Repeated:
    """Give the paragraphs that `see_repeated` chose."""
    rows = read_part(folder, REPEATED, 0).itertuples(index=False, name=None)
    return {(outlet_id, number): (n, text) for outlet_id, number, n, text in rows}


def see_quotes(folder: str, parts: Sequence[int], name: str) -> Tables:
    """Put the pieces of the ledger in the order of its key."""
    return {"whole/shared_quotes": merge_rows(folder, ROWS.format(name), parts, "shared_quotes")}


def see_headlines(folder: str, parts: Sequence[int], part: int, study: Study, name: str) -> Tables:
    """Find the headlines of all parts that retell an utterance of a piece of the ledger."""
    rows = take_all(folder, ROWS.format(name), part, ["utterance_id", "article_id"]).to_pandas()
    references = load(folder, REFERENCES.format(name), [part])
    headlines = load(folder, HEADLINES.format(name), parts)
    articles = load(folder, "articles", parts, "article_id published_earliest published_latest")
    articles = articles[articles["article_id"].isin(set(rows["article_id"].tolist()))]
    found = match_headlines(references, rows, headlines, articles, study.news_days)
    return {RETOLD: pd.DataFrame(found, columns=["item_id", "article_id"], dtype="str")}


def see_coverage(folder: str, parts: Sequence[int], study: Study, near: bool) -> Tables:
    """Tell which outlet covers what; of the ledger ids alone are held.

    Parameters
    ----------
    near : bool
        Whether there is a ledger of the articles that touch the story, too.
    """
    every = load(folder, "articles", parts, "article_id outlet_id role published_earliest published_latest")
    dated = Dated.read(told_of(every), load(folder, "copies", parts, "article_id cluster_id drawn_id"))
    mentions, times = (
        _told_of(folder, name, parts, item)
        for name, item in (("mentions", "person_id"), ("narrated_times", "event_id"))
    )
    known = [
        pair_items("person", mentions["person_id"], mentions["article_id"]),
        pair_items("event", times["event_id"], times["article_id"]),
        *(_headline_events(folder, part, study) for part in parts),
    ]
    frames = cover(pd.concat(known, ignore_index=True), _spoken(folder, parts), dated, study)
    if near:
        touched = set(every.loc[every["role"] == "touched", "article_id"].tolist())
        wide = pd.concat([_touching(folder, part, touched) for part in parts], ignore_index=True)
        ids = set(wide["article_id"].tolist())
        ledger = pd.concat([rows[rows["article_id"].isin(ids)] for rows in _ledger(folder, LEDGER_KEY)])
        roles = every[every["role"].isna() | every["role"].isin(("told", "touched"))]
        tables = {"mentions": mentions, "narrated_times": times, "articles": roles}
        counts = count_touched(ledger, wide, tables)
        frames = (add_touched(frame, counts) for frame in frames)
    return {"whole/coverage": Groups(chain([empty("coverage")], frames))}


LEDGER_KEY = ["utterance_id", "article_id", "quote_index"]


def _ledger(folder: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Read table `shared_quotes`, in the order of its key, some rows at a time."""
    with pq.ParquetFile(Path(folder) / file_name("whole/shared_quotes", 0)) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, list(columns), use_threads=False).to_pandas(use_threads=False)


def _spoken(folder: str, parts: Sequence[int]) -> Iterator[pd.DataFrame]:
    """Give which article tells of which utterance, as `cover` takes it: each frame ends where an utterance does."""
    retold = load(folder, RETOLD, parts).sort_values(["item_id", "article_id"], ignore_index=True)
    ids = retold["item_id"].to_numpy(object)
    rows, done = pd.DataFrame({"item_id": [], "article_id": []}, dtype="str"), 0
    for more in _ledger(folder, LEDGER_KEY[:2]):
        rows = pd.concat([rows, more.rename(columns={"utterance_id": "item_id"})], ignore_index=True)
        item = rows["item_id"].to_numpy(object)
        if len(item) and item[0] != item[-1]:
            edge, end = (int(np.searchsorted(one, item[-1])) for one in (item, ids))
            yield pd.concat([rows.iloc[:edge], retold.iloc[done:end]], ignore_index=True)
            rows, done = rows.iloc[edge:], end
    yield pd.concat([rows, retold.iloc[done:]], ignore_index=True)


def _touching(folder: str, part: int, touched: Set[str]) -> pd.DataFrame:
    """Take the key of the utterances of a piece of the wider ledger that an article which touches the story tells."""
    rows: pd.DataFrame = take_all(folder, ROWS.format(NEAR), part, LEDGER_KEY).to_pandas()
    ids = rows.loc[rows["article_id"].isin(touched), "utterance_id"]
    return rows[rows["utterance_id"].isin(set(ids.tolist()))]


def _headline_events(folder: str, part: int, study: Study) -> pd.DataFrame:
    """Give the events whose words the headlines of a part hold."""
    columns = "article_id outlet_id role published_earliest published_latest text"
    articles = told_of(load(folder, "articles", [part], columns))
    sentences = load(folder, "sentences", [part], "article_id section start end")
    found = find_headline_events(articles, sentences, study, study.news_days)
    pairs = pd.DataFrame(found, columns=["item", "article_id"], dtype="str")
    return pair_items("event", pairs["item"], pairs["article_id"])


def _told_of(folder: str, name: str, parts: Sequence[int], item: str) -> pd.DataFrame:
    """Give whom or what each article tells of, once."""
    every = (read_part(folder, name, part, f"article_id {item}") for part in parts)
    return pd.concat((rows.dropna().drop_duplicates() for rows in every), ignore_index=True)


def see_contexts(folder: str, parts: Sequence[int], part: int, first: str, last: str, name: str) -> Tables:
    """Tell what stands around the quotations of the articles of a part, from the first id to the last."""
    ledger = pd.concat([_rows_of(folder, ROWS.format(name), one, first, last) for one in parts], ignore_index=True)
    names = "articles sentences segments valences quotes frame_hits".split()
    return {CONTEXTS: find_contexts(ledger, {name: load(folder, name, [part]) for name in names})}


def _rows_of(folder: str, name: str, part: int, first: str, last: str) -> pd.DataFrame:
    """Take the rows of a piece of the ledger that are of neighbouring articles."""
    columns = "utterance_id article_id quote_index attribution_index kind start end".split()
    with open_rows(folder, name, part) as batch:
        ids = batch["article_id"]
        is_own = pc.and_(
            pc.greater_equal(ids, pa.scalar(first, ids.type)), pc.less_equal(ids, pa.scalar(last, ids.type))
        )
        rows = np.flatnonzero(is_own.to_numpy(zero_copy_only=False))
    found: pd.DataFrame = take_rows(folder, name, part, rows, columns).to_pandas()
    return found


def join_contexts(folder: str, parts: Sequence[int]) -> Tables:
    """Put what stands around quotations in the order of its key."""
    return {"whole/quote_contexts": merge_rows(folder, CONTEXTS, parts, "quote_contexts")}


def ask_contrasts(folder: str, parts: Sequence[int], study: Study) -> list[Asked]:
    """List the pieces of work on contrasts."""
    every = (told_of(read_part(folder, "articles", part, "article_id outlet_id outlet role")) for part in parts)
    return ask_all(pd.concat(one.drop_duplicates(["outlet_id", "outlet"]) for one in every), study)


def see_contrasts(folder: str, parts: Sequence[int], study: Study, asked: Asked) -> Tables:
    """Make some of the contrasts."""
    shares = Parts(folder, "work/shares", parts)
    are_there = pd.concat(present_shares(part) for part in shares).drop_duplicates()
    told = told_of(load(folder, "articles", parts, "article_id published_earliest published_latest role"))
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    samples, kept = Parts(folder, "work/samples", parts), Changed(shares, partial(keep_shares, are_there=are_there))
    return {CONTRASTED: contrast_one(asked, samples, kept, told, copies, study)}


def join_contrasts(folder: str, pieces: Sequence[int]) -> Tables:
    """Put the contrasts of all pieces of work together."""
    return _named({"contrasts": adjust_families([read_part(folder, CONTRASTED, piece) for piece in pieces])})


def see_axes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Score outlets and speakers on each axis; articles go by numbers, as their ids are longer than what they say."""
    told = told_of(load(folder, "articles", parts, "article_id outlet_id role"))
    ids = pd.Index(told["article_id"])
    counts = {name: load_numbered(folder, f"work/{name}", parts, ids) for name in ("hits", "lengths", "heard")}
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    told, copies = (one.assign(article_id=ids.get_indexer(pd.Index(one["article_id"]))) for one in (told, copies))
    return {SCORES: score_counted(counts, told, copies[copies["article_id"] >= 0], study)}


def load_numbered(folder: str, name: str, parts: Sequence[int], ids: pd.Index) -> pd.DataFrame:
    """Put the parts of a table end to end, articles by their place in `ids`, each different text once."""
    frames: list[pd.DataFrame] = []
    for frame in Parts(folder, name, parts):
        texts: dict[str, Any] = dict.fromkeys(frame.select_dtypes("str").columns.drop("article_id"), "category")
        article = ids.get_indexer(pd.Index(frame["article_id"])).astype(np.int32)
        frames.append(frame.assign(article_id=article).astype(texts))
    columns = {}
    for column in frames[0].columns.tolist():
        own = [frame.pop(column) for frame in frames]
        is_text = isinstance(own[0].dtype, pd.CategoricalDtype)
        columns[column] = union_categoricals(own) if is_text else np.concatenate(own)
    return pd.DataFrame(columns)


def see_health(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Check the articles of each outlet."""
    known = {name: load(folder, f"work/{name}", parts) for name in ("facts", "pages")}
    notes = read_file(Path(folder) / "whole" / "notes.parquet", ["article_id", "kind"])
    copies = load(folder, "copies", parts, "article_id n_copies")
    return _named({"health": judge_health(known, copies, notes, study)})


def list_units(folder: str, part: int, study: Study) -> Tables:
    """List the units of a part that could be coded, for every variable that somebody coded."""
    coding = read_coding(coding_folder(study))
    tables = {name: read_part(folder, name, part) for name in CODED}
    found = [find_population(tables, study, one) for one in (coded_variables(coding, study) if coding else ())]
    text = {name: "str" for name in UNIT_COLUMNS if name not in ("start", "end", "value", "is_scored")}
    none = pd.DataFrame(columns=list(UNIT_COLUMNS))
    return {UNITS: pd.concat(found or [none], ignore_index=True).astype(text)}


def see_codes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the tables of what people coded; no text is held, and where nobody coded no part is opened."""
    coding = read_coding(coding_folder(study))
    populations: dict[str, pd.DataFrame] = {}
    tables = {"articles": empty("articles")}
    if coding is not None:
        tables = {"articles": load(folder, "articles", parts, "article_id outlet_id outlet")}
        units = pd.concat(Parts(folder, UNITS, parts), ignore_index=True)
        of = units["variable"].to_numpy(object)
        names = [one.name for one in coded_variables(coding, study)]
        populations = {name: units[of == name].reset_index(drop=True) for name in names}
    coded = code_all(tables, study, coding_folder(study), populations=populations)
    found = measure_ratios(coded_sentences(tables | coded, study, populations))
    ratios = [(axis_id, *one) for axis_id, one in found.items()]
    return _named(coded) | {RATIOS: pd.DataFrame(ratios, columns=["axis_id", "log", "error"])}


def _named(tables: Mapping[str, pd.DataFrame]) -> Tables:
    return {f"whole/{name}": table for name, table in tables.items()}


#: The steps that see the whole corpus, none of which waits for another; all need what `voice_one` made.
WHOLE = (see_axes, see_health, see_codes)
