"""Reads event logs in XES (IEEE 1849): a row for every event, in the order of the file.

Columns are the attributes of the event by their keys, and those of its case (`trace`) with `case:` before them, as
`case:concept:name`. Attributes of attributes are joined by dots; members of lists, which have no key, are left out.
Values stay as they are written, times with their offsets. A row's number is that of the event in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import takewhile
from typing import Any, Final

from attrs import evolve

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import Row
from goalposts.streams.batches.rows import RowsReader
from goalposts.streams.files.source_file import SourceFile

CASE: Final = "case:"
_LOOKED_AT: Final = 1000


def open_xes_file(file: SourceFile) -> RowsReader:
    """Find the columns: those that the log declares, those of the first events, and those that somebody asks for.

    An attribute may first appear late in the file; it is looked for until its end.

    Raises:
        SourceError: it is not an event log.
    """
    columns: dict[str, None] = {}
    asked = file.asked | file.looked_for
    for number, row in enumerate(_events(file, columns), start=1):
        columns.update(dict.fromkeys(row.cells))
        if number >= _LOOKED_AT and asked <= columns.keys():
            break
    return RowsReader(file.name, tuple(columns), partial(_events, file))


def _events(file: SourceFile, declared: dict[str, None] | None = None) -> Iterator[Row]:
    """Yield the events; memory holds one of them. The columns that the log declares are put into `declared`."""
    from lxml import etree

    with file.open() as stream:
        steps = etree.iterparse(
            stream,
            events=("end",),
            tag=("{*}event", "{*}trace"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            yield from _rows(steps, file.name, {} if declared is None else declared)
        except etree.XMLSyntaxError as fault:
            raise _not_xml(fault, file.name) from None


def _rows(steps: Any, name: str, declared: dict[str, None]) -> Iterator[Row]:
    """Yield events as they end. `case` is what is known of the open case, `known` how many elements say it."""
    number, case, known = 0, None, 0
    for element in _elements(steps, name):
        parent, tag = element.getparent(), element.tag
        if not number:
            declared.update(_declared(element.getroottree().getroot(), name))
        if tag.endswith("event"):
            number += 1
            if case is None and parent.tag.endswith("trace"):
                stated = _before_events(parent, tag)
                case, known = _attributes(stated, CASE), len(stated)
            yield Row(number, {**(case or {}), **_attributes(element)})
            before = element.getprevious()
            if before is not None and before.tag == tag:
                parent.remove(before)
        else:
            if case is not None and len(element) - 1 > known:
                raise _late_attribute(number, name)
            case = None
            element.clear()
            while (before := element.getprevious()) is not None and before.tag == tag:
                parent.remove(before)
    if not number:
        declared.update(_declared(steps.root, name))


def _elements(steps: Any, name: str) -> Iterator[Any]:
    """Yield events and cases as they end; where the packing breaks off, the last line that was read is told."""
    element = None
    try:
        for _, element in steps:  # its line is asked for below
            yield element
    except SourceError as fault:
        raise (fault if element is None else evolve(fault, where=f"{name}:{element.sourceline}")) from None


def _before_events(case: Any, event: str) -> list[Any]:
    return list(takewhile(lambda child: child.tag != event, case))


def _tag(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _attributes(element: Iterable[Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for child in element:
        key = child.get("key")
        if key is None:
            continue
        if (value := child.get("value")) is not None:
            found[prefix + key] = value
        if len(child):
            found.update(_attributes(child, f"{prefix}{key}."))
    return found


def _declared(root: Any, name: str) -> dict[str, None]:
    """The columns of the attributes that every event, or every case, is said to have.

    Raises:
        SourceError: this is no event log.
    """
    _check_log(root, name)
    columns: dict[str, None] = {}
    for prefix, scope in (("", "event"), (CASE, "trace")):
        for child in root.iterfind("{*}global"):
            if child.get("scope", "event") == scope:
                columns.update(dict.fromkeys(_attributes(child, prefix)))
    return columns


def _check_log(root: Any, name: str) -> None:
    if root is not None and root.getroottree().docinfo.doctype:
        problem = Text(
            en="it declares a document type (DOCTYPE), which may hide traps and which no event log needs",
            ru="в нём объявлен DOCTYPE: в нём могут прятаться ловушки, а журналу событий он не нужен",
        )
        hint = Text(en="export the log anew without it", ru="выгрузите журнал заново, без него")
        raise SourceError(problem, where=name, hint=hint)
    if root is None or _tag(root) != "log":
        problem = Text(en="this is no event log in XES", ru="это не журнал событий XES")
        hint = Text(en="its outermost element must be <log>", ru="внешним элементом должен быть <log>")
        raise SourceError(problem, where=name, hint=hint)


def _late_attribute(number: int, name: str) -> SourceError:
    problem = Text(
        en="an attribute of the case stands behind its events (the last is event {number})",
        ru="свойство процесса записано после его событий (последнее — событие {number})",
    ).fill(number=number)
    hint = Text(
        en="XES wants attributes first: export the log anew",
        ru="по XES свойства идут первыми: выгрузите журнал заново",
    )
    return SourceError(problem, where=name, hint=hint)


def _not_xml(fault: Any, name: str) -> SourceError:
    problem = Text(en="the XML is damaged or breaks off: {fault}", ru="XML повреждён или обрывается: {fault}").fill(
        fault=" ".join(re.split(", line|, try", str(fault.msg))[0].split()).rstrip(".")
    )
    hint = Text(en="copy or export it again", ru="скопируйте или выгрузите его заново")
    return SourceError(problem, where=f"{name}:{fault.lineno}" if fault.lineno else name, hint=hint)
