"""What a refresh fetches: Drugs@FDA's zip, the labels of what moved, FDA's small pages; all labels if asked.

About 4 MB and 20 requests a week. Each part is for itself: one that fails is told in one line, and what was known
of it before stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from model.errors import SnapshotError, SourceError
from sources.download import Validators, download
from sources.fda import bulk, drugsatfda, moved, sanity, webpages
from sources.fda.build import Lists
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.faces import choose
from sources.fda.facts import Application, Label
from sources.fda.openfda import OpenFDA
from sources.fda.snapshot import Snapshot
from sources.session import Service
from sources.settings import Settings

# openFDA's index of its bulk files (https://open.fda.gov/apis/downloads/).
DOWNLOADS = "download.json"
# The last accepted zip, kept for its history of submissions.
KEPT_ZIP = "drugsatfda.zip"
# Drugs@FDA's zip has 3 MB, a part of the labels 120 MB.
_LARGEST_ZIP = 48 * 1024 * 1024
_LARGEST_PART = 1024 * 1024 * 1024
_PLAIN_NAME = re.compile(r"[\w-][\w.-]{0,100}")
# Labels asked for in one refresh; the first after a year has more, the next ones go on.
_NUMBERS_A_REFRESH = 500
_NUMBERS_A_QUESTION = 50

Progress = Callable[[str], None]


@dataclass(slots=True)
class Fetched:
    """What could be had. ``applications``: Drugs@FDA's, also when the zip has not changed; ``data`` only when it
    has; ``labels`` None when none were asked for or came; ``all_labels``: they are all there are."""

    data: DrugsAtFda | None = None
    applications: tuple[Application, ...] = ()
    labels: list[Label] | None = None
    labels_as_of: date | None = None
    all_labels: bool = False
    lists: Lists = field(default_factory=Lists)
    due: dict[str, date] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    unchanged: bool = False

    @property
    def anything(self) -> bool:
        """True when at least one part came, or is known to be the newest."""
        return self.unchanged or bool(self.data or self.labels) or self.lists != Lists()


def fetch(
    settings: Settings,
    folder: Path,
    before: Snapshot | None,
    since: date,
    today: date,
    *,
    all_labels: bool = False,
    progress: Progress = lambda line: None,
) -> Fetched:
    """Everything that a refresh wants. ``folder``: where snapshots are; ``since``: the day until which all is known
    without a snapshot. Raises SnapshotError only when the disk refuses; what the services refuse is a trouble."""
    out = Fetched()
    _zip(out, settings, folder, before, today, progress)
    out.lists, troubles = webpages.fetch(settings, today, progress)
    out.troubles += troubles
    known = {a.number: a for a in before.applications()} if before else None
    day = before.as_of_face.get("drugsatfda", since) if before else since
    new = moved.moved(out.applications, known, day) | moved.licensed(out.lists.approvals, day)
    earlier = before.due() if before else {}
    if all_labels:
        _all_labels(out, settings, folder, before, progress)
        asked = frozenset[str]()
    else:
        asked = _labels(out, settings, earlier | new, progress)
    out.due = moved.due(earlier, new, asked, out.labels or (), today)
    return out


def _zip(
    out: Fetched, settings: Settings, folder: Path, before: Snapshot | None, today: date, progress: Progress
) -> None:
    """The zip, when it has changed; the kept one's applications when not, or when it could not be had."""
    kept, draft = folder / KEPT_ZIP, folder / f"new-{KEPT_ZIP}"
    url = f"{settings.fda_url}/{drugsatfda.FILES_PATH}"
    there = before is not None and "drugsatfda" in before.as_of_face
    notes = before.notes if before else {}
    known = Validators(notes.get("zip.etag", ""), notes.get("zip.modified", ""))
    progress("downloading the Drugs@FDA data files")
    try:
        found = download(
            "FDA",
            url,
            draft,
            settings,
            largest=_LARGEST_ZIP,
            known=known if known and there and kept.is_file() else None,
            progress=progress,
        )
        if found.path:
            data = drugsatfda.read_zip(found.path)
            held = counts(notes) if there else None
            sanity.check(data, held, before.as_of_face["drugsatfda"] if before and there else None, today)
            out.data, out.applications = data, data.applications
            out.notes = {"zip.etag": found.validators.etag, "zip.modified": found.validators.last_modified}
            draft.replace(kept)
            return
        out.unchanged = True
    except (SourceError, SnapshotError) as error:
        out.troubles.append(
            f"{error}; if fda.gov sends programs away, download {url} with a browser and use "
            "`bestbefore refresh fda --from FILE`"
        )
        draft.unlink(missing_ok=True)
    if kept.is_file():
        try:
            out.applications = drugsatfda.read_zip(kept).applications
        except SnapshotError:
            kept.unlink(missing_ok=True)


