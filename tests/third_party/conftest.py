"""The stranger's package is tested from its source here; `try_helpdesk.sh` tests it built and installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "goalposts-helpdesk" / "src"))
