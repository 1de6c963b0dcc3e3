"""The fixtures of the FDA checks' tests serve here too, and the desk that all of these ask."""

from __future__ import annotations

import pytest

from sources.desk import Desk
from sources.settings import Settings
from tests.checks.fda.conftest import judged, whole

__all__ = ["judged", "whole"]


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The data that ship, and nothing of whoever runs the tests."""
    return Desk("snapshot", Settings())
