"""The registry holds what the folders hold, and every check keeps the rules of the house."""

import re
from datetime import date
from pathlib import Path

import pytest

import checks
from checks import Check, _asks, all_checks, enabled_checks, judge
from flows.questions import look_up
from flows.settings import check_codes
from model.errors import UsageError
from model.page import Document
from model.policy import Policy
from pages.read import read
from sources.desk import Desk
from sources.settings import Settings

TODAY = date(2026, 11, 24)
CHECKS = all_checks()
# What needs PubMed to speak is tested in tests/checks/ref with answers built by hand.
OF_SERVICES = {_asks.references, _asks.newer_works, _asks.trials, _asks.links}
FIRING = [(c, e) for c in CHECKS if c.asks not in OF_SERVICES for e in c.fires]
FOLDER = Path(checks.__file__).parent


@pytest.fixture(scope="module")
def desk():
    """The snapshot that ships, and nothing of whoever runs the tests."""
    return Desk("snapshot", Settings())


def _page(example: str, desk: Desk):
    today = TODAY
    if example.startswith("today:"):
        first, example = example.split("\n", 1)
        today = date.fromisoformat(first.removeprefix("today:").strip())
    document = Document("https://example.org/page", example.encode(), "text/markdown; charset=utf-8")
    return read(document, desk.lexicon), today


# What an editor was told and stumbled over: places by the names of their markup, riddles, verdicts on a person, our own
# default as a rule.
STUMBLED = re.compile(
    r"JSON-LD|Open Graph|[Mm]icrodata|Dublin Core|visible text|not a proof|made up|or before only|should be reviewed"
    r"|[Rr]ecords at hand|snapshot|no use that|narrower than the page’s words|was never so|no longer sold since"
    r"|(?:published|updated|reviewed) \d"
)


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


@pytest.mark.parametrize(("check", "example"), FIRING, ids=lambda v: getattr(v, "code", ""))
def test_a_check_speaks_on_its_own_examples(check: Check, example: str, desk):
    page, today = _page(example, desk)
    findings = judge(page, look_up([page], [check], desk), Policy(), today, [check]).findings
    assert findings
    for finding in findings:
        assert finding.code == check.code
        assert finding.span is None or page.quote(finding.span) == finding.quote
    for finding in findings:
        assert not STUMBLED.search(f"{finding.message} {finding.suggestion} {check.why}")


@pytest.mark.parametrize(
    ("check", "example"), [(c, e) for c in CHECKS for e in c.silent], ids=lambda v: getattr(v, "code", "")
)
def test_a_check_is_silent_on_its_counter_examples(check: Check, example: str, desk):
    page, today = _page(example, desk)
    assert judge(page, look_up([page], [check], desk), Policy(), today, [check]).findings == ()


def test_a_code_or_a_family_can_be_switched_off():
    assert "DATE001" not in {c.code for c in enabled_checks(frozenset({"DATE001"}))}
    assert not [c for c in enabled_checks(frozenset({"TIME"})) if c.family == "time"]


def test_judging_twice_gives_the_same(desk):
    page, today = _page(CHECKS[0].fires[0], desk)
    answers = look_up([page], CHECKS, desk)
    assert judge(page, answers, Policy(), today, CHECKS) == judge(page, answers, Policy(), today, CHECKS)


def test_an_unknown_check_is_named_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean DATE001"):
        check_codes("--disable", ["DATE01"], frozenset(c.code for c in CHECKS))
