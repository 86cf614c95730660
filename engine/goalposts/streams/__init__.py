"""Reads sources: files and tables become batches of mapped, validated events; what is refused is counted.

`opening` is where to begin: it finds the files of a source, reads their headers, and refuses at once what cannot
work. What it gives is a `source_stream`, read from its start, or by parts: `side_by_side` on threads, in `units` that
are kept one by one. `overlaps` finds rows that stand in two of its files. No package imports one that stands before it
here:

    gates        batches of raw columns go in, events come out; what is refused, left out or there twice is counted
    tables       which reader opens what, and what stands around all readers

The readers, which know nothing of each other, and what makes values of the cells that they give:

    text         text tables: csv and its like
    documents    json, event logs, pages
    workbooks    xlsx, xlsm, xlsb, xls, ods
    databases    SQLite, DuckDB, PostgreSQL, and what SQLAlchemy knows
    columnar     Parquet, Arrow, tables in memory
    conversion   the cells of a field, by its type: numbers, times, words, ...

What readers share:

    sheets       a table that somebody drew on a sheet: workbooks and pages have them
    batches      what every reader gives: raw columns, and the line of each row
    mapping      which columns make which field
    files        bytes: where they are, how they are packed and written, whether they stayed as they were

Each package says in which order to read its modules. A reader that is not used is not loaded.
"""
