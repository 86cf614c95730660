"""Histories: events get their place among those of the same key, once all of them are read."""
