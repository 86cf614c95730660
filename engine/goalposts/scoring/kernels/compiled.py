"""Kernel: a scan that was written as LLVM code for one plan, as a function of addresses.

llvmlite alone turns the text into machine code in some ten milliseconds; no pass optimises it, since it is written in
vectors already, and no flag lets the compiler reorder sums: the same text gives the same bits on every processor.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from functools import lru_cache

import llvmlite.binding as llvm
from attrs import frozen

Function = Callable[[int, int, int], int]


@frozen(eq=False)
class Compiled:
    """A function in memory; it stays there as long as its engine does. Calls release the GIL.

    Attributes:
        call: `call(table, first, end)`: the address of the table of arrays, and the rows to scan.
    """

    call: Function
    engine: llvm.ExecutionEngine


@lru_cache(maxsize=64)
def compiled(text: str) -> Compiled:
    """Compile a module with one function, `scan`.

    Raises:
        RuntimeError: the text is no valid module.
    """
    machine = _machine()
    module = llvm.parse_assembly(text)
    module.verify()
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    signature = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    return Compiled(signature(engine.get_function_address("scan")), engine)


def _machine() -> llvm.TargetMachine:
    """The processor at hand, or the one that NUMBA_CPU_NAME names, as for the other kernels."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    named = os.environ.get("NUMBA_CPU_NAME", "")
    features = "" if named else llvm.get_host_cpu_features().flatten()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(cpu=named or llvm.get_host_cpu_name(), features=features, opt=2)
