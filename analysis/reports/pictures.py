"""A figure of a report on its page: its SVG, on a narrow screen the narrow one, and over it marks with their numbers.

The layer of marks is plain SVG with links; no script is needed. A mark leads to what it is of in the reading room or,
where it is of many sentences, to the table on the page that holds them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from analysis.reports.figure.marks import MOST_MARKS, Layer, Mark, read_marks
from analysis.reports.sentences.english import fill

#: Characters of an SVG that a page shows; a larger one is shown as PNG.
MOST_CHARACTERS = 1_000_000
_NARROW = "screen and (max-width: 48rem)"
_TOO_MANY = " It has {n:mark}: too many for each to say its numbers here, so it is a PNG; the data hold them."
_TOO_LONG = " Its drawing is too long for a page, so it is a PNG here; the data hold its numbers."


def draw_picture(
    place: str,
    image: tuple[str, str],
    endings: Sequence[str],
    pictures: Mapping[str, str],
    lead: Callable[[Sequence[Mark]], list[str]],
) -> tuple[str, str]:
    """Write a figure's picture, and what its caption has to say of it.

    Parameters
    ----------
    place : str
        Address of the figure's files, without their endings.
    image : tuple of str
        Attributes of the ``img`` before and after its source.
    endings : sequence of str
        Of the files that the figure has.
    pictures : mapping of str to str
        The text of those that are SVG, by ending.
    lead : callable
        Gives the address of each mark; "" where it leads nowhere.

    Returns
    -------
    picture, note : str
        HTML; the note is empty where all is as usual.
    """
    layer = read_marks(pictures.get("svg", ""))
    n = layer.n if layer else 0
    is_large = n > MOST_MARKS or len(pictures.get("svg", "")) > MOST_CHARACTERS
    kind = "png" if is_large and "png" in endings else "svg"
    before, after = image
    shown = f'<img {before}src="{place}.{kind}"{after} loading="lazy">'
    half = pictures.get("half.svg", "")
    if half and kind == "svg":
        shown = f'<picture><source media="{_NARROW}" srcset="{place}.half.svg">{shown}</picture>'
    if kind == "png":
        return f'<div class="chart">{shown}</div>', fill(_TOO_MANY if n > MOST_MARKS else _TOO_LONG, n=n)
    narrow = read_marks(half)
    layers = [_draw(layer, "full" if narrow else "", lead), _draw(narrow, "half", lead)]
    return f'<div class="chart{" has-half" if half else ""}">{shown}{"".join(layers)}</div>', ""


def _draw(layer: Layer | None, kind: str, lead: Callable[[Sequence[Mark]], list[str]]) -> str:
    """Write a layer of marks; nothing where the picture has none."""
    if layer is None or not layer.marks:
        return ""
    marks = "".join(
        _link(mark, address) if address else f"<g><title>{mark.words}</title>{mark.rect}</g>"
        for mark, address in zip(layer.marks, lead(layer.marks), strict=True)
    )
    return (
        f'<svg class="{f"marks {kind}".strip()}" role="group" aria-label="Marks of this chart, each with its numbers" '
        f'viewBox="{layer.box}" preserveAspectRatio="none">{marks}</svg>'
    )


def _link(mark: Mark, address: str) -> str:
    find = mark.of.get("outlet", "") if address.startswith("#") else ""
    more = f' data-find="{escape(find)}"' if find else ""
    return f'<a href="{escape(address)}"{more}><title>{mark.words}</title>{mark.rect}</a>'
