"""Workbooks, opened with care: a library reads their cells, and what it does not tell is looked for beside it.

Read `opening`, `sheets` (a workbook and its sheets), `archive` and `compound` (the files that workbooks are), `scan`
and `records` (what stands beside the cells, in XML and in binary workbooks), `percents` and `record_percents` (cells
shown as per cent). `faults` and `quiet_panics` turn what the library says into sentences.
"""
