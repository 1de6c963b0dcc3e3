"""The tables. One schema for SQLite and PostgreSQL; what changes here gets a migration in ``migrations/versions``.

::

    sites ──< runs ──< meetings >── pages ──< versions ──< linked       what was met, night by night
                                      │           facts, names          what was read, by content × reader
                          answers     ├── judgements                    what the world made of it
                                      └──< findings ──< events          what became of each finding
    leases: who audits a site now.    former_findings: from before 0.2

``mark``: digest of an address or a line, since an index takes none of any length. Days are dates; moments are ISO 8601
in UTC, as text, which both databases order alike.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _ref(name: str, **options: object) -> Column[int]:
    """A reference that goes when what it refers to goes."""
    return Column(
        f"{name.split('.')[0].rstrip('s')}_id", Integer, ForeignKey(name, ondelete="CASCADE"), nullable=False,
        **options,  # type: ignore[arg-type]
    )  # fmt: skip


# ``key``: the site's name; of what was named by hand, its targets.
sites = Table(
    "sites",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
)

# ``number``: in the order in which they began. ``state``: running, complete, held or given up.
runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _ref("sites.id", index=True),
    Column("today", Date, nullable=False),
    Column("targets", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# One audit of a site at a time: who has it, and when he last said that he is alive.
leases = Table(
    "leases",
    metadata,
    Column("site_id", Integer, ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True),
    Column("run_id", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("heartbeat", Text, nullable=False),
)

# ``state``: as the report tells it; ``gone``: on so many nights since it was last had; ``met``: the last day it was
# asked for with an answer; ``examined``: the last day its findings were checked. ``links``: pages of the site that it
# leads to, one a line behind an empty one, and empty where they were not looked for; ``moved_to``: the address that it
# has now.
# ``facts`` and ``reader`` name its row of facts.
pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    _ref("sites.id"),
    Column("url", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="examined"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("gone", Integer, nullable=False, server_default="0"),
    Column("gone_on", Date),
    Column("settled", Boolean, nullable=False, server_default="0"),
    Column("met", Date),
    Column("examined", Date),
    Column("version", Integer),
    Column("etag", Text, nullable=False, server_default=""),
    Column("last_modified", Text, nullable=False, server_default=""),
    Column("links", Text, nullable=False, server_default=""),
    Column("moved_to", Text, nullable=False, server_default=""),
    Column("facts", Text, nullable=False, server_default=""),
    Column("reader", Text, nullable=False, server_default=""),
    UniqueConstraint("site_id", "mark"),
)

# ``content``: digest of all that reading depends on; ``said``: of the main text and the dates, empty until it is read.
# ``wants``: the page keeps its reference list elsewhere, at these addresses (JSON).
versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    _ref("pages.id", index=True),
    Column("content", Text, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("said", Text, nullable=False, server_default=""),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("sitemap_lastmod", Text, nullable=False),
    Column("fetched_at", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("wants", Text, nullable=False, server_default=""),
)

linked = Table(
    "linked",
    metadata,
    _ref("versions.id", primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("fetched_at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# ``trouble``: why it is no page that can be read; then there are no facts.
facts = Table(
    "facts",
    metadata,
    Column("content", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# The names that pages were read with.
names = Table(
    "names",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# One page in one run. ``step_number``: met, read, asked, judged (``nights.Step``).
# ``reason``: why it was not examined, as the report tells it.
meetings = Table(
    "meetings",
    metadata,
    Column("run", Integer, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("page_id", Integer, index=True),
    Column("state", Text, nullable=False),
    Column("step_number", Integer, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
)

# What is wrong inside a page that was examined: one check, one page of the report.
troubles = Table(
    "troubles",
    metadata,
    Column("run", Integer, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

# ``stale``: the source was asked again and did not answer; what it said before stands. ``run``: that asked last.
answers = Table(
    "answers",
    metadata,
    Column("site_id", Integer, ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("as_of", Date),
    Column("asked", Date, nullable=False),
    Column("run", Integer, nullable=False),
    Column("data_of", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("digest", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# ``facts`` and ``reader``: the row of facts that was judged, ``digest`` its digest and ``text`` that of its text;
# ``rules`` and ``answers``: digests of what it was judged by. ``asked``: the questions
# (JSON, kind and key). It holds from ``since`` to ``until``.
judgements = Table(
    "judgements",
    metadata,
    Column("page_id", Integer, ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True),
    Column("run", Integer, nullable=False),
    Column("facts", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    _ref("pages.id"),
    Column("name", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("closed", Integer, nullable=False, server_default="0"),
    Column("first_seen", Date, nullable=False),
    Column("last_checked", Date, nullable=False),
    Column("resolved_on", Date),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("page_id", "name"),
)

# ``kind``: opened, reopened, resolved, accepted, lapsed.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    _ref("findings.id", index=True),
    Column("run", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
)

former_findings = Table(
    "former_findings",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("first_seen", Date, nullable=False),
)

Index("pages_by_state", pages.c.site_id, pages.c.state)
Index("versions_by_text", versions.c.text)
