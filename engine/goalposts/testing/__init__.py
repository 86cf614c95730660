"""For plugin authors and the project's own tests: a sample domain, builders, strategies and the plugin check."""

from goalposts.testing.conformance import Law, laws_of
from goalposts.testing.domain_check import check_domain
from goalposts.testing.examples import Example, lint_example, read_example
from goalposts.testing.sample import SAMPLE, TODAY, VISIT, sample_catalogue, sample_mapping, sample_project

__all__ = [
    "SAMPLE",
    "TODAY",
    "VISIT",
    "Example",
    "Law",
    "check_domain",
    "laws_of",
    "lint_example",
    "read_example",
    "sample_catalogue",
    "sample_mapping",
    "sample_project",
]
