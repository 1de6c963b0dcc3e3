"""What a host answered to one request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from model.page import Document
from model.visit import Validators
from pages.fetch.faults import printable

# A longer mark is a header that hosts refuse.
_LONGEST_MARK = 500


def sendable(mark: str) -> str:
    """A validator as it may be sent back: empty for one that no header holds, or that is too long. A page that sent
    such a mark once is asked for whole, every night, instead of never again."""
    return mark if mark.isascii() and mark.isprintable() and len(mark) <= _LONGEST_MARK else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered to one request. ``onward``: the address that it sends on to, empty when it does not; of an
    error's page the body is its beginning. ``headers`` by lower-case name."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    onward: str = ""
    reason: str = ""

    @property
    def says(self) -> str:
        """The status as it may be shown."""
        return f"the site answered {self.status} {printable(self.reason)}".rstrip()

    @property
    def validators(self) -> Validators:
        """What to ask by, the next time."""
        return Validators(
            sendable(self.headers.get("etag", "")), sendable(self.headers.get("last-modified", ""))
        )

    def document(self, asked: str, lastmod: str = "") -> Document:
        """The document that was asked for at ``asked`` and found here."""
        return Document(
            url=asked,
            body=self.body,
            content_type=self.headers.get("content-type", ""),
            final_url=self.url,
            last_modified=self.headers.get("last-modified", ""),
            sitemap_lastmod=lastmod,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            status=self.status,
        )
