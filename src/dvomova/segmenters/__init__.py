"""Splitters: which sentences is a block made of?"""
