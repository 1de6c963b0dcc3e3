"""Limits that all runs and workers of a server share: one look-up at a time at NCBI and openFDA, one scrape a host.

Within a run our own session keeps each service's and each host's pace; these keep two runs from doubling it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from urllib.parse import urlsplit

from prefect import get_run_logger
from prefect.client.orchestration import SyncPrefectClient
from prefect.concurrency.asyncio import ConcurrencySlotAcquisitionError
from prefect.concurrency.sync import concurrency
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from flows.clock.asking import everything
from model.site import Site

# Seconds after which the slot of a process that was killed is free again: the least that Prefect allows. A run that
# is set going again waits for so long for its own.
_LEASE = 60.0
SOURCES = ("bestbefore-ncbi", "bestbefore-openfda")


def hosts_of(site: Site) -> tuple[str, ...]:
    """The limits of a site: one for each host that its targets name."""
    hosts = (urlsplit(target).hostname for target in site.targets)
    return tuple(dict.fromkeys(f"bestbefore-host-{host}" for host in hosts if host))


def declare(client: SyncPrefectClient, sites: Iterable[Site]) -> None:
    """Make the limits that are missing; what an operator set of one that exists stays."""
    there = {limit.name for limit in everything(client.read_global_concurrency_limits)}
    for name in (*SOURCES, *(host for site in sites for host in hosts_of(site))):
        if name not in there:
            client.upsert_global_concurrency_limit_by_name(name, 1)
            there.add(name)


@contextmanager
def shared(names: Iterable[str]) -> Iterator[None]:
    """Hold one slot of each limit, waiting for them; a limit that nobody declared does not hold anybody up. A server
    that does not answer is waited for, and then done without: within the run each service and host keep their pace."""
    held = sorted(names)  # the same order for all: no two runs wait for each other
    with ExitStack() as stack:
        if held:
            try:
                _patiently(stack.enter_context, held)
            except ConcurrencySlotAcquisitionError as error:
                get_run_logger().warning("goes on without the shared limits: %s", error)
        yield


@retry(
    retry=retry_if_exception_type(ConcurrencySlotAcquisitionError),
    stop=stop_after_delay(180),
    wait=wait_fixed(5),
    reraise=True,
)
def _patiently(enter: Callable[[AbstractContextManager[None]], None], held: list[str]) -> None:
    enter(concurrency(held, occupy=1, lease_duration=_LEASE))
