"""An entry's PMID or DOI leads to another paper than its text names."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import describe, entry_place, make, match_of, name_of, work_exhibit
from model.evidence import Evidence
from model.finding import Finding, Severity
from model.literature import Match, MatchVerdict
from model.page import Reference


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each entry whose identifier and text disagree, with both papers shown."""
    for reference in case.page.references:
        answer = match_of(case, reference)
        if answer is None:
            continue
        match = answer.facts
        if match.verdict is MatchVerdict.MISMATCH:
            yield _other_paper(case, reference, answer)
        elif match.verdict is MatchVerdict.MATCHED and "identifier" in match.differed and match.work:
            yield make(
                CHECK,
                case,
                entry_place(case.page, reference),
                match.says or "The identifier of this reference leads to no record.",
                f"Its text is that of {match.work.url}: correct the number.",
                name_of(match.work),
                (work_exhibit(match.work, answer),),
            )


def _other_paper(case: Case, reference: Reference, answer: Evidence[Match]) -> Finding:
    match = answer.facts
    wrong = match.work
    right = match.candidates[0] if match.candidates else None
    named = f"{name_of(wrong)} of this reference" if wrong else "The identifier of this reference"
    leads = f"{named} leads to another paper{f': {describe(wrong)}' if wrong else ''}."
    if right is not None:
        suggestion = f"Its text is that of {describe(right)}: put in {name_of(right)}, or correct the text."
    else:
        text = "No record fits its text. " if match.looks_invented else ""
        suggestion = f"{text}Find out which paper was meant, and correct the other half."
    return make(
        CHECK,
        case,
        entry_place(case.page, reference),
        leads,
        suggestion,
        name_of(wrong) if wrong else "",
        tuple(work_exhibit(w, answer) for w in (wrong, right) if w is not None),
    )


CHECK = Check(
    code="REF005",
    slug="identifier_mismatch",
    severity=Severity.WARNING,
    title="A reference does not match its identifier",
    why="The link takes a reader to a paper that says something else.",
    run=run,
    asks=references,
    fires=(
        "# Tumor cells in the blood\n\nThe more circulate, the worse the outlook [1].\n\n## References\n\n"
        "1. Cristofanilli M, Budd GT, Ellis MJ, et al. Circulating tumor cells, disease progression, and survival "
        "in metastatic breast cancer. N Engl J Med. 2004;351(8):781-91. PMID: 11248153\n",
    ),
    silent=(
        "# HER2\n\nTrastuzumab lets women live longer [1].\n\n## References\n\n"
        "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal antibody against HER2 "
        "for metastatic breast cancer that overexpresses HER2. N Engl J Med. 2001;344(11):783-92. PMID: 11248153\n",
    ),
)
