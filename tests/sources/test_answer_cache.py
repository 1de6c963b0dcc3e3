"""Answers kept on disk."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sources.answer_cache import AnswerCache, Cached

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ANSWER = Cached(b"<xml/>", "https://example.org/1", NOW)


def test_an_answer_comes_back_with_its_address_and_day(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "answers.sqlite3"
    first = AnswerCache(path, now=lambda: NOW)
    first.put("trial", "1", ANSWER)
    first.close()
    again = AnswerCache(path, now=lambda: NOW + timedelta(days=1))
    assert again.get("trial", "1") == ANSWER
    assert again.get("trial", "2") is None
    assert again.get("idconv", "1") is None, "kinds are apart"
    again.close()


def test_an_answer_is_good_for_as_long_as_its_kind() -> None:
    clock = [NOW]
    cache = AnswerCache(now=lambda: clock[0], good_for={"a": timedelta(days=2), "b": timedelta(days=9)})
    cache.put("a", "1", ANSWER)
    cache.put("b", "1", ANSWER)
    clock[0] = NOW + timedelta(days=3)
    assert cache.get("a", "1") is None
    assert cache.get("b", "1") == ANSWER
    assert cache.forget_expired() == 1
    clock[0] = NOW
    assert cache.get("a", "1") is None
    cache.close()


def test_an_answer_that_was_tampered_with_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite3"
    cache = AnswerCache(path, now=lambda: NOW)
    cache.put("trial", "1", ANSWER)
    db = sqlite3.connect(path)
    db.execute("UPDATE answer SET body = x'00'")
    db.commit()
    db.close()
    assert cache.get("trial", "1") is None
    cache.close()


def test_many_threads_write_and_read(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite3", now=lambda: NOW)

    def work(n: int) -> None:
        cache.put_many("trial", {f"{n}-{i}": ANSWER for i in range(50)})
        assert len(cache.get_many("trial", (f"{n}-{i}" for i in range(50)))) == 50

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cache.get_many("trial", (f"{n}-{i}" for n in range(6) for i in range(50)))) == 300
    cache.close()


def test_an_answer_of_a_day_to_come_is_not_there() -> None:
    cache = AnswerCache(now=lambda: NOW, good_for={"a": timedelta(days=2)})
    cache.put("a", "a clock that was years ahead", Cached(b"1", "", NOW + timedelta(days=3_650)))
    cache.put("a", "two machines' clocks", Cached(b"1", "", NOW + timedelta(minutes=1)))
    assert cache.get("a", "a clock that was years ahead") is None
    assert cache.get("a", "two machines' clocks") is not None
    cache.close()
