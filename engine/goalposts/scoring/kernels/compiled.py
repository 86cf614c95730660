"""Kernel: a scan that was written as LLVM code for one plan, as a function of addresses.

llvmlite alone turns the text into machine code in some ten milliseconds; no pass optimises it, since it is written in
vectors already, and no flag lets the compiler reorder sums: the same text gives the same bits on every processor.
llvmlite is imported by the first scan that asks; `can_compile` says whether it is of use here at all.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text
from goalposts.scoring.kernels.machine_code import COMPILING, engine_of
from goalposts.scoring.kernels.processor import Processor, processor

if TYPE_CHECKING:
    import llvmlite.binding as llvm

Function = Callable[[int, int, int], int]

_LOG: Final = logging.getLogger("goalposts.kernels")
_NO_CODE: Final = Text(
    en="no machine code can be made here, so NumPy counts long streams too, which takes longer: {fault}",
    ru="машинный код здесь не создаётся, поэтому и длинные потоки считает NumPy, что дольше: {fault}",
)
_PROBE: Final = """\
define i64 @scan(ptr noalias %table, i64 %first, i64 %end) nounwind {
  %place = getelementptr i64, ptr %table, i64 %first
  %values = load <16 x i64>, ptr %place, align 8
  %least = call i64 @llvm.vector.reduce.smin.v16i64(<16 x i64> %values)
  ret i64 %least
}
declare i64 @llvm.vector.reduce.smin.v16i64(<16 x i64>)
"""
"""What scans are made of: untyped addresses and whole-number vectors of 16, which old versions of LLVM do not know."""


@frozen(eq=False)
class Compiled:
    """A function in memory. Calls release the GIL.

    Attributes:
        call: `call(table, first, end)`: the address of the table of arrays, and the rows to scan. It holds its
            engine, since the code vanishes with that.
    """

    call: Function
    engine: llvm.ExecutionEngine


@cache
def can_compile() -> bool:
    """Whether code of the kind of a scan can be made and run here; where not, the log says why, once.

    Raises:
        InputError: the processor to write code for was named, and this machine is none such.
    """
    try:
        values = (ctypes.c_int64 * 17)(0, *range(7, 23))
        if compiled(_PROBE).call(ctypes.addressof(values), 1, 17) == 7:
            return True
        fault = "it counts wrong"
    except (ImportError, OSError, RuntimeError, AttributeError) as error:  # what a broken llvmlite has been seen to do
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
    _LOG.warning(_NO_CODE.fill(fault=fault))
    return False


def compiled(text: str) -> Compiled:
    """Compile a module with one function, `scan`.

    Raises:
        RuntimeError: the text is no valid module.
        InputError: see `can_compile`.
    """
    with COMPILING:
        return _compiled(text, processor())


@lru_cache(maxsize=64)
def _compiled(text: str, chosen: Processor) -> Compiled:
    engine = engine_of(text, chosen)
    signature = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    call = signature(engine.get_function_address("scan"))
    call.engine = engine  # type: ignore[attr-defined]  # the function outlives its place in the cache
    return Compiled(call, engine)
