"""`refresh pubmed --for SITE` in the evening, the network gone at night: the audit tells the same of the papers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.faults.library import ENTRIES, page_of, world

BIN = Path(sys.executable).with_name("bestbefore")
AWAY = "http://127.0.0.1:9"
NAMES = tuple(name for name in ENTRIES if name not in ("trial", "Crossref only", "retracted, Crossref only"))


def _run(folder: Path, urls: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "BESTBEFORE_ATTEMPTS": "1",
        **{f"BESTBEFORE_{n}_PER_SECOND": "1000" for n in ("NCBI", "CROSSREF", "TRIALS", "OPENFDA")},
        **{f"BESTBEFORE_{name.upper()}_URL": url for name, url in urls.items()},
    }
    done = subprocess.run(
        [BIN, *arguments], cwd=folder, env=env, capture_output=True, text=True, timeout=300
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def test_what_a_site_cites_is_fetched_once_and_judged_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.md").write_text(page_of(NAMES), "utf-8")
    with world() as services:
        paths = {"idconv": "/", "trials": "/api/v2"}
        urls = {name: service.url + paths.get(name, "") for name, service in services.services.items()}
        fetched = _run(tmp_path, urls, "refresh", "pubmed", "--for", "site")
        assert fetched.returncode == 0, fetched.stderr
        assert len(services.services["eutils"].requests) <= 12
    away = {name: AWAY + paths.get(name, "") for name in urls}
    # answers of the evening that were kept are not what the night lives on
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    night = _run(
        tmp_path, away, "audit", "site", "--sources", "snapshot", "--no-store", "-q", "--out", "out",
        "--today", "2026-11-24",
    )  # fmt: skip
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    told = {f["code"] for page in data["pages"] for f in page["findings"]}
    assert {"REF006", "REF008"} <= told  # the retraction and the expression of concern
    assert "could not be reached" not in night.stdout
    assert night.returncode in (0, 3), night.stderr
    found = [s for s in data["run"]["sources"] if s["name"] == "PubMed"]
    assert any("records" in s["note"] for s in found)
