"""The catalogue: everything that the loaded plugins bring, by id."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve, field, frozen

from goalposts.errors import PluginError
from goalposts.locale import Text
from goalposts.model.domain import Domain, Phrase, Preset, Rule, Simulator, Template
from goalposts.model.events import EventType
from goalposts.model.heuristic import Heuristic
from goalposts.model.kpi import Kpi
from goalposts.model.readings import READING
from goalposts.model.source_format import SourceFormat
from goalposts.model.stream_model import StreamModel


@frozen
class Contribution:
    """A domain with the plugin that brought it.

    It passes to another process as the name of its plugin, which is loaded there anew, for a domain is made of
    functions; one that was given as a value passes if nothing of it is made in place.

    Attributes:
        again: loads the same contribution in whichever process it is called; None where there is no module to load.
    """

    plugin: str
    version: str
    domain: Domain
    again: Callable[[], Contribution] | None = field(default=None, eq=False, repr=False, kw_only=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how another process comes by it.

        Raises:
            PluginError: the domain is not that of a plugin or module, and has functions that no name finds.
        """
        if self.again is not None and self.again().domain == self.domain:
            return self.again, ()
        try:
            pickle.dumps(self.domain)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise PluginError(self.plugin, _NO_MODULE, self.version, _GIVE_MODULE) from error
        return Contribution, (self.plugin, self.version, self.domain)


@frozen
class Catalogue:
    """A frozen value: the same plugins give the same catalogue, and no two catalogues share state.

    Attributes:
        contributions: what plugins bring.
        local: the KPIs that a project file defines for itself.
    """

    contributions: tuple[Contribution, ...] = ()
    local: tuple[Kpi, ...] = ()

    @property
    def event_types(self) -> dict[str, EventType]:
        """Every event type by id: the engine's own, and those that plugins bring."""
        brought = {known.id: known for found in self.contributions for known in found.domain.event_types}
        return {READING.id: READING, **brought}

    @property
    def kpis(self) -> dict[str, Kpi]:
        """Every KPI by id."""
        brought = {known.id: known for found in self.contributions for known in found.domain.kpis}
        return {**brought, **{known.id: known for known in self.local}}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all plugins, ordered by code."""
        return tuple(
            sorted((known for found in self.contributions for known in found.domain.rules), key=lambda r: r.code)
        )

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """How people say things."""
        return tuple(known for found in self.contributions for known in found.domain.phrases)

    @property
    def templates(self) -> dict[str, Template]:
        """Every project template by id."""
        return {known.id: known for found in self.contributions for known in found.domain.templates}

    @property
    def simulators(self) -> dict[str, Simulator]:
        """Every simulator by id."""
        return {known.id: known for found in self.contributions for known in found.domain.simulators}

    @property
    def stream_models(self) -> dict[str, StreamModel]:
        """Every model of event streams by id."""
        return {known.id: known for found in self.contributions for known in found.domain.stream_models}

    @property
    def presets(self) -> dict[str, Preset]:
        """Every preset by id."""
        return {known.id: known for found in self.contributions for known in found.domain.presets}

    @property
    def heuristics(self) -> dict[str, Heuristic]:
        """Every way to rank goals that a plugin brings, by id."""
        return {known.id: known for found in self.contributions for known in found.domain.heuristics}

    @property
    def first_year(self) -> dict[str, float]:
        """By KPI the most that a first year with a new system is known to change it, as a share of what it was."""
        return {kpi: share for found in self.contributions for kpi, share in found.domain.first_year.items()}

    @property
    def formats(self) -> dict[str, SourceFormat]:
        """Every format that a plugin brings, by id."""
        return {known.id: known for found in self.contributions for known in found.domain.formats}

    @property
    def versions(self) -> dict[str, str]:
        """The version of every plugin."""
        return {found.plugin: found.version for found in self.contributions}

    def with_local(self, kpis: Iterable[Kpi]) -> Catalogue:
        """The catalogue with these KPIs of a project file, in the place of any other's."""
        return evolve(self, local=tuple(kpis))

    def plugin_of_kpi(self, kpi_id: str) -> str | None:
        """The plugin that brought a KPI; nothing for one of the project file."""
        owners = (found.plugin for found in self.contributions if any(k.id == kpi_id for k in found.domain.kpis))
        return next(owners, None)

    def plugin_of(self, rule: Rule) -> Contribution | None:
        """The plugin that brought a rule; nothing for a rule of the engine."""
        return next((found for found in self.contributions if rule in found.domain.rules), None)


_NO_MODULE = Text(
    en="cannot pass to another process: its domain is no installed plugin's and no module's, and has functions in it",
    ru="не передаётся в другой процесс: его область не из установленного плагина и не из модуля, и в ней есть функции",
)
_GIVE_MODULE = Text(
    en="put it into a module with the hook goalposts_domain and load that, load_catalogue([module]), or make catalogue "
    "and project in each process",
    ru="поместите её в модуль с хуком goalposts_domain и загрузите его, load_catalogue([module]), или создавайте "
    "каталог и проект в каждом процессе",
)
