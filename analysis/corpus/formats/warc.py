"""A web archive (WARC) -> records, one a page that the server answered with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.limits import MAX_WHOLE
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.pages.page import fill_page
from analysis.corpus.records import Note, Part, Record
from analysis.study import ArticleSource

__all__ = ["FORMAT"]

_PAGES = ("text/html", "application/xhtml+xml")
#: What is read of one answer.
_MOST = MAX_WHOLE // 10
_STATUS_OK = "200"


def _recognise(source: Source) -> str:
    head = source.inflated or source.head
    return "WARC/" if head.startswith(b"WARC/") else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    from warcio.archiveiterator import ArchiveIterator

    passed: Counter[str] = Counter()
    n_read = 0
    at = 0
    with source.open() as file:
        archive = ArchiveIterator(file, no_record_parse=False, check_digests=False)
        try:
            for found in archive:
                why = _pass(found)
                if why:
                    passed[why] += 1
                    continue
                n_read += 1
                data = found.content_stream().read(_MOST + 1)
                at = archive.get_record_offset()  # asked before, it passes over the contents
                yield _record(source, found, data, at)
        except Exception as error:  # what the library says of a damaged archive
            n_read += 1
            said = " ".join(f"{type(error).__name__}: {error}".split())[:120]
            fault = f"must be a web archive without damage; it cannot be read further ({said})"
            yield Record(source.shown, None, source.kept, fault=fault, locator=f"warc={at}")
    if passed:
        said = ", ".join(f"{n:,} {what}" for what, n in sorted(passed.items()))
        notes.append(Note(None, "records ignored", f"{source.shown}: {said}"))
    if not n_read:
        raise Unreadable("must hold pages; the web archive has none")


def _pass(found: Any) -> str:
    """Say why a record of the archive is no page: it is no answer, the same as an earlier one, or of another kind."""
    if found.rec_type != "response" and found.rec_type != "resource":
        return str(found.rec_type)
    headers = found.http_headers
    kind = (headers.get_header("Content-Type") if headers else found.content_type) or ""
    kind = kind.partition(";")[0].strip().casefold()
    if headers and headers.get_statuscode().startswith("3"):
        return "redirections"
    return "" if kind in _PAGES else f"of type {kind or 'unknown'}"


def _record(source: Source, found: Any, data: bytes, at: int) -> Record:
    url = found.rec_headers.get_header("WARC-Target-URI") or ""
    record = Record(source.shown, None, data, locator=f"warc={at}")
    status = found.http_headers.get_statuscode() if found.http_headers else _STATUS_OK
    if status != _STATUS_OK:
        record.fault = f"must be a page that the server gave; its answer was {status[:20]} ({url[:200]})"
        return record
    fill_page(record, data)
    if url.startswith(("http://", "https://")):
        record.fields["url"] = url.strip("<>")
    record.parts = [Part(part.start, part.end, f"warc={at}!{part.locator}") for part in record.parts]
    return record


FORMAT = Format(
    "warc",
    "a web archive (WARC)",
    _recognise,
    _read,
    within=("gzip_file", "text"),
    needs=("warcio", "trafilatura", "lxml_html_clean"),
    endings=(".warc", ".gz", ".wat"),
)
