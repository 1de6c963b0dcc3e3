"""Reading and writing what editors decided: ``decisions.toml`` beside ``bestbefore.toml``, and reports on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.decision import Decision
from model.errors import UsageError
from reports.decisions import FILE, Decisions, read_decisions, with_decisions, without_decision
from reports.published import DATA, published
from reports.table import open_names, read_back
from reports.words import one_line, plural

if TYPE_CHECKING:
    from flows.settings import Settings


# How the name of a finding begins, and not that of a cause.
FINDING = ("v1:", "v2:")


def load_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file. Raises UsageError for one that can't be read."""
    return read_decisions(_text(path), str(path))


def decisions_file(settings: Path | None) -> Path:
    """Where a site's decisions are kept: in the folder of its ``bestbefore.toml``, else in the current one."""
    return (settings.parent if settings else Path()) / FILE


@dataclass(frozen=True, slots=True)
class Known:
    """What a report on disk knows of one finding or cause: for checking a decision, and for the file's reader."""

    name: str
    what: str
    evidence: str = ""


def known_in(report: Path, names: Iterable[str]) -> dict[str, Known]:
    """Findings and causes of a report by their names. Raises UsageError when there is no report in the folder."""
    wanted = set(names)
    found: dict[str, Known] = {}
    with published(report) as (head, lines):
        for cause in head["causes"]:
            if cause["cause"] in wanted:
                text = f"{cause['message']} ({plural(cause['pages'], 'page')})"
                found[cause["cause"]] = Known(cause["cause"], text)
        evidence: dict[str, set[str]] = {}
        for line in lines:
            if wanted <= found.keys() and all(name.startswith(FINDING) for name in wanted):
                break
            page = json.loads(line)
            for finding in page["findings"]:
                name = finding["fingerprint"]
                evidence.setdefault(finding["cause"], set()).add(finding.get("cause_digest") or "")
                if name in wanted:
                    text = f"{page['url']}: {finding['message']}"
                    found[name] = Known(name, text, finding["evidence_digest"] or "")
                elif finding["cause"] in wanted:
                    found.setdefault(finding["cause"], Known(finding["cause"], finding["message"]))
    return {
        name: known
        if name.startswith(FINDING)
        else replace(known, evidence=_together(evidence.get(name, ())))
        for name, known in found.items()
    }


def _together(digests: Iterable[str]) -> str:
    """The digests that a decision on a cause rests on; empty where one of its pages has none."""
    found = sorted(set(digests))
    return " ".join(found) if all(found) else ""


def report_with(settings: Settings, names: Iterable[str]) -> Path:
    """Of the reports that the settings write, the one that knows these findings and causes; where none knows all, the
    first that is there."""
    wanted = set(names)
    own = Path(settings.audit.get("out", "audit-report"))
    there = [p for p in (own, *(s.out for s in settings.sites if s.out)) if (p / DATA).is_file()]
    return next((p for p in there if wanted <= known_in(p, wanted).keys()), there[0] if there else own)


def cause_in(report: Path, name: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """A cause of a report on disk and the pages that it is on, None when there is none."""
    with published(report) as (head, lines):
        cause = next((c for c in head["causes"] if c["cause"] == name), None)
        pages = [json.loads(line) for line in lines if name in line] if cause else []
        on = [p for p in pages if any(f["cause"] == name for f in p["findings"])]
    return (cause, on) if cause else None


def finding_in(report: Path, name: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The page and the finding with this fingerprint in a report on disk, None when there is none."""
    with published(report) as (_, lines):
        for page in (json.loads(line) for line in lines if name in line):
            for finding in page["findings"]:
                if finding["fingerprint"] == name:
                    return page, finding
    return None


def decide(path: Path, report: Path, decisions: Iterable[Decision]) -> list[Known]:
    """Write decisions into the file, each with the evidence that it rests on; return what they are on.

    Raises UsageError, and writes nothing, when the report knows one of them not.
    """
    decisions = list(decisions)
    known = known_in(report, (d.on for d in decisions))
    for decision in decisions:
        if decision.on not in known:
            raise UsageError(f"{decision.on}: no such finding or cause in {report}/findings.json")
    text = _text(path)
    read_decisions(text, str(path))  # a broken file is told, not overwritten
    complete = [replace(d, evidence=known[d.on].evidence) for d in decisions]
    _write(path, with_decisions(text, complete, _about(known)))
    return [known[d.on] for d in decisions]


def reopen(path: Path, name: str) -> Decision:
    """Take a decision out of the file and return it. Raises UsageError when there is none."""
    decision = load_decisions(path).by_name.get(name)
    if decision is None:
        raise UsageError(f"{path}: holds no decision on {name}")
    _write(path, without_decision(_text(path), name))
    return decision


def decisions_of_csv(path: Path, today: date) -> list[Decision]:
    """The decisions that an edited ``findings.csv`` holds."""
    return read_back(_sheet(path), today, str(path))


def open_in_csv(path: Path) -> set[str]:
    """The findings that an edited ``findings.csv`` calls open."""
    return open_names(_sheet(path), str(path))


def _sheet(path: Path) -> str:
    """A spreadsheet's text: UTF-8, UTF-16 (Excel's "Unicode text") or Windows' own."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:  # Excel's "CSV" without UTF-8
        return raw.decode("cp1252", errors="replace")


def _about(known: Mapping[str, Known]) -> dict[str, str]:
    return {name: one_line(k.what, 300) for name, k in known.items()}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, "utf-8")
        beside.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
