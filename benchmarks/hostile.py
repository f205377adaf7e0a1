"""Cost of small articles in bad shapes: ``python -m benchmarks.hostile [SHAPE …]`` prints a table.

Each shape is made at 10, 20 and 40 KB and read whole by `analysis.read`, every time in a process of its own that has
read an ordinary article before. The exponent says how time grows from 20 to 40 KB, less what an article of one sentence
takes: 1 is linear, 2 the square; a dash where that is too little to tell. The last column says what became of it.
"""

from __future__ import annotations

import math
import os
import pickle
import resource
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import analysis
from analysis.study import Study

__all__ = ["KILOBYTES", "SHAPES", "main", "make_study", "make_text"]

KILOBYTES = (10, 20, 40)
#: An article that takes longer (CPU seconds) or more memory than this is stopped, as a reader of a corpus would.
SECONDS, BYTES = 60, 6 << 30
#: Seconds from which growth can be told from noise.
LEAST = 0.1

LEAD = "Ana Ruiz told the council that the figures were wrong. "
#: What each shape repeats behind its first sentence.
SHAPES: dict[str, str] = {
    "ordinary sentences": "Ana Ruiz met Ben Okafor on Monday. She said that he “was never loyal,” and they left. ",
    "names, one sentence": "Ana Ruiz, Ben Okafor, ",
    "names without commas": "Ana Ruiz Ben Okafor ",
    "names joined by and": "Ana Ruiz and Ben Okafor and ",
    "names of strangers": "Mary Poole and John Reed, ",
    "surnames": "Ruiz Okafor and ",
    "roles": "the singer, the drummer, ",
    "roles in small words": "the tall old singer the other old drummer ",
    "kin": "her husband, his wife, ",
    "possessors": "Ana Ruiz’s husband’s wife’s ",
    "described": "her mother the actress ",
    "groups": "the couple and the two of them ",
    "pronouns": "she met him and ",
    "pronouns alone": "she he her him ",
    "they": "they lost their friends and ",
    "first person, unclosed": "“I love my we us our ",
    "first person, quoted": "“I love us,” ",
    "we, one quotation": "we and our ",
    "quotations": "“I like it,” she said. ",
    "answers": "“Why?” she replied. ",
    "statements": "Ben Okafor met Ana Ruiz. A statement said “we left.” ",
    "a heading without end": "RUIZ SAYS OKAFOR CLAIMS RUIZ SAID ",
    "quotations without a stop": "“x” ",
    "quotations, sentences": "“I was never loyal,” Ana Ruiz said, “and he knew,” ",
    "never closed, curly": "“ab ",
    "never closed, sentences": "“Ab cd. ",
    "never closed, low": "„ab ",
    "never closed, guillemets": "«ab ",
    "closed only": "ab” ",
    "straight marks": '"',
    "straight marks and words": '"ab ',
    "single marks": "‘ab ",
    "single straight marks": "'ab ",
    "doubled single marks": "``ab ''",
    "exclamation marks": "!",
    "question marks and words": "why? no ",
    "opening brackets": "(",
    "opening brackets and words": "(ab ",
    "closing brackets and words": "ab) ",
    "square brackets": "[ab ",
    "commas": "ab, ",
    "only commas": ",",
    "dashes": "ab – cd — ",
    "colons": "ab: ",
    "semicolons": "ab; ",
    "apostrophes": "Ann’s Bo’s ",
    "letters with stops": "U.S. ",
    "numbered items": "1. ",
    "ellipses": "… ",
    "blanks": " ",
    "line ends": "ab\n",
    "paragraphs": "Ab cd\n\n",
    "one word a paragraph": "ab\n\n",
    "no blanks": "Lindqvist won.Okonjo left.",
    "glued paragraphs": "of the year.Jane said with JaneJohn at the gala",
    "one long word": "a",
    "capitals": "A",
    "capitalised words": "Abcd Efgh ",
    "capital letters": "A B ",
    "initials": "A. B. ",
    "base64": "iVBORw0KGgo",
    "long sentence": "the small dog went over to the old house and then it ",
    "cues": "said told added ",
    "cues with that": "she said that he said that ",
    "cues with to": "told to say to ask to ",
    "according to": "according to Ana Ruiz, ",
    "said, and": "said it, and ",
    "said by": "was said by her to be ",
    "transcript": "RUIZ: ab ",
    "adverbs": "really also then still ",
    "gerunds": "saying going telling ",
    "negations": "not never no ",
    "if": "if she would ",
    "whether": "whether or not ",
    "indicators": "divorce love ",
    "indicators, one phrase": "put love above ",
    "indicators, pieces of a phrase": "put put above ",
    "indicators that overlap": "strike ballot ballot ",
    "words of events": "strike ballot and called a strike ",
    "dates": "on Monday in July 2024 and ",
    "ages and durations": "aged 32, for two years, ",
    "numbers": "1 22 333 ",
    "titles of works": "Am I the Drama? ",
    "titles in marks": "“Am I the Drama?” ",
    "one-word titles": "Tide album ",
    "credits": "(Photo by Ana Ruiz/Getty Images) ",
    "words of the lexicon": "good bad not very great ",
    "phrases of the lexicon": "strike hard strike ",
    "emoji": "\U0001f600 ",
    "accents": "é",
    "marks on a letter": "e\u0301",
    "mojibake": "â€œ",
    "entities": "&amp; ",
    "half entities": "&",
    "tags": "<b>",
    "addresses": "http://ab.cd/ef?g=h ",
    "handles": "@ab #cd ",
    "Mr.": "Mr. Ruiz ",
    "Mr. and initials": "Mr. A. Ruiz ",
    "headings": "Ana Ruiz Leaves Ben Okafor\n\n",
    "list": "• ab\n",
}

