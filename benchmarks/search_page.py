"""The search page of a report beside the command: ``python -m benchmarks.search_page REPORT STUDY QUERY…`` (Chromium).

Opens ``room/search.html`` of the folder REPORT with each query, and holds what it shows against `reading.find` over the
tables of the same report: the number of places and of articles, and every line that the page shows at first (100), by
its words and its sentence. Prints a row a query; exits with 1 where one differs.
"""

from __future__ import annotations

import argparse
import re
import sys
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from analysis.reading import Reading, open_reading
from analysis.search import find
from analysis.study import read_study
from benchmarks.pictures import open_page

__all__ = ["compare", "main", "shown"]

_PLACES = re.compile(r'<li><a href="([^"]+)">(.*?)</a>', re.S)
_SAID = re.compile(r"<output[^>]*>([\d,]+) places? in ([\d,]+) articles?")


def shown(page: Path, query: str) -> tuple[tuple[int, int], list[tuple[str, str]]]:
    """Give what the page says of a query: places and articles, and of each line its words and sentence number."""
    page_shown = open_page(f"{page.resolve().as_uri()}#{urlencode({'q': query})}", "--dump-dom", seconds=600)
    said = _SAID.search(page_shown)
    if said is None:
        raise SystemExit(f"{page} must answer `{query}`; it shows no number of places.")
    lines = [
        (" ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split()), re.findall(r"\d+$", href)[0])
        for href, words in _PLACES.findall(page_shown)
    ]
    return (int(said[1].replace(",", "")), int(said[2].replace(",", ""))), lines


def compare(page: Path, reading: Reading, query: str) -> tuple[str, bool]:
    """Say whether page and command find the same, as a row of a table."""
    (places, articles), lines = shown(page, query)
    found = find(reading, query)
    columns = found[["left", "hit", "right", "sentence_number"]].head(len(lines))
    known = [
        (" ".join(f"{left} {hit} {right}".split()), str(number))
        for left, hit, right, number in columns.itertuples(index=False)
    ]
    is_same = (places, articles) == (len(found), found["article_id"].nunique()) and lines == known
    same = f"{sum(a == b for a, b in zip(lines, known, strict=False)):,} of {len(lines):,}"
    return f"| `{query}` | {places:,} in {articles:,} | {len(found):,} | {same} |", is_same


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_page")
    parser.add_argument("report", type=Path)
    parser.add_argument("study", type=Path)
    parser.add_argument("queries", nargs="+")
    asked = parser.parse_args(arguments)
    reading = open_reading(asked.report / "tables", read_study(asked.study))
    print("| query | page: places in articles | command: places | lines shown that are the same |\n|---|---|---|---|")
    are_same = []
    for query in asked.queries:
        row, is_same = compare(asked.report / "room" / "search.html", reading, query)
        are_same.append(is_same)
        print(row, flush=True)
    sys.exit(not all(are_same))


if __name__ == "__main__":
    main()
