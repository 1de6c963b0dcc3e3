"""Night after night: a loopback site audited on days that follow each other, with changes, faults and kills.

    python -m benchmarks.nights five      300 pages over five nights: every state, conditional requests, CPU
    python -m benchmarks.nights outage    what a bad night may not do to the published report
    python -m benchmarks.nights kills     kill -9 at twenty random moments: the same report, no page asked twice (Linux)
    python -m benchmarks.nights sixty     sixty nights: the sizes of store and cache level off
    python -m benchmarks.nights scale     1,000, 5,000 and 20,000 pages in one process: memory, time a page
    python -m benchmarks.nights memory    the same without the time of reading and judging: every page is read as one of
                                          four, so that 20,000 pages pass through store, steps and report in minutes
    python -m benchmarks.nights processes two processes beside one

``five:60`` is five nights over 60 pages, ``kills:8:100:1`` is 8 kills over 100 by the seed 1, ``sixty:60:20`` is 60
nights of 20 pages, ``sixty:60:20:90:3`` the same with three days from night to night and 90 days of past.

Prints what it saw; exits 1 where a bar is missed. Times are of this machine, and noisy where it is shared.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.made_site import CLAIMS, made_page
from benchmarks.one_night import FIRST, Site, command_of, killed_after, night, path_of
from pages.fetch.lanes import AHEAD, LANES

# Pages that a killed process may have asked for and not kept: those in its lanes, and the one it was keeping.
UNDER_WAY = LANES * AHEAD + 1
BARS: list[tuple[bool, str]] = []


def bar(held: bool, words: str) -> None:
    """Print whether a bar holds."""
    BARS.append((held, words))
    print(f"{'ok  ' if held else 'MISS'}  {words}", flush=True)


def report_of(folder: Path) -> dict[str, Any]:
    """The published report."""
    report: dict[str, Any] = json.loads((folder / "out" / "findings.json").read_text("utf-8"))
    return report


def files_of(folder: Path) -> dict[str, bytes]:
    """Every byte of the published report."""
    return {str(p): p.read_bytes() for p in sorted((folder / "out").rglob("*")) if p.is_file()}


def states(report: dict[str, Any], path: str) -> dict[str, str]:
    """The states of a page's findings, by code."""
    pages: list[dict[str, Any]] = report["pages"]
    page: dict[str, Any] = next((p for p in pages if p["url"].endswith(path)), {"findings": []})
    return {f["code"]: f["state"] for f in page["findings"]}


def five(count: int = 300) -> None:
    """Five nights with changes, corrections, 404s, 500s and returns."""
    with tempfile.TemporaryDirectory() as name, Site().made(count) as site:
        folder = Path(name)
        gone, down = path_of(12), path_of(22)
        added, quiet = path_of(2), path_of(1)
        costs = [night(folder, site, FIRST)]
        first = report_of(folder)
        bar(costs[0]["examined"] == count, f"night 1: {count} pages, {costs[0]}")
        bar(
            {f["state"] for p in first["pages"] for f in p["findings"]} == {"open"},
            "night 1: nothing is called new",
        )
        site.asked.clear()
        costs.append(night(folder, site, FIRST + timedelta(days=1)))
        pages = [a for a in site.asked if a[0].endswith(".html")]
        conditional = sum(s == 304 for _, _, s in pages) / len(pages)
        bar(conditional >= 0.95, f"night 2: {conditional:.1%} of the answers are 304, {costs[1]}")
        share = costs[1]["cpu"] / costs[0]["cpu"]
        bar(
            share <= 0.05,
            f"night 2: {share:.1%} of night 1's CPU (start of the program, {costs[1]['start']} s, apart)",
        )
        second = report_of(folder)
        bar(
            {f["state"] for p in second["pages"] for f in p["findings"]} == {"open"},
            "night 2: nothing changed",
        )
        number, code = next(
            (n, c) for n in range(30, count) for c in states(first, path_of(n)) if c.startswith("FDA")
        )
        corrected = path_of(number)
        stale = site.pages[corrected]
        site.pages[corrected] = made_page(number, claims=())
        site.pages[added] = made_page(2, claims=(CLAIMS[2], CLAIMS[0]))
        site.failing = {gone: 404, down: 500}
        costs.append(night(folder, site, FIRST + timedelta(days=2)))
        third = report_of(folder)
        told = [(r["code"], r["reason"]) for r in third["resolved"]]
        bar((code, "text changed") in told, f"night 3: the corrected claim is resolved: {told}")
        bar("new" in states(third, added).values(), "night 3: the added claim is new")
        for path, state in ((gone, "gone"), (down, "not_reached")):
            page = next(p for p in third["pages"] if p["url"].endswith(path))
            right = page["state"] == state and {f["state"] for f in page["findings"]} == {"not_rechecked"}
            bar(right, f"night 3: {state}: its findings are not re-checked, and none is resolved")
        others = {
            s for p in third["pages"] if p["url"].endswith(quiet) for s in states(third, quiet).values()
        }
        bar(others == {"open"}, "night 3: the others are open")
        site.failing = {}
        costs.append(night(folder, site, FIRST + timedelta(days=3)))
        fourth = report_of(folder)
        back = {s for path in (gone, down) for s in states(fourth, path).values()}
        bar(back == {"open"} and not fourth["resolved"], "night 4: both are back, open as before")
        site.pages[corrected] = stale
        costs.append(night(folder, site, FIRST + timedelta(days=4)))
        bar(
            states(report_of(folder), corrected).get(code) == "reopened",
            "night 5: the old claim is back: reopened",
        )
        bar(max(c for c in site.counts().values()) <= 5, "no page was asked twice in a night, faults apart")


