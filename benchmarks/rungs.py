"""Measure every rung of sentiment: ``python -m benchmarks.rungs DATA [--write]``.

DATA is a folder with ``newsmtsc/rw_dev.jsonl``, ``newsmtsc/mt_dev.jsonl`` and ``tweets/train.jsonl``; what is absent is
named. Prints the tables of ``benchmarks/README.md`` (`benchmarks.validity.sentiment` defines what they hold);
``--write`` replaces the rows of ``measured.csv`` on these sets, ``--train`` adds NewsMTSC train (minutes).
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

from analysis.sentiment.ladder import RUNGS
from benchmarks.validity.sentiment import run

__all__ = ["SETS", "bare", "main", "rows_of", "signed"]

SETS = {
    "NewsMTSC rw_dev": "newsmtsc/rw_dev.jsonl",
    "NewsMTSC mt_dev": "newsmtsc/mt_dev.jsonl",
    "tweets about people, odd half": "tweets/train.jsonl",
}
TRAIN = {"NewsMTSC train": "newsmtsc/train.jsonl"}
MEASURED = Path("analysis/measured.csv")


def rows_of(name: str, found: dict[str, Any]) -> list[list[Any]]:
    """Give the rows of ``measured.csv`` for one data set."""
    rows = []
    for rung in RUNGS:
        if rung in found["absent"]:
            continue
        data = f"{name}, cross-validated" if rung == "linear" and found["cross_validated"] else name
        n, scores = found["n"], found["scores"]
        low, high = found["intervals"][f"{rung}_macro_f1"]
        step = f"sentiment/{rung}"
        rows.append([step, "macro-F1", data, n, f"{scores[f'{rung}_macro_f1']:.4f}", f"{low:.4f}", f"{high:.4f}"])
        if f"{rung}_person_r" in scores:
            rows.append([step, "r over persons", data, 83, f"{scores[f'{rung}_person_r']:.4f}", "", ""])
        if f"{rung}_ece" in scores:
            rows.append([step, "expected calibration error", data, n, f"{scores[f'{rung}_ece']:.4f}", "", ""])
            rows.append([step, "share unsure", data, n, f"{scores[f'{rung}_unsure']:.4f}", "", ""])
    return rows


def write_rows(path: Path, rows: list[list[Any]]) -> None:
    """Replace the rows of sentiment on the data sets that were measured; the others stay."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *kept = csv.reader(file)
    measured = {row[2] for row in rows}
    order = [f"sentiment/{rung}" for rung in RUNGS]
    others = [row for row in kept if not row[0].startswith("sentiment/")]
    ours = [row for row in kept if row[0] in order and row[2] not in measured] + rows
    ours.sort(key=lambda row: (order.index(row[0]), "train" not in row[2]))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *others, *ours])
    path.write_text(text.getvalue(), encoding="utf-8")


def table_of(found: dict[str, dict[str, Any]]) -> str:
    """Write the Markdown tables: scores by set and rung, and paired differences."""
    lines = ["| data | n | rung | macro-F1 | r | calibration error | unsure | `small` less it |", "|" + "---|" * 8]
    for name, one in found.items():
        for rung in RUNGS:
            if rung in one["absent"]:
                continue
            scores, intervals = one["scores"], one["intervals"]
            macro = f"{bare(scores[f'{rung}_macro_f1'])} ({'–'.join(map(bare, intervals[f'{rung}_macro_f1']))})"
            keys = [f"{rung}_{what}" for what in ("r", "ece", "unsure")]
            others = [bare(scores[key]) if key in scores else "" for key in keys]
            less = f"small_less_{rung}"
            low, high = intervals.get(less, (0.0, 0.0))
            paired = f"{signed(scores[less])} ({signed(low)} to {signed(high)})" if less in scores else ""
            lines.append("| " + " | ".join([name, f"{one['n']:,}", f"`{rung}`", macro, *others, paired]) + " |")
    return "\n".join(lines)


def bare(value: float) -> str:
    """Write a number without the 0 before its point."""
    return f"{value:.3f}".replace("0.", ".", 1)


def signed(value: float) -> str:
    """Write it with its sign."""
    return f"{value:+.3f}".replace("0.", ".", 1).replace("-", "−")


def main(arguments: list[str]) -> None:
    """Measure every rung on every set that is there, and print and write what was found."""
    data = Path(arguments[0]) if arguments else Path("data")
    sets = SETS | (TRAIN if "--train" in arguments else {})
    absent = [file for file in sets.values() if not (data / file).is_file()]
    if absent:
        print(f"Absent in {data}: {', '.join(absent)}.", file=sys.stderr)
    found = {name: run(data / file) for name, file in sets.items() if file not in absent}
    print(table_of(found))
    print()
    print("| data | rung | said → right (n) |\n|---|---|---|")
    for name, one in found.items():
        for rung, bins in one["reliability"].items():
            cells = ", ".join(f"{bare(said)} → {bare(right)} ({n:,})" for n, said, right in bins)
            print(f"| {name} | `{rung}` | {cells} |")
    if "--write" in arguments:
        write_rows(MEASURED, [row for name, one in found.items() for row in rows_of(name, one)])


if __name__ == "__main__":
    main(sys.argv[1:])
