"""Lines of CSV -> rows, by example: what begins a row, what is a piece of the one before, what keeps its line."""

import pytest

from analysis.corpus.files import rows as module
from analysis.corpus.files.rows import is_escaped, split_rows

COLUMNS = ("article_id", "outlet", "published", "text")
FIRST = "1,A,2024-01-05,He said yes."
NEXT = "9,A,2024-01-06,Words of nine\n"


def split(text, columns=COLUMNS, **options):
    return list(split_rows(text.encode().splitlines(keepends=True), ",", columns, **options))


@pytest.mark.parametrize(
    ("fields", "is_row"),
    [
        (["1", "A", "2024-01-05", "Words"], True),
        (["1", "A", "soon", "Words"], True),  # every field, an id
        (["one two", "A", "2024-01-05", "Words"], True),  # every field, a date
        (["one two", "A", "soon", "Words"], False),
        (["1", " A", "2024-01-05", "Words"], True),  # prose, but all three
        (["one two", " A", "2024-01-05", "Words"], False),
        (["1", " A", "soon", "Words"], False),
        (["1", "A", "2024-01-05"], True),  # an id and a date
        (["1", "A", "2024-01-05", "Words", "more"], True),
        (["1", " A", "2024-01-05"], False),
        (["one two", "A", "2024-01-05"], False),
        (["1", "A", "soon"], False),
        (["", "A", "soon", "Words"], False),
        (["one two", "A", "soon", "2024-01-05"], False),  # a date, but not in its place
        ([], False),
    ],
)
def test_two_signs_of_three_make_a_row(fields, is_row):
    assert module._is_row(fields, COLUMNS) == is_row


@pytest.mark.parametrize(
    ("before", "line", "is_piece"),
    [
        (FIRST, "Then he left.", True),
        (FIRST, "Then", False),  # one word may be an id
        (FIRST, "Then, however, he left", True),
        (FIRST, "Then, however,he left", False),
        (FIRST, "Then he, said no, and, left", False),  # every field
        (FIRST, 'Then he, "said" no, and, left', True),  # but not by the rules of quotation marks
        (FIRST, '"Then he left."', False),
        ('1,A,2024-01-05,"He said yes."', "Then he left.", False),  # the marks say where it ends
        ('1,A,"He said yes."', "Then he left.", True),  # fields are missing
        (" 1,A,2024-01-05,He said yes.", "Then he left.", False),  # itself a line of prose
        ("1, A,2024-01-05,He said yes.", "Then he left.", True),
        ("1,A,2024-01-05,He said\\", "no", True),  # a backslash before the break
        (" 1,A,2024-01-05,He said\\", "no", True),
        ('1,A,2024-01-05,"He said" yes', "Then he left.", False),  # broken: it took its pieces itself
    ],
)
def test_a_line_of_prose_is_a_piece_of_an_unquoted_row_before_it(before, line, is_piece):
    found = split(f"{before}\n{line}\n{NEXT}")
    assert found[-1][:3] == (3, NEXT.encode(), NEXT.rstrip("\n").split(","))
    if is_piece:
        assert [row.data for row in found[:-1]] == [f"{before}\n{line}\n".encode()]
        assert found[0].fields == [] and "must stand in quotation marks" in found[0].fault
    elif '" yes' in before:
        assert [(row.line, row.data) for row in found[:-1]] == [(1, f"{before}\n{line}\n".encode())]
        assert "must keep the rules of quotation marks" in found[0].fault
    else:
        assert [(row.line, row.data) for row in found[:-1]] == [(1, f"{before}\n".encode()), (2, f"{line}\n".encode())]


@pytest.mark.parametrize(("last", "is_piece"), [("text", True), ("headline", True), ("published", False)])
def test_a_whole_row_has_pieces_only_where_prose_stands_last(last, is_piece):
    columns = ("article_id", "outlet", last)
    assert len(split("1,A,soon\nThen he left.\n", columns)) == 2 - is_piece
    assert len(split("1,A\nThen he left.\n", columns)) == 1  # fields are missing: whatever stands last


def test_blank_lines_belong_to_a_row_only_with_pieces_of_it():
    found = split(f"\n{FIRST}\n\n8,A,,Words of eight\n\nand more words\n\n\n{NEXT}\n")
    assert [(row.line, row.data.decode()) for row in found] == [
        (2, FIRST + "\n"),
        (4, "8,A,,Words of eight\n\nand more words\n\n\n"),
        (9, NEXT),
    ]


