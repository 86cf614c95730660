"""Files and documents: project files, canonical JSON, scorecards and seals as plain values."""

from goalposts.formats.canonical import canonical_json, digest
from goalposts.formats.files import (
    PROJECT_FILE,
    make_private,
    project_file_at,
    read_bytes,
    read_text,
    write_atomically,
    writing,
)
from goalposts.formats.project_document import document, mapping_document
from goalposts.formats.project_file import project_from_file, project_from_mapping, project_from_text

__all__ = [
    "PROJECT_FILE",
    "canonical_json",
    "digest",
    "document",
    "make_private",
    "mapping_document",
    "project_file_at",
    "project_from_file",
    "project_from_mapping",
    "project_from_text",
    "read_bytes",
    "read_text",
    "write_atomically",
    "writing",
]
