"""Several sources on one act: whose date, whose words, and when all uses are known again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from model.indication import Indication
from sources.fda.label_history import LABEL
from sources.fda.merge import merge, unite

STARTER, ZIP, WITHDRAWN, VERIFIED = (
    "FDA",
    "Drugs@FDA",
    "FDA list of withdrawn accelerated approvals",
    "FDA list of verified accelerated approvals",
)
ADVANCED = Indication("urothelial carcinoma", "advanced", words="advanced urothelial cancer")
AS_LISTED = Indication(
    "urothelial carcinoma", "metastatic", words="Locally advanced or metastatic urothelial carcinoma"
)
MELANOMA = Indication("melanoma", words="melanoma")


def event(
    action: Action,
    day: str,
    source: str,
    use: Indication | None = None,
    *,
    number: str = "NDA207103",
    seen: bool = False,
) -> ApprovalEvent:
    return ApprovalEvent(
        "exampla",
        action,
        PartialDate.parse(day),
        "says",
        source,
        "https://www.fda.gov",
        ApplicationNumber(number),
        "Exampla",
        use,
        seen,
    )


GRANT = event(Action.ACCELERATED, "2016-05-18", STARTER, ADVANCED)
LISTED = event(Action.ACCELERATED, "2016-05-18", WITHDRAWN, AS_LISTED)
END = event(Action.WITHDRAWN, "2026-04-01", WITHDRAWN, AS_LISTED)
OTHER = event(Action.ACCELERATED, "2019-03-08", STARTER, MELANOMA)


def told(*events: ApprovalEvent, complete: bool = False, as_of: date = date(2026, 11, 1)) -> Timeline:
    return Timeline("exampla", events, as_of, complete)


def test_a_withdrawal_ends_the_grant_of_its_row_in_whatever_words() -> None:
    found = unite([GRANT, OTHER, LISTED, END])
    (end,) = [e for e in found if e.action is Action.WITHDRAWN]
    assert end.indication == ADVANCED
    assert [e.action for e in found].count(Action.ACCELERATED) == 2, (
        "the list's telling of the grant is the same act"
    )
    assert unite(found) == found


def test_a_withdrawal_of_another_days_grant_keeps_its_own_words() -> None:
    later = replace(GRANT, date=PartialDate.parse("2018-05-18"))
    (end,) = [e for e in unite([later, LISTED, END]) if e.action is Action.WITHDRAWN]
    assert end.indication == AS_LISTED


def test_the_list_wins_after_the_records_day_and_is_told_before_it() -> None:
    record = event(Action.CONVERTED, "2025-11-19", STARTER, MELANOMA)
    day = date(2025, 12, 31)
    for listed, kept, says in (
        ("2026-02-12", "2026-02-12", "our record had 2025-11-19"),
        ("2025-10-02", "2025-11-19", "FDA's list gives 2025-10-02"),
    ):
        row = event(Action.CONVERTED, listed, VERIFIED, MELANOMA)
        found = merge([told(record, as_of=day), told(row)])
        (one,) = found.events
        assert (str(one.date), one.source) == (kept, VERIFIED if kept == listed else STARTER)
        assert says in one.says


KNOWN = event(Action.APPROVED, "2016-05-18", STARTER, ADVANCED)
BLANK = event(Action.APPROVED, "2026-03-09", ZIP)
SHOWN = event(Action.APPROVED, "2026-03-12", LABEL, MELANOMA, seen=True)
RECORD = told(KNOWN, complete=True, as_of=date(2025, 12, 31))


def test_a_new_use_on_a_label_is_dated_by_the_supplement_that_brought_it() -> None:
    found = merge([RECORD, told(SHOWN, BLANK)], {"207103": date(2026, 3, 12)})
    (new,) = [e for e in found.events if e.indication == MELANOMA]
    assert (str(new.date), new.seen) == ("2026-03-09", False)
    assert found.indications_complete, "the supplement's use is known: all uses are again"


def test_a_use_that_was_known_is_not_dated_anew() -> None:
    again = event(Action.APPROVED, "2026-03-12", LABEL, replace(ADVANCED, stage=""), seen=True)
    found = merge([RECORD, told(again, BLANK)], {"207103": date(2026, 3, 12)})
    assert [str(e.date) for e in found.events if e.indication and not e.seen] == ["2016-05-18"]
    assert found.indications_complete
    (revised,) = [e for e in found.events if e.action is Action.LABEL]
    assert "lists no use that was not known" in revised.says


def test_two_supplements_date_nothing() -> None:
    second = replace(BLANK, date=PartialDate.parse("2026-02-02"))
    found = merge([RECORD, told(SHOWN, BLANK, second)], {"207103": date(2026, 3, 12)})
    (new,) = [e for e in found.events if e.indication == MELANOMA]
    assert new.seen


def test_a_supplement_of_unknown_use_leaves_the_record_incomplete() -> None:
    assert not merge([RECORD, told(BLANK)]).indications_complete
    assert not merge([RECORD, told(BLANK)], {"207103": date(2026, 1, 15)}).indications_complete, (
        "an older label"
    )
    other = {"999999": date(2026, 3, 12)}
    assert not merge([RECORD, told(BLANK)], other).indications_complete, "another application's label"


def test_a_list_that_does_not_tell_kinds_gives_way_to_the_accelerated_grant() -> None:
    novel = event(Action.APPROVED, "2026-03-09", "FDA Novel Drug Approvals", MELANOMA)
    fast = event(Action.ACCELERATED, "2026-03-10", "FDA oncology approval notifications", MELANOMA)
    assert unite([fast, novel, BLANK]) == (fast,)
