"""Looks into the archive that a modern workbook is, before a library unpacks it into memory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import IO, Any, Final

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.workbooks.records import members_of_xlsb

LARGEST: Final = 1 << 30
"""Bytes that a workbook may unpack to; in memory it takes about twice as many."""
_SUSPECT, _SUSPECT_RATIO = 1 << 26, 200
_DEFLATE_RATIO: Final = 1032
"""A byte of deflate never becomes more bytes than these."""
_CHUNK: Final = 1 << 20
_LOCAL_HEADER: Final = 30
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Check that a workbook does not unpack to more than there is room for.

    Raises:
        SourceError: it does, or may.
    """
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST or (unpacked > _SUSPECT and unpacked > packed * _SUSPECT_RATIO):
        raise _too_large(unpacked, name)
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            problem = Text(en="this is no workbook: it is packed in another way", ru="это не книга: упакована иначе")
            raise SourceError(problem, where=name, hint=_SAVE_ANEW)
        if member.compress_type == zipfile.ZIP_DEFLATED and member.compress_size * _DEFLATE_RATIO > LARGEST:
            _check_size(archive, member, name)


def sheet_members(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Return by the name of a sheet the member of the archive that holds it; nothing for OpenDocument.

    Raises:
        ValueError, KeyError, LxmlError: the workbook is damaged.
    """
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return members_of_xlsb(archive, _targets(archive, "xl/_rels/workbook.bin.rels"))
    if "xl/workbook.xml" not in names:
        return {}
    targets = _targets(archive, "xl/_rels/workbook.xml.rels")
    sheets = xml_of(archive, "xl/workbook.xml").iter("{*}sheet")
    related = {sheet.get("name", ""): targets.get(sheet.get(_ID) or sheet.get(_STRICT_ID), "") for sheet in sheets}
    return {title: normpath(join("xl", target)).lstrip("/") for title, target in related.items()}


def _targets(archive: zipfile.ZipFile, member: str) -> Mapping[str, str]:
    relations = xml_of(archive, member).iter("{*}Relationship")
    return {relation.get("Id", ""): relation.get("Target", "") for relation in relations}


def xml_of(archive: zipfile.ZipFile, member: str) -> Any:
    """Read a small member of XML.

    Raises:
        KeyError, LxmlError: there is no such member, or it is damaged.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(member), parser)


def unpacked_chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Unpack a member, a part at a time."""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK * 4):
            yield chunk


def _check_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """Unpack a member that could be larger than it says, without keeping it."""
    file: IO[bytes] | Any = archive.fp
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER)
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left, size, inflate = member.compress_size, 0, zlib.decompressobj(-15)
    while left > 0 and not inflate.eof:
        packed = file.read(min(_CHUNK, left))
        if not packed:
            return  # cut off, as reading it will tell
        left -= len(packed)
        while packed and not inflate.eof:
            size += len(inflate.decompress(packed, _CHUNK * 16))
            packed = inflate.unconsumed_tail
            if size > LARGEST:
                raise _too_large(LARGEST, name)


def _too_large(size: int, name: str) -> SourceError:
    problem = Text(
        en="the workbook unpacks to {size} MB or more, which is too much to be one",
        ru="книга распаковывается в {size} МБ или больше, а это слишком много для книги",
    ).fill(size=size >> 20)
    return SourceError(problem, where=name, hint=_AS_CSV)


_AS_CSV: Final = Text(en="save the sheet as CSV", ru="сохраните лист как CSV")
_SAVE_ANEW: Final = Text(
    en="open it in a spreadsheet program and save it anew", ru="откройте её в табличном редакторе и сохраните заново"
)
