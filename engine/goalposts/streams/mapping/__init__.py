"""Which columns make which field, before a row is read.

Read `mapped_fields` (a field with its rule, and whether a file can fulfil it), `formulas` with `formula_types` (rules
that are expressions), `cell_units`, then what readers are told of it: `asked_columns` and `typed_columns`.
"""
