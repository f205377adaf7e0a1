import pytest

from analysis.corpus import read_articles
from analysis.study import read_study


@pytest.fixture
def study(tmp_path):
    """A study that knows one outlet."""
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "study.yaml").write_text("study: {id: harbour, title: Harbour}\noutlets: {daily: {name: The Daily}}\n")
    return read_study(folder)


@pytest.fixture
def load(tmp_path, study):
    """Write a file of the given name and read it as articles."""

    def load(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_articles(path, study, **options)

    return load
