"""Where an article stands in what was delivered, as its reader wrote it -> plain words to look it up by."""

from __future__ import annotations

import re

#: Steps of a locator; a name (of a sheet, of a member of an archive) may hold the mark between them.
_STEP = re.compile(r"!(?=(?:box|bytes|json|member|message|page|paragraphs|row|sheet|warc)=)")
_WHOLE = "bytes=0-"
_LABELS = {"bytes": "byte", "page": "page", "paragraphs": "paragraph", "message": "message", "sheet": "sheet"}
_LABELS |= {"box": "box", "warc": "record at byte", "json": "item", "member": "member", "row": "row"}
_RANGES = ("bytes", "page", "paragraphs")


def say_locator(locator: str, reader: str = "") -> str:
    """Say a locator in words; a row of a text file is named by the line on which it begins, as locators count it.

    Examples
    --------
    >>> say_locator("paragraphs=12-31"), say_locator("bytes=120-4023"), say_locator("page=3")
    ('paragraphs 12-31', 'bytes 120-4023', 'page 3')
    >>> say_locator("row=17", "delimited"), say_locator("row=17", "arrow"), say_locator("json=/articles/3")
    ('row on line 17', 'row 17', 'item /articles/3')
    >>> say_locator("member=two.xlsx!sheet=Late! news!row=5")
    'member two.xlsx, sheet Late! news, row 5'
    >>> say_locator("page=3!box=72,640,520,700")
    'page 3, box 72,640,520,700 in points from the lower left corner'
    """
    steps = _STEP.split(locator)
    said = []
    for step in steps:
        name, _, value = step.partition("=")
        label = _LABELS.get(name, name)
        if name == "box":
            value += " in points from the lower left corner"
        if name == "row" and reader != "arrow" and not any(one.startswith("sheet=") for one in steps):
            label = "row on line"
        said.append(f"{label}{'s' if name in _RANGES and '-' in value else ''} {value}")
    return ", ".join(said)


def say_place(
    file: str | None,
    locator: str | None,
    reader: str = "",
    *,
    field: str = "document",
    offset: int | None = None,
    is_alone: bool = False,
) -> str:
    """Say where a character stands in what was delivered: its file, the place in it, the character where that is long.

    Parameters
    ----------
    file, locator : str or None
        The delivered file and the place in it; None where an article came in a frame.
    reader : str
        Name of the format.
    field : {"document", "headline"}
    offset : int, optional
        The character in that field, from 0; without it the locator is exact enough.
    is_alone : bool
        The file holds one article, so that bytes from its first on are no place in it.

    Examples
    --------
    >>> say_place("000.txt", "bytes=0-3941", "text", offset=512, is_alone=True)
    '000.txt, character 512'
    >>> say_place("articles.csv", "row=17", "delimited", field="headline", offset=4)
    'articles.csv, row on line 17, character 4 of its headline'
    >>> say_place("exports/a.DOCX", "paragraphs=12-31", "nexis_docx")
    'exports/a.DOCX, paragraphs 12-31'
    >>> say_place(None, None, offset=5)
    'character 5 of its text'
    """
    is_whole = is_alone and offset is not None and locator is not None and locator.startswith(_WHOLE)
    said = [file] if file else []
    if locator and not is_whole and locator != "json=/":
        said.append(say_locator(locator, reader))
    if offset is not None:
        of = " of its headline" if field == "headline" else "" if is_whole else " of its text"
        said.append(f"character {offset}{of}")
    return ", ".join(said)
