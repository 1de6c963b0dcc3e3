"""How much of pages and lists is read, as ``bestbefore.toml`` states it: ``[limits]``, and a site's own ``limits``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from flows.policies import Where
from model.errors import UsageError
from model.limits import Limits

# Nobody needs more, and each of these bounds what a hostile page may cost.
_MOST: Mapping[str, int] = {
    "page_bytes": 200_000_000,
    "page_seconds": 3_600,
    "characters": 20_000_000,
    "tags": 20_000_000,
    "dates": 1_000_000,
    "references": 100_000,
    "claims": 100_000,
    "reading_seconds": 3_600,
    "reading_bytes": 9_000_000_000,
    "sitemap_entries": 1_000_000,
    "sitemap_bytes": 1_000_000_000,
    "sitemaps": 50_000,
}


def read_limits(where: Where, table: object, base: Limits) -> Limits:
    """``base`` with what a table says. Raises UsageError with one line that names the key."""
    if not isinstance(table, dict):
        raise UsageError(
            f"{where.path}: {where.prefix.removesuffix('.')} must be a table like {{ references = 5000 }}"
        )
    where.check_keys(table, tuple(field.name for field in fields(Limits)))
    said = {key: where.whole(table, key, 1, _MOST[key]) for key in table}
    return replace(base, **{key: value for key, value in said.items() if value is not None})
