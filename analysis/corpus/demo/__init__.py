"""A generated corpus: invented people and outlets, and effects that the analysis must find again."""

from analysis.corpus.demo.write import write_demo

__all__ = ["write_demo"]
