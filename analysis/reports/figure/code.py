"""A figure of a notebook -> the files of the package that it depends on, read from the source; nothing is run for it.

The notebook says by which names a figure is drawn; a name leads to its definition, and that to further names. Where a
definition takes a table of a Reading (``reading.quotes``, ``tables["quotes"]``), the names by which the pipeline makes
that table are followed too, and the tables which those take.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from analysis.tables import TABLES

#: Where tables are put under their names.
_PIPELINE = ("analysis.pipeline", "analysis.compare.whole")
#: What the package calls a Reading, or a mapping of some of its tables.
_HOLDERS = ("reading", "self", "tables", "parts", "whole")
#: What reads the articles, which the pipeline takes from there.
_SOURCE = ("analysis.corpus", "read_articles")
#: Loads a Reading; what it makes is told by the tables that a figure takes.
_LOADS = ("analysis.reports.notebook", "load")
#: Says from what a figure is made, and whether anybody validated it; it makes nothing of the figure.
_SAYS = ("analysis.reports.figure.passport", "start_passport")


class _Name(NamedTuple):
    """A name at the top of a module; an empty one stands for all of them."""

    module: str
    name: str


class _Uses(NamedTuple):
    """What some code names: definitions of the package, tables of a Reading, and other names."""

    names: frozenset[_Name]
    tables: frozenset[str]
    others: frozenset[str]


#: What holds the tables; where one of its methods is called, the tables that the method takes count.
_HOLDER = _Name("analysis.reading", "Reading")
_HOLDS = _Uses(frozenset({_HOLDER}), frozenset(), frozenset())


class _Module:
    """One parsed module: what it defines, what it imports, and where from."""

    def __init__(self, package: Path, name: str, tree: ast.Module) -> None:
        self.package, self.name, self.folder = package, name, package.joinpath(*name.split(".")[1:])
        self.defined: dict[str, list[ast.AST]] = {}
        self.imported: dict[str, _Name] = {}
        # What the door of a package imports for types says where the names live that it opens later.
        for node in _top(tree.body, typed=(self.folder / "__init__.py").is_file()):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analysis":
                self.imported |= {one.asname or one.name: _Name(node.module or "", one.name) for one in node.names}
            for name in _bound(node):
                self.defined.setdefault(name, []).append(node)
            if isinstance(node, ast.ClassDef) and node.name == _HOLDER.name:
                for method in node.body:
                    self.defined |= {f"{node.name}.{name}": [method] for name in _bound(method)}

    @cached_property
    def functions(self) -> list[ast.FunctionDef]:
        """The functions at its top."""
        return [node for nodes in self.defined.values() for node in nodes if isinstance(node, ast.FunctionDef)]

    def uses(self, nodes: Iterable[ast.AST]) -> _Uses:
        """Find what some of its code names."""
        names, tables, others = set(), set(), set()
        nodes = [node for node in nodes if getattr(node, "name", "") != _HOLDER.name]  # its methods are followed alone
        for node in (inner for outer in nodes for inner in ast.walk(outer)):
            if isinstance(node, ast.Name):
                if node.id == "__path__":  # a package that lists its own modules opens all of them
                    names |= {_Name(f"{self.name}.{path.stem}", "") for path in self.folder.glob("[!_]*.py")}
                home = self.home(node.id)
                others.add(node.id) if home is None else names.add(home)
            elif table := _table_of(node):
                tables.add(table)
            elif isinstance(node, ast.Attribute) and _is_holder(node.value):
                names.add(_Name(_HOLDER.module, f"{_HOLDER.name}.{node.attr}"))
        return _Uses(frozenset(names), frozenset(tables), frozenset(others))

    def home(self, name: str) -> _Name | None:
        """Find where a name is defined, through modules that only hand it on."""
        if name in self.defined:
            return _Name(self.name, name)
        if name not in self.imported:
            return None
        module, original = self.imported[name]
        inner = _module(self.package, f"{module}.{original}")
        if inner:
            return _Name(inner.name, "")
        outer = _module(self.package, module)
        return outer.home(original) if outer else None


def _top(body: Iterable[ast.stmt], *, typed: bool) -> Iterator[ast.stmt]:
    """Give the statements that run on import, and those for types alone if asked."""
    for node in body:
        if isinstance(node, ast.If | ast.Try | ast.With):
            if typed or "TYPE_CHECKING" not in ast.dump(node.test if isinstance(node, ast.If) else ast.Pass()):
                yield from _top([*node.body, *getattr(node, "orelse", [])], typed=typed)
        else:
            yield node


def _bound(node: ast.AST) -> list[str]:
    """Give the names that a statement binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [name.id for target in targets if target for name in ast.walk(target) if isinstance(name, ast.Name)]


@cache
def _module(package: Path, name: str) -> _Module | None:
    path = _path(package, name)
    return _Module(package, name, ast.parse(path.read_bytes())) if path else None


def _path(package: Path, name: str) -> Path | None:
    place = package.joinpath(*name.split(".")[1:])
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _slice(
    module: _Module, body: Iterable[ast.AST], wanted: ast.AST, named: frozenset[str] = frozenset(TABLES)
) -> _Uses:
    """Find what a value is made of: what it names, and what the names are made of that statements before it bind.

    A variable with one of the names ``named`` is the table of that name, and is followed no further.
    """
    bound: dict[str, list[ast.AST]] = {}
    for node in body:
        value: Any = getattr(node, "value", None)
        for name in _bound(node) if isinstance(value, ast.AST) else []:
            bound.setdefault(name, []).append(value)
    whole = isinstance(wanted, ast.Name) and bound.get(wanted.id)
    todo, done = list(whole or [wanted]), set[str]()
    names: set[_Name] = set()
    tables: set[str] = set()
    while todo:
        node = todo.pop()
        uses = module.uses([node])
        indexed = {id(getattr(one, "value", None)) for one in ast.walk(node) if _table_of(one)}
        kept = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and id(one) not in indexed}
        names, tables = names | uses.names, tables | uses.tables | (uses.others & named)
        for name in sorted((uses.others & kept & bound.keys()) - named - done):
            done.add(name)
            todo += bound[name]
    return _Uses(frozenset(names), frozenset(tables), frozenset())


