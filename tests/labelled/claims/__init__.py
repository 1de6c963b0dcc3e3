"""The labelled statements, and how a reader of them is scored: used by the tests and by ``benchmarks/claims.py``."""
