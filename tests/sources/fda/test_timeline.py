"""A drug's history out of its applications: every way in which Drugs@FDA misleads a hasty reader."""

from __future__ import annotations

from datetime import date

from model.approval import Action, ApprovalEvent
from model.identifiers import ApplicationNumber
from model.indication import Indication
from sources.fda.facts import (
    AcceleratedApproval,
    AcceleratedList,
    Application,
    DrugFacts,
    Label,
    LabelReading,
    ListReading,
    Marketing,
    Product,
    Submission,
)
from sources.fda.moiety import ingredient_keys
from sources.fda.timeline import timeline

AS_OF = date(2026, 11, 17)


def application(
    number: str,
    brand: str,
    ingredient: str,
    *submissions: tuple[str, str, str, str],
    marketing: Marketing = Marketing.PRESCRIPTION,
    sponsor: str = "A SPONSOR",
    note: str = "",
) -> Application:
    """``submissions``: (kind, status, class code, ISO date)."""
    keys, suffixes = ingredient_keys(ingredient, number.startswith("BLA"))
    return Application(
        ApplicationNumber(number),
        sponsor,
        (Product("001", brand, keys, marketing=marketing, suffixes=suffixes),),
        tuple(
            Submission(kind, n, status, date.fromisoformat(day) if day else None, code, note=note)
            for n, (kind, status, code, day) in enumerate(submissions, start=1)
        ),
    )


def events(drug: str, *applications: Application, sold_in_combination: bool = False) -> list[ApprovalEvent]:
    facts = DrugFacts(drug, applications, sold_in_combination=sold_in_combination)
    return list(timeline(facts, AS_OF).events)


def told(found: list[ApprovalEvent]) -> list[tuple[str, str, str]]:
    return [(str(e.date), e.action.value, e.application.value if e.application else "") for e in found]


def test_the_first_approval_is_the_earliest_of_all_applications() -> None:
    later = application("NDA206995", "IRESSA", "GEFITINIB", ("ORIG", "AP", "TYPE 5", "2015-07-13"))
    earlier = application("NDA021399", "IRESSA", "GEFITINIB", ("ORIG", "AP", "TYPE 1", "2003-05-05"))
    found = events("gefitinib", later, earlier)
    assert told(found) == [("2003-05-05", "approved", "NDA021399"), ("2015-07-13", "approved", "NDA206995")]
    assert "first approval of the drug" in found[0].says
    assert "a later application for the drug" in found[1].says


def test_a_new_brand_of_an_old_drug_is_not_its_first_approval() -> None:
    found = events(
        "cladribine",
        application("NDA022561", "MAVENCLAD", "CLADRIBINE", ("ORIG", "AP", "TYPE 3", "2019-03-29")),
        application("NDA020229", "LEUSTATIN", "CLADRIBINE", ("ORIG", "AP", "TYPE 1", "1993-02-26")),
    )
    assert next(e.brand for e in found if e.action is Action.APPROVED) == "LEUSTATIN"


def test_salts_of_one_drug_are_one_drug() -> None:
    hydrochloride = application(
        "NDA021000", "ONE", "EXAMPLINIB HYDROCHLORIDE", ("ORIG", "AP", "", "2001-01-01")
    )
    mesylate = application("NDA021001", "TWO", "EXAMPLINIB MESYLATE", ("ORIG", "AP", "", "2002-01-01"))
    assert len(events("examplinib", hydrochloride, mesylate)) == 2


