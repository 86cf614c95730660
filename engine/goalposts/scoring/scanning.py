"""What takes rows. Apart from `goalposts.scoring`, so that whoever has a cube already loads nothing of it."""

from __future__ import annotations

from goalposts.scoring.credit.crediting import Crediting
from goalposts.scoring.filling.gathering import Gathering
from goalposts.scoring.folds.folding import Folding
from goalposts.scoring.histories.ordering import Ordering

__all__ = ["Crediting", "Folding", "Gathering", "Ordering"]
