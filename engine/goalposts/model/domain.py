"""What a plugin brings: one frozen value, the domain."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from goalposts.locale import LANGUAGES, Text, Words, optional_text, text_of
from goalposts.model.converters import as_tuple
from goalposts.model.diagnostics import Diagnostic
from goalposts.model.events import EventType
from goalposts.model.findings import Remark
from goalposts.model.heuristic import Heuristic
from goalposts.model.kpi import Kpi
from goalposts.model.report_section import ReportSection
from goalposts.model.source_format import SourceFormat
from goalposts.model.stream_model import StreamModel

RuleFunction = Callable[..., Iterable[Remark]]
_CAME_1: Final = {"since": 1}
_CAME_2: Final = {"since": 2}
"""The version of the plugin API that an attribute came with; those that state none came with the first."""


def _text_or_words(words: Words) -> Text | str:
    return words if isinstance(words, str) else text_of(words)


@frozen
class Rule:
    """A lint rule.

    Attributes:
        code: the plugin's prefix and three digits, the first the SMART letter (1 Specific, 2 Measurable,
            3 Achievable, 4 Relevant, 5 Time-bound, 6 focus).
        name: kebab-case, named for the defect.
        check: a pure generator of remarks; it asks by parameter name for `goal`, `problems`, `resolved`, `facts`,
            `project`, `goals`, `catalogue`, `idle` or `today`. With one of the first four it runs once a goal, else
            once a project.
        bad, good: keys of a goal, as YAML, that must and must not be found.
        severity: error, warning or info.
        fix: what `check --fix` does about it, as a phrase ("adds the default"); empty where no edit would be safe.
        manual_ru: the docstring of the check in Russian; without it readers of Russian get the docstring as it is.
    """

    code: str
    name: str
    check: RuleFunction
    bad: str
    good: str
    severity: str = "error"
    fix: Text | str = field(default="", converter=_text_or_words)
    manual_ru: str = field(default="", kw_only=True, metadata=_CAME_2)

    @property
    def manual(self) -> Text:
        """The docstring of the check, in both languages: what it demands and why it matters."""
        en = inspect.getdoc(self.check) or ""
        return Text(en=en, ru=inspect.cleandoc(self.manual_ru) or en)

    @property
    def demand(self) -> Text:
        """What the manual says first."""
        first = (self.manual.get(language).partition("\n\n")[0] for language in LANGUAGES)
        return Text(*(" ".join(words.split()) for words in first))

    @property
    def asks_for(self) -> tuple[str, ...]:
        """The inputs that the check wants."""
        return tuple(inspect.signature(self.check).parameters)


def rule(
    code: str, name: str, *, bad: str, good: str, severity: str = "error", fix: Words = "", manual_ru: str = ""
) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a generator function, whose docstring is the manual."""
    return lambda check: Rule(code, name, check, bad, good, severity, fix, manual_ru=manual_ru)


def _listed_or_named(rows: Iterable[Mapping[str, Any]] | Path) -> tuple[Mapping[str, Any], ...] | Path:
    return rows if isinstance(rows, Path) else as_tuple(rows)


@frozen
class PresetSample:
    """A file as the system writes it, made up, with the events that must come of it; `check_domain` reads it.

    Attributes:
        file: where it lies, in the folder of the plugin's package.
        rows: the events in their order, each with every field that has a value: times as ISO 8601 with an offset,
            durations in seconds, money in the project's currency. Or the path of a file that lists them, one JSON
            object a line, which is read only when the sample is tried.
        source: what a project has to say of such a file, such as its `timezone`.
        no_events: how many rows become no event, by reason: `filtered`, `duplicates`, or the word of the quarantine.
    """

    file: Path = field(converter=Path, metadata=_CAME_2)
    rows: tuple[Mapping[str, Any], ...] | Path = field(converter=_listed_or_named, metadata=_CAME_2)
    source: Mapping[str, Any] = field(factory=dict, kw_only=True, metadata=_CAME_2)
    no_events: Mapping[str, int] = field(factory=dict, kw_only=True, metadata=_CAME_2)


