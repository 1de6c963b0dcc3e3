"""A simulated year: is what FDA does heard at the next weekly refresh, and at what cost?

    python benchmarks/fda_year.py [--weeks 52] [--filler 20000] [--verbose]

Weekly Drugs@FDA zips, openFDA's records and fda.gov's pages over loopback, in the services' own forms
(tests/services/fdaworld.py), from the day on which the shipped record ends. After each refresh the sentences that
the week's acts overtake (tests/services/fdayear.py) are judged on a page dated before the year. *Found*: called
outdated or contradicted by the act's day (within 3 days; within a week where FDA gives no day: a product listed as
discontinued, a label). *Supported*: the worst error. Then, with the shipped record alone, ``auto`` judges what came
until today's date: only what openFDA shows, since nobody fetched the lists. Prints requests and bytes a week.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flows.renewal import renew_fda
from flows.small import judge_claims
from sources.desk import open_desk
from sources.snapshot.starter import load_starter
from tests.services.fdagov import FdaGov
from tests.services.fdaworld import World
from tests.services.fdayear import UNTOUCHED, Act, history, year
from tests.services.loopback import Request
from tests.services.openfda import OpenFDAServer

_SAME_DAY = 3
_SAME_WEEK = 8
_UNTRUE = ("outdated", "contradicted")


@dataclass(frozen=True)
class Verdict:
    """One sentence judged. ``day``: of the event that decides, None where there is none."""

    text: str
    verdict: str
    day: date | None
    reason: str


@dataclass
class Score:
    """What a year comes to. ``late``: found, with another day."""

    found: int = 0
    late: int = 0
    missed: int = 0
    supported: int = 0
    false: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def overtaken(self) -> int:
        """Sentences that the year overtook."""
        return self.found + self.late + self.missed + self.supported


class Services:
    """fda.gov and openFDA of one world, counting."""

    def __init__(self, world: World, fda: FdaGov, openfda: OpenFDAServer) -> None:
        self.world, self.fda, self.openfda = world, fda, openfda

    def publish(self, on: date) -> None:
        """Show the world of a day."""
        self.fda.files = self.world.pages(on) | {"/media/89850/download": self.world.zip(on)}
        self.openfda.records = {"drugsfda": self.world.drugsfda(), "label": self.world.label_records(on)}
        self.openfda.last_updated = on.isoformat()

    def traffic(self) -> tuple[int, int]:
        """Requests and bytes so far."""
        return len(self.fda.requests) + len(self.openfda.requests), self.fda.sent + self.openfda.sent


class Counting(OpenFDAServer):
    """openFDA, counting bytes as they would come compressed or not (the loopback sends them plain)."""

    sent = 0

    def answer(self, request: Request) -> object:  # type: ignore[override]
        reply = super().answer(request)
        self.sent += len(reply.body)
        return reply


@contextmanager
def services(filler: int, folder: Path) -> Iterator[Services]:
    """The year's services, and the environment that points the program at them."""
    world = World(filler)
    history(world, load_starter())
    with FdaGov() as fda, Counting() as openfda:
        environment = {
            "BESTBEFORE_FDA_URL": fda.url,
            "BESTBEFORE_OPENFDA_URL": openfda.url,
            "BESTBEFORE_OPENFDA_PER_SECOND": "500",
            "BESTBEFORE_FDA_PER_SECOND": "500",
            "BESTBEFORE_CACHE_DIR": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
        }
        old = {name: os.environ.get(name) for name in environment}
        os.environ.update(environment)
        try:
            yield Services(world, fda, openfda)
        finally:
            for name, value in old.items():
                if value is None:
                    os.environ.pop(name)
                else:
                    os.environ[name] = value


def judge(texts: Sequence[str], page_date: date, today: date, sources: str, folder: Path) -> list[Verdict]:
    """The sentences, each alone on a page of a day, judged on another."""
    rows = [{"id": n, "text": text, "page_date": str(page_date)} for n, text in enumerate(texts)]
    path = folder / "sentences.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    judged, _ = judge_claims([str(path)], open_desk(sources), today, None, lines=True)
    out = []
    for text, item in zip(texts, judged, strict=True):
        worst = sorted(item.claims, key=lambda c: str(c.row["verdict"]) not in _UNTRUE)
        if not worst:
            out.append(Verdict(text, "not read", None, ""))
            continue
        row = worst[0].row
        event = row.get("event")
        day = event.get("date") if isinstance(event, dict) else None
        try:
            parsed = date.fromisoformat(str(day)) if day else None
        except ValueError:
            parsed = None
        out.append(Verdict(text, str(row["verdict"]), parsed, str(row.get("reason", ""))))
    return out


