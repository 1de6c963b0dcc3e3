"""What the news of a week touches, by name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from flows.news import (
    STATEMENTS,
    News,
    Noted,
    Statement,
    known_statements,
    new_acts,
    save_statements,
    told,
    touched,
)
from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from model.errors import UsageError
from model.finding import Judgement
from model.indication import Indication
from model.page import Document
from pages.read import read
from reports.build import PageResult
from sources.fda.build import Inputs, build
from sources.fda.drugsatfda import read_zip
from sources.fda.snapshot import Snapshot
from sources.snapshot.starter import Starter, load_starter
from tests.services.fdaworld import Application, World

LEXICON = load_starter().lexicon
NEW = ApprovalEvent(
    "olaparib",
    Action.APPROVED,
    PartialDate.of(date(2026, 3, 9)),
    "FDA approved Lynparza for endometrial cancer",
    "FDA",
    "https://www.fda.gov",
    brand="Lynparza",
    indication=Indication("endometrial cancer"),
)


@pytest.mark.parametrize(
    ("statement", "hit", "why"),
    [
        (Statement("u", "t", "q", ("olaparib",), "", ("endometrial cancer",)), True, "the drug and the use"),
        (Statement("u", "t", "q", ("olaparib",)), True, "the drug, no use named"),
        (Statement("u", "t", "q", ("olaparib",), "", ("ovarian cancer",)), False, "another use"),
        (Statement("u", "t", "q", ("olaparib",), "", ("cancer",)), True, "a wider use"),
        (Statement("u", "t", "q", (), "parp inhibitor", ()), True, "its group"),
        (Statement("u", "t", "q", (), "cdk4/6 inhibitor", ()), False, "another group"),
        (Statement("u", "t", "q", (), "", ("endometrial cancer",)), True, "any drug for the use"),
        (Statement("u", "t", "q", (), "", ()), False, "any drug for anything"),
        (Statement("u", "t", "q", ("niraparib",), "", ("endometrial cancer",)), False, "another drug"),
    ],
)
def test_what_an_approval_touches(statement: Statement, hit: bool, why: str) -> None:
    assert bool(touched(News((NEW,), LEXICON), [statement])[NEW]) == hit, why


def test_an_end_touches_no_sentence_on_the_group() -> None:
    gone = replace(NEW, action=Action.WITHDRAWN)
    group = Statement("u", "t", "q", (), "parp inhibitor", ())
    assert touched(News((gone,), LEXICON), [group])[gone] == ()


def test_the_lines() -> None:
    news = News((NEW, replace(NEW, drug="niraparib")), LEXICON)
    statements = [
        Statement("https://x/1", "One", "Lynparza is not approved for endometrial cancer.", ("olaparib",)),
        Statement("https://x/2", "", "Lynparza is a PARP inhibitor.", ("olaparib",)),
    ]
    assert list(told(news, statements)) == [
        "2 new acts of FDA; 1 of them touch 2 sentences on 2 pages",
        "2026-03-09 FDA approved Lynparza for endometrial cancer",
        "    One: “Lynparza is not approved for endometrial cancer.”",
        "    https://x/2: “Lynparza is a PARP inhibitor.”",
    ]
    assert list(told(News((), LEXICON), statements)) == ["nothing new that FDA did"]
    assert next(told(news, [])).endswith(
        "name the folder of an audit report with --report to see which statements they touch"
    )


def test_statements_are_kept_beside_a_report(tmp_path: Path) -> None:
    text = "Lynparza is not approved by the FDA for endometrial cancer. It rained."
    page = read(Document("https://x/1", text.encode(), "text/plain; charset=utf-8"), LEXICON)
    result = PageResult(page, Judgement(page.url))
    rows = BytesIO()
    noted = Noted((result, result), lambda url: f"{url}?shown", rows)
    for _ in range(2):  # a report goes through its pages more than once
        assert [*noted] == [result, result]
    save_statements(tmp_path / STATEMENTS, rows)
    (kept,) = known_statements([tmp_path])
    assert kept.page == "https://x/1?shown"
    assert kept.drugs == ("olaparib",)
    assert kept.conditions == ("endometrial cancer",)
    assert kept.quote.startswith("Lynparza is not approved")


@pytest.mark.parametrize("text", ["", "{", "[1]", json.dumps([{"page": "x", "other": 1}])])
def test_a_folder_without_statements_is_named(tmp_path: Path, text: str) -> None:
    if text:
        (tmp_path / STATEMENTS).write_text(text)
    with pytest.raises(UsageError, match=f"{tmp_path} is not the folder of an audit report"):
        known_statements([tmp_path])


def test_new_is_what_the_snapshot_before_did_not_tell(tmp_path: Path) -> None:
    starter: Starter = load_starter()
    world = World()
    lynparza = world.add(Application("NDA208558", "AZ", "Lynparza", "olaparib"), date(2017, 8, 17))
    old = build(Inputs(drugsatfda=read_zip(world.zip(date(2026, 12, 1)))), tmp_path / "old.sqlite").path
    lynparza.supplement(date(2026, 12, 3), "EFFICACY")
    lynparza.supplement(date(2026, 12, 4), "LABELING")
    lynparza.supplement(date(2018, 1, 12), "EFFICACY")  # a correction of old times
    world.add(Application("NDA290001", "ZZ", "Zzelvara", "zzelvarast"), date(2026, 12, 3))
    new = build(Inputs(drugsatfda=read_zip(world.zip(date(2026, 12, 8)))), tmp_path / "new.sqlite").path
    with Snapshot(old) as before, Snapshot(new) as after:
        acts = new_acts(starter, before, after).acts
        assert [(e.drug, str(e.date)) for e in acts] == [
            ("olaparib", "2026-12-03"),
            ("zzelvarast", "2026-12-03"),
        ]
        assert new_acts(starter, after, after).acts == ()
