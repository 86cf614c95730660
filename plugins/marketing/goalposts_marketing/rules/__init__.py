"""Traps of marketing goals, one file each, ordered by code."""

from goalposts_marketing.rules.change_beyond_experience import change_beyond_experience
from goalposts_marketing.rules.cheaper_and_better import cheaper_and_better
from goalposts_marketing.rules.copied_ratio import copied_ratio
from goalposts_marketing.rules.leads_without_quality import leads_without_quality
from goalposts_marketing.rules.revenue_for_margin import revenue_for_margin

RULES = (
    revenue_for_margin,
    change_beyond_experience,
    leads_without_quality,
    cheaper_and_better,
    copied_ratio,
)