@frozen
class Preset:
    """How a known system's export is read, so that nobody has to map it by hand.

    Values are written as in the `data:` part of a project file; whatever a project states of its source goes first.

    Attributes:
        id: what `format:` of a source calls it: `system.export`.
        event_type: what its rows become.
        format: built in, or one that the plugin brings; empty when each file tells its own.
        options: other keys of a source, such as `encoding`, `decimal`, `timezone`, `nulls`.
        fields, dimensions: the rules.
        dedupe: the key of which the newest row stays.
        where: rows that it leaves out are counted as filtered.
        version: counted up when the same file would give other events than before.
        note: what people have to know of such exports, and what only they can tell.
        samples: files with the events that must come of them.
    """

    id: str
    event_type: str
    format: str = ""
    options: Mapping[str, Any] = field(factory=dict)
    fields: Mapping[str, Any] = field(factory=dict)
    dedupe: tuple[str, ...] = field(default=(), converter=as_tuple)
    where: str = ""
    note: Text | None = field(default=None, converter=optional_text)
    dimensions: Mapping[str, Any] = field(factory=dict, kw_only=True)
    version: int = field(default=1, kw_only=True)
    samples: tuple[PresetSample, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_2)


@frozen
class Template:
    """A commented project file to start from; `text` is the YAML in each language."""

    id: str
    summary: Text = field(converter=text_of)
    text: Text = field(converter=text_of)


@frozen
class Simulation:
    """Simulated streams with the truth behind them.

    Attributes:
        tables: columns by event type, as plain lists or arrays.
        project: the YAML of the project that scores them (sources named `<event type>.csv`).
        as_of: the day on which to score, ISO 8601.
        truth: for every goal id, the states that an honest verdict may give.
        story: what was built in, for people.
    """

    tables: Mapping[str, Mapping[str, Any]]
    project: str
    as_of: str
    truth: Mapping[str, tuple[str, ...]]
    story: Text = field(converter=text_of)


@frozen
class Simulator:
    """Deprecated, write a `StreamModel`; `generate(seed=..., language=...)` returns streams with a known effect.

    Attributes:
        params: read by nobody: settings are arguments of `generate` with defaults.
        demo: whether `goalposts demo` may show it.
    """

    id: str
    summary: Text = field(converter=text_of)
    generate: Callable[..., Simulation]
    params: Mapping[str, Any] = field(factory=dict)
    demo: bool = False


@frozen
class Phrase:
    """How people say a thing: a regular expression that means a KPI, or a trap of goal setting, or both.

    Attributes:
        language: `en` or `ru`.
        pattern: matched without regard to case, with `ё` read as `е`.
        kpi: the KPI that it names; beside a trap, the one that such a slogan is really about.
        trap: the name of the rule that it sets off, or `adoption-slogan` or `delivery-not-outcome`, which are kinds
            of `tool-not-outcome`, or `tool-mentioned`, which only drafting looks for.
        variant: the variant of the KPI that the words mean; empty where they leave it open.
    """

    language: str
    pattern: str
    kpi: str = ""
    trap: str = ""
    variant: str = ""


@frozen
class Domain:
    """Everything that one plugin brings.

    Attributes:
        name: small letters; the id of everything in it begins with it and a dot.
        prefix: two to six capital letters with which the codes of its rules begin; the engine's is GP.
        event_types: what its systems emit, as `event_type(...)`, and what is made of it by folds, histories and
            attributions.
        kpis: what is measured.
        rules: which goals are traps: `check` runs them.
        heuristics: ways to rank goals, for `plan`.
        presets: how known exports are read, for `format:` and `preset:` of a source.
        formats: readers of files that no built-in format reads, for presets and `format:`.
        templates: project files to start from, for `init`.
        simulators: deprecated: streams with a known effect, of a domain without a model; write `stream_models`.
        stream_models: how events come about, for `simulate`, `demo` and `init --demo-data`.
        phrases: how people say things, for rules and `draft`.
        diagnostics: questions to a fitted go-live before anything is credited to it.
        sections: what a report says beside its goals.
        first_year: by KPI the most that a first year with a new system is known to change it, as a share.
    """

    name: str
    prefix: str = field(kw_only=True)
    event_types: tuple[EventType, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    kpis: tuple[Kpi, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    rules: tuple[Rule, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    heuristics: tuple[Heuristic, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    presets: tuple[Preset, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    formats: tuple[SourceFormat, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    templates: tuple[Template, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    simulators: tuple[Simulator, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    stream_models: tuple[StreamModel, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    phrases: tuple[Phrase, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    sections: tuple[ReportSection, ...] = field(default=(), converter=as_tuple, kw_only=True, metadata=_CAME_1)
    first_year: Mapping[str, float] = field(factory=dict, kw_only=True, metadata=_CAME_2)
