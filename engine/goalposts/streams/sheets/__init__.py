"""Tables that somebody drew on a sheet of a workbook or on a page: where they begin, and which rows are theirs.

Read `sheet` (rows of cells), `header` (finds the row that names the columns), `reader`, which sorts `rows` and makes
`columns` of them; `percent_columns` reads what is shown as per cent as people see it.
"""
