"""Public names and their docstrings -> ``docs/reference.md``: what can be called, with what, and what comes back."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from textwrap import dedent
from typing import Any

_TABLES = "people speech outlets evidence shared differences portraits series timeline robustness health".split()
#: Headings, and the modules whose public names stand under them; after a colon only these names.
_PARTS = {
    "Read": "analysis.pipeline:read analysis.sketch analysis.study:read_study analysis.reading",
    "What a table holds": "analysis.dictionary:describe_table,describe_tables analysis.measures:Measure,errors_of",
    "Tables beside charts": " ".join(f"analysis.compare.tables.{name}" for name in _TABLES)
    + " analysis.validity.tables",
    "Charts": "analysis.charts",
    "In a notebook": "analysis.reports.notebook",
    "Errors": "analysis.errors",
}
_SECTION = re.compile(r"^([A-Z][a-z]+)\n-+\n", re.MULTILINE)


def write_reference() -> str:
    """Write the reference as Markdown: a section a name, from its signature and its docstring.

    Raises
    ------
    AttributeError
        A name that is listed is not there.
    """
    return "\n".join(f"## {title}\n\n" + "\n".join(_entries(modules)) for title, modules in _PARTS.items())


def _entries(modules: str) -> Iterator[str]:
    for one in modules.split():
        name, _, chosen = one.partition(":")
        module = import_module(name)
        for public in chosen.split(",") if chosen else module.__all__:
            thing = getattr(module, public)
            if inspect.isfunction(thing):
                yield _write(f"{thing.__module__}.{public}", thing)
            elif inspect.isclass(thing):
                yield _write(f"{thing.__module__}.{public}", thing)
                yield from _methods(public, thing)


def _methods(name: str, kind: type) -> Iterator[str]:
    """Write the public methods that a class of the house defines itself."""
    for method, thing in vars(kind).items():
        if inspect.isfunction(thing) and not method.startswith("_"):
            yield _write(f"{name}.{method}", thing)


def _write(name: str, thing: Any) -> str:
    told = inspect.getdoc(thing) or ""
    call = f"```python\n{name.rpartition('.')[2]}{_signature(thing)}\n```\n\n" if inspect.isfunction(thing) else ""
    return f"### {name}\n\n{call}{_sections(told)}"


def _signature(thing: Any) -> str:
    """Give a signature as it is written, one parameter a line where it is long."""
    found = inspect.signature(thing)
    parts = [
        one.replace(annotation=_Bare.of(one.annotation)) for one in found.parameters.values() if one.name != "self"
    ]
    found = found.replace(parameters=parts, return_annotation=_Bare.of(found.return_annotation))
    text = str(found)
    if len(text) < 90:
        return text
    marks: list[str] = []
    kind = None
    for one in parts:
        if one.kind is one.KEYWORD_ONLY and kind not in (one.KEYWORD_ONLY, one.VAR_POSITIONAL):
            marks.append("*")
        kind = one.kind
        marks.append(str(one))
    return "(\n" + "".join(f"    {part},\n" for part in marks) + f"){text.rpartition(')')[2]}"


class _Bare:
    """An annotation that is written as it stands in the source."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    @classmethod
    def of(cls, annotation: Any) -> Any:
        """Wrap the text of an annotation; leave what is none."""
        return cls(annotation) if isinstance(annotation, str) else annotation


def _sections(told: str) -> str:
    """Turn a numpydoc docstring into Markdown."""
    head, *rest = _SECTION.split(told)
    parts = [_words(head)]
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        if title == "Examples":
            parts.append(f"```python\n{body.strip()}\n```")
        elif title in ("Notes", "References"):
            parts.append(f"**{title}**\n\n{_words(body)}")
        else:
            parts.append(f"**{title}**\n\n{_items(body)}")
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _words(text: str) -> str:
    """Keep paragraphs; an example in them is code."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        f"```python\n{dedent(part)}\n```" if part.lstrip().startswith(">>>") else _code(" ".join(part.split()))
        for part in paragraphs
    )


def _items(body: str) -> str:
    """Turn ``name : type`` with what is indented below into a list."""
    items: list[list[str]] = []
    for line in body.strip().splitlines():
        if line.strip() and not line.startswith(" "):
            items.append([line.strip()])
        elif items and line.strip():
            items[-1].append(line.strip())
    return "\n".join(f"- {_head(first)}{': ' if more else ''}{_code(' '.join(more))}" for first, *more in items)


def _head(line: str) -> str:
    name, colon, kind = line.partition(" : ")
    return f"`{name}`" + (f" ({_code(kind)})" if colon else "")


def _code(text: str) -> str:
    """Write code as Markdown does, and nothing in angle brackets as a tag."""
    return re.sub(r"``(.+?)``", r"`\1`", text).replace("<", "&lt;")
