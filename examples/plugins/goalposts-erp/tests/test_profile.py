"""`profile` knows the lists of this trade: of all installed presets it proposes the right one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from goalposts_erp.presets import PRESETS

COMMAND = Path(sys.executable).parent / "goalposts"
SAMPLES = [(preset.id, sample.file) for preset in PRESETS for sample in preset.samples]


@pytest.mark.parametrize(("preset", "file"), SAMPLES, ids=[file.name for _, file in SAMPLES])
def test_the_preset_is_proposed(preset, file):
    command = [COMMAND, "profile", file, "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    (found,) = json.loads(done.stdout)["files"]
    assert found["mapped"]["preset"] == preset
