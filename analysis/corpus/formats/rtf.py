"""An RTF document that is no export of a database -> one article."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.fields.file_names import names_field
from analysis.corpus.files.kinds import refuse_export
from analysis.corpus.files.rtf import peek_rtf, read_rtf
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.lines import join_blocks, locate
from analysis.study import ArticleSource

__all__ = ["FORMAT"]


def _recognise(source: Source) -> str:
    return "{\\rtf" if peek_rtf(source) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    blocks = [[line] for line in read_rtf(source) if line.text]
    reached = join_blocks(blocks, "paragraphs")
    refuse_export("\n".join(block[0].text for block in blocks))
    fields = {"text": reached.text}
    if not names_field(options.file_name, "article_id"):
        fields["article_id"] = source.stem
    locator = locate("paragraphs", blocks[0][0].start, blocks[-1][-1].end) if blocks else ""
    yield Record(source.shown, None, source.kept, fields, locator=locator, parts=reached.parts)


FORMAT = Format("rtf", "an RTF document", _recognise, _read, within=("text",), endings=(".rtf",))
