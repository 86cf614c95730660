"""Stage one, goals become a plan: which streams, which expressions, which states a day, for all goals at once.

A plan is a record: it reads no rows. Read `asked` (what one goal asks of its stream, its parameters put in by
`substitution`), `slots` (what all goals of a stream share, numbered), `nested` (a dimension within another), `plan`
(all streams, and their memory), then `days`, the calendar that cuts instants into the plan's days.
"""
