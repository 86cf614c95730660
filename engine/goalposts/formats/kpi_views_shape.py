"""Reads and writes how reports look at the variants of a KPI: as steps on a way, or as models of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from goalposts.errors import did_you_mean, listed
from goalposts.expressions import Formula, Share
from goalposts.formats import shapes
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.formats.words_shape import words, written_words
from goalposts.locale import Text, counted
from goalposts.model import Chain, EventType, Models

if TYPE_CHECKING:
    from goalposts.formats.node import Node

CHAIN_KEYS: Final = (
    Key("variants", shapes.listing(shapes.text), required=True),
    Key("steps", shapes.listing(words), required=True),
)
MODEL_KEYS: Final = (Key("by", shapes.text, required=True), Key("variants", shapes.listing(shapes.text)))

_STEPS: Final = Text(en="{steps} for {variants}", ru="{steps} на {variants}")
_STEP_FORMS: Final = (("step", "steps"), ("шаг", "шага", "шагов"))
_VARIANT_FORMS: Final = (("variant", "variants"), ("вариант", "варианта", "вариантов"))
_ONE_MORE: Final = Text(en="name one step more than variants", ru="шагов нужно на один больше, чем вариантов")
_NO_STEP: Final = Text(en="a chain without variants has no steps", ru="в цепочке без вариантов нет шагов")
_NAME_ONE: Final = Text(
    en="name at least one variant, or leave the chain out", ru="назовите хотя бы один вариант или уберите цепочку"
)
_NO_VARIANT: Final = Text(en="'{name}' is no variant", ru="«{name}» — не вариант")
_VARIANTS: Final = Text(en="variants: {names}", ru="варианты: {names}")
_NO_SHARE: Final = Text(en="variant '{name}' is no share", ru="вариант «{name}» — не доля (share)")
_SHARE: Final = Text(en="write it as share(of=..., among=...)", ru="запишите его как share(of=..., among=...)")
_NO_FIELD: Final = Text(en="{event} has no field '{name}'", ru="у события {event} нет поля «{name}»")
_FIELDS: Final = Text(en="it has: {names}", ru="есть: {names}")


def chain(node: Node, problems: Problems) -> Chain | None:
    """Read the steps on a way."""
    before = len(problems)
    found = shapes.read_keys(node, problems, CHAIN_KEYS, what="variants and steps")
    if found is None or len(problems) > before:
        return None
    variants, steps = found["variants"], found["steps"]
    if not variants:
        problems.add("GP003", node.by_key()["variants"], _NO_STEP, _NAME_ONE)
        return None
    if len(steps) != len(variants) + 1:
        counts = counted(len(steps), *_STEP_FORMS), counted(len(variants), *_VARIANT_FORMS)
        message = _STEPS.fill(steps=counts[0], variants=counts[1])
        problems.add("GP003", node.by_key()["steps"], message, _ONE_MORE)
        return None
    return Chain(variants, steps)


def models(node: Node, problems: Problems) -> Models | None:
    """Read which variants are models of one thing, and the field whose words they are compared by."""
    before = len(problems)
    found = shapes.read_keys(node, problems, MODEL_KEYS, what="by and variants")
    return None if found is None or len(problems) > before else Models(found["by"], found.get("variants", ()))


def check_views(node: Node, problems: Problems, found: Mapping[str, Any], event_types: Sequence[EventType]) -> None:
    """Demand of a KPI's chain and models that their variants are there, and of the field that all events have it.

    Args:
        node: the KPI as written.
        problems: where to note them.
        found: its keys as read.
        event_types: those that it reads.
    """
    written, known = node.by_key(), found.get("variants", {})
    way, compared = found.get("chain"), found.get("models")
    for place, name in _named(written["chain"], way.variants) if way is not None else ():
        if name not in known:
            _no_variant(place, name, known, problems)
        elif not isinstance(known[name], Share):
            problems.add("GP007", place, _NO_SHARE.fill(name=name), _SHARE)
    if compared is None:
        return
    for place, name in _named(written["models"], compared.variants):
        if name not in known:
            _no_variant(place, name, known, problems)
    for kind in event_types:
        if kind.find(compared.by) is None:
            fields = [known_field.id for known_field in kind.fields]
            message = _NO_FIELD.fill(event=kind.id, name=compared.by)
            hint = did_you_mean(compared.by, fields) or _FIELDS.fill(names=listed(fields))
            problems.add("GP011", written["models"].by_key()["by"], message, hint)


def _named(node: Node, variants: Sequence[str]) -> Iterator[tuple[Node, str]]:
    listed_nodes = node.by_key().get("variants")
    return zip(() if listed_nodes is None else listed_nodes.value, variants, strict=False)


def _no_variant(place: Node, name: str, known: Mapping[str, Formula], problems: Problems) -> None:
    hint = did_you_mean(name, known) or _VARIANTS.fill(names=listed(known))
    problems.add("GP011", place, _NO_VARIANT.fill(name=name), hint)


def chain_document(way: Chain | None) -> dict[str, Any]:
    """Write a chain as a project file has it; nothing where there is none."""
    return {} if way is None else {"variants": list(way.variants), "steps": [written_words(step) for step in way.steps]}


def models_document(compared: Models | None) -> dict[str, Any]:
    """Write models as a project file has them; nothing where there are none."""
    if compared is None:
        return {}
    variants = {"variants": list(compared.variants)} if compared.variants else {}
    return {"by": compared.by, **variants}
