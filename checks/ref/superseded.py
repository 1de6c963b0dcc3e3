"""A newer version of a cited review has been published."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import (
    cited_works,
    citing_place,
    incoming,
    is_retracted,
    make,
    name_of,
    notice_exhibit,
    on,
    short_name,
    since_of,
    work_exhibit,
)
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each cited work that was updated, unless the page cites a later version as well.

    Reviews are updated again and again: the notices hold the chain as far as the source followed it, and the
    newest one is named.
    """
    works = list(cited_works(case))
    cited_pmids = {c.work.pmid for c in works if c.work.pmid}
    for cited in works:
        notices = incoming(cited.work, NoticeKind.UPDATE)
        if not notices or not cited.sure or is_retracted(cited.work):
            continue
        if any(n.pmid in cited_pmids for n in notices if n.pmid):
            continue
        newest, first = notices[-1], notices[0]
        place = citing_place(case.page, cited.reference)
        when = f" {on(newest.date)}" if newest.date else ""
        count = f" ({len(notices)} updates since)" if len(notices) > 1 else ""
        yield make(
            CHECK,
            case,
            place,
            f"A newer version of the review {short_name(cited.work)} was published{when}{count}.",
            "Read what it concludes now, change the statement where that differs, and cite it.",
            name_of(cited.work),
            (
                *(notice_exhibit(n, cited.work, cited.answer) for n in reversed(notices)),
                work_exhibit(cited.work, cited.answer),
            ),
            since_of(first),
        )


CHECK = Check(
    code="REF011",
    slug="superseded",
    severity=Severity.WARNING,
    title="A newer version of a cited review exists",
    why="The review that a statement rests on may conclude something else today.",
    run=run,
    asks=references,
    fires=(
        "# Root canals\n\nA review found no difference in healing [1].\n\n## References\n\n"
        "1. Figini L, Lodi G, Gorni F, Gagliani M. Single versus multiple visits for endodontic treatment of "
        "permanent teeth. Cochrane Database Syst Rev. 2007;(4):CD005296.\n",
    ),
)
