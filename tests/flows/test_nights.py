"""Night after night: what became of each finding, and what a bad night may not do."""

from dataclasses import replace

import pytest

from model.policy import Policy
from model.site import Rule
from tests.flows.conftest import CLAIM, page

FDA = "FDA002"


def test_on_a_first_night_nothing_is_new_and_on_the_second_nothing_changed(nights):
    nights.audit()
    assert set(nights.states("/topic/1.html").values()) == {"open"}
    assert nights.data["run"]["previous"] is None
    nights.audit()
    assert set(nights.states("/topic/1.html").values()) == {"open"}
    assert nights.data["run"]["previous"] == "2026-11-02"
    told = nights.page("/topic/1.html")
    assert (told["state"], told["last_examined"]) == ("unchanged", "2026-11-03")
    assert all(f["first_seen"] == "2026-11-02" for f in told["findings"])
    assert all(f["last_checked"] == "2026-11-03" for f in told["findings"])


def test_new_then_open_then_resolved_then_reopened(nights):
    path = "/topic/1.html"
    stale = nights.site.pages[path]
    nights.site.pages[path] = page("Topic 1", "This is about topic 1.")
    nights.audit()
    assert FDA not in nights.states(path)
    nights.site.pages[path] = stale
    nights.audit()
    assert nights.states(path)[FDA] == "new"
    nights.audit()
    assert nights.states(path)[FDA] == "open"
    nights.site.pages[path] = page("Topic 1", "This is about topic 1.", "Sofosbuvir was approved in 2013.")
    nights.audit()
    (gone,) = (r for r in nights.data["resolved"] if r["code"] == FDA)
    assert gone["url"].endswith(path)
    assert (gone["quote"], gone["reason"], gone["on"]) == (CLAIM, "text changed", "2026-11-05")
    nights.audit()
    assert nights.data["resolved"] == []
    nights.site.pages[path] = stale
    nights.audit()
    assert nights.states(path)[FDA] == "reopened"
    assert next(f for f in nights.page(path)["findings"] if f["code"] == FDA)["first_seen"] == "2026-11-03"


@pytest.mark.parametrize("status", [404, 500])
def test_a_page_that_is_not_reached_keeps_its_findings_as_not_rechecked(nights, status):
    path = "/topic/2.html"
    nights.audit()
    nights.site.failing[path] = status
    nights.audit()
    told = nights.page(path)
    assert told["state"] == ("gone" if status == 404 else "not_reached")
    assert told["last_examined"] == "2026-11-02"
    assert {f["state"] for f in told["findings"]} == {"not_rechecked"}
    assert {f["last_checked"] for f in told["findings"]} == {"2026-11-02"}
    assert nights.data["resolved"] == []
    assert [f["url"] for f in nights.data["failures"]] == [told["url"]]
    nights.site.failing.clear()
    nights.audit()
    assert nights.page(path)["state"] == "unchanged"
    assert set(nights.states(path).values()) == {"open"}


def test_a_page_that_is_gone_on_three_nights_takes_its_findings_with_it(nights):
    path = "/topic/2.html"
    nights.audit()
    had = set(nights.states(path))
    del nights.site.pages[path]
    for _ in range(2):
        nights.audit()
        assert nights.data["resolved"] == []
    nights.audit()
    assert {r["code"] for r in nights.data["resolved"]} == had
    assert {r["reason"] for r in nights.data["resolved"]} == {"page gone"}
    assert len(nights.data["pages"]) == 4
    nights.site.pages[path] = page("Topic 2", "This is about topic 2.", CLAIM)
    nights.audit()
    assert set(nights.states(path).values()) == {"reopened"}


def test_a_page_that_is_not_to_be_asked_keeps_its_findings(nights):
    from dataclasses import replace as changed

    path = "/topic/4.html"
    nights.audit()
    site = changed(nights.request().site, exclude=("/topic/4*",))
    outcome = nights.audit(site=site)
    told = nights.page(path)
    assert told["state"] == "excluded"
    assert {f["state"] for f in told["findings"]} == {"not_rechecked"}
    assert nights.data["resolved"] == []
    assert (outcome.excluded, outcome.lost) == (1, 0)


def test_a_page_that_fell_off_the_sitemap_is_asked_for_all_the_same(nights):
    nights.audit()
    nights.site.listed = [p for p in nights.site.pages if "3" not in p]
    nights.audit()
    assert nights.page("/topic/3.html")["state"] == "unchanged"


