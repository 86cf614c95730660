"""The code of loops that are written by hand, as LLVM text; `hand_loops` runs them and checks what they give.

A loop works on two blocks: for sixteen rows of one at a time it finds their places, and row by row of the other it adds
to them. What differs between cases are the numbers of sixteen rows, and what is added for one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from calls import DAY_MICROSECONDS, FIRST_INSTANT

CELL: Final = 32
"""Of a day and queue, as numbers of 32 bits: 4 sums, 4 squares, a sum and a square, 5 counters; two lines."""

FIRST_COUNTER: Final = 20
BUCKETS: Final = 1024
LOWEST_EXPONENT: Final = -4
OCTAVE: Final = 64
"""Of a quantile: buckets of a day and queue, the last for calls that are not counted, from 2^-4 on, 64 an octave."""

_DAY: Final = np.float64(1 / (DAY_MICROSECONDS >> 13)).view(np.uint64)
PLACE: Final = f"""
  %since = sub <16 x i64> %offered_at, splat (i64 {FIRST_INSTANT})
  %units = lshr <16 x i64> %since, splat (i64 13)
  %bits = or <16 x i64> %units, splat (i64 {0x4330000000000000})
  %exact = bitcast <16 x i64> %bits to <16 x double>
  %middle = fsub <16 x double> %exact, splat (double 0x432FFFFFFFFFFFFF)
  %days = fmul <16 x double> %middle, splat (double 0x{int(_DAY):016X})
  %day = fptosi <16 x double> %days to <16 x i32>
  %day_cell = mul <16 x i32> %day, splat (i32 {{queues}})
  %cell = add <16 x i32> %day_cell, %queue"""

NINE_VALUES: Final = f"""
  %place = mul <16 x i32> %cell, splat (i32 {CELL // 2})
  %is_answered = icmp eq <16 x i32> %outcome, zeroinitializer
  %is_abandoned = icmp eq <16 x i32> %outcome, splat (i32 1)
  %in_20 = fcmp ole <16 x double> %wait, splat (double 2.0e1)
  %in_5 = fcmp olt <16 x double> %wait, splat (double 5.0)
  %in_time = and <16 x i1> %is_answered, %in_20
  %at_once = and <16 x i1> %is_abandoned, %in_5
  %one = zext <16 x i1> %in_time to <16 x i32>
  %other_one = zext <16 x i1> %at_once to <16 x i32>
  %twice_outcome = shl <16 x i32> %outcome, splat (i32 1)
  %twice = shl <16 x i32> %place, splat (i32 1)
  %counter_0 = add <16 x i32> %twice, splat (i32 {FIRST_COUNTER})
  %counter_1 = add <16 x i32> %counter_0, %twice_outcome
  %counter_2 = add <16 x i32> %counter_1, %one
  %counter = add <16 x i32> %counter_2, %other_one
  %spoken = fadd <16 x double> %talk, %hold
  %handled = fadd <16 x double> %spoken, %acw
  %n_0 = select <16 x i1> %is_answered, <16 x double> %wait, <16 x double> zeroinitializer
  %n_1 = select <16 x i1> %is_answered, <16 x double> %talk, <16 x double> zeroinitializer
  %n_2 = select <16 x i1> %is_answered, <16 x double> %handled, <16 x double> zeroinitializer
  %n_3 = select <16 x i1> %is_answered, <16 x double> %acw, <16 x double> zeroinitializer
  %left = select <16 x i1> %is_abandoned, <16 x double> %wait, <16 x double> zeroinitializer
  %w_0 = shufflevector <16 x double> %n_0, <16 x double> %n_2, <32 x i32> <{{weave_16}}>
  %w_1 = shufflevector <16 x double> %n_1, <16 x double> %n_3, <32 x i32> <{{weave_16}}>
  %by_row = shufflevector <32 x double> %w_0, <32 x double> %w_1, <64 x i32> <{{weave_32}}>
  %fours_at = getelementptr <4 x double>, ptr %fours, i64 %step
  store <64 x double> %by_row, ptr %fours_at, align 8
  %singles_at = getelementptr double, ptr %singles, i64 %step
  store <16 x double> %left, ptr %singles_at, align 8"""

NINE_ROW: Final = """
  %cell_at = getelementptr double, ptr %cube, i64 %row_place
  %four_at = getelementptr <4 x double>, ptr %last_fours, i64 %k
  %four = load <4 x double>, ptr %four_at, align 8
  %four_squares = fmul <4 x double> %four, %four
  %sums = load <4 x double>, ptr %cell_at, align 8
  %new_sums = fadd <4 x double> %sums, %four
  store <4 x double> %new_sums, ptr %cell_at, align 8
  %squares_at = getelementptr double, ptr %cell_at, i64 4
  %squares = load <4 x double>, ptr %squares_at, align 8
  %new_squares = fadd <4 x double> %squares, %four_squares
  store <4 x double> %new_squares, ptr %squares_at, align 8
  %single_at = getelementptr double, ptr %last_singles, i64 %k
  %single = load double, ptr %single_at, align 8
  %single_square = fmul double %single, %single
  %half_pair = insertelement <2 x double> poison, double %single, i64 0
  %pair = insertelement <2 x double> %half_pair, double %single_square, i64 1
  %pair_at = getelementptr double, ptr %cell_at, i64 8
  %sum_pair = load <2 x double>, ptr %pair_at, align 8
  %new_pair = fadd <2 x double> %sum_pair, %pair
  store <2 x double> %new_pair, ptr %pair_at, align 8"""

FETCH: Final = """
  %{name}_at = getelementptr i32, ptr %counters, i64 %k
  %{name}_counter = load i32, ptr %{name}_at, align 4
  %{name}_wide = zext i32 %{name}_counter to i64
  %{name}_place = and i64 %{name}_wide, {line}
  %{name}_line = getelementptr i32, ptr %cube, i64 %{name}_place
  call void @llvm.prefetch.p0(ptr %{name}_line, i32 1, i32 3, i32 1)"""

QUANTILE_VALUES: Final = f"""
  %place = mul <16 x i32> %cell, splat (i32 {BUCKETS})
  %pattern = bitcast <16 x double> %talk to <16 x i64>
  %steps = lshr <16 x i64> %pattern, splat (i64 46)
  %step_32 = trunc <16 x i64> %steps to <16 x i32>
  %from_lowest = sub <16 x i32> %step_32, splat (i32 {(1023 + LOWEST_EXPONENT) * OCTAVE})
  %is_answered = icmp eq <16 x i32> %outcome, zeroinitializer
  %bucket = select <16 x i1> %is_answered, <16 x i32> %from_lowest, <16 x i32> splat (i32 {BUCKETS - 1})
  %counter = add <16 x i32> %place, %bucket"""

SCAN: Final = """
define i64 @scan(ptr noalias %table, i64 %first, i64 %blocks) nounwind {{
enter:
{pointers}
  br label %block
block:
  %b = phi i64 [ 0, %enter ], [ %b_next, %block_done ]
  %turn = phi i64 [ 0, %enter ], [ %other, %block_done ]
  %other = xor i64 %turn, {half}
{buffers}
  %done = mul i64 %b, {block}
  %start = add i64 %first, %done
  %is_over = icmp eq i64 %b, %blocks
  br i1 %is_over, label %touch, label %vector
vector:
  %step = phi i64 [ 0, %block ], [ %step_next, %vector ]
  %row = add i64 %start, %step
{loads}
{values}
  %places_at = getelementptr i32, ptr %places, i64 %step
  store <16 x i32> %place, ptr %places_at, align 4
  %counters_at = getelementptr i32, ptr %counters, i64 %step
  store <16 x i32> %counter, ptr %counters_at, align 4
  %step_next = add i64 %step, 16
  %step_more = icmp slt i64 %step_next, {block}
  br i1 %step_more, label %vector, label %touch
touch:
  %is_first = icmp eq i64 %b, 0
  br i1 %is_first, label %block_done, label %cells
cells:
  %k = phi i64 [ 0, %touch ], [ %k_next, %cells ]
{fetch}
  %row_place_at = getelementptr i32, ptr %last_places, i64 %k
  %row_place_32 = load i32, ptr %row_place_at, align 4
  %row_place = zext i32 %row_place_32 to i64
  %row_counter_at = getelementptr i32, ptr %last_counters, i64 %k
  %row_counter_32 = load i32, ptr %row_counter_at, align 4
  %row_counter = zext i32 %row_counter_32 to i64
  %counter_at = getelementptr i32, ptr %cube, i64 %row_counter
  %count = load i32, ptr %counter_at, align 4
  %new_count = add i32 %count, 1
  store i32 %new_count, ptr %counter_at, align 4
{touch}
  %k_next = add i64 %k, 1
  %k_more = icmp slt i64 %k_next, {block}
  br i1 %k_more, label %cells, label %block_done
block_done:
  %b_next = add i64 %b, 1
  br i1 %is_over, label %leave, label %block
leave:
  ret i64 0
}}
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
"""
