"""A DAG that judges a few rollouts; GOALPOSTS_SAMPLES names the folder with their projects."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from airflow.sdk import DAG
from goalposts_operator import GoalpostsOperator

SAMPLES = Path(os.environ["GOALPOSTS_SAMPLES"])

with DAG("rollouts", schedule=None, start_date=datetime(2026, 1, 1, tzinfo=UTC)) as dag:
    GoalpostsOperator(task_id="success", project_file=str(SAMPLES / "better" / "goalposts.yaml"))
    GoalpostsOperator(task_id="undecided", project_file=str(SAMPLES / "better" / "goalposts.yaml"), as_of="2026-06-01")
    GoalpostsOperator(task_id="broken", project_file=str(SAMPLES / "worse" / "goalposts.yaml"), retries=3)
    GoalpostsOperator(task_id="unread", project_file=str(SAMPLES / "none" / "goalposts.yaml"))
