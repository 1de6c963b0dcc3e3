"""The labelled dates, and how they are scored: used by the tests and by ``benchmarks/reading.py``."""
