"""What a table has in JupyterLab beside its rows: left-aligned text, a screen's height with scroll, sort and search.

It is plain HTML around the table, between marks by which `without_lab` takes it away again: an exported page holds the
table alone, with nothing live in it. Where a notebook is not trusted the table stands there and nothing runs.
"""

from __future__ import annotations

import re
from html import escape

_PART = re.compile("<!-- lab -->.*?<!-- /lab -->", re.DOTALL)

#: JupyterLab aligns cells to the right and gives each the width of its longest word; its own colours are used, so that
#: light and dark themes are served, and the system's where there are none.
_STYLE = """
.lab-table .table{max-height:70vh;overflow:auto;width:fit-content;max-width:100%}
.lab-table .table table{margin:0;border-collapse:collapse;table-layout:auto}
.lab-table .table caption{caption-side:top;text-align:left;padding:.3em 0;color:inherit;min-width:min(36em,80vw)}
.lab-table .table :is(th,td){text-align:left;vertical-align:top;padding:.25em .7em;max-width:34em;white-space:normal;
overflow-wrap:break-word;word-break:normal}
.lab-table .table .long{min-width:16em;overflow-wrap:anywhere}
.lab-table .table .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.lab-table .table thead th{position:sticky;top:0;white-space:nowrap;cursor:pointer;
background:var(--jp-layout-color0,Canvas);border-bottom:1px solid var(--jp-border-color1,GrayText)}
.lab-table .table th[aria-sort=ascending]::after{content:" \\25b4"}
.lab-table .table th[aria-sort=descending]::after{content:" \\25be"}
.lab-table input{font:inherit;color:inherit;background:var(--jp-layout-color1,Field);padding:.15em .5em;
border:1px solid var(--jp-border-color1,GrayText);width:16em}
"""
_SORT = """
const head=event.target.closest('thead th');if(!head)return;
const body=head.closest('table').tBodies[0],at=[...head.parentNode.children].indexOf(head),
turn=head.getAttribute('aria-sort')==='ascending'?-1:1,isNumber=head.classList.contains('number');
for(const one of head.parentNode.children)one.removeAttribute('aria-sort');
head.setAttribute('aria-sort',turn>0?'ascending':'descending');
const value=row=>row.children[at].textContent,
number=text=>parseFloat(text.replace('\\u2212','-').replaceAll(',',''));
[...body.rows].sort((a,b)=>{const x=value(a),y=value(b);
if(x==='\\u2013'||y==='\\u2013')return(x==='\\u2013')-(y==='\\u2013');
return turn*(isNumber?number(x)-number(y):x.localeCompare(y))}).forEach(row=>body.append(row))
"""
_SEARCH = """
const words=this.value.toLowerCase();
for(const row of this.closest('.lab-table').querySelectorAll('tbody tr'))
row.hidden=!row.textContent.toLowerCase().includes(words)
"""
#: Rows from which on a search helps.
MANY = 8


def in_lab(table: str, n_rows: int) -> str:
    """Put a table of a page into what JupyterLab shows around it.

    Parameters
    ----------
    table : str
        HTML: a ``div`` of class ``table`` with a table in it.
    n_rows : int
        From `MANY` on there is a field to search in the rows.
    """
    search = (
        f'<input type="search" aria-label="Search in {n_rows:,} rows" placeholder="search in {n_rows:,} rows" '
        f'data-lm-suppress-shortcuts="true" oninput="{_one_line(_SEARCH)}">'
        if n_rows >= MANY
        else ""
    )
    style = "".join(_STYLE.splitlines())
    around = f'<div class="lab-table" onclick="{_one_line(_SORT)}"><style>{style}</style>{search}'
    return f"<!-- lab -->{around}<!-- /lab -->{table}<!-- lab --></div><!-- /lab -->"


def _one_line(script: str) -> str:
    return escape("".join(script.splitlines()))


def without_lab(markup: str) -> str:
    """Take away what `in_lab` put around tables.

    >>> without_lab(in_lab("<div class='table'></div>", 9))
    "<div class='table'></div>"
    """
    return _PART.sub("", markup)
