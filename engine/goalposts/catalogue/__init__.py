"""Makes the catalogue of the contributions of plugins, and resolves the names of goals against it."""

from goalposts.catalogue.build import ENGINE_PREFIX, build
from goalposts.catalogue.resolve import Problem, problems_of, resolve, unknown_event_types

__all__ = ["ENGINE_PREFIX", "Problem", "build", "problems_of", "resolve", "unknown_event_types"]
