"""What all tests share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

# The log of internal errors, which tests provoke, is not the user's own; nor is what is remembered from run to run.
os.environ["XDG_STATE_HOME"] = os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="bestbefore-tests-")

# Between two tries of a service that is down a test waits a tenth of what a night does.
os.environ["BESTBEFORE_BACKOFF"] = "0.1"

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real samples beside the project; its absence skips, and under ``.ci/run`` is an error."""
    if not (SHARED / "data").is_dir():
        if os.environ.get("BESTBEFORE_REQUIRE_SHARED"):
            pytest.fail(f"no samples at {SHARED}, and BESTBEFORE_REQUIRE_SHARED is set")
        pytest.skip(f"no samples at {SHARED}")
    return SHARED
