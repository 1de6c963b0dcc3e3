"""Two clocks of one machine never share a port, also while the server of one of them is down."""

import socket
import sys

import pytest

from flows.clock.places import REPORTS_PORT, SERVER_PORT, find_places, remember
from model.errors import UsageError


@pytest.fixture
def another_clock():
    """One that begins in this moment: it has claimed a port, and nothing listens there yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with socket.socket(socket.AF_UNIX) as claim:
        claim.bind(f"\0bestbefore-port-{port}")
        yield port


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that go with their process")
def test_a_port_that_another_clock_has_claimed_is_not_taken(tmp_path, another_clock):
    with pytest.raises(UsageError, match=f"port {another_clock} is taken"):
        find_places(tmp_path, tmp_path / "home", server=another_clock)
    found = find_places(tmp_path, tmp_path / "home")
    remember(found)
    ports = {"server": found.server, "reports": another_clock}
    (tmp_path / "home" / "ports.json").write_text(str(ports).replace("'", '"'))
    again = find_places(tmp_path, tmp_path / "home")
    assert again.server == found.server, "as last time"
    assert again.reports != another_clock
    assert len({again.server, again.reports}) == 2


def test_a_port_at_which_somebody_listens_is_not_taken(tmp_path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(UsageError, match="is taken"):
            find_places(tmp_path, tmp_path / "home", reports=port)
    assert (SERVER_PORT, REPORTS_PORT) == (4200, 4210), "as docs/operate.md says"
