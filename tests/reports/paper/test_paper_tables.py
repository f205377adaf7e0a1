"""Tables, captions and methods for a paper: nothing of an article is a command, and every work cited has an entry."""

import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.errors import ReportError
from analysis.reports.paper.latex import escape
from analysis.reports.paper.methods import format_methods
from analysis.reports.paper.references import WORKS, cited_in, write_bibtex
from analysis.reports.paper.tables import PaperTable, figure_latex, table_of_figure, table_of_reading
from analysis.reports.sentences.paper import write_methods

HOSTILE = '[1] *50 %* of A_b & {C} \\input{/etc/passwd} <script>alert(1)</script> $x^2$ ~ "q"\n\x1b[31m#'


@pytest.fixture
def table():
    frame = pd.DataFrame(
        {
            "outlet": ["The Tide", HOSTILE, None],
            "balance": [0.5, -0.25, float("nan")],
            "q": [0.0004, 0.04, 1.0],
            "n_hits": [1200, 3, 0],
        }
    )
    return PaperTable("balance_by_outlet", frame, "Balance, n = 3 % of all.", 3, "3 articles", ("Measure: balance.",))


def test_latex_has_three_lines_caption_notes_and_a_stable_label(table):
    written = table.to_latex()
    assert [written.count(rule) for rule in (r"\toprule", r"\midrule", r"\bottomrule", r"\hline")] == [1, 1, 1, 0]
    assert r"\begin{tabular}{lrrr}" in written and "|" not in written.split("tabular}")[1][:8]
    assert r"\caption{Balance, n = 3 \% of all.}" in written
    assert r"\label{tab:balance-by-outlet}" in written
    assert r"The Tide & 0.50 & \textless{} .001 & 1,200 \\" in written
    assert r"– & – & 1.000 & 0 \\" in written
    assert "Notes: 3 rows; 3 articles. Measure: balance." in written


def test_nothing_of_a_cell_is_a_command_of_latex(table):
    row = next(line for line in table.to_latex().splitlines() if "passwd" in line)
    assert row.startswith("{[}1{]} {*}50 \\%{*} of A\\_b \\& \\{C\\} \\textbackslash{}input\\{/etc/passwd\\}")
    bare = re.sub(r"\\(?:[{}$&#%_]|[a-zA-Z]+(?:\{\d*\})?)|\{[\[\]*]\}|\$-\$|\\\\", "", row)
    assert not set(bare) & set("\\{}$#%_^~\x1b\n"), bare
    assert bare.count("&") == 3


@pytest.mark.parametrize("text", ["", "a b", HOSTILE, "−1 ≤ x × 2 → “q”"])
def test_braces_and_dollars_are_balanced(text):
    bare = re.sub(r"\\[{}$]", "", escape(text))
    assert bare.count("{") == bare.count("}") and bare.count("$") % 2 == 0


