"""Attributions of PolNeAR (Newell et al. 2018): quotations, their sources and their cues, from raw text.

PATH is a folder with ``text/*.txt`` and ``attributions/*.ann``. Where several people annotated an article the first
file by name counts. An attribution's content is the union of its pieces. What is scored is the table `quotes` that an
article gets (`product.read_texts`).

Definitions
-----------
direct span
    A stretch of at least three words between quotation marks inside an annotated content. The marks are read again
    here, within the annotated content alone, so that an error of the project's own reading of marks counts.
direct_span_f1
    F1 of the spans, exact but for marks and blanks at their ends.
source_accuracy
    Of the found spans whose annotation has a source, the share whose source overlaps the annotated one.
end_to_end_f1
    F1 of spans that are exact and whose source overlaps (or is rightly missing).
attribution_f1
    F1 of all attributions: the contents share at least 30% of their union and the cues overlap; one to one.
    Apart by kind: direct (nothing but quotations), mixed, indirect (no quotation). Recall by the annotation's kind,
    precision by ours.

``with_acts`` scores all that the grammar reads: the table keeps reports of words and thoughts, without the acts and
attitudes that PolNeAR marks, too ("praised the plan", "refused to go"; see `analysis.speech.reports`).
A quotation inside another (rule *nested* of the table) belongs to its teller here, as in the annotations; in
``nested_apart`` it is its own speaker's, as in the table.
``spans_with_two_owners`` counts direct spans that stand in two attributions, or overlap: there are to be none.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.speech.attributions import find_attributions
from analysis.speech.linking import Attribution
from analysis.speech.nested import NESTED
from analysis.text.clean import Cleaned, clean_text
from analysis.text.edits import raw_position
from analysis.text.sections import split_sections
from analysis.text.sentences import split_sentences
from benchmarks.validity.bootstrap import document_intervals, f1
from benchmarks.validity.product import ReadText, read_texts

__all__ = ["run"]

Span = tuple[int, int]
KINDS = ("direct", "mixed", "indirect")
MARKS = "\"“”„«»'‘’` \n\xa0"
_STRETCH = re.compile(r"(?:[\"“„«]|''|``)(.+?)(?:[\"”»]|''|\n\n|$)", re.DOTALL)

_SINGLE_STRETCH = re.compile(r"(?<!\w)['‘](?=\w)((?:[^'‘’\n]|(?<=\w)['’](?=\w))+)['’](?!\w)")
_DOUBLE = re.compile(r"[\"“”„«»]|''|``")


class Gold(NamedTuple):
    """One attribution, annotated or found."""

    content: list[Span]
    cue: Span | None
    source: list[Span]
    kind: str
    quoted: list[Span]


def run(path: Path) -> dict[str, Any]:
    """Measure, and compare with the plainest method."""
    documents = read_polnear(path)
    began = time.process_time()  # of one core, whatever else the machine does
    readings = read_texts([text for _, text, _ in documents])
    seconds = time.process_time() - began
    found = [_from_table(text, reading) for (_, text, _), reading in zip(documents, readings, strict=True)]
    acts = [_to_raw(text, *read_attributions(text)) for _, text, _ in documents]
    counts, with_acts = _count_all(documents, found), _count_all(documents, acts)
    pairs = zip(documents, readings, strict=True)
    apart = _count_all(documents, [_from_table(text, reading, is_apart=True) for (_, text, _), reading in pairs])
    plain = _count_all(documents, [find_plainly(text) for _, text, _ in documents])
    outlets = np.array([name.split("_")[0] for name, _, _ in documents])
    size = sum(len(text.encode()) for _, text, _ in documents) / 1e6
    return {
        "name": "quotes",
        "n": int(counts[:, _COLUMNS["gold"]].sum()),
        "scores": _measured(counts),
        "intervals": document_intervals(counts, _score),
        "baseline": _measured(plain),
        "with_acts": _measured(with_acts),
        "nested_apart": _measured(apart),
        "spans_with_two_owners": sum(map(count_shared_spans, found)),
        "by_outlet": {outlet: _measured(counts[outlets == outlet]) for outlet in dict.fromkeys(outlets)},
        "seconds": round(seconds, 3),
        "mb_per_s": round(size / seconds, 2),
    }


def read_polnear(path: Path) -> list[tuple[str, str, list[Gold]]]:
    """Read each article's name, text and annotated attributions."""
    documents = []
    for file in sorted((path / "text").glob("*.txt")):
        annotations = sorted((path / "attributions").glob(f"{file.stem}_*.ann"))
        if annotations:
            text = file.read_bytes().decode()
            documents.append((file.stem, text, _read_annotations(annotations[0].read_bytes().decode(), text)))
    return documents


