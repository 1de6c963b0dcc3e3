"""``bestbefore sources``: what each part holds and until when, without asking anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import group
from sources.fda.build import Inputs, Lists, build
from sources.fda.drugsatfda import read_zip
from sources.fda.webpages import lists_of, together
from tests.services.fdaworld import Application, World


def test_every_kind_has_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("BESTBEFORE_OPENFDA_URL", "http://127.0.0.1:9")
    world = World()
    world.add(Application("NDA207103", "PFIZER", "Ibrance", "palbociclib"), date(2015, 2, 3))
    day = date(2026, 11, 17)
    pages: Lists = together(
        lists_of(body, path.rsplit("/", 1)[-1]) for path, body in world.pages(day).items()
    )
    inputs = Inputs(read_zip(world.zip(day)), lists=pages, due={"NDA207103": date(2026, 11, 12)})
    build(inputs, tmp_path / "bestbefore" / "fda" / "fda-2026-11-17.sqlite")
    done = CliRunner().invoke(group, ["sources", "--sources", "auto"])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    for words in (
        "Drugs@FDA: every application",
        "oncology approval notifications",
        "accelerated approvals withdrawn",
        "novel drug approvals",
        "CBER's licenses of the year",
        "cell and gene therapies",
    ):
        (line,) = [x for x in lines if words in x]
        assert "data to 20" in line
    assert any("labels of 1 applications that moved are not read yet" in x for x in lines)
    assert any(x.startswith("FDA starter") and "boxed warning" in x for x in lines)
