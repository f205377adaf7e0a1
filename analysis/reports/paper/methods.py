"""The methods section of a paper in the format that a paper is written in."""

from __future__ import annotations

import re

from analysis.reports.paper.latex import escape
from analysis.reports.paper.references import cite_latex, cited_in, write_bibtex

_REFERENCES = "References\n"


def format_methods(text: str, to: str) -> str:
    """Turn the plain text of `analysis.reports.sentences.paper.write_methods` into another format.

    Parameters
    ----------
    text : str
    to : {"text", "markdown", "latex", "bibtex"}
        LaTeX cites with natbib's commands, whose keys are those of the BibTeX: of every work that the text cites.

    Returns
    -------
    str
    """
    if to == "text":
        return text
    body, _, references = text.partition(_REFERENCES)
    if to == "bibtex":
        return write_bibtex(cited_in(body))
    told = [part for part in body.split("\n\n") if part.strip()]
    if to == "markdown":
        listed = [f"- {_markdown(line)}" for line in references.splitlines() if line.strip()]
        return "\n\n".join(["## Methods", *map(_markdown, told), "## References", "\n".join(listed)]) + "\n"
    sections = "\n\n".join(cite_latex(escape(part)) for part in told)
    note = "% \\usepackage{natbib}; the works: narrative methods --to bibtex"
    nocite = ",".join(work.key for work in cited_in(body))
    return f"{note}\n\\section{{Methods}}\n\\label{{sec:methods}}\n\n{sections}\n\n\\nocite{{{nocite}}}\n"


def _markdown(text: str) -> str:
    """Escape what Markdown would obey; line ends are blanks."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))
