"""The lines of an article as Factiva exports it -> its fields, and where its text is.

Two layouts, in HTML and in RTF. One names its fields by two letters (HD headline, WC words, PD date, SN source, LP and
TD the first and the further paragraphs, AN number). The other shows them in an order: headline, number of words, date,
time, source, code, language, rights, then the text. In both the last line is “Document” and the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.corpus.vendors.dates import find_date
from analysis.corpus.vendors.lines import HOLDS_TWO, NO_TEXT, Line, flow

#: The last line of an article: its accession number is the id.
NUMBER = re.compile(
    r"(?:AN[ \t]+)?(?:Document|Dokument|Documento)[ \t]+(?P<number>[A-Za-z0-9]{4,14}(?:19|20)\d{6}\w{5,14})\Z"
)
#: The fault of an article behind which it does not stand.
CUT_OFF = "must be whole; no “Document” with its number stands behind it"
#: What the summary of the search says of the number of articles.
RESULTS = re.compile(
    r"(?:Results Found|Treffer|Résultats trouvés|Resultados encontrados)\s*:?\s*(?P<n>\d[\d.,]*)\Z", re.I
)

_CODE = re.compile(
    r"(?P<code>HD|CR|SE|HL|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CLM|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|DLN|NGC|GC)"
    r"(?P<mark>[ \t]+|\Z)(?P<value>.*)\Z",
    re.S,
)
#: What stands behind the text.
_BEHIND = frozenset("CT RF ART CO IN NS RE IPC IPD PUB AN NGC GC".split())
_FEWEST = 4
_WORDS = re.compile(r"\d[\d,. ]* (?:words|mots|Wörter|palabras|parole|woorden|palavras|ord|слов|字|語|단어)\Z", re.I)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[AP]M)?(?: GMT| Uhr)?\Z", re.I)
_RIGHTS = re.compile(
    r"(?:\(c\)|©|copyright)(?:\W|\Z)|.*\ball rights reserved\W*\Z|.*\balle rechte vorbehalten\W*\Z", re.I
)
_BYLINE = re.compile(r"(?:by|von|par|por|di|door) \S|(?:\S+ ){0,4}\S+ (?:and|und|et) (?:\S+ ){0,3}\S+\Z", re.I)
_SUMMARY = re.compile(r"Search Summary|Suchübersicht|Résumé de (?:la )?recherche|Resumen de búsqueda", re.I)
_PAGE = re.compile(r"Page \d+ of \d+.*|(?:©|\(c\)) ?\d{4} Factiva, Inc.*", re.I)
#: Lines between the date and the rights: time, source, code, edition, page, language.
_MOST_BETWEEN = 12


class Article(NamedTuple):
    """The fields of an article as written, the lines of its text, and what is wrong with it."""

    fields: dict[str, str]
    body: list[Line]
    fault: str = ""


def is_count(line: str) -> bool:
    """Tell the line of the number of words.

    Examples
    --------
    >>> is_count("1,060 words"), is_count("She spoke 60 words")
    (True, False)
    """
    return bool(_WORDS.match(line))


def count_codes(lines: Sequence[str]) -> int:
    """Count the different two-letter names that begin lines."""
    return len({found["code"] for line in lines if (found := _CODE.match(line))})


def read_lines_of_article(lines: Sequence[Line], headline: str = "") -> Article:
    """Read one article from its lines, the last of which is its number.

    Parameters
    ----------
    lines : sequence of Line
    headline : str
        What marks of the page show to be the headline.

    Examples
    --------
    >>> lines = ["HD Deal", "WC 6 words", "PD 1 March 2024", "SN The Gazette", "LP Yes.", "TD No."]
    >>> read_lines_of_article([Line(line, n, n + 1) for n, line in enumerate(lines)]).fields["outlet"]
    'The Gazette'
    """
    lines = [line for line in lines if line.text and not _PAGE.match(line.text)]
    number = next((found["number"] for line in reversed(lines) if (found := NUMBER.match(line.text))), "")
    lines = [line for line in lines if not NUMBER.match(line.text)]
    is_coded = count_codes([line.text for line in lines]) >= _FEWEST
    fields, body = _read_coded(lines) if is_coded else _read_shown(lines, headline)
    fields |= {"article_id": number} | ({"headline": headline} if headline else {})
    fault = next((line.fault for line in body if line.fault), "")
    if not fault and _holds_two(lines):
        fault = HOLDS_TWO
    if not fault and not body:
        fault = NO_TEXT
    if not fault and not fields.get("headline"):
        fault = "must have a headline as all have in the database; the head of the article is damaged"
    return Article({name: value for name, value in fields.items() if value}, body, fault)


def cut_summary(lines: Sequence[Line]) -> list[Line]:
    """Give what follows the last article without the summary of the search and what stands on every page."""
    summary = next((n for n, line in enumerate(lines) if _SUMMARY.match(line.text)), len(lines))
    return [line for line in lines[:summary] if line.text and not _PAGE.match(line.text)]


def _holds_two(lines: Sequence[Line]) -> bool:
    """Tell by two numbers of words that have a date behind them, or by names of fields that stand once."""
    counted = [n for n, line in enumerate(lines) if _WORDS.match(line.text.removeprefix("WC").strip())]
    if sum(any(find_date(one.text.removeprefix("PD")) for one in lines[n + 1 : n + 3]) for n in counted) > 1:
        return True
    tabbed = [found["code"] for line in lines if (found := _CODE.match(line.text)) and "\t" in found["mark"]]
    return any(tabbed.count(code) > 1 for code in ("HD", "WC", "PD", "SN", "LP"))


def _read_coded(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line]]:
    values: dict[str, list[Line]] = {}
    code = ""
    tabs = any("\t" in line.text for line in lines if _CODE.match(line.text))
    for line in lines:
        found = _CODE.match(line.text)
        if found and _opens_field(found, code, tabs):
            code = found["code"]
            values.setdefault(code, [])
            if found["value"].strip():
                values[code].append(line._replace(text=found["value"].strip()))
        elif code:
            values[code].append(line)
    written = {name: flow(found) for name, found in values.items()}
    fields = {"headline": written.get("HD", ""), "outlet": written.get("SN", "")}
    fields["byline"] = ", ".join(written[code] for code in ("BY", "CR") if written.get(code))
    return fields | _dated(written.get("PD", "")), values.get("LP", []) + values.get("TD", [])


def _opens_field(found: re.Match[str], current: str, tabs: bool) -> bool:
    """Tell a field's name from a word in capitals that opens a paragraph of the text (“IN London …”)."""
    if tabs and "\t" not in found["mark"] and found["mark"]:
        return False
    if current not in ("LP", "TD") or tabs:
        return True
    value = found["value"].strip()
    return found["code"] == "TD" or (
        found["code"] in _BEHIND and (not value or bool(re.search(r" : |\||\A\w+\Z", value)))
    )


