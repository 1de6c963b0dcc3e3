"""The clock under the hammer: what the flow costs beside plain functions, kills at random, two workers beside one.

    python -m benchmarks.operations overhead [PAGES]         a run of the worker / plain functions, CPU and memory
    python -m benchmarks.operations kills [COUNT] [SEED]     kill -9 of child, worker, both, server, everything
    python -m benchmarks.operations workers [PAGES]          two workers / one, Dask / one, on one PostgreSQL

Figures of the last run: docs/benchmarks.md.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import random
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.made_site import made_page
from reports.published import published
from tests.flows.clock.running import Clock, clock_in
from tests.flows.clock.slowsite import SlowSite, below
from tests.services.postgres import new_database, postgres

EXAMPLE = Path(__file__).parent.parent / "examples" / "site"
SITE = '[[site]]\nname = "bench"\n{where}\n[audit]\nsources = "snapshot"\n'
_CORES = os.cpu_count() or 1
VICTIMS = ("server", "child", "worker", "both", "everything")
# Seconds for which a run may be said to be Running when its process is gone.
LONGEST_RUNNING = 300
# One process, plain functions, no Prefect: what the flow is measured against.
_PLAIN = """
from datetime import UTC, datetime
from flows.clock.sites import request_for, settings_here
from flows.conductor import run_audit
from flows.settings import site_named
print(run_audit(request_for(site_named(settings_here(), "bench"), datetime.now(UTC).date())).examined)
"""
# The same with Prefect imported and not used: what is in the memory of each process that runs any flow.
_WITH_PREFECT = "import prefect.main\n" + _PLAIN


def many_pages(folder: Path, count: int) -> None:
    """``count`` saved pages, each with a text of its own: the example's, with another number in it."""
    folder.mkdir(parents=True)
    models = [p.read_text("utf-8") for p in sorted(EXAMPLE.glob("*.html"))]
    for number in range(count):
        text = models[number % len(models)].replace(
            "</body>", f"<p>Leaflet number {number} of this series.</p></body>"
        )
        (folder / f"page-{number:06}.html").write_text(text, "utf-8")


def overhead(pages: int) -> None:
    """The same pages through plain functions and through a run as a worker starts it, each from an empty store."""
    with _folder() as folder:
        clock = clock_in(folder / "site", SITE.format(where='targets = ["pages"]'))
        many_pages(clock.folder / "pages", pages)
        clock.start(_own_ports())
        try:
            figures = {}
            # first and last, and the two between them: a machine that gets busier favours neither
            for name in (
                "plain",
                "flow",
                "flow again",
                "plain again",
                "with Prefect",
            ):  # the last for its memory
                _forget(clock)
                if name.startswith("flow"):
                    command = _as_a_worker_does(clock)
                else:
                    command = [sys.executable, "-c", _WITH_PREFECT if name == "with Prefect" else _PLAIN]
                seconds, cpu, megabytes, processes = _watched(command, clock)
                figures[name] = cpu, megabytes
                print(
                    f"{name:<12} {seconds:7.1f} s  {cpu:7.1f} s of CPU  {megabytes:6.0f} MB in {processes} processes",
                    flush=True,
                )
            plain = figures["plain"][0] + figures["plain again"][0]
            flow = figures["flow"][0] + figures["flow again"][0]
            least, floor, most = (figures[name][1] for name in ("plain", "with Prefect", "flow"))
            print(f"flow / plain: {flow / plain:.2f} times the CPU, {most / least:.2f} times the memory "
                  f"({most - least:.0f} MB more, {floor - least:.0f} of them Prefect's import); "
                  f"{most / floor:.2f} times that of plain functions with Prefect imported")  # fmt: skip
        finally:
            clock.stop()


def _as_a_worker_does(clock: Clock) -> list[str]:
    """The command of the deployment for a run that no worker takes, since it is Pending already."""
    deployment = clock.deployment("audit/bench")
    asked = {"parameters": {"site": "bench"}, "state": {"type": "PENDING"}}
    run = clock.ask(f"/deployments/{deployment['id']}/create_flow_run", asked)
    return [*shlex.split(deployment["job_variables"]["command"]), run["id"]]


