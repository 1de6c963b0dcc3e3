"""The five steps as Prefect tasks. A task is a step over all pages, never one page or one citation.

Retries only where there is a network. No task's inputs are hashed or stored: pages are large, and what must
outlive a kill is in our own store.
"""

from __future__ import annotations

from prefect import get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.memory import opened
from flows.steps import (
    AuditRequest,
    Outcome,
    ReadPage,
    checks_of,
    judge_pages,
    look_up,
    make_report,
    page_session,
    read_pages,
    scrape_pages,
)
from model.evidence import Answers
from model.lexicon import Lexicon
from model.page import Document
from reports.build import Failure, PageResult, Run
from reports.summary import report_to_markdown
from sources.desk import Desk

# Seconds before each further try: a service that is down for a minute is often back.
_RETRY_DELAYS: list[float] = [10, 60]


@task(
    name="scrape", retries=2, retry_delay_seconds=_RETRY_DELAYS, cache_policy=NO_CACHE, persist_result=False
)
def scrape_task(request: AuditRequest, run_id: str) -> tuple[list[Document], list[Failure]]:
    """Step 1, resumable: documents that the store has are not fetched again."""
    failures: list[Failure] = []
    with opened(request.store) as memory:
        documents = list(scrape_pages(request, run_id, memory, failures, page_session(request)))
        if memory.trouble:
            get_run_logger().warning(memory.trouble)
        return documents, failures


@task(name="read", cache_policy=NO_CACHE, persist_result=False)
def read_task(
    documents: list[Document], lexicon: Lexicon, request: AuditRequest
) -> tuple[list[ReadPage], list[Failure]]:
    """Step 2."""
    failures: list[Failure] = []
    return list(read_pages(documents, lexicon, failures, page_session(request))), failures


@task(
    name="look up", retries=2, retry_delay_seconds=_RETRY_DELAYS, cache_policy=NO_CACHE, persist_result=False
)
def look_up_task(pages: list[ReadPage], request: AuditRequest, desk: Desk) -> Answers:
    """Step 3: one look-up for the distinct questions of the whole run."""
    return look_up([p.page for p in pages], checks_of(request.audited), desk)


@task(name="judge", cache_policy=NO_CACHE, persist_result=False)
def judge_task(
    pages: list[ReadPage], answers: Answers, request: AuditRequest
) -> tuple[list[PageResult], list[Failure]]:
    """Step 4."""
    failures: list[Failure] = []
    checks = checks_of(request.audited)
    return judge_pages(pages, answers, request, checks, failures), failures


@task(name="report", cache_policy=NO_CACHE, persist_result=False)
def report_task(
    run: Run, results: list[PageResult], failures: list[Failure], request: AuditRequest
) -> Outcome:
    """Step 5, and the summary as an artifact in Prefect's UI."""
    with opened(request.store) as memory:
        outcome = make_report(run, results, failures, request, memory)
    create_markdown_artifact(
        key="audit-summary",
        markdown=report_to_markdown(outcome.report, str(outcome.index)),
        description=f"Content audit of {', '.join(run.targets)}",
    )
    return outcome
