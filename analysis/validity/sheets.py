"""The units of a plan -> sheets for coders: one offline page and one CSV file each, which say nothing but the words.

No outlet, date, headline, address, article, stratum or class of the machine stands in a sheet. An outlet that the words
themselves name is flagged, not hidden: what is read is what was written.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.plurals import plural
from analysis.study import Study
from analysis.tables import FORMULA_STARTS, map_articles, write_bytes
from analysis.validity.answers import list_disagreements
from analysis.validity.changes import standing_units
from analysis.validity.coding import ADJUDICATED, Coding
from analysis.validity.plan import TRAINING
from analysis.validity.population import body_start, read_sentences
from analysis.validity.returned import read_rows, unguarded
from analysis.validity.variables import Variable, hash_codebook, variables_of

#: Columns of a sheet as CSV. What comes back needs `unit_id` and `value`.
COLUMNS = (
    "unit_id variable question target before text after names_an_outlet value sure note coder codebook answers"
).split()
#: Columns of the training round: `value` and `reason` are for whoever knows the codebook best to fill in.
TRAINED = "unit_id variable question target before text after value reason answers".split()
TEMPLATES = Path(__file__).parent / "templates"
MOST_ANSWERS = 27  # keys there are


def describe_units(tables: Mapping[str, pd.DataFrame], study: Study, units: pd.DataFrame) -> list[dict[str, Any]]:
    """Give what a coder sees of each unit.

    Parameters
    ----------
    tables, study
        A Reading's.
    units : DataFrame
        ``unit_id``, ``variable``, ``article_id``, ``start``, ``end``, ``target``.

    Returns
    -------
    list of dict
        ``id``, ``variable``, ``text``, the sentences ``before`` and ``after`` in the body, ``mark`` (characters of the
        text that are asked about, or None), ``target`` (a name), ``flag`` (the words name an outlet).
    """
    sentences = read_sentences(tables)
    articles = tables["articles"]
    texts = map_articles(articles)
    spans: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in sentences[["article_id", "start", "end"]].itertuples(index=False, name=None):
        spans.setdefault(article_id, []).append((start, end))
    first, outlets = body_start(sentences), _outlet_pattern(articles, study)
    found = []
    for row in units.to_dict("records"):
        text, places = texts[row["article_id"]], spans.get(row["article_id"], [])
        shown: dict[str, Any] = {"before": "", "after": "", "mark": None}
        if row["variable"] == "membership":
            shown["text"] = text[first.get(row["article_id"], 0) :]
        else:
            at = next(turn for turn, (start, end) in enumerate(places) if start <= row["start"] < end)
            start, end = places[at]
            shown["text"] = text[start:end]
            shown["before"] = text[slice(*places[at - 1])] if at else ""
            shown["after"] = text[slice(*places[at + 1])] if at + 1 < len(places) else ""
            if (row["start"], row["end"]) != (start, end):
                shown["mark"] = [row["start"] - start, min(row["end"], end) - start]
        person = study.people.get(row["target"])
        words = " ".join(shown[name] for name in ("before", "text", "after"))
        flag = bool(outlets and outlets.search(words))
        target = person.name if person else ""
        found.append({"id": row["unit_id"], "variable": row["variable"], **shown, "target": target, "flag": flag})
    return found


def _outlet_pattern(articles: pd.DataFrame, study: Study) -> re.Pattern[str] | None:
    names = {*(outlet.name for outlet in study.outlets.values()), *articles["outlet"].dropna()}
    if not names:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(str(name)) for name in sorted(names)) + r")(?!\w)", re.I)


def order_of(coder: str, ids: Sequence[str], seed: int) -> list[int]:
    """Give a coder's own order of the units, by chance: what comes back in part is then a sample of them."""
    random = np.random.default_rng([seed, crc32(coder.encode()), 2])
    order = np.argsort(np.array(ids, dtype=str), kind="stable")
    return [int(place) for place in order[random.permutation(len(ids))]]


