define i64 @scatter(ptr noalias %args, i64 %first, i64 %end, ptr noalias %scratch) nounwind {
enter:
  %at_starts = getelementptr i64, ptr %args, i64 0
  %starts = load ptr, ptr %at_starts
  %at_counters = getelementptr i64, ptr %args, i64 1
  %counters = load ptr, ptr %at_counters
  %at_rows = getelementptr i64, ptr %args, i64 2
  %rows = load ptr, ptr %at_rows
  %at_mask = getelementptr i64, ptr %args, i64 3
  %mask = load ptr, ptr %at_mask
  %at_keys = getelementptr i64, ptr %args, i64 4
  %keys = load ptr, ptr %at_keys
  %at_key_table = getelementptr i64, ptr %args, i64 5
  %key_table = load ptr, ptr %at_key_table
  %at_times = getelementptr i64, ptr %args, i64 6
  %times = load ptr, ptr %at_times
  %at_constant_0 = getelementptr i64, ptr %args, i64 7
  %constant_0 = load i8, ptr %at_constant_0
  %at_array_0 = getelementptr i64, ptr %args, i64 8
  %array_0 = load ptr, ptr %at_array_0
  %at_table_0_0 = getelementptr i64, ptr %args, i64 9
  %table_0_0 = load ptr, ptr %at_table_0_0
  %at_codes_0_0 = getelementptr i64, ptr %args, i64 10
  %codes_0_0 = load ptr, ptr %at_codes_0_0
  %at_values_0 = getelementptr i64, ptr %args, i64 11
  %values_0 = load ptr, ptr %at_values_0
  %at_numbers_0 = getelementptr i64, ptr %args, i64 12
  %numbers_0 = load ptr, ptr %at_numbers_0
  %size = sub i64 %end, %first
  %any = icmp sgt i64 %size, 0
  br i1 %any, label %count, label %starts_enter

count:  ; the partition of a row
  %i = phi i64 [ 0, %enter ], [ %i_next, %count ]
  %row = add i64 %first, %i
  %t1 = getelementptr i32, ptr %keys, i64 %row
  %t2 = load i32, ptr %t1
  %t3 = zext i32 %t2 to i64
  %t4 = getelementptr i32, ptr %key_table, i64 %t3
  %t5 = load i32, ptr %t4
  %t6 = zext i32 %t5 to i64
  %t7 = mul i64 %t6, -7046029254386353131
  %t8 = lshr i64 %t7, 32
  %t9 = xor i64 %t7, %t8
  %t10 = mul i64 %t9, -4265267296055464877
  %t11 = lshr i64 %t10, 54
  %t12 = getelementptr i8, ptr %mask, i64 %row
  %t13 = load i8, ptr %t12
  %t14 = icmp ne i8 %t13, 0
  %t15 = select i1 %t14, i64 %t11, i64 1024
  %t16 = trunc i64 %t15 to i16
  %t17 = getelementptr i16, ptr %scratch, i64 %i
  store i16 %t16, ptr %t17
  %t18 = getelementptr i32, ptr %counters, i64 %t15
  %t19 = load i32, ptr %t18
  %t20 = add i32 %t19, 1
  store i32 %t20, ptr %t18
  %i_next = add i64 %i, 1
  %i_more = icmp slt i64 %i_next, %size
  br i1 %i_more, label %count, label %starts_enter

starts_enter:  ; one partition begins where the one before ends
  br label %begin

begin:  ; of one partition
  %p = phi i64 [ 0, %starts_enter ], [ %p_next, %begin ]
  %start = phi i32 [ 0, %starts_enter ], [ %start_next, %begin ]
  %t21 = getelementptr i32, ptr %counters, i64 %p
  %t22 = load i32, ptr %t21
  %start_next = add i32 %start, %t22
  %t23 = getelementptr i32, ptr %starts, i64 %p
  store i32 %start, ptr %t21
  store i32 %start, ptr %t23
  %p_next = add i64 %p, 1
  %p_more = icmp sle i64 %p_next, 1024
  br i1 %p_more, label %begin, label %scatter_enter

scatter_enter:  ; %start is where the rows that are left out begin
  br i1 %any, label %scatter, label %leave

scatter:  ; a row to its place
  %j = phi i64 [ 0, %scatter_enter ], [ %j_next, %scatter ]
  %source = add i64 %first, %j
  %t24 = getelementptr i16, ptr %scratch, i64 %j
  %t25 = load i16, ptr %t24
  %t26 = zext i16 %t25 to i64
  %t27 = getelementptr i32, ptr %counters, i64 %t26
  %t28 = load i32, ptr %t27
  %t29 = add i32 %t28, 1
  store i32 %t29, ptr %t27
  %t30 = zext i32 %t28 to i64
  %t31 = mul nuw nsw i64 %t30, 24
  %t32 = getelementptr i8, ptr %rows, i64 %t31
  %t33 = getelementptr i32, ptr %keys, i64 %source
  %t34 = load i32, ptr %t33
  %t35 = zext i32 %t34 to i64
  %t36 = getelementptr i32, ptr %key_table, i64 %t35
  %t37 = load i32, ptr %t36
  %t38 = getelementptr i8, ptr %t32, i64 16
  store i32 %t37, ptr %t38, align 1
  %t39 = getelementptr i64, ptr %times, i64 %source
  %t40 = load i64, ptr %t39
  %t41 = getelementptr i8, ptr %t32, i64 0
  store i64 %t40, ptr %t41, align 1
  %t42 = getelementptr i8, ptr %array_0, i64 %source
  %t43 = load i8, ptr %t42
  %t44 = or i8 %constant_0, %t43
  %t45 = getelementptr i32, ptr %codes_0_0, i64 %source
  %t46 = load i32, ptr %t45
  %t47 = zext i32 %t46 to i64
  %t48 = getelementptr i8, ptr %table_0_0, i64 %t47
  %t49 = load i8, ptr %t48
  %t50 = or i8 %t44, %t49
  %t51 = getelementptr i8, ptr %t32, i64 20
  store i8 %t50, ptr %t51, align 1
  %t52 = getelementptr double, ptr %values_0, i64 %source
  %t53 = load double, ptr %t52
  %t54 = fadd double %t53, 0.0
  %t55 = getelementptr i8, ptr %t32, i64 8
  store double %t54, ptr %t55, align 1
  %j_next = add i64 %j, 1
  %j_more = icmp slt i64 %j_next, %size
  br i1 %j_more, label %scatter, label %leave

leave:  ; how many were kept
  %kept = zext i32 %start to i64
  ret i64 %kept
}

