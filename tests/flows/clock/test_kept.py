"""What an operator changed in the dashboard survives a deploy: a merge of three."""

import json

import pytest

from flows.clock.kept import Changeable, memo, merged, unchanged


def _cron(line, active=True, zone="UTC"):
    return {"schedule": {"cron": line, "timezone": zone}, "active": active, "parameters": {}}


NIGHT = _cron("15 2 * * *")
FIRST = Changeable({"site": "clinic", "sources": "auto"}, [NIGHT])


def test_the_same_again_is_nothing_to_do():
    label = memo(FIRST, ["entry", "words"])
    assert unchanged(label, FIRST, ["entry", "words"])
    assert not unchanged(label, FIRST, ["entry", "other words"])
    assert not unchanged("", FIRST, ["entry", "words"])


def test_what_the_server_adds_to_a_schedule_is_no_change():
    live = Changeable(
        dict(FIRST.parameters),
        [
            {
                "id": "x",
                "schedule": NIGHT["schedule"] | {"day_or": True},
                "active": True,
                "parameters": {},
                "slug": None,
            }
        ],
    )
    later = Changeable({"site": "clinic", "sources": "live"}, [_cron("0 4 * * *")])
    assert merged(later, live, memo(FIRST, "")) == (later, ())


@pytest.mark.parametrize(
    ("live", "kept", "words"),
    [
        (Changeable({"site": "clinic", "sources": "snapshot"}, [NIGHT]), {"sources": "snapshot"}, 'sources = "snapshot"'),
        (Changeable({"site": "clinic", "sources": "auto", "today": "2026-01-02"}, [NIGHT]), {"today": "2026-01-02"}, "today"),
        (Changeable({"sources": "auto"}, [NIGHT]), {}, "site taken out"),
    ],
)  # fmt: skip
def test_parameters_of_an_operator_stay(live, kept, words):
    wanted = Changeable({"site": "clinic", "sources": "live"}, [NIGHT])
    result, told = merged(wanted, live, memo(FIRST, ""))
    assert kept.items() <= result.parameters.items()
    assert words in "; ".join(told)
    if "sources" not in kept:
        assert result.parameters["sources"] == "live", "what nobody touched follows the file"
    if words == "site taken out":
        assert "site" not in result.parameters


@pytest.mark.parametrize(
    "schedules",
    [[], [_cron("15 2 * * *", active=False)], [_cron("0 5 * * 1")], [NIGHT, _cron("0 14 * * *")], [_cron("15 2 * * *", zone="Europe/Paris")]],
)  # fmt: skip
def test_schedules_of_an_operator_stay_through_two_deploys(schedules):
    live = Changeable(dict(FIRST.parameters), schedules)
    wanted = Changeable(dict(FIRST.parameters), [_cron("45 3 * * *")])
    result, told = merged(wanted, live, memo(FIRST, ""))
    assert list(result.schedules) == schedules
    assert told
    # what is remembered is what was wanted, so that the next deploy still knows whose the schedule is
    again, told = merged(Changeable({}, [_cron("0 1 * * *")]), Changeable({}, schedules), memo(wanted, ""))
    assert list(again.schedules) == schedules
    assert told


def test_a_new_schedule_of_the_file_counts_where_nobody_changed_the_old_one():
    wanted = Changeable(dict(FIRST.parameters), [_cron("45 3 * * *")])
    assert merged(wanted, FIRST, memo(FIRST, "")) == (wanted, ())


def test_a_pause_stays_and_a_resumed_one_too():
    paused = Changeable(FIRST.parameters, FIRST.schedules, paused=True)
    assert merged(FIRST, paused, memo(FIRST, ""))[0].paused
    assert merged(paused, FIRST, memo(paused, ""))[0].paused is False


@pytest.mark.parametrize("label", ["", "nonsense", "[]", "{}", json.dumps({"parameters": {}})])
def test_without_a_memory_the_file_counts(label):
    live = Changeable({"site": "clinic", "sources": "live"}, [])
    assert merged(FIRST, live, label) == (FIRST, ())
