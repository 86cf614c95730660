"""LLVM text into machine code for one processor, by llvmlite alone: no pass of an optimiser, no reordering of sums."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import llvmlite.binding as llvm

    from goalposts.scoring.kernels.processor import Processor


COMPILING: Final = Lock()
"""Held by who looks for compiled code and makes it where there is none, so that every code is made once."""


def engine_of(text: str, chosen: Processor) -> llvm.ExecutionEngine:
    """Compile a module; its code vanishes with the engine, so whoever calls a function must hold it.

    Raises:
        RuntimeError: the text is no valid module.
    """
    import llvmlite.binding as llvm

    module = llvm.parse_assembly(text)
    module.verify()
    engine = llvm.create_mcjit_compiler(module, _machine(chosen))
    engine.finalize_object()
    return engine


def _machine(chosen: Processor) -> llvm.TargetMachine:
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    # of the process, which may be of another width than the system
    target = llvm.Target.from_triple(llvm.get_process_triple())
    return target.create_target_machine(cpu=chosen.name, features=chosen.features, opt=2)
