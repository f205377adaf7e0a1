"""The shipped study, read once for all tests that only look at it."""

import pytest

import analysis


@pytest.fixture(scope="session")
def shipped():
    """The Reading of the shipped study; tests must not change its frames."""
    return analysis.read()
