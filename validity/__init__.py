"""Shows that the error rates of Goalposts hold: simulated rollouts whose truth is known, judged by the product itself.

`python -m validity --quick` takes a minute; `python -m validity --write docs/validity.md` runs everything and writes
the page. `stats 5.2` in docstrings is section 5.2 of docs/statistics.md. Nothing of the product imports this package,
and the wrong methods that it compares with exist here only.
"""
