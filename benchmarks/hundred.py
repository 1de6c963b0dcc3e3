"""A hundred nights of one site, with random changes, faults and kills, beside a model of what each must tell.

    python -m benchmarks.hundred [nights] [pages] [seed]     100, 40 and 20261127 unless given

Every night some pages get a stale sentence and others lose theirs; on most nights something fails: single pages,
most of them, the sitemap, robots.txt; on every fourth the run is killed (kill -9) at a random moment and begun again.
A page that was read tells what stands on it, one that was not reached what it told last, held nights leave the report
as it was: every stale sentence is found on the first night on which its page is read and the report goes out, none is
lost, none invented, and each has the one state that is right against the last report that went out. All nights but the
killed halves run in one process, whose memory and open files must level off, as must store and cache. At the end a run
without a past tells the same. Exits 1 where that does not hold.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.made_site import CLAIMS, made_page
from benchmarks.one_night import FIRST, Site, killed_after, path_of
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
        """The same night in another process, killed after some seconds of CPU."""
        killed_after([sys.executable, "-m", "benchmarks.one_night", self.told(day)], after)

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def _serve() -> None:
    from benchmarks.one_night import one
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
    """What must be told, exactly. ``served`` stands on the pages now; ``kept`` was read last, whether the report went
    out or not; ``told`` stood in the last report that went out; ``began``: whether a sentence was first read before
    that; ``ended``: the night on which it was missed. ``gone``: on so many nights since it was had the page was not
    there."""

    def __init__(self, site: Site, count: int, pick: random.Random) -> None:
        self.site, self.pick = site, pick
        self.paths = [path_of(n) for n in range(count)]
        self.served = {p: {pick.choice(STALE)} if pick.random() < 0.2 else set() for p in self.paths}
        self.kept: dict[str, set[str]] = {p: set() for p in self.paths}
        self.told: dict[str, set[str]] = {p: set() for p in self.paths}
        self.first = True
        self.began: dict[tuple[str, str], bool] = {}
        self.ended: dict[tuple[str, str], int] = {}
        self.gone = dict.fromkeys(self.paths, 0)
        self.gone_on = dict.fromkeys(self.paths, -1)
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

    def heard(self, night: int, asked: dict[str, int]) -> None:
        """What a night heard of the pages, whether its report goes out or not."""
        for path, status in asked.items():
            if path not in self.gone:
                continue
            if status in (404, 410):
                self.gone[path] += self.gone_on[path] != night  # a second run on the same day counts once
                self.gone_on[path] = night
            elif status in (200, 304):
                self.gone[path] = 0
                self._keep(night, path, self.served[path])

    def _keep(self, night: int, path: str, sentences: set[str]) -> None:
        for sentence in self.kept[path] - sentences:
            self.ended[path, sentence] = night
        for sentence in sentences - self.kept[path]:
            ended = self.ended.pop((path, sentence), None)
            if ended is not None and ended < night - 1 - DAYS_KEPT:  # its past was pruned the night before
                ended = None
            if ended is None:
                self.began[path, sentence] = False
        self.kept[path] = set(sentences)

    def problems(self, night: int, report: dict[str, Any], asked: dict[str, int]) -> list[str]:
        """What a published report tells otherwise than it must; then what it told is what is known."""
        for path in self.paths:
            if self.gone[path] >= GONE_NIGHTS:
                self._keep(night, path, set())
        found = told_of(report)
        states = {_path(p["url"]): p["state"] for p in report["pages"]}
        out = []
        for path in self.paths:
            told, state, read = found.get(path, {}), states.get(path, ""), asked.get(path) in (200, 304)
            if (not state) is (self.gone[path] < GONE_NIGHTS):
                out.append(f"{path} is {'not ' * (not state)}in the report, gone on {self.gone[path]} nights")
            if not state:
                continue
            if (state in _MISSED) is read:
                out.append(f"{path}: {state}, and was {'' if read else 'not '}read")
            wanted = self.kept[path]
            out += [f"{path}: lost {q!r}" for q in wanted - told.keys()]
            out += [f"{path}: invented {q!r}" for q in told.keys() - wanted]
            for quote in told.keys() & wanted:
                right = self._state(path, quote, read)
                if right not in told[quote]:
                    out.append(f"{path}: {told[quote]}, not {right}: {quote!r}")
                if read and self.since.pop((path, quote), None) is not None:
                    self.found += 1
        self.told = {path: set(sentences) for path, sentences in self.kept.items()}
        self.began = dict.fromkeys(self.began, True)
        self.first = False
        return out

    def _state(self, path: str, quote: str, read: bool) -> str:
        if not read:
            return "not_rechecked"
        if self.first or quote in self.told[path]:
            return "open"
        return "reopened" if self.began[path, quote] else "new"


def hundred(nights: int, count: int, seed: int) -> int:
    """Run them; the number of problems."""
    pick = random.Random(seed)
    problems, kinds, levels = 0, dict.fromkeys(FAULTS, 0), []
    killed = held = 0
    with tempfile.TemporaryDirectory() as name, Site() as site:
        folder = Path(name)
        os.environ["BESTBEFORE_CACHE_DIR"] = str(folder / "cache")
        model, runner = Model(site, count, pick), Runner(folder, site.sitemap)
        whole = 0.0  # CPU seconds of a night in a process that has to load everything first
        for night in range(nights):
            day = FIRST + timedelta(days=night)
            if night:
                model.changes(night)
            kind = model.faults() if night else "none"
            kinds[kind] += 1
            before = _published(folder)
            site.asked.clear()
            wrong, early = [], None
            if night % 4 == 3:
                runner.killed(day, pick.uniform(0.3, 1.1) * whole)
                killed += 1
                early = _report(folder) if _published(folder) != before else None
            half = len(site.asked)
            outcome = runner.night(day)
            whole = whole or outcome["cpu"] + outcome["start"]
            report = _report(folder)
            if early and (not report or report["run"]["id"] != early["run"]["id"]):
                print("      killed after its end: a second run followed")
                asked = _answers(site.asked[:half])
                model.heard(night, asked)
                wrong += model.problems(night, early, asked)
                before = {}
            else:
                half = 0
            asked = _answers(site.asked[half:])
            model.heard(night, asked)
            if outcome["held"]:
                held += 1
                if before and _published(folder) != before:
                    wrong.append("a held night changed the report")
            else:
                assert report
                wrong += model.problems(night, report, asked)
            if bool(outcome["held"]) != (kind in ("most pages", "sitemap", "robots")):
                wrong.append(f"{kind}, and held is {outcome['held']!r}")
            size = sum(f.stat().st_size for f in _kept(folder))
            levels.append((outcome["now_mb"], outcome["handles"], size // 1024))
            print(
                f"night {night + 1}: {kind}, {outcome['cpu']:.1f} s, {levels[-1]}",
                *wrong,
                sep="\n   ",
                flush=True,
            )
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


def _answers(asked: list[tuple[str, str, int]]) -> dict[str, int]:
    """The last status of each address."""
    return {path: status for path, _, status in asked}


def _report(folder: Path) -> dict[str, Any] | None:
    try:
        report: dict[str, Any] = json.loads((folder / "out" / "findings.json").read_text("utf-8"))
    except FileNotFoundError:  # killed between moving the old report away and the new one in
        return None
    return report


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
