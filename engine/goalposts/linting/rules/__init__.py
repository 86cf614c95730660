"""The engine's rules, one file each, ordered by code."""

from __future__ import annotations

from typing import Final

from goalposts.linting.rules.bad_where import bad_where
from goalposts.linting.rules.baseline_after_go_live import baseline_after_go_live
from goalposts.linting.rules.baseline_full_of_gaps import baseline_full_of_gaps
from goalposts.linting.rules.baseline_not_computable import baseline_not_computable
from goalposts.linting.rules.baseline_short import baseline_short
from goalposts.linting.rules.baseline_tainted import baseline_tainted
from goalposts.linting.rules.benefit_of_staff_cuts import benefit_of_staff_cuts
from goalposts.linting.rules.beyond_history import beyond_history
from goalposts.linting.rules.blank_left import blank_left
from goalposts.linting.rules.bridge_too_short import bridge_too_short
from goalposts.linting.rules.closed_days_differ import closed_days_differ
from goalposts.linting.rules.compound import compound
from goalposts.linting.rules.contradictory import contradictory
from goalposts.linting.rules.control_of_people import control_of_people
from goalposts.linting.rules.deadline_before_due import deadline_before_due
from goalposts.linting.rules.deadline_before_evaluation_ends import deadline_before_evaluation_ends
from goalposts.linting.rules.deadline_passed import deadline_passed
from goalposts.linting.rules.dip_before_start import dip_before_start
from goalposts.linting.rules.direction_from_target import direction_from_target
from goalposts.linting.rules.duplicates import duplicates
from goalposts.linting.rules.evaluation_before_go_live import evaluation_before_go_live
from goalposts.linting.rules.evaluation_while_learning import evaluation_while_learning
from goalposts.linting.rules.files_in_doubt import files_in_doubt
from goalposts.linting.rules.grand_uplift import grand_uplift
from goalposts.linting.rules.headcount import headcount
from goalposts.linting.rules.history_cut_off import history_cut_off
from goalposts.linting.rules.idle_suppression import idle_suppression
from goalposts.linting.rules.impossible_target import impossible_target
from goalposts.linting.rules.instrument_changes import instrument_changes
from goalposts.linting.rules.lagging_only import lagging_only
from goalposts.linting.rules.line_already_met import line_already_met
from goalposts.linting.rules.line_out_of_bounds import line_out_of_bounds
from goalposts.linting.rules.long_statement import long_statement
from goalposts.linting.rules.no_baseline import no_baseline
from goalposts.linting.rules.no_business_hours import no_business_hours
from goalposts.linting.rules.no_checkpoint import no_checkpoint
from goalposts.linting.rules.no_deadline import no_deadline
from goalposts.linting.rules.no_go_live import no_go_live
from goalposts.linting.rules.no_guardrail import no_guardrail
from goalposts.linting.rules.no_later_check import no_later_check
from goalposts.linting.rules.no_lever import no_lever
from goalposts.linting.rules.no_margin import no_margin
from goalposts.linting.rules.no_metric import no_metric
from goalposts.linting.rules.no_owner import no_owner
from goalposts.linting.rules.no_scope import no_scope
from goalposts.linting.rules.no_source import no_source
from goalposts.linting.rules.no_statement import no_statement
from goalposts.linting.rules.no_target import no_target
from goalposts.linting.rules.out_of_influence import out_of_influence
from goalposts.linting.rules.overlapping_windows import overlapping_windows
from goalposts.linting.rules.percent_ambiguous import percent_ambiguous
from goalposts.linting.rules.perfect_target import perfect_target
from goalposts.linting.rules.promise_too_small_to_show import promise_too_small_to_show
from goalposts.linting.rules.season_mismatch import season_mismatch
from goalposts.linting.rules.several_definitions import several_definitions
from goalposts.linting.rules.several_outcomes import several_outcomes
from goalposts.linting.rules.shadow_only import shadow_only
from goalposts.linting.rules.small_sample import small_sample
from goalposts.linting.rules.source_ends import source_ends
from goalposts.linting.rules.statement_differs import statement_differs
from goalposts.linting.rules.suppression_without_reason import suppression_without_reason
from goalposts.linting.rules.target_within_noise import target_within_noise
from goalposts.linting.rules.too_many_goals import too_many_goals
from goalposts.linting.rules.tool_not_outcome import tool_not_outcome
from goalposts.linting.rules.unit_mismatch import unit_mismatch
from goalposts.linting.rules.unknown_dimension import unknown_dimension
from goalposts.linting.rules.unknown_event_type import unknown_event_type
from goalposts.linting.rules.unknown_kpi import unknown_kpi
from goalposts.linting.rules.unknown_parameter import unknown_parameter
from goalposts.linting.rules.unknown_reading import unknown_reading
from goalposts.linting.rules.unknown_variant import unknown_variant
from goalposts.linting.rules.unmeasurable_word import unmeasurable_word
from goalposts.linting.rules.unnamed_comparison import unnamed_comparison
from goalposts.linting.rules.unreadable_rows import unreadable_rows
from goalposts.linting.rules.vague_verb import vague_verb
from goalposts.linting.rules.vanity_metric import vanity_metric
from goalposts.linting.rules.window_shorter_than_cycle import window_shorter_than_cycle
from goalposts.linting.rules.wrong_direction import wrong_direction

ENGINE_RULES: Final = (
    no_metric,
    vague_verb,
    tool_not_outcome,
    compound,
    no_scope,
    several_definitions,
    no_statement,
    blank_left,
    statement_differs,
    unknown_kpi,
    unknown_variant,
    unknown_parameter,
    bad_where,
    long_statement,
    unknown_event_type,
    unit_mismatch,
    unknown_reading,
    no_baseline,
    no_source,
    percent_ambiguous,
    unmeasurable_word,
    instrument_changes,
    small_sample,
    unnamed_comparison,
    target_within_noise,
    source_ends,
    no_target,
    baseline_not_computable,
    shadow_only,
    unreadable_rows,
    no_business_hours,
    unknown_dimension,
    history_cut_off,
    baseline_full_of_gaps,
    bridge_too_short,
    files_in_doubt,
    no_owner,
    impossible_target,
    perfect_target,
    grand_uplift,
    wrong_direction,
    direction_from_target,
    line_already_met,
    line_out_of_bounds,
    promise_too_small_to_show,
    beyond_history,
    no_lever,
    out_of_influence,
    headcount,
    vanity_metric,
    lagging_only,
    no_guardrail,
    no_margin,
    control_of_people,
    contradictory,
    benefit_of_staff_cuts,
    no_deadline,
    deadline_before_evaluation_ends,
    no_checkpoint,
    season_mismatch,
    closed_days_differ,
    baseline_short,
    baseline_after_go_live,
    deadline_passed,
    evaluation_before_go_live,
    no_go_live,
    overlapping_windows,
    baseline_tainted,
    evaluation_while_learning,
    deadline_before_due,
    window_shorter_than_cycle,
    dip_before_start,
    no_later_check,
    too_many_goals,
    duplicates,
    several_outcomes,
    suppression_without_reason,
    idle_suppression,
)

__all__ = ["ENGINE_RULES"]
