"""The kernel boundary: arrays and scalars in, flat state arrays out and last; one kernel a file.

Day codes are in range and arrays have equal lengths before the call: a kernel never validates. Output arrays come in
zeroed, unless a docstring says otherwise. Those in NumPy are the twins: specification and oracle of compiled kernels.

Compiled kernels come by two ways. Code that is written for one plan (scans, folds) goes to llvmlite as text, which
takes milliseconds: `machine_code`, `processor`, `compiled`, `fold_functions`. Loops that are the same for every plan
(touch paths, tables of words) go through numba, whose code is kept on disk: `compiling`, `code_folder`.
"""
