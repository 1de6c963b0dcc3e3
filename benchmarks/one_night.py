"""One night of an invented site in a process of its own, as by the clock: what the benchmarks of nights stand on.

python -m benchmarks.one_night '{"folder": ..., "sitemap": ..., "day": ...}'      prints what it cost and how it ended
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.made_site import made_page
from tests.services.healthsite import HealthSite

FIRST = date(2026, 11, 2)
# Modules and templates as compiled are kept, as they are for a user: to compile them each night takes half a second.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def path_of(number: int) -> str:
    """The path of a page."""
    return f"/{('care', 'drugs', 'living')[number % 3]}/page-{number}.html"


class Site(HealthSite):
    """An invented site of so many pages."""

    def made(self, count: int, paragraphs: int = 60) -> Site:
        self.pages = {path_of(n): made_page(n, paragraphs) for n in range(count)}
        return self


def night(folder: Path, site: HealthSite, day: date, **settings: Any) -> dict[str, Any]:
    """One night in a process of its own, as by the clock; returns what it cost and how it ended."""
    done = subprocess.Popen(command_of(folder, site, day, settings), stdout=subprocess.PIPE, text=True)
    out, _ = done.communicate()
    return json.loads(out) if done.returncode == 0 else {"failed": done.returncode}


def command_of(folder: Path, site: HealthSite, day: date, settings: dict[str, Any]) -> list[str]:
    """The command that runs a night."""
    told = {"folder": str(folder), "sitemap": site.sitemap, "day": day.isoformat(), **settings}
    return [sys.executable, "-m", "benchmarks.one_night", json.dumps(told)]


def one(told: dict[str, Any]) -> dict[str, Any]:
    """A night in this process: what it cost and how it ended."""
    begun = time.process_time()
    from contextlib import nullcontext

    from flows.conductor import AuditRequest, run_audit
    from flows.workers import Processes
    from model.site import Site as Audited

    folder = Path(told["folder"])
    site = Audited("bench", (told["sitemap"],), delay=0.0, allow_hosts=("127.0.0.1",))
    request = AuditRequest(
        site.targets, date.fromisoformat(told["day"]), folder / "out", sources="snapshot",
        store=str(told.get("store") or folder / "store.sqlite"), site=site,
    )  # fmt: skip
    if told.get("read_as_few"):
        _read_as_few()
    ready = time.process_time()
    started = time.monotonic()
    count = int(told.get("processes", 1))
    with Processes(count) if count > 1 else nullcontext() as runner:
        outcome = run_audit(request, runner)
    wall = time.monotonic() - started
    own, children = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "held": outcome.held, "examined": outcome.examined, "lost": outcome.lost, "wall": round(wall, 2),
        "cpu": round(time.process_time() - ready, 2), "start": round(ready - begun, 2),
        "children": round(children.ru_utime + children.ru_stime, 2), "mb": own.ru_maxrss // 1024,
    }  # fmt: skip


def _read_as_few() -> None:
    """Have pages read and judged as one of the first four, under their own addresses."""
    from dataclasses import replace

    from flows import judging, steps
    from model.finding import Judgement, named
    from model.page import Document, Page

    real_read: Callable[..., Page] = vars(steps)["read"]
    real_judge: Callable[..., Judgement] = vars(judging)["judge"]
    pages: dict[int, Page] = {}
    judged: dict[int, Judgement] = {}

    def read(document: Document, *rest: Any) -> Page:
        model = len(document.body) % 4
        if model not in pages:
            pages[model] = real_read(document, *rest)
        return replace(
            pages[model],
            url=document.url,
            title=f"{pages[model].title} {document.url[-12:]}",
            canonical_url="",
        )

    def judge(page: Page, *rest: Any) -> Judgement:
        model = len(page.text) % 1009
        if model not in judged:
            judged[model] = real_judge(page, *rest)
        findings = (replace(f, page_url=page.url, name="") for f in judged[model].findings)
        return replace(judged[model], page_url=page.url, findings=tuple(named(findings)))

    vars(steps)["read"] = read
    vars(judging)["judge"] = judge


def killed_after(command: list[str], cpu: float) -> bool:
    """Run a command and kill it (-9) after so many seconds of CPU, its children's among them: how far a program is, the
    clock does not tell where others share the machine. False when it ended before."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None and _cpu_of_session(process.pid) < cpu:
        time.sleep(0.02)
    killed = process.poll() is None
    if killed:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return killed


def _cpu_of_session(session: int) -> float:
    """Seconds of CPU of all processes of a session, by Linux's /proc."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            row = stat.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(row[3]) == session:
            ticks += int(row[11]) + int(row[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    print(json.dumps(one(json.loads(sys.argv[1]))))
