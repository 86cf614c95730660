"""What every reader gives: batches of raw columns, each row with its line.

Read `raw` (the contracts of readers) with `later_lines`, `rows` (batches of Python values), `raw_text` (columns of any
plain type as text, and as words with codes), then `arrow_values`, between Python, NumPy and Arrow. `distinct_columns`
names every column once, `blank_texts` tells that a column needs no look.
"""