def _read_annotations(lines: str, text: str) -> list[Gold]:
    spans: dict[str, list[Span]] = {}
    gold = []
    for fields in (line.split("\t") for line in lines.split("\n")):
        if fields[0].startswith("T") and len(fields) > 1:
            where = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (pair.split() for pair in where.split(";"))]
        elif fields[0].startswith("E") and len(fields) > 1:
            parts: dict[str, list[Span]] = {}
            for role, span_id in (item.split(":") for item in fields[1].split()):
                parts.setdefault(role.rstrip("0123456789"), []).extend(spans.get(span_id, []))
            if "Content" in parts:
                cue = parts.get("Cue")
                content = _join(text, sorted(parts["Content"]))
                kind, quoted = _read_kind(text, content)
                gold.append(Gold(content, cue[0] if cue else None, parts.get("Source", []), kind, quoted))
    return gold


def _join(text: str, spans: list[Span]) -> list[Span]:
    """Take the union of pieces: those that overlap or have only blanks between them are one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _read_kind(text: str, content: list[Span]) -> tuple[str, list[Span]]:
    """Tell what of an annotated content stands between marks."""
    quoted, rest = [], ""
    for start, end in content:
        before = text[max(0, start - 2) : start]
        if before.endswith(("“", '"', "''", "``")):
            start -= 2 if before.endswith(("''", "``")) else 1
        place = start
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) % (len(text) + 1)]
        is_single = not _DOUBLE.search(line) and not line.endswith(".")
        for found in (_SINGLE_STRETCH if is_single else _STRETCH).finditer(text, start, end):
            rest += text[place : found.start()]
            quoted.append(_bare(text, *found.span(1)))
            place = found.end()
        rest += text[place:end]
    kind = "indirect" if not quoted else "mixed" if re.search(r"\w", rest) else "direct"
    return kind, [span for span in quoted if len(text[slice(*span)].split()) >= 3]


def _bare(text: str, start: int, end: int) -> Span:
    """Take marks and blanks off the ends."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def _from_table(text: str, reading: ReadText, *, is_apart: bool = False) -> list[Gold]:
    """Give the attributions of one article's rows, with spans of the raw text; nested ones apart, or their teller's."""
    found = []
    quotes = reading.quotes
    is_nested = (quotes["rule"] == NESTED) & (not is_apart)
    teller = quotes["attribution_index"].where(~is_nested).ffill().bfill()
    for number, rows in quotes[~is_nested].groupby("attribution_index", sort=True):
        told = _spans(quotes[is_nested & (teller == number)], "content")
        content = [reading.raw(*span) for span in _whole(reading.text, _spans(rows, "content"), told)]
        quoted = [_bare(text, *reading.raw(*span)) for span in _whole(reading.text, _spans(rows, "quoted"), told)]
        [cue, source] = ([reading.raw(*span) for span in _spans(rows.iloc[:1], name)] for name in ("cue", "source"))
        kind = _as_marked(rows["kind"].iloc[0])
        if kind == "headline":
            n_words, n_quoted = (sum(len(text[slice(*span)].split()) for span in spans) for spans in (content, quoted))
            kind = "mixed" if n_words > n_quoted else "direct"
        long = [span for span in quoted if len(text[slice(*span)].split()) >= 3]
        found.append(Gold(content, cue[0] if cue else None, source, kind, long))
    return found


def _as_marked(kind: str) -> str:
    """Give a kind as PolNeAR's readers mark it: what is said, only named and thought alike."""
    return "indirect" if kind in ("summary", "thought") else kind


