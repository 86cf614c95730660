"""Histories: events get their place among those of the same key, once all of them are read.

Read `ordering`, a history at work, then `simultaneous`: in which order events of one moment stand.
"""
