"""The registry holds what the folders hold, and every check keeps the rules of the house."""

import re
from datetime import date
from pathlib import Path

import pytest

import checks
from checks import Check, all_checks, enabled_checks, judge
from model.errors import UsageError
from model.evidence import Answers
from model.page import Document
from model.policy import Policy
from pages.read import read

TODAY = date(2026, 11, 24)
CHECKS = all_checks()
FOLDER = Path(checks.__file__).parent


def _page(example: str):
    today = TODAY
    if example.startswith("today:"):
        first, example = example.split("\n", 1)
        today = date.fromisoformat(first.removeprefix("today:").strip())
    document = Document("https://example.org/page", example.encode(), "text/markdown; charset=utf-8")
    return read(document), today


def test_every_file_of_a_family_is_a_check():
    files = {p.stem for p in FOLDER.glob("*/*.py") if not p.stem.startswith("_")}
    assert files == {c.slug for c in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_a_check_says_what_and_why(check: Check):
    assert re.fullmatch(r"[A-Z]{2,5}\d{3}", check.code)
    assert check.title
    assert not check.title.endswith(".")
    assert len(check.why) > 30
    assert check.why.endswith(".")


@pytest.mark.parametrize(
    ("check", "example"), [(c, e) for c in CHECKS if not c.needs for e in c.fires], ids=lambda v: getattr(v, "code", "")
)
def test_a_check_speaks_on_its_own_examples(check: Check, example: str):
    page, today = _page(example)
    findings = judge(page, Answers(), Policy(), today, [check]).findings
    assert findings
    for finding in findings:
        assert finding.code == check.code
        assert finding.span is None or page.quote(finding.span) == finding.quote


@pytest.mark.parametrize(
    ("check", "example"), [(c, e) for c in CHECKS for e in c.silent], ids=lambda v: getattr(v, "code", "")
)
def test_a_check_is_silent_on_its_counter_examples(check: Check, example: str):
    page, today = _page(example)
    assert judge(page, Answers(), Policy(), today, [check]).findings == ()


def test_a_code_or_a_family_can_be_switched_off():
    assert "DATE001" not in {c.code for c in enabled_checks(frozenset({"DATE001"}))}
    assert not [c for c in enabled_checks(frozenset({"TIME"})) if c.family == "time"]


def test_judging_twice_gives_the_same():
    page, today = _page(CHECKS[0].fires[0])
    assert judge(page, Answers(), Policy(), today, CHECKS) == judge(page, Answers(), Policy(), today, CHECKS)


def test_an_unknown_check_is_named_with_the_nearest():
    from cli.config import check_codes

    with pytest.raises(UsageError, match="did you mean DATE001"):
        check_codes("--disable", ["DATE01"], frozenset(c.code for c in CHECKS))
