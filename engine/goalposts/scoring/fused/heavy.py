"""Histograms and sketches in a scan: the place of a row's value in the line of its cell, found sixteen rows at a time.

The lines are dense. A histogram's holds the usual values, zero and 2^-10 to 2^22 (a millisecond to 48 days, in
seconds), in 8 kB; code that is `wide` holds every bucket there is, in 32 kB. What is not counted goes to the last
place of a line, which nobody reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.scoring.fused.vector_code import BITS, CODES, NUMBERS, TIMES, VectorCode
from goalposts.scoring.kernels.histogram import BUCKETS, BUCKETS_PER_OCTAVE, LOWEST_EXPONENT, ZERO
from goalposts.scoring.kernels.sketch import RANK_BITS, REGISTERS

if TYPE_CHECKING:
    from goalposts.scoring.fused.layout import Layout

USUAL_PLACES: Final = 2048
WIDE_PLACES: Final = -(-(BUCKETS + 1) // 16) * 16
SKETCH_PLACES: Final = REGISTERS
FIRST_USUAL: Final = ZERO + 1 + (-10 - LOWEST_EXPONENT) * BUCKETS_PER_OCTAVE
"""The bucket at the second place of a usual line; the first is the zero's."""

_DROPPED_BITS: Final = 46  # as in the histogram's twin
_BELOW_LOWEST: Final = (1023 + LOWEST_EXPONENT) * BUCKETS_PER_OCTAVE - 1
_SIGNLESS: Final = 2**63 - 1


def places(layout: Layout) -> int:
    """The places of a histogram's line."""
    return WIDE_PLACES if layout.wide else USUAL_PLACES


def histogram_place(code: VectorCode, condition: str, value: str, *, wide: bool) -> tuple[str, str]:
    """The place of a value, and the bits of the rows whose value is usual or not counted."""
    bits = code.value(f"bitcast {NUMBERS} {value} to {TIMES}")
    size = code.value(f"and {TIMES} {bits}, splat (i64 {_SIGNLESS})")
    top = code.value(f"lshr {TIMES} {size}, splat (i64 {_DROPPED_BITS})")
    steps = code.value(f"sub {TIMES} {top}, splat (i64 {_BELOW_LOWEST})")
    steps = code.value(f"call {TIMES} @llvm.smax.v16i64({TIMES} {steps}, {TIMES} zeroinitializer)")
    steps = code.value(f"call {TIMES} @llvm.smin.v16i64({TIMES} {steps}, {TIMES} splat (i64 {ZERO}))")
    negative = code.value(f"fcmp olt {NUMBERS} {value}, zeroinitializer")
    if wide:
        below = code.value(f"sub {TIMES} zeroinitializer, {steps}")
        signed = code.value(f"select {BITS} {negative}, {TIMES} {below}, {TIMES} {steps}")
        place = code.value(f"add {TIMES} {signed}, splat (i64 {ZERO})")
        return _counted(code, condition, place, WIDE_PLACES - 1), "splat (i1 true)"
    first = FIRST_USUAL - ZERO - 1
    place = code.value(f"sub {TIMES} {steps}, splat (i64 {first})")
    fits = code.value(f"icmp ult {TIMES} {place}, splat (i64 {USUAL_PLACES - 1})")
    above = code.value(f"icmp sgt {TIMES} {place}, zeroinitializer")
    fits = code.both(code.both(fits, above), code.negated(negative))
    zero = code.value(f"icmp eq {TIMES} {steps}, zeroinitializer")
    place = code.value(f"select {BITS} {zero}, {TIMES} zeroinitializer, {TIMES} {place}")
    usual = code.either(code.either(fits, zero), code.negated(condition))
    return _counted(code, condition, place, USUAL_PLACES - 1), usual


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
