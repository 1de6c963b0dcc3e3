"""How well claims on FDA status are read and judged, how fast, and beside what a user would put together.

    python benchmarks/claims.py [--misses N] [--set FILE.jsonl ...] [--peers-python PATH] [--sentences 30000]

The labelled set (tests/labelled/claims) in two parts: "tuned" and "measured", which nothing is tuned on; no drug and
no wording is in both (see its README). ``--set`` adds a set of JSON lines ``{"id", "text", "page_date", "claims":
[{"subject", "status", "verdict", "since", "sentence"?}]}``, all of it measured; or of sentences of real pages with one
verdict each (``claims_real.py``). The sets by other authors (tests/labelled/claims/authors) are always among them.

- P, R: claim detection, by status (of one family) and subject; status: the very status.
- verdict: right verdicts among the claims found; since: right days among the claims rightly called outdated.
- alarms: of all that is called outdated or contradicted, what is; flips: supported for outdated or the reverse.
- green: of all that is called supported, what is not: the error that no editor will look at.

Peers run in the same minute on the same rows, in the Python of ``--peers-python`` (``python -m venv V; V/bin/pip
install medspacy drug-named-entity-recognition``; default: this Python, where the ``bench`` extra is installed).
The speed is that of ``claims_speed.py``, which says how its sentences are mixed.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.claims_real import judge_real, load_real, show_real
from benchmarks.claims_speed import clock, mixture, pages
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.claims.rows import HERE, Row, load_rows, load_set
from tests.labelled.claims.score import TODAY, Names, Point, Said, Score, read_rows, score, share, summed

ROOT = Path(__file__).resolve().parents[1]
FIRST_APPROVALS = ROOT / "sources/snapshot/data/first_approvals.tsv"
#: What the reader has to reach on our own set (issue 5), and the sentences a second.
PRECISION, RECALL, VERDICTS, SPEED = 0.97, 0.92, 0.95, 5000
_PEERS = {
    "dictionary": "dictionary + “approved” + first approvals",
    "context": "the same + medspaCy ConText",
}
_OURS = "bestbefore"
_HEADS = (
    f"{'':52} {'claims':>6} {'P':>6} {'R':>6} {'status':>6} {'verdict':>7} {'since':>6} {'alarms':>9} {'flips':>4} "
    f"{'green':>9}"
)
_FIELDS = ("subject", "status", "verdict")


@dataclass(frozen=True, slots=True)
class Peers:
    """What the peers said, by their name and the row's id; or in one line why there is nothing of theirs."""

    said: Mapping[str, Mapping[str, tuple[Said, ...]]]
    told: str


def ask_peers(python: str, rows: Sequence[Row], names: Names) -> Peers:
    """Run the peers on the rows in a Python of their own."""
    lines = "".join(
        json.dumps({"id": str(n), "text": r.text, "page_date": r.page_date}) + "\n"
        for n, r in enumerate(rows)
    )
    script = str(Path(__file__).with_name("claims_peers.py"))
    try:
        done = subprocess.run(
            [python, script, str(FIRST_APPROVALS)], input=lines, capture_output=True, text=True, check=False
        )
    except OSError as error:
        return Peers({}, f"peers not run: {error}")
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Peers({}, f"peers not run ({python}): {why}; see --peers-python in this file's first lines")
    first, *answers = done.stdout.splitlines()
    said: dict[str, dict[str, tuple[Said, ...]]] = {name: {} for name in _PEERS}
    for line in answers:
        answer = json.loads(line)
        for name in _PEERS:
            said[name][answer["id"]] = tuple(_said(c, names) for c in answer[name])
    versions = ", ".join(f"{k} {v}" for k, v in json.loads(first)["versions"].items())
    return Peers(said, versions)


def _said(claim: Mapping[str, str | None], names: Names) -> Said:
    subject, status, verdict = (claim[f] or "" for f in _FIELDS)
    return Said(names.of(subject), status, verdict, claim["since"] or "", claim["sentence"] or "")


def line(title: str, figures: Score) -> str:
    """One row of the table."""
    return (
        f"{title:52} {figures.wanted:6} {figures.precision:6.3f} {figures.recall:6.3f} "
        f"{share(figures.status_right, figures.found):6.3f} {figures.accuracy:7.3f} "
        f"{share(figures.since_right, figures.dated):6.3f} "
        f"{figures.alarms_right:4}/{figures.alarms:<4} {figures.flips:4} "
        f"{figures.supported_wrong:4}/{figures.supported:<4}"
    )


