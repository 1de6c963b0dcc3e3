"""What an editor is told, in which words: one row for each wording that editors stumbled over.

Each row is a page of our own, the check that speaks on it, what its message and suggestion must say, and what they must
not. Below them what holds of every message, and of every word that checks, reports and commands can print.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from checks import FAMILIES, all_checks, judge
from flows.questions import look_up
from model.page import Document
from model.policy import Policy
from pages.read import read
from reports.glossary import WORDS
from reports.words import as_read, first_sentence
from sources.desk import Desk
from sources.settings import Settings
from sources.snapshot.starter import load_starter

TODAY = date(2026, 11, 28)
CHECKS = {c.code: c for c in all_checks()}
# name, page, code, must be told, must not be told
SAID = [
    ("nothing is approved: the reason fits, whatever the page denies",
     "# SMA\n\nNo drug is approved by the FDA for spinal muscular atrophy.\n\nUpdated May 4, 2014",
     "FDA001", r"Untrue since \d+ [A-Z]\w+ 20\d\d: FDA approved Spinraza", r"in a trial|trials? only"),
    ("not approved for one use: the reason does not speak of trials",
     "# Weight\n\nSemaglutide is not FDA-approved for weight loss.\n\nUpdated May 4, 2019",
     "FDA001", r"Wegovy.*Say what holds now", r"trial"),
    ("a rival: the drug of the page is named first",
     "# TKIs\n\nAmong tyrosine-kinase inhibitors, lapatinib is the only one approved by the FDA for breast "
     "cancer.\n\nUpdated May 4, 2014",
     "FDA003", r"^Lapatinib is no longer the only one since .*Name Nerlynx", r"Untrue"),
    ("an approval that is narrower: its limits are told, not that there are some",
     "# Lapatinib\n\nLapatinib is approved by the FDA for breast cancer.\n\nUpdated May 4, 2019",
     "FDA005", r"Say that it covers only HER2-positive", r"[Nn]ame (?:the|its) limits"),
    ("gone before the page was dated: who is gone, and since when",
     "# MS\n\nDaclizumab (Zinbryta) is approved by the FDA for relapsing multiple sclerosis.\n\nUpdated May 4, 2019",
     "FDA002", r"the page's own date: Zinbryta \(daclizumab\) had been taken off the market by its maker on 2 March 2018",
     r"the approval had been|never so|what holds now"),
    ("a use that was taken back: grammar, the reason apart, and what its patients should do",
     "# Avastin\n\nBevacizumab is FDA-approved for metastatic breast cancer.\n\nUpdated May 4, 2010",
     "FDA004", r"the approval of Avastin \(bevacizumab\) for metastatic breast cancer was withdrawn\..*speak to their doctor",
     r"history|\(FDA|\(not shown"),
    ("a drug that was taken off the market: what its patients should do",
     "# Weight\n\nLorcaserin (Belviq) is approved by the FDA for weight loss.\n\nUpdated May 4, 2018",
     "FDA004", r"taken off the market at FDA's request.*speak to their doctor", r"[Aa]pproval of Belviq|: obesity"),
    ("the end of a sale: told once, one day, no ISO date",
     "# Alzheimer’s\n\nAducanumab is approved by the FDA for Alzheimer’s disease.\n\nUpdated May 4, 2022",
     "FDA006", r"^Aduhelm \(aducanumab\) has not been sold since November 2024; this was dated 4 May 2022\.",
     r"\d{4}-\d\d|discontinued|sale ended since"),
    ("a boxed warning that came later",
     "# Tofacitinib\n\nTofacitinib is approved by the FDA for rheumatoid arthritis.\n\nUpdated May 4, 2018",
     "FDA007", r"^FDA announced a boxed warning for Xeljanz", r"added since"),
    ("the first approval is no further use",
     "# Erenumab\n\nErenumab is a medicine that is studied for the prevention of migraine.\n\nUpdated May 4, 2016",
     "FDA001", r"FDA approved Aimovig", r"further use"),
    ("a further use",
     "# Olaparib\n\nOlaparib is approved by the FDA for ovarian cancer.\n\nUpdated May 4, 2016",
     "FDA008", r"a further use; this was dated 4 May 2016\.", r"approved for a further"),
    ("an old approval told as news",
     "# Lung pressure\n\nRiociguat (Adempas) was recently approved by the FDA for pulmonary arterial hypertension.",
     "FDA010", r"^The page tells as news that Adempas", r"^the"),
    ("a published date is never replaced",
     "# Asthma\n\nAsthma narrows the airways.\n\nPublished May 4, 2014",
     "DATE002", r"was published on 4 May 2014, 12 years ago; by your policy of one every 3 years.*add the day of the review",
     r"replace|in place of|should be reviewed"),
    ("a month has no day",
     "# Asthma\n\nAsthma narrows the airways.\n\nLast reviewed: May 2014",
     "DATE002", r"was reviewed in May 2014", r"on May|1 May"),
    ("words of long ago",
     "# Tests\n\nAt this time, this test is not routinely done.\n\nUpdated May 4, 2014",
     "TIME001", r"^“At this time” was written 12 years ago, when this was updated on 4 May 2014\.",
     r"this time”, “"),
    ("a page without a date says so in a sentence",
     "# Cure\n\nThere is currently no cure for it.",
     "TIME001", r"^The page does not say when “currently” was written\.", r"does not tell"),
    ("an old figure",
     "# Figures\n\nIn 2013, an estimated 232,340 people were found to have it.\n\nUpdated May 4, 2026",
     "TIME003", r"^The figure is from 2013, 13 years ago\.", r"is of|same source"),
    ("an entry that nothing cites: no guess at why",
     CHECKS["REF002"].fires[0].partition("\n")[2],
     "REF002", r"Cite it where it belongs, or remove it", r"put back|was lost"),
    ("markers without a list",
     "# Vaccines\n\nVaccines prevent most deaths [12]. They are safe [13].\n",
     "REF001", r"^The page cites \[12\], \[13\] but has no list of references\.", r"entries that"),
    ("dates that disagree: none is falsified",
     "# Asthma\n\nPublished May 4, 2014\n\nAsthma narrows the airways.\n\nPublished May 4, 2019",
     "DATE004", r"Find out on which day it was first published", r"last checked|as good as|later of two"),
]  # fmt: skip
# name, page, what must not be found
SILENT = [
    ("a drug with its warning from the start", "# Ozempic\n\nOzempic is approved by the FDA for type 2 "
     "diabetes.\n\nUpdated May 4, 2018", "FDA007"),
    ("a warning of a drug that is gone", "# Daclizumab\n\nDaclizumab (Zinbryta) is approved by the FDA for relapsing "
     "multiple sclerosis.\n\nUpdated May 4, 2015", "FDA007"),
    ("a further use of a drug that is gone", "# Telaprevir\n\nTelaprevir is approved by the FDA for hepatitis "
     "C.\n\nUpdated May 4, 2011", "FDA008"),
    ("a list that is headed in another language", "# Schlaf\n\nSchlaf hilft [1].\n\n## Quellen:\n\n1. Marlowe T, Quist B. "
     "Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61.\n", "REF001"),
    ("a name that holds a number in brackets", "# Assembly\n\nThe committee met with section [37] of the "
     "council.\n", "REF001"),
]  # fmt: skip
# What no word of ours may be: markup by its name, developers' words, a verdict on a person, our own default as a rule.
STUMBLED = re.compile(
    r"JSON-LD|Open Graph|[Mm]icrodata|Dublin Core|visible text|not a proof|made up\b|or before only"
    r"|should be reviewed every|records at hand|FDA starter|no use that|never so\b|no longer sold since"
    r"|[Nn]ame (?:the|its) limits|it is history|readers do not see it, where|fingerprint\b.*\bmismatch"
)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk():
    return Desk("snapshot", Settings())


@pytest.fixture(scope="module")
def found(desk):
    """The findings of all checks on a page, each page judged once."""

    def run(text):
        if text not in known:
            page = read(
                Document("https://example.org/p", text.encode(), "text/markdown; charset=utf-8"), desk.lexicon
            )
            asked = tuple(CHECKS.values())
            known[text] = judge(page, look_up([page], asked, desk), Policy(), TODAY, asked)
        return known[text]

    known = {}
    return run


@pytest.mark.parametrize(("page", "code", "told", "never"), [r[1:] for r in SAID], ids=[r[0] for r in SAID])
def test_it_is_told_in_these_words(found, page, code, told, never):
    findings = [f for f in found(page).findings if f.code == code]
    assert findings, [f"{f.code}: {f.message}" for f in found(page).findings]
    words = f"{findings[0].message} {findings[0].suggestion}"
    assert re.search(told, words), words
    assert not re.search(never, f"{words} {CHECKS[code].why}"), words


@pytest.mark.parametrize(("page", "code"), [r[1:] for r in SILENT], ids=[r[0] for r in SILENT])
def test_nothing_is_told(found, page, code):
    assert code not in {f.code for f in found(page).findings}


def test_every_message_is_a_sentence_and_every_suggestion_says_it_once(found):
    for _, page, *_ in SAID:
        for f in found(page).findings:
            for text in (f.message, f.suggestion, *(f"{e.says}." for e in f.evidence)):
                assert re.match(r"[A-Z“\[(0-9]|m[A-Z]", text), text
                assert re.search(r"[.”]$", text), text
                assert not re.search(r"  |\.\.|\d{4}-\d\d-\d\d|\bNone\b|\(\)|: [A-Z][a-z]+ approval", text), (
                    text
                )
                assert not STUMBLED.search(text), text
            assert f.message.rstrip(".") not in f.suggestion


def test_what_an_end_was_for_is_no_reason():
    """Of our records: a reason stands where a reason is told, and is told once."""
    ends = [e for t in load_starter().timelines.values() for e in t.events]
    for event in ends:
        assert not re.search(r"\d{4}-\d\d", event.says), event.says
        if event.action in ("withdrawn", "left the market", "discontinued", "emergency use revoked"):
            assert not re.search(
                r"\b(?:revoked|withdrawn|the sale)\b.*\b(?:revoked|withdrawn|ended by)\b", event.says
            ), event.says
            assert (
                not re.search(r"\) was withdrawn", event.says.replace(f"({event.drug})", ""))
                or event.indication is None
            ), event.says


def _printable(folder):
    """Every text that the code of a folder holds, its comments and docstrings left out."""
    for file in sorted((ROOT / folder).rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        docs = {
            id(n.body[0].value)
            for n in ast.walk(tree)
            if isinstance(n, documented) and n.body and isinstance(n.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield file.relative_to(ROOT), node.value


def test_no_check_report_or_command_can_print_what_editors_stumbled_over():
    translated = {
        Path("reports/words.py"),
        Path("reports/html.py"),
        Path("reports/overview.py"),
    }  # they translate such words
    hits = [(str(f), t) for folder in ("checks", "reports", "cli") for f, t in _printable(folder)
            if f not in translated and STUMBLED.search(t)]  # fmt: skip
    assert hits == []


def test_titles_reasons_and_terms_are_plain():
    texts = [t for c in CHECKS.values() for t in (c.title, c.why)] + [m for _, m in WORDS]
    texts += [t for f in FAMILIES.values() for t in (f.title, f.decided, f.unseen)]
    assert [
        t for t in texts if STUMBLED.search(t) or re.search(r"\bsnapshot\b|\bfingerprint\b|\bNone\b", t)
    ] == []
    assert {c.family for c in CHECKS.values()} == set(FAMILIES)


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("A was written 12 years ago. The section has 2 more.", "A was written 12 years ago."),
        ("Doe et al. Lancet was retracted. It was so before.", "Doe et al. Lancet was retracted."),
        ("“It is so. It was so” was written.", "“It is so. It was so” was written."),
        ("One sentence.", "One sentence."),
    ],
)
def test_a_line_in_a_list_is_the_first_sentence_and_is_not_cut(message, first):
    assert first_sentence(message) == first


@pytest.mark.parametrize(
    ("claim", "quote", "told"),
    [
        ("The page says: Dupilumab is not approved by FDA for copd", "Dupilumab is not approved for COPD.",
         "Dupilumab is not approved by FDA for COPD"),
        ("The page says: no drug is approved by FDA for alzheimer's disease", "No drug is approved for Alzheimer’s disease.",
         "No drug is approved by FDA for Alzheimer’s disease"),
        ("The page says that it is the only one for hepatitis c", "Drugs for it: the only one for hepatitis C",
         "That it is the only one for hepatitis C"),
        ("The page says: drugs are under study for gout", "Drugs are under study.", "Drugs are under study for gout"),
    ],
)  # fmt: skip
def test_a_claim_as_read_has_its_names_as_the_page_writes_them(claim, quote, told):
    assert as_read(claim, quote) == told
