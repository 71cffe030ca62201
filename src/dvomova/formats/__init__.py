"""Readers: where does each block of a document begin and end?"""
