"""The fixtures of the FDA checks' tests serve here too."""

from tests.checks.fda.conftest import judged, whole

__all__ = ["judged", "whole"]
