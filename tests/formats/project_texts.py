"""A small correct project file, line by line, for tests that spoil one thing in it."""

from goalposts.errors import ProjectFileError
from goalposts.formats import project_from_text
from goalposts.testing import sample_catalogue

CATALOGUE = sample_catalogue()
TEXT = """\
goalposts: 1
project: Sample rollout
timezone: Europe/Moscow
currency: EUR
go_live: 2026-03-01
baseline: {from: 2025-09-01, to: 2026-03-01}
evaluation: {from: 2026-04-01, to: 2026-10-01}
data:
  sample.visit: visits.csv
goals:
  - id: done
    kpi: sample.done_share
    target: ">= 90%"
"""


def read(text=TEXT):
    """Read a project text under the name `goalposts.yaml`."""
    return project_from_text(text, CATALOGUE, "goalposts.yaml")


def problems(text, language="en"):
    """The lines about everything that is wrong with a text; empty when nothing is."""
    try:
        read(text)
    except ProjectFileError as error:
        return error.sentence(language).split("\n")
    return []


def spoiled(old, new, language="en"):
    """The lines about the sample text with one thing exchanged."""
    assert old in TEXT
    return problems(TEXT.replace(old, new), language)
