"""What is done with one part, from its file to tables; each step is a function of its arguments and runs anywhere."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.compare.agency import give_agency_its_voice, name_agencies
from analysis.compare.health import list_facts
from analysis.compare.roles import told_tables
from analysis.compare.samples import export_samples, measure_samples
from analysis.compare.shares import measure_shares
from analysis.compare.whole import count_axes
from analysis.parts.records import Made
from analysis.parts.slices import read_part
from analysis.parts.words import list_terms
from analysis.pipeline import read_slice
from analysis.study import Study
from analysis.tables import conform, read_file
from analysis.text.furniture import Repeated
from analysis.text.repeated import read_paragraphs
from analysis.validity.frames import Ratio, correct_axes

#: Tables that no other part bears on, those that an agency's voice may change, and what is kept for the whole.
FINAL = ("raw_offsets", "repairs", "sentences", "mentions", "quotes", "valences", "narrated_times")
VOICED = ("articles", "segments", "sentiments", "frame_hits", "person_scores", "axis_scores")
READ, VOICES = "work/read", "work/voices"


def list_paragraphs(file: str) -> dict[str, pd.DataFrame]:
    """List the paragraphs of a part, of which the whole corpus says which are boilerplate."""
    return {"work/paragraphs": read_paragraphs(read_file(Path(file)))}


def read_one(
    file: str, study: Study, corrections: pd.DataFrame, lexicon: str, repeated: Repeated
) -> dict[str, pd.DataFrame]:
    """Read the articles of a part into every table of theirs."""
    articles = read_file(Path(file))
    tables, reasons = read_slice(articles, study, corrections, lexicon=lexicon, repeated=repeated)
    aside = articles[articles["article_id"].isin(reasons)]
    return {
        **{name: tables[name] for name in FINAL},
        **{f"{READ}/{name}": tables[name] for name in (*VOICED, "notes")},
        f"{READ}/aside": aside.assign(reason=aside["article_id"].map(reasons).astype("str")),
    }


def voice_one(
    folder: str,
    part: int,
    study: Study,
    spread: pd.DataFrame,
    copies: pd.DataFrame,
    has_agency: bool,
    pieces: int,
) -> dict[str, Made]:
    """Give agency copy its voice in a part, and take its measures apart.

    Parameters
    ----------
    folder, part
        Of the tables that `read_one` made.
    study : Study
    spread : DataFrame
        From `analysis.compare.agency.find_spread`, the articles of this part.
    copies : DataFrame
        Table of that name, the articles of this part.
    has_agency : bool
        Whether some article of the corpus that tells the story is by an agency.
    pieces : int
        Of the work on terms of all parts: those of each piece are written so that they can be read alone.
    """

    def load(name: str, table: str) -> pd.DataFrame:
        return conform(read_part(folder, name, part), table)

    tables = {name: load(f"{READ}/{name}", name) for name in VOICED} | {name: load(name, name) for name in FINAL}
    tables["articles"] = name_agencies(tables["articles"], spread)
    tables |= give_agency_its_voice(tables, study) | {"copies": copies}
    told = told_tables(tables)
    samples = measure_samples(told, study, has_agency=has_agency)
    shares = measure_shares(told, study, every=True)
    text = dict.fromkeys(("measure", "facet", "unit_id", "article_id"), "str")
    return {
        **list_terms(told, pieces),
        **{f"work/{name}": table for name, table in count_axes(told, study).items()},
        **{f"work/{name}": table for name, table in list_facts(tables).items()},
        **{name: tables[name] for name in VOICED if name != "axis_scores"},
        f"{VOICES}/axis_scores": tables["axis_scores"],
        "copies": copies,
        "samples": export_samples(tables, study, has_agency=has_agency),
        "work/samples": samples.astype(text),
        "work/shares": shares.astype(text),
    }


def correct_one(folder: str, part: int, ratios: dict[str, Ratio]) -> dict[str, pd.DataFrame]:
    """Correct the scores of the articles of a part by what people coded."""
    scores = conform(read_part(folder, f"{VOICES}/axis_scores", part), "axis_scores")
    return {"axis_scores": correct_axes(scores, ratios)}
