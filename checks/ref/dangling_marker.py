"""A marker points at an entry that is not in the list."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks.ref._citing import make, sentence_place
from model.finding import Finding, Severity
from model.page import Citation

# Above this many, the list is cut off or was not read: one finding says so better than one for each number.
MOST = 12


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each number without an entry, at the first sentence that uses it; a single one when
    the page has no list at all, or when most of it is missing."""
    page = case.page
    first: dict[int, Citation] = {}
    for citation in page.citations:
        for number in citation.dangling:
            first.setdefault(number, citation)
    if not first:
        return
    numbers = sorted(first)
    opening = min(first.values(), key=lambda c: c.span.start)
    listed = any(not r.inline for r in page.references)
    if not listed or len(numbers) > MOST:
        markers = ", ".join(f"[{n}]" for n in numbers)
        message = (
            f"The page cites {markers} but has no list of references."
            if not listed
            else f"The page cites {len(numbers)} entries that its list of references does not have: {markers}."
        )
        suggestion = "Publish the list with the page, or link to it."
        yield make(CHECK, case, sentence_place(page, opening), message, suggestion, "no reference list")
        return
    for number, citation in first.items():
        yield make(
            CHECK,
            case,
            sentence_place(page, citation),
            f"[{number}] has no entry in the list of references.",
            "Add the entry, or correct the number.",
            f"marker {number}",
        )


CHECK = Check(
    code="REF001",
    slug="dangling_marker",
    severity=Severity.WARNING,
    title="A marker has no entry in the list of references",
    why="A reader who wants to see the evidence for a statement finds none.",
    run=run,
    fires=(
        "# Flu\n\nVaccines prevent most deaths [1]. They are safe in pregnancy [7].\n\n## References\n\n"
        "1. Osterholm MT, Kelley NS, Sommer A, Belongia EA. Efficacy and effectiveness of influenza vaccines. "
        "Lancet Infect Dis. 2012;12(1):36-44.\n",
        "# Flu\n\nVaccines prevent most deaths [12]. They are safe in pregnancy [13, 14]. "
        "They work within two weeks [15].\n",
    ),
    silent=(
        "# Flu\n\nVaccines prevent most deaths [1].\n\n## References\n\n"
        "1. Osterholm MT, Kelley NS, Sommer A, Belongia EA. Efficacy and effectiveness of influenza vaccines. "
        "Lancet Infect Dis. 2012;12(1):36-44.\n",
        "# Flu\n\nIn 2019 [sic] the vaccine came late. The range was 3 to 5 (95% CI [2-7]).\n",
    ),
)
