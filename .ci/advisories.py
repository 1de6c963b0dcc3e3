"""Known vulnerabilities of the pinned packages, where an advisory service can be asked.

    python .ci/advisories.py requirements.lock     (pip-audit beside this Python: ``make advisories``)

Exits 1 when there are any. Where no service answers for any package, as on a mirror, that is said, and nothing judged.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def judged(answer: str) -> tuple[int, int, list[str]]:
    """How many packages were judged and how many not, and a line for each vulnerability, of pip-audit's JSON."""
    packages = json.loads(answer)["dependencies"]
    asked = [p for p in packages if "skip_reason" not in p]
    lines = [
        f"{p['name']} {p['version']}: {v['id']}, mended in {', '.join(v['fix_versions']) or 'no version yet'}"
        for p in asked
        for v in p["vulns"]
    ]
    return len(asked), len(packages) - len(asked), lines


def main(lock: str) -> int:
    """Print what was found; the exit code."""
    audit = Path(sys.executable).with_name("pip-audit")
    if not audit.exists():
        print("advisories: pip-audit cannot be had here, nothing was judged")
        return 0
    words = [
        audit,
        "--disable-pip",
        "--require-hashes",
        "-r",
        lock,
        "--progress-spinner",
        "off",
        "-f",
        "json",
    ]
    done = subprocess.run(words, capture_output=True, text=True)
    try:
        asked, left, lines = judged(done.stdout)
    except ValueError:
        asked, left, lines = 0, 0, []
    if not asked:
        why = f"{left} packages could not be looked up" if left else done.stderr.strip()[-200:]
        print(f"advisories: no service answers here, nothing was judged ({why})")
        return 0
    print(f"advisories: {asked} packages judged, {left} not, {len(lines)} vulnerabilities", *lines, sep="\n")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
