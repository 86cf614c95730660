"""The outcome of filling: the sections of all streams of a plan, as a value that is added to, merged and kept.

Read `cube`, then `storage`, its bytes.
"""
