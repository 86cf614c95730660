"""Sealing: goals are fixed before results are in, and a later change of them shows."""

from goalposts.sealing.amending import amended
from goalposts.sealing.lock_file import digest_of, lock_path, read_seal, write_seal
from goalposts.sealing.sealed import differences, lock_state, under_seal

__all__ = ["amended", "differences", "digest_of", "lock_path", "lock_state", "read_seal", "under_seal", "write_seal"]
