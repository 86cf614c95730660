"""Histograms and sketches in a scan: the place of a row's value in the line of its cell, found sixteen rows at a time.

The lines are dense. A histogram's holds the values of a range: at first zero and 2^-4 to 2^12 (in seconds, a sixteenth
to more than an hour) in 4 kB, then zero and 2^-10 to 2^22 in 8 kB, at last every bucket there is, in 32 kB. What is not
counted goes to the last place of a line, which nobody reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.scoring.filling.fused.vector_code import BITS, CODES, NUMBERS, TIMES, TRUE, VectorCode
from goalposts.scoring.kernels.histogram import BUCKETS, BUCKETS_PER_OCTAVE, DROPPED_BITS, LOWEST_EXPONENT, ZERO
from goalposts.scoring.kernels.sketch import RANK_BITS, REGISTERS

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Integers
    from goalposts.scoring.filling.fused.layout import Layout

SKETCH_PLACES: Final = REGISTERS
EVERY_BUCKET: Final = 2
"""The range that holds all; a code for it never stops."""

_RANGES: Final = ((-4, 1024), (-10, 2048))
"""The least exponent, and the places, of the other ranges."""

_ALL_PLACES: Final = -(-(BUCKETS + 1) // 16) * 16
_BELOW_LOWEST: Final = (1023 + LOWEST_EXPONENT) * BUCKETS_PER_OCTAVE - 1
_SIGNLESS: Final = 2**63 - 1


def places(layout: Layout) -> int:
    """The places of a histogram's line."""
    return _ALL_PLACES if layout.range == EVERY_BUCKET else _RANGES[layout.range][1]


def _first(exponent: int) -> int:
    """The bucket at the second place of a line; the first is the zero's."""
    return ZERO + 1 + (exponent - LOWEST_EXPONENT) * BUCKETS_PER_OCTAVE


def buckets_at(place: Integers, line_places: int) -> Integers:
    """The buckets that stand at some places of lines with so many places."""
    for exponent, known in _RANGES:
        if known == line_places:
            return np.where(place == 0, ZERO, place + (_first(exponent) - 1))
    return place


def histogram_place(code: VectorCode, condition: str, value: str, layout: Layout) -> tuple[str, str]:
    """The place of a value, and the bits of the rows whose value is in the range or not counted."""
    bits = code.value(f"bitcast {NUMBERS} {value} to {TIMES}")
    size = code.value(f"and {TIMES} {bits}, splat (i64 {_SIGNLESS})")
    top = code.value(f"lshr {TIMES} {size}, splat (i64 {DROPPED_BITS})")
    steps = code.value(f"sub {TIMES} {top}, splat (i64 {_BELOW_LOWEST})")
    steps = code.value(f"call {TIMES} @llvm.smax.v16i64({TIMES} {steps}, {TIMES} zeroinitializer)")
    steps = code.value(f"call {TIMES} @llvm.smin.v16i64({TIMES} {steps}, {TIMES} splat (i64 {ZERO}))")
    negative = code.value(f"fcmp olt {NUMBERS} {value}, zeroinitializer")
    nobodys = places(layout) - 1
    if layout.range == EVERY_BUCKET:
        below = code.value(f"sub {TIMES} zeroinitializer, {steps}")
        signed = code.value(f"select {BITS} {negative}, {TIMES} {below}, {TIMES} {steps}")
        place = code.value(f"add {TIMES} {signed}, splat (i64 {ZERO})")
        return _counted(code, condition, place, nobodys), TRUE
    first = _first(_RANGES[layout.range][0]) - ZERO - 1
    place = code.value(f"sub {TIMES} {steps}, splat (i64 {first})")
    fits = code.value(f"icmp ult {TIMES} {place}, splat (i64 {nobodys})")
    above = code.value(f"icmp sgt {TIMES} {place}, zeroinitializer")
    fits = code.both(code.both(fits, above), code.negated(negative))
    zero = code.value(f"icmp eq {TIMES} {steps}, zeroinitializer")
    place = code.value(f"select {BITS} {zero}, {TIMES} zeroinitializer, {TIMES} {place}")
    usual = code.either(code.either(fits, zero), code.negated(condition))
    return _counted(code, condition, place, nobodys), usual


def _counted(code: VectorCode, condition: str, place: str, nobodys: int) -> str:
    chosen = code.value(f"select {BITS} {condition}, {TIMES} {place}, {TIMES} splat (i64 {nobodys})")
    return code.value(f"trunc {TIMES} {chosen} to {CODES}")


def sketch_place(code: VectorCode, condition: str, hashed: str) -> str:
    """The register of a hash and the rank that it has there, in the lowest byte; 0 where not counted."""
    whole = code.value(f"fptoui {NUMBERS} {code.where(condition, hashed)} to {TIMES}")
    register = code.value(f"lshr {TIMES} {whole}, splat (i64 {RANK_BITS})")
    rest = code.value(f"and {TIMES} {whole}, splat (i64 {(1 << RANK_BITS) - 1})")
    zeros = code.value(f"call {TIMES} @llvm.ctlz.v16i64({TIMES} {rest}, i1 false)")
    rank = code.value(f"sub {TIMES} {zeros}, splat (i64 {63 - RANK_BITS})")
    rank = code.value(f"select {BITS} {condition}, {TIMES} {rank}, {TIMES} zeroinitializer")
    packed = code.value(f"or {TIMES} {code.value(f'shl {TIMES} {register}, splat (i64 8)')}, {rank}")
    return code.value(f"trunc {TIMES} {packed} to {CODES}")
