"""Every source × every fault × pages of one, two and twelve references × two nights on one cache.

In the night of the fault nothing is told that a healthy night does not tell, and nothing breaks; in the healthy night
after it everything is told again: what the sick one kept misleads nobody. A slice of it is in the normal suite, all of
it in ``make faults`` (``python -m tests.faults.test_matrix`` prints what does not hold).
"""

from __future__ import annotations

import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.faults.library import ENTRIES, FEW, World, night, world
from tests.faults.wire import SLOW, WIRES

Told = set[tuple[str, str]]
SIZES = (1, 2, 12)
SERVICES = tuple(FEW)
# Where nobody is: what the settings name instead of the service's own address.
AWAY = {
    "nothing listens": lambda url: "http://127.0.0.1:9",
    "no such host": lambda url: "http://service.invalid",
    "no TLS": lambda url: url.replace("http:", "https:"),
}
URLS = {name: f"{name}_url" for name in SERVICES}
# Nobody can see that these are no answers: nobody is accused, but what was left out may be missing from the cache for
# as long as an answer is kept.
UNSEEN = frozenset({"body: one left out", "body: all numbers"})
# One of each kind, quick ones; not those that a client sees as the same.
SLICE = (
    "says there is nothing", "rate limit with 200", "429, again in ² seconds", "500", "404 of a proxy", "204",
    "redirect to [", "length of ²", "broken off", "broken gzip", "body: half", "body: empty", "body: null",
    "body: object", "body: list of null", "body: deep", "body: all words", "body: all null",
    "body: superscript digits", "body: HTML", "body: entity bomb", "body: one left out",
)  # fmt: skip


def names_of(service: str, size: int) -> tuple[str, ...]:
    """The entries of the page for this cell."""
    return FEW[service][:size] if size < len(ENTRIES) else tuple(ENTRIES)


class Nights:
    """Healthy nights, each page once, and the cells against them."""

    def __init__(self, services: World) -> None:
        self.world = services
        self._healthy: dict[tuple[str, ...], Told] = {}

    def healthy(self, names: tuple[str, ...]) -> Told:
        if names not in self._healthy:
            with tempfile.TemporaryDirectory() as folder:
                told, broken = night(self.world.settings(Path(folder)), names)
            assert not broken
            self._healthy[names] = told
        return self._healthy[names]

    def cell(self, service: str, fault: str, size: int) -> list[str]:
        """What does not hold of one source with one fault; nothing when all is well."""
        names = names_of(service, size)
        right = self.healthy(names)
        broken = self.world.services[service]
        changes: dict[str, Any] = {"timeout": 0.3, "deadline": 0.6} if fault in SLOW else {}
        if fault in AWAY:
            url = AWAY[fault](broken.url)
            changes |= {URLS[service]: f"{url}/" if service == "idconv" else url}
        with tempfile.TemporaryDirectory() as folder:
            broken.broken = WIRES.get(fault)
            try:
                told, failures = night(self.world.settings(Path(folder), **changes), names)
            finally:
                broken.broken = None
            after, later = night(self.world.settings(Path(folder)), names)
        problems = [f"accuses: {code} {quote[:60]}" for code, quote in told - right]
        problems += [f"broke: {reason}" for reason in (*failures, *later)]
        problems += [f"accuses the next night: {code} {quote[:60]}" for code, quote in after - right]
        if fault not in UNSEEN:
            problems += [f"lost the next night: {code} {quote[:60]}" for code, quote in right - after]
        return [f"{service}, {fault}, {size}: {problem}" for problem in problems]


@pytest.fixture(scope="module")
def nights() -> Iterator[Nights]:
    with world() as services:
        yield Nights(services)


def _nobody(real: Callable[..., Any]) -> Callable[..., Any]:
    """A resolver that asks nobody for the address of what does not exist."""

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        if str(host).endswith((".invalid", ".example")):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *rest, **more)

    return getaddrinfo


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _nobody(socket.getaddrinfo))


def test_a_healthy_night_tells_of_every_source(nights: Nights) -> None:
    told = nights.healthy(tuple(ENTRIES))
    # Retracted (PubMed's, then Crossref's record), of concern, of a wrong year, newer evidence, not there twice, the
    # drug that openFDA alone knows, the use that FDA's pages alone say is taken back, the trial that ended.
    assert sorted(code for code, _ in told if code not in ("REF013",)) == [
        "FDA002", "FDA004", "REF004", "REF004", "REF006", "REF006", "REF008", "REF014", "REF016", "TIME004",
    ]  # fmt: skip


# Every fault of the slice with one source, every source with three or four faults.
_SOME = [
    (s, f)
    for i, f in enumerate([*SLICE, "nothing listens"])
    for j, s in enumerate(SERVICES)
    if (i - j) % 6 == 0
]


@pytest.mark.parametrize(
    ("service", "fault"),
    [
        *_SOME,
        *((s, "says there is nothing") for s in SERVICES[1:]),
        *(("fda", f"body: {f}") for f in ("half", "deep and open")),
    ],
)
def test_a_source_with_a_fault_accuses_nobody_and_leaves_nothing_behind(
    nights: Nights, service: str, fault: str
) -> None:
    assert nights.cell(service, fault, 2) == []


def _row(service: str, size: int) -> tuple[str, int, list[str]]:
    """All faults of one source with one size of page: its name, the cells, and what does not hold."""
    problems = []
    faults = (*WIRES, *AWAY)
    with patch.object(socket, "getaddrinfo", _nobody(socket.getaddrinfo)), world() as running:
        nights = Nights(running)
        for fault in faults:
            try:
                problems += nights.cell(service, fault, size)
            except Exception as error:
                problems.append(f"{service}, {fault}, {size}: TRACEBACK {error!r}")
    return f"{service}, {size}", len(faults), problems


def rows(services: Iterable[str], sizes: Iterable[int]) -> Iterator[tuple[str, int, list[str]]]:
    """The rows of the matrix, as many at a time as there are processors, each in a fresh process."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        todo = [pool.submit(_row, service, size) for size in sizes for service in services]
        yield from (done.result() for done in as_completed(todo))


@pytest.mark.faults
def test_every_source_with_every_fault() -> None:
    assert len(SERVICES) == 6
    assert len(WIRES) + len(AWAY) >= 50
    assert [problem for _, _, problems in rows(SERVICES, SIZES) for problem in problems] == []


def main(services: list[str], sizes: list[int]) -> None:
    """Print what does not hold."""
    began, cells, wrong = time.monotonic(), 0, 0
    for name, count, problems in rows(services, sizes):
        cells += count
        wrong += len(problems)
        print("\n".join([f"{name} references: {count} cells", *problems]), flush=True)
    print(f"{cells} cells of two nights, {wrong} problems, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1].split(",") if sys.argv[1:] else [*SERVICES], [int(n) for n in sys.argv[2:]] or [*SIZES])
