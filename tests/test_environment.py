"""environment.yml, pyproject.toml and the lock say the same."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
#: Extras that the lock holds: the tests read every format, and by two workers of a cluster.
TRIED = ("cluster", "import")


def split_requirement(line: str) -> tuple[str, str]:
    name = re.match(r"[A-Za-z0-9_.-]+", line).group()
    return name.lower().replace("_", "-"), line[len(name) :].replace(" ", "")


def declared() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return dict(map(split_requirement, lines)) | {"python": project["requires-python"]}


def test_the_conda_environment_says_the_same_as_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    pip = [line for item in environment["dependencies"] if isinstance(item, dict) for line in item["pip"]]
    found = dict(map(split_requirement, conda + pip))
    assert found.pop("-e", None) is None
    assert {name: bound for name, bound in found.items() if name not in ("pip",)} == declared()


def test_the_lock_holds_every_declared_package_within_its_bounds():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE)}
    assert set(declared()) - {"python"} <= locked
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {split_requirement(line)[0] for name in TRIED for line in extras[name]} <= locked


def test_optional_extras_are_in_neither():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: lines for name, lines in project["optional-dependencies"].items() if name != "dev"}
    assert set(extras) == {"bench", "cluster", "import", "train"}
    names = {split_requirement(line)[0] for name, lines in extras.items() for line in lines if name not in TRIED}
    both = (ROOT / "requirements.lock").read_text(encoding="utf-8") + (ROOT / "environment.yml").read_text("utf-8")
    assert not [name for name in names if re.search(rf"^\W*{re.escape(name)}[=><]", both, re.MULTILINE)]


def test_the_packages_that_the_project_is_built_on_are_declared():
    fixed = "jupyterlab pandas nltk vadersentiment matplotlib seaborn papermill pytest".split()
    assert set(fixed) <= set(declared())
