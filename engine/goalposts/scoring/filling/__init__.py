"""Stage two, rows become sections: each row is touched once, by a kernel.

Read `gathering` (takes the batches of a source, and decides between twin and code), `crew` (its threads), `stream_lane`
(what one lane makes of a stream), then the two ways: `twin` with `cells` and `word_hashes`, NumPy, the specification
and the way of short sources; and `fused`, the scan that is compiled for a plan.
"""
