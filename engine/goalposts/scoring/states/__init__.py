"""What is kept of rows: a few numbers a day for every tally, mergeable in any order.

Read `kinds` (all states, and what they promise of rounding), `counted` (what they are made of), `dense_states` and
`sparse_states`, `segmented` (states by the words of a dimension), `presence` (who measured when, and what they lack),
then `section`, which holds all of it for one stream.
"""
