"""Settings: what is wrong is one line that says what to do."""

import pytest

from flows.settings import load_settings
from model.errors import UsageError
from model.finding import Severity
from model.page import PageType

CODES = frozenset({"DATE001", "DATE002", "TIME001"})


def _load(tmp_path, text):
    path = tmp_path / "bestbefore.toml"
    path.write_text(text, "utf-8")
    return load_settings(path, CODES)


def test_a_policy_is_read(tmp_path):
    config = _load(
        tmp_path,
        '[policy]\nname = "clinic"\nreview_months = 24\ndisable = ["TIME"]\nseverities = { DATE002 = "error" }\n'
        '[audit]\ntargets = ["a"]\n',
    )
    assert config.policy.review_months == 24
    assert config.policy.disabled == {"TIME"}
    assert config.policy.severities == {"DATE002": Severity.ERROR}
    assert config.audit["targets"] == ["a"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[policy]\nreview_month = 24", "did you mean review_months"),
        ("[policy]\nreview_months = 0", "whole number above 0"),
        ("[policy]\nreview_months = true", "whole number above 0"),
        ("[policy]\nseverities = { DATE002 = 'fatal' }", "use error, warning or note"),
        ("[policy]\nseverities = { DATE999 = 'error' }", "no check 'DATE999'"),
        ("[policy]\ndisable = ['DATE01']", "did you mean DATE001"),
        ("[audits]\nout = 'x'", "did you mean audit"),
        ("[audit]\ntargets = 'x'", "must be a list"),
        ("[audit]\nsources = 'guess'", "auto, snapshot or live"),
        ("policy = 3", "must be a table"),
        ("[policy\n", "not valid TOML"),
    ],
)
def test_a_malformed_file_is_one_line(tmp_path, text, line):
    with pytest.raises(UsageError, match=line) as caught:
        _load(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert "bestbefore.toml" in str(caught.value)


def test_a_file_named_and_missing_is_said(tmp_path):
    with pytest.raises(UsageError, match="No such file"):
        load_settings(tmp_path / "none.toml", CODES)


def test_the_file_is_found_in_a_folder_above(tmp_path, monkeypatch):
    (tmp_path / "bestbefore.toml").write_text("[policy]\nreview_months = 7\n")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    assert load_settings(None, CODES).policy.review_months == 7


def test_page_types_by_path(tmp_path):
    assert _load(tmp_path, '[policy.page_types]\n"/news/*" = "news"\n').policy.page_types == (
        ("/news/*", PageType.NEWS),
    )
    with pytest.raises(UsageError, match="there is no page type 'newz'; did you mean news"):
        _load(tmp_path, '[policy.page_types]\n"/news/*" = "newz"\n')
