"""A process that scores a project again and again, each time as of another day, until it is killed."""

from __future__ import annotations

import itertools
import sys
from datetime import timedelta
from pathlib import Path

import goalposts as gp
from store.rollouts import AS_OF, card, project

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
for number in itertools.count(seed):
    made = project(folder, **({"where": 'place == "north"'} if number % 3 else {}))
    card(
        made,
        AS_OF - timedelta(days=number % 300),
        gp.Store(folder / ".goalposts", limit_bytes=100_000),
        folder / "rows",
    )
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
