"""Which processor machine code is written for: this one, or, to compare their answers, an older one that it can play.

`GOALPOSTS_CPU` names another. LLVM's own word for this processor is not enough: a virtual machine may hide parts of
it, so that the features that are there are given too. Code for a named one uses no more than that one has.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Final

from attrs import frozen

from goalposts.errors import InputError
from goalposts.locale import Text

VARIABLE: Final = "GOALPOSTS_CPU"

_AVX2: Final = ("avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe", "popcnt")
_AVX512: Final = ("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl")
NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "x86-64": ("sse2",),
    "haswell": _AVX2,
    "skylake-avx512": (*_AVX2, *_AVX512),
    "znver3": (*_AVX2, "sse4a"),
    "znver4": (*_AVX2, *_AVX512, "sse4a"),
}
"""Processors that can be named, and what a machine must have to run the code that LLVM writes for them."""

_UNKNOWN: Final = Text(en="no code is written for '{name}'", ru="для «{name}» код не создаётся")
_KNOWN: Final = Text(
    en="known: {names}; without {variable} it is this machine's",
    ru="известны: {names}; без {variable} — процессор этой машины",
)
_MISSING: Final = Text(
    en="this machine cannot run code for {name}: it lacks {features}",
    ru="эта машина не исполнит код для {name}: нет {features}",
)
_UNSET: Final = Text(en="unset {variable}", ru="уберите переменную {variable}")


@frozen
class Processor:
    """A processor in LLVM's words: its name, and the features to use or not to use beside those of the name."""

    name: str
    features: str = ""


def processor() -> Processor:
    """Return the processor to write code for.

    Raises:
        InputError: the one that `GOALPOSTS_CPU` names is unknown, or this machine cannot run its code.
    """
    import llvmlite.binding as llvm

    name = os.environ.get(VARIABLE, "")
    if not name:
        return _here()
    if name not in NEEDS:
        names = ", ".join(NEEDS)
        raise InputError(_UNKNOWN.fill(name=name), VARIABLE, _KNOWN.fill(names=names, variable=VARIABLE))
    there = llvm.get_host_cpu_features()
    lacking = [feature for feature in NEEDS[name] if not there.get(feature)]
    if lacking:
        problem = _MISSING.fill(name=name, features=", ".join(lacking))
        raise InputError(problem, VARIABLE, _UNSET.fill(variable=VARIABLE))
    return Processor(name)


@cache
def _here() -> Processor:
    import llvmlite.binding as llvm

    return Processor(llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
