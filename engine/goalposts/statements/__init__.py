"""Reads what people promise, in English and Russian: numbers, directions and days, each with its place in the text.

A grammar of its own, without network, model or learned weights, so that the same words always mean the same. What is
ambiguous is left open, never guessed.
"""

from goalposts.statements.folding import cleaned
from goalposts.statements.kpis import likeliest, said_kpis
from goalposts.statements.limits import said_limit
from goalposts.statements.reading import read_statement

__all__ = ["cleaned", "likeliest", "read_statement", "said_kpis", "said_limit"]
