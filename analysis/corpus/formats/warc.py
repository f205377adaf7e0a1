"""A web archive (WARC) -> records, one a page that the server answered with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any, BinaryIO, NamedTuple

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.limits import MAX_WHOLE
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.pages.page import fill_page
from analysis.corpus.records import Note, Part, Record
from analysis.study import ArticleSource

_PAGES = ("text/html", "application/xhtml+xml")
#: What is read of one answer.
_MOST = MAX_WHOLE // 10
#: Line ends between the last record and the end of the file.
_BLANKS = 16
_STATUS_OK = "200"


def _recognise(source: Source) -> str:
    head = source.inflated or source.head
    return "WARC/" if head.startswith(b"WARC/") else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    passed: Counter[str] = Counter()
    n_read = 0
    with source.open() as file:
        archive = _Archive(file)
        while found := archive.next():
            why = _pass(found.record)
            if why:
                passed[why] += 1
                continue
            n_read += 1
            yield _record(source, found)
    if archive.fault or source.size - archive.end > _BLANKS:
        said = archive.fault or f"what follows byte {archive.end:,} is none of its records"
        fault = f"must be a web archive without damage; it cannot be read further ({said})"
        yield Record(source.shown, None, source.kept, fault=fault, locator=f"warc={archive.end}")
        n_read += 1
    if passed:
        said = ", ".join(f"{n:,} {what}" for what, n in sorted(passed.items()))
        notes.append(Note(None, "records ignored", f"{source.shown}: {said}"))
    if not n_read:
        raise Unreadable("must hold pages; the web archive has none")


class _Found(NamedTuple):
    """A record of the archive, its contents, where it begins, and whether it is all there."""

    record: Any
    data: bytes
    at: int
    is_whole: bool


class _Archive:
    """Reads one record after the other; the library's remarks on damage are kept from the screen."""

    def __init__(self, file: BinaryIO) -> None:
        from warcio.archiveiterator import ArchiveIterator

        self.archive = ArchiveIterator(file, check_digests=False)
        self.end = 0
        self.fault = ""

    def next(self) -> _Found | None:
        """Give the next record; None at the end, or where damage ends the reading (`fault` says it)."""
        try:
            with redirect_stderr(StringIO()):
                record = next(iter(self.archive), None)
                if record is None:
                    return None
                data = b"" if _pass(record) else record.content_stream().read(_MOST + 1)
                left = getattr(record.raw_stream, "limit", 0) if data else 0
                at = self.archive.get_record_offset()  # asked before, it passes over the contents
                self.end = at + self.archive.get_record_length()
        except Exception as error:  # what the library says of a damaged archive
            self.fault = " ".join(f"{type(error).__name__}: {error}".split())[:120]
            return None
        if self.archive.err_count:
            self.fault = "a record is longer or shorter than it says"
        return _Found(record, data, at, left <= 0 or len(data) > _MOST)


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


def _record(source: Source, one: _Found) -> Record:
    found, data, at = one.record, one.data, one.at
    url = found.rec_headers.get_header("WARC-Target-URI") or ""
    record = Record(source.shown, None, data, locator=f"warc={at}")
    status = found.http_headers.get_statuscode() if found.http_headers else _STATUS_OK
    if status != _STATUS_OK:
        record.fault = f"must be a page that the server gave; its answer was {status[:20]} ({url[:200]})"
        return record
    if not one.is_whole:
        record.fault = f"must be a whole page; the record is cut off ({url[:200]})"
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
