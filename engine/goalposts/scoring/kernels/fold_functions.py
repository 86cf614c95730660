"""Kernel: the functions of a fold that was written as LLVM code for one plan.

The same text gives the same bits on every processor. Whether code can be made at all says `compiled.can_compile`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from goalposts.scoring.kernels.machine_code import COMPILING, engine_of
from goalposts.scoring.kernels.processor import Processor, processor

Function = Callable[[int, int, int, int], int]

_SIGNATURE: Final = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)


def compiled_functions(text: str, names: tuple[str, ...]) -> dict[str, Function]:
    """Compile a module and return its functions: `function(arguments, first, end, scratch)`, addresses and bounds.

    Calls release the GIL. A function holds its engine, since its code vanishes with that.

    Raises:
        RuntimeError: the text is no valid module.
        InputError: the processor to write code for was named, and this machine is none such.
    """
    with COMPILING:
        return _compiled(text, names, processor())


@lru_cache(maxsize=64)
def _compiled(text: str, names: tuple[str, ...], chosen: Processor) -> dict[str, Function]:
    engine = engine_of(text, chosen)
    functions: dict[str, Function] = {}
    for name in names:
        function = _SIGNATURE(engine.get_function_address(name))
        function.engine = engine  # type: ignore[attr-defined]
        functions[name] = function
    return functions