def write_sheets(
    tables: Mapping[str, pd.DataFrame], study: Study, coding: Coding, coders: Sequence[str], out: Path
) -> list[Path]:
    """Write each coder's page and CSV file, ``CODER.html`` and ``CODER.csv``.

    Raises
    ------
    StudyError
        A coder is none of the plan, the codebook has changed since, or a unit is not in the articles.
    """
    variables = variables_of(study)
    for entry in coding.plan["variables"]:
        known = variables.get(entry["variable"])
        if known is None or hash_codebook(known) != entry["codebook"]:
            raise StudyError(
                f"The codebook of `{entry['variable']}` must be the one of {coding.folder / 'plan.json'}; the study "
                "file has changed since. Draw another plan, or take the change back."
            )
    for name in coders:
        if name not in coding.coders:
            raise StudyError(f"A coder must be one of {', '.join(coding.coders)}; found `{name}`.")
    there = set(standing_units(tables, study, coding.units)["unit_id"])
    lost = coding.units[~coding.units["unit_id"].isin(there)]
    if len(lost):
        raise StudyError(
            f"The plan must be of these articles; of its {plural(len(coding.units), 'unit')} {len(lost):,} no longer "
            f"stand where they were drawn, the first in article `{lost['article_id'].iloc[0]}`. Draw another plan, or "
            "bring the old articles back."
        )
    described = describe_units(tables, study, coding.units)
    shared = dict(zip(coding.units["unit_id"], coding.units["coders"].str.split(), strict=True))
    training = training_units(
        coding.folder, variables, [entry["variable"] for entry in coding.plan["variables"]], study
    )
    files = []
    for coder in coders:
        own = [one for one in described if coder in shared[one["id"]]]
        order = order_of(coder, [one["id"] for one in own], int(coding.plan["seed"]))
        own = [own[place] for place in order]
        page = coder_page(own, training, variables, coder, coding.sha256[:12])
        files += [
            write_bytes(out / f"{coder}.html", page.encode()),
            write_bytes(out / f"{coder}.csv", _csv(COLUMNS, (_row(one, variables, coder) for one in own))),
        ]
    return files


def _row(one: Mapping[str, Any], variables: Mapping[str, Variable], coder: str) -> list[str]:
    variable = variables[one["variable"]]
    text = one["text"]
    if one["mark"]:
        a, b = one["mark"]
        text = f"{text[:a]}[[{text[a:b]}]]{text[b:]}"
    return [
        one["id"],
        variable.name,
        variable.question.replace("{target}", one["target"]),
        one["target"],
        one["before"],
        text,
        one["after"],
        "yes" if one["flag"] else "",
        "",
        "",
        "",
        coder,
        hash_codebook(variable),
        _allowed(variable),
    ]


def _allowed(variable: Variable) -> str:
    return " | ".join(key if key == text else f"{key} = {text}" for key, text in variable.answers.items())


