"""The small encoder: what ships of it, how it cuts text, and that a value depends on its own stretch alone."""

import hashlib

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from analysis.sentiment import small
from analysis.sentiment.encoder import Encoder, pack, quantise, read_encoder, read_pieces
from analysis.sentiment.ladder import RUNGS
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.pieces import MOST_PIECES, OTHER, TARGET, Pieces, cut_stretch, is_name
from analysis.sentiment.wordpiece import cut_text, split_words

WORDS = "[PAD] [UNK] [CLS] [SEP] [unused1] [unused2] the rap ##per ##s left ' s cafe . she".split()
VOCABULARY = {word: number for number, word in enumerate(WORDS)}


def words_of(numbers):
    return [WORDS[number] for number in numbers]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rappers' Café.", "the rap ##per ##s ' cafe ."),
        ("THE\u00a0rap\u200bper\tleft", "the rap ##per left"),
        ("the 世 left", "the [UNK] left"),
        ("the xylophone left" + "s" * 200, "the [UNK] [UNK]"),
        ("", ""),
    ],
)
def test_text_is_cut_in_the_longest_pieces_without_case_or_accents(text, words):
    assert words_of(cut_text(text, VOCABULARY)) == words.split()


def test_each_mark_is_a_word_and_so_is_each_character_that_is_written_without_blanks():
    assert split_words("“I’m $5—ok…” 世界 İΣ\x00\ufffd") == [
        *"“ i ’ m $ 5 — ok … ” 世 界 iσ".split(),
    ]


def test_a_name_of_the_target_is_one_piece_and_so_is_each_other_masked_name():
    for text, span in (("ǀǀǀǀǀ ǀ left ǀǀǀǀ.", (0, 7)), ("Cardi B left ǀǀǀǀ.", (0, 7)), ("Offset left ǀǀ ǀǀ.", (0, 6))):
        cut = cut_stretch(text, span, VOCABULARY)
        assert words_of(cut.numbers) == ["[CLS]", TARGET, "left", OTHER, ".", "[SEP]"]
        assert (cut.start, cut.end) == (1, 2)
    cut = cut_stretch("She left the rapper", (9, 19), VOCABULARY)
    assert words_of(cut.numbers[cut.start : cut.end]) == ["the", "rap", "##per"]
    assert not any(is_name(words) for words in ("He", "the rapper", "The", "his wife", ""))
    assert all(is_name(words) for words in ("Offset", "President Obama", "the Obamas'", "Cardi B"))


def test_a_long_stretch_is_cut_to_what_stands_nearest_to_the_target():
    text = "the " * 300 + "Offset" + " left" * 300
    cut = cut_stretch(text, (1200, 1206), VOCABULARY)
    assert len(cut.numbers) == MOST_PIECES
    assert words_of(cut.numbers[cut.start - 1 : cut.end + 1]) == ["the", TARGET, "left"]
    assert len(cut_stretch("Offset" + " left" * 300, (0, 6), VOCABULARY).numbers) == MOST_PIECES
    alone = cut_stretch("...", (3, 3), VOCABULARY)
    assert (alone.start, alone.end) == (0, len(alone.numbers))
    assert len(cut_stretch("she " * 300, (0, 1200), VOCABULARY).numbers) == MOST_PIECES


def test_eight_bits_are_symmetric_by_row_and_wrong_by_half_a_step_at_most():
    rows = np.random.default_rng(0).normal(size=(5, 40)).astype(np.float32)
    steps, unit = quantise(rows)
    assert steps.dtype == np.int8
    assert np.abs(steps).max(1).tolist() == [127] * 5
    assert (np.abs(steps * unit[:, None] - rows) <= unit[:, None] * 0.501).all()


def tiny():
    random, width, arrays = np.random.default_rng(1), 24, {}
    shapes = {"words": (len(WORDS), width), "places": (MOST_PIECES, width), "types": (2, width)}
    arrays |= {f"{name}.weight": random.normal(size=shape) for name, shape in shapes.items()}
    for name, n in (("qkv", 3 * width), ("out", width), ("up", 4 * width)):
        arrays |= {f"layers.0.{name}.weight": random.normal(size=(n, width)), f"layers.0.{name}.bias": np.zeros(n)}
    arrays |= {"layers.0.down.weight": random.normal(size=(width, 4 * width)), "layers.0.down.bias": np.zeros(width)}
    for name in ("norm", "layers.0.norm1", "layers.0.norm2"):
        arrays |= {f"{name}.weight": np.ones(width), f"{name}.bias": np.zeros(width)}
    return Encoder(VOCABULARY, {name: array.astype(np.float32) for name, array in arrays.items()})


