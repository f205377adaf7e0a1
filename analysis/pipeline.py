"""`read(study, articles) -> Reading`: the steps in their order. Nothing else knows the order.

`read_batch` sees one batch of articles and depends on nothing outside it (the study aside), so that the same code
runs on three articles, on a partition of a million, and on a cluster's worker.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.budget import OverBudget, read_apart, set_aside
from analysis.compare.agency import give_agency_its_voice, spread_agency
from analysis.compare.axes import score_article_axes
from analysis.compare.health import find_health
from analysis.compare.people import score_people
from analysis.compare.whole import compare_all, find_all_copies
from analysis.corpus import read_articles
from analysis.corpus.language import find_languages
from analysis.corpus.read import Loaded
from analysis.errors import StudyError
from analysis.framing.hits import find_hits
from analysis.framing.story import find_roles
from analysis.people.cast import Casts
from analysis.people.corrections import apply_corrections, read_corrections
from analysis.people.mentions import find_mentions
from analysis.people.quoted import resolve_quoted
from analysis.progress import begin, tick, watched
from analysis.reading import Reading
from analysis.sentiment.calibration import Calibration
from analysis.sentiment.ladder import with_method
from analysis.sentiment.targets import score_sentiments
from analysis.sentiment.tone import forget_states, score_tone
from analysis.sentiment.valences import choose_lexicon, score_valences, scoring_texts
from analysis.sketch import People, sketch_study
from analysis.speech.nested import part_nested
from analysis.speech.quotes import decide_open, find_quotes
from analysis.speech.segments import split_segments
from analysis.speech.transcripts import LOOKS_LIKE_INTERVIEW
from analysis.study import Study, read_study
from analysis.tables import TABLES, by_article, conform
from analysis.text.agency import find_agency
from analysis.text.clean import clean_articles
from analysis.text.furniture import Repeated
from analysis.text.quotation import quoted_spans
from analysis.text.repeated import find_repeated, note_repeated
from analysis.text.sentences import find_sentences
from analysis.times.narrated import find_narrated_times
from analysis.validity.folder import coding_folder
from analysis.validity.frames import coded_sentences, correct_axes, measure_ratios
from analysis.validity.whole import code_all

#: Articles read at a time: enough for columnar work to pay, little enough for any memory.
BATCH = 1_000
#: The budget of one article: places where people are named, described or meant. Ordinary prose has one in 50
#: characters; an article of the greatest size, 2,000,000 characters, keeps within it unless it is little but names.
MAX_MENTIONS = 50_000

Tables = dict[str, pd.DataFrame]


@watched("articles read and compared")
def read(
    study: Study | pd.DataFrame | str | Path | None = None,
    articles: pd.DataFrame | str | Path | None = None,
    *,
    people: People | None = None,
    lexicon: str = "study",
    method: str | None = None,
    date_format: str | None = None,
    progress: Callable[[int], object] | None = None,
    executor: Executor | None = None,
) -> Reading:
    """Read a study's articles into every table; or articles alone, with the names of people to follow.

    Parameters
    ----------
    study : Study, path, DataFrame or None
        A study, its folder or its file; None is the shipped study. Articles in its place, as a frame, or as a path
        with `people`, are read without a study file.
    articles : DataFrame, path or None
        Articles to read in place of the study's own: a frame with the columns article_id, outlet, published and text,
        or the path of a file, a folder or a pattern of any format that is read (`analysis.corpus.formats`).
    people : sequence of str or mapping, optional
        Without a study file: the people to follow, by name (`analysis.sketch.sketch_study`). Frames need a study.
    lexicon : {"study", "plain"}
        VADER's lexicon with the study's additions, or without.
    method : {"sentence", "clause", "linear", "small"}, optional
        How sentiment toward people is measured, in place of the study's own choice; VADER always stands beside it.
    date_format : str, optional
        The `strptime` format of dates, such as ``%d/%m/%Y``; it is tried before the forms that are known.
    progress : callable, optional
        Called with the number of articles after each batch; a `Progress` is told of the comparison too. In a notebook
        a bar shows by itself.
    executor : concurrent.futures.Executor, optional
        Reads the batches: a pool of processes (`analysis.parts.open_executor`) or a cluster. The tables are the same.

    Returns
    -------
    Reading

    Raises
    ------
    StudyError
        The study or the articles cannot be read as a whole, or the method is not installed. Single bad records stand
        in ``reading.quarantine``, and so does an article over its budget (`MAX_MENTIONS`), or for which the memory or
        the depth of calls that there is does not do.

    Examples
    --------
    >>> read().articles["article_id"].tolist()
    ['000', '001', '002']
    >>> frame = pd.DataFrame({"outlet": ["Bay Post"], "text": ["“It is safe,” said Ana Ruiz."]})
    >>> read(frame, people=["Ana Ruiz"]).quotes["person_id"].tolist()
    ['ana-ruiz']
    """
    study, articles = _choose_study(study, articles, people)
    study = with_method(study, method)
    loaded = read_articles(articles, study, date_format=date_format)
    begin(progress, 2 * len(loaded.articles))  # to compare them takes about as long as to read them
    corrections = read_corrections(study)
    repeated = find_repeated(loaded.articles, study.health.repeated_articles)
    loaded.notes += note_repeated(repeated)
    firsts = range(0, max(len(loaded.articles), 1), BATCH)
    batches = [loaded.articles.iloc[first : first + BATCH] for first in firsts]
    step = partial(read_slice, study=study, corrections=corrections, lexicon=lexicon, repeated=repeated)
    parts: list[Tables] = []
    too_much: dict[str, str] = {}
    for batch, (found, reasons) in zip(batches, (executor.map if executor else map)(step, batches), strict=True):
        parts.append(found)
        too_much |= reasons
        if progress:
            progress(len(batch))
    is_aside = loaded.articles["article_id"].isin(too_much)
    aside = loaded.articles[is_aside].assign(reason=lambda rows: rows["article_id"].map(too_much))
    quarantine, kept = set_aside(loaded.quarantine, loaded.kept, aside)
    tables = join_tables(parts)
    is_read = loaded.raw_parts["article_id"].isin(tables["articles"]["article_id"])
    tables["raw_parts"] = loaded.raw_parts[is_read].reset_index(drop=True)
    read_notes = [note for note in loaded.notes if note.article_id not in too_much]
    tables["notes"] = join_notes([tables["notes"]], read_notes)
    tables |= see_whole(tables, study)
    return Reading(study=study, quarantine=quarantine, kept=kept, **tables)


def _choose_study(study: Any, articles: Any, people: Any) -> tuple[Study, Any]:
    """Give the study and the articles that are meant: articles may stand alone, with people in place of a study."""
    if people is None and not isinstance(study, pd.DataFrame):
        return study if isinstance(study, Study) else read_study(study), articles
    if articles is not None or study is None or isinstance(study, Study):
        raise StudyError("`people` must come with articles alone: read(articles, people=[…]); a study names its own.")
    return sketch_study(people or ()), study


def read_slice(
    articles: pd.DataFrame,
    study: Study,
    corrections: pd.DataFrame | None = None,
    *,
    lexicon: str = "study",
    repeated: Repeated | None = None,
) -> tuple[Tables, dict[str, str]]:
    """Read any articles, a batch after the other; articles that take too much are left out.

    Parameters
    ----------
    articles, study, corrections, lexicon, repeated
        As in `read_batch`.

    Returns
    -------
    tables : dict of str to DataFrame
        Those of `read_batch`, and what is noted of these articles.
    too_much : dict of str to str
        The ids of articles that were left out, with the reason.
    """
    found: list[Tables] = []
    too_much: dict[str, str] = {}
    for first in range(0, max(len(articles), 1), BATCH):
        batch = articles.iloc[first : first + BATCH]
        step = partial(read_batch, study=study, corrections=corrections, lexicon=lexicon, repeated=repeated)
        parts, reasons = read_apart(batch, step)
        found += parts
        too_much |= reasons
    tables = join_tables(found)
    corrected = [] if corrections is None else _corrected(tables["articles"], corrections)
    tables["notes"] = join_notes([], [*corrected, *_flagged(tables["quotes"])])
    return tables, too_much


def join_tables(parts: Sequence[Mapping[str, pd.DataFrame]]) -> Tables:
    """Put the tables of parts, in the order of their articles, end to end."""
    return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}


def join_notes(parts: Iterable[pd.DataFrame], notes: Iterable[tuple[str | None, str, str]]) -> pd.DataFrame:
    """Make the table of notes from those of parts, and others."""
    added = pd.DataFrame(list(notes), columns=list(TABLES["notes"].dtypes), dtype="str")
    return conform(pd.concat([*parts, added], ignore_index=True), "notes")


def survey(study: Study, loaded: Loaded, progress: Callable[[int], object] | None = None) -> Tables:
    """Take loaded articles as far as tells what a corpus holds, before any measure: to roles, agencies and health.

    Parameters
    ----------
    study : Study
    loaded : Loaded
        From `analysis.corpus.read_articles`.
    progress : callable, optional
        Called with the number of articles after each batch.

    Returns
    -------
    dict of str to DataFrame
        articles, mentions and health, as `read` makes them of the same articles but those over their budget; notes with
        the paragraphs that outlets repeat.
    """
    repeated = find_repeated(loaded.articles, study.health.repeated_articles)
    parts: list[Tables] = []
    for first in range(0, max(len(loaded.articles), 1), BATCH):
        batch = loaded.articles.iloc[first : first + BATCH]
        with without_collection():
            parts += read_apart(batch, lambda part: read_people(part, study, repeated=repeated))[0]
        if progress:
            progress(len(batch))
    names = ("articles", "sentences", "mentions", "quotes", "repairs")
    tables = {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in names}
    notes = join_notes([], [*loaded.notes, *note_repeated(repeated)])
    tables |= {"notes": notes, "copies": find_all_copies(tables, study)}
    tables["articles"] = spread_agency(tables["articles"], tables["copies"])
    health = find_health(tables, study)
    return {name: tables[name] for name in ("articles", "mentions", "notes")} | {"health": health}


def select_articles(reading: Reading, article_ids: Collection[str]) -> Reading:
    """Give the Reading of some of the articles: what sees the whole corpus is made anew, and sees these alone.

    Parameters
    ----------
    reading : Reading
    article_ids : collection of str
        Ids that are not in the Reading are no error.

    Returns
    -------
    Reading
        As `read` makes it of these articles; notes on the source, and what was set aside, stay.
    """
    parts: Tables = {}
    for name, table in reading.tables.items():
        if "article_id" in table.columns and name not in ("quarantine", "shared_quotes", "quote_contexts", "copies"):
            kept = table["article_id"].isin(article_ids) | (table["article_id"].isna() & (name == "notes"))
            parts[name] = table[kept].reset_index(drop=True)
    scores = reading.axis_scores
    kept = (scores["unit_kind"] == "article") & scores["unit_id"].isin(article_ids)
    parts["axis_scores"] = scores[kept].reset_index(drop=True)
    return reading.replace(**(parts | see_whole(parts, reading.study)))


def see_whole(tables: Tables, study: Study) -> Tables:
    """Make the tables that need every article, from those of all batches; measures take those that tell the story."""
    with threadpool_limits(1):
        return _see_whole(tables, study)


def _see_whole(tables: Tables, study: Study) -> Tables:
    copies = find_all_copies(tables, study)
    tick(0.1 * len(tables["articles"]))
    tables = {**tables, "articles": spread_agency(tables["articles"], copies)}
    voiced = give_agency_its_voice(tables, study)
    whole = compare_all(tables | voiced, study, copies=copies)
    coded = see_coding({**tables, **voiced, **whole}, study)
    ratios = measure_ratios(coded_sentences({**tables, **voiced, **whole, **coded}, study))
    whole["axis_scores"] = correct_axes(whole["axis_scores"], ratios)
    health = find_health({**tables, **whole}, study)
    return {"articles": tables["articles"], **voiced, **whole, **coded, "health": health}


def see_coding(tables: Tables, study: Study) -> Tables:
    """Make the tables of what people coded, from the folder beside the study file."""
    return code_all(tables, study, coding_folder(study))


def _corrected(articles: pd.DataFrame, corrections: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Note how many of a coder's corrections were applied to each article."""
    applied = corrections[corrections["article_id"].isin(articles["article_id"])]
    return [
        (str(article_id), "corrections applied", f"{len(rows)} by {', '.join(sorted(set(rows['coder'])))}")
        for article_id, rows in applied.groupby("article_id", sort=False)
    ]


