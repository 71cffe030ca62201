"""Translation memory: pairs of texts that were confirmed once, and what of them is like a new text."""
