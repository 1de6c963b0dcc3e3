"""Matching printed references with bibliographic records: pure scoring and deciding, and the lookup around it."""
