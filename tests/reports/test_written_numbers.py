"""Every number that a report writes is made anew from the tables of the Reading; a number that nobody checks fails.

The study is the generated one of 60 articles; `WRITTEN_NUMBERS=400 pytest tests/reports/test_written_numbers.py` takes
one of 400.
"""

import ast
import json
import os
import re

import pandas as pd
import pytest

import analysis
from analysis.corpus.demo import write_demo
from analysis.measured import read_errors
from analysis.measures import MEASURES
from analysis.reports import notebook, word_by_word
from analysis.reports.figure import save as figures
from analysis.reports.figure.passport import NOTEBOOKS, library_versions
from analysis.reports.figure.save import SavedFigure
from analysis.reports.room.finding import find_first, find_limits
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.write import names_of
from analysis.reports.sentences.facts import count_facts
from analysis.reports.sentences.methods import describe_methods
from analysis.reports.sentences.paper import write_methods
from analysis.reports.sentences.validity import describe_uneven
from analysis.reports.show import MOST, show_table
from analysis.sentiment.ladder import describe_error
from analysis.validity.simulated import write_simulated
from analysis.validity.whole import with_coding
from tests.reports import truth
from tests.reports.truth import CAPTIONS, SENTENCES, Truth, balance, n, s

pytestmark = pytest.mark.slow

