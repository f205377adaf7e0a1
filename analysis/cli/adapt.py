"""``narrative code adapt``: a method of sentiment, or readers of frames, fitted to what was coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.code import on_coding
from analysis.cli.common import say

if TYPE_CHECKING:
    from analysis.reading import Reading
    from analysis.study import Study
    from analysis.validity.coding import Coding


@click.command(short_help="Adapt the method of sentiment, or learn readers of frames, by what was coded.")
@click.option(
    "--measure",
    type=click.Choice(["sentiment", "frame"]),
    default="sentiment",
    show_default=True,
    help="What is adapted: sentiment, or a learned reader beside the codebook for each frame of the coded axes.",
)
@on_coding
def adapt(reading: Reading, found: Coding, measure: str) -> None:
    """Fit the last layer of the study's method of sentiment (small or linear) again to the mentions that were coded.

    Writes adapted.json into the coding if that gains on articles that the fit has not seen; else nothing changes. A
    study that names the file under `sentiment: {adapted: ...}` is measured with it.

    With `--measure frame` it learns from coded sentences a reader of each frame, which is heard where the codebook is
    silent, and writes those that gain on articles not seen into learned.json. A frame that names the file under
    `learned: ...` is read with it.

    \b
    Example:
      narrative code adapt my_study
      narrative code adapt my_study --measure frame
    """
    from analysis.validity import adapt as adapting

    if measure == "frame":
        _learn(reading, found)
        return
    method = reading.study.sentiment.method
    mentions = adapting.coded_mentions(reading, found)
    adapted, is_kept = adapting.adapt(mentions, method, adapting.hash_labels(found))
    say(f"{method}: {adapting.describe_adapted(adapted)}")
    if is_kept:
        adapting.write_adapted(found.folder, adapted)
    use = f"To measure with it, write in study.yaml: sentiment: {{method: {method}, adapted: %s}}"
    _say_kept(reading.study, found.folder / adapting.FILE, use if is_kept else None)


def _say_kept(study: Study, path: Path, use: str | None) -> None:
    """Say how a study names what was written, or that nothing was."""
    path = path.resolve()
    if use:
        name = (path.relative_to(study.folder) if path.is_relative_to(study.folder) else path).as_posix()
        say(f"{path}\n{use % name}")
        return
    say("Nothing is proven to be gained, so nothing changes.")
    if path.is_file():
        say(f"{path} is of an earlier fit; a study that names it should do so no longer.")


def _learn(reading: Reading, found: Coding) -> None:
    """Learn the readers of the coded frames, and keep those that gain."""
    from analysis.validity import learn as learning

    kept = {}
    for frame_id, coded in learning.coded_frames(reading).items():
        reader, gain = learning.learn(coded)
        say(f"{frame_id}: {learning.describe_learned(reader, gain)}")
        if gain.lower > 0:
            kept[frame_id] = reader
    path = found.folder / learning.FILE
    if kept:
        learning.write_learned(path.resolve(), kept)
    use = f"To read with it, write in study.yaml, at {', '.join(kept)}: learned: %s"
    _say_kept(reading.study, path, use if kept else None)
