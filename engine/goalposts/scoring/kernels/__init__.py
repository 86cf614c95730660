"""The kernel boundary: arrays and scalars in, flat state arrays out and last; one kernel a file.

Day codes are in range and arrays have equal lengths before the call: a kernel never validates. Output arrays come in
zeroed, unless a docstring says otherwise. These are the NumPy twins: specification and oracle of compiled kernels.
"""
