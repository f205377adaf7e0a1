"""What a run's cells say about how it went, and what a notebook keeps of their text."""

import json
import os
from pathlib import Path

import nbformat
import pytest

from analysis.reports.run.execute import Run, _inside, cut_outputs, find_failure, find_stop


def code(source="1", *outputs, begun=True, tags=()):
    papermill = {"start_time": "2024-01-01"} if begun else {}
    metadata = {"papermill": papermill, "tags": list(tags)}
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": metadata}


def test_a_run_is_good_only_if_every_cell_with_code_has_run_without_an_error():
    error = {"output_type": "error", "ename": "KeyError", "evalue": "\x1b[31m'x'\x1b[0m"}
    assert find_failure([code(), code("", begun=False)]) == ""
    assert find_failure([code(), code("2", error), code("3", begun=False)]) == "cell 2: KeyError: 'x'"
    assert find_failure([code(), code("2", begun=False)]) == "cell 2 did not run"
    assert find_failure([code(tags=["injected-parameters"]), code("2", error)]) == "cell 1: KeyError: 'x'"


@pytest.mark.parametrize("reason", ["kernel died", "timeout"])
def test_a_run_that_was_stopped_names_the_last_cell_that_was_begun(reason, tmp_path):
    cells = [code(), code("2"), code("3", begun=False)]
    assert find_failure(cells, reason) == f"{reason}, cell 2"
    run = Run("00_x", tmp_path / "00_x.ipynb", tmp_path)
    assert find_stop(run, reason) == reason  # nothing was written yet
    (tmp_path / "00_x.ipynb").write_text(json.dumps({"cells": cells}))
    assert find_stop(run, reason) == f"{reason}, cell 2"


def test_a_run_lets_go_of_its_folder_and_of_the_file_of_its_errors(tmp_path):
    before = Path.cwd(), os.fstat(2).st_ino
    with pytest.raises(KeyError), _inside(tmp_path):
        assert Path.cwd() == tmp_path.resolve()
        os.write(2, b"logged\n")
        raise KeyError
    assert (tmp_path / "stderr.txt").read_bytes() == b"logged\n"
    assert (Path.cwd(), os.fstat(2).st_ino) == before


def test_long_text_of_a_cell_is_cut_with_a_note_and_left_whole_in_a_file(tmp_path):
    outputs = [
        nbformat.v4.new_output("stream", text="x" * 30),
        nbformat.v4.new_output("display_data", data={"text/plain": "y" * 5, "image/png": "z" * 30}),
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=outputs)])
    cut_outputs(book, tmp_path, most=10)
    text, data = book.cells[0].outputs[0].text, book.cells[0].outputs[1].data
    assert text == "x" * 10 + "\n[cut after 10 of 30 characters; all of it: output-of-cell-1.txt]\n"
    assert data == {"text/plain": "y" * 5, "image/png": "z" * 30}
    assert (tmp_path / "output-of-cell-1.txt").read_text() == "x" * 30
