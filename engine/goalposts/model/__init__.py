"""The records of the product; data only, no machinery."""

from goalposts.model.alias_tables import column_of, meanings
from goalposts.model.attribution import Attribution, attribution
from goalposts.model.batch import Batch
from goalposts.model.catalogue import Catalogue, Contribution
from goalposts.model.ceiling import Ceiling
from goalposts.model.chain import Chain
from goalposts.model.column_names import folded_name
from goalposts.model.demo_part import DemoGoal, DemoPart
from goalposts.model.diagnostics import BUILT_IN_DIAGNOSTICS, Diagnostic, Estimates, FittedStep
from goalposts.model.domain import (
    Domain,
    Phrase,
    Preset,
    PresetSample,
    Rule,
    Simulation,
    Simulator,
    Template,
    rule,
)
from goalposts.model.draft import Draft
from goalposts.model.effects import Check
from goalposts.model.estimate import Estimate
from goalposts.model.events import EventType, event_type
from goalposts.model.exclusion import Exclusion
from goalposts.model.experience import beyond_experience
from goalposts.model.facts import BaselineFacts
from goalposts.model.field import Field
from goalposts.model.findings import Edit, Finding, Place, Remark
from goalposts.model.folds import Fold, fold
from goalposts.model.goal import Goal, Role
from goalposts.model.heuristic import BUILT_IN_HEURISTICS, FROM_BASELINE, FROM_TREE, Heuristic, Rank, Ranking
from goalposts.model.history import History, history
from goalposts.model.influence import Influence
from goalposts.model.kpi import BAND, DOWN, NONE, UNNAMED, UP, Direction, Kpi
from goalposts.model.one_currency import CURRENCY, OneCurrency
from goalposts.model.phase_dates import PhaseDates
from goalposts.model.project import Benefit, Project
from goalposts.model.quarantine import Quarantine
from goalposts.model.readings import READING, told_by_readings
from goalposts.model.report_section import ReportSection, SectionTable
from goalposts.model.resolved import ResolvedGoal
from goalposts.model.rollout import Rollout
from goalposts.model.rule_choice import RuleChoice, Suppression
from goalposts.model.scorecard import Scorecard
from goalposts.model.seal import Amendment, Seal, SealedBaseline
from goalposts.model.source import PERIODS, FieldRule, ReadingColumn, Source, SourceCurrency
from goalposts.model.source_format import BUILT_IN_FORMATS, KEPT, LEFT_OUT, InputFile, Row, Rows, SourceFormat, WrongRow
from goalposts.model.spread import Models
from goalposts.model.statement import SaidDay, SaidKind, SaidKpi, SaidStatement, SaidTarget
from goalposts.model.stream_model import (
    BuiltInChange,
    SimulatedStreams,
    SimulationPlan,
    StreamModel,
    StreamShape,
    TrueValue,
)
from goalposts.model.target import Target, TargetKind
from goalposts.model.windows import Baseline, DeclaredBaseline, UnknownBaseline, Window

__all__ = [
    "BAND",
    "BUILT_IN_DIAGNOSTICS",
    "BUILT_IN_FORMATS",
    "BUILT_IN_HEURISTICS",
    "CURRENCY",
    "DOWN",
    "FROM_BASELINE",
    "FROM_TREE",
    "KEPT",
    "LEFT_OUT",
    "NONE",
    "PERIODS",
    "READING",
    "UNNAMED",
    "UP",
    "Amendment",
    "Attribution",
    "Baseline",
    "BaselineFacts",
    "Batch",
    "Benefit",
    "BuiltInChange",
    "Catalogue",
    "Ceiling",
    "Chain",
    "Check",
    "Contribution",
    "DeclaredBaseline",
    "DemoGoal",
    "DemoPart",
    "Diagnostic",
    "Direction",
    "Domain",
    "Draft",
    "Edit",
    "Estimate",
    "Estimates",
    "EventType",
    "Exclusion",
    "Field",
    "FieldRule",
    "Finding",
    "FittedStep",
    "Fold",
    "Goal",
    "Heuristic",
    "History",
    "Influence",
    "InputFile",
    "Kpi",
    "Models",
    "OneCurrency",
    "PhaseDates",
    "Phrase",
    "Place",
    "Preset",
    "PresetSample",
    "Project",
    "Quarantine",
    "Rank",
    "Ranking",
    "ReadingColumn",
    "Remark",
    "ReportSection",
    "ResolvedGoal",
    "Role",
    "Rollout",
    "Row",
    "Rows",
    "Rule",
    "RuleChoice",
    "SaidDay",
    "SaidKind",
    "SaidKpi",
    "SaidStatement",
    "SaidTarget",
    "Scorecard",
    "Seal",
    "SealedBaseline",
    "SectionTable",
    "SimulatedStreams",
    "Simulation",
    "SimulationPlan",
    "Simulator",
    "Source",
    "SourceCurrency",
    "SourceFormat",
    "StreamModel",
    "StreamShape",
    "Suppression",
    "Target",
    "TargetKind",
    "Template",
    "TrueValue",
    "UnknownBaseline",
    "Window",
    "WrongRow",
    "attribution",
    "beyond_experience",
    "column_of",
    "event_type",
    "fold",
    "folded_name",
    "history",
    "meanings",
    "rule",
    "told_by_readings",
]
