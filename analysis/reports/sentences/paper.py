"""A Reading -> the methods section of a paper, from the same counts as the README, with errors and references."""

from __future__ import annotations

from importlib.metadata import version

from analysis.measured import UNEVEN, read_errors
from analysis.reading import Reading
from analysis.reports.figure.passport import Passport, library_versions
from analysis.reports.paper.references import cited_in
from analysis.reports.sentences.english import each, fill, first_of, listed, paragraphs
from analysis.reports.sentences.facts import Facts, count_facts, say_counted
from analysis.reports.sentences.methods import describe_inference
from analysis.reports.sentences.validity import note_plan, note_validation
from analysis.validity.adapt import describe_adapted
from analysis.validity.tables import is_coded

#: Libraries named in the text, with the work to cite for each.
_CITED = {
    "pandas": "McKinney 2010",
    "numpy": "Harris et al. 2020",
    "matplotlib": "Hunter 2007",
    "seaborn": "Waskom 2021",
    "vaderSentiment": "Hutto & Gilbert 2014",
}


#: The paragraphs, from the facts and from the parts that a study may not have.
_PARAGRAPHS = (
    "The corpus holds {n_articles:article} ({n_words:word} in {n_sentences:sentence}) of {named}. {dates} {aside}"
    "{counted}{cleaned}; every character maps back to the untouched document, and articles are identified by their "
    "SHA-256. Sentences were split by rules ({sentences}); those in credits, captions or appeals ({n_silent}) were not "
    "scored.",
    "We followed {n_people} {n_people:person|people}. Rules found {mentions:mention}{mentions:()}, resolving pronouns "
    "by learned weights ({pronouns}); {n_unresolved} stayed unresolved.{corrected} Quotations, their cues and sources "
    "were found by rules after PARC 3 (Pareti 2015): {quotes:quotation}{quotes:()}, {n_sourceless} without a source "
    "({owners}; {sources}; {uneven}). Each of {n_segments} {n_segments:stretch|stretches} of a sentence has one voice: "
    "the outlet's own, an agency's, quoted or paraphrased.",
    "Valence is the VADER compound score (Hutto & Gilbert 2014; lexicon {words}) of single sentences, averaged and "
    "never taken over a whole text ({tone}). {n_without_word} of {n_scored:sentence} hold no word of the lexicon and "
    "are missing, not zero. Sentiment toward a person was scored by the method “{method}” ({toward}; Hamborg & Donnay "
    "2021) at {n_targets:mention}, {n_valued} of which have a score, and {n_unsure} are unsure and in no mean; it is "
    "kept apart by voice, and what people say of "
    "themselves is left out.",
    "{framing}",
    "{inference}",
    "The analysis was made with narrative-analysis {own} (The narrative-analysis authors 2026) in Python {python} with "
    "{libraries}. The study file {hashed} the SHA-256 {sha256}; each "
    "figure carries a passport from which it can be made again.",
)
_UNDATED = "No date of publication is known."
_FRAMING = (
    "Frames (Entman 1993) were coded by a codebook of {n_indicators:indicator} for {n_frames:frame}, with titles of "
    "works masked: {frames:hit}{found}. Denied, reported and questioned hits do not count ({scope}).{balance} {coded}"
)
_CLOSE = (
    "No outlet has {least} articles or more, so no intervals are given: the results are a close reading of these texts "
    "and do not generalise to the outlets."
)
_INTERVALS = (
    "Intervals (95 %, seed {seed}) are given where {least} clusters of near-duplicates or more tell of a measure; "
    "{n_enough} of {n_outlets:outlet} have so many articles, the others are shown without intervals, as a close "
    "reading.{told}"
)


