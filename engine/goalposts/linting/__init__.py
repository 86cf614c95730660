"""Lints goals: the engine's rules, the rules of plugins, and the runner that treats both alike."""

from goalposts.linting.rules import ENGINE_RULES
from goalposts.linting.runner import all_rules, lint

__all__ = ["ENGINE_RULES", "all_rules", "lint"]
