"""Calls the code of a fold: packs parts, folds partitions, reads entities. All calls release the GIL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from goalposts.scoring.folds.fold_answers import Answer, Answers
from goalposts.scoring.folds.fold_code.answer import answer_code, fields_of
from goalposts.scoring.folds.fold_code.index import index_code
from goalposts.scoring.folds.fold_code.layout import Layout, Place, layout_of, numpy_type
from goalposts.scoring.folds.fold_code.lines import PARTITIONS
from goalposts.scoring.folds.fold_code.scatter import Sources, scatter_code
from goalposts.scoring.folds.fold_code.update import RUN, update_code
from goalposts.scoring.folds.spare_memory import spare_memory

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.folds.fold_program import Program
    from goalposts.scoring.folds.fold_rows import Numbers, Part
    from goalposts.scoring.kernels.fold_functions import Function

Bytes = NDArray[np.uint8]


@define(eq=False)
class Block:
    """The packed rows of a part, ordered by partition.

    Attributes:
        rows: shape (rows * size of a row,).
        starts: uint32, shape (PARTITIONS + 1,), where each partition begins.
    """

    rows: Bytes
    starts: NDArray[np.uint32]


@define(eq=False)
class CompiledFold:
    """The code of one program.

    Attributes:
        layout: where the parts of rows and records lie.
    """

    layout: Layout
    _functions: dict[str, Function]
    _scatters: dict[Sources, Function] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, program: Program, key: Numbers) -> CompiledFold:
        """The code for a program, and for keys of a kind."""
        from goalposts.scoring.kernels.fold_functions import compiled_functions

        layout = layout_of(program, _key_type(key))
        text = "\n".join((update_code(layout), index_code(layout), answer_code(layout)))
        return cls(layout, compiled_functions(text, ("fold", "index", "answer")))

    def fits(self, key: Numbers) -> bool:
        """Whether keys are of the kind that the code was written for."""
        return _key_type(key) == self.layout.row.key.of

    def scatter(self, part: Part, block: Block) -> None:
        """Pack the rows of a part, and fill a block with them; it has room for those too that are left out."""
        row = self.layout.row
        words, values = part.flag_words(), part.values()
        sources = Sources(
            part.kept is not None,
            _source(part.key),
            tuple(map(_source, values)),
            tuple((word.array is not None, len(word.tables)) for word in words),
        )
        counters = np.zeros(PARTITIONS + 1, np.uint32)
        mask = None if part.kept is None else _ready(part.kept, "i8")
        arrays: list[Any] = [block.starts, counters, block.rows, mask, *_arrays(part.key, row.key)]
        arrays.append(_ready(part.time, "i64"))
        for word, place in zip(words, row.flags, strict=True):
            arrays += [word.constant, None if word.array is None else _ready(word.array, place.of)]
            for table, codes in word.tables:
                arrays += [_ready(table, place.of), _ready(codes, "i32")]
        for value, place, slot in zip(values, row.values, self.layout.program.slots, strict=True):
            arrays += _arrays(value, Place("double", 0) if slot.type.is_numeric else place)
        scratch, arguments = np.empty(part.rows, np.uint16), _addresses(arrays)
        self._scatter_from(sources)(arguments.ctypes.data, 0, part.rows, scratch.ctypes.data)

    def _scatter_from(self, sources: Sources) -> Function:
        from goalposts.scoring.kernels.fold_functions import compiled_functions

        if sources not in self._scatters:
            made = compiled_functions(scatter_code(self.layout, sources), ("scatter",))
            self._scatters[sources] = made["scatter"]
        return self._scatters[sources]

    def fold(self, blocks: Blocks, tables: Integers, first: int, end: int) -> int:
        """Fold the rows of some partitions; return the one that has no room for a new entity, or `end`."""
        scratch = np.empty(2 * RUN, np.int64)
        arguments = _addresses([blocks.count, blocks.rows, blocks.starts, tables])
        return self._functions["fold"](arguments.ctypes.data, first, end, scratch.ctypes.data)

    def index(self, tables: Integers, partition: int, entities: int) -> None:
        """Enter the records of a partition into its empty slots."""
        self._functions["index"](tables[partition].ctypes.data, 0, entities, 0)

    def answer(self, tables: Integers, first: int, end: int, entities: int) -> Answers:
        """Read the fields of the entities of some partitions."""
        types = fields_of(self.layout)
        wanted = [np.dtype(np.int64), *map(numpy_type, types.values()), *[np.dtype(np.bool_)] * len(types)]
        keys, *found = _side_by_side(entities, wanted)
        arrays, known = found[: len(types)], found[len(types) :]
        given = [array for pair in zip(arrays, known, strict=True) for array in pair]
        arguments = _addresses([tables, keys, *given])
        self._functions["answer"](arguments.ctypes.data, first, end, 0)
        fields = {}
        for name, values, valid in zip(types, arrays, known, strict=True):
            step = self.layout.program.found_in.get(name)
            is_flag = step is None or values.dtype == np.int8
            always = step is not None and step.kind == "count"
            fields[name] = Answer(values.view(np.bool_) if is_flag else values, None if always else valid)
        return Answers(keys, fields)


@frozen(eq=False)
class Blocks:
    """Blocks as the code reads them.

    Attributes:
        held: the blocks, whose memory is theirs as long as somebody may read it.
        count: how many.
        rows: the addresses of their rows.
        starts: the addresses of their starts.
        coming: shape (PARTITIONS,), the rows of every partition.
    """

    held: tuple[Block, ...]
    count: int
    rows: Integers
    starts: Integers
    coming: Integers

    @classmethod
    def of(cls, blocks: list[Block]) -> Blocks:
        """Tell the code where some blocks are."""
        starts = np.zeros((len(blocks), PARTITIONS + 1), np.int64)
        for number, block in enumerate(blocks):
            starts[number] = block.starts
        return cls(
            tuple(blocks),
            len(blocks),
            _addresses([block.rows for block in blocks]),
            _addresses([block.starts for block in blocks]),
            np.diff(starts, axis=1).sum(axis=0),
        )


def _side_by_side(size: int, types: list[np.dtype[Any]]) -> list[NDArray[Any]]:
    """Arrays in one piece of memory, the widest first.

    It is used again when the last of them is gone: to touch fresh memory costs more than to fill it.
    """
    room = spare_memory().take(size * sum(of.itemsize for of in types))
    made: list[NDArray[Any]] = [room] * len(types)
    start = 0
    for place in sorted(range(len(types)), key=lambda place: -types[place].itemsize):
        end = start + size * types[place].itemsize
        made[place], start = room[start:end].view(types[place]), end
    return made


def _key_type(key: Numbers) -> str:
    return "i64" if key.values is not None and key.values.dtype == np.int64 and key.table is None else "i32"


def _source(numbers: Numbers) -> str:
    if numbers.values is None:
        return "none"
    return "plain" if numbers.table is None else "table"


def _arrays(numbers: Numbers, place: Place) -> list[Any]:
    if numbers.values is None:
        return [None, None]
    if numbers.table is None:
        return [_ready(numbers.values, place.of), None]
    return [_ready(numbers.values, "i32"), _ready(numbers.table, "i32")]


def _ready(values: NDArray[Any], of: str) -> NDArray[Any]:
    return np.ascontiguousarray(values, np.bool_ if values.dtype == np.bool_ and of == "i8" else numpy_type(of))


def _addresses(given: list[Any]) -> Integers:
    """The table of arguments: addresses of arrays, numbers as they are."""
    return np.array([0 if one is None else one if isinstance(one, int) else one.ctypes.data for one in given], np.int64)