@pytest.mark.parametrize("how", ["redirect", "gone"])
def test_a_page_that_moved_keeps_its_findings(nights, how):
    old, new = "/topic/3.html", "/conditions/three.html"
    nights.audit()
    before = {f["fingerprint"] for f in nights.page(old)["findings"]}
    nights.site.pages[new] = nights.site.pages.pop(old)
    if how == "redirect":
        nights.site.moved[old] = new
        nights.site.listed = [*nights.site.pages, old]
    nights.audit()
    told = nights.page(new)["findings"]
    assert {f["fingerprint"] for f in told} == before
    assert {f["state"] for f in told} == {"open"}
    assert {f["first_seen"] for f in told} == {"2026-11-02"}
    assert nights.data["resolved"] == []
    assert len(nights.data["pages"]) == 5
    nights.audit()
    assert {f["state"] for f in nights.page(new)["findings"]} == {"open"}
    assert len(nights.data["pages"]) == 5


def test_a_mended_typo_and_a_moved_paragraph_keep_the_finding(nights):
    path = "/topic/1.html"
    typo = CLAIM.replace("still", "stil")
    nights.site.pages[path] = page("Topic 1", "One thing first.", typo)
    nights.audit()
    before = {f["code"]: f["fingerprint"] for f in nights.page(path)["findings"]}
    nights.site.pages[path] = page("Topic 1", CLAIM, "One thing first.")
    nights.audit()
    assert {f["code"]: f["fingerprint"] for f in nights.page(path)["findings"]} == before
    assert nights.states(path)[FDA] == "open"
    nights.site.pages[path] = page("Topic 1", CLAIM.replace("Sofosbuvir", "Olaparib"), "One thing first.")
    nights.audit()
    assert next(f for f in nights.page(path)["findings"] if f["code"] == FDA)["fingerprint"] != before[FDA]
    assert [r["reason"] for r in nights.data["resolved"] if r["code"] == FDA] == ["text changed"]


def test_dates_that_move_and_texts_that_change_under_them(nights):
    bumped, changed = "/topic/1.html", "/topic/2.html"
    more = (
        "Walking every day keeps the joints moving and the heart strong, whatever the weather may be outside, and "
        "nobody needs to buy special shoes or expensive clothes before they begin with a first short walk at home."
    )
    for path in (bumped, changed):
        nights.site.pages[path] = nights.site.pages[path].replace(
            "Last reviewed: 3 March", "Updated: 3 March"
        )
    nights.audit()
    nights.site.pages[bumped] = nights.site.pages[bumped].replace("3 March", "1 November")
    nights.site.pages[changed] = nights.site.pages[changed].replace("Rest and", f"{more}</p><p>Rest and")
    for state in ("new", "open"):
        nights.audit()
        assert nights.states(bumped).get("DATE008") == state
        assert nights.states(changed).get("DATE009") == state
        assert not {"DATE008", "DATE009"} & set(nights.states("/topic/3.html"))


def test_an_editors_word_is_part_of_the_findings_history(nights, tmp_path):
    from store.store import Store

    nights.audit()
    name = next(f["fingerprint"] for f in nights.page("/topic/1.html")["findings"] if f["code"] == FDA)
    decided = tmp_path / "decisions.toml"
    decided.write_text(
        f'[[decision]]\non = "{name}"\nis = "accepted"\nreason = "says so"\nuntil = 2026-11-03\n'
    )
    nights.changes = {"decisions": decided}
    for state in ("accepted", "open"):
        nights.audit()
        assert nights.states("/topic/1.html")[FDA] == state
    with Store(tmp_path / "store.sqlite") as store:
        (known,) = (k for _, k in store.findings.of_site(1, "open") if k.name == name)
        assert [kind for _, kind, _ in store.findings.history(known.id)] == ["opened", "accepted", "lapsed"]


def test_a_bad_night_leaves_the_published_report_byte_for_byte(nights):
    nights.audit()
    before = nights.files
    for path in list(nights.site.pages)[1:]:
        nights.site.failing[path] = 500
    assert "could not be examined" in nights.audit().held
    assert nights.files == before
    nights.site.failing |= dict.fromkeys([*nights.site.pages, "/sitemap.xml"], 500)
    assert nights.audit().held == "nothing was examined"
    assert nights.files == before
    nights.site.failing = {"/sitemap.xml": 404}
    assert nights.audit().held == "nothing was examined"
    assert nights.files == before
    nights.site.failing.clear()
    assert not nights.audit().held
    assert set(nights.states("/topic/3.html").values()) == {"open"}


