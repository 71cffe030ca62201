"""The checks: each finds one kind of flaw in a text and its translation; a room of pure functions."""
