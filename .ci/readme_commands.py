"""Prints one of the README's shell blocks, so that CI runs what the reader is told to run."""

import re
import sys
from pathlib import Path

blocks = re.findall(r"^```sh\n(.*?)^```", Path("README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
print(blocks[int(sys.argv[1]) - 1])