def test_tentative_approval_is_no_approval() -> None:
    found = events(
        "examplinib", application("NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "TA", "", "2010-01-01"))
    )
    assert told(found) == [("2010-01-01", "tentative", "NDA021000")]
    assert "not an approval" in found[0].says


def test_an_efficacy_supplement_says_not_for_what() -> None:
    found = events(
        "bevacizumab",
        application(
            "BLA125085",
            "AVASTIN",
            "BEVACIZUMAB",
            ("ORIG", "AP", "TYPE 1", "2004-02-26"),
            ("SUPPL", "AP", "EFFICACY", "2008-02-22"),
        ),
    )
    assert told(found)[1] == ("2008-02-22", "approved", "BLA125085")
    assert found[1].indication is None
    assert "efficacy supplement 2" in found[1].says
    assert "does not say for which use" in found[1].says


def test_two_efficacy_supplements_of_one_day_are_one_event() -> None:
    found = events(
        "examplinib",
        application(
            "NDA021000",
            "ONE",
            "EXAMPLINIB",
            ("ORIG", "AP", "", "2010-01-01"),
            ("SUPPL", "AP", "EFFICACY", "2012-01-01"),
            ("SUPPL", "AP", "EFFICACY", "2012-01-01"),
        ),
    )
    assert len(found) == 2
    assert "supplements 2 and 3" in found[1].says


def efficacy(*categories: str) -> tuple[Action, str]:
    own = Application(
        ApplicationNumber("NDA021000"),
        "A SPONSOR",
        (Product("001", "ONE", ("examplinib",)),),
        (
            Submission("ORIG", 1, "AP", date(2010, 1, 1)),
            Submission("SUPPL", 2, "AP", date(2012, 1, 1), "EFFICACY", categories=categories),
        ),
    )
    event = events("examplinib", own)[-1]
    assert str(event.date) == "2012-01-01"
    assert not event.seen
    return event.action, event.says


def test_an_efficacy_supplement_with_a_category_says_what_it_was_about() -> None:
    action, says = efficacy("INDICATION")
    assert action is Action.APPROVED
    assert "new indication" in says
    assert efficacy("ACCEL APP", "INDICATION")[0] is Action.ACCELERATED
    assert efficacy("RX TO OTC")[0] is Action.OTC
    assert efficacy("DOSING")[0] is Action.LABEL, "a dosing regimen is no new use"
    assert efficacy("DOSING", "INDICATION")[0] is Action.APPROVED


def test_manufacturing_supplements_are_no_news() -> None:
    found = events(
        "examplinib",
        application(
            "NDA021000",
            "ONE",
            "EXAMPLINIB",
            ("ORIG", "AP", "", "2010-01-01"),
            ("SUPPL", "AP", "MANUF (CMC)", "2011-01-01"),
        ),
    )
    assert len(found) == 1


def test_a_labelling_supplement_is_a_label_revision_and_no_approval() -> None:
    found = events(
        "examplinib",
        application(
            "NDA021000",
            "ONE",
            "EXAMPLINIB",
            ("ORIG", "AP", "", "2010-01-01"),
            ("SUPPL", "AP", "LABELING", "2011-01-01"),
        ),
    )
    assert told(found)[1] == ("2011-01-01", "label revised", "NDA021000")


def test_a_generic_that_waits_for_a_patent_is_not_the_first_one_sold() -> None:
    """Sale begins with the approval that another follows within the 180 days of the first generic."""
    found = events(
        "examplinib",
        application("ANDA076002", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "AP", "", "2008-05-01")),
        application("ANDA076001", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "TA", "", "2007-05-01")),
        application("ANDA076003", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "AP", "", "2012-05-17")),
        application("ANDA076004", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "AP", "", "2012-11-13")),
        application("NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "AP", "", "2000-01-01")),
    )
    assert told(found) == [
        ("2000-01-01", "approved", "NDA021000"),
        ("2007-05-01", "tentative", "ANDA076001"),
        ("2012-05-17", "generic", "ANDA076003"),
    ]


def test_the_only_generic_counts_from_its_own_approval() -> None:
    found = events(
        "examplinib",
        application("ANDA076002", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "AP", "", "2012-05-01")),
        application("NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "AP", "", "2000-01-01")),
    )
    assert told(found)[1:] == [("2012-05-01", "generic", "ANDA076002")]