def parts_of(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by part, the tuned one only where there is one."""
    tuned, measured = [r for r in rows if not r.measured], [r for r in rows if r.measured]
    return {"tuned": tuned, "measured": measured} if tuned else {"all": measured}


def show_set(
    title: str, rows: Sequence[Row], readers: Mapping[str, Mapping[str, Sequence[Said]]], names: Names
) -> tuple[Point, ...]:
    """Print one set's table; returns the points of our own reader."""
    parts = parts_of(rows)
    sizes = ", ".join(f"{len(part)} {name}" for name, part in parts.items())
    print(f"\n{title}: {len(rows)} rows ({sizes}), {sum(not r.wanted for r in rows)} of them without a claim")
    print(_HEADS)
    ours: list[Point] = []
    for reader, said in readers.items():
        for name, part in parts.items():
            points = score(part, said, names)
            print(line(f"{reader}, {name}", summed(points)))
            if reader == _OURS:
                ours += points
    show_statuses(ours)
    return tuple(ours)


def show_statuses(points: Sequence[Point]) -> None:
    """Print our reader's figures by status."""
    of: dict[str, list[Point]] = {}
    for point in points:
        status = (
            point.wanted.statuses[0] if point.wanted is not None else point.said.status if point.said else ""
        )
        of.setdefault(status, []).append(point)
    print("  ours by status, all parts:")
    for status, own in sorted(of.items(), key=lambda item: -len(item[1])):
        print(line(f"    {status}", summed(own)))


def show_misses(points: Sequence[Point], most: int) -> None:
    """Print the first misses, flips and wrong alarms before the rest."""
    order = ("flip", "extra", "verdict", "missed", "since", "status")
    wrong = sorted((p for p in points if p.kind), key=lambda p: order.index(p.kind))
    print(f"\n{len(wrong)} misses" + (f", the first {most}:" if len(wrong) > most else ":"))
    for point in wrong[:most]:
        print(point)


def show_speed(desk: Desk, statements: Sequence[str], sentences: int) -> float:
    """Print sentences a second on the mixture and on statements alone; returns the first."""
    lexicon = desk.lexicon
    held = sum(len({d.key, *d.brands, *d.synonyms}) for d in lexicon.drugs.values())
    mixed, found, seconds = clock(list(pages(mixture(sentences, lexicon, statements))), lexicon)
    only, _, own = clock(list(pages(iter(statements))), lexicon)
    speed = mixed / seconds
    print(
        f"\nspeed: {speed:,.0f} sentences a second ({mixed:,} sentences, {found:,} claims, {held:,} drug names of "
        f"{len(lexicon.drugs):,} drugs; one process, CPU time); on statements alone {only / own:,.0f}"
    )
    return speed


def main() -> int:
    """Run, print all rows, return 1 when our own set's measured part or the speed is below the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    parser.add_argument("--set", type=Path, action="append", default=[], dest="sets", metavar="FILE.jsonl")
    parser.add_argument("--peers-python", default=sys.executable, metavar="PATH")
    parser.add_argument("--sentences", type=int, default=30_000)
    options = parser.parse_args()
    desk = Desk("snapshot", Settings())
    names = Names(desk.lexicon)
    own = load_rows()
    told = ""
    ours: list[Point] = []
    authors = sorted((HERE / "authors").glob("*.jsonl"))
    real = {p: found for p in options.sets if (found := load_real(p)) is not None}
    others = [*authors, *(p for p in options.sets if p not in real)]
    for title, rows in [("labelled set", own), *((p.stem, load_set(p)) for p in others)]:
        peers = ask_peers(options.peers_python, rows, names)
        told = peers.told
        readers: dict[str, Mapping[str, Sequence[Said]]] = {_OURS: read_rows(rows, desk)}
        for name, said in peers.said.items():
            readers[_PEERS[name]] = {r.id: said[str(n)] for n, r in enumerate(rows)}
        points = show_set(title, rows, readers, names)
        ours = ours or list(points)
        if options.misses:
            show_misses(points, options.misses)
    for path, sentences in real.items():
        show_real(path.name, sentences, judge_real(sentences, desk), options.misses)
    speed = show_speed(desk, [r.text for r in own if r.wanted], options.sentences)
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, judged on {TODAY}, snapshot of {desk.lexicon.as_of}, Python "
        f"{platform.python_version()}; {told}"
    )
    held = summed(p for p in ours if p.row.measured)
    reached = held.precision >= PRECISION and held.recall >= RECALL and held.accuracy >= VERDICTS
    return 0 if reached and not held.flips and speed >= SPEED else 1


if __name__ == "__main__":
    raise SystemExit(main())
