"""Grid and parameters become runs; what notebook, study or machine do not have is refused before a start."""

import datetime
import json

import pytest

from analysis.errors import ReportError, StudyError
from analysis.reports.run.grid import CODED, check_environment, expand_grid
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour}
people: {ana: {name: Ana Ruiz}, ben: {name: Ben Okafor}}
"""


@pytest.fixture
def expand(tmp_path, write_notebook):
    write_notebook(tmp_path / "00_all.ipynb", parameters="study = None\nmost = 3")
    declared = 'study = None\nperson = None\nshare = 0.5\nnames = ["a"]\nperiod = None\nmethod = None\n'
    declared += 'lexicon = "study"\nwindow = None'
    write_notebook(tmp_path / "01_one.ipynb", parameters=declared)

    def run(grid="", only=None, **parameters):
        (tmp_path / "study.yaml").write_text(STUDY + grid)
        rows = expand_grid(read_study(tmp_path), tmp_path, parameters, only)
        return {name: row.parameters for name, row in rows.items()}

    return run


def test_without_a_grid_every_notebook_runs_once(expand):
    assert expand() == {"00_all": {}, "01_one": {}}


def test_the_notebook_of_hand_coding_runs_where_something_was_coded_or_it_is_asked_for(
    expand, tmp_path, write_notebook
):
    write_notebook(tmp_path / f"{CODED}.ipynb", parameters="study = None\ncoding = None")
    row = "grid: [{notebook: 01_one}]"
    assert list(expand()) == ["00_all", "01_one"]
    assert list(expand(row, only=[CODED])) == [CODED]
    assert expand(row, coding="x") == {"01_one": {}, CODED: {"coding": "x"}}
    assert list(expand(f"grid: [{{notebook: {CODED}}}]")) == [CODED]
    (tmp_path / "coding").mkdir()
    (tmp_path / "coding" / "plan.json").write_text("{}")
    assert list(expand(row)) == ["01_one"]  # planned, and not answered yet
    (tmp_path / "coding" / "labels.csv").write_text("unit_id\n")
    assert list(expand(row)) == ["01_one", CODED]
    assert list(expand()) == ["00_all", "01_one", CODED]
    assert list(expand(f"grid: [{{notebook: {CODED}}}]")) == [CODED]


def test_several_values_of_a_parameter_give_one_run_each_from_grid_or_command_line(expand):
    people = {"01_one-ana": {"person": "ana"}, "01_one-ben": {"person": "ben"}}
    assert expand("grid: [{notebook: 01_one, parameters: {person: [ana, ben]}}]") == people
    assert expand("grid: [{notebook: 01_one}]", person=["ana", "ben"]) == people
    assert list(expand(only=["01_one"], person=["ana", "ben"], period=["2023", "2024"])) == [
        "01_one-ana-2023",
        "01_one-ana-2024",
        "01_one-ben-2023",
        "01_one-ben-2024",
    ]


def test_a_list_for_a_parameter_that_is_a_list_is_its_value(expand):
    assert expand(only=["01_one"], names=["b", "c"]) == {"01_one": {"names": ["b", "c"]}}


def test_a_number_is_the_text_that_it_is_meant_as_and_what_is_empty_is_not_given(expand):
    assert expand(only=["01_one"], period=2024) == {"01_one": {"period": "2024"}}
    assert expand("grid: [{notebook: 01_one, parameters: {person: ana}}]", person="", period=None) == {"01_one": {}}


def test_rows_that_become_the_same_run_once(expand):
    grid = "grid: [{notebook: 01_one, parameters: {person: ana}}, {notebook: 01_one, parameters: {person: ben}}]"
    assert expand(grid, person="ben") == {"01_one": {"person": "ben"}}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            {"persn": "ana"},
            "Parameter `persn` must be one of lexicon, method, most, names, period, person, share, window.",
        ),
        (
            {"a\nb": "ana"},
            "Parameter `a\nb` must be one of lexicon, method, most, names, period, person, share, window.",
        ),
        ({"out": "/x"}, "Parameter `out` must be one of lexicon, method, most, names, period, person, share, window."),
        ({"person": "carl"}, "Parameter `person` must be one of ana, ben; found 'carl'."),
        ({"person": ["ana", "carl"]}, "Parameter `person` must be one of ana, ben; found 'carl'."),
        ({"person": 3}, "Parameter `person` must be one of ana, ben; found '3'."),
        ({"window": "year"}, "`window` must be one of day, week, month; found `year`."),
        ({"lexicon": "mine"}, "`lexicon` must be one of study, plain; found `mine`."),
        ({"share": "nan"}, "Parameter `share` of 01_one must be float; found 'nan'."),
        ({"share": "NaN"}, "Parameter `share` of 01_one must be float; found 'NaN'."),
        ({"most": "many"}, "Parameter `most` of 00_all must be int, at least 1; found 'many'."),
        ({"names": ("a", '"')}, "Parameter `names` of 01_one must be list; found ('a', '\"')."),
        (
            {"period": datetime.date(2024, 1, 1)},
            "Parameter `period` of 01_one must be str or None; found datetime.date(2024, 1, 1).",
        ),
        ({"method": "oracle"}, "`method` must be one of sentence, clause, linear, small; found `oracle`."),
        (
            {"period": "2025/2024"},
            "`period` must be a year, month or day, or two with / between, the earlier first; found '2025/2024'.",
        ),
    ],
)
def test_what_is_not_known_or_not_of_its_type_is_refused_with_what_is_allowed(expand, parameters, message):
    with pytest.raises(StudyError) as caught:
        expand(**parameters)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("only", "parameters", "message"),
    [
        ([], {}, "`only` must name a notebook of the grid, 01_one; it names none."),
        (["00_all"], {}, "`only` must name a notebook of the grid, 01_one; found `00_all`."),
        (
            ["01_one"],
            {"most": 3},
            "Parameter `most` must be one of lexicon, method, names, period, person, share, window.",
        ),
    ],
)
def test_a_report_that_would_run_nothing_or_leave_a_value_unused_is_refused(expand, only, parameters, message):
    with pytest.raises(ReportError) as caught:
        expand("grid: [{notebook: 01_one}]", only=only, **parameters)
    assert str(caught.value) == message


def test_a_folder_without_notebooks_is_refused_and_never_a_report_of_no_runs(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY)
    with pytest.raises(ReportError) as caught:
        expand_grid(read_study(tmp_path), tmp_path / "none", {})
    assert str(caught.value) == f"Folder {tmp_path / 'none'} must hold the notebooks of a report; it holds none."


def test_a_package_or_kernel_that_is_not_here_is_named(tmp_path, write_notebook):
    path = write_notebook(tmp_path / "00_x.ipynb", "import json, no_such_package.part")
    with pytest.raises(ReportError) as caught:
        check_environment([path])
    assert str(caught.value) == "Notebook 00_x.ipynb imports `no_such_package`, which is not installed."
    book = json.loads(path.read_text())
    book["metadata"]["kernelspec"]["name"] = "ir"
    path.write_text(json.dumps(book))
    with pytest.raises(ReportError) as caught:
        check_environment([path])
    assert str(caught.value) == "Notebook 00_x.ipynb must have a kernel that is here, python3; found `ir`."