def test_a_suffixed_licence_twelve_years_later_is_a_biosimilar() -> None:
    found = events(
        "infliximab",
        application(
            "BLA103772", "REMICADE", "INFLIXIMAB", ("ORIG", "AP", "", "1998-08-24"), sponsor="CENTOCOR INC"
        ),
        application(
            "BLA125544",
            "INFLECTRA",
            "INFLIXIMAB-DYYB",
            ("ORIG", "AP", "", "2016-04-05"),
            sponsor="CELLTRION INC",
        ),
    )
    assert told(found) == [("1998-08-24", "approved", "BLA103772"), ("2016-04-05", "biosimilar", "BLA125544")]
    assert "biosimilar to REMICADE" in found[1].says


def test_a_suffix_alone_makes_no_biosimilar() -> None:
    """New biologics have suffixes since 2017; Rylaze came ten years after Erwinaze and is a product of its own."""
    alone = application("BLA761106", "NEW", "EXAMPLIMAB-ABCD", ("ORIG", "AP", "", "2019-01-01"))
    assert [e.action for e in events("examplimab", alone)] == [Action.APPROVED]
    reference = application(
        "BLA125359", "ERWINAZE", "ASPARAGINASE", ("ORIG", "AP", "", "2011-11-18"), sponsor="X"
    )
    soon = application(
        "BLA761179", "RYLAZE", "ASPARAGINASE-RYWN", ("ORIG", "AP", "", "2021-06-30"), sponsor="Y"
    )
    assert {e.action for e in events("asparaginase", reference, soon)} == {Action.APPROVED}
    own = application(
        "BLA761999", "AGAIN", "ASPARAGINASE-ABCD", ("ORIG", "AP", "", "2030-06-30"), sponsor="X"
    )
    assert {e.action for e in events("asparaginase", reference, own)} == {Action.APPROVED}, "its own sponsor"


def test_one_discontinued_strength_is_not_a_discontinued_drug() -> None:
    application_ = Application(
        ApplicationNumber("NDA021000"),
        "A SPONSOR",
        (
            Product("001", "ONE", ("examplinib",), marketing=Marketing.PRESCRIPTION),
            Product("002", "ONE", ("examplinib",), marketing=Marketing.DISCONTINUED),
        ),
        (Submission("ORIG", 1, "AP", date(2000, 1, 1)),),
    )
    assert Action.DISCONTINUED not in {e.action for e in events("examplinib", application_)}


def test_a_discontinued_brand_with_generics_on_sale_is_only_the_brand() -> None:
    found = events(
        "examplinib",
        application(
            "NDA021000",
            "ONE",
            "EXAMPLINIB",
            ("ORIG", "AP", "", "2000-01-01"),
            marketing=Marketing.DISCONTINUED,
        ),
        application("ANDA076001", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "AP", "", "2010-01-01")),
    )
    (gone,) = [e for e in found if e.action is Action.DISCONTINUED]
    assert gone.brand_only
    assert gone.brand == "ONE"
    assert gone.seen, "the list has no date"
    assert str(gone.date) == "2026-11-17"


def test_a_drug_is_discontinued_when_all_its_products_are() -> None:
    gone = application(
        "NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "AP", "", "2000-01-01"), marketing=Marketing.DISCONTINUED
    )
    (event,) = [e for e in events("examplinib", gone) if e.action is Action.DISCONTINUED]
    assert not event.brand_only
    assert event.seen
    assert "neither day nor reason" in event.says, "no statement about safety"
    (event,) = [
        e for e in events("examplinib", gone, sold_in_combination=True) if e.action is Action.DISCONTINUED
    ]
    assert event.brand_only, "it is still sold together with another drug"


def test_a_tentatively_approved_product_is_not_sold() -> None:
    found = events(
        "examplinib",
        application(
            "NDA021000",
            "ONE",
            "EXAMPLINIB",
            ("ORIG", "AP", "", "2000-01-01"),
            marketing=Marketing.DISCONTINUED,
        ),
        application(
            "ANDA076001",
            "EXAMPLINIB",
            "EXAMPLINIB",
            ("ORIG", "TA", "", "2010-01-01"),
            marketing=Marketing.NONE,
        ),
    )
    assert not next(e for e in found if e.action is Action.DISCONTINUED).brand_only