def _watched(command: list[str], clock: Clock) -> tuple[float, float, float, int]:
    """Run a command in a clock's folder: seconds, seconds of CPU from its first to its last, the most memory (what is
    shared with other processes counted by its part) and the most processes that it had, with those below it."""
    env = clock.env | {"PREFECT_API_URL": clock.api, "PREFECT_LOGGING_TO_API_ENABLED": "true"}
    begun, memory, processes, ended = time.monotonic(), 0.0, 0, 0
    with tempfile.TemporaryFile() as words:
        running = subprocess.Popen(command, cwd=clock.folder, env=env, stdout=words, stderr=words)
        while not ended:
            tree = [running.pid, *below(running.pid)]
            memory, processes = max(memory, sum(map(_memory_of, tree))), max(processes, len(tree))
            time.sleep(0.5)
            ended, status, used = os.wait4(running.pid, os.WNOHANG)
        words.seek(0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            raise SystemExit(words.read().decode("utf-8", "replace"))
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, memory, processes


def _memory_of(pid: int) -> float:
    """MB of a process; 0 of one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _forget(clock: Clock) -> None:
    """Begin with an empty store and no report."""
    for tail in ("", "-wal", "-shm"):
        (clock.folder / "data" / "bestbefore" / f"store.sqlite{tail}").unlink(missing_ok=True)
    shutil.rmtree(clock.folder / "reports", ignore_errors=True)


def kills(count: int, seed: int) -> None:
    """One audit a kill: it must end by itself with the findings of an undisturbed one, each page asked once."""
    chance = random.Random(seed)
    site = SlowSite(40, 0.3)
    with _folder() as folder:
        host = f"127.0.0.1:{site.port}"
        where = f'targets = ["http://{host}/sitemap.xml"]\nallow_hosts = ["{host}"]\ndelay = 0.2'
        clock = clock_in(folder / "site", SITE.format(where=where)).start(_own_ports())
        try:
            expected, _, _ = _audit(clock, "", chance)
            print(f"undisturbed: {len(expected)} findings")
            right = 0
            for number in range(count):
                victim = VICTIMS[number % len(VICTIMS)]
                _forget(clock)
                site.asked.clear()
                found, noticed, told = _audit(clock, victim, chance)
                twice = len(site.asked) - len(set(site.asked))
                fine = found == expected and noticed <= LONGEST_RUNNING
                right += fine
                print(
                    f"{number + 1:>2} {victim:<10} {told}  findings {'the same' if found == expected else 'DIFFERENT'}"
                    f"  asked twice: {twice}",
                    flush=True,
                )
            print(f"{right} of {count} ended by themselves with the same findings, none Running for more than "
                  f"{LONGEST_RUNNING} s after its kill")  # fmt: skip
            if right < count:
                raise SystemExit(1)
        finally:
            clock.stop()
            site.close()


def _own_ports() -> str:
    """``up`` on two ports that no other clock of this machine begins with: while a killed server is down, its port is
    anybody's."""
    port = random.SystemRandom().randrange(15000, 30000, 2)
    return f".venv/bin/bestbefore up --port {port} --reports-port {port + 1}"


def _audit(clock: Clock, victim: str, chance: random.Random) -> tuple[set[str], float, str]:
    """Run the site once, killing something on the way; the findings, for how many seconds after the kill a run whose
    process was gone was said to be Running, and how it went."""
    begun, after = time.monotonic(), 0.0
    run = clock.run("audit/bench", site="bench")
    if victim:
        clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "RUNNING", 120)
        after = chance.uniform(0, 16)
        time.sleep(after)
        _kill(clock, victim, chance)
    killed = time.monotonic()
    if victim == "everything":
        clock.process.wait(60)
        clock.start(_own_ports())
    seen: dict[str, float] = {}
    ended = clock.until(lambda: _done(clock, run["id"], seen), 900)
    took = time.monotonic() - killed
    # a run whose server was killed goes on: it is Running by right
    noticed = (
        0.0 if victim in ("", "server") else min(at - killed for n, at in seen.items() if n != "Running")
    )
    told = (f"at {after:4.1f} s  not Running after {noticed:5.1f} s  {ended['state_name']} after {took:5.1f} s  "
            f"runs {ended['run_count']}")  # fmt: skip
    with published(clock.folder / "reports" / "bench") as (_, lines):
        found = {f["fingerprint"] for line in lines for f in json.loads(line)["findings"]}
    return found, noticed, f"{told}  in all {time.monotonic() - begun:5.1f} s"


