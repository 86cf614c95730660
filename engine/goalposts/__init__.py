"""Fix the goalposts before an IT rollout starts, then measure whether the ball went in."""

from goalposts.expressions import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Quantity,
    mean,
    name,
    param,
    quantile,
    ratio,
    share,
    total,
)
from goalposts.hookspecs import hookimpl
from goalposts.model import (
    BAND,
    DOWN,
    NONE,
    UP,
    Domain,
    Heuristic,
    Kpi,
    Phrase,
    Preset,
    Simulation,
    Simulator,
    Template,
    event_type,
    field,
    rule,
)
