"""What a page says: fetching (``pages.fetch``, the only network here) and reading (``pages.read``, pure)."""
