"""Runs the Dagster example: the same check passes, warns, fails and breaks by what the data say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
from dagster_check import definitions
from sample_project import write_sample


def outcome(project_file: Path, as_of: date) -> dg.AssetCheckEvaluation | None:
    """What the check says when its job runs; None where it could not be executed."""
    job = definitions(project_file, as_of=as_of).resolve_implicit_global_asset_job_def()
    ran = job.execute_in_process(raise_on_error=False)
    found = ran.get_asset_check_evaluations()
    assert ran.success == bool(found), found
    return found[0] if found else None


def main() -> None:
    """Try all four ends."""
    with TemporaryDirectory() as folder:
        better = write_sample(Path(folder, "better"))
        worse = write_sample(Path(folder, "worse"), after=0.6)

        passed = outcome(better, date(2026, 9, 10))
        assert passed is not None
        assert passed.passed
        assert passed.metadata["faster-answers"].value == "achieved"
        assert str(passed.metadata["report"].value).startswith("# New contact-centre platform")

        early = outcome(better, date(2026, 6, 1))
        assert early is not None
        assert (early.passed, early.severity) == (False, dg.AssetCheckSeverity.WARN)

        broken = outcome(worse, date(2026, 9, 10))
        assert broken is not None
        assert (broken.passed, broken.severity) == (False, dg.AssetCheckSeverity.ERROR)
        assert broken.metadata["faster-answers"].value == "worsened"

        Path(folder, "better", "calls.csv").unlink()
        assert outcome(better, date(2026, 9, 10)) is None
    print("Dagster: passed, warned, failed, and refused to run without data.")


if __name__ == "__main__":
    main()
