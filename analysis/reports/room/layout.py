"""Templates, style and script of every page: all that a page needs stands in it, but for the figures beside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
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

__all__ = ["own_file", "policy_of", "render"]

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
    policy = policy_of(("style.css",), ("script.js",))
    environment.globals.update(style=own_file("style.css"), script=own_file("script.js"), policy=policy, selected="")
    return environment


def render(template: str, **values: Any) -> Markup:
    """Fill a template; every value is escaped."""
    return Markup(_environment().get_template(template).render(**values))


def own_file(name: str) -> Markup:
    """Give a style or a script of our own as it is."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))


def policy_of(styles: Iterable[str], scripts: Iterable[str], *, loads: bool = False) -> Markup:
    """Write the policy of a page: only these styles and scripts of ours run, by their hashes.

    Whatever else stands in a page is dead. With ``loads`` it may also load the scripts beside it, which hold data.
    """
    named = [" ".join(f"'{_hash(own_file(name))}'" for name in names) for names in (styles, scripts)]
    beside = " 'self'" if loads else ""
    own = f"style-src {named[0]}; script-src {named[1]}{beside}"
    return Markup(f"default-src 'none'; {own}; img-src 'self' data:; base-uri 'none'; form-action 'none'")


def _hash(source: str) -> str:
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()