def _whole(text: str, spans: list[Span], nested: list[Span]) -> list[Span]:
    """Put what a nested quotation parts together again, as PolNeAR's readers mark it: one stretch of its teller."""
    return _join(text, sorted([*spans, *nested])) if nested else spans


def _spans(rows: pd.DataFrame, name: str) -> list[tuple[int, int]]:
    marked = rows[rows[f"{name}_start"].notna()]
    return list(zip(marked[f"{name}_start"].astype(int), marked[f"{name}_end"].astype(int), strict=True))


def read_attributions(text: str) -> tuple[Cleaned, list[Attribution]]:
    """Read a raw text from cleaning to quotes."""
    cleaned = clean_text(text)
    sentences = [
        (start + first, start + last)
        for start, end, section in split_sections(cleaned.text, 0)
        if section not in ("credit", "appeal")
        for first, last in split_sentences(cleaned.text[start:end])
    ]
    return cleaned, find_attributions(cleaned.text, sentences)


def _to_raw(text: str, cleaned: Cleaned, attributions: list[Attribution]) -> list[Gold]:
    def back(span: Span) -> Span:
        return raw_position(cleaned.runs, span[0]), raw_position(cleaned.runs, span[1] - 1) + 1

    found = []
    for attribution in attributions:
        quoted = [_bare(text, *back(piece.quoted)) for piece in attribution.pieces if piece.quoted]
        content = [back(piece[:2]) for piece in attribution.pieces]
        cue = back(attribution.cue) if attribution.cue else None
        source = [back(attribution.source)] if attribution.source else []
        long = [span for span in quoted if len(text[slice(*span)].split()) >= 3]
        found.append(Gold(content, cue, source, _as_marked(attribution.kind), long))
    return found


_PLAIN_QUOTE = re.compile(r"[\"“]([^\"“”\n]+)[\"”]")
_PLAIN_CUE = re.compile(r"([A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*|[Hh]e|[Ss]he|[Tt]hey) (said|says|told|tells|wrote)\b")


def find_plainly(text: str) -> list[Gold]:
    """Find attributions by the plainest method.

    Every stretch between double marks is direct, its source and cue the nearest "NAME said" of its paragraph; after
    every other "NAME said" the rest of the line up to the next full stop is indirect.
    """
    cues = [(found.span(1), found.span(2)) for found in _PLAIN_CUE.finditer(text)]
    gold, used = [], set()
    for found in _PLAIN_QUOTE.finditer(text):
        begin, end = text.rfind("\n", 0, found.start()), text.find("\n", found.end())
        near = [c for c in cues if begin < c[0][0] and (end < 0 or c[1][1] < end)]
        source, cue = min(
            near, key=lambda c: min(abs(c[0][0] - found.end()), abs(c[1][1] - found.start())), default=(None, None)
        )
        used.add(cue)
        quoted = _bare(text, *found.span(1))
        is_long = len(text[slice(*quoted)].split()) >= 3
        gold.append(Gold([found.span()], cue, [source] if source else [], "direct", [quoted] if is_long else []))
    for source, cue in cues:
        if cue not in used:
            stops = [at for at in (text.find(mark, cue[1]) for mark in ".\n") if at >= 0]
            gold.append(Gold([(cue[1], min(stops, default=len(text)))], cue, [source], "indirect", []))
    return gold


_NAMES = ["gold", "spans_gold", "spans_found", "spans_right", "sourced", "source_right", "both_right"]
_NAMES += [f"{what}_{kind}" for kind in ("all", *KINDS) for what in ("gold", "found", "gold_right", "found_right")]
_COLUMNS = {name: place for place, name in enumerate(_NAMES)}


def _count_all(documents: list[tuple[str, str, list[Gold]]], found: list[list[Gold]]) -> np.ndarray:
    return np.array([_count(text, gold, ours) for (_, text, gold), ours in zip(documents, found, strict=True)])


