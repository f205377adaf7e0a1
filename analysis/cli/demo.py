"""``narrative demo``: a generated study with known effects, to see every notebook at scale."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import Refused, refusing, say
from analysis.plurals import plural


@click.command(short_help="Write a study in which everything is invented.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--articles", default=400, show_default=True, help="How many articles; two an outlet at least.")
@click.option("--outlets", default=6, show_default=True, help="How many outlets, 1 to 200.")
@click.option("--seed", default=0, show_default=True, help="The same seed writes the same bytes.")
@click.option("--coded", is_flag=True, help="Also a hand coding, by simulated coders of known error.")
@refusing
def demo(folder: Path, articles: int, outlets: int, seed: int, coded: bool) -> None:
    """Write a study of invented people, outlets and articles into FOLDER, with the effects that were planted in it.

    \b
    Example:
      narrative demo demo --articles 400 --outlets 6
      narrative report demo
      narrative demo coded --articles 200 --outlets 4 --coded
    """
    from analysis.corpus.demo import write_demo

    if (folder / "study.yaml").exists() and not (folder / "planted.json").exists():
        raise Refused(f"FOLDER must not hold a study that is no demo; {folder} does, and it would be written over.")
    for path in write_demo(folder, articles=articles, outlets=outlets, seed=seed):
        say(str(path))
    if coded:
        _code(folder, outlets)
    made = f"{plural(articles, 'article')} of {plural(outlets, 'outlet')}"
    say(f"{made}, all invented; what was planted stands in planted.json")


def _code(folder: Path, outlets: int) -> None:
    """Read the demo, and let simulated coders code a sample of it: fifty units of a question in each outlet."""
    from analysis import pipeline
    from analysis.validity.folder import coding_folder
    from analysis.validity.simulated import write_simulated

    for path in (folder / "coding").glob("*"):
        if path.name in ("plan.json", "coding_units.csv", "labels.csv", "planted.json"):
            path.unlink()
    reading = pipeline.read(folder)
    for path in write_simulated(reading, coding_folder(reading.study), n=50 * outlets):
        say(str(path))