@pytest.mark.parametrize(
    ("cell", "inner"),
    [
        ('"Words:\n3,B,2024-01-07,Plain\nand more"', (2,)),
        ('"Words:\n3,B,2024-01-07,Plain"', (2,)),
        ('"Words:\n3,B,soon,Plain"', ()),
        ('"Words:\n3,B,2024-01-07"', ()),
        ('"Words:\n3,B,2024-01-07,Plain,more"', ()),
        ('"\nWords"', ()),  # the first line is the row itself
        ('"Words:\n3,B,2024-01-07,One\n4,B,2024-01-07,Two"', (2, 3)),
    ],
)
def test_lines_inside_a_row_that_would_be_rows_are_told(cell, inner):
    for first in (1, 5):
        found = split(f"1,A,2024-01-05,{cell}\n{NEXT}", first_line=first)
        assert [row.fault for row in found] == ["", ""]
        assert found[0].inner == tuple(line + first - 1 for line in inner)
        assert found[1].line == first + cell.count("\n") + 1 and found[1].inner == ()


def test_one_date_of_two_is_enough_for_a_line_inside_a_row():
    columns = ("article_id", "published_earliest", "published_latest", "text")
    (found,) = split('1,2024-01-05,,"Words:\n3,2024-01-07,soon,Plain"\n', columns)
    assert found.inner == (2,) and module._is_row(["one two", "soon", "2024-01-07", "Plain"], columns)


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("3,B,2024-01-07,Plain words\n", True),
        ('3,B,2024-01-07,"Quoted, words"\n', True),
        ('3,B,2024-01-07,"Words of\n\ntwo lines"\n', True),
        ('3,B,soon,"Words of\ntwo lines"\n', True),
        ('one two,B,soon,"Words of\ntwo lines"\n', False),
        ('3,B,soon,"Words of\ntwo lines",more\n', False),
        ('3,B,2024-01-07,"Words of\ntwo lines",more\n', False),
        ('3,B,2024-01-07,Plain "words" and more\n', False),  # marks inside a field: no neighbour to trust
        ("Plain, with commas\n", False),
        ("nothing\n", False),
    ],
)
def test_a_broken_row_ends_where_a_whole_row_begins(line, begins):
    bad = '2,A,2024-01-05,"closed" too early\n'
    found = split(f"{bad}{line}{NEXT}")
    assert [row.data.decode() for row in found] == ([bad, line, NEXT] if begins else [bad + line, NEXT])
    lines = [1, 2, 2 + line.count("\n")] if begins else [1, 2 + line.count("\n")]
    assert [row.line for row in found] == lines
    assert [bool(row.fault) for row in found] == ([True, False, False] if begins else [True, False])


@pytest.mark.parametrize(
    ("row", "why"), [('2,A,,"never closed é', "one is never closed"), ('2,A,,"é" x', "expected after")]
)
def test_a_broken_row_says_which_rule_it_breaks_and_is_not_decoded(row, why):
    (found,) = split(row + "\n")
    assert (found.fields, found.data) == ([], f"{row}\n".encode()) and why in found.fault


@pytest.mark.parametrize("more, is_broken", [(0, False), (1, True)])
def test_a_row_may_be_just_so_large(monkeypatch, more, is_broken):
    row = '1,A,,"Words\nand more' + "x" * more + '"\n'
    monkeypatch.setattr(module, "MAX_ROW", len('1,A,,"Words\nand more"\n'))
    assert ["the size of the row is over" in one.fault for one in split(row)] == [is_broken]


@pytest.mark.parametrize(
    ("sample", "escaped"),
    [
        (b'1,"Ana said \\"yes\\" twice"', True),
        (b'1,"Ana said ""yes"" twice"', False),
        (b'1,"Ana said \\"yes\\" and ""no"" twice"', False),
        (b'1,"C:\\","x"', False),
        (b'1,"C:\\"\n2,"x"', False),
        (b'1,"","He said \\"yes\\" twice"', True),  # an empty field is no doubled mark
        (b"1,plain", False),
    ],
)
def test_a_table_that_writes_marks_with_a_backslash_is_told(sample, escaped):
    assert is_escaped(sample) == escaped


@pytest.mark.parametrize(
    ("line", "escaped", "plain"),
    [
        (b'1,"\\"a\\" \\\\ \\n"', True, b'1,"""a"" \\ \\n"'),
        (b'1,"\\"a\\""', False, b'1,"\\"a\\""'),
        (b'1,"a"', True, b'1,"a"'),
    ],
)
def test_marks_behind_a_backslash_are_doubled_where_a_table_writes_so(line, escaped, plain):
    assert module._plain(line, escaped) == plain
