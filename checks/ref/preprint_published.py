"""A cited preprint has been published since."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import (
    cited_works,
    citing_place,
    incoming,
    make,
    name_of,
    notice_exhibit,
    short_name,
    since_of,
    told_when,
    work_exhibit,
)
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a note for each cited preprint of which a journal has published a version that the page does not cite."""
    works = list(cited_works(case))
    cited_names = {i for c in works for i in (c.work.pmid, c.work.doi) if i}
    for cited in works:
        notices = incoming(cited.work, NoticeKind.PUBLISHED_VERSION)
        if not notices or not cited.sure:
            continue
        if any(i in cited_names for n in notices for i in (n.pmid, n.doi) if i):
            continue
        newest = notices[-1]
        place = citing_place(case.page, cited.reference)
        yield make(
            CHECK,
            case,
            place,
            f"The preprint {short_name(cited.work)} was published in a journal{told_when(case, place, newest.date)}.",
            "Compare the figures with the published version, and cite that one.",
            name_of(cited.work),
            (notice_exhibit(newest, cited.work, cited.answer), work_exhibit(cited.work, cited.answer)),
            since_of(newest),
        )


CHECK = Check(
    code="REF012",
    slug="preprint_published",
    severity=Severity.NOTE,
    title="A cited preprint has been published since",
    why="Peer review changes figures and conclusions, and readers are shown those from before it.",
    run=run,
    asks=references,
)
