"""The public functions; everything heavy is imported when it is used."""

from goalposts.api.cancelling import Cancellation
from goalposts.api.card import Scorecard
from goalposts.api.checking import baseline_cube, check
from goalposts.api.crediting import channel_credit
from goalposts.api.drafting import draft
from goalposts.api.events import read_events
from goalposts.api.planning import plan
from goalposts.api.projects import load_catalogue, load_project, project
from goalposts.api.scoring import amend, lock, score, write_lock
from goalposts.api.tallying import load_cube, tally
from goalposts.api.verifying import verify
from goalposts.api.watching import power, selftest
from goalposts.store import Store

__all__ = [
    "Cancellation",
    "Scorecard",
    "Store",
    "amend",
    "baseline_cube",
    "channel_credit",
    "check",
    "draft",
    "load_catalogue",
    "load_cube",
    "load_project",
    "lock",
    "plan",
    "power",
    "project",
    "read_events",
    "score",
    "selftest",
    "tally",
    "verify",
    "write_lock",
]
