"""Templates, style and script of every page: all that a page needs stands in it, but for the figures beside it."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.corpus.locators import say_locator
from analysis.reports.room.names import live_url, visible
from analysis.reports.sentences.english import number, signed
from analysis.tables import sentence_number

__all__ = ["render"]

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


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
    style, script = _own("style.css"), _own("script.js")
    # Only this style and this script run, by their hashes: whatever else stands in a page is dead.
    own = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {own}; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    environment.globals.update(style=style, script=script, policy=Markup(policy), selected="")
    return environment


def render(template: str, **values: Any) -> Markup:
    """Fill a template; every value is escaped."""
    return Markup(_environment().get_template(template).render(**values))


def _own(name: str) -> Markup:
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))


def _hash(source: str) -> str:
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()
