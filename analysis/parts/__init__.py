"""A corpus of any size, read by parts, on every core or a cluster, to tables in folders; resumed where it was cut off.

A part is a slice of the articles in the order of their ids. What a part becomes is written under its number, and its
record, with the hash of each file, last of all; a part whose record holds is not read again. `run.py` knows the stages.
"""

from analysis.parts.corpus import Corpus, open_corpus
from analysis.parts.executors import open_executor
from analysis.parts.run import read_corpus

__all__ = ["Corpus", "open_corpus", "open_executor", "read_corpus"]