define i64 @fold(ptr noalias %args, i64 %first, i64 %end, ptr noalias %scratch) nounwind {
enter:
  %at_blocks = getelementptr i64, ptr %args, i64 0
  %blocks = load i64, ptr %at_blocks
  %at_block_rows = getelementptr i64, ptr %args, i64 1
  %block_rows = load ptr, ptr %at_block_rows
  %at_block_starts = getelementptr i64, ptr %args, i64 2
  %block_starts = load ptr, ptr %at_block_starts
  %at_tables = getelementptr i64, ptr %args, i64 3
  %tables = load ptr, ptr %at_tables
  %misses = getelementptr i64, ptr %scratch, i64 256
  br label %partition

partition:  ; the next one
  %p = phi i64 [ %first, %enter ], [ %p_next, %partition_done ]
  %p_more = icmp slt i64 %p, %end
  br i1 %p_more, label %table, label %leave

table:  ; of this partition
  %table_at = mul i64 %p, 8
  %table_p = getelementptr i64, ptr %tables, i64 %table_at
  %at_slots = getelementptr i64, ptr %table_p, i64 0
  %slots = load ptr, ptr %at_slots
  %at_records = getelementptr i64, ptr %table_p, i64 1
  %records = load ptr, ptr %at_records
  %at_shift = getelementptr i64, ptr %table_p, i64 2
  %shift = load i64, ptr %at_shift
  %at_capacity = getelementptr i64, ptr %table_p, i64 3
  %capacity = load i64, ptr %at_capacity
  %at_known = getelementptr i64, ptr %table_p, i64 4
  %at_first_block = getelementptr i64, ptr %table_p, i64 5
  %first_block = load i64, ptr %at_first_block
  %at_first_row = getelementptr i64, ptr %table_p, i64 6
  %first_row = load i64, ptr %at_first_row
  %slot_mask = lshr i64 -1, %shift
  %p_after = add i64 %p, 1
  %known_before = load i64, ptr %at_known
  %is_new = icmp eq i64 %known_before, 0
  %record_bytes = mul i64 %known_before, 28
  %slot_count = add i64 %slot_mask, 1
  %slot_bytes = shl i64 %slot_count, 2
  br i1 %is_new, label %block, label %fetch_records

fetch_records:  ; what was known before
  %records_at = phi i64 [ 0, %table ], [ %records_next, %fetch_records ]
  %t1 = getelementptr i8, ptr %records, i64 %records_at
  call void @llvm.prefetch.p0(ptr %t1, i32 1, i32 2, i32 1)
  %records_next = add i64 %records_at, 64
  %records_more = icmp slt i64 %records_next, %record_bytes
  br i1 %records_more, label %fetch_records, label %fetch_slots

fetch_slots:  ; what was known before
  %slots_at = phi i64 [ 0, %fetch_records ], [ %slots_next, %fetch_slots ]
  %t2 = getelementptr i8, ptr %slots, i64 %slots_at
  call void @llvm.prefetch.p0(ptr %t2, i32 1, i32 2, i32 1)
  %slots_next = add i64 %slots_at, 64
  %slots_more = icmp slt i64 %slots_next, %slot_bytes
  br i1 %slots_more, label %fetch_slots, label %block

block:  ; the next one
  %b = phi i64 [ %first_block, %table ], [ %first_block, %fetch_slots ], [ %b_next, %block_done ]
  %skipped = phi i64 [ %first_row, %table ], [ %first_row, %fetch_slots ], [ 0, %block_done ]
  %b_more = icmp slt i64 %b, %blocks
  br i1 %b_more, label %rows, label %partition_done

rows:  ; those of the partition
  %t3 = getelementptr ptr, ptr %block_rows, i64 %b
  %base = load ptr, ptr %t3
  %t4 = getelementptr ptr, ptr %block_starts, i64 %b
  %t5 = load ptr, ptr %t4
  %t6 = getelementptr i32, ptr %t5, i64 %p
  %t7 = load i32, ptr %t6
  %block_start = zext i32 %t7 to i64
  %t8 = getelementptr i32, ptr %t5, i64 %p_after
  %t9 = load i32, ptr %t8
  %block_end = zext i32 %t9 to i64
  %from_first = add i64 %block_start, %skipped
  %b_after = add i64 %b, 1
  %b_last = icmp eq i64 %b_after, %blocks
  %b_near = select i1 %b_last, i64 %b, i64 %b_after
  %t10 = getelementptr ptr, ptr %block_rows, i64 %b_near
  %t11 = load ptr, ptr %t10
  %t12 = getelementptr ptr, ptr %block_starts, i64 %b_near
  %t13 = load ptr, ptr %t12
  %t14 = getelementptr i32, ptr %t13, i64 %p
  %t15 = load i32, ptr %t14
  %t16 = zext i32 %t15 to i64
  %t17 = mul nuw nsw i64 %t16, 24
  %t18 = getelementptr i8, ptr %t11, i64 %t17
  %t19 = mul nuw nsw i64 %block_start, 24
  %t20 = getelementptr i8, ptr %base, i64 %t19
  %t21 = ptrtoint ptr %t18 to i64
  %t22 = ptrtoint ptr %t20 to i64
  %ahead = sub i64 %t21, %t22
  br label %run

run:  ; the next rows
  %from = phi i64 [ %from_first, %rows ], [ %to, %run_done ]
  %run_more = icmp slt i64 %from, %block_end
  br i1 %run_more, label %run_rows, label %block_done

run_rows:  ; how many
  %to_most = add i64 %from, 256
  %to = call i64 @llvm.smin.i64(i64 %to_most, i64 %block_end)
  br label %lookup

lookup:  ; the record of a row
  %j = phi i64 [ %from, %run_rows ], [ %j_next, %lookup ]
  %missed = phi i64 [ 0, %run_rows ], [ %missed_next, %lookup ]
  %t23 = mul nuw nsw i64 %j, 24
  %t24 = getelementptr i8, ptr %base, i64 %t23
  %t25 = getelementptr i8, ptr %t24, i64 %ahead
  call void @llvm.prefetch.p0(ptr %t25, i32 0, i32 3, i32 1)
  %t26 = getelementptr i8, ptr %t24, i64 16
  %t27 = load i32, ptr %t26, align 1
  %t28 = zext i32 %t27 to i64
  %t29 = mul i64 %t28, -7046029254386353131
  %t30 = lshr i64 %t29, 32
  %t31 = xor i64 %t29, %t30
  %t32 = mul i64 %t31, -4265267296055464877
  %t33 = shl i64 %t32, 10
  %t34 = lshr i64 %t33, %shift
  %t35 = getelementptr i32, ptr %slots, i64 %t34
  %t36 = load i32, ptr %t35
  %t37 = call i32 @llvm.smax.i32(i32 %t36, i32 0)
  %t38 = zext i32 %t37 to i64
  %t39 = mul nuw nsw i64 %t38, 28
  %t40 = getelementptr i8, ptr %records, i64 %t39
  %t41 = getelementptr i8, ptr %t40, i64 24
  %t42 = load i32, ptr %t41, align 1
  %t43 = icmp ne i32 %t42, %t27
  %t44 = icmp slt i32 %t36, 0
  %t45 = or i1 %t43, %t44
  %t46 = sub i64 %j, %from
  %t47 = getelementptr ptr, ptr %scratch, i64 %t46
  store ptr %t40, ptr %t47
  %t48 = getelementptr i64, ptr %misses, i64 %missed
  store i64 %j, ptr %t48
  %t49 = zext i1 %t45 to i64
  %missed_next = add i64 %missed, %t49
  %j_next = add i64 %j, 1
  %j_more = icmp slt i64 %j_next, %to
  br i1 %j_more, label %lookup, label %miss

miss:  ; rows whose first slot holds another key or none
  %m = phi i64 [ 0, %lookup ], [ %m_next, %found ]
  %m_more = icmp slt i64 %m, %missed_next
  br i1 %m_more, label %sought, label %update_enter

sought:  ; a key
  %t50 = getelementptr i64, ptr %misses, i64 %m
  %sought_row = load i64, ptr %t50
  %m_next = add i64 %m, 1
  %t51 = mul nuw nsw i64 %sought_row, 24
  %t52 = getelementptr i8, ptr %base, i64 %t51
  %t53 = getelementptr i8, ptr %t52, i64 16
  %t54 = load i32, ptr %t53, align 1
  %key = add i32 %t54, 0
  %t55 = zext i32 %key to i64
  %t56 = mul i64 %t55, -7046029254386353131
  %t57 = lshr i64 %t56, 32
  %t58 = xor i64 %t56, %t57
  %t59 = mul i64 %t58, -4265267296055464877
  %t60 = shl i64 %t59, 10
  %t61 = lshr i64 %t60, %shift
  %slot_first = add i64 %t61, 0
  br label %probe

probe:  ; is it here
  %slot = phi i64 [ %slot_first, %sought ], [ %slot_next, %other ]
  %slot_at = getelementptr i32, ptr %slots, i64 %slot
  %number = load i32, ptr %slot_at
  %is_empty = icmp slt i32 %number, 0
  br i1 %is_empty, label %new, label %compare

compare:  ; the keys
  %t62 = zext i32 %number to i64
  %t63 = mul nuw nsw i64 %t62, 28
  %t64 = getelementptr i8, ptr %records, i64 %t63
  %there = getelementptr i8, ptr %t64, i64 0
  %t65 = getelementptr i8, ptr %there, i64 24
  %t66 = load i32, ptr %t65, align 1
  %is_same = icmp eq i32 %t66, %key
  br i1 %is_same, label %found, label %other

other:  ; key: the next slot
  %slot_after = add i64 %slot, 1
  %slot_next = and i64 %slot_after, %slot_mask
  br label %probe

new:  ; key
  %known = load i64, ptr %at_known
  %is_full = icmp eq i64 %known, %capacity
  br i1 %is_full, label %full, label %create

create:  ; its record
  %t67 = mul nuw nsw i64 %known, 28
  %t68 = getelementptr i8, ptr %records, i64 %t67
  %created = getelementptr i8, ptr %t68, i64 0
  %t69 = getelementptr i8, ptr %created, i64 24
  store i32 %key, ptr %t69, align 1
  %t70 = getelementptr i8, ptr %created, i64 0
  store i64 9223372036854775807, ptr %t70, align 1
  %t71 = getelementptr i8, ptr %created, i64 8
  store double 0.0, ptr %t71, align 1
  %t72 = getelementptr i8, ptr %created, i64 16
  store i64 9223372036854775807, ptr %t72, align 1
  %t73 = trunc i64 %known to i32
  store i32 %t73, ptr %slot_at
  %t74 = add i64 %known, 1
  store i64 %t74, ptr %at_known
  br label %found

found:  ; it
  %record = phi ptr [ %there, %compare ], [ %created, %create ]
  %t75 = sub i64 %sought_row, %from
  %t76 = getelementptr ptr, ptr %scratch, i64 %t75
  store ptr %record, ptr %t76
  br label %miss

full:  ; no room: the rows before this one are updated
  br label %update_enter

update_enter:  ; rows whose records are known
  %until = phi i64 [ %to, %miss ], [ %sought_row, %full ]
  %stops = phi i1 [ false, %miss ], [ true, %full ]
  %u_any = icmp slt i64 %from, %until
  br i1 %u_any, label %update, label %run_done

update:  ; a record by its row
  %u = phi i64 [ %from, %update_enter ], [ %u_next, %update ]
  %t77 = sub i64 %u, %from
  %t78 = getelementptr ptr, ptr %scratch, i64 %t77
  %t79 = load ptr, ptr %t78
  %t80 = mul nuw nsw i64 %u, 24
  %t81 = getelementptr i8, ptr %base, i64 %t80
  %t82 = getelementptr i8, ptr %t81, i64 20
  %t83 = load i8, ptr %t82, align 1
  %t84 = getelementptr i8, ptr %t79, i64 0
  %t85 = load i64, ptr %t84, align 1
  %t86 = and i8 %t83, 1
  %t87 = icmp ne i8 %t86, 0
  %t88 = getelementptr i8, ptr %t81, i64 0
  %t89 = load i64, ptr %t88, align 1
  %t90 = sub i64 0, %t89
  %t91 = icmp sle i64 %t90, %t85
  %t92 = and i1 %t87, %t91
  %t93 = select i1 %t92, i64 %t90, i64 %t85
  %t94 = getelementptr i8, ptr %t79, i64 0
  store i64 %t93, ptr %t94, align 1
  %t95 = getelementptr i8, ptr %t81, i64 8
  %t96 = load double, ptr %t95, align 1
  %t97 = getelementptr i8, ptr %t79, i64 8
  %t98 = load double, ptr %t97, align 1
  %t99 = select i1 %t92, double %t96, double %t98
  %t100 = getelementptr i8, ptr %t79, i64 8
  store double %t99, ptr %t100, align 1
  %t101 = getelementptr i8, ptr %t79, i64 16
  %t102 = load i64, ptr %t101, align 1
  %t103 = and i8 %t83, 2
  %t104 = icmp ne i8 %t103, 0
  %t105 = getelementptr i8, ptr %t81, i64 0
  %t106 = load i64, ptr %t105, align 1
  %t107 = icmp slt i64 %t106, %t102
  %t108 = and i1 %t104, %t107
  %t109 = select i1 %t108, i64 %t106, i64 %t102
  %t110 = getelementptr i8, ptr %t79, i64 16
  store i64 %t109, ptr %t110, align 1
  %u_next = add i64 %u, 1
  %u_more = icmp slt i64 %u_next, %until
  br i1 %u_more, label %update, label %run_done

run_done:  ; or no room
  br i1 %stops, label %stop, label %run

stop:  ; to be called again
  %stopped = sub i64 %until, %block_start
  store i64 %b, ptr %at_first_block
  store i64 %stopped, ptr %at_first_row
  ret i64 %p

block_done:  ; to the next
  %b_next = add i64 %b, 1
  br label %block

partition_done:  ; to the next
  store i64 0, ptr %at_first_block
  store i64 0, ptr %at_first_row
  %p_next = add i64 %p, 1
  br label %partition

leave:  ; all is folded
  ret i64 %end
}

declare i64 @llvm.smin.i64(i64, i64)
declare i32 @llvm.smax.i32(i32, i32)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
