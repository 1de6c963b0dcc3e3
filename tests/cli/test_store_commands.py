"""backup, restore and prune look after the store that audits of this folder use, not after another one."""

import pytest
from click.testing import CliRunner

from cli.main import group
from model.errors import UsageError
from store.store import Store


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("BESTBEFORE_STORE", raising=False)
    return lambda *words: CliRunner().invoke(group, words)


def _stored(path):
    with Store(path) as store:
        store.runs.site("site:a")


@pytest.mark.parametrize("how", ["settings", "environment"])
def test_the_store_of_the_settings_is_backed_up_and_restored(run, tmp_path, monkeypatch, how):
    if how == "settings":
        (tmp_path / "bestbefore.toml").write_text('[audit]\nstore = "own.sqlite"\n')
    else:
        monkeypatch.setenv("BESTBEFORE_STORE", str(tmp_path / "own.sqlite"))
    _stored(tmp_path / "own.sqlite")
    told = run("backup", "copy.sqlite")
    assert told.output == "copy.sqlite: 1 rows\n"
    assert isinstance(run("restore", "copy.sqlite").exception, UsageError), "it is in use"
    for file in tmp_path.glob("own.sqlite*"):
        file.rename(tmp_path / f"aside-{file.name}")
    assert run("restore", "copy.sqlite").output == "1 rows restored\n"
    assert (tmp_path / "own.sqlite").is_file()
    assert run("prune").exit_code == 0
    assert not (tmp_path / "data").exists(), "no other store is made"


@pytest.mark.parametrize("words", [("prune",), ("backup", "copy.sqlite")])
def test_a_store_that_is_not_there_is_not_made(run, tmp_path, words):
    told = run(*words, "--store", "mistyped.sqlite")
    assert isinstance(told.exception, UsageError)
    assert str(told.exception) == "mistyped.sqlite: there is no store; name one with --store"
    assert list(tmp_path.iterdir()) == []
