"""Verdicts: from evidence to a state for each goal, and to one word for the project."""
