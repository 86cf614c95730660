"""Goalposts in Dagster: a check on the asset that brings the events says how the rollout is doing.

`definitions` makes the sample below; in your own code keep `goalposts_check` and give it your asset. Dagster looks at
the annotations themselves, so they must not be made texts by an import from `__future__`.
"""

from datetime import date
from pathlib import Path

import dagster as dg
import goalposts as gp


def goalposts_check(
    asset: dg.AssetsDefinition | dg.AssetKey | str, project_file: Path, *, as_of: date | None = None
) -> dg.AssetChecksDefinition:
    """Check an asset by the verdict of a project whose sources it writes.

    Success passes. What is not decided yet does not pass, but only warns; broken promises are errors. Data or a project
    file that cannot be read raise, so the check is failed to execute, and retried where the job says so.
    """

    @dg.asset_check(asset=asset, name="goalposts", description=f"The verdict of {project_file.name}.")
    def verdict(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        def progress(source: str, rows: int, share: float | None) -> None:  # noqa: ARG001
            context.log.debug("%s: %s rows", source, rows)

        card = gp.score(gp.load_project(project_file), as_of=as_of, progress=progress)
        undecided = card.project.verdict in (None, "inconclusive")
        return dg.AssetCheckResult(
            passed=card.project.verdict == "success",
            severity=dg.AssetCheckSeverity.WARN if undecided else dg.AssetCheckSeverity.ERROR,
            description=card.project.reasons[0].text.get(card.language) if card.project.reasons else "",
            metadata={
                "verdict": card.project.verdict or "measured only",
                "locked": card.lock.status,
                "report": dg.MetadataValue.md(card.to_markdown()),
                **{goal.id: goal.state for goal in card.goals},
            },
        )

    return verdict


def definitions(project_file: Path, *, as_of: date | None = None) -> dg.Definitions:
    """An asset that stands for the nightly export, and its check."""

    @dg.asset
    def calls() -> None:
        """Write the files that the project reads; here they are there already."""

    return dg.Definitions(assets=[calls], asset_checks=[goalposts_check(calls, project_file, as_of=as_of)])
