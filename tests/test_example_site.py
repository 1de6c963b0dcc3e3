"""The example site, audited as ``make audit`` does: what must be found is found, and nothing that must not be."""

import json
import socket
import tomllib
from pathlib import Path

import pytest

from cli.main import main

SITE = Path(__file__).parents[1] / "examples" / "site"
EXPECTED = tomllib.loads((SITE / "expected.toml").read_text("utf-8"))
PAGES = sorted(p.name for p in SITE.iterdir() if p.suffix != ".toml")


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    out = tmp_path_factory.mktemp("audit") / "report"
    with pytest.MonkeyPatch.context() as patch:
        # no way to the network, and no snapshot of whoever runs the tests
        patch.setattr(socket, "getaddrinfo", _no_network)
        patch.setenv("BESTBEFORE_CACHE_DIR", str(out.parent / "cache"))
        patch.setenv("XDG_DATA_HOME", str(out.parent / "data"))
        with pytest.raises(SystemExit) as done:
            main(
                ["audit", str(SITE), "--sources", "snapshot", "--today", EXPECTED["today"].isoformat(),
                 "--out", str(out), "--no-store", "--quiet"]
            )  # fmt: skip
    assert done.value.code == 0
    data = json.loads((out / "findings.json").read_text("utf-8"))
    return {p["url"].rsplit("/", 1)[1]: p for p in data["pages"]}


def _no_network(*args, **kwargs):
    raise OSError("the network is down")


def _fits(finding, wanted):
    return (
        wanted.get("code", finding["code"]) == finding["code"]
        and finding["code"].startswith(wanted.get("family", ""))
        and wanted.get("severity", finding["severity"]) == finding["severity"]
        and wanted.get("verdict", finding["verdict"]) == finding["verdict"]
        and wanted.get("quote", "") in finding["quote"]
        and wanted.get("says", "") in finding["message"]
        and ("since" not in wanted or finding["since"] == wanted["since"].isoformat())
    )


def test_every_page_of_the_site_is_expected_something_of(audited):
    assert sorted(audited) == PAGES == sorted(k for k in EXPECTED if k != "today")


@pytest.mark.parametrize(("page", "wanted"), [(p, w) for p in PAGES for w in EXPECTED[p].get("must", [])])
def test_what_is_stale_is_found(audited, page, wanted):
    findings = audited[page]["findings"]
    assert [f for f in findings if _fits(f, wanted)], [(f["code"], f["since"], f["quote"]) for f in findings]


@pytest.mark.parametrize(("page", "wanted"), [(p, w) for p in PAGES for w in EXPECTED[p].get("must_not", [])])
def test_what_holds_is_left_alone(audited, page, wanted):
    assert [f for f in audited[page]["findings"] if _fits(f, wanted)] == []


@pytest.mark.parametrize(
    ("page", "wanted"), [(p, w) for p in PAGES for w in EXPECTED[p].get("not_verified", [])]
)
def test_what_the_snapshot_cannot_know_is_not_verified(audited, page, wanted):
    found = [n for n in audited[page]["not_verified"] if wanted["quote"] in n["quote"]]
    assert found
    assert found[0]["reason"]