def _csv(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows for a spreadsheet: with a byte order mark, and nothing that it would run."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def write_training(tables: Mapping[str, pd.DataFrame], study: Study, training: pd.DataFrame, folder: Path) -> Path:
    """Write the units of the training round, for whoever knows the codebook best to answer: ``training.csv``."""
    variables = variables_of(study)
    rows = []
    for one in describe_units(tables, study, training):
        row = dict(zip(COLUMNS, _row(one, variables, ""), strict=True))
        rows.append([row.get(name, "") for name in TRAINED])
    return write_bytes(folder / "training.csv", _csv(TRAINED, rows))


def training_units(
    folder: Path, variables: Mapping[str, Variable], wanted: Sequence[str], study: Study
) -> list[dict[str, Any]]:
    """Give the units of the training round: the codebook's own examples, then those of ``training.csv``.

    The answers shown are people's: those of the codebook, and what was filled into ``training.csv``. What the machine
    says of a unit is never shown, for a coder would learn its errors.

    Raises
    ------
    StudyError
        A row of ``training.csv`` cannot be read, or holds what is no answer.
    """
    found = [one for name in wanted for one in _examples(variables[name], study)][: TRAINING // 2]
    path = folder / "training.csv"
    rows, refused = read_rows(path) if path.is_file() else ([], [])
    wrong = [f"{path} row {number}: {reason}" for number, reason in refused]
    for row in rows:
        variable = variables.get(row.cells.get("variable", "").strip())
        if variable is None:
            continue
        value = row.cells["value"].strip()
        answer = variable.read(value) if value else ""
        if answer is None:
            allowed = ", ".join(variable.answers)
            wrong.append(f"{path} row {row.number}: `value` must be one of {allowed}; found {value!r}")
        else:
            found.append(_trained(row.cells, variable, answer))
    if wrong:
        raise StudyError("\n".join(f"{one}." for one in wrong))
    return found[:TRAINING]


def _trained(row: Mapping[str, str], variable: Variable, answer: str) -> dict[str, Any]:
    text = {name: unguarded(row.get(name, "")) for name in ("before", "text", "after", "target")}
    marked = re.search(r"\[\[(.*?)\]\]", text["text"], re.DOTALL)
    mark = [marked.start(), marked.start() + len(marked[1])] if marked else None
    text["text"] = re.sub(r"\[\[(.*?)\]\]", r"\1", text["text"], count=1, flags=re.DOTALL)
    shown = {"id": "t" + row["unit_id"], "variable": variable.name, "mark": mark, "flag": False, **text}
    return shown | {"answer": answer, "reason": row.get("reason", "").strip()}


def _examples(variable: Variable, study: Study) -> list[dict[str, Any]]:
    """Make units of the sentences by which a codebook explains its frames: those that count for one of the two."""
    if variable.kind != "frame":
        return []
    frames = [name for name in variable.answers if name in study.frames]
    return [
        {"id": f"x{name}{turn}", "variable": variable.name, "text": sentence, "before": "", "after": "", "mark": None}
        | {"target": "", "flag": False, "answer": name, "reason": "An example of the codebook."}
        for name in frames
        for turn, sentence in enumerate(study.frames[name].include)
    ]


def coder_page(
    units: Sequence[Mapping[str, Any]],
    training: Sequence[Mapping[str, Any]],
    variables: Mapping[str, Variable],
    coder: str,
    plan: str,
) -> str:
    """Make a coder's page: one file that loads nothing and sends nothing.

    Raises
    ------
    StudyError
        A question has more answers than there are keys.
    """
    used = dict.fromkeys(str(one["variable"]) for one in [*units, *training])
    shown = {name: _shown(variables[name]) for name in used}
    for name, one in shown.items():
        if len(one["answers"]) > MOST_ANSWERS:
            raise StudyError(f"`{name}` must have at most {MOST_ANSWERS} answers; it has {len(one['answers'])}.")
    data = {"coder": coder, "plan": plan, "variables": shown, "units": list(units), "training": list(training)}
    style, script = ((TEMPLATES / f"coder.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    content = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    parts = {"style": style, "script": script, "style_hash": _hash(style), "script_hash": _hash(script)}
    page = (TEMPLATES / "coder.html").read_text(encoding="utf-8")
    parts["data"] = content.encode("utf-8", "replace").decode()
    return re.sub(r"\{(style|script|style_hash|script_hash|data)\}", lambda found: parts[found[1]], page)


def _shown(variable: Variable) -> dict[str, Any]:
    return {
        "question": variable.question,
        "answers": [list(answer) for answer in variable.answers.items()],
        "codebook": [list(entry) for entry in variable.codebook],
        "hash": hash_codebook(variable),
    }


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def disagreement_sheet(
    tables: Mapping[str, pd.DataFrame], study: Study, coding: Coding, variables: Sequence[Variable]
) -> tuple[bytes, int, int]:
    """Make a sheet of the units on which coders differ, with what each said; give it and how many there are.

    Filled in and read, its answers are those of nobody alone (`ADJUDICATED`) and settle the units. Units whose words no
    longer stand where they were drawn are left out; their number comes last.
    """
    table = list_disagreements(coding, variables)
    named = {one.name: one for one in variables}
    wanted = coding.units[coding.units["unit_id"].isin(set(table["unit_id"]))]
    units = standing_units(tables, study, wanted)
    table = table[table["unit_id"].isin(set(units["unit_id"]))]
    described = {one["id"]: one for one in describe_units(tables, study, units)}
    rows = []
    for entry in table.fillna("").to_dict("records"):
        row = _row(described[entry["unit_id"]], named, ADJUDICATED)
        rows.append([*row, *(str(entry[coder]) for coder in coding.coders), str(entry["unsure"])])
    names = [*COLUMNS, *(f"said_by_{coder}" for coder in coding.coders), "unsure"]
    return _csv(names, rows), len(rows), len(wanted) - len(units)
