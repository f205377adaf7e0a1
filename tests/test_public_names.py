"""Names of public lists: which are read, and what the command says of them."""

from benchmarks.names import find_missed, main, read_list


def test_names_and_surnames_are_read_from_a_table_from_gap_and_from_tests_of_a_parser(tmp_path):
    (tmp_path / "a.csv").write_text("name,surname\nAna Roe,Roe\n", encoding="utf-8")
    assert read_list(tmp_path / "a.csv") == [("Ana Roe", "Roe")]
    lines = ["A\tB\tURL", "Lind\tBo\thttp://x/wiki/Jos%C3%A9_Lind_(singer)", "Roe\tBo\thttp://x/wiki/Tom_Doe_Jr."]
    lines += ["Tom Doe Jr.\tBo\thttp://x/wiki/Tom_Doe_Jr.", "Bo\tRoe\thttp://x/wiki/Bo"]
    (tmp_path / "b.tsv").write_text("\n".join(lines), encoding="utf-8")
    assert read_list(tmp_path / "b.tsv") == [("José Lind", "Lind"), ("Tom Doe Jr.", "Doe")]
    test = "def test_a(self):\n    hn = HumanName({!r})\n    self.m(hn.first, 'x', hn)\n    self.m(hn.last, {!r}, hn)\n"
    names = [("Tom “T” O'Doe", "O'Doe"), ("Doe", "Doe"), ("of Doe", "Doe"), ("Ana Roe", "")]
    (tmp_path / "test_it.py").write_text("".join(test.format(*pair) for pair in names), encoding="utf-8")
    assert read_list(tmp_path) == [("Tom “T” O'Doe", "O'Doe")]


def test_what_is_missed_is_counted_and_named(tmp_path, capsys):
    assert find_missed([("Ana Roe", "Roe"), ("Ana Roe", "Lind")]) == [("Ana Roe", "Lind", False, True)]
    (tmp_path / "a.csv").write_text("name,surname\nAna Roe,Roe\nTom Lind,Pike\n", encoding="utf-8")
    assert main([str(tmp_path / "a.csv"), "--failed"]) == 0
    said = "a.csv: 2 names, whole name found 1.000, surname alone found 0.500\n  missed: 'Pike' of 'Tom Lind'\n"
    assert capsys.readouterr().out == said
