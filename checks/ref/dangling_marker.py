"""A marker points at an entry that is not in the list."""

import re
from collections.abc import Iterator

from checks._check import Case, Check
from checks.ref._citing import make, sentence_place
from language.surnames import ET_AL, surnames_in
from model.finding import Finding, Severity
from model.page import Citation, CitationStyle

# Above this many, the list is cut off or was not read: one finding says so better than one for each number.
MOST = 12
# So many markers by name and year are found in the list, and so large a share of all, before one is missed there.
_ENOUGH_FOUND = 3
_SHARE_FOUND = 0.7
# What is called by a number, which then is no marker: "section [37]", "la commission [12]".
_NUMBERED = re.compile(
    r"\b(?:sections?|articles?|chapters?|paragraphs?|commissions?|committees?|rules?|clauses?|parts?|tables?|figures?|fig\.?|"
    r"annex|appendix|items?|rooms?|numbers?|no\.|n°|§)\s*\Z",
    re.IGNORECASE,
)


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each number without an entry, at the first sentence that uses it; a single one when
    the page has no list at all, or when most of it is missing."""
    page = case.page
    yield from _unlisted_names(case)
    first: dict[int, Citation] = {}
    for citation in page.citations:
        for number in citation.dangling:
            first.setdefault(number, citation)
    if not first:
        return
    numbers = sorted(first)
    opening = min(first.values(), key=lambda c: c.span.start)
    listed = any(not r.inline for r in page.references)
    if not listed and all(
        _NUMBERED.search(page.text, max(c.span.start - 20, 0), c.span.start) for c in first.values()
    ):
        return
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
            f"{_printed(citation, number)} has no entry in the list of references.",
            "Add the entry, or correct the number.",
            f"marker {number}",
        )


def _printed(citation: Citation, number: int) -> str:
    """A number as the page's markers have it."""
    return f"({number})" if citation.style is CitationStyle.PAREN else f"[{number}]"


def _unlisted_names(case: Case) -> Iterator[Finding]:
    """One finding for each "(Roe and Poe, 2016)" whose names no entry has, on a page that cites by name and year
    throughout: so many of its markers are found in the list that the list is whole and was read."""
    page = case.page
    named = [c for c in page.citations if c.style is CitationStyle.AUTHOR_YEAR]
    found = [c for c in named if c.references]
    if len(found) < _ENOUGH_FOUND or len(found) < _SHARE_FOUND * len(named):
        return
    listed = " ".join(r.text for r in page.references if not r.inline).casefold()
    told: set[str] = set()
    for citation in named:
        enclosed = citation.marker[0] in "(["
        marker = citation.marker.strip("()[] ") if enclosed else citation.marker
        if not enclosed and not ET_AL.search(marker):
            continue  # "Growth, Decline, and Renewal (2007)" may be a title
        names = surnames_in(marker)
        if citation.references or marker in told or not names or any(n.casefold() in listed for n in names):
            continue
        told.add(marker)
        yield make(
            CHECK,
            case,
            sentence_place(page, citation),
            f"“{marker}” has no entry in the list of references.",
            "Add the entry, or correct the name.",
            f"marker {marker}",
        )


_NAMED = (
    "# Rest\n\nRest helps (Alder and Birch, 2010). Iron does too (Cedar and Doyle, 2014). So does milk "
    "(Elm and Fay, 2015). "
)
_LIST = (
    "## References\n\nAlder J, Birch K (2010). Rest after a cold in schoolchildren. Made J Med 12: 100-107.\n\n"
    "Cedar L, Doyle M (2014). Iron tablets for tired donors. Made J Blood 8: 45-52.\n\n"
    "Elm N, Fay O (2015). Milk and the bones of runners. Made J Bone 3: 11-19.\n"
)

_PARENS = (
    "## References\n\n1. Alder J, Birch K. Vaccines and deaths. Made J Med. 2012;12:36-44.\n"
    "2. Cedar L, Doyle M. Two weeks. Made J Med. 2013;13:45-52.\n3. Elm N. Days. Made J Med. 2014;14:11-19.\n"
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
        "# Flu\n\nVaccines prevent most deaths (1). They work within two weeks (2, 3). They are safe in "
        f"pregnancy (4).\n\n{_PARENS}",
        f"{_NAMED}Sleep is as good as rest (Okafor and Brandt, 2016).\n\n{_LIST}",
    ),
    silent=(
        "# Flu\n\nVaccines prevent most deaths (1). They work within two weeks (2, 3). Of those who fell ill most "
        f"had a cough (12), some a rash (4) or a swollen arm (7); (4) of them were children.\n\n{_PARENS}",
        f"{_NAMED}Sleep is as good as rest (Alder and Birch, 2010).\n\n{_LIST}",
        "# Flu\n\nVaccines prevent most deaths [1].\n\n## References\n\n"
        "1. Osterholm MT, Kelley NS, Sommer A, Belongia EA. Efficacy and effectiveness of influenza vaccines. "
        "Lancet Infect Dis. 2012;12(1):36-44.\n",
        "# Flu\n\nIn 2019 [sic] the vaccine came late. The range was 3 to 5 (95% CI [2-7]).\n",
    ),
)
