"""From what somebody says to a goal: what is meant, what is missing, and how it may be said instead."""

from goalposts.drafting.drafts import draft_of
from goalposts.drafting.entry import with_goals

__all__ = ["draft_of", "with_goals"]
