"""Where the real data are.

They are published by others, most without a licence to pass them on, so that no checkout has them: tests that need
them run where `GOALPOSTS_DATA` names their folder, and are skipped elsewhere. A single file that is missing from the
folder is a failure.
"""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("GOALPOSTS_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
needs_real_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data may not be passed on, and are not at {DATA}; set GOALPOSTS_DATA"
)
