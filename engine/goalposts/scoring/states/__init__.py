"""What is kept of rows: a few numbers a day for every tally, mergeable in any order.

Read `kinds` (the union of all states, and what it promises of rounding), `dense_states` and `sparse_states` (each kind),
`segmented` (states by the words of a dimension), `presence` (who measured when, and what they lack), then `section`,
which holds all of it for one stream.
"""
