"""Folds written as LLVM code, one program a plan: rows are packed, partitioned by key, and become entities.

`layout` says where the parts of a row and of an entity lie, `scatter` brings rows to their partitions, `update` makes
entities of them, `index` enters those into a larger table, `answer` reads their fields out, all in `lines` of text.
`scoring/kernels/fold_functions.py` compiles them.
"""
