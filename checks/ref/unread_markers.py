"""The page has a list of references and marks its statements in a way that could not be read."""

import re
from collections import Counter
from collections.abc import Iterator

from checks._check import Case, Check
from checks.ref._citing import entry_place, make
from model.finding import Finding, Severity
from model.page import Page

LEAST_ENTRIES = 3
LEAST_MARKERS = 3
# Forms in which numbers or labels of entries are printed that are no style of citing this program reads, and those that
# it reads but found to be something else.
_FORMS = (
    re.compile(r"\{(\d{1,3})\}"),
    re.compile(r"(?<=[a-z.,;:)])\s?/(\d{1,3})/"),
    re.compile(r"<(\d{1,3})>"),
    re.compile(r"\^(\d{1,3})\b"),
    re.compile(r"(?<=[a-z])\s?\((\d{1,3})\)"),
    re.compile(r"(?<=[a-z])\s?\[(\d{1,3})\]"),
    re.compile(r"[a-z]{3}[.,](\d{1,3})(?=\s+[A-Z])"),
    re.compile(r"(?<=[a-z])\s\|(\d{1,3})\|"),
)
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
    lists = [r.span for r in page.references if r.span is not None]
    spans = sorted(lists)
    body = page.text[: spans[0].start] + page.text[spans[-1].end :]
    forms: Counter[int] = Counter()
    told: dict[int, list[str]] = {}
    for at, form in enumerate((*_FORMS, _KEYS)):
        for match in form.finditer(body):
            if form is _KEYS or 0 < int(match.group(1)) <= entries:
                marker = match.group().strip()
                if marker not in told.setdefault(at, []):
                    told[at].append(marker)
                    forms[at] += 1
    return told[forms.most_common(1)[0][0]] if forms else []


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
    ),
    silent=(
        f"# Gums\n\nTea rinses help [1]. Brushing helps more [2]. Gums heal slowly [3].\n\n## References\n\n{_LIST}",
        f"# Gums\n\nTea rinses help. Brushing helps more. In 2014 three of 10 tried.\n\n## References\n\n{_LIST}",
    ),
)
