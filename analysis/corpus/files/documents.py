"""Documents that a table names: read safely, only where the table's own folder holds them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analysis.corpus.files.decode import MAX_BYTES, Unreadable, decode_text
from analysis.corpus.files.find import why_not
from analysis.corpus.files.kinds import Foreign, refuse_foreign
from analysis.corpus.records import LargeFile, Record


def fill_document(record: Record, folder: Path, name: str) -> None:
    """Put a document's text and bytes into its record, or say in `record.fault` why that cannot be.

    Bytes that must not be read leave `record.kept` as it was.
    """
    try:
        path = folder / name
        if fault := why_not(path, folder):
            raise Unreadable(fault)
        size = path.stat().st_size
        if size > MAX_BYTES:
            record.kept = LargeFile(path)
            raise Unreadable(f"must be an article of at most {MAX_BYTES:,} bytes; its size is {size:,}")
        record.kept = path.read_bytes()
        record.source_file, record.source_sha256 = name, hashlib.sha256(record.kept).hexdigest()
        record.locator = f"bytes=0-{len(record.kept)}"
        record.fields["text"], repair = decode_text(record.kept)
        if repair:
            record.repairs.append(repair)
        refuse_foreign(record.fields["text"])
    except Foreign as error:
        record.fault, record.is_foreign = str(error), True
    except Unreadable as error:
        record.fault = str(error)
    except OSError as error:
        record.fault = f"must be readable; {error.strerror or type(error).__name__}"
