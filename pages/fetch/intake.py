"""What is let into a crawl: targets, and the pages that lists and links name, each once and within the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from model.address import is_address
from model.errors import FetchError
from model.site import Site
from model.visit import Validators, Visit, VisitState
from pages.fetch.address import fold, host_of
from pages.fetch.ends import PATTERNS, failure, wants
from pages.fetch.faults import in_one_line
from pages.fetch.frontier import Frontier, Task
from pages.fetch.listing import Listing, read_listing
from pages.fetch.reach import bare, file_url, has_userinfo, is_web, origin_of
from pages.fetch.saved import files_of, is_folder, read_file, saved_visit
from pages.fetch.session import PageSession

# An index of sitemaps of sitemaps: the protocol allows one level, sites use two.
MAX_SITEMAP_DEPTH = 3
# A saved file that may be a list of pages.
_LIST_SUFFIXES = frozenset({".txt", "", ".xml", ".gz", ".rss", ".atom"})
# So many of a list's addresses that are none are told one by one.
MOST_NAMED = 20


class Intake:
    """Puts tasks into the frontier; what is not let in, and why, is yielded.

    ``hosts``: those of the site, by its targets and lists. ``pages``: so many were let in; ``left``: so many were
    left out since the site's ``max_pages`` were reached. ``files``: addresses of the saved pages that targets named.
    """

    def __init__(
        self,
        site: Site,
        frontier: Frontier,
        known: Callable[[str], Validators | None],
        session: PageSession,
        told: Callable[[str], str],
    ) -> None:
        self._site, self._frontier, self._known, self._session = site, frontier, known, session
        self._told = told
        self.files: set[str] = set()
        self.hosts: set[str] = set()
        self.pages = self.left = 0
        self._sitemaps = 0

    def saved(self, target: str) -> Iterator[Visit]:
        """The saved pages that a target names, and of saved lists the pages that they name. In a folder the site's
        patterns hold; a file that is named itself is wanted."""
        typed = not is_folder(target)
        for found in files_of(target):
            if isinstance(found, FetchError):
                yield failure(bare(target), found)
                continue
            url = file_url(found)
            if url in self.files:
                continue
            self.files.add(url)
            if not typed and not wants(self._site, self._told(url)):
                yield from self.left_out(url)
                continue
            try:
                document = read_file(found, self._session.largest)
                listed = found.suffix.lower() in _LIST_SUFFIXES
                listing = (
                    read_listing(document.body, "text/plain", limits=self._site.limits) if listed else None
                )
                if listing is None:
                    yield saved_visit(document)
                else:
                    yield from self.listed(Task(url, typed=True), listing)
            except Exception as error:
                yield failure(url, error)

    def listed(self, task: Task, listing: Listing) -> Iterator[Visit]:
        """The pages of a list, and the lists that it names."""
        if listing.left_out:
            yield Visit(task.url, VisitState.NOT_REACHED, reason=f"{task.url}: {listing.left_out}")
        wrong = 0
        for entry in listing.pages:
            for met in self.add(Task(entry.url, entry.lastmod, listed=True, nested=task.nested + 1)):
                wrong += met.state is VisitState.NOT_REACHED
                if wrong <= MOST_NAMED or met.state is not VisitState.NOT_REACHED:
                    yield met
        if wrong > MOST_NAMED:
            reason = f"{task.url}: {wrong:,} of its addresses cannot be asked; {MOST_NAMED} of them are named"
            yield Visit(task.url, VisitState.NOT_REACHED, reason=reason)
        if listing.more and task.nested >= MAX_SITEMAP_DEPTH:
            reason = f"{task.url}: sitemaps nested deeper than {MAX_SITEMAP_DEPTH} levels"
            yield Visit(task.url, VisitState.NOT_REACHED, reason=reason)
            return
        for address in listing.more:
            self._sitemaps += 1
            if self._sitemaps > (most := self._site.limits.sitemaps):
                reason = f"{task.url}: only the first {most:,} sitemaps were read (limits.sitemaps)"
                yield Visit(task.url, VisitState.NOT_REACHED, reason=reason)
                return
            yield from self.add(Task(address, listed=True, nested=task.nested + 1, is_list=True))

    def add(self, task: Task) -> Iterator[Visit]:
        """A page that was named, if it is new and of the site."""
        if not is_web(task.url) or not is_address(task.url):
            yield Visit(
                bare(task.url), VisitState.NOT_REACHED, reason=f"{bare(task.url)}: is not an http(s) address"
            )
            return
        try:
            if has_userinfo(task.url) and origin_of(task.url) not in self._session.reach.credentials:
                raise FetchError("an address with a user's name in it is asked only when it is a target")
            task.url = fold(task.url)
            origin_of(task.url)
        except FetchError as error:
            yield Visit(bare(task.url), VisitState.NOT_REACHED, reason=in_one_line(bare(task.url), error))
            return
        if not self._frontier.is_new(task.url):
            return
        if not task.typed and not task.is_list and not wants(self._site, task.url):
            self._frontier.mark(task.url)
            yield from self.left_out(task.url)
        elif self.pages >= self._site.max_pages and not task.is_list:
            self._frontier.mark(task.url)
            self.left += 1
        else:
            task.counted = not task.is_list
            self.pages += task.counted
            self._session.expected += task.counted
            if task.listed:
                self.hosts.add(host_of(task.url))
            self._frontier.add(task)

    def add_link(self, task: Task, link: str) -> Iterator[Visit]:
        """A page that a page of the site links to, where links are followed."""
        new = self._site.follow and task.depth < self._site.depth and self._frontier.is_new(link)
        if new and self.is_ours(link):
            yield from self.add(Task(link, depth=task.depth + 1))

    def left_out(self, url: str) -> Iterator[Visit]:
        """A page that the site's patterns leave out: told where it was had in an earlier night."""
        if self._known(url) is not None:
            yield Visit(url, VisitState.EXCLUDED, reason=f"{url}: {PATTERNS}")

    def is_ours(self, url: str) -> bool:
        """Whether an address is on one of the site's hosts."""
        return host_of(url) in self.hosts
