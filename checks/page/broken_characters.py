"""Characters that were saved in one encoding and read in another."""

import re
from collections.abc import Iterator

from checks._check import Case, Check
from model.finding import Finding, Severity
from model.page import Page

#: Encodings in which UTF-8 is misread, as Windows and old Macs do.
_MISREAD = ("cp1252", "latin-1", "mac_roman")
#: A run of signs beyond ASCII, as short as broken characters are (characters).
_RUN = re.compile(r"[^\x00-\x7f]{2,12}")
#: What a character can have been: a Latin letter or sign, a quotation mark, dash, dot or bullet, euro, trademark.
_MEANT = re.compile("[\u00a0-\u00ff\u2010-\u2026\u2030-\u203a\u20ac\u2122]+")
#: A letter that stands for a blank that does not break, before the blank it became; the sign for what cannot be read.
_ODD = re.compile("(?<=[\\s.,:;!?])\u00c2(?=\\s)|\ufffd")


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for a page whose words hold broken characters."""
    page = case.page
    broken = [*_broken(page.text)]
    if not broken:
        return
    at, shown, meant = broken[0]
    sentence = next((s for s in page.sentences if s.span.start <= at < s.span.end), None)
    stands = f" stands for “{meant}”" if meant else " cannot be read"
    places = f", in {len(broken)} places" if len(broken) > 1 else ""
    yield Finding(
        code=CHECK.code,
        severity=CHECK.severity,
        page_url=page.url,
        section=sentence.section if sentence else None,
        quote=page.quote(sentence.span) if sentence else _around(page, at),
        span=sentence.span if sentence else None,
        message=f"The page shows broken characters{places}: “{shown}”{stands}.",
        suggestion="Save the text as UTF-8 once more from its source.",
        subject="broken characters",
    )


def _around(page: Page, at: int) -> str:
    return page.text[max(0, at - 40) : at + 40].strip()


def _broken(text: str) -> Iterator[tuple[int, str, str]]:
    """Where broken characters stand, as shown and as meant ("" where that cannot be told)."""
    if text.isascii():
        return
    for run_ in _RUN.finditer(text):
        meant = _meant(run_[0])
        if meant:
            yield run_.start(), run_[0], meant
    for sign in _ODD.finditer(text):
        yield sign.start(), sign[0], ""


def _meant(shown: str) -> str:
    """The characters that a run was before it was misread, "" for one that was not."""
    for encoding in _MISREAD:
        try:
            meant = shown.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if _MEANT.fullmatch(meant):
            return meant
    return ""


CHECK = Check(
    code="PAGE001",
    slug="broken_characters",
    severity=Severity.NOTE,
    title="The page shows broken characters",
    why="Readers see “â€™” for an apostrophe, and doubt the rest.",
    run=run,
    fires=(
        "# Memory\n\nDementia is not one disease â€” it has many causes.\n\nUpdated 1 June 2026",
        "# Memory\n\nIt‚Äôs not one disease.\n\nUpdated 1 June 2026",
    ),
    silent=(
        "# Memory\n\nAlzheimer’s — “naïve” cafés, Köln, 37 °C, ½ — is not one disease…\n\nUpdated 1 June 2026",
        "# Größe\n\nSie sagte: „Köln!“ – und „Ä“ ist ein Buchstabe.\n\nUpdated 1 June 2026",
    ),
)
