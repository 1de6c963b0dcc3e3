"""Looking after what is remembered: backup, restore, and dropping what is old."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sources.answer_cache import AnswerCache
from sources.settings import Settings
from store.keeping import Pruned, backup, prune, restore

__all__ = ["DAYS", "backup", "pruned", "restore"]

# Days for which runs, versions, answers and resolved findings are kept unless told otherwise.
DAYS = 90


def pruned(place: str | Path, today: date, days: int = DAYS) -> tuple[Pruned, int]:
    """Drop from the store what is older than so many days, and from the cache of raw answers what is no longer good;
    returns how much of each."""
    done = prune(place, today - timedelta(days=days))
    folder = Settings.from_environment().cache_dir
    path = folder / "answers.sqlite" if folder else None
    if path is None or not path.is_file():
        return done, 0
    cache = AnswerCache(path)
    try:
        return done, cache.forget_expired()
    finally:
        cache.close()
