"""The house holds: folders, import directions, no story inside the code, notebooks without outputs."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analysis"
#: From top to bottom; a step may import itself and the steps before it, never one after it.
ORDER = (
    "errors hashing lock patterns periods plurals progress measured measures tables dictionary glossary study_file "
    "study corpus budget sketch text people speech sentiment framing times reading compare search validity charts "
    "pipeline parts reports cli __main__"
).split()
#: A Reading shows itself, is searched and leads to the tables that people want, by imports inside those methods.
DOORS = {"reading": {"compare", "reports", "search"}}
MODULES = sorted(PACKAGE.rglob("*.py"))


def step_of(path: Path) -> str:
    """Name the step that a module belongs to: its folder or, at the top, itself."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_steps(path: Path) -> set[str]:
    """Find the steps that a module imports anywhere in its body."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    parts = [name.split(".") for name in names if name.startswith("analysis.")]
    return {part[1] for part in parts if part[1] in ORDER}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_step_never_imports_a_step_below_it(path):
    step = step_of(path)
    if step == "__init__":  # the public door opens on the pipeline, lazily
        return
    assert step in ORDER, f"{step} has no place in the order of the house"
    below = {name for name in imported_steps(path) if ORDER.index(name) > ORDER.index(step)}
    assert below <= DOORS.get(step, set())


def test_a_door_is_opened_only_when_it_is_asked_for():
    late = ("analysis.reports", "analysis.search")
    code = f"import sys, analysis.reading; print([name for name in sys.modules if name.startswith({late!r})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_names_a_person_an_outlet_or_a_frame_of_the_shipped_study():
    study = yaml.safe_load((ROOT / "seeds" / "study.yaml").read_text(encoding="utf-8"))
    ids = [*study["people"], *study["outlets"], *study["frames"], *study["axes"]]
    names = [person["name"] for person in study["people"].values()]
    names += [outlet["name"] for outlet in study["outlets"].values()]
    ordinary = {"offset", "wave", "blossom", "Offset", "Wave", "Blossom", "Billboard", "billboard"}
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in {*ids, *names} - ordinary) + r")\b")
    named = {
        str(path.relative_to(ROOT)): pattern.findall(path.read_text(encoding="utf-8"))
        for path in MODULES
        if pattern.search(path.read_text(encoding="utf-8"))
    }
    assert not named


def test_the_top_level_holds_what_the_user_fixed():
    for name in "notebooks analysis seeds figures tests environment.yml README.md".split():
        assert (ROOT / name).exists(), name


def test_importing_the_package_is_light():
    heavy = "pandas numpy matplotlib seaborn nltk pyarrow papermill pydantic"
    code = f"import sys, analysis; print([name for name in {heavy.split()!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_check_of_a_study_imports_nothing_of_pictures_pages_or_searches():
    late = "analysis.charts analysis.reports.pages analysis.reports.room analysis.search analysis.parts matplotlib"
    late = [*late.split(), *"seaborn nltk jinja2 papermill nbconvert nbformat IPython scipy torch lxml".split()]
    code = (
        "import sys; from analysis.cli import main; main(['check'], standalone_mode=False); "
        f"print([name for name in {late!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_thin_and_committed_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    source = "\n".join("".join(cell["source"]) for cell in code)
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, ast.FunctionDef | ast.For | ast.While | ast.Lambda), ast.unparse(node)
    assert not re.search(r"\bimport (?:re|os|pathlib)\b", source)


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_lock_holds_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = re.findall(r"^\S+==\S+", lock, re.MULTILINE)
    assert len(packages) > 50
    assert lock.count("--hash=sha256:") >= len(packages)


def test_no_tracked_file_is_over_a_mebibyte_but_the_weights_of_the_encoder():
    large = {path.name: path.stat().st_size for path in tracked_files() if path.stat().st_size > 2**20}
    assert large.pop("small_weights.npz") <= 20_000_000
    assert not large
