"""Attribution: an event type of credited touches, made of people's touches and of what they did in the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from goalposts.expressions import DAY, Quantity, ValueType
from goalposts.locale import Text
from goalposts.model.converters import as_tuple
from goalposts.model.events import EventType
from goalposts.model.field import Field

if TYPE_CHECKING:
    from attrs import Attribute

RULES: Final = ("first", "last", "last_non_direct", "linear", "position", "time_decay")
"""The models that look at one path at a time, each a field of a credited touch."""


@frozen
class Attribution:
    """How the conversions of people are divided among the touches before them.

    Attributes:
        touches, conversions: the event types whose sources are read.
        person: the field of both that says whose they are.
        channel: the field of touches that is credited.
        lookback: touches older than that at the conversion came to nothing.
        half_life: of the model `time_decay`.
        direct: channels that `last_non_direct` passes over.
        of_touch, of_conversion: further fields that a credited touch takes from either.
    """

    touches: EventType
    conversions: EventType
    person: str
    channel: str
    lookback: Quantity = field()
    half_life: Quantity = field()
    direct: tuple[str, ...] = field(default=(), converter=as_tuple)
    of_touch: tuple[str, ...] = field(default=(), converter=as_tuple)
    of_conversion: tuple[str, ...] = field(default=(), converter=as_tuple)

    @lookback.validator
    @half_life.validator
    def _is_a_time(self, attribute: Attribute[Quantity], value: Quantity) -> None:
        if value.type is not ValueType.DURATION or value.value <= 0:
            raise ValueError(f"{attribute.name}: a duration such as 30 * DAY is needed, found {value}")

    @property
    def written(self) -> dict[str, Any]:
        """The whole attribution as plain values."""
        return {
            "touches": self.touches.id,
            "conversions": self.conversions.id,
            "person": self.person,
            "channel": self.channel,
            "lookback": str(self.lookback),
            "half_life": str(self.half_life),
            "direct": list(self.direct),
            "of_touch": list(self.of_touch),
            "of_conversion": list(self.of_conversion),
        }


def attribution(
    id: str,
    *,
    touches: EventType,
    conversions: EventType,
    person: str = "person",
    channel: str = "channel",
    lookback: Quantity = 30 * DAY,
    half_life: Quantity = 7 * DAY,
    direct: Iterable[str] = (),
    of_touch: Iterable[str] = (),
    of_conversion: Iterable[str] = (),
    summary: Mapping[str, str] | str | None = None,
) -> EventType:
    """Declare the touches behind conversions as an event type that KPIs can be `over`.

    Every touch on the way of a person to a conversion is a row on the day of the conversion, with the share of it that
    each model gives to the touch: `first`, `last`, `last_non_direct`, `linear`, `position` (40/20/40), `time_decay`.
    A conversion without any touch before it is a row without channel, with the whole credit. So every model adds up to
    the conversions. None of them is causal, and they differ: show several.

    Args:
        id: `domain.noun` of the credited touch.
        touches: who met which channel when.
        conversions: who did what the channels are for; a conversion ends a path, and the next touch begins another.
        person: the id of both that names the person.
        channel: the field of touches to be credited.
        lookback: older touches are not credited.
        half_life: of `time_decay`, as arbitrary as any.
        direct: words of `channel` that `last_non_direct` passes over.
        of_touch: further fields of touches to take over, such as the place.
        of_conversion: further fields of conversions, such as the value; they stand whole in every row, so multiply
            them by a credit before summing.
        summary: what it is, for people.

    Raises:
        ValueError: a field is not there, or two would have one name.

    Example:
        >>> from goalposts import event_type, field, total
        >>> met = [field.id("person"), field.time("at"), field.category("channel")]
        >>> click = event_type("web.click", time="at", fields=met)
        >>> sale = event_type("web.sale", time="at", fields=[*met[:2], field.money("value")])
        >>> credit = attribution("web.credit", touches=click, conversions=sale, of_conversion=["value"])
        >>> [known.id for known in credit.fields][:4]
        ['person', 'at', 'touched_at', 'channel']
        >>> total(credit.value * credit.linear, among=credit.channel == "mail").of is not None
        True
    """
    made = Attribution(
        touches, conversions, person, channel, lookback, half_life, tuple(direct), tuple(of_touch), tuple(of_conversion)
    )
    if touches.is_derived or conversions.is_derived or touches.id == conversions.id:
        raise ValueError(f"attribution {id}: touches and conversions are two event types that sources give")
    who, where = _words(made, touches, person), _words(made, touches, channel)
    _words(made, conversions, person)
    fields = (
        Field(person, who.type, required=True, summary=who.summary),
        Field("at", ValueType.TIMESTAMP, required=True, summary=_AT),
        Field("touched_at", ValueType.TIMESTAMP, summary=_TOUCHED_AT),
        Field(channel, where.type, values=where.values, summary=where.summary),
        *(Field(model, ValueType.NUMBER, summary=_CREDIT.fill(model=model)) for model in RULES),
        *(_taken(id, touches, name) for name in made.of_touch),
        *(_taken(id, conversions, name) for name in made.of_conversion),
    )
    names = [known.id for known in fields]
    if len(set(names)) < len(names):
        raise ValueError(f"attribution {id}: two fields share an id; found: {', '.join(names)}")
    return EventType(id, "at", fields, None if summary is None else Text.of(summary), attribution=made)


def _words(made: Attribution, kind: EventType, name: str) -> Field:
    found = kind.find(name)
    if found is None or not found.type.is_words:
        raise ValueError(f"'{name}' is not an id, category or text field of {kind.id}, which {made.touches.id} needs")
    return found


def _taken(made_as: str, kind: EventType, name: str) -> Field:
    found = kind.find(name)
    if found is None:
        raise ValueError(f"attribution {made_as}: event type {kind.id} has no field '{name}'")
    return Field(name, found.type, values=found.values, summary=found.summary)


_AT: Final = Text(en="When the person converted.", ru="Когда человек совершил целевое действие.")
_TOUCHED_AT: Final = Text(en="When the touch was; none without one.", ru="Когда было касание; пусто, если его не было.")
_CREDIT: Final = Text(
    en="The share of the conversion that the model {model} gives to the touch.",
    ru="Доля целевого действия, которую модель {model} относит на касание.",
)
