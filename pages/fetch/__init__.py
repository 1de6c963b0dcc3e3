"""Getting the pages: the only network in this room.

::

    site ── visit ──►  visits        listing, sitemap, feed: what names pages     saved: what is on the disk
              │                      frontier: what is still to be asked          lanes: threads, one a host
              │                      content, walls.toml: what an answer is       ends: how each page ended
           session     robots, pace, time, size, tries                            probe: linked pages elsewhere
              │
             wire      connections that go only where they may, and that end
              │
            reach      where that is: what the operator named, and the open web
"""

from pages.fetch.reach import bare, is_web
from pages.fetch.scrape import FetchFailure, fetch_linked, scrape
from pages.fetch.visit import visit

__all__ = ["FetchFailure", "bare", "fetch_linked", "is_web", "scrape", "visit"]
