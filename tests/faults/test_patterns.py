"""No regular expression of the product explodes: 50 ms of CPU on the worst 2,000 characters we can make.

``python -m tests.faults.test_patterns`` prints those that take longer.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.faults.pattern_uses import only_matched
from tests.faults.worst_strings import worst_strings

pytestmark = pytest.mark.faults
ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "flows", "reports", "checks", "verdicts", "pages", "sources", "store", "language", "model")
LENGTH = 2000
SECONDS = 0.05
# What is read with its blanks collapsed: the text of a page (a law of fuzzed.py), an entry (parse_reference,
# find_identifiers, strip_clutter, state), a notice of FDA (read_notices).
COLLAPSED = (
    "pages/read/claims/", "pages/read/dates/", "pages/read/layout/byline.py", "pages/read/references/",
    "sources/matching/", "sources/fda/oncology.py", "checks/",
)  # fmt: skip
# The blanks of a text without an x, all against all: seconds on the machine of docs/benchmarks.md, quiet.
_KNOWN_WORK = re.compile(r"\s+x")
_QUIET = 0.009
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


_FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def collect() -> list[tuple[str, str, int]]:
    """Every (where, pattern, flags): compiled on import (in any way), or written out in a call of ``re``."""
    found: dict[tuple[str, int], str] = {}
    compile_ = re._compile

    def recorded(pattern, flags):
        compiled = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_code.co_filename == re.__file__ and frame.f_back:
            frame = frame.f_back
        file = frame.f_code.co_filename  # a library's own patterns are its own
        if file.startswith(str(ROOT)) and ".venv" not in file and isinstance(compiled.pattern, str):
            where = f"{Path(file).relative_to(ROOT)}:{frame.f_lineno}"
            found.setdefault((compiled.pattern, compiled.flags), where)
        return compiled

    re._compile = recorded
    try:
        modules = [module for room in ROOMS for name in _modules(room) if (module := _imported(name))]
    finally:
        re._compile = compile_
    for module in modules:
        for where, pattern, flags in _written_out(module):
            try:
                compiled = re.compile(pattern, flags)
            except (re.error, TypeError):
                continue
            if isinstance(compiled.pattern, str):
                found.setdefault((compiled.pattern, compiled.flags), where)
    return [(where, pattern, flags) for (pattern, flags), where in found.items()]


def _modules(room: str) -> Iterator[str]:
    yield room
    for info in pkgutil.walk_packages([str(ROOT / room)], f"{room}."):
        yield info.name


def _imported(name: str) -> ModuleType | None:
    """The module; None where a library is missing that only an extra brings (pyproject.toml)."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ROOMS:
            raise
        return None


def _written_out(module: ModuleType) -> Iterator[tuple[str, str, int]]:
    path = Path(module.__file__ or "")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _FUNCTIONS
            and node.args
        ):
            flags = [k.value for k in node.keywords if k.arg == "flags"]
            if node.func.attr in ("compile", "search", "match", "fullmatch", "findall", "finditer"):
                flags += node.args[{"compile": 1}.get(node.func.attr, 2) :][:1]
            try:
                pattern, *rest = (
                    eval(compile(ast.Expression(n), "", "eval"), dict(vars(module)))
                    for n in [node.args[0], *flags]
                )
            except Exception:
                continue  # made of what only the call knows
            yield f"{path.relative_to(ROOT)}:{node.lineno}", pattern, int(rest[0]) if rest else 0


class _TooLong(Exception):
    pass


def _stop(*_):
    raise _TooLong


def seconds(pattern: re.Pattern[str], text: str, limit: float, starts: tuple[int, ...] = ()) -> float:
    """CPU time of looking for all matches, or for one at each of ``starts``; ``limit`` where it takes longer."""
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    started = time.process_time()
    try:
        for start in starts:
            pattern.match(text, start)
            pattern.fullmatch(text, start)
        if not starts:
            for _ in pattern.finditer(text):
                pass
    except _TooLong:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - started


def busy() -> float:
    """How many times as long as on a quiet machine a known piece of work takes at this moment; 1 at least."""
    return max(1.0, seconds(_KNOWN_WORK, " " * LENGTH, 1.0) / _QUIET)


def slow(patterns: list[tuple[str, str, int]], limit: float = SECONDS) -> list[str]:
    """Those that take longer than ``SECONDS``, each with the beginning of its string."""
    found = []
    for where, written, flags in patterns:
        pattern = re.compile(written, flags)
        file, _, line = where.partition(":")
        matched = bool(line) and only_matched(ROOT / file, int(line), _FILES)
        for worst in worst_strings(written, flags):
            # A quarter of the length first: what takes a fiftieth part of the time there is no danger.
            short, text = worst.text(LENGTH // 4), worst.text(LENGTH)
            if where.startswith(COLLAPSED):
                short, text = " ".join(short.split()), " ".join(text.split())
            starts = (0, len(worst.prefix[-200:])) if matched else ()
            if seconds(pattern, short, limit, starts) < limit / 50:
                continue
            # Again where it was slow: the machine may have been busy, and then a process's own seconds are longer too.
            if all(seconds(pattern, text, 8 * limit, starts) > limit * busy() for _ in range(5)):
                found.append(f"{where}: {text[:60]!r} …: {written[:120]}")
                break
    return found


def in_a_fresh_process() -> list[tuple[str, str, int]]:
    """Collected where nothing is imported yet."""
    script = "import json; from tests.faults.test_patterns import collect; print(json.dumps(collect()))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return [tuple(row) for row in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, str, int]]:
    """All of them, once."""
    return in_a_fresh_process()


def test_they_are_all_collected(patterns):
    assert len(patterns) > 500
    assert {where.split("/")[0] for where, _, _ in patterns} >= {"pages", "sources", "checks", "reports"}


def test_every_pattern_ends_soon_on_its_worst_string(patterns):
    assert slow(patterns) == []


@pytest.mark.parametrize(
    "written", [r"PMC\s*(?:ID)?\s*[:#]?\s*(?:PMC\s*)*(\d)", r"(?:a+)+$", r"(?:\w\w?|\d)*!", r"x\s*\s*\s*y"]
)
def test_an_exploding_pattern_would_be_found(written):
    assert slow([("here", written, 0)])


def test_how_a_pattern_is_used_is_seen(tmp_path):
    file = tmp_path / "uses.py"
    file.write_text(
        'import re\n_A = re.compile("a")\n_B = re.compile("b")\n_C = re.compile("c")\nD = re.compile("d")\n'
        "def f(x):\n    _A.match(x)\n    _B.match(x)\n    _B.sub('', x)\n    g(_C)\n    D.match(x)\n"
        '    re.match("e", x)\n    re.search("f", x)\n    re.compile("h").match(x)\n',
        "utf-8",
    )
    assert [line for line in range(1, 15) if only_matched(file, line, [file])] == [2, 5, 12, 14]


if __name__ == "__main__":
    print("\n".join(slow(in_a_fresh_process())))
