"""The works that methods sections cite: as a list of references, and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.reports.paper.latex import escape

__all__ = ["WORKS", "Work", "cite_latex", "cited_in", "write_bibtex"]


class Work(NamedTuple):
    """A work: how the text calls it (``short``, then the year), how a list does, and its fields in BibTeX.

    ``names`` are those by which the text speaks of it without its authors, such as a data set's.
    """

    key: str
    short: str
    year: int
    reference: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its short form in a text: ``Pareti 2015``, ``Pareti (2015)`` or ``Pareti, 2015``."""
        return re.compile(rf"\b{re.escape(self.short)},? (\()?{self.year}\b(?(1)\))")


def _work(key: str, short: str, year: int, reference: str, kind: str, *names: str, **fields: str) -> Work:
    return Work(key, short, year, reference, kind, tuple({**fields, "year": str(year)}.items()), names)


#: In the order of the list of references.
WORKS: Sequence[Work] = (
    _work(
        "benjamini1995",
        "Benjamini & Hochberg",
        1995,
        "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach "
        "to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300.",
        "article",
        author="Benjamini, Yoav and Hochberg, Yosef",
        title="Controlling the false discovery rate: A practical and powerful approach to multiple testing",
        journal="Journal of the Royal Statistical Society B",
        volume="57",
        number="1",
        pages="289--300",
    ),
    _work(
        "brown2001",
        "Brown, Cai & DasGupta",
        2001,
        "Brown, L. D., Cai, T. T., & DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical "
        "Science, 16(2), 101–133.",
        "article",
        author="Brown, Lawrence D. and Cai, T. Tony and DasGupta, Anirban",
        title="Interval estimation for a binomial proportion",
        journal="Statistical Science",
        volume="16",
        number="2",
        pages="101--133",
    ),
    _work(
        "egami2023",
        "Egami et al.",
        2023,
        "Egami, N., Hinck, M., Stewart, B. M., & Wei, H. (2023). Using imperfect surrogates for downstream inference: "
        "Design-based supervised learning for social science applications of large language models. NeurIPS 2023.",
        "inproceedings",
        author="Egami, Naoki and Hinck, Musashi and Stewart, Brandon M. and Wei, Hanying",
        title="Using imperfect surrogates for downstream inference: Design-based supervised learning for social "
        "science applications of large language models",
        booktitle="Advances in Neural Information Processing Systems 36",
    ),
    _work(
        "entman1993",
        "Entman",
        1993,
        "Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm. Journal of Communication, 43(4), "
        "51–58.",
        "article",
        author="Entman, Robert M.",
        title="Framing: Toward clarification of a fractured paradigm",
        journal="Journal of Communication",
        volume="43",
        number="4",
        pages="51--58",
    ),
    _work(
        "hamborg2021",
        "Hamborg & Donnay",
        2021,
        "Hamborg, F., & Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment classification "
        "in political news articles. EACL 2021.",
        "inproceedings",
        "NewsMTSC",
        author="Hamborg, Felix and Donnay, Karsten",
        title="{NewsMTSC}: A dataset for (multi-)target-dependent sentiment classification in political news articles",
        booktitle="Proceedings of EACL 2021",
    ),
    _work(
        "harris2020",
        "Harris et al.",
        2020,
        "Harris, C. R., et al. (2020). Array programming with NumPy. Nature, 585, 357–362.",
        "article",
        author="Harris, Charles R. and others",
        title="Array programming with {NumPy}",
        journal="Nature",
        volume="585",
        pages="357--362",
    ),
    _work(
        "hunter2007",
        "Hunter",
        2007,
        "Hunter, J. D. (2007). Matplotlib: A 2D graphics environment. Computing in Science & Engineering, 9(3), 90–95.",
        "article",
        author="Hunter, John D.",
        title="Matplotlib: A {2D} graphics environment",
        journal="Computing in Science & Engineering",
        volume="9",
        number="3",
        pages="90--95",
    ),
    _work(
        "hutto2014",
        "Hutto & Gilbert",
        2014,
        "Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment analysis of social "
        "media text. ICWSM 2014.",
        "inproceedings",
        author="Hutto, C. J. and Gilbert, Eric",
        title="{VADER}: A parsimonious rule-based model for sentiment analysis of social media text",
        booktitle="Proceedings of ICWSM 2014",
    ),
    _work(
        "mckinney2010",
        "McKinney",
        2010,
        "McKinney, W. (2010). Data structures for statistical computing in Python. SciPy 2010.",
        "inproceedings",
        author="McKinney, Wes",
        title="Data structures for statistical computing in {Python}",
        booktitle="Proceedings of the 9th Python in Science Conference",
    ),
    _work(
        "newell2018",
        "Newell, Margolin & Ruths",
        2018,
        "Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news. LREC 2018. "
        "(PolNeAR)",
        "inproceedings",
        "PolNeAR",
        author="Newell, Edward and Margolin, Drew and Ruths, Derek",
        title="An attribution relations corpus for political news",
        booktitle="Proceedings of LREC 2018",
    ),
    _work(
        "pareti2015",
        "Pareti",
        2015,
        "Pareti, S. (2015). Attribution: A computational approach. PhD thesis, University of Edinburgh. (PARC 3)",
        "phdthesis",
        "PARC 3",
        author="Pareti, Silvia",
        title="Attribution: A computational approach",
        school="University of Edinburgh",
    ),
    _work(
        "waskom2021",
        "Waskom",
        2021,
        "Waskom, M. L. (2021). seaborn: statistical data visualization. Journal of Open Source Software, 6(60), 3021.",
        "article",
        author="Waskom, Michael L.",
        title="seaborn: statistical data visualization",
        journal="Journal of Open Source Software",
        volume="6",
        number="60",
        pages="3021",
    ),
    _work(
        "webster2018",
        "Webster et al.",
        2018,
        "Webster, K., Recasens, M., Axelrod, V., & Baldridge, J. (2018). Mind the GAP: A balanced corpus of gendered "
        "ambiguous pronouns. TACL, 6, 605–617.",
        "article",
        "GAP",
        author="Webster, Kellie and Recasens, Marta and Axelrod, Vera and Baldridge, Jason",
        title="Mind the {GAP}: A balanced corpus of gendered ambiguous pronouns",
        journal="Transactions of the Association for Computational Linguistics",
        volume="6",
        pages="605--617",
    ),
    _work(
        "zeldes2017",
        "Zeldes",
        2017,
        "Zeldes, A. (2017). The GUM corpus: Creating multilayer resources in the classroom. Language Resources and "
        "Evaluation, 51(3), 581–612.",
        "article",
        "GUM",
        author="Zeldes, Amir",
        title="The {GUM} corpus: Creating multilayer resources in the classroom",
        journal="Language Resources and Evaluation",
        volume="51",
        number="3",
        pages="581--612",
    ),
)


