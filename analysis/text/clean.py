"""Raw documents -> article text without damage, each of its characters followed back to the document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.errors import StudyError
from analysis.tables import from_rows
from analysis.text.edits import Draft, Edit, Run, raw_position
from analysis.text.furniture import is_site_name
from analysis.text.paragraphs import PARAGRAPH_BREAK, part_paragraphs
from analysis.text.repair import remove_markdown, remove_markup, repair_characters

_DATE_PREFIX = re.compile(r"\A\s*date \d{4}-\d{2}-\d{2}\s+")
_SITE = re.compile(r" (?P<mark>[|·•–—-]) (?P<name>[^|·•–—]{2,60}+)\Z")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text, the runs that lead back to the raw one, and the count of each repair.

    `runs` are (start, end, raw_start, raw_end) in text order and cover every character of `text`. Where both
    stretches are equally long they agree character by character, else every character comes from `raw_start`.
    """

    text: str
    runs: list[Run]
    repairs: dict[str, int]


def clean_text(raw: str) -> Cleaned:
    """Clean one document: drop tags, mend its characters, drop its date prefix, find its paragraphs.

    Parameters
    ----------
    raw : str
        The document as decoded.

    Returns
    -------
    Cleaned
        Paragraphs are parted by one blank line and hold no line end, no two blanks together and no blank at an end.

    Notes
    -----
    Repairs, by name: HTML tags (see `remove_markup`), Markdown (see `remove_markdown`), entities,
    doubled commas (for „), mojibake, lone surrogates, control sequences, line ends, control characters, invisible
    characters, blanks, tag characters, letter forms, surplus marks, composed characters (see `repair_characters`),
    date prefix, glued paragraphs (see `part_paragraphs`). Curly marks stay
    curly: they are what the source wrote and tell opening from closing. Scorers that need straight apostrophes make
    them at scoring time, character for character.

    Examples
    --------
    >>> clean_text("She said:&quot;I tried.&quot;Then  she left.")
    Cleaned(text='She said:\\n\\n"I tried."\\n\\nThen she left.', ...
    """
    draft = Draft(raw)
    remove_markup(draft)
    remove_markdown(draft)
    repair_characters(draft)
    prefix = _DATE_PREFIX.match(draft.text)
    if prefix:
        draft.apply([Edit(*prefix.span(), "")], "date prefix")
    part_paragraphs(draft)
    return Cleaned(draft.text, draft.runs, draft.repairs)


