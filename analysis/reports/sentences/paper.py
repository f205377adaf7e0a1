"""A Reading -> the methods section of a paper, from the same counts as the README, with errors and references."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.charts.style import plural
from analysis.measured import read_errors
from analysis.reading import Reading
from analysis.reports.figure.passport import Passport, library_versions
from analysis.reports.sentences.english import listed, were
from analysis.reports.sentences.facts import Facts, count_facts
from analysis.reports.sentences.methods import describe_inference
from analysis.study import Study

__all__ = ["write_methods"]

#: Libraries named in the text, with the work to cite for each.
_CITED = {
    "pandas": "McKinney 2010",
    "numpy": "Harris et al. 2020",
    "matplotlib": "Hunter 2007",
    "seaborn": "Waskom 2021",
    "vaderSentiment": "Hutto & Gilbert 2014",
}
_REFERENCES = (
    "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to "
    "multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300.",
    "Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm. Journal of Communication, 43(4), "
    "51–58.",
    "Hamborg, F., & Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment classification in "
    "political news articles. EACL 2021.",
    "Harris, C. R., et al. (2020). Array programming with NumPy. Nature, 585, 357–362.",
    "Hunter, J. D. (2007). Matplotlib: A 2D graphics environment. Computing in Science & Engineering, 9(3), 90–95.",
    "Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment analysis of social media "
    "text. ICWSM 2014.",
    "McKinney, W. (2010). Data structures for statistical computing in Python. SciPy 2010.",
    "Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news. LREC 2018. "
    "(PolNeAR)",
    "Pareti, S. (2015). Attribution: A computational approach. PhD thesis, University of Edinburgh. (PARC 3)",
    "Waskom, M. L. (2021). seaborn: statistical data visualization. Journal of Open Source Software, 6(60), 3021.",
    "Webster, K., Recasens, M., Axelrod, V., & Baldridge, J. (2018). Mind the GAP: A balanced corpus of gendered "
    "ambiguous pronouns. TACL, 6, 605–617.",
    "Zeldes, A. (2017). The GUM corpus: Creating multilayer resources in the classroom. Language Resources and "
    "Evaluation, 51(3), 581–612.",
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
    facts, study = count_facts(reading), reading.study
    paragraphs = [
        _corpus(facts),
        _annotation(facts, study),
        _sentiment(facts, study, facts.method),
        _framing(facts, study, agreement),
        _inference(facts, reading),
        _software(reading),
        "\n".join(["References", *_REFERENCES]),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _error(step: str) -> str:
    """Write what was measured of a step; a step that nobody measured is said to be so."""
    return "; ".join(map(str, read_errors().get(step, ()))) or "not measured"


def _each(counts: Mapping[str, int]) -> str:
    return listed([f"{n:,} {name}" for name, n in counts.items()])


def _corpus(facts: Facts) -> str:
    outlets = listed([f"{name} {n:,}" for name, n in facts.outlets.items()][:12])
    more = f" and {len(facts.outlets) - 12:,} more" if len(facts.outlets) > 12 else ""
    sentences = [
        f"The corpus holds {plural(facts.n_articles, 'article')} ({facts.n_words:,} words in "
        f"{plural(facts.n_sentences, 'sentence')})"
        + (
            f" of {plural(len(facts.outlets), 'outlet')} ({outlets}{more})."
            if facts.outlets
            else " of unnamed outlets."
        ),
        _dates(facts),
        f"{plural(facts.n_aside, 'record')} {were(facts.n_aside)} set aside with a reason." if facts.n_aside else "",
        f"Texts were cleaned ({_each(facts.repairs)})" if facts.repairs else "Texts needed no cleaning",
    ]
    return " ".join(part for part in sentences if part) + (
        "; every character maps back to the untouched document, and articles are identified by their SHA-256. "
        f"Sentences were split by rules ({_error('sentences')}); those in credits, captions or appeals "
        f"({facts.n_silent:,}) were not scored."
    )


def _dates(facts: Facts) -> str:
    known = {"stated in the text or source": facts.n_stated, "inferred as an interval": facts.n_inferred}
    bases = _each({name: n for name, n in {**known, "not known": facts.n_missing}.items() if n})
    if facts.n_missing == facts.n_articles:
        return "No date of publication is known."
    return f"They were published between {facts.first:%Y-%m-%d} and {facts.last:%Y-%m-%d} (dates: {bases})."


def _annotation(facts: Facts, study: Study) -> str:
    mentions, quotes = sum(facts.mentions.values()), sum(facts.quotes.values())
    named = f" ({_each(facts.mentions)})" if mentions else ""
    spoken = f" ({_each(facts.quotes)})" if quotes else ""
    corrected = (
        f" Corrections by hand were applied in {plural(facts.n_corrected, 'article')}." if facts.n_corrected else ""
    )
    return (
        f"We followed {plural(len(study.people), 'person', 'people')}. Rules found "
        f"{plural(mentions, 'mention')}{named}, "
        f"resolving pronouns by learned weights ({_error('pronouns')}); {facts.n_unresolved:,} stayed unresolved."
        f"{corrected} Quotations, their cues and sources were found by rules after PARC 3 (Pareti 2015): "
        f"{plural(quotes, 'quotation')}{spoken}, {facts.n_sourceless:,} without a source ({_error('quotes')}; "
        f"{_error('sources')}). Each of {plural(facts.n_segments, 'stretch', 'stretches')} of a sentence has "
        "one voice: the outlet's own, quoted or paraphrased."
    )


def _sentiment(facts: Facts, study: Study, method: str) -> str:
    added = len(study.lexicon.words)
    words = f" with {plural(added, 'entry', 'entries')} added by the study" if added else ""
    return (
        f"Valence is the VADER compound score (Hutto & Gilbert 2014; lexicon {facts.lexicon or 'not used'}{words}) of "
        f"single sentences, averaged and never taken over a whole text ({_error('tone')}). {facts.n_without_word:,} of "
        f"{plural(facts.n_scored, 'sentence')} hold no word of the lexicon and are missing, not zero. Sentiment toward "
        f"a person was scored by the method “{method}” ({_error(f'sentiment/{method}')}; Hamborg & Donnay 2021) at "
        f"{plural(facts.n_targets, 'mention')}, {facts.n_valued:,} of which have a score; it is kept "
        "apart by voice, and what people say of themselves is left out."
    )


def _framing(facts: Facts, study: Study, agreement: str) -> str:
    if not study.frames:
        return "No frames were coded."
    axes = listed([axis.label for axis in study.axes.values()])
    name = "axis" if len(study.axes) == 1 else "axes"
    balance = f" Balance on the {name} {axes} is (a − b) / (a + b) over weighted asserted hits." if axes else ""
    found = f" ({_each(facts.frames)}; by scope {_each(facts.scopes)})" if facts.scopes else ""
    coded = agreement or "Agreement of the codebook with hand coding is not given here."
    return (
        f"Frames (Entman 1993) were coded by a codebook of {plural(facts.n_indicators, 'indicator')} for "
        f"{plural(len(study.frames), 'frame')}, with titles of works masked: "
        f"{plural(sum(facts.frames.values()), 'hit')}{found}. "
        f"Denied, reported and questioned hits do not count ({_error('scope')}).{balance} {coded}"
    )


def _inference(facts: Facts, reading: Reading) -> str:
    study = reading.study
    enough = sum(n >= study.minimum_articles for n in facts.outlets.values())
    if not enough:
        return (
            f"No outlet has {study.minimum_articles} articles or more, so no intervals are given: the results are a "
            "close reading of these texts and do not generalise to the outlets."
        )
    told = describe_inference(reading)
    return (
        f"Intervals (95 %, seed {Passport.seed}) are given where {study.minimum_articles} clusters of near-duplicates "
        f"or more tell of a measure; {enough:,} of {plural(len(facts.outlets), 'outlet')} have so many articles, the "
        f"others are shown without intervals, as a close reading.{' ' if told else ''}{told}"
    )


def _software(reading: Reading) -> str:
    versions = library_versions()
    libraries = listed([f"{name} {versions[name]} ({work})" for name, work in _CITED.items()])
    return (
        f"The analysis was made in Python {versions['python']} with {libraries}. The study file has the "
        f"SHA-256 {reading.study.sha256}; each figure carries a passport from which it can be made again."
    )
