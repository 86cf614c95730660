"""Runs a plugin's simulator and writes what it made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goalposts.errors import PluginError
from goalposts.faults import fault_of
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from goalposts.model import Catalogue, Contribution, Simulation, Simulator

_RAISED = Text(en="simulator {name}: {error}", ru="модель {name}: {error}")


def demo_simulators(catalogue: Catalogue) -> Iterator[tuple[Contribution, Simulator]]:
    """Find the simulators that may be shown, with the plugins that bring them."""
    for found in catalogue.contributions:
        for simulator in found.domain.simulators:
            if simulator.demo:
                yield found, simulator


def simulate(found: Contribution, simulator: Simulator, seed: int, language: str) -> Simulation:
    """Run a simulator.

    Raises:
        PluginError: it raised.
    """
    try:
        return simulator.generate(seed=seed, language=language)
    except Exception as error:  # whatever a stranger's simulator raises, the plugin is named
        problem = _RAISED.fill(name=simulator.id, error=fault_of(error))
        raise PluginError(found.plugin, problem, found.version) from error


def write_tables(simulation: Simulation, folder: Path) -> tuple[Path, ...]:
    """Write every stream as `<event type>.csv` and return where."""
    from goalposts.formats import write_atomically

    paths = tuple(folder / f"{event_type}.csv" for event_type in simulation.tables)
    for path, columns in zip(paths, simulation.tables.values(), strict=True):
        write_atomically(path, _csv(columns))
    return paths


def _csv(columns: Mapping[str, Any]) -> bytes:
    import pyarrow as pa
    from pyarrow import csv

    # A column without any value has no type that CSV could hold.
    arrays = {name: pa.array(cells) for name, cells in columns.items()}
    known = {name: array.cast(pa.string()) if pa.types.is_null(array.type) else array for name, array in arrays.items()}
    sink = pa.BufferOutputStream()
    csv.write_csv(pa.table(known), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content
