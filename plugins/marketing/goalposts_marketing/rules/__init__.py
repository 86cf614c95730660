"""Traps of marketing goals, one file each, ordered by code."""

from goalposts_marketing.rules.cheaper_and_better import cheaper_and_better
from goalposts_marketing.rules.leads_without_quality import leads_without_quality
from goalposts_marketing.rules.return_on_revenue import return_on_revenue

RULES = (leads_without_quality, return_on_revenue, cheaper_and_better)
