"""Stage three, the cube answers: plain Python over a few numbers a day, where nothing measured is no number.

Read `observed` (an answer), `windows` (one goal over one window), which goes by kind to `daily` with `quantiles` and
`distinct`, to `quotients`, or to `survival`; then `segment_values`, one goal by the words of a dimension.
"""
