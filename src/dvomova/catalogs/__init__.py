"""Catalogs: written down as PO, merged when a text changes, compiled into bundles."""