def _is_holder(node: ast.expr) -> bool:
    return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) in _HOLDERS


def _table_of(node: ast.AST) -> str:
    """Give the table that ``reading.quotes`` or ``tables["quotes"]`` stands for; empty for anything else."""
    if isinstance(node, ast.Attribute | ast.Subscript) and _is_holder(node.value):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node.slice, "value", "")
        return name if name in TABLES else ""
    return ""


@cache
def _makers(package: Path) -> dict[str, list[_Uses]]:
    """Find by which names the pipeline makes each table, and from which tables."""
    makers: dict[str, list[_Uses]] = {name: [] for name in TABLES}
    for module in filter(None, (_module(package, name) for name in _PIPELINE)):
        here = _Uses(frozenset({_Name(module.name, "__all__")}), frozenset(), frozenset())
        for function in module.functions:
            defaults = zip(reversed(function.args.args), reversed(function.args.defaults), strict=False)
            body = [ast.Assign([ast.Name(arg.arg)], value) for arg, value in defaults] + list(ast.walk(function))
            for name, value in _entries(function):
                makers[name] += [here, _slice(module, body, value)]
        if home := module.home(_SOURCE[1]):
            makers["articles"].append(_Uses(frozenset({home}), frozenset(), frozenset()))
    return makers


def _entries(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """Find the values that a function puts under the name of a table."""
    for node in ast.walk(function):
        if isinstance(node, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
            yield from ((key, value) for key, value in zip(keys, node.values, strict=True) if key in TABLES)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reading":
            yield from ((str(one.arg), one.value) for one in node.keywords if one.arg in TABLES)


def name_figures(notebook: Path) -> list[str]:
    """Name the figures that a notebook saves (`figure_of`)."""
    return [figure_of(call) for node in _code_of(notebook).body if (call := saving_call(node))]


def saving_call(node: ast.stmt) -> ast.Call | None:
    """Give the call of ``save_figure`` that a statement is; None if it is none."""
    call = node.value if isinstance(node, ast.Expr) else None
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "save_figure" and len(call.args) > 2:
        return call
    return None


def figure_of(call: ast.Call) -> str:
    """Name the figure that a call saves; where its name holds a value, such as a person's, it stands as ``*``."""
    return "".join(part or "*" for part in _name_of(call))


def files_of_figure(notebook: Path, figure: str, package: Path) -> list[Path]:
    """Find the files of the package that a figure depends on.

    Parameters
    ----------
    notebook : Path
    figure : str
        Its name, as the notebook gives it to ``save_figure``.
    package : Path
        The folder of `analysis`.

    Returns
    -------
    list of Path
        Modules, and the data files beside them that they name, sorted; empty where the notebook draws no such figure.
    """
    tree = _code_of(notebook)
    here = _Module(package, "", ast.Module([node for node in tree.body if isinstance(node, ast.ImportFrom)], []))
    calls = [call for node in tree.body if (call := saving_call(node)) and draws(call, figure)]
    found = [_slice(here, tree.body, call, frozenset()) for call in calls]  # it names its own tables as it likes
    return _files(package, _reach(package, found)) if calls else []


def _code_of(notebook: Path) -> ast.Module:
    cells = [cell["source"] for cell in json.loads(notebook.read_bytes())["cells"] if cell["cell_type"] == "code"]
    return ast.parse("\n".join("".join(source) for source in cells))


def _name_of(call: ast.Call) -> list[str]:
    """Give the name of a figure in parts; a part that holds a value is empty."""
    name = call.args[2]
    parts = name.values if isinstance(name, ast.JoinedStr) else [name]
    return [str(part.value) if isinstance(part, ast.Constant) else "" for part in parts]


def draws(call: ast.Call, figure: str) -> bool:
    """Tell whether a call saves a figure of this name."""
    return bool(re.fullmatch("".join(re.escape(part) or ".*" for part in _name_of(call)), figure))


def _reach(package: Path, found: list[_Uses]) -> frozenset[str]:
    """Follow names and tables as far as they lead; give the modules on the way."""
    names: set[_Name] = set()
    tables: set[str] = set()
    while found:
        uses = found.pop()
        for name in uses.names - names:
            names.add(name)
            found += [_uses(package, name)] if name not in (_LOADS, _SAYS) else []
        for table in uses.tables - tables:
            tables.add(table)
            found += [_HOLDS, *_makers(package)[table]]
    return frozenset(name.module for name in names)


@cache
def _uses(package: Path, name: _Name) -> _Uses:
    """Find what a definition names."""
    module = _module(package, name.module)
    if module is None:
        return _Uses(frozenset(), frozenset(), frozenset())
    return module.uses(module.defined.get(name.name, []) if name.name else chain(*module.defined.values()))


@cache
def _files(package: Path, modules: frozenset[str]) -> list[Path]:
    paths = [path for path in (_path(package, name) for name in modules) if path]
    data = [
        file
        for path in paths
        for file in path.parent.iterdir()
        if file.suffix in (".csv", ".json", ".npz", ".yaml") and file.name in path.read_text(encoding="utf-8")
    ]
    return sorted({*paths, *data})
