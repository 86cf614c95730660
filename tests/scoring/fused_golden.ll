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
  %half = getelementptr double, ptr %scratch, i64 0
  %place = getelementptr double, ptr %half, i64 0
  %number = getelementptr double, ptr %half, i64 80
  %pattern_0 = getelementptr double, ptr %half, i64 160
  %left = sub i64 %end, %start
  %is_last = icmp slt i64 %left, 80
  %size = select i1 %is_last, i64 %left, i64 64
  %last_vector = sub i64 %size, 16
  br label %span

span:  ; the earliest and the latest instant
  %span_step = phi i64 [ 0, %block ], [ %span_next, %span_end ]
  %low = phi <16 x i64> [ splat (i64 9223372036854775807), %block ], [ %lower, %span_end ]
  %high = phi <16 x i64> [ splat (i64 -9223372036854775808), %block ], [ %higher, %span_end ]
  %span_over = icmp sgt i64 %span_step, %last_vector
  %span_at = select i1 %span_over, i64 %last_vector, i64 %span_step
  %span_row = add i64 %start, %span_at
  %span_slot = add i64 %span_at, 0
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
  %nobody = add i64 %undated, 1
  %segments_32 = trunc i64 %segments to i32
  %t15 = insertelement <16 x i32> poison, i32 %segments_32, i64 0
  %t16 = shufflevector <16 x i32> %t15, <16 x i32> poison, <16 x i32> zeroinitializer
  %all_segments = freeze <16 x i32> %t16
  %undated_32 = trunc i64 %undated to i32
  %t17 = insertelement <16 x i32> poison, i32 %undated_32, i64 0
  %t18 = shufflevector <16 x i32> %t17, <16 x i32> poison, <16 x i32> zeroinitializer
  %all_undated = freeze <16 x i32> %t18
  %nobody_32 = trunc i64 %nobody to i32
  %t19 = insertelement <16 x i32> poison, i32 %nobody_32, i64 0
  %t20 = shufflevector <16 x i32> %t19, <16 x i32> poison, <16 x i32> zeroinitializer
  %all_nobody = freeze <16 x i32> %t20
  br label %days

days:  ; the place of every row's cell
  %days_step = phi i64 [ 0, %change_done ], [ %days_next, %days_end ]
  %days_over = icmp sgt i64 %days_step, %last_vector
  %days_at = select i1 %days_over, i64 %last_vector, i64 %days_step
  %days_row = add i64 %start, %days_at
  %days_slot = add i64 %days_step, 0
  %t21 = getelementptr i64, ptr %column_0, i64 %days_row
  %t22 = load <16 x i64>, ptr %t21, align 8
  %t23 = call <16 x i64> @llvm.smax.v16i64(<16 x i64> %t22, <16 x i64> %all_earliest)
  %clipped = call <16 x i64> @llvm.smin.v16i64(<16 x i64> %t23, <16 x i64> %all_latest)
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
  %t24 = insertelement <16 x i64> poison, i64 %shift_instant, i64 0
  %t25 = shufflevector <16 x i64> %t24, <16 x i64> poison, <16 x i32> zeroinitializer
  %t26 = icmp sge <16 x i64> %clipped, %t25
  %t27 = insertelement <16 x i64> poison, i64 %shift_move, i64 0
  %t28 = shufflevector <16 x i64> %t27, <16 x i64> poison, <16 x i32> zeroinitializer
  %t29 = select <16 x i1> %t26, <16 x i64> %t28, <16 x i64> zeroinitializer
  %shifted_next = sub <16 x i64> %shifted, %t29
  %shift_next = add i64 %shift_at, 1
  br label %shift

