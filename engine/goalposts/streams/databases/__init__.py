"""Databases: one SELECT, asked once, and read again from disk.

Read `reader` (what all have in common) with `spool`, `address` (and the secrets in it), `query`, `values`, then the
databases: `sqlite`, `duckdb`, `postgresql`, and by `sqlalchemy` any other.
"""
