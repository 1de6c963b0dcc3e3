"""Whether the pages that links lead to are still there: each asked once, the bad ones a second time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from urllib.parse import urlsplit

from model.address import is_address
from model.errors import FetchError
from model.link import LinkFacts, LinkState
from model.visit import VisitState
from pages.fetch.address import fold, host_of, same_page
from pages.fetch.answer import Answer
from pages.fetch.content import is_home, is_no_page_name, look
from pages.fetch.faults import HostTrouble
from pages.fetch.robots import Forbidden
from pages.fetch.session import PageSession
from pages.fetch.wire import OutOfTime
from polite.session import MAX_REDIRECTS

# So many hosts are asked side by side, and so long (seconds) one run asks for links.
HOSTS = 8
LONGEST_RUN = 3_600.0
_FOR_GOOD = frozenset({301, 308})
# A person may see what a program is refused; 999 is LinkedIn's.
_REFUSED = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})
_STATES = {
    VisitState.GONE: LinkState.SOFT_GONE,
    VisitState.NO_CONTENT: LinkState.REFUSED,
    VisitState.NOT_REACHED: LinkState.SILENT,
}
_BAD = frozenset({LinkState.GONE, LinkState.SOFT_GONE, LinkState.HOME, LinkState.SILENT})


class Prober:
    """Asks for links on the one polite session of a run: robots.txt, pace and reach are those of pages."""

    def __init__(self, session: PageSession) -> None:
        self._session = session
        self._until = 0.0

    def __call__(self, urls: Iterable[str]) -> dict[str, LinkFacts]:
        """What became of each. What there was no time to ask is left out. A bad word counts when it is said twice."""
        self._until = self._until or time.monotonic() + LONGEST_RUN
        first = self._round(urls)
        bad = [url for url, facts in first.items() if facts.state in _BAD]
        if bad:
            time.sleep(self._session.again_after)
            self._session.forgive()
            for url, again in self._round(bad).items():
                if again.state not in _BAD or first[url].state is LinkState.SILENT:
                    first[url] = again
        return first

    def _round(self, urls: Iterable[str]) -> dict[str, LinkFacts]:
        hosts: dict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys(urls):
            hosts[host_of(url)].append(url)
        with ThreadPoolExecutor(HOSTS) as pool:
            return {
                facts.url: facts for facts in chain.from_iterable(pool.map(self._of_host, hosts.values()))
            }

    def _of_host(self, urls: list[str]) -> list[LinkFacts]:
        return [self._one(url) for url in urls if time.monotonic() < self._until]

    def _one(self, url: str) -> LinkFacts:
        at, for_good, seconds = fold(url), True, self._session.seconds
        try:
            for _ in range(MAX_REDIRECTS + 1):
                started = time.monotonic()
                answer = self._ask(at, max(0.1, seconds))
                seconds -= time.monotonic() - started
                if not answer.onward:
                    return _facts(url, answer, for_good)
                for_good = for_good and answer.status in _FOR_GOOD
                at = fold(answer.onward)
        except Forbidden as error:
            return LinkFacts(url, LinkState.REFUSED, str(error))
        except (HostTrouble, OutOfTime) as error:
            return LinkFacts(url, LinkState.SILENT, str(error))
        except FetchError as error:  # a place that is not asked, or an answer that is no page's
            return LinkFacts(url, LinkState.UNKNOWN, str(error))
        return LinkFacts(url, LinkState.UNKNOWN, f"it sends on more than {MAX_REDIRECTS} times")

    def _ask(self, url: str, seconds: float) -> Answer:
        """HEAD for what is a download by its name, GET where that is refused, and for pages: what is gone is
        often said in words only."""
        if is_no_page_name(url):
            head = self._session.ask(url, seconds=seconds, method="HEAD")
            if head.status < 400:
                return head
        return self._session.ask(url, seconds=seconds)


def _facts(url: str, answer: Answer, for_good: bool) -> LinkFacts:
    """What the end of a link's redirects says of it."""
    if answer.status in (404, 410):
        return LinkFacts(url, LinkState.GONE, answer.says)
    if answer.status in _REFUSED:
        return LinkFacts(url, LinkState.REFUSED, answer.says)
    if answer.status >= 400:
        return LinkFacts(url, LinkState.SILENT if answer.status >= 500 else LinkState.UNKNOWN, answer.says)
    if not is_no_page_name(answer.url):
        sight = look(answer.document(url), answer.headers)
        if sight.state in _STATES and not sight.reason.startswith(("it is", "it has no text")):
            return LinkFacts(url, _STATES[sight.state], sight.reason)
    asked, found = fold(url), fold(answer.url)
    if same_page(asked) == same_page(found):
        return LinkFacts(url, LinkState.OK, answer.says)
    deep = is_address(asked) and not is_home(urlsplit(asked).path)
    if deep and is_home(urlsplit(found).path, urlsplit(asked).path) and not urlsplit(found).query:
        return LinkFacts(url, LinkState.HOME, f"it sends on to the home page of {host_of(found)}", found)
    if for_good:
        return LinkFacts(url, LinkState.MOVED, f"it moved for good to {found}", found)
    return LinkFacts(url, LinkState.OK, answer.says, found)
