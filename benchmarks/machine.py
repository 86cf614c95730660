"""The machine and the libraries, as a reader of the figures must know them; and how fast memory can be read."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_LIBRARIES: Final = ("numpy", "pyarrow", "numba", "llvmlite", "polars", "duckdb")
_MEMORY: Final = Path("/proc/meminfo")
_STATUS: Final = Path("/proc/self/status")


def confine(threads: int) -> None:
    """Give this process, and those that it starts, as many processors as threads are wanted, where that can be done."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def description() -> dict[str, str]:
    """Processor, caches, memory and versions; no names of hosts or folders."""
    found = _lscpu()
    caches = [f"{name.split()[0]} {size}" for name, size in found.items() if re.fullmatch(r"L\d\w? cache", name)]
    return {
        "Processor": f"{found.get('Model name', platform.machine())}{_family(found)}, {os.cpu_count()} cores visible",
        "Caches": ", ".join(caches) or "unknown",
        "Memory": _memory(),
        "System": f"{platform.system()} {platform.machine()}{_hypervisor(found)}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Libraries": ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
    }


def _lscpu() -> dict[str, str]:
    try:
        said = subprocess.run(["lscpu"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    pairs = (line.partition(":") for line in said.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _family(found: dict[str, str]) -> str:
    family, model = found.get("CPU family"), found.get("Model")
    return f" (family {family}, model {model})" if family and model else ""


def _hypervisor(found: dict[str, str]) -> str:
    vendor = found.get("Hypervisor vendor")
    return f", a virtual machine ({vendor})" if vendor else ""


def _memory() -> str:
    if not _MEMORY.exists():
        return "unknown"
    total = re.search(r"MemTotal:\s+(\d+) kB", _MEMORY.read_text(encoding="ascii"))
    return f"{int(total[1]) / 2**20:.0f} GiB" if total else "unknown"


def peak_bytes() -> int:
    """The most memory that this process had at once."""
    if _STATUS.exists():
        # not `ru_maxrss`: a child inherits that from the process that started it
        found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text(encoding="utf-8"))
        assert found is not None
        return int(found[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if platform.system() == "Darwin" else peak * 1024


def read_all(columns: Iterable[NDArray[Any]], threads: int) -> None:
    """Read every byte of some columns once: each thread adds up its part of each, as numbers of 64 bits."""
    parts = [part for column in columns for part in np.array_split(_as_numbers(column), threads)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(np.add.reduce, parts))


def _as_numbers(column: NDArray[Any]) -> NDArray[np.int64]:
    whole = column.size * column.itemsize // 8 * 8 // column.itemsize
    return column[:whole].view(np.int64)
