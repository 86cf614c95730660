"""Traps of sales goals, one file each, ordered by code."""

from goalposts_sales.rules.mixed_cohorts import mixed_cohorts
from goalposts_sales.rules.more_and_surer import more_and_surer
from goalposts_sales.rules.recorded_some_time import recorded_some_time
from goalposts_sales.rules.sales_beyond_experience import sales_beyond_experience

RULES = (mixed_cohorts, recorded_some_time, sales_beyond_experience, more_and_surer)
