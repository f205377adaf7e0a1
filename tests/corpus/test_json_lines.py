import json

import pytest

GOOD = '{"article_id": "%s", "outlet": "A", "published": "2024-01-05", "text": "Some words"}'


def read_with_neighbours(load, bad):
    content = b"\n".join(
        [(GOOD % "1").encode(), bad if isinstance(bad, bytes) else bad.encode(), (GOOD % "3").encode()]
    )
    return load("a.jsonl", content)


@pytest.mark.parametrize(
    ("bad", "cause"),
    [
        ("garbage", "Expecting value at character 0"),
        ('{"article_id": "2"} {"article_id": "3"}', "Extra data"),
        ('{"article_id": "2", "text": "Words",}', "must be one JSON object"),
        ("{'article_id': '2', 'text': 'Words'}", "must be one JSON object"),
        ('{"article_id": "2", "text": null}', "must have a string as `text`; found null"),
        ('{"article_id": "2", "text": 12}', "must have a string as `text`; found a number"),
        ('{"article_id": "2", "text": ["Words"]}', "must have a string as `text`; found a list"),
        ('{"article_id": "2", "text": {"en": "Words"}}', "must have a string as `text`; found a object"),
        ('{"article_id": "2"}', "must have a string as `text`; there is none"),
        ('{"article_id": true, "text": "Words"}', "must have a string as `article_id`; found a truth value"),
        ('{"text": "Words"}', "must have an `article_id`; the field is empty"),
        ('{"article_id": "2", "text": "One", "text": "Two"}', "must name `text` once"),
        ('{"article_id": "1", "text": "Other"}', "'1' is taken by a.jsonl line 1"),
        ("[" * 20_000 + "]" * 20_000, "nested too deep"),
        ('["a", "list"]', "must be a JSON object"),
        (b'{"article_id": "2", "text": "\xc0\xaf words"}', "overlong"),
    ],
)
def test_a_bad_line_is_set_aside_by_number_and_its_neighbours_are_read(load, bad, cause):
    loaded = read_with_neighbours(load, bad)
    assert loaded.articles["article_id"].tolist() == ["1", "3"]
    assert loaded.quarantine["row"].tolist() == [2]
    reason = loaded.quarantine["reason"].tolist()[0]
    assert reason.startswith("a.jsonl line 2: the record ")
    assert cause in reason
    assert loaded.kept[0].rstrip(b"\n") == (bad if isinstance(bad, bytes) else bad.encode())
    assert loaded.n_records == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_of_byte_order_is_no_part_of_the_first_line(load, encoding):
    assert load("a.jsonl", (GOOD % "1").encode(encoding)).articles["article_id"].tolist() == ["1"]


def test_a_last_line_that_is_cut_is_set_aside(load):
    loaded = load("a.jsonl", (GOOD % "1") + "\n" + (GOOD % "2")[:40])
    assert loaded.articles["article_id"].tolist() == ["1"]
    assert loaded.quarantine["row"].tolist() == [2]


@pytest.mark.parametrize("number", ["1e5", "123456789012345678901", "7", "1.50", "NaN"])
def test_an_id_written_as_a_number_keeps_its_writing(load, number):
    assert load("a.jsonl", f'{{"article_id": {number}, "text": "Words"}}').articles["article_id"].tolist() == [number]


def test_line_separators_inside_a_string_part_no_records(load):
    loaded = load("a.jsonl", '{"article_id": "1", "text": "One\u2028two\x85three"}\r\n\r\n' + GOOD % "2")
    assert loaded.articles["raw"].tolist() == ["One\u2028two\x85three", "Some words"]


def test_half_a_character_is_replaced_flagged_and_the_text_after_it_kept(load):
    loaded = load("a.jsonl", '{"article_id": "1", "text": "Look \\ud83d here \\ud83d\\ude00 end"}')
    assert loaded.articles["raw"].tolist() == ["Look \ufffd here \U0001f600 end"]
    assert loaded.notes[0] == ("1", "text repaired", "U+FFFD put for 1 half characters in `text`")


def test_keys_that_mean_nothing_are_ignored_whatever_they_hold(load):
    loaded = load("a.jsonl", json.dumps({"article_id": "1", "text": "Words", "meta": {"a": [1]}, "score": 3}))
    assert len(loaded.articles) == 1
    assert (None, "columns ignored", "a.jsonl: meta.a, score") in loaded.notes


def test_a_line_that_is_too_long_is_set_aside(load):
    loaded = read_with_neighbours(load, '{"article_id": "2", "text": "' + "word " * 5_200_001 + '"}')
    assert loaded.articles["article_id"].tolist() == ["1", "3"]
    assert "its size is 26,000,0" in loaded.quarantine["reason"].tolist()[0]
