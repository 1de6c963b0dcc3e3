"""The page has a list of references and marks its statements in a way that could not be read."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from checks._check import Case, Check
from checks.ref._citing import entry_place, make
from model.finding import Finding, Severity
from model.page import Page

LEAST_ENTRIES = 3
LEAST_MARKERS = 3
# Numbers in brackets or behind a full stop that may be markers of the list, though they were taken for something else.
_FORMS = (
    re.compile(r"(?<=[a-z])\s?\((\d{1,3})\)"),
    re.compile(r"(?<=[a-z])\s?\[(\d{1,3})\]"),
    re.compile(r"[a-z]{3}[.,](\d{1,3})(?=\s+[A-Z])"),
)
# Signs in which no style sets its numbers that this program reads: "{1}", "/1/", "⟨1⟩", "#1", "1)".
_SIGNED = re.compile(r"(?<=[\w%.,;:)”\"])\s?([#⟨〈<{/|^~※№]?)(\d{1,3})([⟩〉>}/|^~)]?)(?=[\s.,;:!?]|\Z)")
_KEYS = re.compile(r"[\[{(]([A-Z][A-Za-z]{1,12}[+:]?(?:19|20)?\d\d[a-z]?)[\]})]")
_SHOWN = 3


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for a page with a list that nothing cites, though its text has what looks like markers of it:
    at least three different ones, with numbers of the list."""
    page = case.page
    listed = [r for r in page.references if not r.inline and r.span is not None]
    cited = {i for c in page.citations for i in c.references}
    if len(listed) < LEAST_ENTRIES or any(r.index in cited for r in listed):
        return
    found = _markers(page, len(listed))
    if len(found) < LEAST_MARKERS:
        return
    shown = ", ".join(f"“{m}”" for m in found[:_SHOWN])
    yield make(
        CHECK,
        case,
        entry_place(page, listed[0]),
        f"The page lists {len(listed)} references and marks its statements in a way that could not be read "
        f"({shown}). "
        "Which statement rests on which paper was not checked.",
        "Mark statements with the entries’ numbers in square brackets or set above the line.",
        "unread markers",
    )


def _markers(page: Page, entries: int) -> list[str]:
    """The likeliest form's markers outside the list, each once."""
    spans = sorted(r.span for r in page.references if r.span is not None)
    body = page.text[: spans[0].start] + page.text[spans[-1].end :]
    forms: dict[str, dict[str, int]] = {}
    for at, form in enumerate(_FORMS):
        for match in form.finditer(body):
            forms.setdefault(str(at), {}).setdefault(match.group().strip(), int(match.group(1)))
    for match in _SIGNED.finditer(body):
        if match.group(1) or match.group(3):
            form_of = f"{match.group(1)} {match.group(3)}"
            forms.setdefault(form_of, {}).setdefault(match.group().strip(), int(match.group(2)))
    told = [
        [marker for marker, number in markers.items() if 0 < number <= entries]
        for name, markers in forms.items()
        if name.isdigit() or _in_order(markers.values(), entries)
    ]
    told.append(list(dict.fromkeys(match.group() for match in _KEYS.finditer(body))))
    return max(told, key=len)


def _in_order(numbers: Iterable[int], entries: int) -> bool:
    """True for numbers as citations come up: mostly rising, none beyond the list, half of the list at least."""
    found = list(numbers)
    rising = sum(1 for a, b in pairwise(found) if b > a)
    return max(found) <= entries and len(found) * 2 >= entries and rising * 10 >= (len(found) - 1) * 7


_LIST = (
    "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61.\n"
    "2. Orme P, Pell U. Brushing for life. Dent Rev. 2016;3:1-9.\n"
    "3. Corran PA, Delby S. Gums of grown-ups. J Dent. 2015;8:61-69.\n"
)

CHECK = Check(
    code="REF024",
    slug="unread_markers",
    severity=Severity.NOTE,
    title="The page’s markers could not be read",
    why="Nobody can tell which statement rests on which paper, so that a retracted one is not told where it matters.",
    run=run,
    fires=(
        "# Gums\n\nTea rinses help {1}. Brushing helps more {2}. Gums heal slowly in adults {3}.\n\n## References\n\n"
        f"{_LIST}",
        "# Gums\n\nTea rinses help #1. Brushing helps more #2. Gums heal slowly in adults #3.\n\n## References\n\n"
        f"{_LIST}",
    ),
    silent=(
        "# Gums\n\nTake 1/2 or 3/4 of it. Rinse for 30 s (or 1) and see steps #9 and #12.\n\n## References\n\n"
        f"{_LIST}",
        f"# Gums\n\nTea rinses help [1]. Brushing helps more [2]. Gums heal slowly [3].\n\n## References\n\n{_LIST}",
        f"# Gums\n\nTea rinses help. Brushing helps more. In 2014 three of 10 tried.\n\n## References\n\n{_LIST}",
    ),
)