def test_what_a_held_night_resolved_is_told_by_the_next_report(nights):
    path = "/topic/0.html"
    nights.audit()
    nights.site.pages[path] = page("Topic 0", "This is about topic 0.")
    nights.site.failing |= dict.fromkeys(list(nights.site.pages)[1:], 500)
    assert nights.audit().held
    nights.site.failing.clear()
    nights.audit()
    assert [r["reason"] for r in nights.data["resolved"] if r["code"] == FDA] == ["text changed"]


def test_resolved_by_policy(nights):
    nights.audit()
    nights.audit(policy=Policy(disabled=frozenset({FDA})))
    assert {r["reason"] for r in nights.data["resolved"]} == {"policy changed"}
    assert len(nights.data["resolved"]) == 5


def test_a_rule_of_the_site_is_the_policy_of_the_pages_it_fits(nights):
    quiet = Rule("/topic/4*", Policy(disabled=frozenset({"FDA"}), owner="A. Nurse"))
    from flows import conductor
    from model.site import Site

    site = Site("example", (nights.site.sitemap,), rules=(quiet,), delay=0.0)
    nights.changes = {"site": site, "targets": site.targets}
    nights.audit()
    assert conductor.run_audit
    assert FDA not in nights.states("/topic/4.html")
    assert nights.page("/topic/4.html")["owner"] == "A. Nurse"
    assert FDA in nights.states("/topic/3.html")


def test_resolved_because_the_claim_is_no_longer_read(nights, monkeypatch):
    from flows import steps

    nights.audit()
    real = steps.read

    def blind(document, *rest):
        return replace(real(document, *rest), claims=())

    monkeypatch.setattr(steps, "read", blind)
    monkeypatch.setattr("flows.reading.code_digest", lambda: "another reader")
    nights.audit()
    told = {(r["code"], r["reason"]) for r in nights.data["resolved"]}
    assert (FDA, "claim no longer read") in told


def test_resolved_because_the_source_changed(nights, monkeypatch):
    from model.evidence import Unanswered
    from sources.desk import Desk

    nights.audit()
    real = Desk.answer

    def other(self, questions):
        found = real(self, questions)
        emptied = {
            key: replace(a, facts=replace(a.facts, events=())) for key, a in found.timelines.items()
            if not isinstance(a, Unanswered)
        }  # fmt: skip
        return replace(found, timelines=emptied)

    monkeypatch.setattr(Desk, "answer", other)
    monkeypatch.setattr("flows.opening.sources_digest", lambda: "other data")
    nights.audit()
    assert {r["reason"] for r in nights.data["resolved"] if r["code"] == FDA} == {"source changed"}


def test_a_source_that_is_down_resolves_nothing_and_its_findings_are_not_rechecked(nights, monkeypatch):
    from model.evidence import Unanswered
    from sources.desk import Desk

    nights.audit()
    real = Desk.answer

    def down(self, questions):
        found = real(self, questions)
        return replace(found, timelines={d: Unanswered("FDA", d, "is down") for d in found.timelines})

    monkeypatch.setattr(Desk, "answer", down)
    monkeypatch.setattr("flows.opening.sources_digest", lambda: "to be asked anew")
    nights.audit()
    assert nights.data["resolved"] == []
    assert nights.states("/topic/1.html")[FDA] == "not_rechecked"


def test_an_unchanged_night_reads_and_judges_nothing(nights, monkeypatch):
    nights.audit()
    monkeypatch.setattr("flows.steps.read", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr("flows.judging.judge", lambda *_: pytest.fail("judged again"))
    nights.audit()
    assert nights.page("/topic/1.html")["state"] == "unchanged"


def test_what_a_server_makes_anew_for_each_visitor_is_no_change(nights, monkeypatch):
    def marked(mark):
        for path, text in nights.site.pages.items():
            head = f'<head><!-- {mark} --><script nonce="{mark}">var t = "{mark}";</script>'
            nights.site.pages[path] = text.replace("<head>", head)

    nights.site.validators = False
    marked("a1")
    nights.audit()
    nights.site.pages = {p: t.replace("a1", "b2") for p, t in nights.site.pages.items()}
    monkeypatch.setattr("flows.steps.read", lambda *_: pytest.fail("read again"))
    nights.audit()
    assert nights.page("/topic/1.html")["state"] == "unchanged"
