"""Makes the catalogue of the contributions of plugins, and resolves the names of goals against it."""

from goalposts.catalogue.build import ENGINE_PREFIX, build
from goalposts.catalogue.business_hours import counts_by_business_hours
from goalposts.catalogue.comparison import unusable_comparison
from goalposts.catalogue.dimensions import dimensions_of, known_dimensions, unknown_dimensions
from goalposts.catalogue.problems import Problem, problems_of, unknown_event_types
from goalposts.catalogue.reading_problems import unknown_readings
from goalposts.catalogue.resolve import measurable_guardrails, resolvable, resolve

__all__ = [
    "ENGINE_PREFIX",
    "Problem",
    "build",
    "counts_by_business_hours",
    "dimensions_of",
    "known_dimensions",
    "measurable_guardrails",
    "problems_of",
    "resolvable",
    "resolve",
    "unknown_dimensions",
    "unknown_event_types",
    "unknown_readings",
    "unusable_comparison",
]
