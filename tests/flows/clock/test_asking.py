"""All of what a server has is asked for, part by part."""

import pytest

from flows.clock.asking import everything
from flows.clock.limits import declare
from model.site import Site


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 400, 950])
def test_everything_is_found_and_nothing_twice(count):
    asked = []

    def read(limit, offset, tag):
        asked.append(tag)
        return list(range(count))[offset : offset + min(limit, 200)]

    assert everything(read, tag="ours") == list(range(count))
    assert set(asked) == {"ours"}
    assert len(asked) <= count // 200 + 1


class _Limit:
    def __init__(self, name):
        self.name = name


def test_a_limit_that_an_operator_set_stays_among_many():
    """300 hosts: what is there already is not set back to one."""
    sites = [Site(f"s{n}", (f"https://s{n}.example/",)) for n in range(300)]
    there = [_Limit(f"bestbefore-host-s{n}.example") for n in range(300)]
    made = []

    class Client:
        def read_global_concurrency_limits(self, limit, offset):
            return there[offset : offset + min(limit, 200)]

        def upsert_global_concurrency_limit_by_name(self, name, number):
            made.append(name)

    declare(Client(), sites)
    assert made == ["bestbefore-ncbi", "bestbefore-openfda"]
