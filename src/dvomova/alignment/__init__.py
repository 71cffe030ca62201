"""Two finished versions of a text, sentence by sentence."""