def write_methods(reading: Reading, *, agreement: str = "") -> str:
    """Write the methods section of a paper: what was read and done, with counts, measured errors and versions.

    Parameters
    ----------
    reading : Reading
    agreement : str
        A sentence on how the codebook agrees with hand coding, such as Krippendorff's alpha; without one the text says
        that no agreement is given.

    Returns
    -------
    str
        Plain text: paragraphs with an empty line between them, then the references.
    """
    facts, versions = count_facts(reading), library_versions()
    adapted = reading.study.sentiment.adapted
    learned = any(frame.learned for frame in reading.study.frames.values())
    named = ["adapted calibration"] * bool(adapted) + ["learned readers"] * learned
    names, inference = each(facts.outlets, "{name} {n}"), describe_inference(reading)
    dates = "They were published between {first} and {last} (dates: {bases})."
    cleaned = "Texts were cleaned{repairs:()}" if facts.repairs else "Texts needed no cleaning"
    corrected = " Corrections by hand were applied in {n_corrected:article}." if facts.n_corrected else ""
    words = " with {n_added} {n_added:entry|entries} added by the study" if facts.n_added else ""
    more = {
        "named": fill("{n_outlets:outlet} ({names})", facts, names=first_of(names, 12)) if names else "unnamed outlets",
        "dates": fill(dates, facts, bases=_bases(facts)) if facts.n_missing < facts.n_articles else _UNDATED,
        "aside": fill("{n_aside:record} {n_aside:was|were} set aside with a reason. ", facts) if facts.n_aside else "",
        "counted": f"{counted} " if (counted := say_counted(facts)) else "",
        "cleaned": fill(cleaned, facts),
        "corrected": fill(corrected, facts),
        "words": fill("{used}" + words, facts, used=facts.lexicon or "not used"),
        "owners": _error("quotes"),
        "uneven": _error(UNEVEN),
        "toward": _error(f"sentiment/{facts.method}") + (f"; {describe_adapted(adapted)}" if adapted else ""),
        "framing": _framing(facts, reading, agreement),
        "inference": fill(
            _INTERVALS if facts.n_enough else _CLOSE,
            facts,
            seed=Passport.seed,
            told=f" {inference}" if inference else "",
        ),
        "own": version("narrative-analysis"),
        "python": versions["python"],
        "libraries": listed([f"{name} {versions[name]} ({work})" for name, work in _CITED.items()]),
        "hashed": f"and its {listed(named)} together have" if named else "has",
        "sha256": reading.study.sha256,
    } | {step: _error(step) for step in ("sentences", "pronouns", "sources", "tone")}
    told = [fill(paragraph, facts, **more) for paragraph in _PARAGRAPHS]
    return paragraphs(*told, "\n".join(["References", *(work.reference for work in cited_in("\n".join(told)))])) + "\n"


def _error(step: str) -> str:
    """Write what was measured of a step; a step that nobody measured is said to be so."""
    return "; ".join(map(str, read_errors().get(step, ()))) or "not measured"


def _bases(facts: Facts) -> str:
    bases = {
        "stated in the text or source": facts.n_stated,
        "inferred as an interval": facts.n_inferred,
        "not known": facts.n_missing,
    }
    return fill("{bases}", bases={name: n for name, n in bases.items() if n})


def _framing(facts: Facts, reading: Reading, agreement: str) -> str:
    frames, axes = reading.study.frames, [axis.label for axis in reading.study.axes.values()]
    if not frames:
        return "No frames were coded."
    balance = " Balance on the {n:axis|axes} {axes} is (a − b) / (a + b) over weighted asserted hits." if axes else ""
    return fill(
        _FRAMING,
        facts,
        n_frames=len(frames),
        found=fill(" ({frames}; by scope {scopes})", facts) if facts.scopes else "",
        scope=_error("scope"),
        balance=fill(balance, n=len(axes), axes=listed(axes)),
        coded=agreement or _coded(reading),
    )


def _coded(reading: Reading) -> str:
    """Say what was coded by hand, how far coders agree, and by what estimator numbers are corrected."""
    if not is_coded(reading):
        return "Agreement of the codebook with hand coding is not given here: not validated on this corpus."
    estimators = listed(sorted(set(reading.corrected["estimator"]))) if len(reading.corrected) else "nothing"
    return f"{note_validation(reading)}{note_plan(reading)} Corrected by it: {estimators}."
