"""A site's own mends of the shipped facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from model.approval import Action, ApprovalEvent
from model.errors import UsageError
from sources.snapshot.overrides import FILE, find_overrides
from sources.snapshot.starter import OWN, Starter, load_starter

Write = Callable[..., Path]
URL = "https://www.fda.gov/drugs"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(*rows: dict[str, str], columns: tuple[str, ...] = ()) -> Path:
        names = columns or tuple(dict.fromkeys(c for row in rows for c in row))
        text = "\t".join(names) + "\n"
        text += "".join("\t".join(row.get(c, "") for c in names) + "\n" for row in rows)
        path = tmp_path / FILE
        path.write_text(text, encoding="utf-8")
        return path

    return make


def events(starter: Starter, drug: str, condition: str) -> list[ApprovalEvent]:
    return [
        event
        for event in starter.timelines[drug].events
        if event.indication and event.indication.condition == condition
    ]


def test_a_fact_is_added(write: Write) -> None:
    row = {
        "op": "add",
        "drug": "tirzepatide",
        "action": "approved",
        "date": "2026-05-20",
        "brand": "Zepbound",
    }
    row |= {"condition": "heart failure with preserved ejection fraction", "purpose": "treat", "source": URL}
    starter = load_starter(write(row | {"population": "adults"}))
    (event,) = events(starter, "tirzepatide", "heart failure with preserved ejection fraction")
    assert (event.source, event.url, str(event.date)) == (OWN, URL, "2026-05-20")
    assert event.indication is not None
    assert event.indication.age_from == 18 * 12
    assert starter.mends == 1
    assert not events(load_starter(), "tirzepatide", "heart failure with preserved ejection fraction")


def test_a_fact_is_removed(write: Write) -> None:
    row = {"op": "remove", "drug": "semaglutide", "action": "accelerated", "condition": "mash"}
    starter = load_starter(write(row))
    assert events(load_starter(), "semaglutide", "mash")
    assert not events(starter, "semaglutide", "mash")


def test_a_fact_is_replaced_cell_by_cell(write: Write) -> None:
    row = {"op": "replace", "drug": "upadacitinib", "action": "approved", "condition": "giant cell arteritis"}
    starter = load_starter(
        write(row | {"date": "2025-05-01", "population": "-", "words": "GCA from 50 years"})
    )
    (event,) = events(starter, "upadacitinib", "giant cell arteritis")
    assert str(event.date) == "2025-05-01"
    assert event.indication is not None
    assert (event.indication.population, event.indication.age_from) == ("", None)
    assert event.brand == "Rinvoq"  # the cells not given stay
    assert event.source == OWN


def test_of_several_lines_the_one_of_that_day_is_replaced(write: Write) -> None:
    row = {"op": "replace", "drug": "dupilumab", "action": "approved", "condition": "atopic dermatitis"}
    starter = load_starter(write(row | {"date": "2022-06-07", "words": "babies from 6 months"}))
    told = {str(e.date): e.says for e in events(starter, "dupilumab", "atopic dermatitis")}
    assert len(told) == len(events(load_starter(), "dupilumab", "atopic dermatitis"))
    assert told["2022-06-07"] == "FDA approved Dupixent (dupilumab) for babies from 6 months"
    assert "babies" not in told["2020-05-26"]


def test_a_new_drug_becomes_known_and_vouched_for_no_further(write: Write) -> None:
    row = {"op": "add", "drug": "newumab", "action": "approved", "date": "2026-06-01", "brand": "Newbrand"}
    starter = load_starter(write(row | {"condition": "gout", "purpose": "treat", "source": URL}))
    assert starter.lexicon.drugs["newumab"].brands == ("Newbrand",)
    assert starter.timelines["newumab"].as_of < starter.as_of
    assert not starter.timelines["newumab"].indications_complete


def test_a_drug_known_from_the_files_only_is_not_vouched_for_longer(write: Write) -> None:
    row = {"op": "add", "drug": "abarelix", "action": "discontinued", "by": "maker", "date": "2005-05"}
    starter = load_starter(write(row | {"source": URL}))
    line = starter.timelines["abarelix"]
    assert line.as_of == load_starter().timelines["abarelix"].as_of
    assert [e.action for e in line.events] == [Action.APPROVED, Action.DISCONTINUED]


ADD = {"op": "add", "drug": "gefitinib", "action": "approved", "date": "2020", "source": URL}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (ADD | {"op": "mend"}, r"line 2: op is 'mend', not one of: add, remove, replace"),
        (ADD | {"source": ""}, r"line 2: source missing"),
        (ADD | {"source": "my memory"}, r"line 2: source 'my memory' is not a web address"),
        (ADD | {"date": "soon"}, r"line 2: .*soon"),
        (ADD | {"action": "aproved"}, r"line 2: 'aproved' is not a valid Action"),
        (ADD | {"condition": "gut"}, r"line 2: condition 'gut' is not known; did you mean 'gout'\?"),
        (ADD | {"biomarkers": "her2+; her3+"}, r"line 2: biomarkers 'her3\+' is not known"),
        (ADD | {"partners": "bevacizumb"}, r"line 2: partners 'bevacizumb' is not known; did you mean"),
        (ADD | {"condition": "gout", "age_from": "12"}, r"line 2: '12' is no age"),
        (ADD | {"op": "remove", "date": "1999-01-01"}, r"line 2: no shipped line has drug 'gefitinib'"),
        (
            {"op": "replace", "drug": "dupilumab", "action": "approved", "condition": "atopic dermatitis"},
            r"line 2: \d+ shipped lines have .*; name its brand, application or date too",
        ),
        (ADD | {"colour": "red"}, r"unknown column 'colour'"),
    ],
)
def test_a_wrong_line_is_one_line_of_error(write: Write, row: dict[str, str], message: str) -> None:
    path = write(row)
    with pytest.raises(UsageError, match=message) as error:
        load_starter(path)
    assert FILE in str(error.value)
    assert "\n" not in str(error.value)


def test_a_line_cut_short_and_text_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("op\tdrug\nadd\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"facts-overrides\.tsv, line 2: 1 cells, not 2"):
        load_starter(path)
    path.write_bytes(b"op\tdrug\n\xff\xfe\t\n")
    with pytest.raises(UsageError, match=r"facts-overrides\.tsv: is not UTF-8 text"):
        load_starter(path)
    with pytest.raises(UsageError, match="No such file"):
        load_starter(tmp_path / "nowhere.tsv")


def test_they_are_looked_for_beside_the_settings(tmp_path: Path) -> None:
    site, deep = tmp_path / "site", tmp_path / "site" / "pages" / "en"
    deep.mkdir(parents=True)
    (tmp_path / FILE).write_text("op\tdrug\n", encoding="utf-8")
    assert find_overrides(deep) == tmp_path / FILE
    (site / "bestbefore.toml").write_text("", encoding="utf-8")
    assert find_overrides(deep) is None  # those above the site's settings are another's
    (site / FILE).write_text("op\tdrug\n", encoding="utf-8")
    assert find_overrides(deep) == site / FILE


def test_a_changed_file_is_read_again(write: Write) -> None:
    row = {"op": "remove", "drug": "semaglutide", "action": "accelerated", "condition": "mash"}
    path = write(row)
    assert load_starter(path) is load_starter(path)
    assert not events(load_starter(path), "semaglutide", "mash")
    write(row | {"drug": "resmetirom"})
    assert events(load_starter(path), "semaglutide", "mash")