def count(score: Score, act: Act, verdicts: Sequence[Verdict]) -> None:
    """Add one act's overtaken sentences."""
    for v in verdicts:
        away = abs((v.day - act.day).days) if v.day else 999
        undated = any(word in act.name for word in ("discontinued", "boxed"))
        if v.verdict in _UNTRUE and away <= (_SAME_WEEK if undated else _SAME_DAY):
            score.found += 1
            continue
        if v.verdict in _UNTRUE:
            score.late += 1
        elif v.verdict == "supported":
            score.supported += 1
        else:
            score.missed += 1
        score.lines.append(f"{act.day} {act.name}: “{v.text}” {v.verdict} {v.day or ''} ({v.reason})")


def run(
    weeks: int, filler: int, folder: Path, progress: bool = False
) -> tuple[Score, list[tuple[int, int]], Score, int]:
    """The year with weekly refreshes: the score, requests and bytes of each week; then by ``auto`` alone: the score
    and its requests."""
    starter = load_starter()
    score, traffic = Score(), []
    with services(filler, folder) as running:
        acts = year(starter)
        before = starter.as_of - timedelta(days=10)
        done: list[Act] = []
        for week in range(1, weeks + 1):
            today = starter.as_of + timedelta(days=7 * week + 6)
            new = [a for a in acts if a not in done and a.day <= today - timedelta(days=2)]
            for act in new:
                act.happen(running.world, act.day)
            running.publish(today)
            had = running.traffic()
            began = time.perf_counter()
            lines = list(renew_fda(today=today))
            took = time.perf_counter() - began
            now = running.traffic()
            traffic.append((now[0] - had[0], now[1] - had[1]))
            if progress:
                print(
                    f"week {week}: {traffic[-1][0]} requests, {traffic[-1][1] / 1e6:.2f} MB, {took:.1f} s; {lines[-1]}"
                )
            for act in new:
                count(
                    score,
                    act,
                    judge(act.overtaken, before, today, "snapshot", folder) if act.overtaken else [],
                )
                for v in judge(act.still, before, today, "snapshot", folder) if act.still else []:
                    if v.verdict in _UNTRUE:
                        score.false += 1
                        score.lines.append(f"FALSE {act.name}: “{v.text}” {v.verdict} {v.day} ({v.reason})")
            done += new
        for v in judge(UNTOUCHED, before, today, "snapshot", folder):
            if v.verdict in _UNTRUE:
                score.false += 1
                score.lines.append(f"FALSE “{v.text}” {v.verdict} {v.day} ({v.reason})")
        running.publish(min(today, date.today()))  # no service vouches for a day to come
        alone, asked = by_auto(running, [a for a in done if a.day <= date.today()], before, folder)
    return score, traffic, alone, asked


def by_auto(running: Services, acts: Sequence[Act], before: date, folder: Path) -> tuple[Score, int]:
    """What is heard without any refresh."""
    os.environ["XDG_DATA_HOME"] = str(folder / "nothing")
    score, had = Score(), running.traffic()[0]
    for act in acts:
        if act.overtaken:
            count(score, act, judge(act.overtaken, before, date.today(), "auto", folder))
    return score, running.traffic()[0] - had


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument(
        "--filler", type=int, default=2_000, help="old generics in the zip (FDA's has 20,000)"
    )
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        score, traffic, alone, asked = run(args.weeks, args.filler, Path(folder), args.verbose)
    for line in score.lines:
        print(line)
    requests, sizes = [r for r, _ in traffic], [b for _, b in traffic]
    print(
        f"{score.overtaken} sentences overtaken: {score.found} found with the day, {score.late} with another day, "
        f"{score.missed} not verified or not read, {score.supported} supported; {score.false} false alarms\n"
        f"a week: {median(requests):.0f} requests (most {max(requests)}), {median(sizes) / 1e6:.2f} MB "
        f"(most {max(sizes) / 1e6:.2f})\n"
        f"by auto alone, until today: {alone.overtaken} sentences, {alone.found} found with the day, {alone.late} with "
        f"another, {alone.missed} not verified or not read, {alone.supported} supported; {asked} requests"
    )
    for line in alone.lines:
        print(f"  auto: {line}")


if __name__ == "__main__":
    main()
