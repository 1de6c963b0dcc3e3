"""The polite session: pace, retries, time-outs, what it says when there is no answer."""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from model.errors import SourceError, UsageError
from polite.patience import retry_after
from sources.session import RetryableError, Service
from sources.settings import Settings
from sources.throttle import Throttle
from tests.services.loopback import Fault, Loopback, Reply, Request

Make = Callable[..., Settings]


class Echo(Loopback):
    def answer(self, request: Request) -> Reply:
        return Reply.json({"path": request.path, "params": [list(p) for p in request.params]})

    def nothing(self, request: Request) -> Reply:
        return Reply.json({})


@pytest.fixture
def server() -> Iterator[Echo]:
    with Echo() as running:
        yield running


def service(settings: Settings, url: str, rate: float = 500.0) -> Service:
    return Service("Echo", url, settings, rate)


def test_keys_and_addresses_of_people_are_never_shown(server: Echo, settings_for: Make) -> None:
    asked = service(settings_for(server), server.url)
    pairs = [("term", "x"), ("api_key", "sesame"), ("email", "a@example.org"), ("mailto", "a@example.org")]
    for method in ("GET", "POST"):
        answer = asked.ask(method, "search", pairs)
        assert answer.url == f"{server.url}/search?term=x"
    server.always = Fault.ERROR_500
    with pytest.raises(SourceError) as error:
        asked.get("search", pairs)
    assert "sesame" not in str(error.value)
    assert "sesame" not in repr(settings_for(server, ncbi_api_key="sesame"))


def test_a_long_form_is_shown_short(server: Echo, settings_for: Make) -> None:
    answer = service(settings_for(server), server.url).post("fetch", {"id": "1," * 5_000})
    assert len(answer.url) < 700


def test_it_gives_up_after_so_many_attempts_and_says_why(server: Echo, settings_for: Make) -> None:
    server.always = Fault.ERROR_500
    with pytest.raises(RetryableError, match=r"^Echo answered with status 500: 'Internal Server Error'$"):
        service(settings_for(server), server.url).get("x")
    assert len(server.requests) == 3


def test_a_wrong_question_is_not_asked_again(server: Echo, settings_for: Make) -> None:
    class Refuser(Echo):
        def answer(self, request: Request) -> Reply:
            return Reply(b"no such thing", "text/plain", 403)

    with Refuser() as refuser, pytest.raises(SourceError, match="status 403: 'no such thing'"):
        service(settings_for(refuser), refuser.url).get("x")
    assert len(refuser.requests) == 1


def test_wrong_questions_do_not_make_a_service_count_as_down(settings_for: Make) -> None:
    class Picky(Echo):
        def answer(self, request: Request) -> Reply:
            return Reply(b"bad", "text/plain", 400) if request.path == "/bad" else super().answer(request)

    with Picky() as picky:
        asked = service(settings_for(picky), picky.url)
        for _ in range(5):
            with pytest.raises(SourceError, match="400"):
                asked.get("bad")
        assert asked.get("good").status == 200


def test_a_service_that_recovers_is_not_down(server: Echo, settings_for: Make) -> None:
    asked = service(settings_for(server, attempts=1), server.url)
    for _ in range(4):
        server.faults.extend([Fault.ERROR_500, Fault.ERROR_500, None])
        for _failure in range(2):
            with pytest.raises(SourceError):
                asked.get("x")
        assert asked.get("x").status == 200


def test_a_service_that_nobody_can_connect_to_is_down_at_once(settings_for: Make) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    asked = service(settings_for(url, attempts=2), url)
    with pytest.raises(RetryableError, match="could not be reached: no connection"):
        asked.get("x")
    assert asked.down
    with pytest.raises(SourceError, match="Echo could not be reached: no connection"):
        asked.get("x")


def test_a_connection_lost_after_answers_is_not_the_end(server: Echo, settings_for: Make) -> None:
    asked = service(settings_for(server, attempts=1), server.url)
    assert asked.get("x").status == 200
    server.faults.append(Fault.DROPPED)
    with pytest.raises(RetryableError):
        asked.get("x")
    assert not asked.down


def test_retry_after_is_waited_for_by_everybody(server: Echo, settings_for: Make) -> None:
    server.faults.append(Fault.ERROR_503)
    settings = settings_for(server, backoff_limit=0.4)
    service(settings, server.url).get("x")
    assert server.requests[1].at - server.requests[0].at >= 0.4, "a second was asked for, 0.4 s is our limit"
    hold = service(settings, server.url)
    hold.throttle.hold(0.3)
    start = time.monotonic()
    service(settings, server.url).get("y")
    assert time.monotonic() - start >= 0.28, "another object, the same service"


