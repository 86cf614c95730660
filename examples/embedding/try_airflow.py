"""Runs the Airflow example: in a real run of a DAG, one task ends in each of the four ways."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sample_project import write_sample

HERE = Path(__file__).parent


def prepare(folder: Path) -> None:
    """Make an Airflow of its own in a folder: database, DAGs and the projects that they judge."""
    dags = folder / "dags"
    dags.mkdir()
    for name in ("goalposts_operator.py", "rollouts_dag.py"):
        shutil.copy(HERE / name, dags)
    write_sample(folder / "better")
    write_sample(folder / "worse", after=0.6)
    os.environ |= {
        "AIRFLOW_HOME": str(folder),
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
        "GOALPOSTS_SAMPLES": str(folder),
    }
    sys.path.insert(0, str(dags))
    subprocess.run([str(Path(sys.executable).with_name("airflow")), "db", "migrate"], check=True, capture_output=True)


def main() -> None:
    """Try all four ends."""
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        from rollouts_dag import dag

        run = dag.test(logical_date=datetime(2026, 9, 10, tzinfo=UTC))
        ends = {task.task_id: str(task.state) for task in run.get_task_instances()}
        summary = run.get_task_instance("success").xcom_pull(task_ids="success")
    assert ends == {"success": "success", "undecided": "skipped", "broken": "failed", "unread": "failed"}, ends
    assert (summary["verdict"], summary["goals"]["faster-answers"]) == ("success", "achieved"), summary
    print("Airflow: succeeded with a summary, skipped, failed at once, and failed without a project.")


if __name__ == "__main__":
    main()
