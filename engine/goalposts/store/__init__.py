"""The store: what was made of files that did not change is taken from a folder instead of being made again.

Read `folder`, where entries lie and how they are kept whole; `keys`, by what they are found; `file_digests`, how a file
is known to be the same; `unit_entry`, what is kept of a part of a source; `keeping`, which puts all of it to use.
"""

from goalposts.store.folder import Store

__all__ = ["Store"]
