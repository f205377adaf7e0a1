"""Small faults put into rules -> which of them no test feels: ``python -m benchmarks.mutants --seed 13 --n 300``.

A mutant is a module with one place changed: a comparison turned, a condition taken as true or false, a number off by
one, a statement left out. Mutants are drawn with a seed and each is run against the test files of its module alone, in
a process of its own with a time limit; one that runs out of time counts as felt. A survivor shows a rule that no test
needs, unless the change makes no difference: those are named, each with its reason, in ``equivalent.csv``.
"""

from __future__ import annotations

import argparse
import ast
import csv
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("equivalent.csv")
_PLACES = "people/test_features people/test_antecedents people/test_pronoun_rules people/test_pronouns"
_MEANT = "people/test_pronoun_rules people/test_pronouns people/test_quoted_mentions"
_INTERVALS = " ".join(f"compare/intervals/test_{name}" for name in ("interval_edges", "resampling", "intervals"))
#: Modules and the tests that have to feel a fault in them.
TARGETS: dict[str, str] = {
    "compare/intervals/chance": _INTERVALS,
    "compare/intervals/hits": _INTERVALS,
    "compare/intervals/permutation": _INTERVALS,
    "compare/intervals/resampling": _INTERVALS,
    "compare/intervals/rows": _INTERVALS,
    "compare/intervals/single": _INTERVALS,
    "corpus/files/rows": "corpus/test_rows_of_csv corpus/test_csv_file corpus/test_csv_round_trip corpus/test_read",
    "people/pronouns/antecedents": _PLACES,
    "people/pronouns/features": _PLACES,
    "people/pronouns/plural": _MEANT,
    "people/pronouns/scene": _PLACES,
    "people/pronouns/singular": _MEANT,
    "people/pronouns/parse": _PLACES,
    "framing/scope": "framing/test_scope",
    "speech/linking": "speech/test_linking speech/test_attributions speech/test_owners speech/test_quotes_table",
}
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
}
_ENDS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One changed place: the module, its line, the code before and after, and the whole source."""

    module: str
    line: int
    before: str
    after: str
    source: str


def make_mutants(module: str, source: str) -> list[Mutant]:
    """List every mutant of a module, in the order of its source."""
    tree = ast.parse(source)
    found = []
    silent = {id(part) for node in ast.walk(tree) for note in _annotations(node) for part in ast.walk(note)}
    for number, node in enumerate(ast.walk(tree)):
        for changed in _changes(node) if id(node) not in silent else ():
            other = deepcopy(tree)
            target = next(one for at, one in enumerate(ast.walk(other)) if at == number)
            target.__class__ = changed.__class__
            target.__dict__.clear()
            target.__dict__.update(ast.copy_location(changed, node).__dict__)
            line = getattr(node, "lineno", 0)
            found.append(Mutant(module, line, _short(ast.unparse(node)), _short(ast.unparse(changed)), _write(other)))
    return sorted(found, key=lambda mutant: (mutant.line, mutant.before, mutant.after))


def _annotations(node: ast.AST) -> list[ast.expr]:
    """Give the annotations of a node, which no run reads."""
    notes = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    return [note for note in notes if isinstance(note, ast.expr)]


def _write(tree: ast.Module) -> str:
    return ast.unparse(ast.fix_missing_locations(tree))


def _short(code: str) -> str:
    return " ".join(code.split())[:90]


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Give what may stand in place of one node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _TURNED:
        yield ast.Compare(node.left, [_TURNED[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for left_out in range(len(node.values)):
            rest = [value for at, value in enumerate(node.values) if at != left_out]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _SWAPPED:
        yield ast.BinOp(node.left, _SWAPPED[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            kind = type(node)
            yield kind(ast.Constant(value), node.body, node.orelse)  # type: ignore[arg-type]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ENDS:
        yield ast.Call(ast.Name(_ENDS[node.func.id], ast.Load()), node.args, node.keywords)
    elif isinstance(node, ast.Continue | ast.Break | ast.AugAssign) or _is_call(node):
        yield ast.Pass()


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports a mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = "analysis." + mutant.module.replace("/", ".")
        self.path = ROOT / "analysis" / f"{mutant.module}.py"
        self.source = mutant.source

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """Answer for the one module."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant's source."""
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def is_felt(mutant: Mutant, limit: float) -> bool:
    """Run the tests of a mutant's module in a child process; tell whether one fails or time runs out."""
    child = os.fork()
    if child == 0:
        _run_tests(mutant)
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run_tests(mutant: Mutant) -> None:
    """Run the tests and end this process with pytest's exit status."""
    import pytest

    code = 1
    try:
        hole = os.open(os.devnull, os.O_WRONLY)
        os.dup2(hole, 1)
        os.dup2(hole, 2)
        sys.meta_path.insert(0, _Finder(mutant))
        files = [path for name in TARGETS[mutant.module].split() if (path := ROOT / "tests" / f"{name}.py").is_file()]
        code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", *map(str, files)]))
    finally:
        os._exit(code)


def _draw(seed: int, n: int) -> list[Mutant]:
    every = [
        mutant
        for module in TARGETS
        for mutant in make_mutants(module, (ROOT / "analysis" / f"{module}.py").read_text(encoding="utf-8"))
    ]
    return random.Random(seed).sample(every, min(n, len(every)))


def read_equivalent() -> dict[tuple[str, ...], str]:
    """Read the mutants that change nothing (module, the line they stand in, before, after), with the reason of each."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        return {
            tuple(row[name] for name in ("module", "in", "before", "after")): row["reason"]
            for row in csv.DictReader(file)
        }


def name_of(mutant: Mutant) -> tuple[str, ...]:
    """Give what names a mutant in ``equivalent.csv``: by the words of its line, so that it may move."""
    lines = (ROOT / "analysis" / f"{mutant.module}.py").read_text(encoding="utf-8").splitlines()
    return mutant.module, lines[mutant.line - 1].strip(), mutant.before, mutant.after


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the mutants; print each survivor and how many were felt.

    3 if one survived that is not named equivalent; 2 if the tests of a module fail without a fault.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds a mutant may take")
    parser.add_argument("--only", nargs="*", default=list(TARGETS), choices=list(TARGETS), metavar="MODULE")
    options = parser.parse_args(arguments)
    named = read_equivalent()
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = tempfile.mkdtemp()
    for heavy in ("pandas", "numpy", "hypothesis", "pydantic", "yaml", "pytest", "_pytest.assertion"):
        importlib.import_module(heavy)  # once, before any process parts
    for module in options.only:
        source = (ROOT / "analysis" / f"{module}.py").read_text(encoding="utf-8")
        if is_felt(Mutant(module, 0, "", "", source), options.limit):
            parser.error(f"the tests of {module} must pass (and in time) as it is: else every mutant seems felt")
    drawn = [mutant for mutant in _draw(options.seed, options.n) if mutant.module in options.only]
    counts, survivors = Counter[str](), 0
    for mutant in drawn:
        reason = named.get(name_of(mutant))
        kind = "equivalent" if reason else "felt" if is_felt(mutant, options.limit) else "survived"
        counts[f"{kind} {mutant.module}"] += 1
        if kind == "survived":
            survivors += 1
            print(f"survived  {mutant.module}.py:{mutant.line}  {mutant.before}  ->  {mutant.after}", flush=True)
    for name, count in sorted(counts.items()):
        print(f"{count:4d} {name}")
    return 3 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
