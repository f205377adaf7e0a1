"""What is built from the repository holds all that the commands need: the wheel alone works, anywhere."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "analysis",
    "narrative_analysis.py",
    "notebooks",
    "seeds",
    "setup.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)
JUNK = shutil.ignore_patterns("__pycache__", ".*")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the source distribution from a copy of the repository, and the wheel from that distribution."""
    pytest.importorskip("setuptools")
    copy, made = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("made")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=JUNK)
        else:
            shutil.copyfile(ROOT / name, copy / name)
    with tarfile.open(built("sdist", copy, made)) as archive:
        archive.extractall(made, filter="data")
    return built("wheel", next(path for path in made.iterdir() if path.is_dir()), made)


def built(kind, source, folder):
    code = f"import setuptools.build_meta as back; print(back.build_{kind}({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=True)
    assert "absent from the `packages` configuration" not in done.stderr
    return folder / done.stdout.splitlines()[-1]


def test_the_wheel_holds_every_file_that_the_commands_open(wheel):
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    here = {f"analysis/shipped/{path.relative_to(ROOT)}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    here |= {f"analysis/shipped/{path.relative_to(ROOT)}" for path in (ROOT / "seeds").rglob("*") if path.is_file()}
    here |= {
        str(path.relative_to(ROOT))
        for path in (ROOT / "analysis").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == here | {"narrative_analysis.py"}


def test_the_wheel_asks_for_nothing_that_only_tests_need(wheel):
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(name for name in archive.namelist() if name.endswith("/METADATA"))).decode()
    needed = [line for line in re.findall(r"^Requires-Dist: (.*)", metadata, re.MULTILINE) if "extra ==" not in line]
    assert len(needed) > 10
    assert not [line for line in needed if line.startswith(("pytest", "hypothesis", "mypy", "ruff"))]


#: What somebody does who has the wheel and no checkout; every command must leave with 0.
SESSION = """\
import sys
from pathlib import Path
from analysis.cli import main
if __name__ == "__main__":
    for line in ("check", "new own", "read own --out tables", "report own --only 00_corpus --jobs 1", "report --why"):
        sys.argv = ["narrative", *line.split()]
        try:
            main()
        except SystemExit as left:
            assert not left.code, (line, left.code)
    import analysis
    print(Path(analysis.__file__).parent)
"""


def test_the_wheel_alone_checks_reads_begins_and_reports_a_study_outside_any_checkout(wheel, tmp_path):
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / Path(sys.executable).name
    site = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv")}))
    zipfile.ZipFile(wheel).extractall(site)
    # Sees what is installed, and no checkout: of a path that a file names, the .pth files are not read.
    (site / "installed.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    (site / "pytest.py").write_text("raise ImportError('only tests need it')")
    (tmp_path / "session.py").write_text(SESSION)
    # Modules are compiled once for all of its processes; nbconvert looks for its templates where it is installed.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env["JUPYTER_PATH"] = str(Path(sys.prefix) / "share" / "jupyter")
    done = subprocess.run([python, "session.py"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 records: 3 articles, 0 quarantined" in done.stdout
    assert "10 to make" in done.stdout
    assert "1 run now, 1 page and 2 figures" in done.stdout
    assert done.stdout.splitlines()[-1] == str(site / "analysis")
    report = tmp_path / "reports" / "harbour"
    assert "Ellery Gazette" in (report / "pages" / "00_corpus.html").read_text(encoding="utf-8")
    assert "The harbour of Port Ellery" in (report / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "tables" / "articles.parquet").is_file()
