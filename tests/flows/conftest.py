"""Nights: a site, a store and a report, audited again and again on days that follow each other."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.conductor import AuditRequest, Outcome, run_audit
from model.policy import Policy
from model.site import Site
from tests.services.healthsite import HealthSite

FIRST = date(2026, 11, 2)
CLAIM = "Sofosbuvir is still in clinical trials and has not been approved."


def page(title: str, *sentences: str, dated: str = "3 March 2026") -> str:
    """A page of a few paragraphs."""
    body = "".join(f"<p>{s}</p>" for s in (*sentences, "Rest and drink plenty of water while you recover."))
    return (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}"
        f"<p>Last reviewed: {dated}</p></main></body></html>"
    )


@dataclass
class Nights:
    """``audit`` is one night; the day moves on by itself unless one is given."""

    folder: Path
    site: HealthSite
    name: str = "example"
    changes: dict = field(default_factory=dict)
    nights: int = 0
    store: str = ""

    def audit(self, day: date | None = None, policy: Policy | None = None, **changes) -> Outcome:
        return run_audit(self.request(day, policy, **changes))

    def request(self, day: date | None = None, policy: Policy | None = None, **changes) -> AuditRequest:
        today = day or FIRST + timedelta(days=self.nights)
        self.nights += 1
        site = Site(
            self.name, (self.site.sitemap,), policy or Policy(), delay=0.0, allow_hosts=("127.0.0.1",)
        )
        values = {
            "targets": site.targets,
            "today": today,
            "out": self.folder / "out",
            "sources": "snapshot",
            "store": self.store or self.folder / "store.sqlite",
            "site": site,
        }
        return AuditRequest(**(values | self.changes | changes))

    @property
    def data(self) -> dict:
        return json.loads((self.folder / "out" / "findings.json").read_text("utf-8"))

    def page(self, path: str) -> dict:
        return next(p for p in self.data["pages"] if p["url"].endswith(path))

    def states(self, path: str) -> dict[str, str]:
        """The state of each finding of a page, by code."""
        return {f["code"]: f["state"] for f in self.page(path)["findings"]}

    @property
    def files(self) -> dict[str, bytes]:
        out = self.folder / "out"
        return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.fixture
def nights(tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
    pages = {f"/topic/{n}.html": page(f"Topic {n}", f"This is about topic {n}.", CLAIM) for n in range(5)}
    with HealthSite(pages) as site:
        yield Nights(tmp_path, site)
