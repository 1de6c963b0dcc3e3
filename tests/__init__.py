"""Tests, room by room; ``tests.services`` holds the loopback servers that they ask."""
