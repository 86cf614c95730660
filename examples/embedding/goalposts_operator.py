"""Goalposts in Airflow: an operator whose task succeeds, fails or is skipped by the verdict.

* success: the task succeeds, and its XCom is a small summary;
* not decided yet: it is skipped, and so is what stands behind it;
* promises broken: it fails at once, since trying again would not help;
* data or project file that cannot be read: it fails and is retried as the DAG says, since the export may only be late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import goalposts as gp
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException


class GoalpostsOperator(BaseOperator):
    """Scores a project.

    Args:
        project_file: may be a template.
        as_of: the one clock, as ISO 8601; may be a template, and by default is the day that the run stands for.
    """

    template_fields: ClassVar[Sequence[str]] = ("project_file", "as_of")

    def __init__(self, *, project_file: str, as_of: str = "{{ ds }}", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.project_file = project_file
        self.as_of = as_of
        self.stop: gp.Cancellation | None = None

    def execute(self, context: Any) -> dict[str, Any]:  # noqa: ARG002
        """Score, and turn the verdict into the end of the task."""
        self.stop = gp.Cancellation()  # here, since Airflow copies operators, and a token cannot be copied
        project = gp.load_project(self.project_file)
        card = gp.score(project, as_of=date.fromisoformat(self.as_of), progress=self.stop)
        self.log.info("%s", card.to_markdown())
        verdict = card.project.verdict
        summary = {"verdict": verdict, "goals": {goal.id: goal.state for goal in card.goals}}
        if verdict in (None, "inconclusive"):
            raise AirflowSkipException(f"{card.project.name} is not decided as of {self.as_of}")
        if verdict != "success":
            raise AirflowFailException(f"{card.project.name}: {summary}")
        return summary

    def on_kill(self) -> None:
        """Stop reading when somebody clears the task or it times out."""
        if self.stop is not None:
            self.stop.cancel()
