"""Reads sources: files and tables become batches of mapped, validated events; what is refused is counted."""

from goalposts.streams.opening import open_source
from goalposts.streams.source_stream import SourceStream

__all__ = ["SourceStream", "open_source"]
