"""FDA's small pages: which there are, how they are fetched, and what a saved one turns out to be.

About ten pages of 50–400 KB each, once a week. fda.gov redirects programs that it takes for robots to an apology
(status 404); then the page is saved with a browser and given by ``--from``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from model.errors import SourceError
from sources.fda import oncology
from sources.fda.accelerated import read_lists
from sources.fda.build import Lists
from sources.fda.faces import ACCELERATED_FACES
from sources.fda.listed import current_day, read_list
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings

# In January the list of the year before still grows.
_LAST_YEAR_UNTIL = 3
# Bytes in which a whole page ends.
_END = 2_000

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class WebPage:
    """One page: what people call it, where it is (below www.fda.gov), the name to save it under, and the faces of the
    snapshot that it is a part of."""

    title: str
    path: str
    file: str
    faces: tuple[str, ...]


_DRUGS = "drugs/resources-information-approved-drugs"
_CBER = "vaccines-blood-biologics"
_STANDING = (
    WebPage(
        "Oncology / Hematologic Malignancies Approval Notifications",
        f"{_DRUGS}/oncology-cancerhematologic-malignancies-approval-notifications",
        "oncology.html",
        ("oncology",),
    ),
    WebPage(
        "Ongoing Cancer Accelerated Approvals",
        f"{_DRUGS}/ongoing-cancer-accelerated-approvals",
        "ongoing.html",
        ("accelerated ongoing",),
    ),
    WebPage(
        "Verified Clinical Benefit",
        f"{_DRUGS}/verified-clinical-benefit-cancer-accelerated-approvals",
        "verified.html",
        ("accelerated verified",),
    ),
    WebPage(
        "Withdrawn Cancer Accelerated Approvals",
        f"{_DRUGS}/withdrawn-cancer-accelerated-approvals",
        "withdrawn.html",
        ("accelerated withdrawn",),
    ),
    WebPage(
        "Other Cancer Accelerated Approvals",
        f"{_DRUGS}/other-cancer-accelerated-approvals",
        "other.html",
        tuple(ACCELERATED_FACES.values()),
    ),
    WebPage(
        "Approved Cellular and Gene Therapy Products",
        f"{_CBER}/cellular-gene-therapy-products/approved-cellular-and-gene-therapy-products",
        "cells-genes.html",
        ("cber products",),
    ),
    WebPage(
        "Vaccines Licensed for Use in the United States",
        f"{_CBER}/vaccines/vaccines-licensed-use-united-states",
        "vaccines.html",
        ("cber products",),
    ),
)


def pages(today: date) -> tuple[WebPage, ...]:
    """The pages to read on a day: the standing ones, and the year's lists."""
    years = [today.year] + ([today.year - 1] if today.month <= _LAST_YEAR_UNTIL else [])
    yearly = []
    for year in years:
        novel = f"drugs/novel-drug-approvals-fda/novel-drug-approvals-{year}"
        licenses = (
            f"{_CBER}/development-approval-process-cber/{year}-biological-license-application-approvals"
        )
        yearly += [
            WebPage(f"Novel Drug Approvals {year}", novel, f"novel-{year}.html", ("novel",)),
            WebPage(
                f"Biological License Application Approvals {year}", licenses, f"cber-{year}.html", ("cber",)
            ),
        ]
    return (*_STANDING, *yearly)


def fetch(
    settings: Settings, today: date, progress: Progress = lambda line: None, *, patient: bool = True
) -> tuple[Lists, tuple[str, ...]]:
    """All pages that can be had, and a line for each that could not. Never raises: every page is for itself, unless
    nobody has time to wait (``patient``): then the first one that cannot be had ends it. A face of which a page is
    missing is not vouched for: what is not on the others may be on that one."""
    with closing(Service("FDA", settings.fda_url, settings, settings.fda_per_second)) as service:
        return _fetched(service, settings, today, progress, patient)


def _fetched(
    service: Service, settings: Settings, today: date, progress: Progress, patient: bool
) -> tuple[Lists, tuple[str, ...]]:
    found: list[Lists] = []
    troubles: list[str] = []
    unread = list(pages(today))
    missing: set[str] = set()
    while unread:
        page = unread.pop(0)
        progress(f"reading {page.title}")
        try:
            listed: list[Lists] = []
            service.get(page.path, accept=lambda a, to=listed, file=page.file: to.append(_whole(a, file)))
            found += listed[-1:]
        except SourceError as error:
            if today.month == 1 and str(today.year) in page.title:
                continue  # the new year's list is made when it gets its first row
            troubles.append(
                f"FDA's page “{page.title}” could not be read ({error}): save {settings.fda_url}/{page.path} "
                f"with a browser as {page.file} and use `bestbefore refresh fda --from {page.file}`"
            )
            missing.update(page.faces)
            if not patient:
                missing.update(*(p.faces for p in unread))
                break
    lists = together(found)
    vouched = {face: day for face, day in lists.current.items() if face not in missing}
    return replace(lists, current=vouched), tuple(troubles)


def _whole(answer: Answer, file: str) -> Lists:
    """What an answer lists; SourceError for one that ends before the page does: rows would be missing unseen."""
    if b"</html" not in answer.body[-_END:].lower():
        raise RetryableError(f"answered with no whole page: {answer.opening}")
    return lists_of(answer.body, file, answer.url)


def lists_of(data: bytes, name: str, url: str = "") -> Lists:
    """What one page or tab-separated file lists. ``name``: the file's, which may say which list it is. Raises
    SourceError when it is none of FDA's."""
    try:
        rows = read_lists(data, name)
        current = current_day(data)
        faces = {ACCELERATED_FACES[row.listed] for row in rows}
        return Lists(accelerated=rows, current=dict.fromkeys(faces, current) if current else {})
    except SourceError:
        pass
    try:
        page = read_list(data, url)
        return Lists(approvals=page.approvals, products=page.products, current=page.current)
    except SourceError:
        pass
    notices = oncology.read_notices(data)
    current = current_day(data)
    return Lists(notices=notices, current={"oncology": current} if current else {})


def together(parts: Iterable[Lists]) -> Lists:
    """Several pages' lists as one. A list that stands on two pages vouches for the older page's day."""
    parts = tuple(parts)
    current: dict[str, date] = {}
    for part in parts:
        for face, day in part.current.items():
            current[face] = min(current.get(face, day), day)
    return Lists(
        tuple(row for part in parts for row in part.accelerated),
        tuple(notice for part in parts for notice in part.notices),
        tuple(row for part in parts for row in part.approvals),
        tuple(row for part in parts for row in part.products),
        current,
    )
