"""What a force is made of, as far as its symbol says it."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from geodata.vocabulary import Arm, ForceKind, Mode
from geodata.whereabouts import load_forces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.whereabouts import Force

__all__ = ["Troops", "forces_of", "known_forces", "troops_of"]


class Troops(StrEnum):
    """What a force is made of; each has a glyph of this name."""

    FOOT = "foot"
    HORSE = "horse"
    IRREGULARS = "irregulars"
    GOVERNMENT = "star"
    COURT = "crown"
    SHIP = "ship"


_BY_KIND: Final[Mapping[str, Troops]] = {
    ForceKind.GOVERNMENT: Troops.GOVERNMENT,
    ForceKind.COURT: Troops.COURT,
    ForceKind.BAND: Troops.IRREGULARS,
}
_BY_ARM: Final[Mapping[str, Troops]] = {Arm.CAVALRY: Troops.HORSE, Arm.NAVAL: Troops.SHIP}


@cache
def known_forces() -> Mapping[str, Force]:
    """Return every force that lasts, by its id."""
    return load_forces()


def forces_of(properties: Mapping[str, Any]) -> list[str]:
    """Return the ids of the forces that a movement or a stay is of, the whole ones first."""
    several: list[str] | None = properties.get("force_ids")
    return several or [_first_force(properties)]


def troops_of(properties: Mapping[str, Any]) -> Troops:
    """Return what the force of a movement or of a stay is made of; of one that is not on record, foot."""
    force = known_forces().get(_first_force(properties))
    troops = _troops(force.kind, force.arm) if force else Troops.FOOT
    mode = properties.get("mode")
    if mode == Mode.SEA:
        return Troops.SHIP
    return Troops.FOOT if mode and troops is Troops.SHIP else troops


def _first_force(properties: Mapping[str, Any]) -> str:
    return properties.get("force_id") or properties.get("force") or ""


def _troops(kind: str, arm: str) -> Troops:
    by_kind = {
        ForceKind.GOVERNMENT: Troops.GOVERNMENT,
        ForceKind.COURT: Troops.COURT,
        ForceKind.BAND: Troops.IRREGULARS,
    }
    by_arm = {Arm.CAVALRY: Troops.HORSE, Arm.NAVAL: Troops.SHIP}
    return by_kind.get(ForceKind(kind)) or by_arm.get(Arm(arm), Troops.FOOT)
