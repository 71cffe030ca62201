"""Paragraphs of word processors: from runs with their formatting to a text with codes, and back."""
