"""Raw cells become values: by the type of a field, with a mask of what is refused and why.

Read `converted` (what comes out), `fields` (one field, by its type), then the types: `words`, `numbers` with
`currency_signs`, `flags`, `ranks`, and `times` with `written_times`, `time_format`, `periods` and `clock`. `formulas`
computes fields of `untyped_columns`, as conditions do.
"""
