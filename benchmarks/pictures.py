"""The pictures of `docs/`: ``python -m benchmarks.pictures [NAME…] [--out docs]`` (needs Chromium).

Each is of a generated study (`narrative demo`, 120 articles of 3 outlets) and shows what its page of `docs/` tells how
to get: the search, the explorer, a table for a paper, a pack that was verified. Prints the files with their bytes.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from PIL import Image

from analysis.cli import main as narrative
from analysis.corpus.demo import write_demo
from analysis.pipeline import read
from analysis.reports.room import write_room

__all__ = ["main", "open_page"]

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-device-scale-factor=1"
).split()
_PAPER = "font: 15px/1.45 Georgia, serif; margin: 28px; color: #111; background: #fff"
_SCREEN = (
    "font: 14px/1.5 monospace; margin: 0; padding: 20px 24px; color: #eee; background: #1d1f21; white-space: pre-wrap"
)


def _say(*arguments: str) -> str:
    """Give what a command prints."""
    done = CliRunner().invoke(narrative, list(arguments))
    if done.exit_code:
        raise SystemExit(done.output)
    return done.output


def _search(study: Path, room: Path) -> tuple[str, tuple[int, int]]:
    return f"{(room / 'search.html').as_uri()}#q=betray*", (1000, 900)


def _explorer(study: Path, room: Path) -> tuple[str, tuple[int, int]]:
    return (room / "explorer.html").as_uri(), (1000, 1040)


def _paper(study: Path, room: Path) -> tuple[str, tuple[int, int]]:
    columns = "measure,unit_a,unit_b,difference,lower,upper,q,n_a,n_b"
    made = _say("table", "contrasts", str(study), "--columns", columns, "--most", "8", "--to", "html")
    return _page(room, f'<body style="{_PAPER}">{made}'), (900, 420)


def _pack(study: Path, room: Path) -> tuple[str, tuple[int, int]]:
    zipped = str(study / "demo.zip")
    asked = ["narrative pack demo --out demo.zip", "narrative pack demo --verify demo.zip --tables-only"]
    packed = _say("pack", str(study), "--out", zipped).replace(zipped, "demo.zip")
    verified = _say("pack", str(study), "--verify", zipped, "--tables-only").splitlines()
    lines = [f"$ {asked[0]}", *packed.splitlines(), f"$ {asked[1]}", *verified[:12], "…", verified[-1]]
    return _page(room, f'<body style="{_SCREEN}">{html.escape(chr(10).join(lines))}'), (760, 480)


PICTURES: dict[str, Callable[[Path, Path], tuple[str, tuple[int, int]]]] = {
    "search": _search,
    "explorer": _explorer,
    "paper": _paper,
    "pack": _pack,
}


def _page(room: Path, body: str) -> str:
    page = room / "picture.html"
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8">{body}', encoding="utf-8")
    return page.as_uri()


def open_page(address: str, *flags: str, seconds: int = 20) -> str:
    """Open a page in Chromium with more flags, give it so many seconds of its own time, and return what is printed."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise SystemExit("A browser must be there; no Chromium was found.")
    with TemporaryDirectory() as user:
        asked = [
            browser,
            *_FLAGS,
            f"--virtual-time-budget={1000 * seconds}",
            f"--user-data-dir={user}",
            *flags,
            address,
        ]
        return subprocess.run(asked, check=True, capture_output=True, text=True, timeout=1200).stdout


def take(address: str, size: tuple[int, int], file: Path, *, scheme: str = "light") -> None:
    """Take a picture of a page, in few colours, so that its file is small."""
    with TemporaryDirectory() as folder:
        more = [f"--window-size={size[0]},{size[1]}", f"--screenshot={folder}/it.png"]
        more += ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
        open_page(address, *more)
        picture = Image.open(f"{folder}/it.png").convert("RGB").quantize(64, dither=Image.Dither.NONE)
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.save(file, optimize=True)


def main(arguments: list[str] | None = None) -> None:
    """Take the pictures that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures")
    parser.add_argument("names", nargs="*", choices=[*PICTURES, []], default=[])
    parser.add_argument("--out", type=Path, default=Path("docs"))
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        study, room = Path(folder) / "demo", Path(folder) / "room"
        write_demo(study, outlets=3, articles=120)
        write_room(read(study), room)
        for name in asked.names or PICTURES:
            file = asked.out / f"{name}.png"
            take(*PICTURES[name](study, room), file)
            print(f"{file}: {file.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
