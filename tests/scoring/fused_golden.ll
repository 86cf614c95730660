define i64 @scan(ptr noalias %table, i64 %first, i64 %end) nounwind {

enter:  ; addresses and constants
  %at_column_0 = getelementptr ptr, ptr %table, i64 0
  %column_0 = load ptr, ptr %at_column_0
  %at_column_1 = getelementptr ptr, ptr %table, i64 1
  %column_1 = load ptr, ptr %at_column_1
  %at_column_2 = getelementptr ptr, ptr %table, i64 2
  %column_2 = load ptr, ptr %at_column_2
  %at_codes = getelementptr ptr, ptr %table, i64 3
  %codes = load ptr, ptr %at_codes
  %at_pivots = getelementptr ptr, ptr %table, i64 4
  %pivots = load ptr, ptr %at_pivots
  %at_calendar = getelementptr ptr, ptr %table, i64 5
  %calendar = load ptr, ptr %at_calendar
  %at_cube = getelementptr ptr, ptr %table, i64 6
  %cube = load ptr, ptr %at_cube
  %at_scratch = getelementptr ptr, ptr %table, i64 7
  %scratch = load ptr, ptr %at_scratch
  %at_code_0 = getelementptr i32, ptr %codes, i64 0
  %one_code_0 = load i32, ptr %at_code_0
  %t1 = insertelement <16 x i32> poison, i32 %one_code_0, i64 0
  %t2 = shufflevector <16 x i32> %t1, <16 x i32> poison, <16 x i32> zeroinitializer
  %code_0 = freeze <16 x i32> %t2
  %at_earliest = getelementptr i64, ptr %calendar, i64 0
  %earliest = load i64, ptr %at_earliest
  %at_latest = getelementptr i64, ptr %calendar, i64 1
  %latest = load i64, ptr %at_latest
  %at_origin = getelementptr i64, ptr %calendar, i64 2
  %origin = load i64, ptr %at_origin
  %at_segments = getelementptr i64, ptr %calendar, i64 3
  %segments = load i64, ptr %at_segments
  %at_undated = getelementptr i64, ptr %calendar, i64 4
  %undated = load i64, ptr %at_undated
  %at_changes = getelementptr i64, ptr %calendar, i64 5
  %changes = load i64, ptr %at_changes
  %instants = getelementptr i64, ptr %calendar, i64 6
  %moves = getelementptr i64, ptr %instants, i64 %changes
  %at_pivot_0 = getelementptr double, ptr %pivots, i64 0
  %one_pivot_0 = load double, ptr %at_pivot_0
  %t3 = insertelement <16 x double> poison, double %one_pivot_0, i64 0
  %t4 = shufflevector <16 x double> %t3, <16 x double> poison, <16 x i32> zeroinitializer
  %pivot_0 = freeze <16 x double> %t4
  br label %block

block:  ; the next rows
  %start = phi i64 [ %first, %enter ], [ %next, %block_done ]
  %waiting = phi i64 [ 0, %enter ], [ %taken, %block_done ]
  %turn = phi i64 [ 0, %enter ], [ %other_turn, %block_done ]
  %other_turn = xor i64 %turn, 320
  %half = getelementptr double, ptr %scratch, i64 %turn
  %place = getelementptr double, ptr %half, i64 0
  %number = getelementptr double, ptr %half, i64 80
  %pattern_0 = getelementptr double, ptr %half, i64 160
  %squared_0 = getelementptr double, ptr %half, i64 240
  %waiting_half = getelementptr double, ptr %scratch, i64 %other_turn
  %waiting_place = getelementptr double, ptr %waiting_half, i64 0
  %waiting_number = getelementptr double, ptr %waiting_half, i64 80
  %waiting_pattern_0 = getelementptr double, ptr %waiting_half, i64 160
  %waiting_squared_0 = getelementptr double, ptr %waiting_half, i64 240
  %left = sub i64 %end, %start
  %is_last = icmp slt i64 %left, 80
  %size = select i1 %is_last, i64 %left, i64 64
  %last_vector = sub i64 %size, 16
  %is_over = icmp eq i64 %left, 0
  br i1 %is_over, label %touch, label %span

span:  ; the earliest and the latest instant
  %span_step = phi i64 [ 0, %block ], [ %span_next, %span_end ]
  %low = phi <16 x i64> [ splat (i64 9223372036854775807), %block ], [ %lower, %span_end ]
  %high = phi <16 x i64> [ splat (i64 -9223372036854775808), %block ], [ %higher, %span_end ]
  %span_over = icmp sgt i64 %span_step, %last_vector
  %span_at = select i1 %span_over, i64 %last_vector, i64 %span_step
  %span_row = add i64 %start, %span_at
  %t5 = getelementptr i64, ptr %column_0, i64 %span_row
  %t6 = getelementptr i64, ptr %t5, i64 256
  call void @llvm.prefetch.p0(ptr %t6, i32 0, i32 0, i32 1)
  %t7 = getelementptr i64, ptr %t5, i64 264
  call void @llvm.prefetch.p0(ptr %t7, i32 0, i32 0, i32 1)
  %t8 = load <16 x i64>, ptr %t5, align 8
  %lower = call <16 x i64> @llvm.smin.v16i64(<16 x i64> %low, <16 x i64> %t8)
  %higher = call <16 x i64> @llvm.smax.v16i64(<16 x i64> %high, <16 x i64> %t8)
  br label %span_end

span_end:  ; the next sixteen rows
  %span_next = add i64 %span_step, 16
  %span_more = icmp slt i64 %span_next, %size
  br i1 %span_more, label %span, label %span_done

span_done:  ; of the whole block
  %lowest = call i64 @llvm.vector.reduce.smin.v16i64(<16 x i64> %lower)
  %highest = call i64 @llvm.vector.reduce.smax.v16i64(<16 x i64> %higher)
  br label %change

change:  ; changes of the clock before the block, and within it
  %change_at = phi i64 [ 0, %span_done ], [ %change_next, %change_one ]
  %passed = phi i64 [ 0, %span_done ], [ %passed_next, %change_one ]
  %reached = phi i64 [ 0, %span_done ], [ %reached_next, %change_one ]
  %moved = phi i64 [ %origin, %span_done ], [ %moved_next, %change_one ]
  %change_more = icmp slt i64 %change_at, %changes
  br i1 %change_more, label %change_one, label %change_done

change_one:  ; is it before all rows, or before some
  %at_instant = getelementptr i64, ptr %instants, i64 %change_at
  %instant = load i64, ptr %at_instant
  %at_move = getelementptr i64, ptr %moves, i64 %change_at
  %move = load i64, ptr %at_move
  %before_all = icmp sle i64 %instant, %lowest
  %before_some = icmp sle i64 %instant, %highest
  %one_passed = zext i1 %before_all to i64
  %one_reached = zext i1 %before_some to i64
  %move_passed = select i1 %before_all, i64 %move, i64 0
  %passed_next = add i64 %passed, %one_passed
  %reached_next = add i64 %reached, %one_reached
  %moved_next = add i64 %moved, %move_passed
  %change_next = add i64 %change_at, 1
  br label %change

change_done:  ; the same for every vector of the block
  %t9 = insertelement <16 x i64> poison, i64 %moved, i64 0
  %t10 = shufflevector <16 x i64> %t9, <16 x i64> poison, <16 x i32> zeroinitializer
  %all_moved = freeze <16 x i64> %t10
  %t11 = insertelement <16 x i64> poison, i64 %earliest, i64 0
  %t12 = shufflevector <16 x i64> %t11, <16 x i64> poison, <16 x i32> zeroinitializer
  %all_earliest = freeze <16 x i64> %t12
  %t13 = insertelement <16 x i64> poison, i64 %latest, i64 0
  %t14 = shufflevector <16 x i64> %t13, <16 x i64> poison, <16 x i32> zeroinitializer
  %all_latest = freeze <16 x i64> %t14
  %segments_32 = trunc i64 %segments to i32
  %t15 = insertelement <16 x i32> poison, i32 %segments_32, i64 0
  %t16 = shufflevector <16 x i32> %t15, <16 x i32> poison, <16 x i32> zeroinitializer
  %all_segments = freeze <16 x i32> %t16
  %undated_32 = trunc i64 %undated to i32
  %t17 = insertelement <16 x i32> poison, i32 %undated_32, i64 0
  %t18 = shufflevector <16 x i32> %t17, <16 x i32> poison, <16 x i32> zeroinitializer
  %all_undated = freeze <16 x i32> %t18
  br label %days

days:  ; the place of every row's cell
  %days_step = phi i64 [ 0, %change_done ], [ %days_next, %days_end ]
  %days_over = icmp sgt i64 %days_step, %last_vector
  %days_at = select i1 %days_over, i64 %last_vector, i64 %days_step
  %days_row = add i64 %start, %days_at
  %t19 = getelementptr i64, ptr %column_0, i64 %days_row
  %t20 = load <16 x i64>, ptr %t19, align 8
  %t21 = call <16 x i64> @llvm.smax.v16i64(<16 x i64> %t20, <16 x i64> %all_earliest)
  %clipped = call <16 x i64> @llvm.smin.v16i64(<16 x i64> %t21, <16 x i64> %all_latest)
  %since = sub <16 x i64> %clipped, %all_moved
  br label %shift

shift:  ; by every change of the clock within the block
  %shift_at = phi i64 [ %passed, %days ], [ %shift_next, %shift_one ]
  %shifted = phi <16 x i64> [ %since, %days ], [ %shifted_next, %shift_one ]
  %shift_more = icmp slt i64 %shift_at, %reached
  br i1 %shift_more, label %shift_one, label %shift_done

shift_one:  ; rows after the change move
  %at_shift_instant = getelementptr i64, ptr %instants, i64 %shift_at
  %shift_instant = load i64, ptr %at_shift_instant
  %at_shift_move = getelementptr i64, ptr %moves, i64 %shift_at
  %shift_move = load i64, ptr %at_shift_move
  %t22 = insertelement <16 x i64> poison, i64 %shift_instant, i64 0
  %t23 = shufflevector <16 x i64> %t22, <16 x i64> poison, <16 x i32> zeroinitializer
  %t24 = icmp sge <16 x i64> %clipped, %t23
  %t25 = insertelement <16 x i64> poison, i64 %shift_move, i64 0
  %t26 = shufflevector <16 x i64> %t25, <16 x i64> poison, <16 x i32> zeroinitializer
  %t27 = select <16 x i1> %t24, <16 x i64> %t26, <16 x i64> zeroinitializer
  %shifted_next = sub <16 x i64> %shifted, %t27
  %shift_next = add i64 %shift_at, 1
  br label %shift

shift_done:  ; 24 hours a day: without their factors of two, by an exact multiplication
  %t28 = lshr <16 x i64> %shifted, splat (i64 13)
  %t29 = or <16 x i64> %t28, splat (i64 4841369599423283200)
  %t30 = bitcast <16 x i64> %t29 to <16 x double>
  %t31 = fsub <16 x double> %t30, splat (double 0x432FFFFFFFFFFFFF)
  %t32 = fmul <16 x double> %t31, splat (double 0x3E79739FDCAB50DC)
  %t33 = fptosi <16 x double> %t32 to <16 x i32>
  %t34 = mul <16 x i32> %t33, %all_segments
  %t35 = select <16 x i1> splat (i1 true), <16 x i32> %t34, <16 x i32> %all_undated
  %t36 = mul <16 x i32> %t35, splat (i32 8)
  %t37 = getelementptr i32, ptr %place, i64 %days_at
  store <16 x i32> %t36, ptr %t37, align 4
  br label %days_end

days_end:  ; the next sixteen rows
  %days_next = add i64 %days_step, 16
  %days_more = icmp slt i64 %days_next, %size
  br i1 %days_more, label %days, label %values

values:  ; conditions and numbers
  %values_step = phi i64 [ 0, %days_end ], [ %values_next, %values_end ]
  %odd = phi i16 [ 0, %days_end ], [ %odd_next, %values_end ]
  %values_over = icmp sgt i64 %values_step, %last_vector
  %values_at = select i1 %values_over, i64 %last_vector, i64 %values_step
  %values_row = add i64 %start, %values_at
  %row = add i64 %values_row, 0
  %v1 = getelementptr i32, ptr %column_1, i64 %row
  %v2 = getelementptr i32, ptr %v1, i64 256
  call void @llvm.prefetch.p0(ptr %v2, i32 0, i32 0, i32 1)
  %v3 = load <16 x i32>, ptr %v1, align 4
  %v4 = icmp eq <16 x i32> %v3, %code_0
  %v5 = getelementptr double, ptr %column_2, i64 %row
  %v6 = getelementptr double, ptr %v5, i64 256
  call void @llvm.prefetch.p0(ptr %v6, i32 0, i32 0, i32 1)
  %v7 = getelementptr double, ptr %v5, i64 264
  call void @llvm.prefetch.p0(ptr %v7, i32 0, i32 0, i32 1)
  %v8 = load <16 x double>, ptr %v5, align 8
  %v9 = fsub <16 x double> %v8, %pivot_0
  %v10 = select <16 x i1> %v4, <16 x double> %v9, <16 x double> zeroinitializer
  %v11 = call <16 x double> @llvm.fabs.v16f64(<16 x double> %v8)
  %v12 = fcmp olt <16 x double> %v11, splat (double 0x7FF0000000000000)
  %t38 = getelementptr i32, ptr %place, i64 %values_at
  %t39 = load <16 x i32>, ptr %t38, align 4
  %t40 = shl <16 x i32> %t39, splat (i32 1)
  %t41 = add <16 x i32> %t40, splat (i32 4)
  %t42 = select <16 x i1> %v4, <16 x i32> splat (i32 1), <16 x i32> zeroinitializer
  %t43 = add <16 x i32> %t41, %t42
  %t44 = getelementptr i32, ptr %pattern_0, i64 %values_at
  store <16 x i32> %t43, ptr %t44, align 4
  %t45 = mul i64 %values_at, 1
  %t46 = getelementptr double, ptr %squared_0, i64 %t45
  store <16 x double> %v10, ptr %t46, align 8
  %t47 = xor <16 x i1> %v12, splat (i1 true)
  %t48 = bitcast <16 x i1> %t47 to i16
  %odd_next = or i16 %odd, %t48
  br label %values_end

values_end:  ; the next sixteen rows
  %values_next = add i64 %values_step, 16
  %values_more = icmp slt i64 %values_next, %size
  br i1 %values_more, label %values, label %care

care:  ; is this code careful enough for the block
  %is_odd = icmp ne i16 %odd_next, 0
  br label %touch

touch:  ; the rows of the block before, whose cells are fetched by now
  %is_end = phi i1 [ true, %block ], [ %is_odd, %care ]
  %taken = phi i64 [ 0, %block ], [ %size, %care ]
  %is_first = icmp eq i64 %waiting, 0
  br i1 %is_first, label %block_done, label %cells

cells:  ; one row into its cell
  %k = phi i64 [ 0, %touch ], [ %k_next, %cells ]
  %t49 = getelementptr i32, ptr %waiting_pattern_0, i64 %k
  %t50 = load i32, ptr %t49
  %t51 = zext i32 %t50 to i64
  %t52 = getelementptr i32, ptr %cube, i64 %t51
  %t53 = load i32, ptr %t52
  %t54 = add i32 %t53, 1
  store i32 %t54, ptr %t52
  %t55 = getelementptr i32, ptr %waiting_place, i64 %k
  %t56 = load i32, ptr %t55
  %t57 = zext i32 %t56 to i64
  %t58 = getelementptr double, ptr %cube, i64 %t57
  %t59 = mul i64 %k, 1
  %t60 = getelementptr double, ptr %waiting_squared_0, i64 %t59
  %t61 = load double, ptr %t60, align 8
  %t62 = fmul double %t61, %t61
  %t63 = insertelement <2 x double> poison, double %t61, i64 0
  %t64 = insertelement <2 x double> %t63, double %t62, i64 1
  %t65 = getelementptr double, ptr %t58, i64 0
  %t66 = load <2 x double>, ptr %t65, align 8
  %t67 = fadd <2 x double> %t66, %t64
  store <2 x double> %t67, ptr %t65, align 8
  %k_next = add i64 %k, 1
  %k_more = icmp slt i64 %k_next, %waiting
  br i1 %k_more, label %cells, label %block_done

block_done:  ; until the end
  %next = add i64 %start, %taken
  br i1 %is_end, label %leave, label %block

leave:  ; how far it came
  ret i64 %start
}

declare <16 x double> @llvm.fabs.v16f64(<16 x double>)
declare <16 x i64> @llvm.smin.v16i64(<16 x i64>, <16 x i64>)
declare <16 x i64> @llvm.smax.v16i64(<16 x i64>, <16 x i64>)
declare <16 x i64> @llvm.ctlz.v16i64(<16 x i64>, i1)
declare <16 x double> @llvm.masked.gather.v16f64.v16p0(<16 x ptr>, i32, <16 x i1>, <16 x double>)
declare <16 x i32> @llvm.umin.v16i32(<16 x i32>, <16 x i32>)
declare i64 @llvm.vector.reduce.smin.v16i64(<16 x i64>)
declare i64 @llvm.vector.reduce.smax.v16i64(<16 x i64>)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