def outage(count: int = 100) -> None:
    """90 % outage, total outage, a mistyped sitemap: the published report stays."""
    with tempfile.TemporaryDirectory() as name, Site().made(count, 10) as site:
        folder = Path(name)
        night(folder, site, FIRST)
        before = files_of(folder)
        # 404s: an outage of 500s and 503s waits and tries again, as it should, for minutes
        site.failing = dict.fromkeys(list(site.pages)[count // 10 :], 404)
        cost = night(folder, site, FIRST + timedelta(days=1))
        bar(
            bool(cost["held"]) and files_of(folder) == before,
            f"90 % outage: unchanged byte for byte ({cost['held']})",
        )
        site.failing |= dict.fromkeys(site.pages, 500) | {"/sitemap.xml": 500}
        cost = night(folder, site, FIRST + timedelta(days=2))
        bar(bool(cost["held"]) and files_of(folder) == before, f"total outage: the same ({cost['held']})")
        site.failing = {"/sitemap.xml": 404}
        cost = night(folder, site, FIRST + timedelta(days=3))
        bar(
            bool(cost["held"]) and files_of(folder) == before,
            f"a mistyped sitemap: the same ({cost['held']})",
        )
        site.failing = {}
        cost = night(folder, site, FIRST + timedelta(days=4))
        bar(
            not cost["held"] and len(report_of(folder)["pages"]) == count,
            "and the next good night is published",
        )


def same_report(folder: Path) -> str:
    """The report, less what names the run and its times."""
    report = report_of(folder)
    for key in ("id", "started_at", "finished_at"):
        report["run"].pop(key)
    for page in report["pages"]:
        page.pop("fetched_at")
        for finding in page["findings"]:
            for exhibit in finding["evidence"]:
                exhibit.pop("retrieved_at")
    return json.dumps(report, sort_keys=True)


def kills(times: int = 20, count: int = 150, seed: int = 20261127) -> None:
    """kill -9 at random moments; each time the run is begun again until it ends."""
    pick = random.Random(seed)
    with tempfile.TemporaryDirectory() as name, Site().made(count, 15) as site:
        undisturbed = Path(name) / "whole"
        undisturbed.mkdir()
        whole = night(undisturbed, site, FIRST)
        length = whole["cpu"] + whole["start"]
        wanted, twice, different = same_report(undisturbed), 0, 0
        number = 0
        while number < times:
            folder = Path(name) / f"killed-{number}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            site.asked.clear()
            command = command_of(folder, site, FIRST, {"processes": 1 + number % 2})
            after = length * pick.uniform(0.1, 1.0)
            if not killed_after(command, after):
                print("      ended before it could be killed: not counted", flush=True)
                length *= 0.95
                continue
            number += 1
            # a report that was out already is the final one: what follows is a second run of that day
            out = same_report(folder) if (folder / "out" / "findings.json").exists() else ""
            cost = night(folder, site, FIRST)
            same = not cost.get("failed") and (out or same_report(folder)) == wanted
            different += not same
            # what was under way when the process died had not been kept: it may be asked again, nothing else
            again = sum(n - 1 for n in site.counts().values())
            twice += not out and again > UNDER_WAY
            print(
                f"      {number}: after {after:.1f} of {length:.1f} s of CPU, report {'' if out else 'not '}out; "
                f"{again} pages asked again; {'the same report' if same else 'ANOTHER REPORT'}",
                flush=True,
            )
        bar(
            different == 0,
            f"{times} kills: the final report equals the undisturbed one in {times - different}",
        )
        bar(
            twice == 0,
            f"{times} kills: more than the {UNDER_WAY} pages under way were asked twice in {twice}",
        )


def sixty(nights: int = 60, count: int = 60, days: int = 14, every: int = 1) -> None:
    """Sixty nights, a tenth of the pages changes on each: sizes of store and cache. The past is kept for ``days``; a
    night is ``every`` so many days, so that the 90 days of a user pass in fewer."""
    from flows.keeping import pruned

    sizes: list[tuple[int, int]] = []
    with tempfile.TemporaryDirectory() as name, Site().made(count, 15) as site:
        folder = Path(name)
        os.environ["BESTBEFORE_CACHE_DIR"] = str(folder / "cache")
        for n in range(nights):
            for k in range(count // 10):
                number = (n * 7 + k * 11) % count
                site.pages[path_of(number)] = made_page(
                    number, 15 + n % 3, dated=date(2020, 1 + n % 12, 1 + n % 28)
                )
            day = FIRST + timedelta(days=n * every)
            night(folder, site, day)
            pruned(str(folder / "store.sqlite"), day, days=days)
            store, cache = _size_of(folder.glob("store.sqlite*")), _size_of((folder / "cache").rglob("*"))
            sizes.append((store, cache))
            if (n + 1) % 10 == 0:
                print(f"      night {n + 1}: store {store:,} KB, cache {cache:,} KB", flush=True)
                for table, size in _tables(folder / "store.sqlite"):
                    print(f"         {table}: {size:,} KB", flush=True)
    for what, at in (("store", 0), ("cache", 1)):
        half, last = (
            max(s[at] for s in part) for part in (sizes[nights // 2 - 5 : nights // 2 + 5], sizes[-10:])
        )
        bar(last <= half * 1.1, f"{nights} nights, {what}: {last:,} KB at the end, {half:,} KB half-way")


def _size_of(files: Iterable[Path]) -> int:
    """In KB."""
    return sum(f.stat().st_size for f in files if f.is_file()) // 1024


def _tables(store: Path) -> list[tuple[str, int]]:
    """The largest tables and indexes of a store, in KB; none where SQLite was built without that count."""
    with closing(sqlite3.connect(store)) as db, suppress(sqlite3.Error):
        query = "SELECT name, sum(pgsize) / 1024 AS kb FROM dbstat GROUP BY name ORDER BY kb DESC LIMIT 6"
        return [(str(name), int(size)) for name, size in db.execute(query)]
    return []


def scale(*numbers: int) -> None:
    """Memory and time a page in one process."""
    counts, costs = numbers or (1000, 5000, 20000), {}
    for count in counts:
        with tempfile.TemporaryDirectory() as name, Site().made(count, 12) as site:
            costs[count] = night(Path(name), site, FIRST)
            each = costs[count]["cpu"] / count * 1000
            print(f"      {count:,} pages: {costs[count]}, {each:.1f} ms CPU a page", flush=True)
            bar(costs[count]["mb"] < 400, f"{count:,} pages: {costs[count]['mb']} MB")
    first, last = (costs[c]["cpu"] / c for c in (counts[0], counts[-1]))
    bar(last <= first * 1.1, f"time a page at {counts[-1]:,}: {last / first:.0%} of that at {counts[0]:,}")


def memory(*numbers: int) -> None:
    """Memory and time a page of everything but reading and judging, in one process."""
    counts, each = numbers or (1000, 5000, 20000), {}
    for count in counts:
        with tempfile.TemporaryDirectory() as name, Site().made(count, 12) as site:
            cost = night(Path(name), site, FIRST, read_as_few=True)
            each[count] = cost["cpu"] / count * 1000
            size = (Path(name) / "store.sqlite").stat().st_size / count / 1024
            print(
                f"      {count:,} pages: {cost}, {each[count]:.1f} ms CPU a page, {size:.1f} KB a page in the store",
                flush=True,
            )
            bar(cost["mb"] < 400, f"{count:,} pages: {cost['mb']} MB")
    bar(
        each[counts[-1]] <= each[counts[0]] * 1.1,
        f"time a page: {', '.join(f'{t:.1f} ms' for t in each.values())}",
    )


def processes(count: int = 600) -> None:
    """Two processes beside one."""
    walls = {}
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as name, Site().made(count, 60) as site:
            cost = night(Path(name), site, FIRST, processes=number)
            walls[number] = cost["wall"]
            print(f"      {number}: {cost}", flush=True)
    bar(
        walls[1] / walls[2] >= 1.7,
        f"two processes: {walls[1] / walls[2]:.2f} times one, {os.getloadavg()[0]:.1f} load",
    )


PARTS: dict[str, Callable[..., None]] = {
    f.__name__: f for f in (five, outage, kills, sixty, scale, memory, processes)
}


def main() -> None:
    """Run the parts named, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", metavar="part", help="with :N for other numbers of pages than its own"
    )
    words = parser.parse_args().parts
    for word in words or PARTS:
        part, *numbers = word.split(":")
        print(f"{word}, load {os.getloadavg()[0]:.0f}", flush=True)
        PARTS[part](*(int(n) for n in numbers))
    sys.exit(not all(held for held, _ in BARS))


if __name__ == "__main__":
    main()
