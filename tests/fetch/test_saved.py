"""Targets that are not there: what the operator may have meant."""

from __future__ import annotations

import pytest

from model.errors import FetchError
from pages.fetch.saved import files_of


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "saved" / "pages").mkdir(parents=True)
    (tmp_path / "saved" / "pages" / "asthma.html").write_text("<p>x</p>")
    (tmp_path / "leaflets.org").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("save/pages", "saved/pages"),
        ("saved/page", "saved/pages"),
        ("Saved/pagse/asthma.htm", "saved/pages/asthma.html"),
        ("leaflet.org", "leaflets.org"),  # a name on the disk goes first
        ("clinic.example", "https://clinic.example"),
        ("www.clinic.example/asthma?x=1", "https://www.clinic.example/asthma?x=1"),
        ("clinic.example:8080/a", "https://clinic.example:8080/a"),
    ],
)
def test_what_was_meant(here, typed, meant):
    with pytest.raises(FetchError, match="did you mean") as told:
        list(files_of(typed))
    (line,) = str(told.value).splitlines()
    assert line.endswith(f"; did you mean {meant}?")


@pytest.mark.parametrize(
    "typed",
    ["nothing", "saved/other", "gout.html", "notes.txt", "10.0.0.1", "a b.org", "/nowhere/at/all", "." * 300],
)
def test_where_nothing_is_near_nothing_is_guessed(here, typed):
    with pytest.raises(FetchError) as told:
        list(files_of(typed))
    assert "did you mean" not in str(told.value)


def test_an_absolute_path(here):
    with pytest.raises(FetchError) as told:
        list(files_of(str(here / "svaed" / "pages")))
    assert f"did you mean {here / 'saved' / 'pages'}?" in str(told.value)
