"""dvomova: keep a text in step in Ukrainian and in English."""

__version__ = "0.1.0"
