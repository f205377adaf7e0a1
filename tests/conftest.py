"""What every test file has: the shipped study, read once for all of them, and a collection that imports little."""

import gc
import os
import sys

import pytest
from _pytest.doctest import DoctestModule
from filelock import FileLock

import analysis

os.environ["NARRATIVE_READINGS"] = ""  # no test opens what another kept, nor writes into the checkout
os.fsync = lambda file: None  # no test cuts the power, which alone it guards against; the disk took ms of each file
sys.modules.setdefault(
    "rfc3987_syntax", None
)  # jsonschema would compile 38 grammars of addresses that no notebook holds


class Examples:
    """Look for examples only in files that hold one: to look through the others takes each worker seconds."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path):
        made = yield
        without = file_path.suffix == ".py" and b">>> " not in file_path.read_bytes()
        return [one for one in made if not (without and isinstance(one, DoctestModule))]


def pytest_configure(config):
    """Let it see the files of the package, too, which lie beside this folder."""
    config.pluginmanager.register(Examples())


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish():
    """Search for cycles more seldom, and never among what is imported: the search costs a tenth of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The Reading of the shipped study, made by one worker for all of them; tests must not change its frames."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shipped"
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            analysis.read().write(folder)
    return analysis.open_reading(folder)
