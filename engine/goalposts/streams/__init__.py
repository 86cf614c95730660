"""Reads sources: files and tables become batches of mapped, validated events; what is refused is counted."""

from goalposts.streams.opening import open_source
from goalposts.streams.side_by_side import SideBySide
from goalposts.streams.source_stream import SourceStream

__all__ = ["SideBySide", "SourceStream", "open_source"]