def counts(notes: dict[str, str]) -> sanity.Counts:
    """What the last accepted zip held, as its snapshot notes it."""
    return sanity.Counts(*(int(notes.get(name, "0")) for name in ("applications", "products", "submissions")))


def _labels(out: Fetched, settings: Settings, wanted: dict[str, date], progress: Progress) -> frozenset[str]:
    """The labels of applications that moved, the newest first; returns the numbers that were asked for."""
    numbers = sorted(wanted, key=lambda n: (wanted[n], n), reverse=True)[:_NUMBERS_A_REFRESH]
    service = OpenFDA(settings)
    asked: set[str] = set()
    for at in range(0, len(numbers), _NUMBERS_A_QUESTION):
        group = numbers[at : at + _NUMBERS_A_QUESTION]
        progress(
            f"reading labels of {len(group)} applications that moved ({at + len(group)} of {len(numbers)})"
        )
        try:
            found = service.labels(group)
        except SourceError as error:
            out.troubles.append(
                f"labels of {len(numbers) - at} applications that moved could not be read: {error}"
            )
            break
        asked |= set(group)
        out.labels = [*(out.labels or ()), *found.labels]
        out.labels_as_of = max(filter(None, (out.labels_as_of, found.as_of)), default=None)
    if len(wanted) > len(numbers):
        out.troubles.append(
            f"labels of {len(wanted) - len(numbers)} applications are left for the next refresh"
        )
    return frozenset(asked)


def _all_labels(
    out: Fetched, settings: Settings, folder: Path, before: Snapshot | None, progress: Progress
) -> None:
    """openFDA's bulk files, one after the other: fetched, read, deleted. A part that fails leaves the others, and
    is gone on with the next time; a part that has not changed is not fetched again."""
    try:
        urls = _label_urls(settings)
    except SourceError as error:
        out.troubles.append(f"labels could not be read: {error}")
        return
    notes = before.notes if before else {}
    whole = True
    best: list[Label] = []
    for number, url in enumerate(urls, start=1):
        name = url.rsplit("/", 1)[-1]
        progress(f"downloading label file {number} of {len(urls)}")
        known = Validators(etag=notes.get(f"part.{name}", ""))
        try:
            path = folder / "downloads" / name
            found = download(
                "openFDA", url, path, settings, largest=_LARGEST_PART, known=known or None, progress=progress
            )
            if found.path is None:
                whole = False  # its labels are in the snapshot before
                continue
            best = choose((*best, *bulk.labels(found.path)))
            day = bulk.last_updated(found.path)
            out.labels_as_of = max(filter(None, (out.labels_as_of, day)), default=None)
            out.notes[f"part.{name}"] = found.validators.etag
            found.path.unlink()
        except (SourceError, SnapshotError) as error:
            whole = False
            out.troubles.append(f"label file {number} of {len(urls)}: {error}")
    out.labels, out.all_labels = best, whole


def _label_urls(settings: Settings) -> Sequence[str]:
    """The addresses of the label files; only FDA's own hosts and plain names: the index decides no more than that."""
    with closing(Service("openFDA", settings.openfda_url, settings, settings.openfda_per_second)) as openfda:
        index = openfda.get(DOWNLOADS)
    try:
        body: dict[str, Any] = json.loads(index.body)
        partitions = body["results"]["drug"]["label"]["partitions"]
        urls = [str(part["file"]) for part in partitions]
        own = {urlsplit(url).netloc for url in (settings.openfda_url, settings.fda_url)}
        for url in urls:
            parts = urlsplit(url)
            fda = parts.scheme == "https" and f".{parts.hostname}".endswith(".fda.gov")
            if not (fda or parts.netloc in own) or not _PLAIN_NAME.fullmatch(url.rsplit("/", 1)[-1]):
                raise ValueError(f"{url} is no label file of FDA's")
        return urls
    except (ValueError, KeyError, TypeError, RecursionError) as err:
        raise SourceError(f"openFDA's index of downloads has no label files: {err}") from err
