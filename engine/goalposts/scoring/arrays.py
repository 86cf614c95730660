"""Names for the array types that the scorer's parts hand to each other; every array is one-dimensional."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

Codes: TypeAlias = NDArray[np.int32]
