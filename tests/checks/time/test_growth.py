"""The TIME checks take time by the sentence: a page four times as long takes about four times as long."""

from __future__ import annotations

import time
from datetime import date

from checks import Case, all_checks
from model.evidence import Answers
from model.page import Document
from model.policy import Policy
from pages.read import read

SENTENCES = (
    "Since January 2024, insurers must cover the test, the agency said in 2023.",
    "In 2014, 12 percent of adults smoked, and results are expected in late 2016.",
    "There is currently no cure, and researchers are now testing a pill.",
    "Updated June 24, 2014 by the team, reviewed on 3 May 2015.",
)
CHECKS = tuple(check for check in all_checks() if check.family == "time")


def seconds(parts: int) -> float:
    """CPU seconds of the TIME checks on a page of so many dated sections."""
    body = "".join(
        f"<h2>Part {n}</h2><p>{SENTENCES[n % 4]} {SENTENCES[(n + 1) % 4]}</p>" for n in range(parts)
    )
    html = f"<html lang='en'><body><h1>Title</h1><p>Published May 3, 2014</p>{body}</body></html>"
    page = read(Document("https://example.org/a", html.encode(), "text/html"))
    case = Case(page, Answers(), Policy(), date(2026, 11, 24))
    started = time.process_time()
    assert sum(1 for check in CHECKS for _ in check.run(case))
    return time.process_time() - started


def test_the_time_of_checks_is_linear_in_the_page() -> None:
    seconds(10)  # imports and caches are not the page's
    assert seconds(2000) < 5.5 * seconds(500) + 0.2
