"""What the smaller commands do with the same parts: read only, claims only, references only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.steps import read_one
from model.errors import ReadError
from model.lexicon import Lexicon
from model.page import Document, Page
from pages.fetch import FetchFailure, scrape
from reports.build import Failure


def read_targets(
    targets: Iterable[str], lexicon: Lexicon | None = None
) -> Iterator[tuple[Page | None, Failure | None]]:
    """Every page of the targets as read, or why it could not be; one of the two is None."""
    for item in scrape(targets):
        if isinstance(item, FetchFailure):
            yield None, Failure(item.url, item.reason)
            continue
        try:
            yield _read(item, lexicon), None
        except ReadError as error:
            yield None, Failure(item.url, f"{item.url}: {error}")


def _read(document: Document, lexicon: Lexicon | None) -> Page:
    return read_one(document, lexicon or Lexicon())
