"""By hand: one file per command, no logic."""
