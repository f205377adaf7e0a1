"""Parameters are held to what a notebook declares before anything starts."""

import pytest

from analysis.errors import ReportError
from analysis.reports.parameters import check_parameters, declared_parameters

DECLARED = 'study = None\nmost = 20  # rows\nshare = 0.5\nfull = True\nnames = ["a"]\nmethod = "clause"'


@pytest.fixture
def notebook(tmp_path, write_notebook):
    return write_notebook(tmp_path / "04_x.ipynb", parameters=DECLARED)


def test_the_tagged_cell_says_names_types_and_defaults(notebook):
    declared = declared_parameters(notebook)
    assert {name: item.kind for name, item in declared.items()} == {
        "study": "str or None",
        "most": "int",
        "share": "float",
        "full": "bool",
        "names": "list",
        "method": "str",
    }
    assert declared["most"].default == 20


def test_text_of_study_files_and_command_lines_is_turned_into_what_is_declared(notebook):
    given = {"most": "7", "share": "1", "full": "false", "names": '["b", "c"]', "method": "7", "study": "/x"}
    assert check_parameters(notebook, given) == {
        "most": 7,
        "share": 1.0,
        "full": False,
        "names": ["b", "c"],
        "method": "7",
        "study": "/x",
    }


@pytest.mark.parametrize(
    ("name", "read", "given"),
    [
        # A year: as the command and a study file say it, as papermill guesses it, as somebody types it into a cell.
        ("study", "2024", ["2024", 2024]),
        ("study", "2024-09/2025", ["2024-09/2025"]),
        ("study", "1.5", ["1.5", 1.5]),
        ("study", None, [None, "", " ", "None"]),
        ("method", "7", ["7", 7]),
        ("most", 7, ["7", 7, 7.0, "7.0"]),
        ("share", 1.0, ["1", 1, 1.0]),
        ("full", True, ["true", "True", True]),
        ("names", ["b"], ['["b"]', ["b"]]),
    ],
)  # fmt: skip
def test_a_value_is_read_the_same_wherever_it_comes_from(notebook, name, read, given):
    for value in given:
        found = check_parameters(notebook, {name: value})[name]
        assert (found, type(found)) == (read, type(read)), value


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("mots", 3, "Parameter `mots` must be one of 04_x's: study, most, share, full, names, method."),
        ("most", "many", "Parameter `most` of 04_x must be int, at least 1; found 'many'."),
        ("most", True, "Parameter `most` of 04_x must be int, at least 1; found True."),
        ("most", 2.5, "Parameter `most` of 04_x must be int, at least 1; found 2.5."),
        ("most", 0, "Parameter `most` of 04_x must be int, at least 1; found 0."),
        ("most", "1" + 400 * "0", f"Parameter `most` of 04_x must be int, at least 1; found '1{400 * '0'}'."),
        ("most", "1e999", "Parameter `most` of 04_x must be int, at least 1; found '1e999'."),
        ("most", "[" * 9999, f"Parameter `most` of 04_x must be int, at least 1; found '{'[' * 9999}'."),
        ("study", ["a", "b"], "Parameter `study` of 04_x must be str or None; found ['a', 'b']."),
        ("study", True, "Parameter `study` of 04_x must be str or None; found True."),
        ("study", float("inf"), "Parameter `study` of 04_x must be str or None; found inf."),
        ("share", "Infinity", "Parameter `share` of 04_x must be float; found 'Infinity'."),
        ("share", float("nan"), "Parameter `share` of 04_x must be float; found nan."),
        ("names", ("a", '"'), "Parameter `names` of 04_x must be list; found ('a', '\"')."),
        ("names", [{1: 2}], "Parameter `names` of 04_x must be list; found [{1: 2}]."),
        ("method", None, "Parameter `method` of 04_x must be str; found None."),
        ("a\nb", "x", "Parameter `a\nb` must be one of 04_x's: study, most, share, full, names, method."),
    ],
)  # fmt: skip
def test_unknown_names_and_wrong_types_are_refused_with_what_is_allowed(notebook, name, value, message):
    with pytest.raises(ReportError) as caught:
        check_parameters(notebook, {name: value})
    assert str(caught.value) == message


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path, write_notebook):
    path = write_notebook(tmp_path / "x.ipynb")
    path.write_text(path.read_text().replace('"parameters"', '"else"'))
    with pytest.raises(ReportError) as caught:
        declared_parameters(path)
    assert str(caught.value) == "Notebook x.ipynb must have one cell tagged `parameters`; found 0."


@pytest.mark.parametrize("source", ["import os", "a = open('x')", "a, b = 1, 2", "a =", "a = (1,)"])
def test_a_parameters_cell_holds_plain_values_only(tmp_path, write_notebook, source):
    with pytest.raises(ReportError) as caught:
        declared_parameters(write_notebook(tmp_path / "x.ipynb", parameters=source))
    assert str(caught.value) == "The `parameters` cell of x.ipynb must hold only lines `name = value`."
