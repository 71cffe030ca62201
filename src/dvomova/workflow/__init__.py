"""The verbs as plain functions: read, then pure work, then write. The only place that orders stations."""
