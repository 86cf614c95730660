"""Sealing: goals are fixed before results are in, and a later change of them shows."""

from goalposts.sealing.amended import amended_seal, file_differences, first_sealed
from goalposts.sealing.lock_file import lock_path, read_seal, write_seal
from goalposts.sealing.sealed import differences, lock_state, under_seal

__all__ = [
    "amended_seal",
    "differences",
    "file_differences",
    "first_sealed",
    "lock_path",
    "lock_state",
    "read_seal",
    "under_seal",
    "write_seal",
]
