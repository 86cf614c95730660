"""The rules of marketing, each in its own file."""

from goalposts_marketing.rules.change_beyond_experience import change_beyond_experience
from goalposts_marketing.rules.revenue_for_margin import revenue_for_margin

RULES = (revenue_for_margin, change_beyond_experience)

__all__ = ["RULES"]