def test_an_encoder_is_stored_in_eight_bits_and_the_same_bytes_each_time(tmp_path):
    for name in ("a.npz", "b.npz"):
        pack(tiny(), tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    stored = read_encoder(tmp_path / "a.npz")
    assert stored.vocabulary == VOCABULARY
    pieces = [Pieces([2, 4, 10, 14, 3], 1, 2), Pieces([2, 6, 7, 8, 3], 1, 4)]
    exact, rounded = (read_pieces(pieces, encoder) for encoder in (tiny(), stored))
    assert exact.shape == (2, 48)
    assert np.corrcoef(exact.ravel(), rounded.ravel())[0, 1] > 0.99
    # Each place is normalised, so that its states have mean 0; the target is one piece of the first stretch.
    assert exact.reshape(2, 2, 24).mean(2) == pytest.approx(0, abs=1e-6)
    assert read_pieces([], stored).shape == (0, 48)


def stretches():
    parts = "praised|mocked|met|sued|loves|left".split("|")
    texts = [f"{'Well, ' * (n % 7)}Ben Holt {parts[n % 6]} Ana Ruiz{' and her friends' * (n % 4)}." for n in range(40)]
    return texts, [(text.index("Ana"), text.index("Ana") + 8) for text in texts]


@pytest.fixture
def forget(monkeypatch):
    """Nothing was read before."""
    monkeypatch.setattr(small, "_KNOWN", {})


def test_a_stretch_that_was_read_is_not_read_again_and_nothing_is_kept_beyond_a_bound(forget, monkeypatch):
    asked = []

    def read(texts, spans):
        asked.extend(zip(texts, spans, strict=True))
        return np.array([[len(text), *[0.0] * 767] for text in texts])

    monkeypatch.setattr(small, "read_features", read)
    first = small.find_logits(["Ana won.", "Ana lost it."], [(0, 3)] * 2, read_lexicon())
    again = small.find_logits(["Ana lost it.", "Ana won.", "Ana won.", "Ana"], [(0, 3)] * 4, read_lexicon({"won": 3.0}))
    assert [text for text, _ in asked] == ["Ana won.", "Ana lost it.", "Ana"]
    assert again[:3].tolist() == first[[1, 0, 0]].tolist()
    assert np.isnan(again[3]).all()
    monkeypatch.setattr(small, "MOST_KNOWN", 4)
    more = small.find_logits(["Ana ran.", "Ana won.", "Ana sat."], [(0, 3)] * 3, read_lexicon())
    assert more[1].tolist() == first[0].tolist()
    assert len(small._KNOWN) == 3


def test_values_are_the_same_in_any_batch_and_order_and_on_any_number_of_threads(monkeypatch):
    texts, spans = stretches()
    words = read_lexicon()

    def score(*stretch):
        monkeypatch.setattr(small, "_KNOWN", {})
        return RUNGS["small"].score(*stretch)

    with threadpool_limits(2):
        together = score(texts, spans, words)
    order = np.random.default_rng(0).permutation(len(texts))
    with threadpool_limits(1):
        shuffled = score([texts[row] for row in order], [spans[row] for row in order], words)
    assert together[order].tobytes() == shuffled.tobytes()
    by_seven = [score(texts[a : a + 7], spans[a : a + 7], words) for a in range(0, len(texts), 7)]
    assert np.concatenate(by_seven).tobytes() == together.tobytes()
    assert (together == np.round(together, 3)).all()


def test_what_is_found_in_two_hundred_stretches_is_the_same_alone_in_batches_and_shuffled(monkeypatch):
    monkeypatch.setattr(small, "_encoder", tiny)
    random = np.random.default_rng(2)
    texts = ["she " + " ".join(random.choice(["the rappers", "left", "cafe", "."], n % 25)) for n in range(200)]
    spans = [(0, 3)] * len(texts)
    with threadpool_limits(2):
        together = small.read_features(texts, spans)
    assert len(np.unique(together, axis=0)) > 100
    order = random.permutation(len(texts))
    for size, n_threads in ((1, 2), (7, 1), (64, 1)):
        batches = np.split(order, range(size, len(order), size))
        with threadpool_limits(n_threads):
            found = [small.read_features([texts[row] for row in rows], [(0, 3)] * len(rows)) for rows in batches]
        assert np.concatenate(found).tobytes() == together[order].tobytes()


def test_the_name_of_the_target_is_never_looked_at():
    values = [
        RUNGS["small"].score([f"Critics mocked {name}."], [(15, 15 + len(name))], read_lexicon())[0]
        for name in ("Barack Obama", "Offset", "ǀǀǀ ǀǀ")
    ]
    assert len(set(values)) == 1


def test_the_weights_ship_in_one_file_with_their_record():
    assert small.FILE.stat().st_size <= 20_000_000
    record = small.read_record()
    assert record["weights_sha256"] == hashlib.sha256(small.FILE.read_bytes()).hexdigest()
    licences = {"encoder": "Apache-2.0", "news": "MIT", "tweets": "none stated", "gap": "Apache-2.0"}
    assert record["licences"] == licences
    assert record["lines_cut_as_the_reference"] == 100_000
    assert record["whole_sentences_in_8_bits"]["rw_dev"] > 0.77
    assert np.shape(small.read_head()["weights"]) == (769, 3)
    assert small._encoder().vocabulary.keys() >= {"[CLS]", "[SEP]", "[UNK]", TARGET, OTHER}
