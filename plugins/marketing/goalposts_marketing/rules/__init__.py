"""The rules of marketing, each in its own file."""

from goalposts_marketing.rules.revenue_for_margin import revenue_for_margin

RULES = (revenue_for_margin,)

__all__ = ["RULES"]
