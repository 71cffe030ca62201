"""Doors for build backends: the catalogs of a program go into its wheel as bundles."""
