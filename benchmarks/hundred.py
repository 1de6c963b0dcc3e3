"""A hundred nights of one site, with random changes, faults and kills, beside a model of what each must tell.

    python -m benchmarks.hundred [nights] [pages] [seed]     100, 40 and 20261127 unless given

Every night some pages get a stale sentence and others lose theirs; on most nights something fails: single pages,
most of them, the sitemap, robots.txt; on every fourth the run is killed (kill -9) at a random moment and begun again.
A page that was read tells what stands on it, one that was not reached what it told last, held nights leave the report
as it was: every stale sentence is found on the first night on which its page is read and the report goes out, none is
lost, none invented, none called new twice. All nights but the killed halves run in one process, whose memory and open
files must level off, as must store and cache. At the end a run without a past tells the same. Exits 1 where that does
not hold.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.made_site import CLAIMS, made_page
from benchmarks.nights import FIRST, Site, path_of
from flows.publishing import GONE_NIGHTS

# Each is a finding by itself, whatever page it stands on.
STALE = (CLAIMS[2], CLAIMS[4])
PARAGRAPHS = 4
FAULTS = ("none", "none", "pages", "pages", "most pages", "sitemap", "robots")
_STATUS = (404, 410, 403, 500, 503)
_MISSED = ("gone", "not_reached")
DAYS_KEPT = 14


class Runner:
    """One process that runs night after night."""

    def __init__(self, folder: Path, sitemap: str) -> None:
        self.folder, self.sitemap = folder, sitemap
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.hundred", "serve"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def told(self, day: date) -> str:
        return json.dumps({"folder": str(self.folder), "sitemap": self.sitemap, "day": day.isoformat()})

    def night(self, day: date) -> dict[str, Any]:
        """The outcome, and how large the process is after it."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(self.told(day) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the process of the nights ended: {self.process.wait()}")
        outcome: dict[str, Any] = json.loads(line)
        return outcome

    def killed(self, day: date, after: float) -> None:
        """The same night in another process, killed after some seconds."""
        command = [sys.executable, "-m", "benchmarks.nights", "one", self.told(day)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def _serve() -> None:
    from benchmarks.nights import one
    from flows.keeping import pruned

    for line in sys.stdin:
        told = json.loads(line)
        outcome = one(told)
        pruned(str(Path(told["folder"]) / "store.sqlite"), date.fromisoformat(told["day"]), days=DAYS_KEPT)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        outcome["now_mb"] = pages * os.sysconf("SC_PAGE_SIZE") // 2**20
        outcome["handles"] = len(list(Path("/proc/self/fd").iterdir()))
        print(json.dumps(outcome), flush=True)


def told_of(report: dict[str, Any]) -> dict[str, dict[str, set[str]]]:
    """The stale sentences that a report tells, with the states of what is found in them, by page."""
    out: dict[str, dict[str, set[str]]] = {}
    for page in report["pages"]:
        told = out.setdefault(_path(page["url"]), {})
        for finding in page["findings"]:
            if finding["quote"] in STALE and finding["code"].startswith("FDA"):
                told.setdefault(finding["quote"], set()).add(finding["state"])
    return out


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


class Model:
    """What must be told: ``served`` stands on the pages now, ``read`` was read last and told in a report that went
    out, ``once``: when it was told last. ``unsure``: what a held night may have heard. ``gone``: on so many nights in a
    row the page was not there."""

    def __init__(self, site: Site, count: int, pick: random.Random) -> None:
        self.site, self.pick = site, pick
        self.paths = [path_of(n) for n in range(count)]
        self.served = {p: {pick.choice(STALE)} if pick.random() < 0.2 else set() for p in self.paths}
        self.read: dict[str, set[str]] = {p: set() for p in self.paths}
        self.once: dict[tuple[str, str], int] = {}
        self.gone = dict.fromkeys(self.paths, 0)
        self.unsure: set[tuple[str, str]] = set()
        self.since: dict[tuple[str, str], int] = {}
        self.found = 0
        self._show()

    def _show(self) -> None:
        for number, path in enumerate(self.paths):
            self.site.pages[path] = made_page(number, PARAGRAPHS, tuple(sorted(self.served[path])))

    def changes(self, night: int) -> None:
        """Some pages get a stale sentence, others lose theirs."""
        for path in self.pick.sample(self.paths, self.pick.randrange(3)):
            sentence = self.pick.choice(STALE)
            if sentence not in self.served[path]:
                self.served[path] = {*self.served[path], sentence}
                self.since[path, sentence] = night
        stale = [p for p in self.paths if self.served[p]]
        if stale and self.pick.random() < 0.5:
            path = self.pick.choice(stale)
            gone = self.pick.choice(sorted(self.served[path]))
            self.served[path] = self.served[path] - {gone}
            self.since.pop((path, gone), None)
        self._show()

    def faults(self) -> str:
        """Tonight's fault."""
        kind = self.pick.choice(FAULTS)
        if kind == "pages":
            for path in self.pick.sample(self.paths, self.pick.randint(1, 6)):
                self.site.failing[path] = self.pick.choice(_STATUS)
        elif kind == "most pages":
            self.site.failing |= dict.fromkeys(self.pick.sample(self.paths, len(self.paths) * 3 // 4), 404)
        elif kind == "sitemap":
            self.site.failing["/sitemap.xml"] = self.pick.choice((404, 500))
        elif kind == "robots":
            self.site.failing["/robots.txt"] = 500
        return kind

    def problems(self, night: int, report: dict[str, Any], asked: dict[str, int]) -> list[str]:
        """What a published report tells otherwise than it must; then what it told is what is known."""
        found = told_of(report)
        states = {_path(p["url"]): p["state"] for p in report["pages"]}
        out = []
        for path in self.paths:
            told, state, read = found.get(path, {}), states.get(path, ""), asked.get(path) in (200, 304)
            if not state:
                if self.gone[path] < GONE_NIGHTS:
                    out.append(f"{path} is not in the report, gone on {self.gone[path]} nights")
                self.read[path] = set()
                continue
            if (state in _MISSED) is read:
                out.append(f"{path}: {state}, and was {'' if read else 'not '}read")
            wanted = self.served[path] if read else self.read[path]
            out += [f"{path}: lost {q!r}" for q in wanted - told.keys()]
            out += [f"{path}: invented {q!r}" for q in told.keys() - wanted]
            for quote in told.keys() & wanted:
                right = self._states(night, path, quote, read)
                if not told[quote] & right:
                    out.append(f"{path}: {told[quote]}, not {' or '.join(sorted(right))}: {quote!r}")
                if read and self.since.pop((path, quote), None) is not None:
                    self.found += 1
            if read:
                self.read[path] = set(self.served[path])
                self.unsure = {u for u in self.unsure if u[0] != path}
            self.once |= dict.fromkeys(((path, quote) for quote in self.read[path]), night)
        return out

    def _states(self, night: int, path: str, quote: str, read: bool) -> set[str]:
        if not read:
            return {"not_rechecked"}
        unsure = {"open", "new", "reopened"} if (path, quote) in self.unsure else set()
        if night == 0 or quote in self.read[path]:
            return {"open"} | unsure
        last = self.once.get((path, quote))
        right = {"new"} if last is None else {"reopened"}
        if last is not None and night - last > DAYS_KEPT:  # its past may be forgotten by now
            right = {"new", "reopened"}
        return right | unsure

    def asked(self, asked: dict[str, int]) -> None:
        """What a night heard of the pages, whether its report goes out or not."""
        for path, status in asked.items():
            if path in self.gone:
                self.gone[path] = self.gone[path] + 1 if status in (404, 410) else 0

    def held(self, asked: dict[str, int]) -> None:
        """A night whose report did not go out heard of some pages all the same."""
        self.unsure |= {(p, q) for p in self.paths if p in asked for q in STALE}


def hundred(nights: int, count: int, seed: int) -> int:
    """Run them; the number of problems."""
    pick = random.Random(seed)
    problems, kinds, levels = 0, dict.fromkeys(FAULTS, 0), []
    killed = held = 0
    with tempfile.TemporaryDirectory() as name, Site() as site:
        folder = Path(name)
        os.environ["BESTBEFORE_CACHE_DIR"] = str(folder / "cache")
        model, runner = Model(site, count, pick), Runner(folder, site.sitemap)
        took = 5.0
        for night in range(nights):
            day = FIRST + timedelta(days=night)
            if night:
                model.changes(night)
            kind = model.faults() if night else "none"
            kinds[kind] += 1
            before = _published(folder)
            site.asked.clear()
            if night % 4 == 3:
                runner.killed(day, pick.uniform(0.3, 1.0) * took)
                killed += 1
                if (
                    _published(folder) != before
                ):  # killed when its report was out: what follows is a second run
                    print("      killed after its report was out")
                    model.held({path: status for path, _, status in site.asked})
            began = time.monotonic()
            outcome = runner.night(day)
            took = (took + time.monotonic() - began) / 2
            asked = {path: status for path, _, status in site.asked}
            model.asked(asked)
            wrong = []
            if outcome["held"]:
                held += 1
                model.held(asked)
                if _published(folder) != before:
                    wrong.append("a held night changed the report")
            else:
                report = json.loads((folder / "out" / "findings.json").read_text("utf-8"))
                wrong = model.problems(night, report, asked)
            if bool(outcome["held"]) != (kind in ("most pages", "sitemap", "robots")):
                wrong.append(f"{kind}, and held is {outcome['held']!r}")
            size = sum(f.stat().st_size for f in _kept(folder))
            levels.append((outcome["now_mb"], outcome["handles"], size // 1024))
            print(f"night {night + 1}: {kind}, {took:.1f} s, {levels[-1]}", *wrong, sep="\n   ", flush=True)
            problems += len(wrong)
            site.failing = {}
        runner.end()
        alone = Path(name) / "alone"
        alone.mkdir()
        fresh = Runner(alone, site.sitemap)
        fresh.night(FIRST + timedelta(days=nights))
        fresh.end()
        found = told_of(json.loads((alone / "out" / "findings.json").read_text("utf-8")))
        for path in model.paths:
            if found[path].keys() != model.served[path]:
                print(f"      a run without a past tells {found[path]} of {path}, not {model.served[path]}")
                problems += 1
    # the most of some nights: files are closed when their holders are collected
    some = max(1, nights // 5)
    middle = [max(column) for column in zip(*levels[nights // 2 - some : nights // 2], strict=True)]
    end = [max(column) for column in zip(*levels[-some:], strict=True)]
    for what, a, b in zip(("MB", "open files", "KB of store and cache"), middle, end, strict=True):
        grown = b > a * 1.15 + 2
        problems += grown
        print(f"{'MISS' if grown else 'ok  '}  {b:,} {what} at the end, {a:,} half-way")
    print(
        f"{nights} nights of {count} pages, {killed} kills, {held} held, faults {kinds}; {model.found} stale "
        f"sentences put in and found; {problems} problems"
    )
    return problems


def _published(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted((folder / "out").rglob("*")) if p.is_file()}


def _kept(folder: Path) -> list[Path]:
    return [f for f in (*folder.glob("store.sqlite*"), *(folder / "cache").rglob("*")) if f.is_file()]


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        _serve()
    else:
        given = [int(word) for word in sys.argv[1:]]
        sys.exit(bool(hundred(*(given + [100, 40, 20261127][len(given) :]))))
