"""What customers are worth, in four ways that do not compare: to date, by a fixed age, by a formula, by a model.

Read `histories` (purchases as customers), `buying` (BG/NBD) and `spending` (Gamma-Gamma) over `simplex` and
`special_functions`, `model_of_buying`, then `worth` (the report) and `remarks`; `lines` and `document` show it,
`command` is `goalposts customers`. Import from the modules: this one loads nothing, as every command line reads it.
"""
