"""Correlate the rungs of sentiment with blind readings: ``python -m benchmarks.readings [FOLDER]``.

FOLDER is a coding of the shipped study, ``examples/coding`` if left out: ``coding_units.csv`` says where each mention
stands, and ``labels.csv`` what each reader, who saw no score, found of the stretch round it, from -2 to 2. Prints r of
each rung's values with the mean of the readings, over all units and over those in the outlets' own words, and by how
much the study's method is above each other rung, with 95 % intervals by resampling units.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

import analysis
from analysis.sentiment.ladder import RUNGS, VADER
from analysis.sentiment.targets import by_others
from analysis.sentiment.valences import choose_lexicon, scoring_texts
from benchmarks.rungs import bare, signed

__all__ = ["compare", "main", "read_units"]

FOLDER = Path("examples/coding")
DRAWS = 2000


def read_units(folder: Path) -> pd.DataFrame:
    """Give a row a unit: where it stands, and a column with the value of each reading.

    Raises
    ------
    SystemExit
        The folder is no coding, or has fewer than two readings, or one that does not read every unit.
    """
    files = folder / "coding_units.csv", folder / "labels.csv"
    if not all(file.is_file() for file in files):
        sys.exit(f"FOLDER must hold coding_units.csv and labels.csv; {folder} does not.")
    units, labels = (pd.read_csv(file, dtype={"unit_id": str, "article_id": str}) for file in files)
    units = units.loc[units["variable"] == "sentiment", ["unit_id", "article_id", "start", "end", "target"]]
    labels = labels[labels["variable"] == "sentiment"]
    readings = labels.pivot(index="unit_id", columns="coder_id", values="value").astype(float)
    if readings.shape[1] < 2:
        sys.exit(f"FOLDER must hold two readings or more; {folder} does not.")
    if set(readings.index) != set(units["unit_id"]) or readings.isna().any(axis=None):
        sys.exit(f"Each reading of {folder} must read every unit once, and no other.")
    units = units.rename(columns={"target": "target_id"}).join(readings.add_prefix("sentiment_"), on="unit_id")
    return units


def compare(readings: np.ndarray, values: dict[str, np.ndarray], of: str, draws: int = DRAWS) -> pd.DataFrame:
    """Give r of each method with the readings, by how much that of one method is above it, and the interval of that.

    Examples
    --------
    >>> found = compare(np.arange(9.0), {"a": np.arange(9.0), "b": -np.arange(9.0)}, "a", draws=20)
    >>> found[["r", "less"]].to_numpy().tolist()
    [[1.0, 0.0], [-1.0, 2.0]]
    """
    random = np.random.default_rng(0)
    chosen = [np.arange(len(readings)), *random.integers(0, len(readings), (draws, len(readings)))]
    rows = []
    for name, one in values.items():
        pairs = [(_r(readings[at], values[of][at]), _r(readings[at], one[at])) for at in chosen]
        less = np.array([ours - theirs for ours, theirs in pairs])
        rows.append((name, round(pairs[0][1], 4), round(less[0], 4), *np.nanquantile(less[1:], (0.025, 0.975))))
    return pd.DataFrame(rows, columns=["method", "r", "less", "lower", "upper"])


def _r(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def find_values(units: pd.DataFrame) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Give the mean value of each rung over the mentions of each unit, 0 without evidence; and which are own words."""
    reading = analysis.read(method="small")
    table = by_others(reading.sentiments).merge(
        reading.mentions[["article_id", "mention_index", "start", "end"]],
        on=["article_id", "mention_index"],
        suffixes=("", "_mention"),
    )
    mention = ["article_id", "mention_index"]
    read = table[table["method"] == "small"].merge(units, on=["article_id", "target_id"], suffixes=("", "_unit"))
    read = read[(read["start"] <= read["start_unit"]) & (read["end_unit"] <= read["end"])]
    if set(read["unit_id"]) != set(units["unit_id"]):
        sys.exit("Every unit must be a stretch of the shipped study that somebody else says of a person there.")
    texts = scoring_texts(reading.articles, reading.mentions, reading.study, reading.segments)
    lexicon = choose_lexicon(reading.study)
    values = {}
    for name, rung in RUNGS.items():
        rows = table[table["method"] == (name if name in VADER else "small")]
        rows = rows.merge(read[[*mention, "unit_id"]], on=mention)
        pieces = [texts[id_][a:b] for id_, a, b in zip(rows["article_id"], rows["start"], rows["end"], strict=True)]
        starts, ends = rows["start_mention"] - rows["start"], rows[["end_mention", "end"]].min(axis=1) - rows["start"]
        found = rung.score(pieces, list(zip(starts.tolist(), ends.tolist(), strict=True)), lexicon)
        means = pd.Series(np.nan_to_num(found)).groupby(rows["unit_id"].to_numpy()).mean()
        values[name] = means.reindex(units["unit_id"]).to_numpy()
    voices = read.drop_duplicates("unit_id").set_index("unit_id")["voice"]
    return values, (voices.reindex(units["unit_id"]) == "own").to_numpy()


def main(arguments: list[str]) -> None:
    """Print how the readings agree, and r of each rung with their mean."""
    units = read_units(Path(arguments[0]) if arguments else FOLDER)
    readings = units[[name for name in units.columns if name.startswith("sentiment_")]].to_numpy(float)
    print(f"{len(units)} units, {readings.shape[1]} readings; r between the first two {bare(_r(*readings.T[:2]))}\n")
    values, own = find_values(units)
    method = analysis.read_study().sentiment.method
    print(f"| units | n | rung | r | `{method}` less it |\n|---|---|---|---|---|")
    for what, keep in (("all", np.ones(len(own), bool)), ("the outlets' own words", own)):
        found = compare(readings[keep].mean(axis=1), {name: one[keep] for name, one in values.items()}, method)
        for name, r, less, lower, upper in found.itertuples(index=False):
            paired = "" if name == method else f"{signed(less)} ({signed(lower)} to {signed(upper)})"
            print(f"| {what} | {keep.sum()} | `{name}` | {bare(r)} | {paired} |")


if __name__ == "__main__":
    main(sys.argv[1:])
