"""The verdict of a night: whole, incomplete, or one that leaves the report of the night before."""

import pytest

from flows.night import Night


def _night(**values):
    return Night(**({"site": "clinic", "today": "2026-11-27", "pages": 320, "examined": 320, "new": 12, "reopened": 0,
                     "resolved": 9, "errors": 3, "warnings": 4, "notes": 5, "not_verified": 6} | values))  # fmt: skip


@pytest.mark.parametrize(
    ("values", "state", "line"),
    [
        ({}, "Completed", "320 of 320 pages, 12 new, 9 resolved"),
        ({"examined": 304}, "Incomplete", "304 of 320 pages, 12 new, 9 resolved"),
        ({"down": ("PubMed",)}, "Incomplete", "320 of 320 pages, 12 new, 9 resolved, PubMed down"),
        ({"first": True}, "Completed", "320 of 320 pages, 12 findings (first audit)"),
        ({"reopened": 2}, "Completed", "320 of 320 pages, 12 new, 2 reopened, 9 resolved"),
        (
            {"examined": 10, "held": "310 of 320 pages could not be examined"},
            "Failed",
            "10 of 320 pages, 12 new, 9 resolved, the published report stays: 310 of 320 pages could not be examined",
        ),
        (
            {"examined": 1, "pages": 9, "first": True, "held": "8 of 9 pages could not be examined"},
            "Failed",
            "1 of 9 pages, 12 findings (first audit), no report is published: 8 of 9 pages could not be examined",
        ),
        (
            {
                "examined": 0,
                "pages": 1,
                "held": "nothing was examined",
                "why": "https://a.example/sitemap.xml: no connection",
            },
            "Failed",
            "nothing was examined: https://a.example/sitemap.xml: no connection, the published report stays",
        ),
        (
            {"examined": 0, "pages": 0, "first": True, "held": "nothing was examined"},
            "Failed",
            "nothing was examined, no report is published",
        ),
    ],
)
def test_the_state_and_the_line_of_a_night(values, state, line):
    night = _night(**values)
    assert (night.state, night.told()) == (state, line)
    assert night.data()["told"] == line
