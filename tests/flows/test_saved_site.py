"""A folder of saved pages that stands somewhere on the web: its addresses, and who demands what of which page."""

import json
from datetime import date

import pytest

from flows.conductor import AuditRequest, run_audit
from flows.settings import audit_request, load_settings
from flows.work import Work
from model.policy import Policy
from model.site import Rule, Site
from tests.flows.conftest import CLAIM, page

RULES = """
[[site]]
name = "charity"
targets = ["pages/"]
{base}
out = "out"
owner = "Web team"
rules = [{{ path = "{prefix}/news/*", type = "news", owner = "Press office" }}, {{ path = "{prefix}/drugs/*", review_months = 12 }}]
"""


@pytest.fixture
def audited(tmp_path):
    """Audits two saved pages of a site by its settings; gives its pages by name."""

    def run(base="", prefix="", store=None):
        for name in ("news/a", "drugs/b"):
            file = tmp_path / "pages" / "health" / f"{name}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page(f"Page {name}", "Rest helps.", dated="3 March 2024"))
        text = RULES.format(base=f'base_url = "{base}"' if base else "", prefix=prefix)
        (tmp_path / "bestbefore.toml").write_text(text)
        settings = load_settings(tmp_path / "bestbefore.toml", frozenset())
        request = audit_request(
            settings, date(2026, 11, 24), site=settings.sites[0], sources="snapshot", remember=False
        )
        run_audit(request)
        data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
        return {p["title"]: p for p in data["pages"]}

    return run


def test_addresses_go_on_from_the_folder_that_was_named_however_deep_its_pages_lie(audited):
    pages = audited("https://www.charity.example/")
    assert {p["url"] for p in pages.values()} == {
        "https://www.charity.example/health/news/a.html", "https://www.charity.example/health/drugs/b.html",
    }  # fmt: skip


def test_without_a_place_on_the_web_they_are_told_below_that_folder(audited):
    assert {p["url"] for p in audited().values()} == {"pages/health/news/a.html", "pages/health/drugs/b.html"}


@pytest.mark.parametrize(
    ("base", "prefix"),
    [
        ("", "/health"),
        ("https://www.charity.example", "/health"),
        ("https://www.charity.example/en/", "/en/health"),
    ],
)
def test_rules_hold_for_saved_pages_by_their_path(audited, base, prefix):
    pages = audited(base, prefix)
    news, drug = pages["Page news/a"], pages["Page drugs/b"]
    assert (news["owner"], news["type"], news["review_months"], news["review_due"]) == (
        "Press office",
        "news",
        None,
        None,
    )
    assert (drug["owner"], drug["type"], drug["review_months"]) == ("Web team", "patient", 12)
    assert [f["code"] for f in news["findings"]] == []
    assert [f["code"] for f in drug["findings"]] == ["DATE002"]


def test_the_overview_says_which_reviews_are_due(audited, tmp_path):
    audited("https://www.charity.example", "/health")
    html = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "a review is due every 12 months on 1 page, never on 1 page: news" in html


def test_a_page_elsewhere_is_known_by_its_own_address():
    site = Site("s", ("x",), rules=(Rule("/a/*", Policy(owner="Ana")),))
    work = Work("", 1, 1, site, date(2026, 11, 24), base_url="https://e.org", roots=("/saved",))
    assert work.policy_of("https://other.example/a/1").owner == "Ana"
    assert work.policy_of("file:///saved/a/x%20y.html").owner == "Ana"
    assert work.policy_of("file:///saved/b.html").owner == ""
    assert work.address_of("stdin:") == "stdin:"


@pytest.mark.parametrize("moved", ["folder", "file"])
def test_saved_pages_that_lie_elsewhere_now_keep_their_findings(tmp_path, moved):
    def night(folder, day):
        site = Site("charity", (str(tmp_path / folder),))
        run_audit(
            AuditRequest(
                targets=site.targets, today=day, out=tmp_path / "out", sources="snapshot",
                store=tmp_path / "store.sqlite", site=site,
            )
        )  # fmt: skip
        data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
        found = {f["fingerprint"]: f["state"] for p in data["pages"] for f in p["findings"]}
        return found, [r["reason"] for r in data["resolved"]]

    pages = tmp_path / "pages"
    for name in ("a", "b"):
        (pages / name).mkdir(parents=True)
        (pages / name / "x.html").write_text(page(f"Page {name}", f"On {name}.", CLAIM))
    first, _ = night("pages", date(2026, 11, 2))
    assert set(first.values()) == {"open"}
    folder = "pages"
    if moved == "folder":
        folder = "saved"
        pages.rename(tmp_path / folder)
    else:
        (pages / "a" / "x.html").rename(pages / "y.html")
    assert night(folder, date(2026, 11, 3)) == (dict.fromkeys(first, "open"), [])
    assert night(folder, date(2026, 11, 4)) == (dict.fromkeys(first, "open"), [])
    for file in (tmp_path / folder).rglob("*.html"):
        if file.parent.name != "b":
            file.unlink()
    found, resolved = night(folder, date(2026, 11, 5))
    assert len(found) == len(resolved) == len(first) // 2
    assert set(resolved) == {"page gone"}
