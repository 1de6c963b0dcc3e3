"""Pages, their versions, and what was read of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, tuple_, update

from model.lexicon import Lexicon
from model.page import Document, Page
from store.codec import (
    digest,
    mark_of,
    pack_bytes,
    pack_names,
    pack_page,
    storable,
    unpack_bytes,
    unpack_names,
    unpack_page,
)
from store.database import Database
from store.schema import facts, linked, names, pages, versions

# Made once: a night may change each page. What is set, the parameters name.
_CHANGE = update(pages).where(pages.c.id == bindparam("page"))
# So many rows in one IN (...): SQLite takes 32,766 values, PostgreSQL plans badly with thousands.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in the store; see ``schema.pages``."""

    id: int
    url: str
    state: str = "examined"
    reason: str = ""
    gone: int = 0
    gone_on: date | None = None
    settled: bool = False
    examined: date | None = None
    version: int | None = None
    etag: str = ""
    last_modified: str = ""
    links: str = ""
    moved_to: str = ""
    facts: str = ""
    reader: str = ""

    @property
    def leads_to(self) -> tuple[str, ...] | None:
        """The pages that it links to, None where they were never looked for."""
        return tuple(filter(None, self.links.split("\n"))) if self.links else None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a page, as far as steps look at it. ``wants``: addresses of its reference list, one a line."""

    id: int
    page: int
    content: str
    text: str
    said: str
    since: date
    until: date
    wants: str


class Pages:
    """Pages and versions of one store."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def find(self, site: int, url: str) -> PageRow | None:
        """The page of an address, None when it was never met."""
        return next(iter(self.find_with_next(site, url, 1)), None)

    def find_with_next(self, site: int, url: str, count: int) -> list[PageRow]:
        """The page of an address, and those that were first met after it, so many at the most: a site names its pages
        in much the same order every night. None where it was never met."""
        mark = mark_of(url)
        own = select(pages.c.id).where(pages.c.site_id == site, pages.c.mark == mark)
        query = select(pages).where(pages.c.site_id == site, pages.c.id >= own.scalar_subquery())
        with self._db.reading() as db:
            rows = db.execute(query.order_by(pages.c.id).limit(count)).all()
        # an address that could not be stored as it is can be found by its mark alone
        return [_page(r) for r in rows if r.mark in (mark, mark_of(r.url))]

    def some(self, ids: Iterable[int]) -> list[PageRow]:
        """These pages, in the order of their numbers."""
        with self._db.reading() as db:
            rows = [r for part in chunks(ids) for r in db.execute(select(pages).where(pages.c.id.in_(part)))]
        return sorted((_page(r) for r in rows), key=lambda p: p.id)

    def all_of(self, site: int) -> Iterator[PageRow]:
        """Every page of a site, in the order in which they were first met."""
        last = 0
        while True:
            with self._db.reading() as db:
                query = select(pages).where(pages.c.site_id == site, pages.c.id > last)
                rows = db.execute(query.order_by(pages.c.id).limit(CHUNK)).all()
            if not rows:
                return
            yield from (_page(r) for r in rows)
            last = rows[-1].id

    def add(self, db: Connection, site: int, url: str) -> int:
        """A page that is met for the first time."""
        made = db.execute(
            insert(pages).values(site_id=site, url=storable(url), mark=mark_of(url))
        ).inserted_primary_key
        return int(made[0]) if made else 0

    def rename(self, db: Connection, page: int, url: str) -> None:
        """The page has another address; its past goes with it."""
        db.execute(update(pages).where(pages.c.id == page).values(url=storable(url), mark=mark_of(url)))

    def change(self, db: Connection, page: int, **values: object) -> None:
        """Set columns of one page."""
        taken = {n: storable(v) if isinstance(v, str) else v for n, v in values.items()}
        db.execute(_CHANGE, {"page": page, **taken})

    def examined(self, db: Connection, ids: Iterable[int], day: date) -> None:
        """Note that these pages were examined."""
        for part in chunks(ids):
            db.execute(update(pages).where(pages.c.id.in_(part)).values(examined=day))

    # -- versions ---------------------------------------------------------------------------------------------------

    def keep(self, db: Connection, page: int, document: Document, content: str, day: date) -> int:
        """Keep a document as the page's version; one with the same content is the same version."""
        row = db.execute(
            select(versions.c.id)
            .join(pages, pages.c.version == versions.c.id)
            .where(pages.c.id == page, versions.c.content == content)
        ).one_or_none()
        if row is not None:
            db.execute(update(versions).where(versions.c.id == row.id).values(until=day))
            version = int(row.id)
        else:
            made = db.execute(
                insert(versions).values(
                    page_id=page,
                    content=content,
                    since=day,
                    until=day,
                    final_url=storable(document.final_url),
                    content_type=storable(document.content_type),
                    last_modified=storable(document.last_modified),
                    sitemap_lastmod=storable(document.sitemap_lastmod),
                    fetched_at=document.fetched_at,
                    status=document.status,
                    body=pack_bytes(document.body),
                )
            ).inserted_primary_key
            version = int(made[0]) if made else 0
        self.change(db, page, version=version)
        return version

    def stood(self, db: Connection, ids: Iterable[int], day: date) -> None:
        """Note that these pages were met on this day, and that their current versions stood then."""
        for part in chunks(ids):
            db.execute(update(pages).where(pages.c.id.in_(part)).values(met=day))
            current = select(pages.c.version).where(pages.c.id.in_(part))
            db.execute(update(versions).where(versions.c.id.in_(current)).values(until=day))

    def versions(self, ids: Iterable[int]) -> dict[int, VersionRow]:
        """The current versions of pages, by page."""
        columns = [
            c for c in versions.c if c.name in ("id", "content", "text", "said", "since", "until", "wants")
        ]
        found = {}
        with self._db.reading() as db:
            for part in chunks(ids):
                query = select(pages.c.id.label("page"), *columns).join(
                    versions, pages.c.version == versions.c.id
                )
                for r in db.execute(query.where(pages.c.id.in_(part))):
                    found[r.page] = VersionRow(
                        r.id, r.page, r.content, r.text, r.said, r.since, r.until, r.wants
                    )
        return found

    def fetched_at(self, ids: Iterable[int]) -> dict[int, str]:
        """When the current versions of pages were fetched, by page."""
        query = select(pages.c.id, versions.c.fetched_at).join(versions, pages.c.version == versions.c.id)
        with self._db.reading() as db:
            return {
                r.id: r.fetched_at
                for part in chunks(ids)
                for r in db.execute(query.where(pages.c.id.in_(part)))
            }

    def document(self, page: int) -> Document | None:
        """The current document of a page."""
        with self._db.reading() as db:
            query = select(versions, pages.c.url).join(pages, pages.c.version == versions.c.id)
            row = db.execute(query.where(pages.c.id == page)).one_or_none()
            return _document(row) if row else None

    def earlier_documents(self, version: VersionRow) -> Iterator[tuple[Document, date]]:
        """Documents of the page that said something else (text or dates) than this version, the latest first, each
        with the last day on which the page was so."""
        with self._db.reading() as db:
            query = (
                select(versions, pages.c.url)
                .join(pages, pages.c.id == versions.c.page_id)
                .where(
                    versions.c.page_id == version.page,
                    versions.c.id < version.id,
                    versions.c.said != version.said,
                    versions.c.said != "",
                )
            )
            rows = db.execute(query.order_by(versions.c.id.desc()).limit(3)).all()
        yield from ((_document(r), r.until) for r in rows)

    def newcomer_like(self, site: int, old: PageRow, day: date) -> PageRow | None:
        """A page that was met for the first time on this day and has the text of ``old``, word for word."""
        now, then = versions.alias(), versions.alias()
        earlier = select(versions.c.id).where(versions.c.page_id == pages.c.id, versions.c.since < day)
        query = (
            select(pages)
            .join(now, now.c.id == pages.c.version)
            .join(then, then.c.text == now.c.text)
            .where(
                pages.c.site_id == site,
                pages.c.id != old.id,
                pages.c.state == "examined",
                then.c.id == old.version,
                now.c.text != "",
                ~earlier.exists(),
            )
        )
        with self._db.reading() as db:
            row = db.execute(query.order_by(pages.c.id).limit(1)).one_or_none()
            return _page(row) if row else None

    def said_since(self, version: VersionRow) -> date:
        """The first day on which the page said what it says in this version."""
        with self._db.reading() as db:
            query = select(versions.c.said, versions.c.since).where(
                versions.c.page_id == version.page, versions.c.id <= version.id
            )
            day = version.since
            for row in db.execute(query.order_by(versions.c.id.desc())):
                if row.said != version.said:
                    break
                day = row.since
            return day

    def keep_linked(self, db: Connection, version: int, documents: Iterable[Document]) -> None:
        """Keep the pages that hold a version's reference list."""
        db.execute(delete(linked).where(linked.c.version_id == version))
        for d in documents:
            db.execute(
                insert(linked).values(
                    version_id=version,
                    mark=mark_of(d.url),
                    url=storable(d.url),
                    final_url=storable(d.final_url),
                    content_type=storable(d.content_type),
                    fetched_at=d.fetched_at,
                    body=pack_bytes(d.body),
                )
            )

    def linked(self, version: int) -> dict[str, Document]:
        """The pages that hold a version's reference list, by address."""
        with self._db.reading() as db:
            rows = db.execute(select(linked).where(linked.c.version_id == version)).all()
        return {
            r.url: Document(r.url, unpack_bytes(r.body), r.content_type, r.final_url, fetched_at=r.fetched_at)
            for r in rows
        }

    def note_version(self, db: Connection, version: int, text: str, said: str, wants: str) -> None:
        """What reading found: digests of the text and of all that a reader is told, and where its list stands."""
        db.execute(update(versions).where(versions.c.id == version).values(text=text, said=said, wants=wants))

    # -- facts ------------------------------------------------------------------------------------------------------

    def facts(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
        """Of those facts that are there (content and reader): their digest, and the trouble in their place."""
        found = {}
        with self._db.reading() as db:
            for part in chunks(keys):
                wanted = tuple_(facts.c.content, facts.c.reader).in_(part)
                columns = (facts.c.content, facts.c.reader, facts.c.digest, facts.c.trouble)
                for row in db.execute(select(*columns).where(wanted)):
                    found[row.content, row.reader] = (row.digest, row.trouble)
        return found

    def page(self, content: str, reader: str) -> Page | None:
        """What was read, None where it was not or is no page."""
        return next(iter(self.read([(content, reader)], unpack_page).values()), None)

    def read(
        self, keys: Iterable[tuple[str, str]], unpack: Callable[[bytes], Page]
    ) -> dict[tuple[str, str], Page]:
        """What was read, by content and reader; what was not, or is no page, is left out. ``unpack``: ``unpack_page``,
        or ``unpack_outline`` for who only lists them."""
        columns = (facts.c.content, facts.c.reader, facts.c.data)
        found = {}
        with self._db.reading() as db:
            for part in chunks(keys):
                wanted = tuple_(facts.c.content, facts.c.reader).in_(part)
                for row in db.execute(select(*columns).where(wanted, facts.c.trouble == "")):
                    found[row.content, row.reader] = unpack(row.data)
        return found

    def keep_facts(self, db: Connection, content: str, reader: str, page: Page | None, trouble: str) -> str:
        """Keep what was read, or why nothing could be; returns its digest."""
        data = pack_page(page) if page else b""
        mark = digest(data) if page else ""
        db.execute(delete(facts).where(facts.c.content == content, facts.c.reader == reader))
        db.execute(
            insert(facts).values(content=content, reader=reader, digest=mark, trouble=trouble, data=data)
        )
        return mark

    def keep_names(self, reader: str, lexicon: Lexicon) -> None:
        """Keep the names that a reader reads with."""
        with self._db.writing() as db:
            if db.execute(select(names.c.reader).where(names.c.reader == reader)).one_or_none() is None:
                db.execute(insert(names).values(reader=reader, data=pack_names(lexicon)))

    def names(self, reader: str) -> Lexicon:
        """The names that a reader reads with."""
        with self._db.reading() as db:
            return unpack_names(db.execute(select(names.c.data).where(names.c.reader == reader)).scalar_one())


def content_of(document: Document, essence: str, others: Mapping[str, Document] | None = None) -> str:
    """The digest of all that reading a document depends on. ``essence``: of its body; ``others``: pages that hold
    its reference list."""
    parts = [document.url, document.final_url, document.content_type, document.last_modified,
             document.sitemap_lastmod, essence]  # fmt: skip
    for url, other in sorted((others or {}).items()):
        parts += [url, hashlib.sha256(other.body).hexdigest()]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def lines_of(links: tuple[str, ...] | None) -> str:
    """Links as they are stored; see ``PageRow.leads_to``."""
    return "" if links is None else "\n" + "\n".join(links)


def chunks(keys: Iterable[object]) -> Iterator[Sequence[object]]:
    """Keys in parts that a query can name."""
    every = list(keys)
    for at in range(0, len(every), CHUNK):
        yield every[at : at + CHUNK]


def _page(row: Row[tuple[object, ...]]) -> PageRow:
    return PageRow(**{name: getattr(row, name) for name in PageRow.__slots__})


def _document(row: Row[tuple[object, ...]]) -> Document:
    return Document(
        url=row.url,
        body=unpack_bytes(row.body),
        content_type=row.content_type,
        final_url=row.final_url,
        last_modified=row.last_modified,
        sitemap_lastmod=row.sitemap_lastmod,
        fetched_at=row.fetched_at,
        status=row.status,
    )
