"""The head of an article as Nexis exports it -> its outlet, date and headline; the labels of its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.corpus.vendors.dates import HeadDate, find_date
from analysis.corpus.vendors.lines import Block, Line, flow

__all__ = ["COPYRIGHT", "HEAD_LINES", "find_label", "read_modern", "read_old"]

#: Labels in English, German, French and Dutch, folded, and what they say.
_LABELS = {
    name: meaning
    for meaning, names in {
        "length": "length|länge|longueur|lengte|longitud",
        "byline": "byline|autor|auteur|verfasser|door|von|par",
        "section": "section|rubrik|rubrique|sectie|ressort|rubriek",
        "headline": "headline|schlagzeile|titre|kop|titel",
        "highlight": "highlight|hervorhebung|encadré|samenvatting",
        "dateline": "dateline|datumszeile|ort|lieu|plaats",
        "series": "series|serie|série|type|correction-date|distribution|edition",
        "body": "body|hauptteil|text|corps|volltext|tekst|textkörper",
        "graphic": "graphic|graphics|grafik|graphique|afbeelding|illustration",
        "load": "load-date|update|date-chargement|laaddatum|ladedatum|upload-date|mise-a-jour|mise-à-jour",
        "language": "language|sprache|langue|taal",
        "kind": "publication-type|publikationsart|type-publication|publicatietype|publikationstyp|pub-type"
        "|document-type|zeitungs-typ|type-de-publication",
        "code": "journal-code|zeitungs-code|code-revue|code-journal|tijdschriftcode|zeitschriften-code",
        "subject": "subject|organization|company|ticker|industry|person|city|state|country|geographic|notes|correction"
        "|acc-no|url|thema|organisation|firma|land|region|stadt|personne|pays|ville|onderwerp|sujet|classification"
        "|classificatie|klassifizierung|bibliography|isbn|issn",
    }.items()
    for name in names.split("|")
}
_LABEL = re.compile(r"(?P<label>[^\W\d_][^\W\d_ -]{1,18}(?:[ -][^\W\d_]{2,16}){0,2}) ?:(?!/)\s*(?P<value>.*)\Z", re.S)
COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s|all rights reserved|alle rechte vorbehalten|tous droits réservés", re.I
)
_EDITION = re.compile(r"(?:\w+ ){0,4}(?:edition|ausgabe|editie|édition)\b.{0,30}\Z", re.I)
_LINKS = re.compile(
    r"(?:link to|view|open|link zum?|lien vers) .{0,40}\Z|\[?(?:image|logo|pdf)\]?\Z|page \d+ of \d+\Z", re.I
)
#: Lines in which the head of an article is looked for, when nothing says where its text begins.
HEAD_LINES = 40


def find_label(line: str, *, capitals: bool = False) -> tuple[str, str]:
    """Give what the label before a line means, and what follows it; "" for a line without one.

    Examples
    --------
    >>> find_label("LÄNGE: 60 Wörter"), find_label("Load-Date: March 20, 2024"), find_label("He said: no")
    (('length', '60 Wörter'), ('load', 'March 20, 2024'), ('', ''))
    """
    found = _LABEL.match(line)
    meaning = _LABELS.get(found["label"].casefold().replace(" ", "-"), "") if found else ""
    if not found or not meaning or (capitals and not found["label"].isupper()):
        return "", ""
    return meaning, found["value"]


def read_old(head: Sequence[Block]) -> dict[str, str]:
    """Read outlet, date and headline, which stand in this order, and a headline with a label."""
    lines = [line for block in head for line in block if not COPYRIGHT.search(line.text)]
    dated = _find_dated(lines[:HEAD_LINES])
    outlet = next((line.text for line in lines[: dated.at] if not find_label(line.text, capitals=True)[0]), "")
    if not dated.date:
        outlet = outlet or (lines[0].text if lines else "")
    titles: list[Line] = []
    labelled: list[Line] = []
    passed = dated.date is None
    for block in head:
        meaning = ""
        for line in block:
            found, value = find_label(line.text, capitals=True)
            meaning = found or meaning
            if meaning == "headline":
                labelled.append(line._replace(text=value) if found else line)
            if passed and not meaning and line.text != outlet and not _is_masthead(line):
                titles.append(line)
        passed = passed or any(line == dated.line for line in block)
    return _fields(flow(labelled or titles), outlet, dated.date)


def _is_masthead(line: Line) -> bool:
    """Tell what stands in the middle of the page below the date, and a line that names an edition."""
    return line.indent > 8 or bool(_EDITION.match(line.text)) or bool(COPYRIGHT.search(line.text))


class _Dated(NamedTuple):
    at: int
    line: Line | None
    date: HeadDate | None


def _find_dated(lines: Sequence[Line], *, last: bool = False) -> _Dated:
    """Find the line of the date: before the first label; of a month alone where there is no day."""
    for whole in (False, True):
        found = _Dated(len(lines), None, None)
        for at, line in enumerate(lines):
            if not last and find_label(line.text, capitals=True)[0] in ("length", "load", "body"):
                break
            day = find_date(line.text, whole_months=whole)
            if day:
                found = _Dated(at, line, day)
                if not last:
                    break
        if found.date:
            return found
    return _Dated(len(lines), None, None)


def read_modern(head: Sequence[Block], is_first: bool) -> dict[str, str]:
    """Read headline, outlet and date, which stand in this order above the labels."""
    lines = [line for block in head for line in block if not _LINKS.match(line.text)]
    labels = [at for at, line in enumerate(lines) if find_label(line.text)[0] in ("length", "byline", "section")]
    end = next((at for at in labels), len(lines))
    if is_first:  # the page about the search may hold such words too
        end = next((at for at in reversed(labels) if find_label(lines[at].text)[0] == "length"), end)
    dated = _find_dated(lines[:end], last=is_first)
    if not dated.date:
        title = next((line.text for line in lines), "") if not is_first else ""
        return _fields(title, "", None)
    before = lines[: dated.at]
    outlet = before[-1].text if before else ""
    titles = before[-2:-1] if is_first else before[:-1]
    return _fields(flow(titles), outlet, dated.date)


def _fields(headline: str, outlet: str, day: HeadDate | None) -> dict[str, str]:
    fields = {"headline": headline, "outlet": " ".join(outlet.split())}
    if day and day.earliest == day.latest:
        fields |= {"published": day.earliest, "published_evidence": day.words}
    elif day:
        fields |= {"published_earliest": day.earliest, "published_latest": day.latest, "published_evidence": day.words}
    return fields
