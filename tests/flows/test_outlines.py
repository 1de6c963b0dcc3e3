"""A report is written from outlines of pages and says byte for byte what whole pages would."""

import json

from tests.flows.conftest import CLAIM, FIRST, page

_DATA = ("findings.json", "findings.jsonl", "findings.csv", "findings.sarif", "statements.json")
_TURNING = ("started_at", "finished_at", "id")


def _files(nights) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, data in nights.files.items():
        if name.endswith(".html") or name in _DATA:
            found[name] = data
    for name in ("findings.json", "findings.jsonl"):
        told = json.loads(bytes(found[name]).splitlines()[0] if name.endswith("l") else found[name])
        for key in _TURNING:
            told["run"].pop(key)
        found[name] = _timeless(told)
    found["findings.sarif"] = json.loads(found["findings.sarif"])["runs"][0]["results"]
    found.pop("index.html")  # names the run
    return found


def _timeless(value):
    if isinstance(value, dict):
        return {k: _timeless(v) for k, v in value.items() if k not in ("fetched_at", "retrieved_at")}
    return [_timeless(v) for v in value] if isinstance(value, list) else value


def test_outlines_tell_what_whole_pages_would(nights, monkeypatch):
    listed = "<h2>References</h2><ol><li>Doe J. A title. N Engl J Med. 1999;340(1):1-9.</li></ol>"
    nights.site.pages |= {
        "/heads.html": page(
            "Sofosbuvir", "<h2>Sofosbuvir is not approved</h2>", CLAIM, f"{CLAIM} [1]", listed
        ),
        "/old.html": page(
            "Old",
            "At this time, researchers are studying whether it helps.",
            "<h2>Sofosbuvir</h2><p>Words before.</p>",
            CLAIM,
            dated="3 March 2014",
        ),
    }
    nights.audit(FIRST)
    told = _files(nights)
    assert any(f["quote"] for p in told["findings.json"]["pages"] for f in p["findings"])
    monkeypatch.setattr("flows.judging.placed", lambda page, finding: finding)
    nights.audit(FIRST, store=nights.folder / "other.sqlite")
    whole = _files(nights)
    assert {n for n, d in told.items() if whole.get(n) != d} <= _sealed(told)
    for name in _sealed(told):
        assert bytes(told[name]).rpartition(b"<!--")[0] == bytes(whole[name]).rpartition(b"<!--")[0]


def _sealed(files) -> set[str]:
    """Pages' reports end with a digest of what they were made of."""
    return {n for n in files if n.startswith("pages/")}