def _kill(clock: Clock, victim: str, chance: random.Random) -> None:
    """A run has two processes of Prefect's, one above the other; a machine that goes down takes all."""
    worker, server = clock.pid("worker"), clock.pid("server")
    run = below(worker)
    killed = {
        "child": [chance.choice(run)] if run else [],
        "worker": [worker],
        "both": [worker, *run],
        "server": [server],
        "everything": [clock.process.pid, worker, *run, server, *below(server), clock.pid("reports")],
    }[victim]
    for pid in killed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _done(clock: Clock, run: str, seen: dict[str, float]) -> Any:
    """The run when it has ended; ``seen``: when each of its states was seen first."""
    state = clock.ask(f"/flow_runs/{run}")
    seen.setdefault(state["state_name"], time.monotonic())
    return state if state["state_type"] in ("COMPLETED", "FAILED", "CANCELLED") else None


def workers(pages: int) -> None:
    """The same pages by one worker (one process does all), in shards by two, and on a Dask cluster of two, on one
    PostgreSQL.

    Pages of 20 KB, two shards. Where others use the machine too, the clock on the wall says little: printed beside it
    are the seconds of CPU of each process, and what two cores would need for them.
    """
    # `--runs`: an audit alone; an audit that hands out, and two shards beside it
    ways = [("one worker", 1, False, {}), ("two workers", 3, True, {})]
    if importlib.util.find_spec("prefect_dask"):
        ways.append(("Dask", 1, False, {"BESTBEFORE_DASK": "local"}))
    with _folder() as folder, postgres() as server:
        took, cpu, found = {}, {}, {}
        for name, runs, spread, env in ways:
            clock = clock_in(
                folder / name.replace(" ", "-"), SITE.format(where='targets = ["pages"]'),
                BESTBEFORE_STORE=new_database(server), BESTBEFORE_SHARD_PAGES=str(-(-pages // 2)), **env,
            )  # fmt: skip
            (clock.folder / "pages").mkdir()
            for number in range(pages):
                (clock.folder / "pages" / f"page-{number:06}.html").write_text(made_page(number), "utf-8")
            clock.start(f"{_own_ports()} --runs {runs}")
            try:
                idle = _cpu_below(clock)
                run = clock.run("audit/bench", site="bench", spread=spread)
                used: dict[int, tuple[str, float]] = {}
                ended = clock.until(
                    lambda c=clock, u=used, r=run: u.update(_cpu_below(c)) or _over(c, r), 3600
                )
                with published(clock.folder / "reports" / "bench") as (_, lines):
                    found[name] = sorted(f["message"] for x in lines for f in json.loads(x)["findings"])
            finally:
                clock.stop()
            parts = {pid: (what, s - idle.get(pid, ("", 0.0))[1]) for pid, (what, s) in used.items()}
            wall = took[name] = ended["total_run_time"]
            total = cpu[name] = sum(s for _, s in parts.values())
            shown = ", ".join(
                f"{what} {s:.1f}" for what, s in sorted(parts.values(), key=lambda p: -p[1]) if s > 0.5
            )
            print(
                f"{name:<12} {wall:.1f} s, {total:.1f} s of CPU ({total / wall / _CORES:.0%} of the machine, load "
                f"{os.getloadavg()[0]:.1f}): {shown}; {ended['state_name']}: {ended['state']['message']}",
                flush=True,
            )
        first, *others = took
        for name in others:
            print(f"{name} / {first}: {took[first] / took[name]:.2f} times as fast; on two idle cores at most "
                  f"{2 * cpu[first] / cpu[name]:.2f} times by the seconds of CPU")  # fmt: skip
        same = len({tuple(messages) for messages in found.values()}) == 1
        print(f"{len(found[first])} findings, {'the same' if same else 'DIFFERENT'}")
        if not same:
            raise SystemExit(1)


def _over(clock: Clock, run: dict[str, Any]) -> Any:
    state = clock.ask(f"/flow_runs/{run['id']}")
    return state if state["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None


def _cpu_below(clock: Clock) -> dict[int, tuple[str, float]]:
    """Each process of a clock, with what it is and the seconds of CPU that it has used."""
    found = {}
    for pid in (clock.process.pid, *below(clock.process.pid)):
        with contextlib.suppress(OSError, IndexError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
            numbers = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            what = next((w for w in ("server", "worker", "flows.clock.reports", "prefect.engine", "spawn_main")
                         if any(w in word for word in words)), "clock")  # fmt: skip
            found[pid] = what, (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")
    return found


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bestbefore-bench-") as folder:
        yield Path(folder)


def main() -> None:
    """What the first word says."""
    what, *rest = sys.argv[1:] or ["overhead"]
    number = int(rest[0]) if rest else 0
    if what == "kills":
        kills(number or 20, int(rest[1]) if rest[1:] else 20261127)
    elif what == "workers":
        workers(number or 800)
    else:
        overhead(number or 2000)
    print(f"peak memory of this program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
