"""Before filling, histories become entities: events in, one row for every entity out.

Read `folding` (a fold at work), `fold_program` (what it does to rows), `fold_rows` with `fold_flags` and `interning`
(batches as numbers), `entity_table` (who folds them). Few rows go to the NumPy twin, `entities` and `fold_answers`;
many to `compiled_fold`, which calls what `fold_code` writes, over `partition_tables`. Memory: `fold_budget`,
`row_memory`, `spare_memory`.
"""
