"""``python -m benchmarks DATA`` (``make bench``): speed and the steps measured, one JSON object each.

DATA is the folder of labelled sets; what is absent there is said, never skipped in silence.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Commands in the order of the work; ``{}`` stands for the folder of labelled sets.
VALIDITY = (
    ("sentences", "ud/en_gum-ud-dev.conllu"),
    ("sentences", "ud/en_ewt-ud-dev.conllu"),
    ("pronouns", "gap/gap-development.tsv"),
    ("pronouns", "ud/en_gum-ud-dev.conllu"),
    ("quotes", "polnear/dev"),
    ("sentiment", "newsmtsc/rw_dev.jsonl"),
    ("sentiment", "newsmtsc/mt_dev.jsonl"),
    ("tone", "vader/nyt_even_articles_GroundTruth.txt"),
)
SPEED = (
    ("speed", "polnear/dev"),
    ("vader", ""),
    ("framing", None),
    ("hostile", None),
    ("readers", None),
    ("compare", None),
    ("nulls", None),
    ("batch", None),
)


def _commands(data: Path) -> list[tuple[list[str], Path | None]]:
    speed = [
        ([f"benchmarks.{name}", *([str(data / path)] if path is not None else [])], data / path if path else None)
        for name, path in SPEED
    ]
    validity = [(["benchmarks.validity", name, str(data / path)], data / path) for name, path in VALIDITY]
    return speed + validity


def main(arguments: list[str]) -> int:
    """Run every command in a process of its own and go on after one that fails."""
    data = Path(arguments[0]) if arguments else Path("data")
    failed = 0
    for command, needed in _commands(data):
        print(f"\n$ python -m {' '.join(command)}", flush=True)
        if needed is not None and not needed.exists():
            print(f"absent: {needed}", flush=True)
            continue
        failed += subprocess.run([sys.executable, "-m", *command], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
