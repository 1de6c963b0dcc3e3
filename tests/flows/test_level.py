"""A process that audits night after night holds no more files and connections than on its first."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.library import _printed, world
from tests.faults.wire import WIRES
from tests.flows.conftest import page

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="open files are counted in /proc")


@pytest.fixture(autouse=True)
def no_search_for_garbage() -> Iterator[None]:
    """What is closed must be closed by whoever opened it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _open_files() -> Counter[str]:
    found: Counter[str] = Counter()
    for file in Path("/proc/self/fd").iterdir():
        try:
            name = str(file.readlink())
        except OSError:
            continue
        found["a connection" if name.startswith("socket:") else Path(name).name] += 1
    return found


def _more_than(before: Counter[str]) -> Counter[str]:
    """What is open beyond that; the site's server ends its side of a connection a moment after ours."""
    end = time.monotonic() + 5
    while (more := _open_files() - before) and time.monotonic() < end:
        time.sleep(0.05)
    return more


def test_good_and_held_nights_leave_nothing_open(nights, monkeypatch):
    monkeypatch.setattr("pages.fetch.session._pause", lambda attempt, error: 0.01)
    before = _open_files()
    for held in (False, False, True, True, True, False):
        missing = list(nights.site.pages)[1:]
        nights.site.failing = dict.fromkeys(missing, 404) | {missing[0]: 503} if held else {}
        assert bool(nights.audit().held) is held
        assert not _more_than(before)


@pytest.mark.parametrize("silent", [False, True])
def test_services_that_answer_or_fail_leave_nothing_open(nights, monkeypatch, silent):
    monkeypatch.setenv("BESTBEFORE_ATTEMPTS", "1")
    listed = "<h2>References</h2><ol>" + "".join(f"<li>{_printed(n, '')}</li>" for n in (1, 2)) + "</ol>"
    nights.site.pages = {"/a.html": page("Iron", "Iron helps [1] and more of it does not [2].", listed)}
    with world() as services:
        for name, service in services.services.items():
            service.broken = WIRES["500"] if silent else None
            ending = {"idconv": "/", "trials": "/api/v2"}.get(name, "")
            monkeypatch.setenv(f"BESTBEFORE_{name.upper()}_URL", service.url + ending)
        for name in ("NCBI", "CROSSREF", "TRIALS", "OPENFDA"):
            monkeypatch.setenv(f"BESTBEFORE_{name}_PER_SECOND", "1000")
        before = _open_files()
        for _ in range(2):
            nights.audit(sources="live")
            assert not _more_than(before)
