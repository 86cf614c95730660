"""Traps of sales goals, one file each, ordered by code."""

from goalposts_sales.rules.mixed_cohorts import mixed_cohorts
from goalposts_sales.rules.more_and_surer import more_and_surer
from goalposts_sales.rules.recorded_some_time import recorded_some_time

RULES = (mixed_cohorts, recorded_some_time, more_and_surer)
