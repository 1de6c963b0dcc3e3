"""What the overview says in words, and the table that its script filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from model.evidence import GRACE
from model.history import Resolved, State
from reports.causes import family
from reports.report import Cause, Report
from reports.run import SourceState
from reports.words import age_in_words, clean, long_date, one_line, plain, plural, shorten

# Data older than this (days) have missed news: the same bound as for a verdict that rests on absence.
STALE_DAYS = GRACE.days
_SEVERITIES = {"error": 0, "warning": 1, "note": 2}
_STATES = {State.NEW: 1, State.OPEN: 2, State.REOPENED: 4, State.NOT_RECHECKED: 8, State.ACCEPTED: 16}
_KINDS = (("FDA", "FDA approvals"), ("REF", "References"), ("DATE", "Dates and reviews"), ("TIME", "Ageing words"),
          ("LINK", "Links"), ("PAGE", "Pages"))  # fmt: skip
# What stays unchecked when a source is silent, by the kind of question.
_UNCHECKED = {
    "reference": ("reference",),
    "drug": ("drug",),
    "trial": ("trial",),
    "newer": ("paper for newer evidence", "papers for newer evidence"),
}
# Words of a page or a cause kept for searching.
_TITLE, _QUOTE = 120, 160


def site_name(report: Report) -> str:
    """What was audited, in few words."""
    hosts = {e.url.split("/")[2] for e in report.entries if e.url.startswith(("http://", "https://"))}
    if len(hosts) == 1:
        return next(iter(hosts))
    return ", ".join(report.addresses.hide(t) for t in report.run.targets[:3])


def changes(report: Report) -> str:
    """What changed since the audit before, in a sentence."""
    past = report.history
    if past.previous is None:
        return "There is no earlier audit to compare with."
    new, back, late = (report.of_state(s) for s in (State.NEW, State.REOPENED, State.NOT_RECHECKED))
    parts = (
        f"{new:,} new" if new else "nothing new",
        f"{len(past.resolved):,} resolved ({_reasons(past.resolved)})" if past.resolved else "",
        f"{back:,} came back" if back else "",
        f"{late:,} not re-checked" if late else "",
    )
    return f"Since {long_date(past.previous)}: {', '.join(p for p in parts if p)}."


def _reasons(resolved: Iterable[Resolved]) -> str:
    """ "text changed 3, page gone 2"."""
    counts = Counter(r.reason for r in resolved)
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{reason} {count:,}" for reason, count in counts.most_common())


def alarms(report: Report) -> list[str]:
    """What a reader of the report must know before the findings: old data, silent sources, pages not reached."""
    lines = [report.addresses.hide(_silence(source)) for source in report.run.silent]
    today = report.run.today
    newest: dict[str, date] = {}
    for source in report.run.sources:
        if source.as_of is not None:
            kind = "FDA" if "FDA" in source.name else source.name
            newest[kind] = max(source.as_of, newest.get(kind, source.as_of))
    for kind, day in newest.items():
        told = any(
            kind in line and long_date(day) in line for line in lines
        )  # a source that was down says so
        if (today - day).days > STALE_DAYS and not told:
            unknown = "newer approvals and withdrawals" if kind == "FDA" else "newer papers and retractions"
            lines.append(
                f"{kind} data end on {long_date(day)}, {age_in_words(day, today)} ago: {unknown} are unknown here."
            )
    looked_up = sum(n for what, _, _, n in report.open_questions if what == "reference")
    if (
        looked_up
        and not report.references_held
        and not any("reference" in s.unchecked for s in report.run.silent)
    ):
        reasons = [reason for what, _, reason, _ in report.open_questions if what == "reference"]
        most = ", most of them for this" if len(reasons) > 1 else ""
        none = "The one reference was not" if looked_up == 1 else f"None of {looked_up:,} references was"
        lines.append(f"{none} checked{most}: {plain(reasons[0])}.")
    for source in report.run.sources:
        if source.face == "local" and source.note:
            lines.append(report.addresses.hide(source.note))
    if report.failures:
        lines.append(
            f"{plural(len(report.failures), 'page or target', 'pages or targets')} could not be examined; see below."
        )
    lost = sum(e.state == "not_reached" for e in report.entries)
    if lost:
        lines.append(
            f"{plural(lost, 'page was', 'pages were')} not reached this time; what was found on "
            f"{'it' if lost == 1 else 'them'} stands as it was."
        )
    if report.unused:
        lines.append(f"{plural(len(report.unused), 'decision matches', 'decisions match')} nothing any more.")
    return lines


def open_lines(report: Report, most: int = 5) -> list[str]:
    """What was not verified, each reason once with all it holds for; without what ``alarms`` tell already."""
    told = {plain(s.trouble) for s in report.run.silent}
    if not report.references_held:
        told |= {next((r for what, _, r, _ in report.open_questions if what == "reference"), "")}
    rows = [row for row in report.open_questions if row[2] not in told]
    lines = [f"{plural(n, what)}: {plain(reason)}" for what, _, reason, n in rows[:most]]
    if len(rows) > most:
        more = sum(n for *_, n in rows[most:])
        lines.append(
            f"{plural(more, 'statement')} for {plural(len(rows) - most, 'further reason')}, in the report"
        )
    return lines


_SOURCE_WORDS = {
    "FDA starter": "FDA approvals and withdrawals, kept by hand from Drugs@FDA and FDA’s notices",
    "FDA": "FDA’s lists (Drugs@FDA, labels)",
    "Answer cache": "Answers kept from earlier audits",
}


def source_lines(report: Report) -> list[tuple[str, list[str]]]:
    """The sources as an editor knows them, each once, with what each of its parts holds and until when."""
    told: dict[str, list[str]] = {}
    for s in report.run.sources:
        note = report.addresses.hide(s.trouble or s.note)
        if s.as_of:
            line = f"{note}, to {long_date(s.as_of)}" if note else f"data to {long_date(s.as_of)}"
        elif s.trouble:
            line = f"asked, and did not answer all ({note})"
        elif s.face == "live":
            line = f"asked during the audit{f' ({note})' if note else ''}"
        else:
            line = note or "asked"
        told.setdefault(_SOURCE_WORDS.get(s.name, s.name), []).append(line)
    return list(told.items())


def review_line(report: Report) -> str:
    """How often the pages owe a review: "a review is due every 36 months on 55 pages, never on 24: ..."."""
    owed = Counter(e.every for e in report.entries)
    never = owed.pop(None, 0)
    told = [
        f"every {months} months on {plural(n, 'page')}" for months, n in sorted(owed.items(), reverse=True)
    ]
    told += [f"never on {plural(never, 'page')}"] if never else []
    why = (
        ": news, journal articles and other dated records, and what your settings leave out" if never else ""
    )
    return f"a review is due {', '.join(told)}{why}" if told else ""


def _silence(source: SourceState) -> str:
    """What a source that was down costs, in a line: "PubMed could not be reached (no connection): ..."."""
    name = source.name
    unreached = f"{name} could not be reached: "
    if source.trouble.startswith(unreached):
        told = f"{name} could not be reached ({source.trouble.removeprefix(unreached)})"
    else:
        told = f"{name} did not answer all that it was asked ({source.trouble})"
    parts = [
        plural(n, *_UNCHECKED[kind]) for kind, n in sorted(source.unchecked.items()) if kind in _UNCHECKED
    ]
    one = len(parts) == 1 and sum(source.unchecked.values()) == 1
    if parts:
        return f"{told}: {' and '.join(parts)} {'was' if one else 'were'} not checked."
    return f"{told}: {source.note or 'what it alone knows is missing here'}."


def overview_data(
    report: Report, headline: Callable[[Cause], str], href: Callable[[Cause], str], titles: Mapping[str, str]
) -> dict[str, Any]:
    """Pages and causes as short rows, for the script in the overview (``templates/overview.js`` names the columns)."""
    sections = sorted({e.section for e in report.entries})
    owners = sorted({e.owner for e in report.entries})
    section_at = {s: i for i, s in enumerate(sections)}
    owner_at = {o: i for i, o in enumerate(owners)}
    kind_at = {kind: i for i, (kind, _) in enumerate(_KINDS)}
    code_at = {code: i for i, (code, _, _) in enumerate(report.kinds)}
    pages = []
    for e in report.entries:
        kinds = states = 0
        counts = [0, 0, 0]
        for item in e.items:
            states |= _STATES[item.state]
            if item.open:
                kinds |= 1 << kind_at.get(family(item.code), 5)
                counts[_SEVERITIES[item.severity]] += 1
        title, url = one_line(e.title, _TITLE), clean(shorten(e.url, 200))
        codes = sorted({code_at[i.code] for i in e.items if i.open})
        pages.append([title, url, e.file, section_at[e.section], owner_at[e.owner], e.day, *counts,
                      e.not_verified, kinds, states, codes])  # fmt: skip
    causes = []
    for c in report.causes:
        places = [report.entries[i] for i, _ in c.places]
        causes.append(
            [
                one_line(headline(c), 200),
                one_line(c.quote, _QUOTE),
                _SEVERITIES[c.severity],
                kind_at.get(c.kind, 5),
                len(places),
                href(c),
                sum(_STATES[s] for s in c.states),
                sorted({section_at[p.section] for p in places}),
                sorted({owner_at[p.owner] for p in places}),
                c.name,
                sorted(code_at[code] for code in c.codes),
            ]
        )
    return {
        "pages": pages,
        "causes": causes,
        "kinds": [words for _, words in _KINDS],
        "checks": [[code, kind_at.get(family(code), 5), titles.get(code, code)] for code in code_at],
        "sections": sections,
        "owners": owners,
    }
