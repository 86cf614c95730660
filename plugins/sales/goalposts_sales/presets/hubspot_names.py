"""How exports of HubSpot call a property."""

from __future__ import annotations


def property_names(name: str, *labels: str) -> tuple[str, ...]:
    """The names of a property: in answers of the API, of the old API, in a warehouse, and as people see it."""
    return (f"properties.{name}", name, f"property_{name}", f"properties.{name}.value", *labels)


def associated(kind: str, old: str) -> tuple[str, ...]:
    """The lists of the ids of other objects, in answers of the API and of the old API."""
    return (f"associations.{kind}.results", f"associations.{old}")


def first_id(found: list[object]) -> str | None:
    """The id of the first object of such a list."""
    for item in found:
        number = item.get("id") if isinstance(item, dict) else item
        return None if number is None else str(number)
    return None
