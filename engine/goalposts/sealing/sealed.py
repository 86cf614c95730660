"""A project that is locked: the sealed goals are scored, whatever the file says by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from goalposts.catalogue import known_dimensions
from goalposts.formats import document, project_from_mapping
from goalposts.formats.records import seal_to_dict
from goalposts.locale import Text, join
from goalposts.model import Project, Seal, Source
from goalposts.model.provenance import LockState
from goalposts.verdict.settings import SETTINGS

_OF_REPORTS: Final = ("language", "segments", "capacity", "blackouts", "tree")
"""Keys that decide nothing: a change of them moves no goalpost."""


def under_seal(project: Project, seal: Seal) -> Project:
    """Put the sealed goals, windows and mappings in the place of the file's; the file keeps its source locations.

    It also keeps what only reports ask for: its language, and the dimensions that the sealed mappings give. A source
    that is new in the file is kept: a new platform may start after the goals were sealed, and the verdict names its
    instrument.
    """
    sealed = project_from_mapping(seal.project, project.catalogue, project.folder)
    sources = _sources(project.sources, sealed.sources)
    return evolve(
        sealed,
        sources=sources,
        language=project.language,
        capacity=project.capacity,
        blackouts=project.blackouts,
        tree=project.tree,
        segments=_segments(project, evolve(sealed, sources=sources)),
        file=project.file,
        seal=seal,
        written=project,
        changes=(*differences(seal.project, document(project)), *_settings_differences(seal)),
        places=project.places,
        rules=project.rules,
    )


def _segments(written: Project, sealed: Project) -> tuple[str, ...]:
    """Leave out dimensions that were mapped after sealing; that the mapping moved is said as such."""
    joined = known_dimensions(written) - known_dimensions(sealed)
    return tuple(name for name in written.segments if name not in joined)


def _sources(written: tuple[Source, ...], sealed: tuple[Source, ...]) -> tuple[Source, ...]:
    by_name = {(source.event_type, source.name): source for source in written}
    kept = [
        _with_new_exports(source, by_name[source.event_type, source.name])
        for source in sealed
        if (source.event_type, source.name) in by_name
    ]
    known = {(source.event_type, source.name) for source in sealed}
    return (*kept, *(source for key, source in by_name.items() if key not in known))


def _with_new_exports(sealed: Source, written: Source) -> Source:
    """A sealed source read from where the file says, and as far as it says that it was followed by now.

    Whether its files may share rows is a fact of these files too, and changes no row.
    """
    return evolve(
        sealed, locations=written.locations, observed_until=written.observed_until, same_rows=written.same_rows
    )


@frozen
class Wording:
    """How the difference of two project documents is put."""

    changed: Text
    removed: Text
    added: Text

    def change(self, path: str, before: Any, after: Any) -> Text:
        """Say what a key was and what it is."""
        return self.changed.fill(path=path, before=_shown(before), after=_shown(after))


FILE_AND_SEAL: Final = Wording(
    changed=Text(
        en="{path}: sealed {before}, the file says {after}", ru="{path}: зафиксировано {before}, в файле {after}"
    ),
    removed=Text(en="{path}: sealed, now removed", ru="{path}: зафиксировано, теперь удалено"),
    added=Text(en="{path}: added after sealing", ru="{path}: добавлено после фиксации"),
)


def differences(
    sealed: Mapping[str, Any], written: Mapping[str, Any], wording: Wording = FILE_AND_SEAL
) -> Iterator[Text]:
    """Say in a line each how a file differs from its seal; what only reports ask for does not count."""
    for key in (*sealed, *(key for key in written if key not in sealed)):
        if key in ("goals", "kpis"):
            yield from _entry_differences(key, sealed.get(key, ()), written.get(key, ()), wording)
        elif key == "data":
            yield from _source_differences(sealed, written.get("data", {}), wording)
        elif key not in _OF_REPORTS and sealed.get(key) != written.get(key):
            yield wording.change(key, sealed.get(key), written.get(key))


def _entry_differences(key: str, sealed: Any, written: Any, wording: Wording) -> Iterator[Text]:
    before, after = ({entry["id"]: entry for entry in entries} for entries in (sealed, written))
    for name in (*before, *(name for name in after if name not in before)):
        if name not in after:
            yield wording.removed.fill(path=f"{key}.{name}")
        elif name not in before:
            yield wording.added.fill(path=f"{key}.{name}")
        else:
            yield from _key_differences(f"{key}.{name}", before[name], after[name], wording)


def _source_differences(document: Mapping[str, Any], written: Any, wording: Wording) -> Iterator[Text]:
    """A source may join after sealing only if it starts when every baseline is over."""
    over = max(_baseline_ends(document), default="")
    for event_type, sources in document.get("data", {}).items():
        known = {source["name"] for source in sources}
        for source in written.get(event_type, ()):
            if source["name"] not in known and source.get("from", "") < over:
                yield wording.added.fill(path=f"data.{event_type}.{source['name']}")
        after = {source["name"]: source for source in written.get(event_type, ())}
        for source in sources:
            path = f"data.{event_type}.{source['name']}"
            if source["name"] not in after:
                yield wording.removed.fill(path=path)
            else:
                yield from _key_differences(
                    path, _without_follow_up(source), _without_follow_up(after[source["name"]]), wording
                )


def _without_follow_up(source: Mapping[str, Any]) -> dict[str, Any]:
    """A source without what changes with every new export: no goalpost moves with it."""
    return {key: value for key, value in source.items() if key not in ("observed_until", "same_rows")}


def _baseline_ends(document: Mapping[str, Any]) -> Iterator[str]:
    for stated in (document, *document.get("goals", ())):
        baseline = stated.get("baseline")
        if isinstance(baseline, Mapping) and "to" in baseline:
            yield baseline["to"]


def _key_differences(
    path: str, before: Mapping[str, Any], after: Mapping[str, Any], wording: Wording
) -> Iterator[Text]:
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) != after.get(key):
            yield wording.change(f"{path}.{key}", before.get(key), after.get(key))


def _settings_differences(seal: Seal) -> Iterator[Text]:
    text = Text(
        en="{path}: sealed {before}, this version uses {after}",
        ru="{path}: зафиксировано {before}, в этой версии {after}",
    )
    for key in (*seal.settings, *(key for key in SETTINGS if key not in seal.settings)):
        before, after = seal.settings.get(key), SETTINGS.get(key)
        if before != after:
            yield text.fill(path=f"settings.{key}", before=_shown(before), after=_shown(after))


def _shown(value: Any) -> Text:
    if value is None:
        return Text(en="nothing", ru="ничего")
    if not isinstance(value, str | float | int) and not value:
        return Text(en="an empty list", ru="пустой список")
    if isinstance(value, Mapping):
        pairs = [Text.of("{key}: {item}").fill(key=key, item=_shown(item)) for key, item in value.items()]
        return Text.of("{{{pairs}}}").fill(pairs=join(pairs, ", "))
    return Text.of(str(value)) if isinstance(value, str | float | int) else join(map(_shown, value), ", ")


def lock_state(project: Project) -> LockState:
    """Say whether the goals are locked, and how far that can be trusted: `moved` wins over `late`."""
    seal = project.seal
    if seal is None:
        return LockState("unlocked")
    late = "late" if seal.results_seen else "locked"
    status = "moved" if project.changes else late
    return LockState(status, seal.digest, seal.amendments, project.changes, seal_to_dict(seal))
