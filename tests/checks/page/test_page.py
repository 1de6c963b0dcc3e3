"""Broken characters, and pages in other languages."""

from __future__ import annotations

from datetime import date

import pytest

from checks import Case, all_checks
from model.evidence import Answers
from model.finding import Finding
from model.page import Document
from model.policy import Policy
from pages.read import read


def told(code: str, body: str, lang: str = "en") -> list[Finding]:
    html = f"<html lang={lang}><head><meta charset=utf-8><title>Asthma</title></head><body><main>{body}</main></body></html>"
    page = read(Document("https://example.org/asthma", html.encode(), "text/html; charset=utf-8"))
    check = next(c for c in all_checks() if c.code == code)
    findings = list(check.run(Case(page, Answers(), Policy(), date(2026, 11, 24))))
    assert all(f.span is None or page.quote(f.span) == f.quote for f in findings)
    return findings


@pytest.mark.parametrize(
    ("words", "shown", "meant"),
    [
        ("Don’t wait.".encode().decode("cp1252"), "â€™", "’"),
        ("Rest — and drink.".encode().decode("mac_roman"), "‚Äî", "—"),
        ("A café au lait spot.".encode().decode("latin-1"), "Ã©", "é"),
        ("Up to 38 °C.".encode().decode("cp1252"), "Â°", "°"),
    ],
)
def test_what_was_misread_is_told_with_what_was_meant(words: str, shown: str, meant: str) -> None:
    (finding,) = told("PAGE001", f"<h1>Asthma</h1><p>Breathing out is hard. {words}</p>")
    assert f"“{shown}” stands for “{meant}”" in finding.message
    assert finding.quote.startswith(words[:2])


def test_one_finding_a_page_says_how_many_places() -> None:
    (finding,) = told("PAGE001", "<h1>Asthma</h1><p>Donâ€™t wait. Donâ€™t run.</p>")
    assert "in 2 places" in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "Zoë’s naïve café – “37 °C”, ½ dose, ≥ 5 µg…",
        "PÂTÉ and SÃO PAULO",
        "“Ä” und „Ö“",
        "β-agonists, α₁, ™ and ®",
        "日本語の文",
    ],
)
def test_signs_that_are_meant_are_none(words: str) -> None:
    assert not told("PAGE001", f"<h1>Asthma</h1><p>{words}</p>")


GERMAN = (
    "<h1>Asthma</h1><p>"
    + "Asthma ist eine Krankheit der Atemwege, die das Atmen schwer macht und oft nachts kommt. " * 5
)
ENGLISH = (
    "<h1>Asthma</h1><p>"
    + "Asthma is a disease of the airways that makes it hard to breathe out at night. " * 5
)
NAMES = (
    "<h1>Asthma</h1><p>"
    + "Maria Lopez, Ann Lee, Tom Hill, Wei Zhang, Jon Berg, Eva Maier, Ida Holm, Max Baum. " * 8
)


@pytest.mark.parametrize(
    ("body", "lang", "words"),
    [
        (GERMAN, "de", "in German"),
        (GERMAN, "en", "not in English"),
        (ENGLISH, "en", ""),
        (ENGLISH, "", ""),
        (NAMES, "en", ""),
        (NAMES + "</p>" + ENGLISH[15:] * 3, "en", ""),
        ("<h1>Asma</h1><p>Hola a todos.", "es", ""),
    ],
)
def test_a_page_in_another_language_is_told_once(body: str, lang: str, words: str) -> None:
    findings = told("PAGE002", body, lang or "''")
    assert len(findings) == bool(words)
    assert all(words in finding.message for finding in findings)
