"""Traps of contact-centre goals, one file each, ordered by code."""

from goalposts_contact_center.rules.copied_service_level import copied_service_level
from goalposts_contact_center.rules.faster_and_solved import faster_and_solved
from goalposts_contact_center.rules.handling_beyond_experience import handling_beyond_experience
from goalposts_contact_center.rules.handling_without_solving import handling_without_solving
from goalposts_contact_center.rules.unnamed_service_level import unnamed_service_level

RULES = (
    unnamed_service_level,
    handling_beyond_experience,
    handling_without_solving,
    faster_and_solved,
    copied_service_level,
)
