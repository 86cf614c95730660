"""Stage three, the cube answers: plain Python over a few numbers a day, where nothing measured is no number.

Read `observed` (an answer), `windows` (one goal over one window), which goes by kind to `daily` with `quantiles` and
`distinct`, to `quotients`, or to `survival`. Then what is judged by more than whole windows: `entry_weeks` with
`influence` and `follow_up_end`, a time to event by its weeks of entry, and `entry_curve`, its whole course;
`word_readings`, one goal by the words of a dimension, from which `segment_values` and `word_groups` answer.
"""
