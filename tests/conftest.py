"""The shipped study, read once for all tests that only look at it."""

import os

import pytest

import analysis

os.environ["NARRATIVE_READINGS"] = ""  # no test opens what another kept, nor writes into the checkout


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_xdist_auto_num_workers(config):
    """Start one worker more than there are cores: tests that start kernels mostly wait for them."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def shipped():
    """The Reading of the shipped study; tests must not change its frames."""
    return analysis.read()
