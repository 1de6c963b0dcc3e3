"""What changed between the report that was told last and the one of today: per owner, in words. Pure but for two
small files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.clock.names import slug
from reports.published import published

# How many findings a message names; the rest is counted, and stands in the report.
_NAMED = 10
_RANK = {"note": 1, "warning": 2, "error": 3}
_WORDS = {"error": "to fix", "warning": "to check", "note": "to note"}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as it stood when it was told: enough to tell that it became worse, or went."""

    severity: str
    owner: str
    url: str
    message: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, worse and resolved on a site since the last digest. ``first``: nothing was told before."""

    site: str
    today: str
    now: Mapping[str, Told] = field(default_factory=dict)
    new: tuple[Told, ...] = ()
    worse: tuple[Told, ...] = ()
    resolved: tuple[Told, ...] = ()
    first: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.worse or self.resolved)


def changes_of(site: str, folder: Path, before: Mapping[str, Told] | None) -> Changes:
    """Compare the report in ``folder`` with what was told before; None when nothing ever was.

    A finding whose page was not reached is neither new nor resolved: it stays in the report as it was; nor is one
    that an editor accepted. Raises UsageError when there is no report, or one that cannot be read.
    """
    today, now, there = _findings(folder)
    if before is None:
        return Changes(site, today, now, tuple(now.values()), first=True)
    return Changes(
        site,
        today,
        now,
        tuple(told for name, told in now.items() if name not in before),
        tuple(told for name, told in now.items() if name in before and _rank(told) > _rank(before[name])),
        tuple(told for name, told in before.items() if name not in there),
    )


def _findings(folder: Path) -> tuple[str, dict[str, Told], set[str]]:
    """The day of a report, its open findings, and the names of all that are in it."""
    found: dict[str, Told] = {}
    there: set[str] = set()
    with published(folder) as (head, lines):
        today = str(head["run"]["today"])
        for line in lines:
            page = json.loads(line)
            for finding in page["findings"]:
                there.add(finding["fingerprint"])
                if finding["state"] != "accepted":
                    found[finding["fingerprint"]] = Told(
                        finding["severity"], page.get("owner") or "", page["url"], finding["message"]
                    )
    return today, found, there


def _rank(told: Told) -> int:
    return _RANK.get(told.severity, 0)


def digest_texts(changes: Changes, link: str = "") -> Iterator[tuple[str, str, str]]:
    """Owner, title and Markdown text of each message; none when nothing changed. ``link``: where the report is read."""
    if not changes:
        return
    of: defaultdict[str, tuple[list[Told], list[Told], list[Told]]] = defaultdict(lambda: ([], [], []))
    for at, group in enumerate((changes.new, changes.worse, changes.resolved)):
        for told in group:
            of[told.owner][at].append(told)
    for owner, (new, worse, resolved) in sorted(of.items()):
        counts = [
            f"{len(group)} {word}"
            for group, word in ((new, "new"), (worse, "worse"), (resolved, "resolved"))
            if group
        ]
        to_whom = f" ({owner})" if owner else ""
        lines = [f"**{changes.site}**{to_whom}, judged as of {changes.today}.", ""]
        if changes.first:
            lines += [
                "This is the first digest: it counts what is open; the next ones tell what changed.",
                "",
            ]
        for word, told_here in (("New", new), ("Worse", worse), ("Resolved", resolved)):
            lines += _group(word, told_here)
        if link:
            lines.append(f"The report: {link}")
        yield owner, f"Bestbefore, {changes.site}: {', '.join(counts)}", "\n".join(lines)


def _group(word: str, group: list[Told]) -> Iterator[str]:
    if not group:
        return
    yield f"**{word}: {len(group)}**"
    yield ""
    for told in sorted(group, key=lambda t: (-_rank(t), t.url))[:_NAMED]:
        yield f"- {_WORDS.get(told.severity, told.severity)}: {_one_line(told.message)} ({told.url})"
    if len(group) > _NAMED:
        yield f"- … and {len(group) - _NAMED} more"
    yield ""


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 240 else f"{words[:239]}…"


def seen_before(memory: Path, site: str) -> dict[str, Told] | None:
    """What was told of a site last; None when nothing was, or what was kept cannot be read."""
    try:
        kept = json.loads((memory / f"{slug(site)}.json").read_text("utf-8"))
        return {str(name): Told(*map(str, row)) for name, row in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def remember(memory: Path, changes: Changes) -> None:
    """Keep what is now open as told, in the folder ``memory``."""
    memory.mkdir(parents=True, exist_ok=True)
    rows = {name: (t.severity, t.owner, t.url, t.message[:240]) for name, t in changes.now.items()}
    path = memory / f"{slug(changes.site)}.json"
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    beside.replace(path)