shift_done:  ; 24 hours a day: without their factors of two, by an exact multiplication
  %t30 = lshr <16 x i64> %shifted, splat (i64 13)
  %t31 = or <16 x i64> %t30, splat (i64 4841369599423283200)
  %t32 = bitcast <16 x i64> %t31 to <16 x double>
  %t33 = fsub <16 x double> %t32, splat (double 0x432FFFFFFFFFFFFF)
  %t34 = fmul <16 x double> %t33, splat (double 0x3E79739FDCAB50DC)
  %t35 = fptosi <16 x double> %t34 to <16 x i32>
  %t36 = mul <16 x i32> %t35, %all_segments
  %t37 = select <16 x i1> splat (i1 true), <16 x i32> %t36, <16 x i32> %all_undated
  %days_again = sub i64 %days_step, %days_at
  %days_again_32 = trunc i64 %days_again to i32
  %t38 = insertelement <16 x i32> poison, i32 %days_again_32, i64 0
  %t39 = shufflevector <16 x i32> %t38, <16 x i32> poison, <16 x i32> zeroinitializer
  %t40 = icmp ult <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15>, %t39
  %t41 = select <16 x i1> %t40, <16 x i32> %all_nobody, <16 x i32> %t37
  %t42 = mul <16 x i32> %t41, splat (i32 8)
  %t43 = getelementptr i32, ptr %place, i64 %days_slot
  store <16 x i32> %t42, ptr %t43, align 4
  br label %days_end

days_end:  ; the next sixteen rows
  %days_next = add i64 %days_step, 16
  %days_more = icmp slt i64 %days_next, %size
  br i1 %days_more, label %days, label %values

values:  ; conditions and numbers
  %values_step = phi i64 [ 0, %days_end ], [ %values_next, %values_end ]
  %values_over = icmp sgt i64 %values_step, %last_vector
  %values_at = select i1 %values_over, i64 %last_vector, i64 %values_step
  %values_row = add i64 %start, %values_at
  %values_slot = add i64 %values_step, 0
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
  %t44 = getelementptr i32, ptr %place, i64 %values_slot
  %t45 = load <16 x i32>, ptr %t44, align 4
  %t46 = shl <16 x i32> %t45, splat (i32 1)
  %t47 = add <16 x i32> %t46, splat (i32 4)
  %t48 = select <16 x i1> %v4, <16 x i32> splat (i32 1), <16 x i32> zeroinitializer
  %t49 = add <16 x i32> %t47, %t48
  %t50 = getelementptr i32, ptr %pattern_0, i64 %values_slot
  store <16 x i32> %t49, ptr %t50, align 4
  %t51 = xor <16 x i1> %v12, splat (i1 true)
  %t52 = bitcast <16 x i1> %t51 to i16
  %odd = icmp ne i16 %t52, 0
  br i1 %odd, label %stop, label %touch

