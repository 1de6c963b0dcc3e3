"""One requests session for all pages of a run: identified, bounded, patient with a busy host."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from model.errors import FetchError
from model.page import Document

# A health page has 100 KB; what is larger than this is a download, and would only fill the memory.
MAX_BYTES = 20_000_000
# Seconds to connect, and between two pieces of an answer.
TIMEOUT = (10, 30)
# Seconds between two requests to one host: a person reading fast.
PAUSE = 0.5
# How long we wait at the most where a host says Retry-After (seconds).
LONGEST_WAIT = 60


@dataclass
class PageSession:
    """Fetches pages one after the other, no faster than one every ``pause`` seconds a host.

    ``remembered`` is asked first: what a killed run fetched is not fetched again.
    """

    contact: str = ""
    pause: float = PAUSE
    remembered: Callable[[str], Document | None] = lambda url: None
    _last: dict[str, float] = field(default_factory=dict)
    _session: requests.Session | None = None

    def get(self, url: str, sitemap_lastmod: str = "") -> Document:
        """Fetch one address.

        Raises FetchError with one line that says what to do: no such host, an error status, a time-out,
        more than ``MAX_BYTES``.
        """
        if (known := self.remembered(url)) is not None:
            return known
        host = urlsplit(url).netloc
        wait = self._last.get(host, 0.0) + self.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            with self._http().get(url, timeout=TIMEOUT, stream=True) as answer:
                if answer.status_code >= 400:
                    raise FetchError(f"{url}: the site answered {answer.status_code} {answer.reason}")
                body = self._body(url, answer)
                return Document(
                    url=url,
                    body=body,
                    content_type=answer.headers.get("Content-Type", ""),
                    final_url=answer.url,
                    last_modified=answer.headers.get("Last-Modified", ""),
                    sitemap_lastmod=sitemap_lastmod,
                    fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    status=answer.status_code,
                )
        except requests.exceptions.Timeout as error:
            raise FetchError(f"{url}: no answer within {TIMEOUT[1]} seconds; try again later") from error
        except requests.exceptions.RetryError as error:
            raise FetchError(f"{url}: the site kept answering that it is busy; try again later") from error
        except requests.exceptions.ConnectionError as error:
            raise FetchError(f"{url}: no connection to {host}; check the address and the network") from error
        except requests.exceptions.RequestException as error:
            raise FetchError(f"{url}: {error}") from error
        finally:
            self._last[host] = time.monotonic()

    def _body(self, url: str, answer: requests.Response) -> bytes:
        pieces, size = [], 0
        for piece in answer.iter_content(65_536):
            size += len(piece)
            if size > MAX_BYTES:
                raise FetchError(f"{url}: larger than {MAX_BYTES // 1_000_000} MB; this is not a page")
            pieces.append(piece)
        return b"".join(pieces)

    def _http(self) -> requests.Session:
        if self._session is None:
            session = requests.Session()
            contact = f"; {self.contact}" if self.contact else ""
            session.headers["User-Agent"] = f"bestbefore/0.1 (content audit{contact})"
            session.headers["Accept"] = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
            retry = Retry(
                total=3,
                connect=1,
                backoff_factor=1.0,
                backoff_jitter=0.5,
                backoff_max=LONGEST_WAIT,
                status_forcelist=(429, 502, 503, 504),
                respect_retry_after_header=True,
            )
            adapter = HTTPAdapter(max_retries=retry)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            self._session = session
        return self._session
