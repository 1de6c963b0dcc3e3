"""A server that cannot be reached is one line, not a page of traces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
from prefect.exceptions import PrefectHTTPStatusError

from model.errors import UsageError


@contextmanager
def reached(address: str) -> Iterator[None]:
    """Turn the failures of a talk with Prefect's server into UsageError. ``address``: shown without credentials."""
    parts = urlsplit(address)
    shown = f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
    try:
        yield
    except PrefectHTTPStatusError as error:
        words = " ".join(error.response.text.split())[:300]
        raise UsageError(
            f"Prefect's server at {shown} refused ({error.response.status_code}): {words}"
        ) from error
    except (httpx.HTTPError, OSError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "Failed to reach API" not in str(error):
            raise
        raise UsageError(f"Prefect's server at {shown} cannot be reached ({type(error).__name__})") from error
