"""Speed, memory and validity of the steps, measured against named peers; never part of the tests."""
