"""Decisions of editors laid over findings, and the text they are kept in. Pure: text in, text out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import tomlkit
from tomlkit.items import AoT

from model.decision import Decision, Ruling
from model.errors import UsageError
from reports.words import long_date

FILE = "decisions.toml"
_KEYS = frozenset({"on", "is", "reason", "until", "by", "decided", "evidence", "assignee", "page", "what"})
_HEAD = """\
# What editors decided on findings. One [[decision]] each; `on` is a finding ("v2:...") or a cause ("c1:...").
# Written by `bestbefore accept`, `reject` and `reopen`; it may be edited by hand, and belongs under version control.
"""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What holds for one finding today: the decision in force, or why one is no longer."""

    decision: Decision | None = None
    note: str = ""

    @property
    def silences(self) -> bool:
        """True when the finding is off the work list."""
        return self.decision is not None and self.decision.ruling is not Ruling.TO_DO


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, by what they are on."""

    by_name: Mapping[str, Decision] = field(default_factory=dict)

    def on(
        self,
        fingerprint: str,
        cause: str,
        evidence: str,
        today: date,
        former: str = "",
        deciding: str = "",
    ) -> Ruled:
        """The decision on a finding: its own before its cause's. It ends after ``until``, and lapses when the
        evidence is no longer that it was taken on; then the finding is open again and the note says why.
        ``former``: the name that a release before 0.2 gave the finding; ``deciding``: the part of its evidence that
        its cause rests on."""
        note = ""
        for name in (fingerprint, former, cause):
            decision = self.by_name.get(name)
            if decision is None:
                continue
            if decision.until is not None and decision.until < today:
                note = note or f"was {decision.ruling} until {long_date(decision.until)}: {decision.reason}"
            elif (
                decision.evidence
                and (deciding if name == cause else evidence) not in decision.evidence.split()
            ):
                note = note or f"was {decision.ruling}, but the evidence has changed since: {decision.reason}"
            else:
                return Ruled(decision, note)
        return Ruled(None, note)


def read_decisions(text: str, where: str = FILE) -> Decisions:
    """The decisions of a file's text. Raises UsageError, with one line, for what is no decision."""
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: is not valid TOML: {' '.join(str(error).split())}") from error
    rows = data.get("decision", [])
    if set(data) - {"decision"} or not isinstance(rows, list):
        raise UsageError(f"{where}: holds [[decision]] entries and nothing else")
    found = {}
    for number, row in enumerate(rows, start=1):
        decision = _decision(row, f"{where}: decision {number}")
        if decision.on in found:
            raise UsageError(f"{where}: there are two decisions on {decision.on}; keep one")
        found[decision.on] = decision
    return Decisions(found)


def with_decisions(text: str, decisions: Iterable[Decision], about: Mapping[str, str] | None = None) -> str:
    """The file's text with these decisions in place of earlier ones on the same things; comments stay.

    ``about``: for the reader of the file, what each decision is on, in words.
    """
    decisions = tuple(decisions)
    document = tomlkit.parse(text or _HEAD)
    rows = _without(document, {d.on for d in decisions})
    for decision in decisions:
        table = tomlkit.table()
        table["on"] = decision.on
        table["is"] = str(decision.ruling)
        what = (about or {}).get(decision.on, "")
        values = (("what", what), ("reason", decision.reason), ("until", decision.until), ("by", decision.by),
                  ("decided", decision.decided), ("assignee", decision.assignee),
                  ("evidence", decision.evidence))  # fmt: skip
        for key, value in values:
            if value:
                table[key] = value
        rows.append(table)
    if len(rows):
        document["decision"] = rows
    return tomlkit.dumps(document)


def without_decision(text: str, name: str) -> str:
    """The file's text without the decision on ``name``."""
    document = tomlkit.parse(text)
    rows = _without(document, {name})
    if len(rows):
        document["decision"] = rows
    return tomlkit.dumps(document)


def _without(document: tomlkit.TOMLDocument, names: set[str]) -> AoT:
    old = document.get("decision")
    kept = tomlkit.aot()
    for row in old or ():
        if row.get("on") not in names:
            kept.append(row)
    if old is not None:
        del document["decision"]
    return kept


def _decision(row: Any, where: str) -> Decision:
    if not isinstance(row, dict):
        raise UsageError(f"{where}: is no table")
    for key in row:
        if key not in _KEYS:
            raise UsageError(f"{where}: unknown key {key}; known: {', '.join(sorted(_KEYS))}")
    name, ruling = row.get("on"), row.get("is")
    if not isinstance(name, str) or not name.startswith(("v1:", "v2:", "c1:")):
        raise UsageError(f'{where}: "on" must be a finding (v2:...) or a cause (c1:...), not {name!r}')
    try:
        ruled = Ruling(str(ruling))
    except ValueError:
        known = ", ".join(r.value for r in Ruling)
        raise UsageError(f'{where}: "is" must be one of {known}, not {ruling!r}') from None
    texts = {key: row.get(key, "") for key in ("reason", "by", "evidence", "assignee")}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise UsageError(f"{where}: {key} must be a text, not {value!r}")
    if ruled is not Ruling.TO_DO and not texts["reason"].strip():
        raise UsageError(f"{where}: a reason is needed")
    return Decision(
        on=name,
        ruling=ruled,
        until=_day(row.get("until"), f"{where}: until"),
        decided=_day(row.get("decided"), f"{where}: decided"),
        **texts,
    )


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise UsageError(f"{where} must be a date like 2027-05-27, not {value!r}")
