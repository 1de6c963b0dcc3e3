"""A page's report is made again when anything changed that it is made of, and only then."""

from dataclasses import fields, replace
from datetime import date

import pytest

from model.history import State
from model.policy import Policy
from reports.address import Addresses
from reports.build import build_report
from reports.html import Names, frame_of, page_html, page_key
from reports.unchanged import key_of, sealed, still_good
from tests.reports.made import TITLES, WHY, finding_of, page_of, report_of, result_of

PAGE = page_of("Sofosbuvir is not yet approved.", "Results are expected.")
RESULT = replace(result_of(PAGE, finding_of(PAGE)), mark="page and judgement")
NAMES = Names(WHY, TITLES)
FRAME = frame_of(report_of(RESULT), RESULT)
ITEM = FRAME.entry.items[0]


def test_what_was_written_is_good_while_its_key_is_the_same_and_it_is_whole():
    key = key_of("a", "b")
    whole = sealed(b"<p>words</p>\n", key)
    assert still_good(whole, key)
    assert not still_good(whole, key_of("ab"))
    for broken in (whole[1:], whole[:-1], whole.replace(b"words", b"other"), b"", b"<p>words</p>\n"):
        assert not still_good(broken, key)
    assert not still_good(sealed(b"x", ""), "")


def test_parts_of_a_key_do_not_run_into_each_other():
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc")}) == 3


@pytest.mark.parametrize(
    "other",
    [
        {"entry": replace(FRAME.entry, items=(replace(ITEM, state=State.REOPENED),))},
        {"entry": replace(FRAME.entry, items=(replace(ITEM, first_seen=date(2020, 1, 1)),))},
        {"entry": replace(FRAME.entry, last_examined=date(2026, 1, 1))},
        {"entry": replace(FRAME.entry, owner="A. Nurse")},
        {"addresses": Addresses("/saved/", "https://example.org")},
        {"address": "https://example.org/other"},
        {"before": "before.html"},
        {"after": "after.html"},
        {"shared": ((ITEM.cause, "causes/c1.html"),)},
        {"until": "2031-01-01"},
    ],
    ids=lambda o: next(iter(o)),
)
def test_each_part_of_what_is_around_a_page_is_in_its_key(other):
    assert page_key(RESULT, NAMES, replace(FRAME, **other)) != page_key(RESULT, NAMES, FRAME)


def test_so_are_the_page_and_the_words_of_checks_and_without_a_mark_there_is_none():
    keys = {
        page_key(RESULT, NAMES, FRAME),
        page_key(replace(RESULT, mark="another"), NAMES, FRAME),
        page_key(RESULT, Names({**WHY, "FDA001": "else"}, TITLES), FRAME),
        page_key(RESULT, Names(WHY, {**TITLES, "FDA001": "else"}), FRAME),
    }
    assert len(keys) == 4
    assert page_key(replace(RESULT, mark=""), NAMES, FRAME) == ""


def test_a_template_is_given_nothing_that_is_not_in_the_key(monkeypatch):
    seen = {}
    monkeypatch.setattr("reports.html._filled", lambda template, **values: seen.update(values) or "")
    page_html(RESULT, NAMES, FRAME)
    of_the_frame = {f.name for f in fields(FRAME)} - {"addresses"}
    made_of_them = {"result", "page", "view", "counts", "anchors", "unverified", "why", "titles", "up"}
    assert set(seen) == of_the_frame | made_of_them


def test_another_night_on_which_nothing_changed_is_the_same_key():
    later = replace(report_of(RESULT).run, today=date(2026, 11, 28))
    earlier = replace(later, today=date(2026, 11, 27))
    seen = {ITEM.fingerprint: date(2026, 11, 2)}
    keys = set()
    for run in (earlier, later):
        report = build_report(run, [RESULT], history=seen)
        keys.add(page_key(RESULT, NAMES, frame_of(report, RESULT)))
    assert len(keys) == 1
    assert Policy() == later.policy