def test_html_is_one_table_in_which_no_cell_is_live(table):
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append(tag)
    parser.feed(table.to_html())
    assert set(tags) == {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
    assert 'id="tab-balance-by-outlet"' in table.to_html() and "<td" in table.to_html()


def test_csv_keeps_the_values(table):
    lines = table.choose(["q", "balance"]).to_csv().splitlines()
    assert lines == ["q,balance", "0.0004,0.5", "0.04,-0.25", "1,"]


def test_columns_and_rows_are_chosen_and_said(table):
    assert table.choose(["outlet"], 2).notes == "The first 2 of 3 rows; 3 articles. Measure: balance."
    assert table.choose(["outlet"], 3).notes == "3 rows; 3 articles. Measure: balance."
    with pytest.raises(ReportError) as refused:
        table.choose(["tone"])
    assert str(refused.value) == (
        "`--columns` of `balance_by_outlet` must be among outlet, balance, q, n_hits; found `tone`."
    )


@pytest.fixture
def passport(tmp_path):
    error = {"step": "scope", "statistic": "share right", "data": "241 examples", "value": 0.975}
    facts = {
        "figure": "balance_by_outlet",
        "caption": "Balance_1 by outlet. n = 2 hits.",
        "alt": "Two bars & more",
        "n_articles": 2,
        "seed": 0,
        "measures": {"balance": "frame balance (−1 to +1); this project"},
        "measured_error": [error | {"low": None, "high": None}],
    }
    path = tmp_path / "balance_by_outlet.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    path.with_suffix(".csv").write_text("outlet,balance,lower,upper\nTide,0.5,0.1,0.9\n", encoding="utf-8")
    return path


def test_the_table_of_a_figure_says_n_method_and_error(passport):
    found = table_of_figure(passport)
    assert found.caption == "Balance_1 by outlet. n = 2 hits."
    assert found.notes == (
        "1 row; 2 articles. Measure: frame balance (−1 to +1); this project. "
        "Measured error: share right .975 on 241 examples. Seed of intervals: 0."
    )
    passport.with_suffix(".csv").unlink()
    with pytest.raises(ReportError, match="with its table beside it"):
        table_of_figure(passport)


def test_a_figure_has_a_caption_and_label_of_its_own(passport):
    written = figure_latex(passport)
    assert r"\caption{Balance\_1 by outlet. n = 2 hits.}" in written
    assert r"\label{fig:balance-by-outlet}" in written
    assert r"\includegraphics[width=\linewidth]{balance_by_outlet.pdf}" in written
    assert r"% alternative text: Two bars \& more" in written
    passport.with_suffix(".png").write_bytes(b"")  # a report draws no PDF unless figures are exported
    assert "{balance_by_outlet.png}" in figure_latex(passport)


def test_a_table_of_the_reading_says_its_method(shipped):
    found = table_of_reading(shipped, "contrasts")
    assert found.notes.endswith("rows; 3 articles of 3 outlets. Method: difference only: fewer than 10 articles.")
    assert "sentence_number" in table_of_reading(shipped, "sentences").table.columns


@pytest.fixture(scope="module")
def told(shipped):
    return write_methods(shipped)


def test_every_work_that_the_methods_cite_has_an_entry_and_every_entry_is_cited(told):
    latex, bibtex = format_methods(told, "latex"), format_methods(told, "bibtex")
    keys = set(re.findall(r"^@\w+\{(\w+),$", bibtex, re.MULTILINE))
    cited = set(re.findall(r"\\cite(?:t|alp)\{(\w+)\}", latex))
    assert len(cited) >= 8 and cited <= keys
    assert "narrative2026" in cited  # the toolkit itself
    assert keys == set(re.search(r"\\nocite\{(.*)\}", latex)[1].split(","))
    body = told.partition("References\n")[0]
    assert not re.findall(r"[A-Z]\w+ (?:et al\. )?\(?(?:19|20)\d\d\)?(?=[;)])", re.sub(r"\\cite\w+\{\w+\}", "", latex))
    assert [work.reference for work in cited_in(body)] == told.partition("References\n")[2].strip().splitlines()


def test_bibtex_is_whole():
    written = write_bibtex(WORKS)
    assert written.count("{") == written.count("}")
    assert len({work.key for work in WORKS}) == len(WORKS) == written.count("\n@") + 1
    assert all(str(work.year) in work.reference and work.reference[:3] in work.short[:3] for work in WORKS)
    assert r"Computing in Science \& Engineering" in written


def test_markdown_is_escaped_and_lists_the_references(told):
    written = format_methods(told, "markdown")
    assert written.startswith("## Methods\n\nThe corpus holds")
    assert "NewsMTSC rw\\_dev" in written
    assert "## References\n\n- Entman, R. M. (1993)." in written


def test_the_commands_write_them(passport, tmp_path):
    out = tmp_path / "table.tex"
    run = CliRunner().invoke
    done = run(main, ["table", "balance_by_outlet", "--figures", str(tmp_path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8") == table_of_figure(passport).to_latex()
    done = run(main, ["table", "balance_by_outlet", "--figures", str(tmp_path), "--figure"])
    assert done.stdout == figure_latex(passport)
    done = run(main, ["table", "nothing", "--figures", str(tmp_path)])
    assert done.exit_code == 2
    assert "NAME must be one of figures in" in done.stderr and "contrasts" in done.stderr


def test_a_table_without_rows_has_no_blank_line_in_latex(table):
    written = PaperTable("t", table.table.head(0), "Caption.", 0, "0 articles", ()).to_latex()
    assert "\\midrule\n\\bottomrule" in written


def test_a_table_of_articles_of_which_some_were_set_aside_says_so(tmp_path):
    (tmp_path / "study.yaml").write_text("study: {id: none, title: None}\narticles: a.csv\n", encoding="utf-8")
    (tmp_path / "a.csv").write_bytes(b"")
    done = CliRunner().invoke(main, ["table", "contrasts", str(tmp_path), "--to", "csv"])
    assert done.exit_code == 3
    assert "1 record quarantined" in done.stderr
    assert "quarantined" not in done.stdout
