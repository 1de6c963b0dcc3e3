"""What cannot be is one line in the state of a run, and no trace of Prefect's in its log."""

import logging

import pytest
from prefect.client.schemas.actions import ArtifactCreate
from prefect.exceptions import CancelledRun, FailedRun
from prefect.logging import disable_run_logger

from flows.clock.names import ending
from flows.clock.telling import cancelled, failed
from flows.digest import digest
from flows.refresh import _ended
from model.errors import SourceError


def _down():
    raise SourceError("FDA could not be reached: no connection")


def test_a_source_that_is_down_is_one_line():
    with disable_run_logger():
        state = _ended("fda", _down)
    assert (state.type.value, state.message) == ("FAILED", "FDA could not be reached: no connection")


def test_settings_that_are_wrong_are_one_line(tmp_path, monkeypatch):
    (tmp_path / "bestbefore.toml").write_text('[notify]\noperators = "nonsense"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    with disable_run_logger():
        state = digest.fn()
    assert state.type.value == "FAILED"
    assert "notify" in state.message
    assert "\n" not in state.message


@pytest.mark.parametrize(("tell", "raised"), [(failed, FailedRun), (cancelled, CancelledRun)])
def test_only_what_was_told_is_kept_out_of_the_log(tell, raised):
    with disable_run_logger():
        tell("too many pages were lost")
    log = logging.getLogger("prefect.flow_runs")

    def is_kept(error):
        told = "Engine execution exited with unexpected exception"
        return bool(log.filter(log.makeRecord(log.name, 40, "x", 1, told, (), (type(error), error, None))))

    assert not is_kept(raised("too many pages were lost"))
    assert is_kept(ZeroDivisionError("a fault of ours"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.example.org/breast-cancer/treatment", "www-example-org-breast-cancer-treatment"),
        (
            "https://www.example.org/health/conditions/migraine/medicines/Triptans.html?print=1#top",
            "nditions-migraine-medicines-triptans-html",
        ),
        ("https://example.org", "example-org"),
        ("https://例え.テスト/", "page"),
        ("https://[", "page"),
    ],
)
def test_the_artifacts_of_a_page_are_named_after_it(address, words):
    assert ending(address) in (words, words[-40:].strip("-"))
    assert ArtifactCreate(key=f"audit-page-{ending(address)}-0123456789")  # what Prefect takes for a key
