"""Finds rows that stand alike in two files of a source, which would be added up: exports of days that overlap.

Begin with `shared_rows`, which says what counts as evidence, and why; it reads all columns of the files that `suspects`
does not clear by their bare lines (`line_prints`) or days. `row_prints` makes of a row two numbers, `counters` knows
the columns that number the rows of a file, `thinned` bounds the memory. `finding` puts it together.
"""
