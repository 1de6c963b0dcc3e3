"""A site audited over some nights with its store on either database."""

from tests.flows.conftest import CLAIM, Nights, page
from tests.services.healthsite import HealthSite


def test_the_same_nights_on_both_databases(place, tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
    pages = {f"/topic/{n}.html": page(f"Topic {n}", CLAIM) for n in range(3)}
    with HealthSite(pages) as site:
        nights = Nights(tmp_path, site, store=place)
        nights.audit()
        assert set(nights.states("/topic/0.html").values()) == {"open"}
        site.pages["/topic/0.html"] = page("Topic 0", "Sofosbuvir was approved in 2013.")
        site.failing["/topic/1.html"] = 500
        outcome = nights.audit(processes=2)
        assert not outcome.troubles
        assert [r["reason"] for r in nights.data["resolved"]] == ["text changed"]
        assert set(nights.states("/topic/1.html").values()) == {"not_rechecked"}
        assert nights.page("/topic/2.html")["state"] == "unchanged"
        site.failing.clear()
        site.pages["/topic/0.html"] = pages["/topic/2.html"].replace("Topic 2", "Topic 0")
        nights.audit()
        assert "reopened" in nights.states("/topic/0.html").values()
        assert set(nights.states("/topic/1.html").values()) == {"open"}
