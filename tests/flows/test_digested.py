"""The digest: new, worse, resolved, by owner; nothing when nothing changed."""

import json

import pytest

from flows.digested import changes_of, digest_texts, remember, seen_before
from model.errors import UsageError


def _report(folder, *pages):
    folder.mkdir(exist_ok=True)
    head = {"run": {"today": "2026-11-27"}, "causes": []}
    lines = [
        head,
        *(
            {"url": url, "owner": owner, "state": state, "findings": found}
            for url, owner, state, found in pages
        ),
    ]
    (folder / "findings.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")


def _finding(name, severity="warning", state="open", message="It is old."):
    return {"fingerprint": name, "severity": severity, "state": state, "message": message}


@pytest.fixture
def told(tmp_path):
    """A site of which a first digest was delivered: two findings of one owner, one of another."""
    _report(tmp_path / "r", ("/a", "Oncology", "examined", [_finding("v1:1"), _finding("v1:2")]),
            ("/b", "Diets", "examined", [_finding("v1:3")]))  # fmt: skip
    remember(tmp_path / "m", changes_of("clinic", tmp_path / "r", None))
    return tmp_path


def _texts(told):
    return list(
        digest_texts(changes_of("clinic", told / "r", seen_before(told / "m", "clinic")), "http://x/clinic/")
    )


def test_nothing_is_told_when_nothing_changed(told):
    assert _texts(told) == []


def test_each_owner_is_told_of_their_own_pages(told):
    _report(told / "r", ("/a", "Oncology", "examined", [_finding("v1:1", "error"), _finding("v1:4", message="A new one.")]),
            ("/b", "Diets", "examined", [_finding("v1:3")]))  # fmt: skip
    ((owner, title, body),) = _texts(told)
    assert owner == "Oncology"
    assert title == "Bestbefore, clinic: 1 new, 1 worse, 1 resolved"
    assert "A new one. (/a)" in body
    assert "http://x/clinic/" in body
    assert "/b" not in body


def test_a_page_that_was_not_reached_has_nothing_resolved(told):
    _report(told / "r", ("/a", "Oncology", "not_reached", [_finding("v1:1", state="not_rechecked"), _finding("v1:2", state="not_rechecked")]),
            ("/b", "Diets", "examined", [_finding("v1:3")]))  # fmt: skip
    assert _texts(told) == []


def test_what_an_editor_accepted_is_not_called_resolved(told):
    _report(told / "r", ("/a", "Oncology", "examined", [_finding("v1:1", state="accepted"), _finding("v1:2")]),
            ("/b", "Diets", "examined", [_finding("v1:3")]))  # fmt: skip
    assert _texts(told) == []


def test_what_was_not_delivered_is_told_the_next_time(told):
    _report(told / "r", ("/a", "Oncology", "examined", [_finding("v1:1"), _finding("v1:2"), _finding("v1:5")]),
            ("/b", "Diets", "examined", [_finding("v1:3")]))  # fmt: skip
    assert len(_texts(told)) == len(_texts(told)) == 1
    remember(told / "m", changes_of("clinic", told / "r", seen_before(told / "m", "clinic")))
    assert _texts(told) == []


def test_the_first_digest_says_that_it_is_the_first(tmp_path):
    _report(tmp_path / "r", ("/a", "", "examined", [_finding(f"v1:{i}") for i in range(25)]))
    ((owner, title, body),) = digest_texts(changes_of("clinic", tmp_path / "r", None))
    assert (owner, title) == ("", "Bestbefore, clinic: 25 new")
    assert "first digest" in body
    assert "… and 15 more" in body


@pytest.mark.parametrize("text", ["", "nonsense", '{"run": {}}', '{"run": {"today": "x"}}\n{"url": 3}'])
def test_a_report_that_cannot_be_read_is_one_line(tmp_path, text):
    (tmp_path / "findings.jsonl").write_text(text)
    with pytest.raises(UsageError, match="there is no report here"):
        changes_of("clinic", tmp_path, None)
