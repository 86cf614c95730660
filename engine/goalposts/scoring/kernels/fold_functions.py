"""Kernel: the functions of a fold that was written as LLVM code for one plan.

llvmlite alone turns the text into machine code in some ten milliseconds; no flag lets the compiler reorder sums: the
same text gives the same bits on every processor.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import llvmlite.binding as llvm

Function = Callable[[int, int, int, int], int]

_SIGNATURE: Final = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)


@lru_cache(maxsize=64)
def compiled_functions(text: str, names: tuple[str, ...]) -> dict[str, Function]:
    """Compile a module and return its functions: `function(arguments, first, end, scratch)`, addresses and bounds.

    Calls release the GIL. A function holds its engine, since its code vanishes with that.

    Raises:
        RuntimeError: the text is no valid module.
    """
    module = llvm.parse_assembly(text)
    module.verify()
    engine = llvm.create_mcjit_compiler(module, _machine())
    engine.finalize_object()
    functions: dict[str, Function] = {}
    for name in names:
        function = _SIGNATURE(engine.get_function_address(name))
        function.engine = engine  # type: ignore[attr-defined]
        functions[name] = function
    return functions


def _machine() -> llvm.TargetMachine:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features().flatten()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features, opt=2)
