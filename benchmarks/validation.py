"""How often corrected contrasts hold the truth: ``python -m benchmarks.validation [--simulations N]``.

Two outlets tell alike: of their sentences the same share is true. The machine errs, more to one side in one outlet than
in the other, and articles differ in both. Units are drawn, coded and corrected by the code of `analysis.validity`, over
20 settings of prevalence, error, articles and coded units, some with coders who err. Printed is a table in Markdown,
that of ``benchmarks/README.md``: the bias of the difference between the outlets by the machine alone and corrected, the
share of 95 % intervals that hold 0, and their width; beside them the coded units alone, and what an interval would hold
that takes every sentence for a sample of its own. Ten minutes of a core with 400 simulations a setting.
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.intervals import interval_by_sandwich
from analysis.validity.corrected import add_up, estimate
from analysis.validity.errors import degrees_of_freedom
from analysis.validity.plan import draw_units
from analysis.validity.sample import sum_clusters
from analysis.validity.variables import Quantity, Variable

__all__ = ["SETTINGS", "Setting", "simulate"]

YES = Quantity("frame_share", "x:yes", {"yes": 1.0})
VARIABLE = Variable("frame:x", "frame", "?", {"yes": "yes", "no": "no"}, "nominal", frozenset({"yes"}), (YES,), ())


class Setting(NamedTuple):
    """One world: articles and sentences of an outlet, units coded of each, share that is true, what the machine does.

    ``recall`` and ``false`` (alarms) are of the two outlets; ``between`` is how far articles differ (the precision of a
    beta: small is far); ``error`` how often a coder errs either way, which takes the same from both outlets.
    """

    articles: int
    coded: int
    share: float
    recall: tuple[float, float]
    false: tuple[float, float]
    between: float = 6.0
    error: float = 0.0
    sentences: float = 18.0


_SAME, _APART, _FAR = (0.8, 0.8), (0.85, 0.6), (0.9, 0.5)
_LOW, _ODD, _HIGH = (0.05, 0.05), (0.12, 0.03), (0.2, 0.05)
SETTINGS = [
    *(Setting(60, n, 0.25, _APART, _ODD) for n in (60, 100, 200, 300)),
    *(Setting(60, 100, share, _APART, _ODD) for share in (0.08, 0.15, 0.4, 0.6)),
    *(Setting(n, 100, 0.25, _APART, _ODD) for n in (20, 30, 150)),
    *(Setting(60, 150, 0.25, recall, false) for recall, false in ((_SAME, _LOW), (_FAR, _HIGH), (_SAME, _HIGH))),
    *(Setting(60, 150, 0.25, _APART, _ODD, between=between) for between in (2.0, 30.0)),
    *(Setting(60, 150, 0.25, _APART, _ODD, error=error) for error in (0.05, 0.1)),
    Setting(40, 200, 0.2, _FAR, _ODD, between=3.0, sentences=30.0),
    Setting(100, 80, 0.3, _FAR, _HIGH, sentences=10.0),
]


def make_world(setting: Setting, random: np.random.Generator) -> pd.DataFrame:
    """Draw the sentences of two outlets, with what is true of each and what the machine says."""
    parts = []
    for side, outlet in enumerate(("a", "b")):
        size = np.maximum(random.poisson(setting.sentences * random.gamma(4, 0.25, setting.articles)), 3)
        article = np.repeat(np.arange(setting.articles), size)

        def differ(mean: float) -> np.ndarray:
            return random.beta(setting.between * mean, setting.between * (1 - mean), setting.articles)

        share, recall, false = (
            differ(mean)[article] for mean in (setting.share, setting.recall[side], setting.false[side])
        )
        true = random.random(len(article)) < share
        machine = random.random(len(article)) < np.where(true, recall, false)
        parts.append(pd.DataFrame({"true": true, "yes": machine, "article_id": article + side * setting.articles}))
        parts[-1]["outlet_id"] = outlet
    world = pd.concat(parts, ignore_index=True)
    ids = np.arange(len(world))
    machine = np.where(world["yes"], "yes", "no")
    return world.assign(
        unit_id=ids,
        group=ids,
        cluster_id=world["article_id"],
        machine=machine,
        stratum=machine,
        side=world["yes"],
        value=np.nan,
    )


def simulate(setting: Setting, seed: int) -> dict[str, float]:
    """Draw a world, code a sample of it, and correct the difference of the outlets, which is 0 in truth."""
    random = np.random.default_rng([seed, 7])
    world = make_world(setting, random)
    drawn, _ = draw_units(world, VARIABLE, 2 * setting.coded, seed=seed)
    chance = dict(zip(drawn["unit_id"], drawn["pi"], strict=True))
    said = world["true"].to_numpy() ^ (random.random(len(world)) < setting.error)
    pi = np.array([chance.get(unit, np.nan) for unit in world["unit_id"]])
    shares = [{"yes" if yes else "no": 1.0} if p == p else None for yes, p in zip(said, pi, strict=True)]
    coded = world.assign(pi=pi, coded=pd.Series(shares, dtype=object))
    part, added = add_up(coded, YES)
    sides = [(part["outlet_id"] == outlet).to_numpy() for outlet in ("a", "b")]
    row = estimate(part, added, YES, sides)
    apart = estimate(part.assign(cluster_id=part["unit_id"]), added, YES, sides)
    alone = _coded_alone(coded[coded["pi"].notna()], said[~np.isnan(pi)])
    return {
        "machine": row["machine"],
        "corrected": row["corrected"],
        "holds": row["lower"] <= 0 <= row["upper"],
        "width": row["upper"] - row["lower"],
        "alone holds": alone.lower <= 0 <= alone.upper,
        "alone width": alone.upper - alone.lower,
        "sentences hold": apart["lower"] <= 0 <= apart["upper"],
    }


def _coded_alone(part: pd.DataFrame, said: np.ndarray):  # type: ignore[no-untyped-def]
    names = pd.Index(part["cluster_id"].unique())
    weight = 1 / part["pi"].to_numpy()
    rows = []
    for outlet in ("a", "b"):
        side = (part["outlet_id"] == outlet).to_numpy()
        rows.append(sum_clusters(part["cluster_id"][side], (weight * said)[side], weight[side], names))
    return interval_by_sandwich(*rows, df=degrees_of_freedom(part))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=400)
    n = parser.parse_args().simulations
    print("| articles · sentences · coded of each outlet | true | recall | false alarms | coders err | machine's bias "
          "| corrected | 95 % hold | width | coded alone: hold | width | articles ignored: hold |")  # fmt: skip
    print("|" + "---|" * 12)
    rows = []
    for setting in SETTINGS:
        found = pd.DataFrame([simulate(setting, seed) for seed in range(n)]).astype(float).mean()
        rows.append(found)
        pair = "{} v {}".format
        print(
            f"| {setting.articles} · {setting.sentences:.0f} · {setting.coded} | {setting.share} "
            f"| {pair(*setting.recall)} "
            f"| {pair(*setting.false)} | {setting.error} | {found['machine']:+.3f} | {found['corrected']:+.3f} "
            f"| {found['holds']:.3f} | {found['width']:.3f} "
            f"| {found['alone holds']:.3f} | {found['alone width']:.3f} "
            f"| {found['sentences hold']:.3f} |",
            flush=True,
        )
    table = pd.DataFrame(rows)
    wider = table["alone width"].sum() / table["width"].sum()
    print(
        f"\n{len(SETTINGS)} settings of {n}: coverage {table['holds'].mean():.3f} on average, "
        f"{table['holds'].min():.3f} to {table['holds'].max():.3f}; "
        f"largest bias corrected {table['corrected'].abs().max():.3f}, of the machine "
        f"{table['machine'].abs().max():.3f}; articles ignored: {table['sentences hold'].mean():.3f}, down to "
        f"{table['sentences hold'].min():.3f}; the coded alone are {wider:.3f} times "
        "as wide"
    )


if __name__ == "__main__":
    main()