def test_an_application_withdrawn_in_the_federal_register_is_dated() -> None:
    found = events(
        "cladribine",
        application(
            "NDA020229",
            "LEUSTATIN",
            "CLADRIBINE",
            ("ORIG", "AP", "TYPE 1", "1993-02-26"),
            marketing=Marketing.DISCONTINUED,
            note="Withdrawn FR Effective 11/03/2016",
        ),
        application("ANDA075405", "CLADRIBINE", "CLADRIBINE", ("ORIG", "AP", "", "2000-02-28")),
    )
    event = next(e for e in found if e.action is Action.WITHDRAWN and not e.seen)
    assert str(event.date) == "2016-11-03"
    assert event.brand_only


def test_the_day_of_scheduling_is_told_beside_the_day_of_approval() -> None:
    found = events(
        "brivaracetam",
        application(
            "NDA205836",
            "BRIVIACT",
            "BRIVARACETAM",
            ("ORIG", "AP", "TYPE 1", "2016-02-18"),
            note="FR Notice on DEA Scheduling; Date of Approval – May 12, 2016",
        ),
    )
    assert str(found[0].date) == "2016-02-18"
    assert "May 12, 2016" in found[0].says


def test_an_application_without_its_original_is_bounded_by_its_supplements() -> None:
    found = events(
        "examplinib",
        application("NDA008888", "OLD", "EXAMPLINIB", ("SUPPL", "AP", "LABELING", "1975-04-01")),
    )
    bound = next(e for e in found if e.action is Action.APPROVED)
    assert bound.seen
    assert str(bound.date) == "1975-04-01"
    assert "before this day" in bound.says


def test_an_undated_original_gives_no_event() -> None:
    assert events("examplinib", application("NDA009658", "OLD", "EXAMPLINIB", ("ORIG", "AP", "", ""))) == []


def test_over_the_counter_is_a_state_without_a_date() -> None:
    found = events(
        "examplinib",
        application(
            "NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "AP", "", "2000-01-01"), marketing=Marketing.OTC
        ),
    )
    otc = next(e for e in found if e.action is Action.OTC)
    assert otc.seen


USE = Indication("breast cancer", "metastatic", words="metastatic breast cancer")


def test_a_withdrawn_accelerated_approval_leaves_both_events_with_their_use() -> None:
    """Drugs@FDA shows the grant as an efficacy supplement and says nothing at all of the withdrawal."""
    row = AcceleratedApproval(
        AcceleratedList.WITHDRAWN,
        "examplimab",
        "ONE",
        "metastatic breast cancer",
        date(2019, 3, 8),
        date(2021, 10, 6),
        "https://www.fda.gov/list",
    )
    facts = DrugFacts(
        "examplimab",
        (
            application(
                "BLA761034",
                "ONE",
                "EXAMPLIMAB",
                ("ORIG", "AP", "", "2016-05-18"),
                ("SUPPL", "AP", "EFFICACY", "2019-03-08"),
            ),
        ),
        lists=(ListReading(row, (USE,)),),
    )
    found = timeline(facts, AS_OF).events
    assert [(str(e.date), e.action.value, e.indication and e.indication.condition) for e in found] == [
        ("2016-05-18", "approved", None),
        ("2019-03-08", "accelerated", "breast cancer"),
        ("2021-10-06", "withdrawn", "breast cancer"),
    ]
    assert all(str(e.application) == "BLA761034" for e in found)


