"""Sentences of real pages with a verdict for the whole sentence, scored: a part of ``benchmarks/claims.py``.

A row: ``{"id", "sentence", "page_date" (or null), "is_claim", "verdict", "confidence", "wording", ...}``. To be flagged
are rows whose verdict is outdated or contradicted, and no others; worst is a stale row that is called supported and
nothing else.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from flows.small import judge_claims
from sources.desk import Desk

TODAY = date(2026, 11, 27)
FLAG = frozenset({"outdated", "contradicted"})
RealRow = Mapping[str, object]
_SELECTED: Mapping[str, Callable[[RealRow], bool]] = {
    "all": lambda r: True,
    "high confidence": lambda r: r.get("confidence") == "high",
    "verbatim": lambda r: r.get("wording") == "verbatim",
    "undated": lambda r: r.get("page_date") is None,
}


def load_real(path: Path) -> tuple[RealRow, ...] | None:
    """The rows of such a set; None when the file is of another kind."""
    rows = tuple(json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return rows if rows and "sentence" in rows[0] and "verdict" in rows[0] else None


def _day(written: object) -> str | None:
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(written or ""))
    return f"{found[1]}-{found[2] or '07'}-{found[3] or '01'}" if found else None


def judge_real(rows: Sequence[RealRow], desk: Desk) -> dict[str, list[str]]:
    """The verdicts on what is read in each row, by the way that ``bestbefore claims --jsonl`` goes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        lines = (
            json.dumps({"id": r["id"], "text": r["sentence"], "page_date": _day(r["page_date"])})
            for r in rows
        )
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        texts, failures = judge_claims([str(path)], desk, TODAY, None, lines=True)
    if failures:
        raise ValueError(f"not read: {failures[0].reason}")
    return {
        str(t.id): [
            c.judged.verdict.value for c in t.claims if c.claim.mode == "asserted" and c.claim.agency == "FDA"
        ]
        for t in texts
    }


def show_real(
    title: str, rows: Sequence[RealRow], said: Mapping[str, Sequence[str]], misses: int = 0
) -> None:
    """Print what is read, flagged, falsely flagged and falsely supported, in parts; and the first misses."""
    print(f"\n{title}: {len(rows)} sentences of real pages, judged on {TODAY}")
    print(f"{'':20} {'read':>9} {'flagged':>9} {'false alarms':>13} {'stale called supported':>23}")
    for name, chosen in _SELECTED.items():
        own = [r for r in rows if chosen(r)]
        stale = [r for r in own if r["verdict"] in FLAG]
        fresh = [r for r in own if r["verdict"] not in FLAG]
        claims = [r for r in own if r["is_claim"]]
        read = sum(bool(said.get(str(r["id"]))) for r in claims)
        flagged = sum(_flagged(r, said) for r in stale)
        alarms = sum(_flagged(r, said) for r in fresh)
        green = sum(set(said.get(str(r["id"]), ())) == {"supported"} for r in stale)
        print(
            f"{name:20} {read:4}/{len(claims):<4} {flagged:4}/{len(stale):<4} {alarms:6}/{len(fresh):<6} {green:23}"
        )
    wrong = [r for r in rows if _flagged(r, said) != (r["verdict"] in FLAG)]
    for row in wrong[:misses]:
        print(
            f"{row['id']} ({row['page_date']}) wanted {row['verdict']}; got {said.get(str(row['id']), [])}: "
            f"{row['sentence']}"
        )


def _flagged(row: RealRow, said: Mapping[str, Sequence[str]]) -> bool:
    return not FLAG.isdisjoint(said.get(str(row["id"]), ()))