def _count(text: str, gold: list[Gold], found: list[Gold]) -> list[int]:
    counts: Counter[str] = Counter(gold=len(gold))
    _count_spans(gold, found, counts)
    for ours, theirs in match(gold, found):
        for kind in ("all", ours.kind):
            counts[f"found_right_{kind}"] += 1
        for kind in ("all", theirs.kind):
            counts[f"gold_right_{kind}"] += 1
    for what, attributions in (("gold", gold), ("found", found)):
        for attribution in attributions:
            counts[f"{what}_all"] += 1
            counts[f"{what}_{attribution.kind}"] += 1
    return [counts[name] for name in _NAMES]


def _count_spans(gold: list[Gold], found: list[Gold], counts: Counter[str]) -> None:
    """Compare stretches between marks; of nested contents the shortest tells the source."""
    theirs, ours = sources_by_span(gold), sources_by_span(found)
    counts["spans_gold"] += len(theirs)
    counts["spans_found"] += len(ours)
    for span in theirs.keys() & ours.keys():
        counts["spans_right"] += 1
        is_right = any(_overlap(a, b) for a in theirs[span] for b in ours[span])
        counts["sourced"] += bool(theirs[span])
        counts["source_right"] += is_right
        counts["both_right"] += is_right or not (theirs[span] or ours[span])


def sources_by_span(attributions: list[Gold]) -> dict[Span, list[Span]]:
    """Give the source of each direct span."""
    by_length = sorted(attributions, key=lambda a: -sum(end - start for start, end in a.content))
    return {span: a.source for a in by_length for span in a.quoted}


def count_shared_spans(attributions: list[Gold]) -> int:
    """Count the direct spans that stand in more than one attribution, or overlap the next."""
    spans = sorted(span for attribution in attributions for span in attribution.quoted)
    return sum(after[0] < before[1] for before, after in pairwise(spans))


def match(gold: list[Gold], found: list[Gold]) -> list[tuple[Gold, Gold]]:
    """Pair ours with theirs, one to one, where cues overlap and contents share at least 30% of their union."""
    pairs, free = [], list(gold)
    for ours in found:
        if ours.cue is None:
            continue
        near = [g for g in free if g.cue and _overlap(ours.cue, g.cue) and shared(ours.content, g.content) >= 0.3]
        if near:
            best = max(near, key=lambda g: shared(ours.content, g.content))
            free.remove(best)
            pairs.append((ours, best))
    return pairs


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def shared(a: list[Span], b: list[Span]) -> float:
    """Give the share of the union of two sets of spans that both have."""
    ours = {place for span in a for place in range(*span)}
    theirs = {place for span in b for place in range(*span)}
    return len(ours & theirs) / len(ours | theirs)


def _score(totals: np.ndarray) -> dict[str, float]:
    n = dict(zip(_NAMES, totals.tolist(), strict=True))
    scores = {
        "direct_span_f1": f1(n["spans_right"], n["spans_found"], n["spans_gold"]),
        "source_accuracy": n["source_right"] / n["sourced"] if n["sourced"] else float("nan"),
        "end_to_end_f1": f1(n["both_right"], n["spans_found"], n["spans_gold"]),
        "attribution_f1": f1(n["gold_right_all"], n["found_all"], n["gold_all"]),
    }
    for kind in KINDS:
        scores[f"attribution_f1_{kind}"] = _kind_f1(
            n[f"gold_right_{kind}"], n[f"gold_{kind}"], n[f"found_right_{kind}"], n[f"found_{kind}"]
        )
    return {name: round(value, 4) for name, value in scores.items()}


def _measured(counts: np.ndarray) -> dict[str, float | None]:
    """Score the documents together; a measure without any case is missing."""
    return {name: None if np.isnan(value) else value for name, value in _score(counts.sum(axis=0)).items()}


def _kind_f1(gold_right: int, gold: int, found_right: int, found: int) -> float:
    """Give the harmonic mean of recall by the annotation's kind and precision by ours."""
    if not gold and not found:
        return float("nan")
    if not gold_right or not found_right:
        return 0.0
    recall, precision = gold_right / gold, found_right / found
    return 2 * precision * recall / (precision + recall)