ARTICLES = int(os.environ.get("WRITTEN_NUMBERS", "60"))
_NUMBER = re.compile(r"\d{4}-\d\d-\d\d|[+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
#: How far a study is from what was trained on (`tests/sentiment/test_domain.py` holds its numbers).
_DOMAIN = re.compile(r"Of [\d,]+ sentences \d+ % are nearer .*?that error says\.")
#: The error on a study's own coding (`tests/validity/test_own.py` holds its numbers).
_OWN = re.compile(r"O(?:n|f) this corpus .*?(?:one to go by|four numbers|positive\))\.")
_NAMES = re.compile(r"“[^“”]*?(?:”|…)|demo-\d+")


def numbers(text):
    """Find the numbers of a text in their order; names, and what a method was measured to err, are none."""
    for known in (*map(describe_error, ("linear", "clause", "sentence")), *_written_errors()):
        text = text.replace(known, "")
    text = _OWN.sub("", _DOMAIN.sub("", text))
    return _NUMBER.findall(_NAMES.sub("", text))


def _written_errors():
    return [describe_uneven(), *(str(error) for errors in read_errors().values() for error in errors)]


def run_cells(path, values, seen):
    """Run a notebook's code cells here; ``seen`` hears of the source of every expression before it is made."""
    names = {}
    for cell in json.loads(path.read_bytes())["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.parse("".join(cell["source"])).body:
            seen(ast.unparse(node))
            exec(compile(ast.Module([node], []), path.name, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(values)
    return names


class Written:
    """What the notebooks of a study say, draw and show, without a picture being made."""

    def __init__(self):
        self.sentences, self.figures, self.tables, self.found = {}, {}, [], {}
        self._page = self._source = ""

    def run(self, study, stored):
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            self._page = path.stem
            values = {"study": study, "stored": stored}
            self.found[path.stem] = run_cells(path, values, lambda source: setattr(self, "_source", source))

    def save_figure(self, draw, table, name, folder, passport, *, measure, caption):
        measures = (measure,) if isinstance(measure, str) else measure
        facts = figures._facts(table, name, passport, measures, caption)
        self.figures[name] = (table, measures, facts)
        return SavedFigure(name, b"", facts["caption"], facts["alt"])

    def say(self, text):
        self.sentences[self._page, self._source.removeprefix("say(").removesuffix(")")] = text

    def show_table(self, table, caption, *, most=MOST, **how):
        self.tables.append((table, most, show_table(table, caption, most=most, **how).plain))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The Reading of the generated study, and what its notebooks write."""
    folder = tmp_path_factory.mktemp("written")
    write_demo(folder / "study", articles=ARTICLES)
    reading = analysis.read(folder / "study")
    write_simulated(reading, folder / "study" / "coding", n=320)
    reading = with_coding(reading, folder / "study" / "coding")
    reading.write(folder / "stored")
    made = Written()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("save_figure", "say", "show_table"):
            patch.setattr(notebook, name, getattr(made, name))
        patch.setattr(figures, "hash_code", lambda notebook, figure: {})  # no caption holds it
        made.run(folder / "study", folder / "stored")
    return Truth(reading), made


def test_every_sentence_of_every_notebook_holds_the_numbers_of_the_tables(written):
    t, made = written
    assert set(made.sentences) == set(SENTENCES), "a sentence must have its numbers in tests/reports/truth.py"
    for key, text in made.sentences.items():
        expected = SENTENCES[key](t, made.found[key[0]])
        found = numbers(text)
        if "describe_said" in key[1]:  # kinds stand in the order of the text
            found, expected = sorted(found), sorted(expected)
        assert found == expected, f"{key}: {text}"


def test_every_caption_holds_the_numbers_of_the_tables(written):
    t, made = written
    known = {f"{kind}_of_{t.person.replace('_', '-')}": kind for kind in ("portrait", "mentions")}
    assert {known.get(name, name) for name in made.figures} == set(CAPTIONS)
    for name, (_, _, facts) in made.figures.items():
        expected = CAPTIONS[known.get(name, name)](t)
        assert numbers(facts["caption"]) == expected, f"{name}: {facts['caption']}"


def test_every_alternative_text_says_the_ends_of_its_table_and_how_much_it_rests_on(written):
    _, made = written
    for name, (table, measures, facts) in made.figures.items():
        column = next(one for one in (MEASURES[measures[0]].column, "value") if one in table.columns)
        known = table[column].dropna()
        said = facts["alt"][facts["alt"].index(f"): {len(known):,} value") :]
        low, high = re.fullmatch(r"\): .*?, from (\S+).*? to ([+−\d.,-]+)(?: \(.*|\..*)", said, re.DOTALL).groups()
        form = (
            truth.day
            if isinstance(known.iloc[0], pd.Timestamp)
            else lambda value, m=MEASURES[measures[0]]: (
                s(value) if m.low < 0 else f"{value:,.2f}".rstrip("0").rstrip(".")
            )
        )
        assert (low, high.rstrip(".")) == (form(known.min()), form(known.max())), f"{name}: {said}"
        missing = re.search(r"Not measured: ([\d,]+)\.", said)
        assert (missing[1] if missing else "0") == n(len(table) - len(known)), name
        if len(measures) == 1:
            in_caption = re.search(
                r"n = ([\d,]+) [^;.]*(?: in |;)", facts["caption"][facts["caption"].rindex("n = ") :]
            )
            assert re.search(r"n = ([\d,]+) [^;(]*\.$", said)[1] == in_caption[1], name


def test_every_table_that_is_shown_says_how_many_rows_it_has(written):
    _, made = written
    for table, most, said in made.tables:
        rows = [n(most), n(len(table))] if len(table) > most else [n(len(table))]
        assert numbers(said.split("(")[-1]) == rows, said


def test_an_alignment_counts_its_tellings_and_its_places(written):
    t, made = written
    ledger = made.found["06_outlets"]["ledger"]
    changed = t.shared.assign(n=(t.shared["n_dropped"] + t.shared["n_altered"]) * (t.shared["n_same"] > 0))
    sums = changed.groupby("utterance_id")["n"].sum()
    chosen = made.found["06_outlets"]["choose_utterance"](ledger)
    assert sums[chosen] == sums.max()  # of all utterances, not of those that a picture shows
    rows = t.reading.shared_quotes.query("utterance_id == @chosen and variant != 'paraphrased'")
    said = word_by_word.show_alignment(t.reading, chosen).plain.splitlines()[0]
    assert numbers(said)[0] == n(len(rows.drop_duplicates(["article_id", "attribution_index"])))


def test_the_front_page_leads_with_numbers_of_the_tables(written):
    t, _ = written
    names = names_of(t.reading)
    first = " ".join(find_first(side_by_side(t.reading, names)))
    every = {outlet: t.of(t.hits, outlet) for outlet in t.outlets}
    verdict = t.reading.axis_scores.query("unit_kind == 'outlet' and voice == 'all' and section == 'all'")
    verdict = verdict.set_index("unit_id")["verdict"]
    sides = [("decided", 1), ("decided", -1), ("leaning", 1), ("leaning", -1), ("balanced or too few", 0)]
    expected = []
    for words, sign in sides:
        known = [(rows, verdict[one]) for one, rows in every.items() if len(rows)]
        found = [rows for rows, is_it in known if is_it == words and (not sign or balance(rows) * sign > 0)]
        expected += [text for rows in found for text in (s(balance(rows)), n(len(rows)))]
    assert numbers(first) == expected, first  # every hit of this study is in own words
    limits = " ".join(find_limits(t.reading))
    reading, least = t.reading, t.study.minimum_articles
    few = (t.articles["outlet_id"].value_counts() < least).sum()
    uncertain = (t.articles["published_basis"] != "stated").sum()
    unclear, silent = t.reading.mentions["person_id"].isna().sum(), (reading.coverage["n_observed"] == 0).sum()
    expected = [n(few), n(least)] * bool(few) + [n(uncertain), n(len(t.articles))] * bool(uncertain)
    expected += [n(unclear), n(len(reading.mentions))] * bool(unclear)
    expected += [n(silent), n(len(reading.coverage))] * bool(silent)
    assert numbers(limits) == expected, limits


def facts_of(t):
    """What both texts on method count, by name."""
    r, study = t.reading, t.study
    scored = r.valences.query("unit == 'sentence'")
    toward = r.sentiments[r.sentiments["method"] == study.sentiment.method]
    return {
        "records": len(r.articles) + len(r.quarantine),
        "articles": len(r.articles),
        "aside": len(r.quarantine),
        "stated": (r.articles["published_basis"] == "stated").sum(),
        "inferred": (r.articles["published_basis"] == "inferred").sum(),
        "missing": (r.articles["published_basis"] == "missing").sum(),
        "repairs": r.repairs["n"].sum(),
        "sentences": len(r.sentences),
        "silent": len(t.silent),
        "mentions": len(r.mentions),
        "kinds": sorted(r.mentions["kind"].value_counts(), reverse=True),
        "unresolved": r.mentions["person_id"].isna().sum(),
        "quotes": len(r.quotes),
        "quote kinds": sorted(r.quotes["kind"].value_counts(), reverse=True),
        "sourceless": (r.quotes["source_kind"] == "unresolved").sum(),
        "segments": len(r.segments),
        "scored": len(scored),
        "no word": scored["compound"].isna().sum(),
        "targets": len(toward),
        "valued": toward["value"].notna().sum(),
        "unsure": (toward["unsure"] == 1).sum(),
        "indicators": sum(len(p.indicators) for f in study.frames.values() for p in f.functions.values()),
        "hits": len(r.frame_hits),
        "frames": [(r.frame_hits["frame_id"] == one).sum() for one in study.frames],
        "scopes": sorted(r.frame_hits["scope"].value_counts(), reverse=True),
    }


def test_the_steps_of_the_method_hold_the_numbers_of_the_tables(written):
    t, _ = written
    k = facts_of(t)
    one = [
        "records",
        "articles",
        "aside",
        "stated",
        "inferred",
        "missing",
        "repairs",
        "sentences",
        "silent",
        "mentions",
    ]
    two = [
        "kinds",
        "unresolved",
        "quotes",
        "quote kinds",
        "sourceless",
        "segments",
        "scored",
        "no word",
        "0",
        "targets",
    ]
    text = re.sub(r"^\d+\. ", "", describe_methods(t.reading), flags=re.MULTILINE)
    text = text.replace(count_facts(t.reading).lexicon, "")
    expected = [k.get(name, 0) for name in [*one, *two, "valued", "unsure", "indicators", "hits", "frames", "scopes"]]
    flat = [n(x) for value in expected for x in (value if isinstance(value, list) else [value])]
    flat += truth.inference(t, ["1995"])
    assert numbers(text) == flat, text


def test_the_methods_section_of_a_paper_holds_the_numbers_of_the_tables(written):
    t, _ = written
    k, r, outlets = facts_of(t), t.reading, [n((t.articles["outlet_id"] == one).sum()) for one in t.outlets]
    text = write_methods(r).partition("\nReferences\n")[0]
    for known in (count_facts(r).lexicon, r.study.sha256, *library_versions().values(), "SHA-256", "PARC 3"):
        text = text.replace(known, "")
    text = re.sub(r"narrative-analysis [\d.]+ \(The narrative-analysis authors \d{4}\)|Plan [0-9a-f]{12}", "", text)
    text = re.sub(r"[A-Z][\w.]+(?: et al\.| & [A-Z]\w+)? \d{4}", "", text)  # works that are cited
    enough = sum(t.articles["outlet_id"].value_counts() >= t.study.minimum_articles)
    dates = [truth.day(t.articles["published_earliest"].min()), truth.day(t.articles["published_latest"].max())]
    bases = [n(k[name]) for name in ("stated", "inferred", "missing") if k[name]]
    expected = [n(k["articles"]), n(t.words()), n(k["sentences"]), n(len(t.outlets)), *outlets, *dates, *bases]
    expected += [n(k["aside"])] * bool(k["aside"]) + [n(x) for x in r.repairs.groupby("repair", sort=False)["n"].sum()]
    expected += [n(k["silent"]), n(len(t.study.people)), n(k["mentions"]), *map(n, k["kinds"]), n(k["unresolved"])]
    expected += [n(k["quotes"]), *map(n, k["quote kinds"]), n(k["sourceless"]), n(k["segments"])]
    words = len(t.study.lexicon.words)
    expected += [n(words)] * bool(words) + [
        n(k["no word"]),
        n(k["scored"]),
        n(k["targets"]),
        n(k["valued"]),
        n(k["unsure"]),
    ]
    expected += [n(k["indicators"]), n(len(t.study.frames)), n(k["hits"]), *map(n, k["frames"]), *map(n, k["scopes"])]
    expected += truth.noted(t)
    least = n(t.study.minimum_articles)
    expected += ["95", "0", least, n(enough), n(len(t.outlets)), *truth.inference(t)] if enough else [least]
    assert numbers(text) == expected, text


def test_a_number_that_nobody_checks_is_found():
    assert numbers("In 3 of 1,204 articles (−0.50; 2024-01-05), “12 men” of demo-0007; q ≤ .05.") == [
        "3", "1,204", "−0.50", "2024-01-05", ".05"
    ]  # fmt: skip
