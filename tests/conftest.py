"""How Hypothesis runs in all tests."""

from __future__ import annotations

from hypothesis import settings

# The first example opens time zones and compiles expressions; how long one takes says nothing about the law.
settings.register_profile("goalposts", deadline=None)
settings.load_profile("goalposts")
