"""How each page ended: under which address it is told, and with it the addresses that led to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from model.errors import FetchError
from model.site import Site, fits
from model.visit import Validators, Visit, VisitState
from pages.fetch.address import fold, host_of
from pages.fetch.content import Sight, is_home
from pages.fetch.faults import in_one_line
from pages.fetch.frontier import Frontier, Task, key_of

# Documents held until the page that they call their own address was seen.
MAX_HELD = 20
PATTERNS = "left out by the site's include and exclude"
_GOOD = (VisitState.FETCHED, VisitState.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Held:
    """A page that calls another address its own, until that one was seen."""

    task: Task
    visit: Visit
    title: str


def wants(site: Site, url: str) -> bool:
    """Whether a site's patterns let a page in."""
    inside = not site.include or any(fits(url, pattern) for pattern in site.include)
    return inside and not any(fits(url, pattern) for pattern in site.exclude)


def failure(url: str, error: Exception) -> Visit:
    """A target or saved page that could not be had."""
    unforeseen = None if isinstance(error, FetchError) else error
    words = str(error) if isinstance(error, FetchError) else in_one_line(url, error)
    return Visit(url, VisitState.NOT_REACHED, reason=words, unforeseen=unforeseen)


class Ends:
    """Settles pages. ``titles``: of those seen, by key, as numbers; ``onward``: where addresses were seen to lead."""

    def __init__(self, site: Site, frontier: Frontier, known: Callable[[str], Validators | None]) -> None:
        self._site, self._frontier, self._known = site, frontier, known
        self.titles: dict[int, int] = {}
        self.onward: dict[str, str] = {}
        # By key of a page: those that wait for what comes of it, and the ends that were not good.
        self._followers: dict[int, list[Task]] = defaultdict(list)
        self._held: dict[int, list[Held]] = defaultdict(list)
        self._bad: dict[int, tuple[VisitState, str]] = {}

    def wait_for(self, task: Task) -> None:
        """A task that was sent on to a page which is still being asked."""
        self._followers[task.key].append(task)

    def of(self, task: Task) -> tuple[VisitState, str]:
        """What came of a task's page, and why."""
        return self._bad.get(task.key, (VisitState.FETCHED, ""))

    def as_its_own(self, task: Task, met: Visit, sight: Sight) -> Iterator[Visit]:
        """The page, or another address of the one that it calls its own. It is believed where that one is there
        and has the same title: templates are copied with the address in them."""
        own = fold(sight.canonical) if sight.canonical else ""
        key = key_of(own)
        root = is_home(urlsplit(own).path)
        if (
            not own
            or key == task.key
            or root
            or task.typed
            or host_of(own) != host_of(task.url)
            or not wants(self._site, own)
        ):
            yield from self.finish(task, met)
        elif key in self.titles:
            yield from self._settled(Held(task, met, sight.title), own, self.titles[key] == hash(sight.title))
        elif len(self._held) < MAX_HELD and (key in self._frontier.open or self._frontier.is_new(own)):
            self._held[key].append(Held(task, met, sight.title))
            if key not in self._frontier.open:
                self._frontier.add(Task(own, listed=task.listed, depth=task.depth), front=True)
        else:
            yield from self.finish(task, met)

    def _settled(self, held: Held, own: str, same: bool) -> Iterator[Visit]:
        if same:
            reason = f"{held.task.url}: it calls {own} its own address"
            self._frontier.done(held.task)
            yield Visit(held.task.url, VisitState.MOVED, reason=reason, moved_to=own)
        else:
            yield from self.finish(held.task, held.visit)

    def end(
        self,
        task: Task,
        state: VisitState,
        reason: str,
        error: Exception | None = None,
        validators: Validators | None = None,
    ) -> Iterator[Visit]:
        """A page without a document."""
        unforeseen = error if error is not None and not isinstance(error, FetchError) else None
        if state is not VisitState.UNCHANGED and task.via:
            reason = f"{task.named}: it leads to {reason}"
        met = Visit(
            task.named, state, reason=reason, validators=validators or Validators(), unforeseen=unforeseen
        )
        if state is VisitState.UNCHANGED:
            met = replace(met, url=task.url)
        elif task.via:
            met = replace(met, moved_to=task.url)
        yield from self.finish(task, met)

    def finish(self, task: Task, met: Visit) -> Iterator[Visit]:
        """One page is settled, and with it those that lead to it."""
        self._frontier.done(task, gone=met.state is VisitState.GONE)
        if met.state not in _GOOD:
            self._bad[task.key] = (met.state, met.reason)
        step_stone = (
            self._site.follow and task.typed and met.state in _GOOD and not wants(self._site, task.url)
        )
        if not step_stone:
            yield met
        if met.state in _GOOD:
            yield from self._moved(task)
        for follower in self._followers.pop(task.key, ()):
            yield from self.follows(follower, met.state, met.reason)
        for held in self._held.pop(task.key, ()):
            title = self.titles.get(task.key)
            same = title == hash(held.title) if title is not None else self._known(held.task.url) is None
            yield from self._settled(held, met.url, same and met.state in _GOOD)

    def follows(self, task: Task, state: VisitState, reason: str) -> Iterator[Visit]:
        """What comes of an address that leads to a page which was met under its own."""
        if state in (*_GOOD, VisitState.MOVED):
            yield from self._moved(task)
        else:
            yield Visit(task.named, state, reason=f"{task.named}: it leads to {reason}")

    def _moved(self, task: Task) -> Iterator[Visit]:
        for address, for_good in task.via:
            if key_of(address) != task.key:
                words = "it moved for good to" if for_good else "it leads to"
                yield Visit(
                    address,
                    VisitState.MOVED,
                    reason=f"{address}: {words} {task.url}",
                    moved_to=task.url,
                    for_good=for_good,
                )
