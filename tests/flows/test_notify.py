"""Who is told: addresses are read, never shown; a message arrives."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from flows.notify import NotifyError, read_notify, tell
from model.errors import UsageError


@pytest.fixture
def receiver():
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200 if self.path == "/fine" else 500)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://127.0.0.1:{server.server_port}", got
    server.shutdown()
    server.server_close()


def test_a_message_arrives(receiver):
    url, got = receiver
    tell((f"{url}/fine",), "two new", "- one\n- two")
    assert got[0]["title"] == "two new"
    assert "one" in got[0]["message"]


def test_one_that_does_not_is_said_without_the_address(receiver, caplog):
    url, _ = receiver
    with caplog.at_level(logging.DEBUG), pytest.raises(NotifyError) as caught:
        tell((f"{url}/fine", f"{url.replace('json://', 'json://user:hunter2@')}/broken"), "t", "b")
    assert "hunter2" not in str(caught.value) + caplog.text


def test_addresses_come_from_the_environment_or_the_file():
    notify = read_notify(
        {"owners": {"Oncology desk": "$ONCOLOGY"}, "late_minutes": 30},
        "bestbefore.toml",
        {"ONCOLOGY": "json://127.0.0.1/a json://127.0.0.1/b", "BESTBEFORE_NOTIFY": "json://127.0.0.1/ops"},
    )
    assert notify.of_owner("Oncology desk") == ("json://127.0.0.1/a", "json://127.0.0.1/b")
    assert notify.operators == ("json://127.0.0.1/ops",)
    assert notify.of_owner("Nobody") == notify.editors == ()
    assert notify.grace.total_seconds() == 1800
    assert "127.0.0.1" not in repr(notify)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ({"operator": "x"}, "unknown key notify.operator"),
        ({"operators": "$NONE"}, r"names \$NONE, which is not set"),
        ({"operators": 3}, "must be an address"),
        ({"operators": "hunter2"}, "cannot read"),
        ({"owners": "x"}, "must be a table"),
        ({"late_minutes": "soon"}, "number of minutes"),
        ({"late_minutes": True}, "number of minutes"),
    ],
)
def test_what_is_wrong_is_one_line_without_a_secret(table, line):
    with pytest.raises(UsageError, match=line) as caught:
        read_notify(table, "bestbefore.toml", {})
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)
