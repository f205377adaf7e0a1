"""The measurement of sentiment reads what an article gives each method."""

import numpy as np

from benchmarks.newsmtsc import Targets
from benchmarks.validity.sentiment import read_stretches

SENTENCES = ["“It is a disgrace,” John Doe said, but Ann Roe praised the hall.", "Roe &amp; Doe won, and Ann Roe left."]


def test_the_stretch_of_a_target_is_that_of_one_voice_with_its_name_masked():
    spans = [(sentence.index("Ann Roe"), sentence.index("Ann Roe") + 7) for sentence in SENTENCES]
    nobody = np.zeros(2, int)
    read = read_stretches(Targets(SENTENCES, spans, nobody, nobody, nobody))
    assert set(read) == {"linear", "clause", "sentence"}
    for stretches in read.values():
        assert [text[slice(*span)] for text, span in zip(*stretches, strict=True)] == ["ǀǀǀ ǀǀǀ"] * 2
    assert "disgrace" in read["sentence"].texts[0]
    assert "disgrace" not in read["linear"].texts[0]
    assert read["linear"].texts[1].startswith("Roe & Doe won")
