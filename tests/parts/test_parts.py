"""A corpus read by parts: the same rows as in memory, done once, and whole whatever dies on the way."""

import re
import shutil
import signal

import pandas as pd
import pytest
import yaml
from click.testing import CliRunner
from filelock import FileLock
from threadpoolctl import threadpool_info, threadpool_limits

import analysis
from analysis.cli import main
from analysis.compare import contrasts
from analysis.compare.intervals import rows
from analysis.compare.quotes import ledger as quotes_ledger
from analysis.compare.words import by_article
from analysis.corpus.demo import write_demo
from analysis.errors import StudyError, TableError
from analysis.parts import ledger, open_executor, run, steps, whole, words
from analysis.parts.stages import Run
from analysis.pipeline import rescore, select_articles
from analysis.tables import TABLES
from analysis.validity.simulated import write_simulated
from analysis.validity.whole import with_coding

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A study and its Reading in memory.

    Articles of three outlets, not in the order of their ids, one of them no article, two by an agency, and coded.
    """
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, articles=27, outlets=3, seed=2)
    articles = pd.read_csv(folder / "articles.csv", dtype=str)
    articles["text"] += "\n\nSign up for the letter of the harbour and get it each morning."
    articles.loc[3, "text"] += " R&amp;B was played."
    articles.loc[4, "text"] = None
    articles["agency"] = pd.Series([None] * len(articles), dtype=object)
    articles.loc[[5, 6], "agency"] = "Reuters"
    articles.sample(frac=1, random_state=3).to_csv(folder / "articles.csv", index=False)
    study = analysis.read_study(folder).model_copy(update={"minimum_articles": 7})
    reading = analysis.read(study)
    write_simulated(reading, folder / "coding", n=60)
    return study, with_coding(reading, folder / "coding")


@pytest.fixture(scope="module")
def demo(read):
    return read[0]


@pytest.fixture(scope="module")
def reading(read):
    return read[1]


@pytest.fixture(scope="module")
def corpus(demo, tmp_path_factory):
    return analysis.read_corpus(demo, None, tmp_path_factory.mktemp("tables"), 10)


def bytes_of(folder, *names):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for name in names
        for file in sorted((folder / name).rglob("*.parquet"))
    }


def test_every_table_is_that_of_a_reading_in_memory(reading, corpus):
    assert not corpus.failed
    assert len(corpus.manifest["parts"]) == 3
    found = corpus.reading()
    for name in TABLES:
        pd.testing.assert_frame_equal(found[name], reading[name], check_exact=True, obj=name)
    assert found == reading
    assert "repeated paragraph" in set(reading.notes["kind"])
    assert reading.contrasts["lower"].notna().any()
    assert reading.articles["agency"].notna().sum() >= 2


def test_scoring_anew_keeps_the_intervals_that_coding_corrected(reading):
    is_first = reading.articles["outlet_id"] == reading.articles["outlet_id"].iloc[0]
    alone = reading.articles.loc[~(is_first & is_first.duplicated()), "article_id"]
    one = select_articles(reading, set(alone))
    assert "corrected hits" in set(one.axis_scores.loc[one.axis_scores["unit_kind"] == "outlet", "kind"])
    assert rescore(one) == one


def test_parts_of_another_size_hold_the_same_rows(demo, corpus, tmp_path):
    other = analysis.read_corpus(demo, None, tmp_path, 100)
    assert len(other.manifest["parts"]) == 1
    assert other.reading() == corpus.reading()
    assert bytes_of(tmp_path, "whole") == bytes_of(corpus.folder, "whole")
    pd.testing.assert_frame_equal(other.table("samples"), corpus.table("samples"))


def test_articles_that_change_leave_no_row_of_what_they_were(tmp_path):
    people = {"ann": {"name": "Ann Poe"}, "bob": {"name": "Bob Lee"}}
    (tmp_path / "study.yaml").write_text(yaml.safe_dump({"study": {"id": "t", "title": "T"}, "people": people}))
    study = analysis.read_study(tmp_path)
    shared = (
        "The council met in the town hall on Monday evening and the mayor spoke about the new harbour for an hour "
        "while many people listened in silence and then went home through the rain. "
    )

    def articles(said, headline, more):
        rows = [
            ("a1", "Gazette", "4", "Ann Poe speaks", f"Ann Poe was there. “{said},” Ann Poe said. {shared}{more}"),
            ("a2", "Herald", "5", headline, f"Ann Poe was in town. Nobody was surprised. Ann Poe left. {shared}"),
            ("a3", "Times", "5", "Bob Lee walks", "Bob Lee ran. “Nobody knows the river,” Bob Lee said. Ann Poe ran."),
        ]
        frame = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "headline", "text"])
        return frame.assign(published="2024-03-0" + frame["published"])

    red, more = "I like very many red apples on Friday nights", "She praised each gardener who had planted roses there."
    changes = [
        articles("I like apples on Friday nights", "Ann Poe leaves the old town before it rains", ""),
        articles(red, "Ann Poe leaves the old town before it rains", more),
        articles(red, "Ann Poe likes red apples on Friday nights here", more),
    ]
    for frame in changes:
        analysis.read_corpus(study, frame, tmp_path / "again", 1)
    analysis.read_corpus(study, changes[-1], tmp_path / "anew", 1)
    names = ("whole", "copies", whole.RETOLD)
    again, anew = (bytes_of(tmp_path / folder, *names) for folder in ("again", "anew"))
    assert sum(len(pd.read_parquet(file)) for file in (tmp_path / "anew" / whole.RETOLD).glob("*.parquet"))
    assert {name for name in anew if again[name] != anew[name]} == set()


def test_a_part_that_fails_is_named_and_read_by_the_next_run_on_a_pool(demo, corpus, tmp_path, monkeypatch):
    step = steps.read_slice

    def poisoned(articles, *more, **named):
        if "demo-0005" in articles["article_id"].tolist():
            raise ValueError("an article that nobody can read")
        return step(articles, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(steps, "read_slice", poisoned)
        partly = analysis.read_corpus(demo, None, tmp_path, 10)
    assert list(partly.failed) == ["parts 0"]
    assert "nobody can read" in partly.failed["parts 0"]
    ids = partly.table("articles")["article_id"]
    assert "demo-0005" not in set(ids) and len(ids) == len(corpus.table("articles")) - 10
    (tmp_path / "sentences" / "part-00002.parquet").write_bytes(b"damaged")
    done = {record: record.stat().st_mtime_ns for record in (tmp_path / "parts").iterdir()}
    with open_executor(2) as executor:
        again = analysis.read_corpus(demo, None, tmp_path, 10, executor)
    assert not again.failed
    assert bytes_of(tmp_path, *TABLES, "whole") == bytes_of(corpus.folder, *TABLES, "whole")
    assert [record.name for record, when in done.items() if record.stat().st_mtime_ns == when] == ["00001.json"]


def test_a_full_disk_ends_the_run_keeps_what_is_finished_and_the_next_run_goes_on(tmp_path, monkeypatch):
    step, seen, study, out = steps.read_slice, [], tmp_path / "study", tmp_path / "out"
    study.mkdir()
    (study / "study.yaml").write_text("study: {id: t, title: T}\npeople: {ann: {name: Ann Poe}}\n")
    rows = [f"{one},Gazette,“Article {one} is safe” Ann Poe said.\n" for one in "abc"]
    (study / "articles.csv").write_text("".join(["article_id,outlet,text\n", *rows]), encoding="utf-8")

    def fill(articles, *more, **named):
        seen.append(len(articles))
        if len(seen) == 2:
            raise OSError(28, "No space left on device", "sentences/part-00001.parquet")
        return step(articles, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(steps, "read_slice", fill)
        result = CliRunner().invoke(main, ["read", str(study), "--out", str(out), "--jobs", "1", "--part", "1"])
        assert result.exit_code == 3
        for said in ("parts 1", "No space left on device: sentences/part-00001", "read and kept: parts 0.", "goes on"):
            assert said in result.output
        assert len(seen) == 2  # no later part is tried
    with pytest.raises(TableError, match="corpus in parts"):
        analysis.open_corpus(out, study)
    done = (out / "parts" / "00000.json").stat().st_mtime_ns
    again = analysis.read_corpus(study, None, out, 1)
    assert not again.failed and (out / "parts" / "00000.json").stat().st_mtime_ns == done


def test_a_disk_that_is_full_at_once_is_refused(demo, tmp_path, monkeypatch):
    def fill(*_, **__):
        raise OSError(28, "No space left on device", "input")

    monkeypatch.setattr(run, "deliver", fill)
    result = CliRunner().invoke(main, ["read", str(demo.path), "--out", str(tmp_path), "--jobs", "1"])
    assert (result.exit_code, "kept: none" in result.output) == (2, True)


def count_threads():
    return {"work/threads": pd.DataFrame({"n": [one["num_threads"] for one in threadpool_info()]})}


def test_a_piece_of_work_keeps_to_one_core(demo, tmp_path):
    with threadpool_limits(2), open_executor(1) as executor:
        Run(tmp_path, demo, executor, "key").stage("work", [(0, None, count_threads, ())])
    found = pd.read_parquet(tmp_path / "work" / "threads")
    assert set(found["n"]) == {1}


def test_a_process_that_is_ended_takes_no_other_part_with_it(demo, tmp_path):
    # steps of Python's own: a process that is told of one need not import this file, and all that it imports
    note = dict, ({"work/notes": pd.DataFrame({"word": ["a"]})},)
    die = signal.raise_signal, (signal.SIGKILL,)  # without a word, as one that the system ends for its memory
    with open_executor(2) as executor:
        one = Run(tmp_path, demo, executor, "key")
        assert list(one.stage("work", [(0, None, *note), (1, None, *die), (2, None, *note)])) == [0, 2]
    assert one.failed == {"work 1": "the process that worked on it was ended"}


def test_a_cluster_writes_the_same_bytes(demo, corpus, tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask is the extra `cluster`")
    scheduler = distributed.LocalCluster(1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    with scheduler, open_executor(cluster=scheduler.scheduler_address) as executor:
        analysis.read_corpus(demo, None, tmp_path, 10, executor)
    assert bytes_of(tmp_path, *TABLES, "whole") == bytes_of(corpus.folder, *TABLES, "whole")


def test_tables_open_by_outlet_by_period_and_by_column(reading, corpus):
    outlet = reading.articles["outlet_id"].iloc[0]
    ids = reading.articles.loc[reading.articles["outlet_id"] == outlet, "article_id"]
    own = reading.quotes[reading.quotes["article_id"].isin(ids)].reset_index(drop=True)
    pd.testing.assert_frame_equal(corpus.table("quotes", outlets=[outlet]), own)
    health = corpus.table("health", outlets=[outlet], columns=["outlet_id", "check"])
    assert set(health["outlet_id"]) == {outlet} and list(health.columns) == ["outlet_id", "check"]
    dated = corpus.table("articles", period=("2024-02-01", "2024-04-30"), columns=["article_id", "published_earliest"])
    is_in = reading.articles["published_earliest"].between("2024-02-01", "2024-04-30")
    assert dated["article_id"].tolist() == reading.articles.loc[is_in, "article_id"].tolist()
    with pytest.raises(TableError, match="must be opened whole"):
        corpus.table("contrasts", period=("2024-02-01", "2024-04-30"))
    with pytest.raises(TableError, match="must be one of articles, "):
        corpus.table("nothing")


def test_a_sample_is_a_reading_of_its_articles_beside_whole_tables(reading, corpus):
    sample = corpus.reading(sample=5, seed=1)
    assert len(sample.articles) == 5 and sample.articles["article_id"].is_monotonic_increasing
    assert sample == corpus.reading(sample.articles["article_id"].tolist())
    pd.testing.assert_frame_equal(sample.contrasts, reading.contrasts)
    assert set(sample.shared_quotes["article_id"]) <= set(sample.articles["article_id"])
    assert set(sample.axis_scores["unit_kind"]) == {"article", "outlet", "person"}
    assert corpus.reading(sample=10_000) == reading


def test_a_folder_without_a_corpus_and_a_study_that_changed_are_refused(corpus, tmp_path):
    with pytest.raises(TableError, match="must hold a corpus in parts"):
        analysis.open_corpus(tmp_path)
    with pytest.raises(TableError, match="it has changed since"):
        analysis.open_corpus(corpus.folder)
    with pytest.raises(StudyError, match="`part` must be a number of articles"):
        analysis.read_corpus(None, None, tmp_path, 0)


def test_two_runs_into_one_folder_are_refused(demo, tmp_path):
    (tmp_path / "work").mkdir()
    with FileLock(tmp_path / "work" / "lock"), pytest.raises(StudyError, match="Only one run at a time"):
        analysis.read_corpus(demo, None, tmp_path, 10)


@pytest.fixture(scope="module")
def few(demo, tmp_path_factory):
    """Two articles, and the folder of their corpus."""
    folder, text = tmp_path_factory.mktemp("few"), "“It is safe,” said Ana Ruiz of the harbour."
    frame = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["One", "Two"], "text": [text, text + " He left."]})
    analysis.read_corpus(demo, frame, folder)
    return frame, folder


def test_a_run_that_is_cut_off_leaves_no_corpus_and_one_that_is_refused_leaves_the_old_one(
    demo, few, tmp_path, monkeypatch
):
    out, (frame, first) = tmp_path / "out", few
    shutil.copytree(first, out)
    with pytest.raises(StudyError):
        analysis.read_corpus(demo, tmp_path / "nowhere.csv", out)
    assert analysis.open_corpus(out, demo).reading() == analysis.open_corpus(first, demo).reading()

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Run, "stage", cut_off)
        with pytest.raises(KeyboardInterrupt):
            analysis.read_corpus(demo, frame.head(1), out)
    with pytest.raises(TableError, match="corpus in parts"):
        analysis.open_corpus(out, demo)


def test_a_step_that_fails_leaves_no_table_of_an_earlier_run(demo, few, tmp_path, monkeypatch):
    frame, first = few
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)

    def fail(*_):
        raise MemoryError("too much")

    monkeypatch.setattr(words, "choose_keys", fail)
    monkeypatch.setattr(whole, "score_counted", fail)
    partly = analysis.read_corpus(demo, frame.head(1), tmp_path)
    assert {stage.rpartition(" ")[0] for stage in partly.failed} == {"work/keyness", "work/whole"}
    for name in ("keyness", "axis_scores"):
        with pytest.raises(TableError, match=name):
            partly.table(name)


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        (lambda corpus: corpus.reading("demo-0001"), "`article_ids` must be a list"),
        (lambda corpus: corpus.reading(sample=-1), "`sample` must be a number"),
        (lambda corpus: corpus.table("quotes", outlets="tide"), "`outlets` must be a list"),
        (lambda corpus: corpus.table("quotes", columns="cue"), "`columns` must be a list"),
        (lambda corpus: corpus.table("quotes", columns=["lost"]), "`columns` of `quotes` must be of article_id, quote"),
        *(
            (lambda corpus, period=period: corpus.table("quotes", period=period), "`period` must be a first and a last")
            for period in ("2024", ("2024-03-01", "2024-02-01"))
        ),
        (lambda corpus: analysis.open_reading(corpus.folder, corpus.study), "`analysis.open_corpus`"),
        (lambda corpus: analysis.read_corpus(corpus.study, None, corpus.folder, "x"), "`part` must be a number"),
    ],
)
def test_what_is_asked_wrongly_of_a_corpus_is_refused(corpus, ask, named):
    with pytest.raises(StudyError, match=re.escape(named)):
        ask(corpus)


def test_stored_files_that_are_damaged_are_named(reading, tmp_path):
    reading.write(tmp_path)
    (tmp_path / "quotes.parquet").write_bytes(b"")
    with pytest.raises(TableError, match=r"quotes\.parquet must be a whole Parquet file"):
        analysis.open_reading(tmp_path, reading.study).quotes.head()
    for content in (b"", b"[1]", b'{"study": 5}'):
        (tmp_path / "manifest.json").write_bytes(content)
        for open_it in (analysis.open_reading, analysis.open_corpus):
            with pytest.raises(TableError, match=r"manifest\.json must be the manifest"):
                open_it(tmp_path, reading.study)


def test_groups_of_very_many_clusters_are_the_same_in_parts_and_in_memory(demo, tmp_path, monkeypatch):
    for room in (contrasts, by_article, rows):
        monkeypatch.setattr(room, "MOST", 6)
    study = demo.model_copy(update={"minimum_articles": 3})
    articles = pd.read_csv(demo.folder / "articles.csv", dtype=str)
    two = articles[articles["outlet"] != articles["outlet"].min()]
    corpus, reading = analysis.read_corpus(study, two, tmp_path, 10), analysis.read(study, two)
    assert not corpus.failed
    assert two["outlet"].value_counts().min() > 6
    assert reading.contrasts["n_effective"].max() <= 6
    assert reading.contrasts["lower"].notna().any()
    for name in ("contrasts", "keyness", "axis_scores"):
        pd.testing.assert_frame_equal(corpus.table(name), reading[name], check_exact=True, obj=name)


def test_a_piece_of_the_contrasts_that_fails_leaves_none(tmp_path, monkeypatch):
    write_demo(tmp_path, articles=6, outlets=2, seed=1)
    monkeypatch.setattr(run, "find_all_words", lambda *_: None)
    analysis.read_corpus(analysis.read_study(tmp_path), None, tmp_path / "out", 3).table("contrasts")
    make = whole.contrast_one

    def poisoned(asked, *more):
        if asked.question == "events":
            raise ValueError("a day that nobody knows")
        return make(asked, *more)

    monkeypatch.setattr(whole, "contrast_one", poisoned)
    study = analysis.read_study(tmp_path).model_copy(update={"minimum_articles": 3})
    corpus = analysis.read_corpus(study, None, tmp_path / "out", 3)
    assert any("nobody knows" in reason for reason in corpus.failed.values())
    with pytest.raises(TableError, match="contrasts"):
        corpus.table("contrasts")


SAID = [
    "“We will never give up the harbour to anyone,” Ana Ruiz said.",
    "Ana Ruiz said: “We will never give up the harbour.” “It is safe and it pays for the schools of the coast,” she"
    " said.",
    "“We will never give up the harbour to anyone. It is safe and it pays for the schools of the coast,” said Ana"
    " Ruiz.",
    "Ana Ruiz said that the coast would never give up the harbour to anyone.",
    "The harbour pays for schools, Ruiz said. “At the end of the day, it is safe,” said Ben Ott.",
]


@pytest.mark.parametrize("together", [1, 3, 1000])
def test_quotations_that_many_parts_share_are_told_as_in_memory(tmp_path, monkeypatch, together):
    # of the tables that see the whole, only those of quotes
    monkeypatch.setattr(run, "find_all_words", lambda *_: None)
    monkeypatch.setattr(run, "WHOLE", (whole.see_axes, whole.see_codes))
    frames = {
        name: {"label": name, "definition": name, "functions": {"problem_definition": {"indicators": [word]}}}
        for name, word in (("growth", "pays"), ("harm", "poison"))
    }
    content = {
        "study": {"id": "harbour", "title": "The harbour"},
        "people": {"ana": {"name": "Ana Ruiz", "aliases": ["Ruiz"], "pronouns": "she"}},
        "frames": frames,
        "axes": {"growth-harm": {"label": "g", "positive": "growth", "negative": "harm"}},
        "story": {"people": ["ana"], "words": ["harbour"], "minimum_sentences": 2},
    }
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    rows = [
        {
            "article_id": f"a{number:02}",
            "outlet": ("Gazette", "Coast", "Tide", "Gull")[number % 4],
            "published": f"2024-03-{1 + number // 2:02}",
            "text": "Ana Ruiz spoke at the harbour. " * (number % 5 < 4)
            + SAID[number % 5]
            + f" Item {number} followed.",
        }
        for number in range(23)
    ]
    study, articles = analysis.read_study(tmp_path), pd.DataFrame(rows)
    reading = analysis.read(study, articles)
    assert (reading.articles["role"] == "touched").any() and reading.coverage["n_touched"].any()
    assert {"paraphrased", "joined"} <= set(reading.shared_quotes["variant"])
    for module, limit in ((ledger, "TOGETHER"), (ledger, "PAIRS_TOGETHER"), (quotes_ledger, "ROWS_TOGETHER")):
        monkeypatch.setattr(module, limit, together)
    corpus = analysis.read_corpus(study, articles, tmp_path / "out", 8)
    assert not corpus.failed
    for name in ("shared_quotes", "quote_contexts", "coverage"):
        pd.testing.assert_frame_equal(corpus.table(name), reading[name], check_exact=True, obj=name)
