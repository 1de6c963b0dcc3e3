"""Every test of the store runs on SQLite and, where PostgreSQL 15 is installed, on a real server of its own."""

import pytest

from store.store import Store
from tests.services.postgres import new_database, postgres

PLACES = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def server():
    """The URL of a PostgreSQL server that lives as long as the tests."""
    with postgres() as url:
        yield url


@pytest.fixture(params=PLACES)
def place(request, tmp_path):
    """A place for an empty store, of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.sqlite")
        return
    yield new_database(request.getfixturevalue("server"))


@pytest.fixture
def store(place):
    with Store(place) as opened:
        yield opened
