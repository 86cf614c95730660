"""Times `goalposts profile` on the real files, each in a process of its own, as the table of `docs/data.md` shows it.

Run it as `python benchmarks/real_files.py FOLDER`, where FOLDER holds the real data that the tests use.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Final

FILES: Final = (
    "contact_centre/pwc_phonenow_xlsx/01 Call-Center-Dataset.xlsx",
    "contact_centre/anonymous_bank_1999_02/data_anonymous_bank_february.txt",
    "contact_centre/asterisk_queue_log/queue_log",
    "contact_centre/daily_call_centre_1251/Call Center Data.csv",
    "sales/bpic2012_loan_xes/bpic2012.xes.gz",
    "sales/maven_crm_opportunities",
    "marketing/digital_marketing_feb2021/Marketing.csv",
    "sales/online_retail_nonuk/online_retail_non_uk.csv",
)
_PROFILE: Final = "from goalposts.cli.main import main; main()"


def main(folder: Path) -> None:
    """Print a line for each file: the seconds from the start of the process to its end, and its name."""
    for file in FILES:
        command = (sys.executable, "-c", _PROFILE, "profile", "--quiet", str(folder / file))
        start = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        sys.stdout.write(f"{perf_counter() - start:5.1f} s  {file}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
