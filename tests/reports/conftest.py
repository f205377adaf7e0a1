"""What the tests of reports share: a passport, and notebooks written in a line."""

import json

import pytest

from analysis.reports.figure.passport import Passport


@pytest.fixture(scope="session")
def passport():
    return Passport(
        study="harbour",
        study_sha256="s",
        articles="a",
        n_articles=2,
        notebook="04_framing",
        notebook_sha256="n",
        parameters={"axis": "growth-harm"},
        charts="c",
        code="d",
        versions={"python": "3"},
    )


def cell(source, *tags):
    shared = {"id": f"c{abs(hash(source)) % 10**8}", "metadata": {"tags": list(tags)}, "source": source}
    if source.startswith("# "):
        return {"cell_type": "markdown", **shared}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **shared}


@pytest.fixture
def write_notebook():
    """Write a notebook: sources in their order, the first code cell declares its parameters."""

    def write(path, *sources, parameters="study = None"):
        cells = [cell("# Is it so?"), cell(parameters, "parameters"), *map(cell, sources)]
        spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        book = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(book), encoding="utf-8")
        return path

    return write
