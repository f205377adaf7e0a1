"""The paragraphs of a document of an office program -> one article."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.corpus.fields.file_names import id_by_name
from analysis.corpus.files.kinds import refuse_export
from analysis.corpus.files.source import Source
from analysis.corpus.records import Record
from analysis.corpus.vendors.lines import Line, join_blocks, locate
from analysis.study import ArticleSource


def read_whole(source: Source, paragraphs: Iterable[Line], options: ArticleSource) -> Record:
    """Make one article of all paragraphs of a document.

    Raises
    ------
    Foreign
        It is the export of a database.
    """
    blocks = [[line] for line in paragraphs if line.text]
    reached = join_blocks(blocks, "paragraphs")
    refuse_export("\n".join(block[0].text for block in blocks))
    fields = {"text": reached.text} | id_by_name(options.file_name, source.stem)
    locator = locate("paragraphs", blocks[0][0].start, blocks[-1][-1].end) if blocks else ""
    return Record(source.shown, None, source.kept, fields, locator=locator, parts=reached.parts)
