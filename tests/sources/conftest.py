"""What the tests of sources share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sources.settings import Settings
from tests.services.loopback import Loopback

HURRIED: dict[str, object] = {"timeout": 0.3, "deadline": 0.6}


@pytest.fixture
def settings_for(tmp_path: Path) -> Callable[..., Settings]:
    """Settings that point every service at one loopback server, quick to try again.

    They wait long for an answer, so that a busy machine is no fault; what asks whether a client gives up says
    ``**HURRIED``.
    """

    def make(server: Loopback | str, **changes: object) -> Settings:
        url = server if isinstance(server, str) else server.url
        values: dict[str, object] = {
            "eutils_url": f"{url}/entrez/eutils",
            "idconv_url": f"{url}/tools/idconv/api/v1/articles/",
            "crossref_url": url,
            "trials_url": f"{url}/api/v2",
            "cache_dir": tmp_path / "cache",
            "contact_email": "editor@example.org",
            "ncbi_per_second": 500.0,
            "crossref_per_second": 500.0,
            "trials_per_second": 500.0,
            "timeout": 4.0,
            "deadline": 6.0,
            "attempts": 3,
            "backoff": 0.01,
            "backoff_limit": 0.05,
        }
        return Settings(**(values | changes))  # type: ignore[arg-type]

    return make
