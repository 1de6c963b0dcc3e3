"""What every request of ours goes through: no cookies, no log-ins, no bodies of redirects, no retries of its own.

Sources use the session; pages use the adapter alone, which is all of a session that they need, in half its time.
"""

from __future__ import annotations

from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

# So many redirects are followed.
MAX_REDIRECTS = 10


class Adapter(HTTPAdapter):
    """requests' adapter, which reads no redirect's body, and whose ``close`` closes.

    requests reads the body of a redirect whole, however large, before it follows it or not. urllib3 leaves the
    closing of connections to whoever forgets a pool last, and an error that was raised on one of them remembers it
    until Python searches for garbage. It does not ask again: see ``polite.patience``.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, max_retries=0)

    def build_response(self, request: requests.PreparedRequest, answer: Any) -> requests.Response:
        """As requests does."""
        response = super().build_response(request, answer)
        if response.is_redirect:
            answer.close()
            response._content, response._content_consumed = b"", True  # type: ignore[attr-defined]
        return response

    def close(self) -> None:
        """Close the connections."""
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118  (it is no mapping that can be gone through)
                manager.pools[key].close()
        super().close()


def open_session(agent: str, contact: str = "") -> requests.Session:
    """A session that says who asks, and how to reach them. It keeps connections open; it keeps no cookie and sends
    none, and no log-in from ``~/.netrc``."""
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, Adapter())
    session.max_redirects = MAX_REDIRECTS
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.auth = _no_login
    session.headers["User-Agent"] = user_agent(agent, contact)
    return session


def user_agent(agent: str, contact: str = "") -> str:
    """What the User-Agent says: "bestbefore/0.1 (content audit of health pages; mailto:…)"."""
    return f"{agent}/0.1 (content audit of health pages{f'; {contact}' if contact else ''})"


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Sends no credentials; that it is there keeps requests from looking them up in ~/.netrc."""
    return request