def _flagged(quotes: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Note the articles whose layout is that of an interview, but not understood."""
    found = quotes.loc[quotes["rule"] == LOOKS_LIKE_INTERVIEW, "article_id"].drop_duplicates().tolist()
    message = "paragraphs in the first person are nobody's: who speaks could not be read from the layout"
    return [(article_id, LOOKS_LIKE_INTERVIEW, message) for article_id in found]


def read_batch(
    articles: pd.DataFrame,
    study: Study,
    corrections: pd.DataFrame | None = None,
    *,
    lexicon: str = "study",
    repeated: Repeated | None = None,
) -> Tables:
    """Take one batch of articles through every step that needs no other article.

    Parameters
    ----------
    articles : DataFrame
        Table `articles` as `analysis.corpus.read_articles` gives it.
    study : Study
    corrections : DataFrame, optional
        A coder's, from `read_corrections`; those of other articles wait for their batch.
    lexicon : {"study", "plain"}
        As in `read`.
    repeated : Repeated, optional
        What `find_repeated` found in the whole corpus before it was cut into batches.
    """
    try:
        with without_collection(), threadpool_limits(1):
            return _read_batch(articles, study, corrections, lexicon, repeated)
    finally:
        quoted_spans.cache_clear()  # kept between the steps of a batch, and no longer than it
        forget_states()


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause the search for cycles: the steps make many small objects and no cycles, and the search costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_batch(
    articles: pd.DataFrame, study: Study, corrections: pd.DataFrame | None, lexicon: str, repeated: Repeated | None
) -> Tables:
    tables = read_people(articles, study, corrections, repeated=repeated)
    articles, sentences, mentions, segments = (
        tables[name] for name in ("articles", "sentences", "mentions", "segments")
    )
    tick(0.6 * len(articles))
    frame_hits = find_hits(articles, sentences, segments, mentions, study)
    tick(0.1 * len(articles))
    return {
        **tables,
        **_score(articles, sentences, segments, mentions, study, lexicon),
        "frame_hits": frame_hits,
        "narrated_times": find_narrated_times(articles, sentences, study),
        "axis_scores": score_article_axes(frame_hits, sentences, articles, study),
    }


def read_people(
    articles: pd.DataFrame,
    study: Study,
    corrections: pd.DataFrame | None = None,
    find_casts: Callable[[pd.DataFrame, pd.DataFrame, Study], Casts] = Casts,
    repeated: Repeated | None = None,
) -> Tables:
    """Take a batch from raw text to who is meant where, who says what, and whose voice each stretch is in.

    These are the first steps of `read_batch`. Measurements take them alone, with texts that each have people of their
    own: `find_casts` then gives each article a cast of those.

    Parameters
    ----------
    articles, study, corrections, repeated
        As in `read_batch`.
    find_casts : callable
        Takes articles, sentences and study, gives the people of each article.
    """
    articles, raw_offsets, repairs = clean_articles(articles)
    articles = articles.assign(language=find_languages(articles["text"]))
    sentences = find_sentences(articles, study.titles, repeated)
    articles = conform(find_agency(articles, sentences), "articles")
    casts = find_casts(articles, sentences, study)
    mentions = find_mentions(articles, sentences, study, casts)
    _check_budget(mentions)
    quotes = find_quotes(articles, sentences, mentions, study)
    first = mentions
    mentions = resolve_quoted(mentions, quotes, articles, sentences, study, casts)
    quotes, decided = decide_open(quotes, mentions, articles)
    quotes, parted = part_nested(quotes, mentions, articles, study)
    if changed := decided | parted:  # who says "I" there is another now
        mentions = _read_again(mentions, first, quotes, changed, articles, sentences, study, casts)
    if corrections is not None:
        mentions, _ = apply_corrections(mentions, corrections, articles["article_id"])
    return {
        "articles": conform(find_roles(articles, sentences, mentions, study), "articles"),
        "raw_offsets": raw_offsets,
        "repairs": repairs,
        "sentences": sentences,
        "mentions": mentions,
        "quotes": quotes,
        "segments": split_segments(articles, sentences, quotes),
    }


def _read_again(
    mentions: pd.DataFrame,
    first: pd.DataFrame,
    quotes: pd.DataFrame,
    changed: Collection[str],
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    study: Study,
    casts: Casts,
) -> pd.DataFrame:
    """Resolve what stands inside the quotations of some articles anew, from the mentions of their first reading."""
    first, quotes, articles, sentences = (
        table[table["article_id"].isin(changed)] for table in (first, quotes, articles, sentences)
    )
    again = resolve_quoted(first, quotes, articles, sentences, study, casts)
    kept = mentions[~mentions["article_id"].isin(changed)]
    return conform(pd.concat([kept, again], ignore_index=True), "mentions")


def _check_budget(mentions: pd.DataFrame) -> None:
    """Refuse an article that speaks of people in more places than one article may."""
    for article_id, rows in by_article(mentions):
        if (n := rows.stop - rows.start) > MAX_MENTIONS:
            raise OverBudget(article_id, f"must speak of people in at most {MAX_MENTIONS:,} places; it does in {n:,}")


def _score(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    study: Study,
    lexicon: str,
) -> Tables:
    """Make every table of sentiment."""
    words, texts = choose_lexicon(study, lexicon), scoring_texts(articles, mentions, study, segments)
    method, adapted = study.sentiment.method, study.sentiment.adapted
    calibration = Calibration(adapted.temperature, adapted.shift) if adapted else None
    sentiments = score_sentiments(texts, sentences, segments, mentions, words, method, calibration)
    read_tone = score_tone if method == "small" else None
    return {
        "valences": score_valences(texts, sentences, segments, words, read_tone=read_tone),
        "sentiments": sentiments,
        "person_scores": score_people(sentiments, mentions, articles),
    }


def rescore(reading: Reading, *, method: str | None = None, lexicon: str = "study") -> Reading:
    """Score the sentiment of a Reading anew, by another method or lexicon, and compare the whole anew.

    Parameters
    ----------
    reading : Reading
    method, lexicon
        As in `read`.

    Raises
    ------
    StudyError
        The method is not known or not installed.
    """
    study = with_method(reading.study, method)
    parts = (reading.articles, reading.sentences, reading.segments, reading.mentions)
    tables = _score(*parts, study, lexicon)
    tables |= see_whole({**reading.tables, **tables}, study)
    return reading.replace(study=study, **tables)