def clean_articles(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Fill `text` of each article and say where each of its characters came from.

    Parameters
    ----------
    articles : DataFrame
        `article_id`, `raw` (the document as decoded) and `headline` (missing where unknown), and other columns.

    Returns
    -------
    articles : DataFrame
        The same rows with `text`: the headline, a blank line, the body. `headline` is as it stands in `text`, so
        that it ends at ``len(headline)``; where it is missing `text` is the body alone.
    raw_offsets : DataFrame
        Key article_id, start; `field` says whether `raw_start`, `raw_end` count in the headline or the document.
    repairs : DataFrame
        Key article_id, repair; `n` counts. A repair that was not needed has no row.

    Notes
    -----
    The name of the site behind a headline (`outlet`, or after a bar any site's) is taken off and counted. Where the
    document itself begins with the headline, it is taken from there and not doubled; case, the style of the
    marks and a last full stop do not matter.
    """
    texts: list[str] = []
    headlines: list[str | None] = []
    offsets: list[tuple[str | int, ...]] = []
    repairs: list[tuple[str | int, ...]] = []
    columns = (articles[name].tolist() for name in ("article_id", "raw", "headline"))
    outlets = articles["outlet"].tolist() if "outlet" in articles else [None] * len(articles)
    for article_id, raw, headline, outlet in zip(*columns, outlets, strict=True):
        joined = _join(_clean_headline(headline, outlet), clean_text(raw))
        texts.append(joined.text)
        headlines.append(joined.text[: joined.headline_end] or None)
        offsets += ((article_id, *row) for row in joined.rows)
        repairs += ((article_id, *repair) for repair in joined.repairs.items())
    return (
        articles.assign(text=pd.array(texts, dtype="str"), headline=pd.array(headlines, dtype="str")),
        from_rows(offsets, "raw_offsets"),
        from_rows(repairs, "repairs"),
    )


def raw_offset(offsets: pd.DataFrame, article_id: str, position: int) -> tuple[str, int]:
    """Look up where one character of an article's text came from.

    Parameters
    ----------
    offsets : DataFrame
        The `raw_offsets` of `clean_articles`.
    article_id : str
    position : int
        Code point in the article's `text`.

    Returns
    -------
    (field, offset)
        `field` is "headline" or "document"; `offset` counts code points in it.

    Raises
    ------
    StudyError
        The article is not in the table, or its text is shorter.
    """
    rows = offsets[offsets["article_id"] == article_id]
    length = int(rows["end"].iloc[-1]) if len(rows) else 0
    if not 0 <= position < length:
        raise StudyError(f"Article `{article_id}` must have a character {position}; its text has {length}.")
    row = rows.iloc[int(rows["start"].searchsorted(position, side="right")) - 1]
    run = (int(row["start"]), int(row["end"]), int(row["raw_start"]), int(row["raw_end"]))
    return str(row["field"]), raw_position([run], position)


Row = tuple[int, int, str, int, int]


class _Joined(NamedTuple):
    """Headline and body in one text; `rows` are (start, end, field, raw_start, raw_end)."""

    text: str
    headline_end: int
    rows: list[Row]
    repairs: dict[str, int]


def _join(title: Cleaned, body: Cleaned) -> _Joined:
    """Put the headline before the body, unless the body brings it."""
    headline_end = _headline_length(body.text, title.text) if title.text else 0
    if headline_end or not title.text:
        draft = Draft(body.text, body.runs)
        rest = body.text[headline_end:].lstrip(" ")
        if headline_end and rest and not rest.startswith(PARAGRAPH_BREAK):
            draft.apply([Edit(headline_end, len(body.text) - len(rest), PARAGRAPH_BREAK)])
        return _Joined(draft.text, headline_end, _rows(draft.runs, "document"), body.repairs)
    headline_end = len(title.text)
    shift = headline_end + len(PARAGRAPH_BREAK)
    raw_end = title.runs[-1][3]
    rows = [
        *_rows(title.runs, "headline"),
        (headline_end, shift, "headline", raw_end, raw_end),
        *_rows(body.runs, "document", shift),
    ]
    repairs = Counter(title.repairs) + Counter(body.repairs)
    return _Joined(title.text + PARAGRAPH_BREAK + body.text, headline_end, rows, dict(repairs))


def _clean_headline(headline: object, outlet: object) -> Cleaned:
    """Clean a headline into one line, without the name of the site behind it; a missing one becomes an empty text."""
    draft = Draft(headline if isinstance(headline, str) else "")
    remove_markup(draft)
    repair_characters(draft)
    size = len(draft.text)
    draft.apply(
        Edit(*found.span(), "" if found.start() == 0 or found.end() == size else " ")
        for found in re.finditer(r"\s+", draft.text)
        if found[0] != " " or found.start() == 0 or found.end() == size
    )
    if (found := _SITE.search(draft.text)) and _names_site(found, outlet):
        draft.apply([Edit(found.start(), len(draft.text), "")], "site names")
    return Cleaned(draft.text, draft.runs, draft.repairs)


def _names_site(found: re.Match[str], outlet: object) -> bool:
    """Tell whether what stands behind the last bar or dash of a headline is the outlet, or after a bar any site."""
    name = found["name"].casefold()
    own = outlet.casefold() if isinstance(outlet, str) else ""
    is_outlet = bool(own) and re.sub(r"\W+|\.\w+\Z|^the ", "", name) == re.sub(r"\W+|\.\w+\Z|^the ", "", own)
    return is_outlet or (found["mark"] in "|·•" and is_site_name(found["name"]))


def _headline_length(text: str, headline: str) -> int:
    """Give how much of the text is the headline it begins with; 0 if it does not or only seems to.

    A sentence that begins with the headline's words goes on with a blank and a small letter.
    """
    bare = headline.rstrip(" .")
    if not bare or _fold(text[: len(bare)]) != _fold(bare):
        return 0
    length = len(bare) + len(text[len(bare) : len(bare) + 3]) - len(text[len(bare) : len(bare) + 3].lstrip("."))
    after = text[length : length + 2]
    is_end = not after.strip(" ") or after[0] == "\n" or not (after[0].isalnum() or after[0] in " ,;:'’-–—")
    is_glued = after[:1].isupper() or (after[:1] == " " and not after[1:].islower() and len(bare.split()) > 3)
    return length if is_end or is_glued else 0


def _fold(text: str) -> str:
    return text.translate(_STRAIGHT).casefold()


def _rows(runs: list[Run], field: str, shift: int = 0) -> list[Row]:
    return [(start + shift, end + shift, field, raw_start, raw_end) for start, end, raw_start, raw_end in runs]