RETRY_AFTER = [
    ("7", 7.0),
    ("0", 0.0),
    ("", None),
    ("soon", None),
    ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
]


@pytest.mark.parametrize(("value", "seconds"), RETRY_AFTER)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_can_be_a_date_to_come() -> None:
    seconds = retry_after(format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True))
    assert seconds is not None
    assert 55 < seconds <= 60


def test_an_answer_that_drips_is_given_up_at_the_deadline(server: Echo, settings_for: Make) -> None:
    server.always = Fault.DRIP
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"took longer than 0\.3 s"):
        service(settings_for(server, timeout=0.3, deadline=0.3, attempts=1), server.url).get("x")
    assert time.monotonic() - start < 2


# -- pace


def starts_of(throttle: Throttle, count: int) -> list[float]:
    times = []
    for _ in range(count):
        throttle.wait()
        times.append(time.time())
    return times


def test_threads_share_one_pace(tmp_path: Path) -> None:
    throttle = Throttle("a", 50, tmp_path / "pace.sqlite3")
    times: list[float] = []
    threads = [threading.Thread(target=lambda: times.extend(starts_of(throttle, 5))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 20
    assert max(times) - min(times) >= 0.9 * 19 / 50


def _process(path: Path, sink: multiprocessing.Queue[list[float]]) -> None:
    sink.put(starts_of(Throttle("a", 50, path), 5))


def test_processes_share_one_pace(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    sink: multiprocessing.Queue[list[float]] = context.Queue()
    processes = [context.Process(target=_process, args=(tmp_path / "pace.sqlite3", sink)) for _ in range(3)]
    for process in processes:
        process.start()
    times = [t for _ in processes for t in sink.get(timeout=30)]
    for process in processes:
        process.join()
    sink.close()
    sink.join_thread()
    assert len(times) == 15
    assert max(times) - min(times) >= 0.8 * 14 / 50, "each at its own pace they would take a third of this"


def test_services_do_not_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite3"
    slow, quick = Throttle("slow", 0.1, path), Throttle("quick", 1000, path)
    slow.wait()
    start = time.monotonic()
    quick.wait()
    assert time.monotonic() - start < 1


def test_a_clock_that_was_set_back_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite3"
    throttle = Throttle("a", 1000, path)
    with throttle._open(path) as db:
        db.execute("INSERT INTO turn VALUES ('a', ?)", (time.time() + 1e6,))
    db.close()
    start = time.monotonic()
    throttle.wait()
    assert time.monotonic() - start < 1


def test_a_pace_is_only_ever_slowed_down() -> None:
    throttle = Throttle("a", 20)
    throttle.slow_to(1000)
    throttle.wait()
    start = time.monotonic()
    throttle.wait()
    assert time.monotonic() - start >= 0.04


# -- settings


def test_settings_come_from_the_environment() -> None:
    settings = Settings.from_environment(
        {
            "BESTBEFORE_CONTACT_EMAIL": "editor@example.org",
            "NCBI_API_KEY": " sesame ",
            "BESTBEFORE_EUTILS_URL": "http://127.0.0.1:9/eutils",
            "BESTBEFORE_CACHE_DIR": "/somewhere",
            "BESTBEFORE_TIMEOUT": "5",
        }
    )
    assert settings.contact_email == "editor@example.org"
    assert settings.ncbi_rate == 10
    assert settings.eutils_url == "http://127.0.0.1:9/eutils"
    assert settings.cache_dir == Path("/somewhere")
    assert settings.timeout == 5
    assert Settings.from_environment({}).ncbi_rate == 3


WRONG = [
    ("BESTBEFORE_EUTILS_URL", "eutils.ncbi.nlm.nih.gov"),
    ("BESTBEFORE_CROSSREF_URL", "ftp://crossref"),
    ("BESTBEFORE_TIMEOUT", "soon"),
    ("BESTBEFORE_TIMEOUT", "-1"),
    ("BESTBEFORE_BACKOFF", "nan"),
    ("BESTBEFORE_CONTACT_EMAIL", "nobody"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_with_its_value(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name) as error:
        Settings.from_environment({name: value})
    assert value in str(error.value)
