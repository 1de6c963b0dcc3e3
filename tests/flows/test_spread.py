"""Shards: a run survives the way to another worker, without the store's password."""

import json
from datetime import date
from pathlib import Path

import pytest

from flows.spread import _shards, packed, unpacked
from flows.work import Work
from model.finding import Severity
from model.page import PageType
from model.policy import Policy
from model.site import Rule, Site

SITE = Site(
    "clinic.example",
    ("https://clinic.example/sitemap.xml",),
    Policy(disabled=frozenset({"TIME003"}), severities={"DATE002": Severity.ERROR}, page_types=(("/n/*", PageType.NEWS),)),
    rules=(Rule("/blog/*", Policy(review_months=12, owner="Blog")),),
    out=Path("report"),
    delay=2.5,
)  # fmt: skip
WORK = Work("postgresql://me:hunter2@db/x", 7, 3, SITE, date(2026, 11, 27), "auto", "web@clinic.example", Path("/site"),
            "", "reader", "names", "data", ("/site/saved",))  # fmt: skip


def test_a_run_comes_through_json_as_it_was_but_for_the_store():
    text = json.dumps(packed(WORK))
    assert "hunter2" not in text
    assert unpacked(json.loads(text), WORK.store) == WORK


def test_what_is_no_run_is_refused():
    with pytest.raises(ValueError, match="int"):
        unpacked(packed(WORK) | {"run": "seven"}, "x")


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 1000, 1001, 2500])
def test_every_page_is_in_one_shard(count):
    batches = [tuple(range(at, min(at + 50, count))) for at in range(0, count, 50)]
    shards = list(_shards(iter(batches), 1000))
    assert [page for shard in shards for page in shard] == list(range(count))
    assert all(len(shard) <= 1000 for shard in shards)
    assert all(len(shard) == 1000 for shard in shards[:-1])
