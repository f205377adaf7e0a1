"""People and speech of articles labelled by hand: ``python -m benchmarks.labelled FOLDER [--outlets] [--failed]``.

FOLDER holds ``NAME.txt``, an article, and ``NAME.json``, what a careful reader found in it::

    {"outlet": "…", "headline": "…", "published": "2024-05-01",
     "people": {"ana": {"name": "Ana Ruiz", "pronouns": "she"}}, "relations": {},
     "quotes": [{"at": "“<<I won>>,” she said", "source": "ana"}],
     "reports": [{"at": "he said <<that it … over>>.", "source": "other", "kind": "indirect"}],
     "descriptions": [{"at": "<<the couple>> met", "who": ["ana", "bo"]}],
     "pronouns": [{"at": "when <<she>> was", "who": "ana"}],
     "names": [{"at": "<<Ruiz>> sang", "who": "ana"}]}

``at`` is a stretch of the text that occurs once, the labelled words between << and >>; `` … `` inside stands for
whatever is left out. A person is an id of ``people``, "other" (somebody else) or "unknown" (the text does not say). The
article is read as the only one of a study of its people; ``--ids even`` reads those whose name ends in an even number.

Printed are, for each kind, how many labels there are, how many are right, left open and wrong, the share that is right,
and that of the decided ones. A quotation is open where no row holds it or its source is not resolved; a source, a
pronoun or a description of somebody else is right where no person of the study is meant. A title right before a name
("singer Ana Ruiz") is no row of its own in `mentions`, and *a singer* is nobody of the study there: both are counted
apart. Mentions and reports (what is told without marks) are paired one to one where spans share at least 30% of their
union; reports have precision and recall, with and without the source, by kind. Where several speak together, it is
right to name one of them and nobody else; the line *all of several sources* counts these labels of quotations and
reports once more, right only where all are named. It is also said how many quotations in marks, and how many names,
descriptions and pronouns of people of the study, have no label.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.reading import Reading
from analysis.text.edits import raw_position
from benchmarks.cases import read_case
from benchmarks.validity.product import runs_by_article

__all__ = ["Judged", "LabelledArticle", "find_span", "judge_article", "main", "pair"]

Span = tuple[int, int]
Found = list[tuple[Span, set[str]]]
#: Kinds of `quotes` that stand without marks.
REPORTS = ("indirect", "summary", "thought")


class Judged(NamedTuple):
    """One label, or one row without a label, and what came of it."""

    article: str
    outlet: str
    kind: str
    verdict: str
    words: str
    meant: str
    found: str


def find_span(text: str, at: str) -> Span:
    """Find the labelled words of a stretch that occurs once.

    Raises
    ------
    ValueError
        The stretch has no words between << and >>, or does not occur exactly once.

    Examples
    --------
    >>> find_span("So she said.", "So <<she>> said")
    (3, 6)
    """
    parts = re.fullmatch(r"(.*?)<<(.+?)>>(.*)", at, re.DOTALL)
    if not parts:
        raise ValueError(f"A label has its words between << and >>; {at!r} has none.")
    words = ".*?".join(map(re.escape, parts[2].split(" … ")))
    found = [
        one.span(1) for one in re.finditer(f"(?={re.escape(parts[1])}({words}){re.escape(parts[3])})", text, re.DOTALL)
    ]
    if len(found) != 1:
        raise ValueError(f"A label occurs once in its article; {at!r} occurs {len(found)} times.")
    return found[0]


class LabelledArticle:
    """The labels of one article and what its reading found, in spans of the text as it is on disk."""

    def __init__(self, file: Path) -> None:
        self.name = file.stem
        self.labels = json.loads(file.read_text(encoding="utf-8"))
        self.text = file.with_suffix(".txt").read_text(encoding="utf-8")
        study = {key: self.labels[key] for key in ("people", "relations") if self.labels.get(key)}
        given = {key: self.labels.get(key) for key in ("outlet", "headline", "published")}
        self.reading: Reading = read_case({**given, "study": study, "text": self.text})
        offsets = self.reading.raw_offsets
        self.runs = next(iter(runs_by_article(offsets[offsets["field"] == "document"]).values()), [])

    def judge(self) -> Iterator[Judged]:
        """Hold each label to what was found."""
        yield from self._quotes()
        yield from self._reports()
        yield from self._mentions("descriptions", "nominal")
        yield from self._mentions("pronouns", "pronoun")
        yield from self._mentions("names", "proper")

    def _say(self, kind: str, verdict: str, span: Span, meant: Iterable[str], found: Iterable[str]) -> Judged:
        words = self.text[slice(*span)]
        return Judged(
            self.name, self.labels["outlet"], kind, verdict, words, "|".join(sorted(meant)), "|".join(sorted(found))
        )

    def labels_of(self, kind: str, who: str) -> Iterator[tuple[Span, set[str], dict[str, Any]]]:
        """Give the labels of a kind: where, who is meant, and the label as written."""
        for one in self.labels[kind]:
            people = one[who] if isinstance(one[who], list) else [one[who]]
            try:
                span = find_span(self.text, one["at"])
            except ValueError as error:
                raise SystemExit(f"{self.name}.json, {kind}: {error}") from None
            yield span, set(people), one

    def raw(self, start: float, end: float) -> Span:
        """Give where in the file a span of the cleaned text stands."""
        return raw_position(self.runs, int(start)), raw_position(self.runs, int(end) - 1) + 1

    def _rows(self, rows: pd.DataFrame, start: str, end: str) -> Iterator[tuple[Span, pd.Series[Any]]]:
        """Give rows of the document, not those of a headline that stands apart from it."""
        for _, row in rows[rows[start] >= (self.runs[0][0] if self.runs else 0)].iterrows():
            yield self.raw(row[start], row[end]), row

    def _quotes(self) -> Iterator[Judged]:
        quotes = self.reading.quotes
        direct = quotes[quotes["quoted_start"].notna() & (quotes["kind"] != "headline")]
        rows = list(self._rows(direct, "quoted_start", "quoted_end"))
        unlabelled = {span: _source_of(row) for span, row in rows}
        for span, meant, _ in self.labels_of("quotes", "source"):
            parts: dict[int, Found] = defaultdict(list)  # a nested quotation may part its teller's
            for ours, row in rows:
                if _overlap(ours, span):
                    parts[row["attribution_index"]].append((ours, _source_of(row)))
                    unlabelled.pop(ours, None)
            near = [pieces for pieces in parts.values() if 2 * _covered(pieces, span) >= span[1] - span[0]]
            teller = [pieces for pieces in parts.values() if pieces[0][0][0] == span[0]]
            near = teller if near and teller else near  # “He said, ‘No, never,’ and left”: the label is his who tells
            best = max(
                near, key=lambda pieces: _covered(pieces, span) / sum(b - a for (a, b), _ in pieces), default=None
            )
            source = best[0][1] if best else {"not found"}
            is_open = not best or (source == {"unknown"} and meant != source)
            yield self._say("quotes", "open" if is_open else _verdict(meant, source), span, meant, source)
            yield from self._several(span, meant, source)
        for span, source in unlabelled.items():
            yield self._say("quotes", "unlabelled", span, (), source)

    def _several(self, span: Span, meant: set[str], found: set[str]) -> Iterator[Judged]:
        """Hold a label with several sources to all of them."""
        if len(meant - {"other", "unknown"}) > 1:
            verdict = "right" if found == meant else "wrong" if found - {"unknown"} - {"not found"} else "open"
            yield self._say("all of several sources", verdict, span, meant, found)

    def _reports(self) -> Iterator[Judged]:
        quotes = self.reading.quotes
        found = []
        for _, rows in quotes[quotes["kind"].isin([*REPORTS, "mixed"])].groupby("attribution_index"):
            spans = [span for span, _ in self._rows(rows, "content_start", "content_end")]
            if spans:
                found.append((spans, _source_of(rows.iloc[0]), str(rows["kind"].iloc[0])))
        labels = list(self.labels_of("reports", "source"))
        paired = pair([span for span, *_ in labels], [spans for spans, *_ in found])
        for span, meant, one in labels:
            verdict, who = "missed", set[str]()
            if span in paired:
                _, source, kind = found[paired[span]]
                verdict, who = "right" if _verdict(meant, source) == "right" else "source", {*source, f"as {kind}"}
            yield self._say(f"reports: {one['kind']}", verdict, span, meant, who)
            if span in paired:
                yield from self._several(span, meant, source)
        for at, (spans, source, kind) in enumerate(found):
            if kind != "mixed" and at not in paired.values():
                yield self._say(f"reports: {kind}", "unlabelled", (spans[0][0], spans[-1][1]), (), source)

    def _mentions(self, kind: str, ours: str) -> Iterator[Judged]:
        rows = self.reading.mentions
        by_span: dict[Span, set[str]] = defaultdict(set)
        for span, row in self._rows(rows[rows["kind"] == ours], "start", "end"):
            by_span[span].add(str(row["person_id"]) if pd.notna(row["person_id"]) else "nobody")
        named = {span[0] for span, _, _ in self.labels_of("names", "who")}
        labels, rows_at = list(self.labels_of(kind, "who")), list(by_span)
        paired = pair([span for span, *_ in labels], [[span] for span in rows_at])
        for span, meant, _ in labels:
            people = by_span[rows_at[paired[span]]] if span in paired else {"nobody"}
            wanted = meant - {"other", "unknown"}
            name = kind if len(wanted) < 2 else "groups" if kind == "descriptions" else f"{kind} of several"
            name = f"{kind} of others" if not wanted else name
            if name == "descriptions":
                name = self._read_shape(span, named)
            verdict = "right" if people - {"nobody"} == wanted else "open" if people == {"nobody"} else "wrong"
            yield self._say(name, verdict, span, meant, people)
        for at, (span, people) in enumerate(by_span.items()):
            if people != {"nobody"} and at not in paired.values():
                yield self._say(kind, "unlabelled", span, (), people)

    def _read_shape(self, span: Span, named: set[int]) -> str:
        """Tell a description from a title before a name, which is no row of its own, and from an indefinite one."""
        if span[1] + 1 in named:
            return "titles before names"
        is_indefinite = re.match(r"an?\b", self.text[span[0] :], re.IGNORECASE)
        return "descriptions with a, an" if is_indefinite else "descriptions"


def judge_article(file: Path) -> list[Judged]:
    """Hold the reading of an article to the labels of a file."""
    return list(LabelledArticle(file).judge())


def _source_of(row: pd.Series[Any]) -> set[str]:
    if row["source_kind"] in ("person", "several"):
        return set(str(row["people"] if row["source_kind"] == "several" else row["person_id"]).split("|"))
    return {"other"} if row["source_kind"] == "other" else {"unknown"}


def _verdict(meant: set[str], found: set[str]) -> str:
    """Nobody of the study is right where the text leaves open who of the others it is."""
    return "right" if found <= meant or ("unknown" in meant and found <= {"other", "unknown"}) else "wrong"


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _covered(pieces: Found, label: Span) -> int:
    return sum(_overlap(span, label) for span, _ in pieces)


def _shared(spans: list[Span], label: Span) -> float:
    common = sum(_overlap(one, label) for one in spans)
    return common / (sum(end - start for start, end in spans) + label[1] - label[0] - common)


def pair(labels: list[Span], rows: list[list[Span]]) -> dict[Span, int]:
    """Pair labels one to one with rows, by place, first those that share most, at least 30% of their union."""
    shares = [(_shared(row, label), label, at) for label in labels for at, row in enumerate(rows)]
    paired: dict[Span, int] = {}
    for share, label, at in sorted(shares, key=lambda one: -one[0]):
        if share >= 0.3 and at not in paired.values():
            paired.setdefault(label, at)
    return paired


def _table(judged: list[Judged]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        counts[one.kind][one.verdict] += 1
    yield f"{'':24} labels  right   open  wrong  share  of decided  without a label"
    for kind, n in sorted(counts.items()):
        if not kind.startswith("reports"):
            total, decided = n["right"] + n["open"] + n["wrong"], n["right"] + n["wrong"]
            yield (
                f"{kind:24} {total:6} {n['right']:6} {n['open']:6} {n['wrong']:6} {_share(n['right'], total)}"
                f"  {_share(n['right'], decided):>10}  {n['unlabelled']:15}"
            )
    yield f"\n{'':24} labels   rows  precision  recall  with source: precision  recall"
    reports = {kind: n for kind, n in counts.items() if kind.startswith("reports")}
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    sourced: Counter[str] = Counter()
    for one in judged:
        if one.kind in reports and one.verdict != "missed":
            ours = next((part[3:] for part in one.found.split("|") if part.startswith("as ")), one.kind.split()[-1])
            rows[ours] += 1
            right[ours] += one.verdict != "unlabelled"
            sourced[ours] += one.verdict == "right"
    for kind in (*REPORTS, "mixed", "all"):
        n = sum(reports.values(), Counter()) if kind == "all" else reports.get(f"reports: {kind}", Counter())
        n_rows, good, both = ((table.total() if kind == "all" else table[kind]) for table in (rows, right, sourced))
        paired = n["right"] + n["source"]
        n_labels = paired + n["missed"]
        yield (
            f"{'reports: ' + kind:24} {n_labels:6} {n_rows:6} {_share(good, n_rows):>10} {_share(paired, n_labels):>7}"
            f" {_share(both, n_rows):>22} {_share(n['right'], n_labels):>7}"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "    –"


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.labelled", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--ids", choices=("all", "even", "odd"), default="all", help="articles whose name ends in such a number"
    )
    parser.add_argument("--outlets", action="store_true", help="also a table for each outlet")
    parser.add_argument(
        "--failed", action="store_true", help="also each label that is not right, and each row without one"
    )
    chosen = parser.parse_args(arguments)
    judged: list[Judged] = []
    for file in sorted(chosen.folder.glob("*.json")):
        number = re.search(r"\d+\Z", file.stem)
        if chosen.ids == "all" or (number and int(number[0]) % 2 == (chosen.ids == "odd")):
            judged += judge_article(file)
    for line in _table(judged):
        print(line)
    for outlet in sorted({one.outlet for one in judged}) if chosen.outlets else ():
        print(f"\n{outlet}")
        for line in _table([one for one in judged if one.outlet == outlet]):
            print(line)
    for one in judged if chosen.failed else ():
        if one.verdict != "right":
            found = one.found or "–"
            print(f"{one.article} {one.kind}, {one.verdict}: {one.words!r} is {one.meant or '–'}; found {found}")


if __name__ == "__main__":
    main()
