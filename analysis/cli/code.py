"""``narrative code``: hand coding, from a plan to corrected numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.common import PARTLY, Refused, articles_option, refusing, say, study_argument
from analysis.cli.find import read_or_open, tables_option
from analysis.plurals import plural

if TYPE_CHECKING:
    from analysis.reading import Reading
    from analysis.study import Study
    from analysis.validity.coding import Coding

coding_option = click.option(
    "--coding", type=click.Path(path_type=Path), help="Folder of the coding.  [default: coding, beside the study file]"
)


@click.group(short_help="Code by hand, and correct the numbers by it.")
def code() -> None:
    """Code by hand how right each measure is in this corpus, and correct its numbers by it.

    \b
    Example:
      narrative code plan my_study --measure frame --coders ana,bo --n 200
      narrative code sheet my_study
      narrative code read my_study answers/*.csv
      narrative code report my_study
    """


def _folder(study: Study, coding: Path | None) -> Path:
    from analysis.validity.folder import coding_folder

    return coding or coding_folder(study)


def _coding(study: Study, coding: Path | None) -> Coding:
    from analysis.validity.coding import read_coding

    folder = _folder(study, coding)
    found = read_coding(folder)
    if found is None:
        raise Refused(f"{folder} must hold a plan; draw one with `narrative code plan`.")
    return found


def on_coding(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command a Reading and its coding, by the arguments that say which."""

    @study_argument
    @coding_option
    @tables_option
    @articles_option
    @refusing
    @wraps(command)
    def run(
        study: Path | None, coding: Path | None, tables: Path | None, articles: Path | None, **options: Any
    ) -> None:
        reading = read_or_open(study, tables, articles)
        command(reading, _coding(reading.study, coding), **options)

    return run


@code.command(short_help="Draw what is coded.")
@study_argument
@click.option(
    "--measure",
    "measures",
    multiple=True,
    required=True,
    help="frame (of the first axis), frame:AXIS, sentiment, speech, mention or membership; may be given again.",
)
@click.option("--coders", required=True, help="Who codes: initials, a comma between.")
@click.option("--n", "n_units", type=click.IntRange(1, 100_000), default=200, show_default=True, help="Units of each.")
@click.option("--seed", default=0, show_default=True, help="The same seed draws the same units.")
@coding_option
@tables_option
@articles_option
@refusing
def plan(
    study: Path | None,
    measures: tuple[str, ...],
    coders: str,
    n_units: int,
    seed: int,
    coding: Path | None,
    tables: Path | None,
    articles: Path | None,
) -> None:
    """Draw the units that are coded, with known probabilities, and those of a training round.

    Writes plan.json, coding_units.csv and training.csv, whose answers whoever knows the codebook best fills in.

    \b
    Example:
      narrative code plan my_study --measure frame --measure sentiment --coders ana,bo --n 200
    """
    from analysis.validity.coding import check_coders, write_plan
    from analysis.validity.plan import LEAST, make_plan
    from analysis.validity.sheets import write_training

    reading = read_or_open(study, tables, articles)
    names = check_coders([name.strip() for name in coders.split(",") if name.strip()])
    made, units, training = make_plan(reading.tables, reading.study, measures, names, n=n_units, seed=seed)
    folder = _folder(reading.study, coding)
    for path in write_plan(folder, made, units):
        say(str(path))
    say(str(write_training(reading.tables, reading.study, training, folder)))
    for entry in made["variables"]:
        say(f"{entry['variable']}: {entry['n']:,} of {plural(entry['population'], 'unit')}, {entry['shared']:,} by all")
        drawn: dict[str, int] = {}
        for stratum in entry["strata"]:
            drawn[stratum["outlet_id"]] = drawn.get(stratum["outlet_id"], 0) + stratum["n"]
        few = [name for name, n in drawn.items() if n < LEAST]
        if few:
            more = "ask for more by --n" if entry["n"] == n_units else "there are no more in these articles"
            say(f"  fewer than {LEAST}, so not to be corrected: {', '.join(few)}; {more}")


@code.command(short_help="Write a page and a CSV file for each coder.")
@click.option("--coder", "coders", multiple=True, help="Only this one; may be given again.")
@on_coding
def sheet(reading: Reading, found: Coding, coders: tuple[str, ...]) -> None:
    """Write each coder's sheet: one page that works offline, by keys alone, and the same units as CSV.

    Neither says which outlet, day or headline a unit is of, nor what the machine says.

    \b
    Example:
      narrative code sheet my_study
    """
    from analysis.validity.coding import SHEETS
    from analysis.validity.sheets import write_sheets

    for path in write_sheets(reading.tables, reading.study, found, coders or found.coders, found.folder / SHEETS):
        say(str(path))


@code.command(short_help="Read the files that came back.")
@study_argument
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@coding_option
@refusing
def read(study: Path | None, files: tuple[Path, ...], coding: Path | None) -> None:
    """Read coders' files into labels.csv. A row that is no answer is named with its file and number (exit code 3).

    STUDY must be given here. The files are kept as they came, in answers/.

    \b
    Example:
      narrative code read my_study answers/*.csv
    """
    from analysis.study import read_study
    from analysis.validity.adapt import note_labels
    from analysis.validity.answers import merge_labels, read_answers
    from analysis.validity.coding import keep_answers, write_labels

    if not files:
        raise Refused("FILES must name one file or more: narrative code read STUDY answers/*.csv")
    chosen = read_study(study)
    found = _coding(chosen, coding)
    answers = read_answers(files, found, chosen)
    labels, n_changed = merge_labels(found.labels, answers.labels)
    keep_answers(found.folder, files)
    if len(labels):
        say(str(write_labels(found.folder, labels)))
    for coder, rows in answers.labels.groupby("coder_id", sort=True):
        asked = found.units["coders"].str.split().map(lambda names, coder=coder: coder in names).sum()
        say(f"{coder}: {plural(len(rows), 'answer')} read" + (f" of {asked:,}" if asked else ""))
    if n_changed:
        say(f"{plural(n_changed, 'answer')} changed since the last reading; the later ones count")
    if note := note_labels(chosen, _coding(chosen, coding)):
        say(note)
    if answers.n_empty:
        say(f"{plural(answers.n_empty, 'unit')} left empty")
    for line in answers.refused:
        say(f"refused: {line}")
    if answers.refused:
        click.get_current_context().exit(PARTLY)


@code.command(short_help="List what coders see differently, as a sheet.")
@click.option("--out", type=click.Path(path_type=Path), help="File.  [default: disagreements.csv in the coding]")
@on_coding
def disagreements(reading: Reading, found: Coding, out: Path | None) -> None:
    """Write the units on which coders differ as a sheet. Filled in together and read again, its answers settle them.

    \b
    Example:
      narrative code disagreements my_study --out talk.csv
      narrative code read my_study talk.csv
    """
    from analysis.tables import write_bytes
    from analysis.validity.coding import variables_of_plan
    from analysis.validity.sheets import disagreement_sheet

    content, n, n_gone = disagreement_sheet(
        reading.tables, reading.study, found, variables_of_plan(found, reading.study)
    )
    path = write_bytes(out or found.folder / "disagreements.csv", content)
    say(f"{path}: {plural(n, 'unit')} on which coders differ")
    if n_gone:
        say(f"{plural(n_gone, 'more unit')} of which the words no longer stand where they were drawn")


@code.command(short_help="Say how right the measures are, and what remains of the contrasts.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write the tables to this folder.")
@on_coding
def report(reading: Reading, found: Coding, out: Path | None) -> None:
    """Say how far coders agree, how right each measure is in each outlet, and what the numbers are once corrected.

    \b
    Example:
      narrative code report my_study --out coded
    """
    from analysis.reports.sentences.validity import describe_agreement, describe_corrected, describe_errors
    from analysis.tables import write_table
    from analysis.validity.adapt import note_labels
    from analysis.validity.tables import parted_units
    from analysis.validity.whole import NAMES, with_coding

    coded: Any = with_coding(reading, found.folder)
    for text in (describe_agreement(coded), describe_errors(coded), describe_corrected(coded)):
        say(text + "\n")
    if note := note_labels(reading.study, found):
        say(note + "\n")
    if out:
        for name in NAMES:
            write_table(coded[name], out, name)
        write_table(parted_units(coded), out, "parted")
        say(f"{plural(len(NAMES) + 1, 'table')} written to {out}")
