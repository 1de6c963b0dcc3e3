"""A cited paper was retracted."""

from collections.abc import Iterator
from dataclasses import replace

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import (
    Cited,
    Place,
    acknowledges,
    best_notice,
    citations_of,
    cited_works,
    entry_place,
    incoming,
    is_retracted,
    make,
    name_of,
    notice_exhibit,
    sentence_place,
    short_name,
    since_of,
    told_when,
    work_exhibit,
)
from model.finding import Finding, Severity
from model.literature import NoticeKind


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each sentence that rests on a retracted paper. A page that cites the paper because it
    was retracted, and says so, is not accused. A paper that was retracted and replaced under the same identifier
    is told as that, and less urgently."""
    for cited in cited_works(case):
        if not is_retracted(cited.work):
            continue
        citations = citations_of(case.page, cited.reference)
        if not citations:
            yield _finding(case, cited, entry_place(case.page, cited.reference))
        for citation in citations:
            if not acknowledges(case.page, citation):
                yield _finding(case, cited, sentence_place(case.page, citation))


def _finding(case: Case, cited: Cited, place: Place) -> Finding:
    work = cited.work
    notices = incoming(work, NoticeKind.RETRACTION)
    notice = best_notice(notices)
    replaced = incoming(work, NoticeKind.REPUBLISHED)
    appears = short_name(work) if cited.sure else f"{short_name(work)}, probably the paper cited here,"
    message = f"{appears} was retracted{told_when(case, place, notice.date)}."
    suggestion = (
        "Take out what rests on it, or support it with other evidence. If it is cited because it was retracted, "
        "say so in the sentence."
    )
    if replaced:
        message = (
            f"{appears} was retracted{told_when(case, place, notice.date)} and published again, corrected."
        )
        suggestion = "Compare the statement with the corrected paper, and cite that one."
    exhibits = [notice_exhibit(n, work, cited.answer) for n in (notice, *replaced)]
    finding = make(
        CHECK,
        case,
        place,
        message,
        suggestion,
        name_of(work),
        (*exhibits, work_exhibit(work, cited.answer)),
        since_of(notice),
        untrue=True,
    )
    milder = bool(replaced) or not cited.sure
    return replace(finding, severity=Severity.WARNING) if milder else finding


CHECK = Check(
    code="REF006",
    slug="retracted",
    severity=Severity.ERROR,
    title="A cited paper was retracted",
    why="Readers are given, as evidence, what its own journal has taken back.",
    run=run,
    asks=references,
    fires=(
        "# Vaccines\n\nDoctors described twelve children with bowel disease [1].\n\n## References\n\n"
        "1. Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and "
        "pervasive developmental disorder in children. Lancet. 1998;351(9103):637-41.\n",
    ),
    silent=(
        "# Vaccines\n\nThe fear began with a 1998 study [1], which the journal retracted in 2010.\n\n"
        "## References\n\n"
        "1. Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and "
        "pervasive developmental disorder in children. Lancet. 1998;351(9103):637-41.\n",
    ),
)
