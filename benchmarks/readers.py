"""How fast each reader of articles is beside its library alone: ``python -m benchmarks.readers [ARTICLES]``.

Invented articles of 150 words are written in each format. The library alone parses the file and drops what it parsed;
the reader makes records of it, tells and checks columns, dates and ids, and holds one at a time. A text is Nexis's old
layout, Word and RTF are its new one, a zip holds saved pages. Seconds are CPU time of this process (Parquet is read in
another). Memory is what Python allocates at its highest while the file is imported (`tracemalloc`), in a run of its own
that is not timed.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
import tempfile
import textwrap
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.imported import import_articles
from analysis.study import ArticleSource

__all__ = ["main"]

WORDS = "harbour council mayor said the deal would bring jobs to every street and the bay".split()


def _articles(n: int) -> list[dict[str, Any]]:
    rng = random.Random(1)
    return [
        {
            "id": str(number),
            "title": " ".join(rng.choices(WORDS, k=6)),
            "source": "The Gazette",
            "date": f"2024-03-{number % 28 + 1:02d}",
            "content": " ".join(rng.choices(WORDS, k=150)),
        }
        for number in range(n)
    ]


def _write_csv(path: Path, articles: list[dict[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(articles[0]))
        writer.writeheader()
        writer.writerows(articles)


def _write_lines(path: Path, articles: list[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in articles).encode()
    path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)


def _write_json(path: Path, articles: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(articles), encoding="utf-8")


def _write_workbook(path: Path, articles: list[dict[str, Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(articles[0]))
    for one in articles:
        sheet.append(list(one.values()))
    book.save(path)


def _csv_alone(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        for _ in csv.DictReader(file):
            pass


def _lines_alone(path: Path) -> None:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for line in file:
            json.loads(line)


def _json_alone(path: Path) -> None:
    json.loads(path.read_bytes())


def _workbook_alone(path: Path) -> None:
    from openpyxl import load_workbook

    for _ in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True):
        pass


def _write_nexis(path: Path, articles: list[dict[str, Any]]) -> None:
    path.write_text("".join(_nexis(n, len(articles), one) for n, one in enumerate(articles, 1)), encoding="utf-8")


def _nexis(n: int, of: int, one: dict[str, Any]) -> str:
    body = textwrap.fill(one["content"], 76)
    head = f"{n} of {of} DOCUMENTS\n\n{one['source']:>40}\n\n{'March 1, 2024 Friday':>40}\n\n{one['title']}\n\n"
    return f"{head}LENGTH: 150 words\n\n{body}\n\nLOAD-DATE: March 2, 2024\n\nLANGUAGE: ENGLISH\n\n"


def _uni(articles: list[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    for one in articles:
        lines += [one["title"], one["source"], "March 1, 2024 Friday", "Length: 150 words", "Body", one["content"]]
        lines += ["Load-Date: March 2, 2024", "End of Document"]
    return lines


def _write_docx(path: Path, articles: list[dict[str, Any]]) -> None:
    import docx

    document = docx.Document()
    for line in _uni(articles):
        document.add_paragraph(line)
    document.save(str(path))


def _write_rtf(path: Path, articles: list[dict[str, Any]]) -> None:
    path.write_text("{\\rtf1\\ansi " + "".join(f"{line}\\par\n" for line in _uni(articles)) + "}")


def _write_pages(path: Path, articles: list[dict[str, Any]]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for one in articles:
            head = f"<title>{one['title']}</title><meta property='og:site_name' content='{one['source']}'>"
            body = f"<article><h1>{one['title']}</h1><p>{one['content']}</p></article>"
            page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
            archive.writestr(f"{one['id']}.html", page)


def _write_parquet(path: Path, articles: list[dict[str, Any]]) -> None:
    pd.DataFrame(articles).to_parquet(path)


def _text_alone(path: Path) -> None:
    path.read_text(encoding="utf-8").splitlines()


def _docx_alone(path: Path) -> None:
    import docx

    for paragraph in docx.Document(str(path)).paragraphs:
        _ = paragraph.text


def _pages_alone(path: Path) -> None:
    import trafilatura

    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            trafilatura.extract(archive.read(name).decode())


def _parquet_alone(path: Path) -> None:
    pd.read_parquet(path).to_dict("records")


FORMATS: dict[str, tuple[Callable[[Path, list[dict[str, Any]]], None], Callable[[Path], None]]] = {
    "a.csv": (_write_csv, _csv_alone),
    "a.jsonl": (_write_lines, _lines_alone),
    "a.jsonl.gz": (_write_lines, _lines_alone),
    "a.json": (_write_json, _json_alone),
    "a.xlsx": (_write_workbook, _workbook_alone),
    "a.txt": (_write_nexis, _text_alone),
    "a.docx": (_write_docx, _docx_alone),
    "a.rtf": (_write_rtf, _text_alone),
    "a.zip": (_write_pages, _pages_alone),
    "a.parquet": (_write_parquet, _parquet_alone),
}


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: list[str]) -> None:
    """Print one JSON object a format."""
    n = int(arguments[0]) if arguments else 10_000
    articles = _articles(n)
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.csv"
        _write_csv(first, articles[:10])
        import_articles([ArticleSource(path=str(first))], Path(), first.with_suffix(".jsonl"))  # what is loaded once
        for name, (write, alone) in FORMATS.items():
            path, out = Path(folder) / name, Path(folder) / "out.jsonl"
            write(path, articles)

            def work(path: Path = path, out: Path = out) -> object:
                return import_articles([ArticleSource(path=str(path))], Path(), out)

            seconds = {"library_s": _seconds(partial(alone, path)), "reader_s": _seconds(work)}
            tracemalloc.start()
            work()
            peak = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            known = {"format": name, "articles": n, "file_mb": round(path.stat().st_size / 2**20, 1)}
            rounded = {key: round(value, 2) for key, value in seconds.items()}
            print(json.dumps({**known, **rounded, "peak_mb": round(peak, 1)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
