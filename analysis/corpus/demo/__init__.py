"""A generated corpus: invented people and outlets, and effects that the analysis must find again."""
