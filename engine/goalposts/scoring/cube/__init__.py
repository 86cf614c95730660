"""The outcome of filling: the sections of all streams of a plan, as a value that is added to, merged and kept.

Read `cube`, then `storage`, its bytes; `days_of_section`, what is kept of other days; `cube_table`, the numbers as a
table for people.
"""