touch:  ; sixteen rows into their cells
  %t53 = fmul <16 x double> %v10, %v10
  %t54 = shufflevector <16 x double> %v10, <16 x double> %t53, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %t55 = getelementptr i32, ptr %pattern_0, i64 %values_slot
  %t56 = getelementptr i32, ptr %t55, i64 0
  %t57 = load i32, ptr %t56
  %t58 = zext i32 %t57 to i64
  %t59 = getelementptr i32, ptr %cube, i64 %t58
  %t60 = load i32, ptr %t59
  %t61 = add i32 %t60, 1
  store i32 %t61, ptr %t59
  %t62 = getelementptr i32, ptr %place, i64 %values_slot
  %t63 = getelementptr i32, ptr %t62, i64 0
  %t64 = load i32, ptr %t63
  %t65 = zext i32 %t64 to i64
  %t66 = getelementptr double, ptr %cube, i64 %t65
  %t67 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 0, i32 1>
  %t68 = getelementptr double, ptr %t66, i64 0
  %t69 = load <2 x double>, ptr %t68, align 8
  %t70 = fadd <2 x double> %t69, %t67
  store <2 x double> %t70, ptr %t68, align 8
  %t71 = getelementptr i32, ptr %t55, i64 1
  %t72 = load i32, ptr %t71
  %t73 = zext i32 %t72 to i64
  %t74 = getelementptr i32, ptr %cube, i64 %t73
  %t75 = load i32, ptr %t74
  %t76 = add i32 %t75, 1
  store i32 %t76, ptr %t74
  %t77 = getelementptr i32, ptr %t62, i64 1
  %t78 = load i32, ptr %t77
  %t79 = zext i32 %t78 to i64
  %t80 = getelementptr double, ptr %cube, i64 %t79
  %t81 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 2, i32 3>
  %t82 = getelementptr double, ptr %t80, i64 0
  %t83 = load <2 x double>, ptr %t82, align 8
  %t84 = fadd <2 x double> %t83, %t81
  store <2 x double> %t84, ptr %t82, align 8
  %t85 = getelementptr i32, ptr %t55, i64 2
  %t86 = load i32, ptr %t85
  %t87 = zext i32 %t86 to i64
  %t88 = getelementptr i32, ptr %cube, i64 %t87
  %t89 = load i32, ptr %t88
  %t90 = add i32 %t89, 1
  store i32 %t90, ptr %t88
  %t91 = getelementptr i32, ptr %t62, i64 2
  %t92 = load i32, ptr %t91
  %t93 = zext i32 %t92 to i64
  %t94 = getelementptr double, ptr %cube, i64 %t93
  %t95 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 4, i32 5>
  %t96 = getelementptr double, ptr %t94, i64 0
  %t97 = load <2 x double>, ptr %t96, align 8
  %t98 = fadd <2 x double> %t97, %t95
  store <2 x double> %t98, ptr %t96, align 8
  %t99 = getelementptr i32, ptr %t55, i64 3
  %t100 = load i32, ptr %t99
  %t101 = zext i32 %t100 to i64
  %t102 = getelementptr i32, ptr %cube, i64 %t101
  %t103 = load i32, ptr %t102
  %t104 = add i32 %t103, 1
  store i32 %t104, ptr %t102
  %t105 = getelementptr i32, ptr %t62, i64 3
  %t106 = load i32, ptr %t105
  %t107 = zext i32 %t106 to i64
  %t108 = getelementptr double, ptr %cube, i64 %t107
  %t109 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 6, i32 7>
  %t110 = getelementptr double, ptr %t108, i64 0
  %t111 = load <2 x double>, ptr %t110, align 8
  %t112 = fadd <2 x double> %t111, %t109
  store <2 x double> %t112, ptr %t110, align 8
  %t113 = getelementptr i32, ptr %t55, i64 4
  %t114 = load i32, ptr %t113
  %t115 = zext i32 %t114 to i64
  %t116 = getelementptr i32, ptr %cube, i64 %t115
  %t117 = load i32, ptr %t116
  %t118 = add i32 %t117, 1
  store i32 %t118, ptr %t116
  %t119 = getelementptr i32, ptr %t62, i64 4
  %t120 = load i32, ptr %t119
  %t121 = zext i32 %t120 to i64
  %t122 = getelementptr double, ptr %cube, i64 %t121
  %t123 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 8, i32 9>
  %t124 = getelementptr double, ptr %t122, i64 0
  %t125 = load <2 x double>, ptr %t124, align 8
  %t126 = fadd <2 x double> %t125, %t123
  store <2 x double> %t126, ptr %t124, align 8
  %t127 = getelementptr i32, ptr %t55, i64 5
  %t128 = load i32, ptr %t127
  %t129 = zext i32 %t128 to i64
  %t130 = getelementptr i32, ptr %cube, i64 %t129
  %t131 = load i32, ptr %t130
  %t132 = add i32 %t131, 1
  store i32 %t132, ptr %t130
  %t133 = getelementptr i32, ptr %t62, i64 5
  %t134 = load i32, ptr %t133
  %t135 = zext i32 %t134 to i64
  %t136 = getelementptr double, ptr %cube, i64 %t135
  %t137 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 10, i32 11>
  %t138 = getelementptr double, ptr %t136, i64 0
  %t139 = load <2 x double>, ptr %t138, align 8
  %t140 = fadd <2 x double> %t139, %t137
  store <2 x double> %t140, ptr %t138, align 8
  %t141 = getelementptr i32, ptr %t55, i64 6
  %t142 = load i32, ptr %t141
  %t143 = zext i32 %t142 to i64
  %t144 = getelementptr i32, ptr %cube, i64 %t143
  %t145 = load i32, ptr %t144
  %t146 = add i32 %t145, 1
  store i32 %t146, ptr %t144
  %t147 = getelementptr i32, ptr %t62, i64 6
  %t148 = load i32, ptr %t147
  %t149 = zext i32 %t148 to i64
  %t150 = getelementptr double, ptr %cube, i64 %t149
  %t151 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 12, i32 13>
  %t152 = getelementptr double, ptr %t150, i64 0
  %t153 = load <2 x double>, ptr %t152, align 8
  %t154 = fadd <2 x double> %t153, %t151
  store <2 x double> %t154, ptr %t152, align 8
  %t155 = getelementptr i32, ptr %t55, i64 7
  %t156 = load i32, ptr %t155
  %t157 = zext i32 %t156 to i64
  %t158 = getelementptr i32, ptr %cube, i64 %t157
  %t159 = load i32, ptr %t158
  %t160 = add i32 %t159, 1
  store i32 %t160, ptr %t158
  %t161 = getelementptr i32, ptr %t62, i64 7
  %t162 = load i32, ptr %t161
  %t163 = zext i32 %t162 to i64
  %t164 = getelementptr double, ptr %cube, i64 %t163
  %t165 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 14, i32 15>
  %t166 = getelementptr double, ptr %t164, i64 0
  %t167 = load <2 x double>, ptr %t166, align 8
  %t168 = fadd <2 x double> %t167, %t165
  store <2 x double> %t168, ptr %t166, align 8
  %t169 = getelementptr i32, ptr %t55, i64 8
  %t170 = load i32, ptr %t169
  %t171 = zext i32 %t170 to i64
  %t172 = getelementptr i32, ptr %cube, i64 %t171
  %t173 = load i32, ptr %t172
  %t174 = add i32 %t173, 1
  store i32 %t174, ptr %t172
  %t175 = getelementptr i32, ptr %t62, i64 8
  %t176 = load i32, ptr %t175
  %t177 = zext i32 %t176 to i64
  %t178 = getelementptr double, ptr %cube, i64 %t177
  %t179 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 16, i32 17>
  %t180 = getelementptr double, ptr %t178, i64 0
  %t181 = load <2 x double>, ptr %t180, align 8
  %t182 = fadd <2 x double> %t181, %t179
  store <2 x double> %t182, ptr %t180, align 8
  %t183 = getelementptr i32, ptr %t55, i64 9
  %t184 = load i32, ptr %t183
  %t185 = zext i32 %t184 to i64
  %t186 = getelementptr i32, ptr %cube, i64 %t185
  %t187 = load i32, ptr %t186
  %t188 = add i32 %t187, 1
  store i32 %t188, ptr %t186
  %t189 = getelementptr i32, ptr %t62, i64 9
  %t190 = load i32, ptr %t189
  %t191 = zext i32 %t190 to i64
  %t192 = getelementptr double, ptr %cube, i64 %t191
  %t193 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 18, i32 19>
  %t194 = getelementptr double, ptr %t192, i64 0
  %t195 = load <2 x double>, ptr %t194, align 8
  %t196 = fadd <2 x double> %t195, %t193
  store <2 x double> %t196, ptr %t194, align 8
  %t197 = getelementptr i32, ptr %t55, i64 10
  %t198 = load i32, ptr %t197
  %t199 = zext i32 %t198 to i64
  %t200 = getelementptr i32, ptr %cube, i64 %t199
  %t201 = load i32, ptr %t200
  %t202 = add i32 %t201, 1
  store i32 %t202, ptr %t200
  %t203 = getelementptr i32, ptr %t62, i64 10
  %t204 = load i32, ptr %t203
  %t205 = zext i32 %t204 to i64
  %t206 = getelementptr double, ptr %cube, i64 %t205
  %t207 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 20, i32 21>
  %t208 = getelementptr double, ptr %t206, i64 0
  %t209 = load <2 x double>, ptr %t208, align 8
  %t210 = fadd <2 x double> %t209, %t207
  store <2 x double> %t210, ptr %t208, align 8
  %t211 = getelementptr i32, ptr %t55, i64 11
  %t212 = load i32, ptr %t211
  %t213 = zext i32 %t212 to i64
  %t214 = getelementptr i32, ptr %cube, i64 %t213
  %t215 = load i32, ptr %t214
  %t216 = add i32 %t215, 1
  store i32 %t216, ptr %t214
  %t217 = getelementptr i32, ptr %t62, i64 11
  %t218 = load i32, ptr %t217
  %t219 = zext i32 %t218 to i64
  %t220 = getelementptr double, ptr %cube, i64 %t219
  %t221 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 22, i32 23>
  %t222 = getelementptr double, ptr %t220, i64 0
  %t223 = load <2 x double>, ptr %t222, align 8
  %t224 = fadd <2 x double> %t223, %t221
  store <2 x double> %t224, ptr %t222, align 8
  %t225 = getelementptr i32, ptr %t55, i64 12
  %t226 = load i32, ptr %t225
  %t227 = zext i32 %t226 to i64
  %t228 = getelementptr i32, ptr %cube, i64 %t227
  %t229 = load i32, ptr %t228
  %t230 = add i32 %t229, 1
  store i32 %t230, ptr %t228
  %t231 = getelementptr i32, ptr %t62, i64 12
  %t232 = load i32, ptr %t231
  %t233 = zext i32 %t232 to i64
  %t234 = getelementptr double, ptr %cube, i64 %t233
  %t235 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 24, i32 25>
  %t236 = getelementptr double, ptr %t234, i64 0
  %t237 = load <2 x double>, ptr %t236, align 8
  %t238 = fadd <2 x double> %t237, %t235
  store <2 x double> %t238, ptr %t236, align 8
  %t239 = getelementptr i32, ptr %t55, i64 13
  %t240 = load i32, ptr %t239
  %t241 = zext i32 %t240 to i64
  %t242 = getelementptr i32, ptr %cube, i64 %t241
  %t243 = load i32, ptr %t242
  %t244 = add i32 %t243, 1
  store i32 %t244, ptr %t242
  %t245 = getelementptr i32, ptr %t62, i64 13
  %t246 = load i32, ptr %t245
  %t247 = zext i32 %t246 to i64
  %t248 = getelementptr double, ptr %cube, i64 %t247
  %t249 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 26, i32 27>
  %t250 = getelementptr double, ptr %t248, i64 0
  %t251 = load <2 x double>, ptr %t250, align 8
  %t252 = fadd <2 x double> %t251, %t249
  store <2 x double> %t252, ptr %t250, align 8
  %t253 = getelementptr i32, ptr %t55, i64 14
  %t254 = load i32, ptr %t253
  %t255 = zext i32 %t254 to i64
  %t256 = getelementptr i32, ptr %cube, i64 %t255
  %t257 = load i32, ptr %t256
  %t258 = add i32 %t257, 1
  store i32 %t258, ptr %t256
  %t259 = getelementptr i32, ptr %t62, i64 14
  %t260 = load i32, ptr %t259
  %t261 = zext i32 %t260 to i64
  %t262 = getelementptr double, ptr %cube, i64 %t261
  %t263 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 28, i32 29>
  %t264 = getelementptr double, ptr %t262, i64 0
  %t265 = load <2 x double>, ptr %t264, align 8
  %t266 = fadd <2 x double> %t265, %t263
  store <2 x double> %t266, ptr %t264, align 8
  %t267 = getelementptr i32, ptr %t55, i64 15
  %t268 = load i32, ptr %t267
  %t269 = zext i32 %t268 to i64
  %t270 = getelementptr i32, ptr %cube, i64 %t269
  %t271 = load i32, ptr %t270
  %t272 = add i32 %t271, 1
  store i32 %t272, ptr %t270
  %t273 = getelementptr i32, ptr %t62, i64 15
  %t274 = load i32, ptr %t273
  %t275 = zext i32 %t274 to i64
  %t276 = getelementptr double, ptr %cube, i64 %t275
  %t277 = shufflevector <32 x double> %t54, <32 x double> poison, <2 x i32> <i32 30, i32 31>
  %t278 = getelementptr double, ptr %t276, i64 0
  %t279 = load <2 x double>, ptr %t278, align 8
  %t280 = fadd <2 x double> %t279, %t277
  store <2 x double> %t280, ptr %t278, align 8
  br label %values_end

values_end:  ; the next sixteen rows
  %values_next = add i64 %values_step, 16
  %values_more = icmp slt i64 %values_next, %size
  br i1 %values_more, label %values, label %block_done

stop:  ; this code is not careful enough for these rows
  %stopped = add i64 %start, %values_step
  br label %leave

block_done:  ; until the end
  %next = add i64 %start, %size
  br i1 %is_last, label %leave, label %block

leave:  ; how far it came
  %far = phi i64 [ %next, %block_done ], [ %stopped, %stop ]
  ret i64 %far
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
