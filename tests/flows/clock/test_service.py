"""A server that hangs is started again; one that answers late, on a busy machine, is left alone."""

import time
from types import SimpleNamespace

import pytest

from flows.clock import service
from flows.clock.places import Places


class Minutes:
    """Time that passes only while the service waits, and is over after some minutes."""

    def __init__(self, minutes):
        self.now, self._end = 1000.0, 1000.0 + 60 * minutes

    def monotonic(self):
        return self.now

    def wait(self, seconds):
        self.now += seconds
        time.sleep(0.001)  # for processes that are real
        return self.now > self._end


@pytest.fixture
def looked_after(tmp_path, monkeypatch):
    """What was told of a server in ten minutes, and how often it was begun. ``answers``: at a second, or not."""

    def run(answers, healer=("true",)):
        passed = Minutes(10)
        monkeypatch.setattr(service, "_HEALER", healer)
        monkeypatch.setattr(service, "time", passed)
        monkeypatch.setattr(service, "answers", lambda places, seconds: answers(passed.now - 1000, seconds))
        told = []
        clock = service.Service(Places(tmp_path, tmp_path), told.append, lambda: None)
        clock._stop = SimpleNamespace(wait=passed.wait)
        clock._start("server", ["sleep", "60"])
        first = clock._kept[0].child.process.pid
        try:
            clock._keep()
            return told, clock._kept[0].child.process.pid == first
        finally:
            clock._down()

    return run


def test_a_server_that_hangs_is_started_again(looked_after):
    told, same = looked_after(lambda second, patience: second < 200)
    assert not same
    assert told[0] == "the server has not answered for 180 s: it is started again"
    assert told[1] == "the server ended (signal 15): it is started again in 1 s"


def test_a_server_that_answers_now_and_then_is_left_alone(looked_after):
    """A machine whose processors are all taken: an answer needs six seconds, and two of three do not come."""
    asked = []

    def late(second, patience):
        asked.append(second)
        return patience > 6 and len(asked) % 3 == 0

    assert looked_after(late) == ([], True)
    assert len(asked) > 10


def test_every_few_minutes_lost_events_are_mended_and_it_is_said(looked_after):
    told, same = looked_after(lambda *_: True, ("echo", "night goes on (try 2 of 3)."))
    assert same
    assert set(told) == {"night goes on (try 2 of 3)."}


def test_a_look_that_fails_stops_nothing_and_says_nothing(looked_after):
    assert looked_after(lambda *_: True, ("false",)) == ([], True)
