"""Getting the pages: the only network in this room.

::

    targets ── scrape ──►  documents        sitemap: what a sitemap lists
                  │
               session     politeness, time, size, tries
                  │
                wire       connections that go only where they may, and that end
                  │
                reach      where that is: what the operator named, and the open web
"""

from pages.fetch.reach import bare, is_web
from pages.fetch.scrape import FetchFailure, fetch_linked, scrape
from pages.fetch.visit import visit

__all__ = ["FetchFailure", "bare", "fetch_linked", "is_web", "scrape", "visit"]
