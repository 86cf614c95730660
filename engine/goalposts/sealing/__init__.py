"""Sealing: goals are fixed before results are in, and a later change of them shows."""

from goalposts.sealing.lock_file import lock_path, read_seal, write_seal
from goalposts.sealing.sealed import differences, lock_state, under_seal

__all__ = ["differences", "lock_path", "lock_state", "read_seal", "under_seal", "write_seal"]
