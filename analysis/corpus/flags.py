"""The table of articles -> facts to know about them, which change nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

import pandas as pd

from analysis.corpus.records import Note

#: Invisible letters that can hide instructions; after a black flag they spell the flag of a region and are right.
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
_TAG_BYTES = b"\xf3\xa0"  # how each of them begins in UTF-8: a test thirteen times faster than the pattern
#: Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, the whole-letter pairs).
_LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo")


#: A spreadsheet holds no more in a cell and drops the rest.
_CELL = 32_767
#: How a news service writes that the rest of a text is its customers'.
_CUT = re.compile(r"\[\+\d[\d,.]* (?:chars|characters|words)\]\s*\Z")
#: How a text ends that is the beginning of another.
_OPEN_END = re.compile(
    r"(?:\[(?:…|\.\.\.|&hellip;|&#8230;)\]|…|\.\.\."
    r"|(?:^|[.!?…:»”\"'’])\s*(?P<words>(?:read|see) (?:more|the (?:full|rest)(?: \w+){0,4})"
    r"|continue reading|weiterlesen|lire la suite|lees (?:meer|verder)|leer más|seguir leyendo|leggi tutto))\W{0,5}\Z",
    re.I | re.M,
)
#: An article has more words; a summary, a teaser and a caption may have fewer.
_FEW = 80
#: A line that stands where the rest of an article should: what the reader must do first, or for whom the rest is.
_PAYWALL = re.compile(
    r"\W*(?:please )?(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber)|start your|unlock)\b"
    r".{0,80}\b(?:(?:continue|keep) reading|to (?:continue|read|access|view|unlock)|full (?:access|article|story))"
    r"|\W*to (?:continue|keep) reading\b.{0,60}\b(?:subscribe|sign|log|register)"
    r"|.{0,40}\b(?:article|story|content|page) is (?:only )?(?:for|available to|reserved for|exclusive to)\b.{0,30}"
    r"\b(?:subscribers|members)"
    r"|\W*already an? (?:\w+ )?(?:subscriber|member)\b"
    r"|\W*you(?:['’]ve| have) (?:reached|used|read) (?:your|all).{0,40}\b(?:article|limit)"
    r"|\W*(?:jetzt |bitte )?(?:abonnieren|anmelden|testen)\b.{0,60}weiterlesen|\W*weiterlesen mit\b"
    r"|.{0,40}\b(?:nur für abonnent|réservée? aux abonnés|alleen voor abonnees|solo para suscriptores)",
    re.I,
)
#: What a server says in place of the article.
_ERROR_PAGE = re.compile(
    r"(?:error ?)?(?:40[0-9]|410|429|451|50[0-4])(?: error)?(?:[ :–—|-]{1,3}(?:error|forbidden|not found"
    r"|unauthori[sz]ed"
    r"|bad (?:request|gateway)|too many requests|service (?:temporarily )?unavailable|internal server error|gone"
    r"|page not found|access denied|gateway time-?out|unavailable for legal reasons))+"
    r"|access (?:to this page has been )?denied|(?:forbidden|unauthori[sz]ed)\W*\Z|page not found|just a moment\b"
    r"|attention required"
    r"|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human|checking (?:if the site connection|your browser)"
    r"|(?:you )?do(?:n['’]t| not) have permission to access|(?:nginx|cloudflare|openresty|apache)(?:/[\d.]+)?"
    r"|request could not be satisfied|service unavailable|are you a robot|unusual traffic",
    re.IGNORECASE,
)
#: Such a line is short: a sentence of an article that speaks of subscribers is longer, or stands among others.
_LINE = 160


def is_error_line(line: str) -> bool:
    """Tell whether a line is what a server says in place of an article, and little more.

    >>> is_error_line("403 Forbidden"), is_error_line("404 - Page not found"), is_error_line("Forbidden love")
    (True, True, False)
    """
    found = _ERROR_PAGE.match(line)
    return found is not None and len(line[found.end() :].split()) <= 12


def find_flags(articles: pd.DataFrame) -> list[Note]:
    """Find texts that stand under several ids, are cut or no whole articles, hidden characters, and outlets whose names
    look alike.
    """
    ids, raw = articles["article_id"].tolist(), articles["raw"].tolist()
    notes = flag_texts(ids, raw) + flag_same(zip(ids, map(digest_text, raw), strict=True))
    return notes + flag_outlets(articles["outlet"].dropna().unique().tolist())


def flag_texts(article_ids: Iterable[str], texts: Iterable[str]) -> list[Note]:
    """Note what is to be known of single texts: hidden characters, and signs that a text is not the whole article."""
    notes = []
    for article_id, raw in zip(article_ids, texts, strict=True):
        if _TAG_BYTES in raw.encode() and (hidden := sum(len(found[0]) for found in _TAGS.finditer(raw))):
            notes.append(Note(article_id, "hidden characters", f"{hidden} invisible tag characters"))
        notes += [Note(article_id, *flag) for flag in find_stub(raw)]
    return notes


def digest_text(raw: str) -> bytes:
    """Give what two texts share that differ only in their blanks."""
    return hashlib.blake2b(" ".join(raw.split()).encode(), digest_size=16).digest()


def flag_same(digests: Iterable[tuple[str, bytes]]) -> list[Note]:
    """Note texts that stand under several ids, of (id, `digest_text`) in the order of the ids."""
    notes, first = [], dict[bytes, str]()
    for article_id, digest in digests:
        other = first.setdefault(digest, article_id)
        if other != article_id:
            notes.append(Note(article_id, "same text", f"the text is that of article {other!r}"))
    return notes


def find_stub(raw: str) -> list[tuple[str, str]]:
    """Find the signs that a text is not the whole article: the kind of each and what was found.

    Examples
    --------
    >>> find_stub("Ana Ruiz praised the deal. Ben Okafor called it a… [+1834 chars]")
    [('text cut', 'it ends with [+1834 chars]')]
    >>> find_stub("Subscribe to continue reading.")
    [('paywall', 'Subscribe to continue reading.')]
    >>> find_stub("Ana Ruiz praised the harbour deal on Friday. Read more")
    [('summary only', 'it has 10 words and ends with Read more')]
    """
    flags, n_words = [], len(raw[: 20 * _FEW].split())
    if cut := _CUT.search(raw, max(0, len(raw) - 200)):
        flags.append(("text cut", f"it ends with {cut[0].strip()}"))
    elif len(raw) == _CELL:
        flags.append(("text cut", f"it has {_CELL:,} characters, the most that a cell of a spreadsheet holds"))
    lines = [line for line in map(str.strip, raw.splitlines()) if line]
    if n_words < _FEW and lines and is_error_line(lines[0]):
        flags.append(("error page", lines[0]))
    if wall := next((line for line in lines if len(line) <= _LINE and _PAYWALL.match(line)), None):
        flags.append(("paywall", wall))
    if not flags and len(raw) < 20 * _FEW and n_words < _FEW and (end := _OPEN_END.search(raw, max(0, len(raw) - 200))):
        flags.append(("summary only", f"it has {n_words} words and ends with {(end['words'] or end[0]).strip()}"))
    return flags


def flag_outlets(names: list[str]) -> list[Note]:
    """Note outlets whose names look alike."""
    groups: dict[str, list[str]] = {}
    for name in names:
        looks = unicodedata.normalize("NFKC", name.translate(_LOOKALIKES)).casefold()
        groups.setdefault(" ".join(looks.split()), []).append(name)
    return [Note(None, "outlets look alike", ", ".join(_spelled(group))) for group in groups.values() if len(group) > 1]


def _spelled(names: list[str]) -> list[str]:
    """Tell names apart that look alike: those with letters outside ASCII are followed by their escapes.

    Examples
    --------
    >>> _spelled(["BBC", "ВВС"])
    ['BBC', 'ВВС (\\\u0412\\\u0412\\\u0421)']
    """
    return [
        name if name.isascii() else f"{name} ({name.encode('ascii', 'backslashreplace').decode()})" for name in names
    ]