def _read_shown(lines: Sequence[Line], headline: str) -> tuple[dict[str, str], list[Line]]:
    counted = next((n for n, line in enumerate(lines) if _WORDS.match(line.text)), None)
    dated = next((n for n, line in enumerate(lines) if find_date(line.text)), None)
    start = counted if counted is not None else dated if dated is not None else 0
    titles = [line.text for line in lines[:start] if not _BYLINE.match(line.text)] or [
        line.text for line in lines[:start]
    ]
    fields = {"headline": headline or max(titles, key=len, default="")}
    fields["byline"] = next((line.text for line in lines[:start] if _BYLINE.match(line.text)), "")
    at = start + (counted is not None)
    if at >= len(lines):
        return fields, []
    if day := find_date(lines[at].text):
        fields |= _dated(lines[at].text) if day else {}
        at += 1
    while at < len(lines) and _TIME.match(lines[at].text):
        at += 1
    fields["outlet"] = lines[at].text if at < len(lines) else ""
    rights = next((n for n in range(at, min(at + _MOST_BETWEEN, len(lines))) if _RIGHTS.match(lines[n].text)), None)
    end = rights if rights is not None else _find_end_of_head(lines, at)
    return fields, list(lines[end + 1 :])


def _find_end_of_head(lines: Sequence[Line], at: int) -> int:
    """Find the last of the short lines below the source, where no line of rights ends the head."""
    while at + 1 < min(len(lines), at + _MOST_BETWEEN) and len(lines[at + 1].text.split()) <= 3:
        at += 1
    return at


def _dated(written: str) -> dict[str, str]:
    day = find_date(written)
    return {"published": day.earliest, "published_evidence": day.words} if day else {"published": written}
