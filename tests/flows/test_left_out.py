"""Pages that the site's entry leaves out from some night on, and what is told of their findings."""

from dataclasses import replace

import pytest

from model.errors import UsageError
from model.policy import Policy
from tests.flows.conftest import CLAIM, page


@pytest.mark.parametrize("validators", [True, False])
def test_what_the_entry_leaves_out_is_told_as_such_and_keeps_its_findings(nights, validators):
    nights.site.validators = validators
    nights.audit()
    first = {f["fingerprint"] for f in nights.page("/topic/3.html")["findings"]}
    assert first
    site = replace(nights.request().site, exclude=("/topic/3*",))
    for _ in range(2):
        assert nights.audit(site=site).excluded == 1
        told = nights.page("/topic/3.html")
        assert told["state"] == "excluded"
        assert {(f["fingerprint"], f["state"]) for f in told["findings"]} == {
            (f, "not_rechecked") for f in first
        }
        assert [e["url"] for e in nights.data["excluded"]] == [told["url"]]
        assert nights.data["resolved"] == []
    nights.audit()
    assert set(nights.states("/topic/3.html").values()) == {"open"}


def test_what_robots_txt_leaves_out_keeps_its_findings(nights):
    nights.audit()
    nights.site.robots = "User-agent: *\nDisallow: /topic/3"
    nights.audit()
    assert nights.page("/topic/3.html")["state"] == "excluded"
    assert set(nights.states("/topic/3.html").values()) == {"not_rechecked"}


def test_a_check_that_is_switched_on_again_is_a_change_of_the_policy(nights):
    nights.site.pages["/topic/3.html"] = page("Topic 3", CLAIM, dated="3 March 2024")
    nights.audit(policy=Policy(disabled=frozenset({"FDA", "LINK"})))
    before = {f["code"] for f in nights.page("/topic/3.html")["findings"]}
    assert before, "without the check of drugs, another one tells the sentence"
    nights.audit(policy=Policy(disabled=frozenset({"LINK"})))
    told = {(r["code"], r["reason"]) for r in nights.data["resolved"]}
    assert told == {(code, "policy changed") for code in before}


def test_a_place_where_no_report_may_be_is_told_before_the_work(nights):
    taken = nights.folder / "out"
    taken.write_text("a file of the operator's")
    with pytest.raises(UsageError, match="not an earlier report"):
        nights.audit()
    assert nights.site.asked == []
    assert taken.read_text() == "a file of the operator's"
