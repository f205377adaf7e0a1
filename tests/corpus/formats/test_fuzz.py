"""Damaged files of every format: never a traceback, and no article is lost without a word."""

import random

import pytest

from analysis.corpus.records import COUNT_DIFFERS
from analysis.errors import ArticlesError
from tests.corpus.formats.exports import ARTICLES, FILES, PAGES

WRITTEN = {name: (file, write) for name, (file, write) in FILES.items()}
WRITTEN |= {name: (f"a{ending}", lambda write=write: write(ARTICLES[0])) for name, (ending, write) in PAGES.items()}
#: Of a file that is cut off so early, its format cannot be told.
_UNKNOWABLE = 120
#: Notes that say what was not read.
SAID = {COUNT_DIFFERS, "records ignored", "files ignored", "sheets ignored"}


def damage(data, chance):
    """Cut a file, flip bits of it, put other bytes into it, or swap two stretches."""
    kind = chance.randrange(4)
    at = chance.randrange(len(data))
    if kind == 0:
        return data[:at]
    changed = bytearray(data)
    if kind == 3:
        size = chance.randrange(1, 40)
        other = chance.randrange(len(data))
        changed[at : at + size], changed[other : other + size] = data[other : other + size], data[at : at + size]
        return bytes(changed)
    for _ in range(chance.choice((1, 1, 3, 20))):
        place = chance.randrange(len(changed))
        changed[place] = changed[place] ^ (1 << chance.randrange(8)) if kind == 1 else chance.randrange(256)
    return bytes(changed)


def check(load, file, data, n_expected):
    try:
        found = load(file, data)
    except ArticlesError:
        return  # refused as a whole, and it is said why
    n = len(found.articles) + len(found.quarantine)
    assert n == found.n_records
    told = SAID & {note.kind for note in found.notes}
    if b"".join(data.split())[:_UNKNOWABLE] == b"".join(data.split()):
        return  # the first words of what could be anything
    assert n >= 1 and (n >= n_expected or len(found.quarantine) or told), f"{n} of {n_expected} and not a word"


def fuzz(load, name, n_times, seed):
    file, write = WRITTEN[name]
    data = write()
    n_expected = 1 if name in PAGES else 3
    for number in range(n_times):
        chance = random.Random(f"{name} {seed} {number}")
        damaged = damage(data, chance)
        try:
            check(load, file, damaged, n_expected)
        except Exception as error:
            raise AssertionError(f"{name}, seed {seed}, number {number}") from error


@pytest.mark.parametrize("name", WRITTEN)
def test_a_damaged_file_gives_articles_or_reasons(load, name):
    fuzz(load, name, {"arrow": 1, "arrow feather": 1, "nexis_docx": 4, "pdf": 4}.get(name, 8), seed=1)
