"""Which reader opens what, and what stands around all readers.

Read `format_registry`, then what it lays around a table: `file_reader` (columns that folders name, and a watch that the
file stays as it is), `derived` (columns of a plugin's format), `wide_readings` (a column for every KPI).
"""