def cited_in(text: str) -> list[Work]:
    """Give the works that a text cites, by authors and year or by the name of a data set."""
    return [
        work
        for work in WORKS
        if work.pattern.search(text) or any(re.search(rf"\b{re.escape(name)}\b", text) for name in work.names)
    ]


def cite_latex(escaped: str) -> str:
    r"""Put natbib's commands in the place of citations in a text that is escaped for LaTeX.

    >>> print(cite_latex(escape("VADER (Hutto & Gilbert 2014) as Pareti (2015) has it")))
    VADER (\citealp{hutto2014}) as \citet{pareti2015} has it
    """
    for work in WORKS:
        pattern = work.pattern.pattern.replace(re.escape(work.short), re.escape(escape(work.short)))
        parts, before = [], 0
        for found in re.finditer(pattern, escaped):
            parts += [escaped[before : found.start()], f"\\cite{'t' if found[1] else 'alp'}{{{work.key}}}"]
            before = found.end()
        escaped = "".join([*parts, escaped[before:]])
    return escaped


def write_bibtex(works: Sequence[Work]) -> str:
    """Write works as BibTeX, one entry each."""
    entries = []
    for work in works:
        fields = ",\n".join(f"  {name} = {{{value.replace('&', chr(92) + '&')}}}" for name, value in work.fields)
        entries.append(f"@{work.kind}{{{work.key},\n{fields}\n}}\n")
    return "\n".join(entries)
