"""The notebooks -> ``docs/gallery.md``: every chart, its picture of the shipped study, and the call that makes it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from inspect import getdoc
from pathlib import Path

from analysis import charts
from analysis.reports.figure.code import figure_of, saving_call

#: What the page says once, above all calls.
HEAD = """\
```python
import analysis
from analysis.compare.roles import select_told

everything = analysis.read()        # of your own: analysis.read("my_study")
reading = select_told(everything)   # the articles that tell the story: what measures take
```
"""
_GIVEN = {"analysis", "everything", "reading", "passport", "out", "study", "stored", "outlets", "period"}


def find_calls(notebook: Path) -> dict[str, str]:
    """Find each figure that a notebook saves, and the code that draws it: imports, tables and the call.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    dict of str to str
        Name of the figure (a person in it as ``*``) -> Python, which needs `HEAD` before it.
    """
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    source = "\n".join("".join(cell["source"]) for cell in cells)
    body = ast.parse(source).body
    found = {}
    for at, node in enumerate(body):
        call = saving_call(node)
        if call and isinstance(drawn := call.args[0], ast.Call):
            found[figure_of(call)] = _snippet(source, body[:at], drawn)
    return found


def _snippet(source: str, before: list[ast.stmt], drawn: ast.Call) -> str:
    """Take what the call needs of the statements before it, in their order."""
    function, *arguments = drawn.args
    call = ast.Call(function, arguments, drawn.keywords)
    wanted = _names([call]) - _GIVEN
    taken: list[str] = []
    imports: list[str] = []
    for node in reversed(before):
        if isinstance(node, ast.ImportFrom):
            names = [one.name for one in node.names if one.name in wanted]
            imports += [f"from {node.module} import {', '.join(names)}"] if names else []
        elif isinstance(node, ast.Assign) and not _is_parameters(node) and _bound(node) & wanted:
            taken.append(ast.get_source_segment(source, node) or "")
            wanted = (wanted - _bound(node)) | (_names([node.value]) - _GIVEN)
    return "\n".join([*sorted(imports), "", *reversed(taken), f"{ast.unparse(call)}.figure"])


def _is_parameters(node: ast.Assign) -> bool:
    return isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "read_parameters"


def _bound(node: ast.Assign) -> set[str]:
    return {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def _names(nodes: Iterable[ast.AST]) -> set[str]:
    return {one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)}


def write_gallery(notebooks: Path, figures: Path) -> str:
    """Write the gallery as Markdown: a section a figure, in the order of the notebooks.

    Parameters
    ----------
    notebooks, figures : Path
        The folders of the shipped notebooks and of the committed figures; of a figure that is drawn for each person
        the first is shown, and of one that only a hand coding has there is no picture.
    """
    return f"{HEAD}\n" + "\n".join(_entries(notebooks, figures))


def _entries(notebooks: Path, figures: Path) -> Iterator[str]:
    for notebook in sorted(notebooks.glob("*.ipynb")):
        for name, code in find_calls(notebook).items():
            function = code.splitlines()[-1].partition("(")[0]
            told = (getdoc(getattr(charts, function)) or "").split("\n\n")[0]
            pictures = sorted(path for path in figures.glob(f"{name}.png") if not path.stem.endswith(".half"))
            shown = f"![{pictures[0].stem}](../figures/{pictures[0].name})\n\n" if pictures else _NO_PICTURE
            words = " ".join(told.split())
            yield f"## {name.replace('_', ' ').replace(' of *', ' of a person')}\n\n{words} ([`{notebook.stem}`]" + (
                f"(../notebooks/{notebook.name}))\n\n{shown}```python\n{code}\n```\n"
            )


_NO_PICTURE = "Drawn where a study is coded by hand; [examples/coding](../examples/coding/README.md) is one.\n\n"
