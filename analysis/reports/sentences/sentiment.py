"""How far sentiment toward people is to be believed: the error that was measured nearest to a study."""

from __future__ import annotations

from analysis.reading import Reading
from analysis.reports.sentences.english import fill
from analysis.sentiment.domain import describe_domain
from analysis.sentiment.ladder import describe_error
from analysis.validity.own import LEAST, LEAST_CLUSTERS, measure_own_error

_OWN = (
    "On this corpus itself, where {n:mention} with a score in {n_clusters:article} are coded: macro-F1 {f1:.2f} (95 %: "
    "{f1_lower:.2f} to {f1_upper:.2f}, over articles), mean distance of a value from the codes {off:.2f} "
    "({off_lower:.2f} to {off_upper:.2f}) on the scale from −1 to +1. This error is the one to go by{adapted}."
)
_ADAPTED = "; the same codes adapted the calibration, by four numbers"
_FEW = (
    "Of this corpus {n:mention} with a score in {n_clusters:article} {n:is|are} coded, too few for an error of its own "
    "({least} in {least_clusters} articles, near-duplicates as one, and each of negative, neutral and positive)."
)


def describe_sentiment_error(reading: Reading, method: str | None = None, *, domain: bool = True) -> str:
    """Say how a method of sentiment was measured, and its error nearest to this study.

    Parameters
    ----------
    reading : Reading
    method : str or None
        A rung of the ladder; None is the study's, which alone may have been measured on the study's own coding.
    domain : bool
        Without enough coded mentions: say how far the study is from what the methods learned from.

    Returns
    -------
    str
        The error on labelled data, then that on what this study's own coders coded, where they coded enough of it,
        else that of the nearest measured domain.
    """
    own_method = reading.study.sentiment.method
    method = method or own_method
    parts = [describe_error(method)]
    found = measure_own_error(reading) if method == own_method else None
    if found is not None and found.is_enough:
        names = {"f1": found.macro_f1, "off": found.mean_error}
        ends = ("", "_lower", "_upper")
        said = {f"{name}{end}": x for name, of in names.items() for end, x in zip(ends, of, strict=True)}
        adapted = _ADAPTED if reading.study.sentiment.adapted else ""
        return " ".join([*parts, fill(_OWN, n=found.n, n_clusters=found.n_clusters, adapted=adapted, **said)])
    if domain:
        parts.append(describe_domain(reading.articles, reading.sentences, method))
    if found is not None:
        few = {"least": LEAST, "least_clusters": LEAST_CLUSTERS}
        parts.append(fill(_FEW, n=found.n, n_clusters=found.n_clusters, **few))
    return " ".join(filter(None, parts))