def test_a_verified_one_is_converted_and_an_ongoing_one_has_no_outcome() -> None:
    def rows(listed: AcceleratedList) -> list[str]:
        row = AcceleratedApproval(
            listed, "examplimab", "ONE", "a use", date(2019, 3, 8), date(2021, 1, 1), "https://www.fda.gov/x"
        )
        facts = DrugFacts("examplimab", lists=(ListReading(row, (USE,)),))
        return [e.action.value for e in timeline(facts, AS_OF).events]

    assert rows(AcceleratedList.VERIFIED) == ["accelerated", "converted"]
    assert rows(AcceleratedList.ONGOING) == ["accelerated"]


def test_a_listed_use_that_cannot_be_read_never_ends_the_drug() -> None:
    row = AcceleratedApproval(
        AcceleratedList.WITHDRAWN,
        "x",
        "X",
        "an unreadable use",
        date(2019, 3, 8),
        date(2021, 1, 1),
        "https://f",
    )
    found = timeline(DrugFacts("x", lists=(ListReading(row),)), AS_OF).events
    assert [(e.action, e.indication) for e in found] == [(Action.ACCELERATED, None), (Action.LABEL, None)]
    assert all("an unreadable use" in e.says for e in found), (
        "a withdrawal of no use would end the whole drug"
    )


def label(number: str = "NDA021000", boxed: str = "") -> Label:
    return Label(
        "set-1",
        date(2026, 7, 29),
        (ApplicationNumber(number),),
        ("examplinib",),
        ("ONE",),
        boxed_warning=boxed,
    )


def test_a_labels_uses_and_boxed_warning_are_seen_by_its_day() -> None:
    reading = LabelReading(label(boxed="WARNING: something grave"), (USE,), (USE,))
    use, boxed = timeline(DrugFacts("examplinib", labels=(reading,)), AS_OF).events
    assert (use.action, use.indication, use.seen) == (Action.ACCELERATED, USE, True)
    assert "under accelerated approval" in use.says
    assert (boxed.action, boxed.seen) == (Action.BOXED_WARNING, True)
    assert boxed.url.endswith("setid=set-1")


def label_events(*submissions: tuple[str, str, str, str]) -> list[tuple[str, bool]]:
    own = application("NDA021000", "ONE", "EXAMPLINIB", *submissions)
    facts = DrugFacts("examplinib", (own,), (LabelReading(label(), (USE,)),))
    return [(str(e.date), e.seen) for e in timeline(facts, AS_OF).events if e.indication == USE]


def test_a_labels_uses_are_the_first_approvals_when_no_use_came_since() -> None:
    first = ("ORIG", "AP", "TYPE 1", "2021-02-05")
    assert label_events(first) == [("2021-02-05", False)]
    assert label_events(first, ("SUPPL", "AP", "LABELING", "2022-01-01")) == [("2021-02-05", False)]
    assert label_events(first, ("SUPPL", "AP", "EFFICACY", "2022-01-01")) == [("2026-07-29", True)]
    assert label_events(first, ("SUPPL", "AP", "", "2022-01-01")) == [("2026-07-29", True)], "of unknown kind"
    assert label_events(first, ("SUPPL", "AP", "EFFICACY", "2026-08-01")) == [("2021-02-05", False)], "later"
    assert label_events(("ORIG", "AP", "TYPE 1", "1988-02-05")) == [("2026-07-29", True)], (
        "supplements lack classes"
    )


def test_the_first_approval_is_told_once_with_its_use() -> None:
    own = application("NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "AP", "TYPE 1", "2021-02-05"))
    found = timeline(DrugFacts("examplinib", (own,), (LabelReading(label(), (USE,)),)), AS_OF).events
    assert [(str(e.date), e.indication) for e in found] == [("2021-02-05", USE)]


def test_the_same_facts_give_the_same_events_in_any_order() -> None:
    a = application("NDA021000", "ONE", "EXAMPLINIB", ("ORIG", "AP", "", "2000-01-01"))
    b = application("ANDA076001", "EXAMPLINIB", "EXAMPLINIB", ("ORIG", "AP", "", "2010-01-01"))
    assert told(events("examplinib", a, b)) == told(events("examplinib", b, a))
