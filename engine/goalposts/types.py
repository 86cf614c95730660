"""What the public functions take and give, by name, for annotations; only a `Quarantine` is made by hand."""

from goalposts.api.reading import Progress
from goalposts.model import Goal, Quarantine, Seal
from goalposts.model.power import GoalPower, GoalSelftest
from goalposts.model.roadmap import Roadmap
from goalposts.model.scorecard import GoalScore
from goalposts.model.verification import Verification
from goalposts.scoring import Cube

__all__ = [
    "Cube",
    "Goal",
    "GoalPower",
    "GoalScore",
    "GoalSelftest",
    "Progress",
    "Quarantine",
    "Roadmap",
    "Seal",
    "Verification",
]