STUDY = """
study: {id: hostile, title: Hostile, language: en}
people:
  ana: {name: Ana Ruiz, aliases: [Ruiz], pronouns: she, roles: [singer, rapper]}
  ben: {name: Ben Okafor, aliases: [Okafor], pronouns: he, roles: [drummer, rapper]}
relations:
  couple: {kind: spouse, members: [ana, ben]}
works:
  drama: {title: "Am I the Drama?", kind: album, by: [ana]}
  tide: {title: Tide, kind: album, by: [ben]}
frames:
  bond:
    label: Bond
    definition: They are close.
    about: couple
    functions: {moral_evaluation: {indicators: [love, loyal, put * above, like]}}
  break:
    label: Break
    definition: They part.
    about: couple
    functions: {problem_definition: {indicators: [divorce, strike, strike ballot, ballot ballot, put]}}
axes:
  bond-break: {label: Bond, positive: bond, negative: break}
lexicon: {words: {strike: -1.0, strike hard: -2.0}}
events:
  ballot: {label: Ballot, earliest: 2024-07-01, latest: 2024-07-31, basis: stated, evidence: x, words: [strike ballot]}
  strike: {label: Strike, earliest: 2024-05-01, latest: 2024-05-01, basis: stated, evidence: x, words: [strike]}
"""


def make_study(folder: Path) -> Study:
    """Write the study of the benchmark to a folder, and read it."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return analysis.read_study(folder)


def make_text(shape: str, size: int) -> str:
    """Make an article of about `size` characters in a shape."""
    unit = SHAPES[shape]
    return LEAD + unit * (size // len(unit))


def measure(read: Callable[[], str]) -> dict[str, Any]:
    """Run in a process of its own: CPU seconds, MiB above what it began with, and what it answers."""
    into, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(into)
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS,) * 2)
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        try:
            answer = read()
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
            if os.environ.get("HOSTILE_TRACE"):
                traceback.print_exc()
        seconds = time.process_time() - began
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with os.fdopen(out, "wb") as file:
            pickle.dump({"seconds": seconds, "mib": (after - before) / 1024, "answer": answer}, file)
        os._exit(0)
    os.close(out)
    with os.fdopen(into, "rb") as file:
        data = file.read()
    os.waitpid(pid, 0)
    return pickle.loads(data) if data else {"seconds": SECONDS, "mib": math.nan, "answer": "stopped"}


def _read(study: Study, text: str) -> str:
    frame = pd.DataFrame({"article_id": ["a"], "outlet": ["The Mill"], "published": ["2024-08-02"], "text": [text]})
    reading = analysis.read(study, frame)
    return "read" if len(reading.articles) else reading.quarantine["reason"].iloc[0]


def measure_shape(study: Study, shape: str, fixed: float) -> dict[str, Any]:
    """Measure one shape at every size; `fixed` are the seconds that any article takes."""
    found = [measure(lambda size=size: _read(study, make_text(shape, size * 1000))) for size in KILOBYTES]  # type: ignore[misc]
    seconds = [one["seconds"] for one in found]
    more = [one - fixed for one in seconds[-2:]]
    growth = math.log(more[1] / more[0]) / math.log(KILOBYTES[-1] / KILOBYTES[-2]) if min(more) > LEAST else math.nan
    return {
        "shape": shape,
        "seconds": seconds,
        "mib": max(one["mib"] for one in found),
        "exponent": growth,
        "answer": found[-1]["answer"],
    }


def main(arguments: Sequence[str]) -> int:
    """Print one row a shape; 1 where one is over its ceilings (10 s, 1 GB, exponent 1.3) or is not answered."""
    import tempfile

    print(f"{'shape':32} {'10 KB':>7} {'20 KB':>7} {'40 KB':>7} {'MiB':>6} {'exponent':>8}  answer")
    n_bad = 0
    with tempfile.TemporaryDirectory() as folder:
        study = make_study(Path(folder))
        _read(study, make_text("ordinary sentences", 2_000))
        fixed = min(measure(lambda: _read(study, LEAD))["seconds"] for _ in range(3))
        for shape in arguments or SHAPES:
            row = measure_shape(study, shape, fixed)
            seconds = " ".join(f"{one:7.2f}" for one in row["seconds"])
            bad = row["seconds"][-1] > 10 or not row["mib"] < 1024 or row["exponent"] > 1.3
            n_bad += bad
            mark = " !" if bad else ""
            exponent = "–" if math.isnan(row["exponent"]) else f"{row['exponent']:.2f}"
            print(f"{shape:32} {seconds} {row['mib']:6.0f} {exponent:>8}  {row['answer'][:60]}{mark}", flush=True)
    return 1 if n_bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
