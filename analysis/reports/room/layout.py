"""Templates of every page, its policy, and the style and scripts that all pages of a report share."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.corpus.locators import say_locator
from analysis.reports.room.names import live_url, visible
from analysis.reports.room.shelf import is_large
from analysis.reports.sentences.english import number, signed
from analysis.tables import sentence_number, write_bytes

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
#: The folder of a reading room that holds what its pages share; pages above it lead there through the room.
SHARED = "shared"
#: No style and no script that stands in a page is live, and nothing is asked of a network: styles, scripts and pictures
#: come from files beside the page. Browsers differ in whether a page opened from disk is its own origin: hence `file:`.
POLICY = Markup(
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; "
    "base-uri 'none'; form-action 'none'"
)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        loader=FileSystemLoader(_TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(number=number, signed=signed, live_url=live_url, nth=sentence_number)
    environment.filters["locator"] = say_locator
    environment.globals.update(policy=POLICY, shared=SHARED, is_large=is_large, selected="", partly="")
    return environment


def render(template: str, **values: Any) -> Markup:
    """Fill a template; every value is escaped."""
    return Markup(_environment().get_template(template).render(**values))


def own_file(name: str) -> str:
    """Give a style or a script of our own as it is."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def write_shared(room: Path) -> list[Path]:
    """Write the styles and scripts of all pages into the folder of a reading room."""
    names = sorted(path.name for path in _TEMPLATES.iterdir() if path.suffix in (".css", ".js"))
    return [write_bytes(room / SHARED / name, own_file(name).encode()) for name in names]
