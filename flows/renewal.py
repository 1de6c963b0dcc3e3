"""Renewing the local snapshots, as plain functions: the command line and the Prefect flow call the same."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from flows.news import known_statements, new_acts, told
from flows.small import BY_DEFAULT, Bounds, cut_of, read_targets
from model.errors import SourceError, UsageError
from model.identifiers import NCT
from model.page import Reference
from sources.desk import pubmed_index_path
from sources.fda.refresh import data_folder, refresh_fda
from sources.fda.snapshot import Snapshot, openable
from sources.retractions_refresh import refresh_retractions, retractions_path
from sources.settings import Settings
from sources.snapshot.cited import gather
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_index import PubMedIndex
from sources.snapshot.starter import load_starter
from sources.snapshot.trial_file import gather_trials, trials_path
from sources.trials import Trials

Progress = Callable[[str], None]
# What is told, line by line; in the end, whether everything could be had.
Lines = Generator[str, None, bool]


def renew_fda(
    files: Sequence[Path] = (),
    out: Path | None = None,
    all_labels: bool = False,
    reports: Sequence[Path] = (),
    progress: Progress = lambda line: None,
    today: date | None = None,
) -> Lines:
    """Build a dated FDA snapshot, from files or fetched; yield what it holds, what could not be had, and what is
    new, line by line. ``reports``: folders of audit reports whose pages' statements the new acts may touch.

    Raises SnapshotError for files that cannot be used and SourceError when nothing could be had.
    """
    settings = Settings.from_environment()
    starter = load_starter(settings.facts_overrides)
    statements = known_statements(reports)
    before = openable(out or data_folder())
    try:
        report = refresh_fda(
            files,
            settings=settings,
            out=out,
            lexicon=starter.lexicon,
            since=starter.as_of,
            today=today,
            all_labels=all_labels,
            progress=progress,
        )
        yield f"{report.path}"
        yield f"{report.applications:,} applications, {report.drugs:,} drugs, {report.events:,} events"
        if report.labels:
            yield f"{report.labels:,} labels"
        for face, day in sorted(report.as_of.items()):
            kept = " (from the snapshot before)" if face in report.taken_over else ""
            yield f"{face}: data to {day}{kept}"
        for trouble in report.troubles:
            yield f"not had: {trouble}"
        with Snapshot(report.path) as after:
            yield from told(new_acts(starter, before, after), statements)
        return not report.troubles
    finally:
        if before:
            before.close()


def renew_retractions(progress: Progress = lambda line: None) -> Lines:
    """Renew the list of retracted papers; yield what is held now, line by line.

    Raises SourceError when it could not be had, SnapshotError when what came is no such list: the one before stays.
    """
    held, renewed = refresh_retractions(Settings.from_environment(), progress=progress)
    yield f"{retractions_path()}"
    news = "" if renewed else ", unchanged since the last time"
    yield f"{held.rows:,} notices, the newest of {held.as_of}{news}"
    return True


def renew_cited(
    targets: Sequence[str],
    out: Path | None = None,
    bounds: Bounds = BY_DEFAULT,
    progress: Progress = lambda line: None,
) -> Lines:
    """Fetch the PubMed records that the pages of ``targets`` cite into the index; yield what came, line by line.

    Raises SourceError when PubMed gave nothing at all.
    """
    references = _references_of(targets, bounds, progress)
    settings, contact = Settings.from_environment(), bounds.contact
    index = out or pubmed_index_path()
    found = gather(references, index, replace(settings, contact_email=contact) if contact else settings)
    if found.unanswered and not found.records:
        reason = next(iter(found.unanswered), "no answer")
        raise SourceError(f"no record could be fetched for {found.references:,} references: {reason}")
    yield f"{index}"
    yield f"{found.references:,} references, {found.answered:,} looked up, {found.records:,} records fetched"
    for reason, count in found.unanswered.items():
        yield f"{count:,} not looked up: {reason}"
    return not found.lost


def _references_of(targets: Sequence[str], bounds: Bounds, progress: Progress) -> list[Reference]:
    """What the pages cite, in their order; progress tells which could not be read, and how many were."""
    references: list[Reference] = []
    pages = 0
    for page, failure in read_targets(targets, bounds=bounds):
        if failure is not None:
            progress(failure.reason)
        if page is not None:
            for cut in cut_of(page):
                progress(cut.reason)
            pages += 1
            references += page.references
    progress(f"read {_many(pages, 'page')}")
    return references


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def renew_trials(
    targets: Sequence[str],
    out: Path | None = None,
    bounds: Bounds = BY_DEFAULT,
    progress: Progress = lambda line: None,
) -> Lines:
    """Fetch the records of the trials that the pages of ``targets`` name; yield what came, line by line.

    Raises SourceError when ClinicalTrials.gov gave nothing at all.
    """
    numbers = [
        i for r in _references_of(targets, bounds, progress) for i in r.identifiers if isinstance(i, NCT)
    ]
    path = out or trials_path()
    settings = Settings.from_environment()
    live = Trials(replace(settings, contact_email=bounds.contact) if bounds.contact else settings)
    found = gather_trials(numbers, path, live)
    if found.named and not found.records:
        raise SourceError(
            f"no record could be fetched for {found.named:,} trials: {next(iter(found.unanswered))}"
        )
    yield f"{path}"
    yield f"{_many(found.named, 'trial')} named, {_many(found.records, 'record')} fetched"
    for reason, count in found.unanswered.items():
        yield f"{count:,} not fetched: {reason}"
    return not live.trouble


def renew_pubmed(
    paths: Sequence[Path],
    out: Path | None = None,
    complete: bool = False,
    progress: Progress = lambda line: None,
) -> Lines:
    """Build or extend the PubMed index from PubMed's XML files (folders: every one in them).

    Raises UsageError when there is no such file, SnapshotError at the first that can't be read to its end.
    """
    files = [f for p in paths for f in (sorted(p.glob("*.xml*")) if p.is_dir() else [p])]
    files = [f for f in files if f.name.endswith((".xml", ".xml.gz"))]
    if not files:
        raise UsageError(f"no .xml or .xml.gz file in {', '.join(map(str, paths)) or 'nothing'}")
    index = out or pubmed_index_path()
    build(
        index,
        files,
        now=datetime.now(UTC),
        complete=complete,
        progress=lambda b: progress(
            f"{b.file}: read before"
            if b.skipped
            else f"{b.file}: {b.added:,} new, {b.replaced:,} renewed, {b.deleted:,} deleted, {b.older:,} older"
        ),
    )
    opened = PubMedIndex(index)
    held = opened.coverage
    opened.close()
    yield f"{index}"
    yield f"{held.records:,} records" + (f", newest revision {held.as_of}" if held.as_of else "")
    return True
