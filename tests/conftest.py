"""What all tests share: how Hypothesis runs, and the real data, where they are present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The first example opens time zones and compiles expressions; how long one takes says nothing about the law.
settings.register_profile("goalposts", deadline=None)
settings.load_profile("goalposts")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; tests that ask for it are skipped where it is absent."""
    folder = Path(os.environ.get("GOALPOSTS_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"the real data are not here: {folder}; set GOALPOSTS_DATA")
    return folder


@pytest.fixture(scope="session")
def bank_log(real_data: Path) -> Path:
    """The call log of the Anonymous Bank, February 1999."""
    file = real_data / "contact_centre" / "anonymous_bank_1999_02" / "data_anonymous_bank_february.txt"
    if not file.is_file():
        pytest.skip(f"the Anonymous Bank log is not here: {file}")
    return file
