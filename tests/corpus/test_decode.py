import pickle

import pytest

from analysis.corpus.files.decode import Unreadable, decode_text

CURLY = "“The café – the old one – is shut,” she said. It’s over…"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_of_unicode_give_the_same_text_without_a_byte_order_mark(encoding):
    assert decode_text(CURLY.encode(encoding)) == (CURLY, "")


def test_utf_16_with_a_big_endian_mark_is_read():
    assert decode_text(b"\xfe\xff" + CURLY.encode("utf-16-be")) == (CURLY, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_and_flagged(encoding):
    text, repair = decode_text(CURLY.encode(encoding))
    assert text == CURLY
    assert repair == f"read as {encoding.upper()} without a byte order mark"


def test_half_a_utf_16_document_is_refused_and_leaves_no_nul():
    with pytest.raises(Unreadable, match="not text"):
        decode_text(CURLY.encode("utf-16-le")[:-1])


def test_windows_1252_keeps_curly_marks_letters_and_dashes():
    text = "“Señor, déjà vu – ‘naïve’ Zoë’s €5…” she said at a crème brûlée, À la carte, 5°, Ångström"
    assert decode_text(text.encode("cp1252")) == (text, "read as Windows-1252")


def test_a_damaged_byte_becomes_the_replacement_sign_and_its_place_is_told():
    data = b"word " * 1000
    damaged = data[:2500] + b"\xff" + data[2500:]
    text, repair = decode_text(damaged)
    assert text == data[:2500].decode() + "\ufffd" + data[2500:].decode()
    assert repair == "U+FFFD put for damaged bytes at 2500"


@pytest.mark.parametrize("kept", [1, 2])
def test_a_character_cut_at_the_end_becomes_the_replacement_sign(kept):
    data = b"She said " + "“".encode()[:kept]
    assert decode_text(data) == ("She said \ufffd", "U+FFFD put for damaged bytes at 9")


def test_an_apostrophe_cut_after_its_first_byte_is_not_taken_for_a_letter():
    assert decode_text(b"She said he won" + "’".encode()[:1]).text == "She said he won\ufffd"


def test_many_damaged_bytes_are_refused():
    with pytest.raises(Unreadable, match="byte 3 and others are neither"):
        decode_text(b"abc\xff def\xff ghi\xfe jkl")


@pytest.mark.parametrize(
    "data", [b"a \xc0\xaf b", b"a \xe0\x80\xaf b", b"hand \xed\xa0\xbd\xed\xb8\x80 end", b"\xf0\x80\x80\xaf"]
)
def test_overlong_sequences_and_encoded_surrogates_are_refused(data):
    with pytest.raises(Unreadable, match="overlong or surrogate"):
        decode_text(data)


def test_two_encodings_in_one_document_are_refused():
    data = "“Café” in the morning. ".encode() + "“Café” in the evening.".encode("cp1252")
    with pytest.raises(Unreadable, match="must be in one encoding; it is UTF-8 in part, and byte 28 is not"):
        decode_text(data)


@pytest.mark.parametrize("encoding", ["cp1251", "mac_roman", "koi8_r"])
def test_other_single_byte_encodings_are_not_taken_for_windows_1252(encoding):
    text = "“It’s Zoë,” he said." if encoding == "mac_roman" else "Это очень простая новость о городе и о людях."
    with pytest.raises(Unreadable):
        decode_text(text.encode(encoding))


def test_signs_inside_words_are_not_taken_for_windows_1252():
    with pytest.raises(Unreadable):
        decode_text("Było miło, ale było krótko".encode("cp1250"))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"PK\x03\x04\x14\0\0\0",
        b"%PDF-1.7\n1 0 obj",
        pickle.dumps({"text": "words"}),
        bytes(range(256)) * 8,
        b"\0\1\2\3\4\5\6\7\x0e\x0f" * 4,
    ],
    ids=["png", "gzip", "zip", "pdf", "pickle", "bytes", "controls"],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable):
        decode_text(data)


def test_a_few_control_characters_stay_for_the_text_step_to_remove():
    assert decode_text(b"wo\0rd \x1b[31mred\x1b[0m").text == "wo\0rd \x1b[31mred\x1b[0m"
