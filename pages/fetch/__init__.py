"""Getting the pages: the only network in this room."""

from pages.fetch.scrape import FetchFailure, fetch_linked, scrape

__all__ = ["FetchFailure", "fetch_linked", "scrape"]
