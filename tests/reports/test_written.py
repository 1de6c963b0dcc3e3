"""The folder of a report: what is written, what is left as it was, and in which words."""

import re

import jsonschema
import pytest

from benchmarks.many_pages import ManyPages, example_results, run_of
from reports.build import build_report
from reports.data import report_to_data
from reports.glossary import WORDS
from reports.owners import MAIL_ITEMS
from reports.write import write_report
from tests.reports.made import TITLES, WHY, finding_of, moved, page_of, report_of, result_of

PAGE = page_of("Lapatinib is the only one.")
RESULT = result_of(PAGE, finding_of(PAGE))


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    folder = tmp_path_factory.mktemp("example") / "report"
    report = build_report(run_of(22), ManyPages(22, example_results()))
    write_report(report, folder, WHY, TITLES)
    return report, folder


def test_what_has_not_changed_is_not_written_again(tmp_path):
    out = tmp_path / "r"
    two = moved(RESULT, "https://e.org/b")
    write_report(report_of(RESULT, two), out, WHY, TITLES)
    before = {p.name: p.stat().st_ino for p in (out / "pages").iterdir()}
    changed = result_of(PAGE, finding_of(PAGE, message="Other words."))
    write_report(report_of(changed, two), out, WHY, TITLES)
    after = {p.name: p.stat().st_ino for p in (out / "pages").iterdir()}
    kept = {name for name in after if after[name] == before[name]}
    assert len(kept) == 1
    assert "e-org-b" in kept.pop()


def test_a_page_that_is_gone_leaves_no_report(tmp_path):
    write_report(report_of(RESULT, moved(RESULT, "https://e.org/b")), tmp_path / "r", WHY, TITLES)
    write_report(report_of(RESULT), tmp_path / "r", WHY, TITLES)
    assert len(list((tmp_path / "r" / "pages").iterdir())) == 1


def test_a_report_does_not_hold_the_site(tmp_path):
    class Counting(list):
        alive = passes = 0

        def __iter__(self):
            Counting.passes += 1
            return super().__iter__()

    pages = Counting([RESULT])
    write_report(build_report(run_of(1), pages), tmp_path / "r", WHY, TITLES)
    assert Counting.passes == 3  # the addresses, what is kept in short, what is written


def test_the_example_fits_its_schema(example):
    import json
    from pathlib import Path

    schema = json.loads(Path("reports/findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(report_to_data(example[0])))
    jsonschema.Draft202012Validator(schema).validate(data)
    del data["pages"][0]["findings"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


def test_the_schema_knows_every_reason_state_and_no_other():
    import json
    from pathlib import Path

    from flows import changes
    from model.history import State

    schema = json.loads(Path("reports/findings.schema.json").read_text("utf-8"))
    reasons = {
        changes.TEXT,
        changes.GONE,
        changes.SOURCE,
        changes.POLICY,
        changes.UNREAD,
        changes.DATES,
        changes.DAY,
    }
    assert set(schema["properties"]["resolved"]["items"]["properties"]["reason"]["enum"]) == reasons
    assert set(schema["$defs"]["finding"]["properties"]["state"]["enum"]) == {str(s) for s in State}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("no record at hand of it (generic), which is no proof", "FDA’s records say nothing of it, which is no proof"),
        ("how X is given, the records at hand do not tell", "how X is given, FDA’s records do not tell"),
        ("2 were approved then by the records at hand, 3 today: too many ways to count",
         "how many there are can be counted in several ways"),
        ("no record in the local snapshot (bestbefore refresh trials --for SITE)", "not in the local copy of ClinicalTrials.gov"),
        ("approved, but its record does not tell about “eml4, gene, rearrangement”",
         "approved, but FDA’s record does not cover all that the page says of it"),
        ("not asserted (hedged)", "the page does not say it outright"),
    ],
)  # fmt: skip
def test_a_reason_is_told_in_an_editors_words(said, meant):
    from reports.words import plain

    assert plain(said) == meant


def test_no_reason_in_the_data_is_in_developers_words(example):
    data = report_to_data(example[0])
    reasons = {n["reason"] for p in data["pages"] for n in p["not_verified"]}
    assert reasons
    assert [r for r in reasons if JARGON.search(r)] == []


# What developers say and editors do not. Places of dates have a test of their own.
JARGON = re.compile(
    r"[Rr]ecords at hand|FDA starter|\b[Ss]napshot\b|no use that|\b[Ff]ingerprint\b|\bgoverning\b|\bNone\b|\bnull\b|"
    r"The source says\b|could not be asked|made up\b"
)


def test_places_of_dates_are_told_as_readers_know_them():
    from model.dates import DatePlace
    from reports.html import place_word

    assert {place_word(p) for p in DatePlace} == {
        "shown to readers", "in the page’s code", "told by the server", "in the site’s map", "in the address",
    }  # fmt: skip


def test_no_word_of_developers_reaches_an_editor(example):
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self):
            super().__init__()
            self.text, self.skip = [], 0

        def handle_starttag(self, tag, attrs):
            self.skip += tag in ("script", "style")

        def handle_endtag(self, tag):
            self.skip -= tag in ("script", "style")

        def handle_data(self, data):
            if not self.skip:
                self.text.append(data)

    found = set()
    for file in example[1].rglob("*.html"):
        words = Words()
        words.feed(file.read_text("utf-8"))
        found |= {(m[0], file.parent.name) for m in JARGON.finditer(" ".join(words.text))}
    assert found == set()


