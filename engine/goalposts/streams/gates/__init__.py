"""Raw batches go in, events come out; of what stays behind it is counted how much, and why.

Read `acceptance` (all gates, in order), `condition`, `project_money` with `exchange_rates`, then `counting`,
`quarantine` (refused rows, as they were), and `dedupe` with `contradictions`.
"""