def test_the_glossary_is_short_and_each_term_one_or_two_sentences():
    assert len(WORDS) <= 20
    assert all(meaning.count(".") <= 2 and meaning.endswith(".") for _, meaning in WORDS)


def test_a_mail_has_at_most_twelve_items(tmp_path):
    pages = [page_of("A sentence.", url=f"https://e.org/{n}") for n in range(20)]
    results = [
        result_of(p, finding_of(p, evidence=(), code=f"REF{n:03d}"), owner="Ana") for n, p in enumerate(pages)
    ]
    write_report(report_of(*results), tmp_path / "r", WHY, TITLES)
    (mail,) = (tmp_path / "r" / "owners").glob("*.txt")
    text = mail.read_text("utf-8")
    assert len(re.findall(r"^\d+\. ", text, re.M)) == MAIL_ITEMS
    assert "8 more in the report" in text


def test_clean_pages_and_what_was_not_verified_are_in_the_spreadsheet(tmp_path):
    from reports.table import report_to_csv

    text = report_to_csv(
        report_of(result_of(PAGE), result_of(page_of("x", url="https://e.org/b"), open_=("x",)))
    )
    assert "page without findings" in text
    assert "not verified" in text
    assert "pages/example-org-a" in text


def test_where_there_is_nothing_to_do_or_to_show_nothing_is_counted_or_linked(tmp_path):
    from reports.build import Failure

    write_report(report_of(result_of(PAGE)), tmp_path / "clean", WHY, TITLES)
    write_report(
        report_of(failures=[Failure("https://e.org", "no such host")]), tmp_path / "none", WHY, TITLES
    )
    clean, none = ((tmp_path / n / "index.html").read_text("utf-8") for n in ("clean", "none"))
    assert "<h1>\nNothing to do on 1 page</h1>" in clean
    assert "to fix now" not in clean.split("<main")[0]
    assert "<h1>\nNothing was examined</h1>" in none
    for html in (clean, none):
        links = set(re.findall(r'href="#([^"]+)"', html))
        assert links <= set(re.findall(r'id="([^"]+)"', html))


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("X (y) was approved on 13 November 2020; but FDA data on whether it still is so end on 30 June 2025; run refresh",
         "approved, but FDA data on whether it still is so end on 30 June 2025"),
        ("X (y) was approved on 13 March 2007, and nothing tells that it left; but FDA data end on 2 July 2019",
         "approved, but FDA data end on 2 July 2019"),
        ("the source did not answer", "the source did not answer"),
    ],
)  # fmt: skip
def test_one_reason_is_summed_up_whatever_the_drug(reason, told):
    from reports.words import summed

    assert summed(reason) == told
